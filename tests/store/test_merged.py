"""The default graph: the merge of all graphs, each triple once, whatever is added, replaced and copied."""

from __future__ import annotations

from pathlib import Path

from facts_factory import make_facts
from pyoxigraph import DefaultGraph, NamedNode, Store

from kg.config import Options
from kg.graph import iter_triples
from kg.store import GraphFolder
from kg.store.graphs.merged import is_merged, remove


def triples(store: Store, *, merged: bool) -> list[str]:
    """Return the triples of the default graph, or those of the named graphs each once, sorted."""
    quads = [quad for quad in store if (quad.graph_name == DefaultGraph()) is merged]
    return sorted({str(quad.triple) for quad in quads})


def test_a_shared_triple_is_there_once(folder: GraphFolder) -> None:
    assert folder.is_merged
    assert triples(folder.store, merged=True) == triples(folder.store, merged=False)
    shared = "{ ?port a pol:Port ; rdfs:label ?name }"
    assert len(folder.query(f"SELECT * {shared}")) == 1
    assert len(folder.query(f"SELECT * {{ GRAPH ?document {shared} }}")) == 2
    assert len(folder.query(f"SELECT * FROM <{folder.documents[0]}> {shared}")) == 1


def test_the_merge_follows_what_is_replaced_and_removed(two: Path, tmp_path: Path) -> None:
    facts = make_facts("first")
    facts.header.title = "Tên mới"
    facts.measures.pop()
    facts.targets[2].measure = ""
    with GraphFolder(tmp_path / "out", writable=True) as folder:
        folder.copy_from(two)
        for _ in range(2):
            folder.add_graph(facts.id, iter_triples(facts, options=Options()))
            assert triples(folder.store, merged=True) == triples(folder.store, merged=False)
        assert len(folder.query("SELECT * { ?d eli:title ?t }")) == 2
        folder.add_ontology()
        assert triples(folder.store, merged=True) == triples(folder.store, merged=False)
        remove(folder.store, facts.id)
        remove(folder.store, "urn:none")
        assert triples(folder.store, merged=True) == triples(folder.store, merged=False)
        assert len(folder.query("SELECT * { ?port a pol:Port }")) == 1
        assert len(folder.query("SELECT * { ?d eli:title ?t }")) == 1


def test_a_folder_without_the_merge_is_answered_and_gets_it_when_built_again(two: Path, tmp_path: Path) -> None:
    with GraphFolder(tmp_path / "old", writable=True) as old:
        old.copy_from(two)
        old.store.clear_graph(DefaultGraph())
        assert not is_merged(old.store)
        old.flush()
    question = "SELECT DISTINCT ?name { ?port a pol:Port ; rdfs:label ?name . pol:Port rdfs:subClassOf pol:Project }"
    with GraphFolder(tmp_path / "old") as old, GraphFolder(two) as folder:
        assert old.query(question).rows == folder.query(question).rows == [("cảng Diêm Điền",)]
    with GraphFolder(tmp_path / "new", writable=True) as new:
        new.copy_from(tmp_path / "old")
        assert triples(new.store, merged=True) == triples(new.store, merged=False)
        assert new.store.contains_named_graph(NamedNode(make_facts("first").id))
