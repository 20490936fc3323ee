"""The Python door: build, open, query, network, write out."""

import pytest
from rdflib import Graph

import kg
from kg.errors import ExportError, OptionError, QueryError, ReadError, StoreError


@pytest.fixture(scope="module")
def graph(sample_out):
    with kg.open(sample_out) as opened:
        yield opened


def test_a_text_gives_a_graph_that_goes_away_when_closed():
    built = kg.build(text="Xây dựng cảng Diêm Điền vào năm 2025.", name="thu")
    assert built.documents == ("https://w3id.org/policykg/id/doc/thu",)
    assert built.path.is_dir()
    built.close()
    assert not built.path.exists()


def test_rows_and_pandas(graph):
    rows = graph.query("SELECT ?n WHERE { ?p a pol:Port ; rdfs:label ?n } ORDER BY ?n")
    assert rows.columns == ["n"]
    assert list(rows) == [("cảng Ba Lạt",), ("cảng Diêm Điền",)]
    assert rows.to_pandas()["n"].tolist() == ["cảng Ba Lạt", "cảng Diêm Điền"]


def test_a_mark_at_the_head_of_a_query_is_no_part_of_it(graph):
    assert graph.query("\ufeffASK { ?p a pol:Port }").truth


def test_a_base_gets_its_slash_and_a_bad_one_leaves_nothing(tmp_path):
    with kg.build(text="Xây dựng cầu A.", name="a", out=tmp_path / "out", base_iri="http://X.vn/id") as built:
        assert built.documents == ("http://x.vn/id/doc/a",)
        assert built.report["base_iri"] == "http://x.vn/id/"
    with pytest.raises(OptionError, match="--base-iri"):
        kg.build(text="Xây dựng cầu A.", out=tmp_path / "other", base_iri="http://x.vn/id#")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_words_are_found_without_accents(graph):
    hits = graph.search("cang diem dien", limit=1)
    assert [(hit.cls, hit.label) for hit in hits] == [("Port", "cảng Diêm Điền")]
    assert graph.text(hits[0].document)[hits[0].start : hits[0].end] == hits[0].quote


def test_paths_over_the_ontology(graph):
    rows = graph.query("SELECT DISTINCT ?n WHERE { ?p a/rdfs:subClassOf* pol:Project ; rdfs:label ?n }")
    assert len(rows) == 10


# rdflib 7.6 warns of its own use of Dataset.default_context when a dataset is queried.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_dataset_the_network_and_the_facts_say_the_same(graph):
    facts = graph.facts()
    measures = [fact for fact in facts if fact["fact"] == "measure"]
    network = graph.network()
    assert sum(data["kind"] == "measure" for _, data in network.nodes(data=True)) == len(measures)
    found = list(graph.dataset.query("SELECT ?m WHERE { ?m a <https://w3id.org/policykg/ontology#Measure> }"))
    assert len(found) == len(measures)


def test_files(graph, tmp_path):
    turtle = graph.to_turtle(tmp_path / "graph.ttl")
    assert len(Graph().parse(turtle)) > 5000
    page = graph.view(tmp_path / "graph.html").read_text(encoding="utf-8")
    assert page.startswith("<!") and str(graph.view()) == page


def test_what_is_wrong_is_said(graph, tmp_path):
    with pytest.raises(QueryError, match="line 1"):
        graph.query("SELECT ?x WHERE { ?x a pol:Road ")
    with pytest.raises(QueryError):
        graph.query("INSERT DATA { <a:b> <a:b> <a:b> }")
    with pytest.raises(ExportError, match="formats"):
        graph.export("word")
    with pytest.raises(StoreError, match="kg build"):
        kg.open(tmp_path / "nothing")
    with pytest.raises(ReadError):
        kg.build(text=" ")


def test_answers_are_records_for_a_data_frame(sample_out):
    import pandas

    with kg.open(sample_out) as graph:
        tasks = pandas.DataFrame(graph.tasks(body="Bộ Chính trị"))
        assert tasks["role"].tolist() == ["approve"]
        assert len(pandas.DataFrame(graph.measures()).query("none")) == 172 == len(graph.audit().total.all)
        assert graph.overview("thai-binh").finding("measures").number == 219
        lines = pandas.DataFrame(graph.timeline())
        assert set(lines["due_basis"]) == {"stated", "inherited"} and len(lines) == 33
