"""Every export format: read back by another reader, the same bytes every time, whatever the text holds."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pyoxigraph
import pytest
from facts_factory import Factory, make_facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, Literal
from rdflib.compare import to_canonical_graph

from kg.analyse import to_network
from kg.cli.graph import Format
from kg.config import Options
from kg.errors import ExportError
from kg.export import EXPORTERS, FOLDER_EXPORTERS, FOLDER_SUFFIXES, SUFFIXES, iter_facts
from kg.export.formats import COLUMNS
from kg.graph import to_graph
from kg.vocab import NIF, XSD

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
"""rdflib's readers of JSON-LD, N-Quads and TriG warn of rdflib's own classes."""

RDF_FORMATS = {
    "turtle": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    "pretty-turtle": ("turtle", pyoxigraph.RdfFormat.TURTLE),
    "ntriples": ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
    "nquads": ("nquads", pyoxigraph.RdfFormat.N_QUADS),
    "trig": ("trig", pyoxigraph.RdfFormat.TRIG),
    "jsonld": ("json-ld", pyoxigraph.RdfFormat.JSON_LD),
    "rdfxml": ("xml", pyoxigraph.RdfFormat.RDF_XML),
}
NAMED = ("nquads", "trig")
HOSTILE = 'a\x0cb\x1fc\u2028d\x85e\r\nf"""g\\h\ti]]>&amp;<k>\U0001d11e \ufffe "\n'
DETERMINISTIC = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from facts_factory import make_facts
from kg.analyse import to_network
from kg.config import Options
from kg.export import EXPORTERS, iter_facts
from kg.graph import to_graph
graphs = {facts.id: to_graph(facts, options=Options()) for facts in map(make_facts, ("b", "a"))}
network = to_network(iter_facts(graphs.values()))
for name, export in EXPORTERS.items():
    print(name, hashlib.sha256(export(graphs, network)).hexdigest())
"""


def graphs_of(*slugs: str, extra: str = "") -> dict[str, Graph]:
    """Return the graphs of the small document under each slug."""
    made = [Factory(slug, extra=extra).facts() for slug in slugs]
    return {facts.id: to_graph(facts, options=Options()) for facts in made}


def network_of(graphs: dict[str, Graph]) -> networkx.MultiDiGraph:
    """Return the network view of graphs."""
    return to_network(iter_facts(graphs.values()))


def union(graphs: dict[str, Graph]) -> set[tuple]:
    """Return the triples of all graphs."""
    return {triple for graph in graphs.values() for triple in graph}


def read(data: bytes, name: str) -> set[tuple]:
    """Return the triples that rdflib reads."""
    if name in NAMED:
        dataset = Dataset()
        dataset.parse(data=data, format=RDF_FORMATS[name][0])
        return {quad[:3] for quad in dataset.quads()}
    return set(Graph().parse(data=data, format=RDF_FORMATS[name][0]))


def plain(triples: set[tuple]) -> set[tuple]:
    """Return triples with decimals by value: Turtle spells 5 as 5.0."""
    return {(s, p, float(o) if isinstance(o, Literal) and o.datatype == XSD.decimal else o) for s, p, o in triples}


def as_xml(triples: set[tuple]) -> set[tuple]:
    """Return triples with what XML can't hold as U+FFFD."""
    changed = {ord(char): "\ufffd" for char in "\x0c\x1f\ufffe"}
    return {
        (s, p, Literal(str(o).translate(changed), lang=o.language, datatype=o.datatype, normalize=False))
        if isinstance(o, Literal)
        else (s, p, o)
        for s, p, o in triples
    }


def test_each_format_has_a_suffix_and_the_command_knows_it() -> None:
    assert list(EXPORTERS) == list(SUFFIXES)
    assert list(FOLDER_EXPORTERS) == list(FOLDER_SUFFIXES)
    assert [*EXPORTERS, *FOLDER_EXPORTERS] == [format.value for format in Format]
    assert set(RDF_FORMATS) < set(EXPORTERS)


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_the_same_triples_back(name: str) -> None:
    graphs = graphs_of("one", "other")
    assert plain(read(EXPORTERS[name](graphs, None), name)) == plain(union(graphs))


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_oxigraph_reads_the_same_number_of_triples(name: str) -> None:
    graphs = graphs_of("one", "other")
    data = EXPORTERS[name](graphs, None)
    quads = list(pyoxigraph.parse(data, format=RDF_FORMATS[name][1]))
    assert len({quad.triple for quad in quads}) == len(union(graphs))
    assert len(quads) == (sum(map(len, graphs.values())) if name in NAMED else len(union(graphs)))
    if name in NAMED:
        assert {quad.graph_name.value for quad in quads} == set(graphs)


