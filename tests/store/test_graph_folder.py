"""A graph folder: what goes in comes out, documents are replaced one by one, what is no folder of ours is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from facts_factory import TEXT, make_facts
from rdflib import Graph, URIRef

from kg.config import Options
from kg.errors import StoreError
from kg.graph import iter_triples, to_graph
from kg.model import Document
from kg.store import GraphFolder
from kg.vocab import ELI, ONTOLOGY, POL, RDF, RDFS


def write(path: Path, *slugs: str) -> None:
    """Add the small document under each slug."""
    with GraphFolder(path, writable=True) as folder:
        for slug in slugs:
            facts = make_facts(slug)
            folder.add_graph(facts.id, iter_triples(facts, options=Options()))
            folder.add_text(facts.document)


def test_a_graph_comes_out_term_for_term(folder: GraphFolder) -> None:
    for slug in ("first", "second"):
        facts = make_facts(slug)
        assert set(folder.graph(facts.id)) == set(to_graph(facts, options=Options()))


def test_the_documents_are_listed_with_title_and_text(folder: GraphFolder) -> None:
    first, second = make_facts("first"), make_facts("second")
    assert folder.documents == (first.id, second.id)
    assert folder.title(first.id) == first.header.title
    assert folder.text(second.id) == TEXT
    assert folder.text("https://example.org/doc/none") == ""


def test_the_union_holds_shared_triples_once(folder: GraphFolder) -> None:
    graphs = [to_graph(make_facts(slug), options=Options()) for slug in ("first", "second")]
    assert set(folder.graph()) == set(graphs[0]) | set(graphs[1])
    assert len(folder.graph()) < len(graphs[0]) + len(graphs[1])


def test_the_ontology_is_a_graph_of_its_own(folder: GraphFolder, root: Path) -> None:
    dataset = folder.dataset()
    assert {str(name) for name in (graph.identifier for graph in dataset.graphs())} >= {str(ONTOLOGY)}
    assert (POL.Road, RDFS.subClassOf, POL.Project) in dataset.graph(ONTOLOGY)
    merged = Graph()
    for name in ("policy.ttl", "sectors.ttl"):
        merged.parse(root / "ontology" / name)
    assert len(dataset.graph(ONTOLOGY)) == len(merged)
    for document in folder.documents:
        assert (URIRef(document), RDF.type, POL.PolicyDocument) in dataset.graph(URIRef(document))


def test_adding_again_replaces_a_document_and_no_other(tmp_path: Path) -> None:
    write(tmp_path / "out", "first", "second")
    facts = make_facts("first")
    facts.header.title = "Tên mới"
    facts.measures.pop()
    facts.targets[2].measure = ""
    with GraphFolder(tmp_path / "out", writable=True) as folder:
        folder.add_graph(facts.id, iter_triples(facts, options=Options()))
    with GraphFolder(tmp_path / "out") as folder:
        titles = [str(title) for title in folder.graph(facts.id).objects(URIRef(facts.id), ELI.title)]
        assert titles == ["Tên mới"]
        assert set(folder.graph(facts.id)) == set(to_graph(facts, options=Options()))
        other = make_facts("second")
        assert set(folder.graph(other.id)) == set(to_graph(other, options=Options()))


def test_a_folder_is_copied_whole(two: Path, tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "copy", writable=True) as copy:
        copy.copy_from(two)
    with GraphFolder(tmp_path / "copy") as copy, GraphFolder(two) as folder:
        assert set(copy.store) == set(folder.store)
        assert all(copy.text(document) == TEXT for document in copy.documents)


def test_a_text_keeps_its_line_ends(tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "out", writable=True) as folder:
        folder.add_text(Document("d", "d.txt", "một\r\nhai\n\x0cba\r", ""))
        assert folder.text("https://example.org/doc/d") == "một\r\nhai\n\x0cba\r"


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere: does not exist \(make it with: kg build INPUT -o"):
        GraphFolder(tmp_path / "nowhere")


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_is_no_graph_folder_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "thing"
    path.mkdir() if kind == "folder" else path.write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="is no graph folder"):
        GraphFolder(path)


@pytest.mark.parametrize("name", ["CURRENT", "*.sst"])
def test_a_damaged_store_is_an_error_of_ours(name: str, two: Path, tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "out", writable=True) as folder:
        folder.copy_from(two)
        folder.flush()
    damaged = list((tmp_path / "out" / "store").glob(name))
    assert damaged
    for path in damaged:
        path.write_bytes(b"garbage")
    with pytest.raises(StoreError, match="store can't be opened"):
        GraphFolder(tmp_path / "out")


def test_a_store_that_is_held_says_so(tmp_path: Path) -> None:
    with (
        GraphFolder(tmp_path / "out", writable=True),
        pytest.raises(StoreError, match="end the process that holds it"),
    ):
        GraphFolder(tmp_path / "out", writable=True)


def test_what_has_to_stay_as_printed_is_a_string(tmp_path: Path) -> None:
    facts = make_facts("first")
    facts.header.number = "007.50"
    road = next(relation for relation in facts.relations if relation.predicate == "roadNumber")
    road.value = "007"
    city = next(entity for entity in facts.entities if entity.code)
    city.code, city.label, city.aliases = "00336", "Phố 1.50", ["+7", "1e3"]
    with GraphFolder(tmp_path / "out", writable=True) as folder:
        folder.add_graph(facts.id, iter_triples(facts, options=Options()))
    asked = {
        "?d eli:number ?x": ["007.50"],
        "?r pol:roadNumber ?x": ["007"],
        "?c dcterms:identifier ?x . ?c a pol:Place": ["00336"],
        "?c rdfs:label ?x . ?c a pol:Place": ["Phố 1.50"],
        "?c skos:altLabel ?x . ?c a pol:Place": ["+7", "1e3"],
        "?s nif:anchorOf ?x FILTER(STRENDS(?x, '8,50%/năm'))": ["tăng trưởng 8,50%/năm"],
    }
    with GraphFolder(tmp_path / "out") as folder:
        for pattern, expected in asked.items():
            result = folder.query(f"SELECT DISTINCT ?x {{ {pattern} }} ORDER BY ?x")
            assert [row[0] for row in result] == expected
            assert {term.datatype.value.rpartition("#")[2] for (term,) in result.terms} <= {"string", "langString"}