@pytest.mark.tool("rapper")
@pytest.mark.parametrize(("name", "format"), [("turtle", "turtle"), ("ntriples", "ntriples"), ("rdfxml", "rdfxml")])
def test_rapper_reads_the_same_number_of_triples(name: str, format: str, tmp_path: Path) -> None:
    graphs = graphs_of("one", "other", extra='Dòng cuối "trong" ngoặc \\ hết\n')
    path = tmp_path / f"graph.{SUFFIXES[name]}"
    path.write_bytes(EXPORTERS[name](graphs, None))
    done = subprocess.run(["rapper", "-q", "-i", format, "-o", "ntriples", path], capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == len(union(graphs))


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_any_character_of_the_source_survives(name: str) -> None:
    graphs = graphs_of("one", extra=HOSTILE)
    expected = as_xml(union(graphs)) if name == "rdfxml" else union(graphs)
    data = EXPORTERS[name](graphs, None)
    assert plain(read(data, name)) == plain(expected)
    assert len(list(pyoxigraph.parse(data, format=RDF_FORMATS[name][1]))) == len(expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(extra=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
@pytest.mark.parametrize("name", ["turtle", "ntriples", "nquads", "trig", "jsonld"])
def test_any_text_at_all_survives(name: str, extra: str) -> None:
    graph = Graph()
    for triple in next(iter(graphs_of("one", extra=extra).values())).triples((None, NIF.isString, None)):
        graph.add(triple)
    document = "https://example.org/d"
    assert read(EXPORTERS[name]({document: graph}, None), name) == set(graph)


def test_the_bytes_are_the_same_in_every_process_and_order(root: Path) -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", DETERMINISTIC, str(root), str(root / "tests")],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0].splitlines()) == len(EXPORTERS)


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_order_of_documents_changes_nothing(name: str) -> None:
    graphs = graphs_of("one", "other")
    backwards = dict(reversed(graphs.items()))
    assert EXPORTERS[name](graphs, network_of(graphs)) == EXPORTERS[name](backwards, network_of(backwards))


@pytest.mark.parametrize("name", ["turtle", "pretty-turtle"])
def test_turtle_is_readable_and_has_no_blank_node(name: str) -> None:
    graphs = graphs_of("one")
    turtle = EXPORTERS[name](graphs, None).decode("utf-8")
    assert "@prefix pol:" in turtle
    assert "a pol:Measure" in turtle
    assert "_:" not in turtle
    assert set(to_canonical_graph(union_graph(graphs))) == union(graphs)


def union_graph(graphs: dict[str, Graph]) -> Graph:
    """Return all graphs as one."""
    merged = Graph()
    for triple in union(graphs):
        merged.add(triple)
    return merged


def test_jsonld_has_our_prefixes_as_context() -> None:
    data = json.loads(EXPORTERS["jsonld"](graphs_of("one"), None))
    assert data["@context"]["pol"] == "https://w3id.org/policykg/ontology#"
    types = [node["@type"] for node in data["@graph"]]
    kinds = {kind for one in types for kind in ([one] if isinstance(one, str) else one)}
    assert {"pol:Measure", "pol:Road", "nif:RFC5147String"} <= kinds


WITHOUT_ROWS = ("graphml", "gexf", "parquet", "datapackage", "schema")
"""Formats that hold more than rows; what reads the last three is in test_export_files.py."""


@pytest.mark.parametrize("name", [name for name in EXPORTERS if name not in WITHOUT_ROWS])
def test_a_graph_without_documents_is_empty_and_well_formed(name: str) -> None:
    data = EXPORTERS[name]({}, None)
    if name in RDF_FORMATS:
        assert read(data, name) == set()
    else:
        assert len(data.splitlines()) == {"csv": 1, "geojson": 4}.get(name, 0)


# --- tables and networks ----------------------------------------------------------------------------


def rows_of(graphs: dict[str, Graph]) -> list[dict[str, str]]:
    """Return the rows of the table."""
    data = EXPORTERS["csv"](graphs, None)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_table_holds_every_fact_in_full() -> None:
    graphs = graphs_of("one", "other")
    facts = list(iter_facts(graphs.values()))
    rows = rows_of(graphs)
    assert len(rows) == len(facts)
    assert {key for fact in facts for key in fact} <= set(COLUMNS)
    for row, fact in zip(rows, facts, strict=True):
        cells = {key: cell for key, cell in row.items() if cell}
        plain = {k: v if isinstance(v, str) else json.dumps(v, ensure_ascii=False) for k, v in fact.items()}
        guarded = {key: f"'{words}" if words.startswith(("=", "-")) else words for key, words in plain.items()}
        assert cells == guarded


@pytest.mark.parametrize("words", ['=HYPERLINK("https://example.org")', "+1", "-1+2", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_runs_as_a_formula(words: str) -> None:
    facts = make_facts()
    facts.header.title = words
    (row,) = (row for row in rows_of({facts.id: to_graph(facts, options=Options())}) if row["fact"] == "document")
    assert row["title"] == "'" + words


def test_graphml_and_gexf_hold_the_network() -> None:
    graphs = graphs_of("one", "other", extra=HOSTILE)
    network = network_of(graphs)
    before = networkx.to_dict_of_dicts(network)
    graphml = networkx.read_graphml(io.BytesIO(EXPORTERS["graphml"](graphs, network)), force_multigraph=True)
    gexf = networkx.read_gexf(io.BytesIO(EXPORTERS["gexf"](graphs, network)))
    for read_back in (graphml, gexf):
        assert set(read_back) == set(network)
        assert read_back.number_of_edges() == network.number_of_edges()
    assert networkx.to_dict_of_dicts(network) == before
    assert {data["label"] for _, data in graphml.nodes(data=True)} >= {"cảng Diêm Điền", "Luật Quy hoạch"}


def test_a_network_with_control_characters_is_still_xml() -> None:
    network = networkx.MultiDiGraph()
    network.add_node("a", label="trang\x0csau")
    network.add_edge("a", "b", quote="một\x1fhai")
    again = networkx.read_graphml(io.BytesIO(EXPORTERS["graphml"]({}, network)), force_multigraph=True)
    assert again.nodes["a"]["label"] == "trang\ufffdsau"
    assert networkx.read_gexf(io.BytesIO(EXPORTERS["gexf"]({}, network))).nodes["a"]["label"] == "trang\ufffdsau"
    assert network.nodes["a"]["label"] == "trang\x0csau"


def test_gexf_says_nothing_of_when_it_was_written() -> None:
    graphs = graphs_of("one")
    assert b"lastmodified" not in EXPORTERS["gexf"](graphs, network_of(graphs))


RESERVED = set(
    "id name weight start end startopen endopen timestamp interval timeset spells slices parents pid viz x y z r g b size".split()
)
"""What GEXF, Gephi and igraph read as something else than an attribute (`type` and `label` of an edge too)."""


def test_gexf_is_static_and_has_only_what_its_schema_knows() -> None:
    """See gexf.net/1.2draft/gexf.xsd: the attributes of each element, and the types that an attribute may have."""
    graphs = graphs_of("one", "other")
    root = ElementTree.fromstring(EXPORTERS["gexf"](graphs, network_of(graphs)))
    known = {
        "gexf": {"version", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
        "meta": set(),
        "creator": set(),
        "graph": {"defaultedgetype", "mode"},
        "attributes": {"class", "mode"},
        "attribute": {"id", "title", "type"},
        "nodes": set(),
        "node": {"id", "label"},
        "edges": set(),
        "edge": {"id", "source", "target"},
        "attvalues": set(),
        "attvalue": {"for", "value"},
    }
    for element in root.iter():
        assert set(element.attrib) <= known[element.tag.rpartition("}")[2]], element.attrib
        assert element.get("mode", "static") == "static"
    kinds = {attribute.get("type") for attribute in root.findall(".//{*}attribute")}
    assert kinds
    assert kinds <= {"integer", "long", "double", "float", "boolean", "string"}
    node = next(data for _, data in networkx.read_gexf(io.BytesIO(ElementTree.tostring(root))).nodes(data=True))
    assert "start" not in node


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_network_formats_use_no_reserved_name_and_one_type_for_each(name: str) -> None:
    graphs = graphs_of("one", "other")
    network = network_of(graphs)
    root = ElementTree.fromstring(EXPORTERS[name](graphs, network))
    used: list[tuple[str, str]] = [
        *((key.get("for"), key.get("attr.name")) for key in root.findall(".//{*}key")),
        *((kind.get("class"), each.get("title")) for kind in root.findall(".//{*}attributes") for each in kind),
    ]
    assert used
    assert len(used) == len(set(used))
    assert not RESERVED & {title for _, title in used}
    assert not {("edge", "type"), ("edge", "label"), ("edge", "kind")} & set(used)
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    again = read(io.BytesIO(EXPORTERS[name](graphs, network)))
    texts = {facts.id: facts.document.text for facts in map(make_facts, ("one", "other"))}
    for _, data in again.nodes(data=True):
        if data.get("kind") == "measure":
            assert texts[data["doc"]][data["start_char"] : data["end_char"]] == data["quote"]


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_things_of_one_name_are_nodes_of_their_own(name: str) -> None:
    network = networkx.MultiDiGraph()
    for province in ("thai-binh", "nam-dinh"):
        network.add_node(f"urn:agent/{province}", label="Ban Quản lý dự án", cls="Agent")
    read = networkx.read_graphml if name == "graphml" else networkx.read_gexf
    again = read(io.BytesIO(EXPORTERS[name]({}, network)))
    assert dict(again.nodes(data="label")) == dict.fromkeys(network, "Ban Quản lý dự án")


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_a_network_format_needs_the_network(name: str) -> None:
    with pytest.raises(ExportError, match="network view"):
        EXPORTERS[name](graphs_of("one"), None)
