"""Run the W3C's SPARQL suites through `kg serve`: `python benchmarks/w3c_sparql.py PATH-OF-rdf-tests`.

The suite is not part of the project (https://github.com/w3c/rdf-tests). Of its protocol suite all query tests are run
as their manifest says. Every query test of SPARQL 1.0 and 1.1 is run through the endpoint and by the engine alone, and
has to give the same; tests with SERVICE have to be refused.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import rdflib
from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
)
from rdflib import RDF, Namespace, URIRef
from rdflib.collection import Collection

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from serve.serving import JSON, Server, serving  # noqa: E402

from kg.store.questions.guard import check  # noqa: E402
from kg.vocab import PREFIXES  # noqa: E402

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
BASE = "http://w3c.example/"
EMPTY = "http://kasei.us/2009/09/sparql/data/data0.rdf"
KINDS = (
    "QueryEvaluationTest",
    "CSVResultFormatTest",
    "PositiveSyntaxTest11",
    "NegativeSyntaxTest11",
    "PositiveSyntaxTest",
    "NegativeSyntaxTest",
)
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "rdf": RdfFormat.RDF_XML,
    "nt": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.TURTLE,
}
PROTOCOL = "sparql/sparql11/protocol/manifest.ttl"
BLANK = re.compile(r'"type":"bnode","value":"[^"]*"')


def read(path: Path) -> rdflib.Graph:
    """Return a manifest as a graph with IRIs below BASE."""
    return rdflib.Graph().parse(path, format="turtle", publicID=BASE + str(path.relative_to(SUITE)))


def local(iri: str) -> Path:
    """Return the file of an IRI below BASE."""
    return SUITE / iri.removeprefix(BASE)


class Test:
    """A query test: its name, kind, query and the graphs that it is asked over."""

    def __init__(self, graph: rdflib.Graph, node: URIRef, kind: str) -> None:
        action = graph.value(node, MF.action)
        self.name, self.kind = str(node).removeprefix(BASE), kind
        self.address = str(graph.value(action, QT.query) or action)
        self.default = [str(one) for one in graph.objects(action, QT.data)]
        named = [graph.value(one, UT.graph) or one for one in graph.objects(action, QT.graphData)]
        self.named = [str(one) for one in named if isinstance(one, URIRef)]
        if not (self.default or self.named or any(_own_graphs(self))):
            self.default = [EMPTY]

    @property
    def query(self) -> str:
        """Return the query, relative IRIs standing for files beside it."""
        return f"BASE <{self.address}>\n" + local(self.address).read_text(encoding="utf-8")


def tests() -> Iterator[Test]:
    """Yield the query tests of all manifests."""
    for manifest in sorted((SUITE / "sparql").glob("sparql1[01]/**/manifest.ttl")):
        graph = read(manifest)
        for kind in KINDS:
            for node in sorted(graph.subjects(RDF.type, MF[kind])):
                if local(
                    str(graph.value(graph.value(node, MF.action), QT.query) or graph.value(node, MF.action))
                ).is_file():
                    yield Test(graph, node, kind)


def fill(folder: Path, cases: list[Test]) -> None:
    """Make a graph folder that holds every data file as a named graph."""
    store = Store(str(folder / "store"))
    files = {iri for case in cases for iri in (*case.default, *case.named)}
    for case in cases:
        files |= {iri for part in _own_graphs(case) for iri in part if iri.startswith(BASE)}
    for iri in sorted(files):
        suffix = iri.rpartition(".")[2]
        if local(iri).is_file() and suffix in FORMATS:
            store.add_graph(NamedNode(iri))
            store.load(path=str(local(iri)), format=FORMATS[suffix], base_iri=iri, to_graph=NamedNode(iri))
    protocol = SUITE / "sparql/sparql11/protocol"
    for number in range(4):
        name = NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.add_graph(name)
        if (protocol / f"data{number}.nt").is_file():
            store.load(path=str(protocol / f"data{number}.nt"), format=RdfFormat.N_TRIPLES, to_graph=name)
    store.flush()
    (folder / "report.json").write_text("{}", encoding="utf-8")


def _own_graphs(case: Test) -> tuple[tuple[str, ...], tuple[str, ...]]:
    try:
        return check(case.query, prefixes={})
    except Exception:  # noqa: BLE001 - a query that is refused names nothing
        return (), ()


def through_engine(store: Store, case: Test) -> object:
    """Return what the engine alone gives: canonical rows or triples, or the kind of error."""
    try:
        if case.default or case.named:
            dataset = {
                "default_graph": [NamedNode(iri) for iri in case.default],
                "named_graphs": [NamedNode(iri) for iri in case.named],
            }
        else:
            dataset = {}  # the query names its own
        answer = store.query(case.query, prefixes=PREFIXES, base_iri=None, **dataset)
        if isinstance(answer, QueryTriples):
            return canonical(answer)
        return rows(answer.serialize(format=QueryResultsFormat.JSON).decode("utf-8"), isinstance(answer, QueryBoolean))
    except (SyntaxError, RuntimeError):
        return 400


def through_endpoint(server: Server, case: Test) -> object:
    """Return what the endpoint gives, in the same form."""
    fields = [("query", case.query)]
    fields += [("default-graph-uri", iri) for iri in case.default] + [("named-graph-uri", iri) for iri in case.named]
    body = urlencode(fields).encode("ascii")
    got = server.get(
        "/sparql",
        method="POST",
        body=body,
        content_type="application/x-www-form-urlencoded",
        accept=f"{JSON}, application/n-triples",
    )
    if got.status != 200:
        return got.status
    if got.type == JSON:
        return rows(got.text, "boolean" in got.json())
    return canonical(quad.triple for quad in parse(got.body, format=RdfFormat.N_TRIPLES))


def canonical(triples: object) -> object:
    """Return triples in a form in which the names of blank nodes do not count."""
    dataset = Dataset(Quad(t.subject, t.predicate, t.object) for t in triples)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted(map(str, dataset))


def rows(text: str, is_truth: bool) -> object:
    """Return an answer in JSON in a form in which the order of rows and the names of blank nodes do not count."""
    answer = json.loads(BLANK.sub('"type":"bnode"', text))
    if is_truth:
        return answer["boolean"]
    return answer["head"], sorted(json.dumps(row, sort_keys=True) for row in answer["results"]["bindings"])


def why_refused(case: Test) -> str:
    """Return what a query holds that an endpoint refuses."""
    text = case.query.lower()
    for word, what in (
        ("service", "SERVICE"),
        ("from", "FROM of a graph that is not there"),
        ("insert", "an update"),
        ("delete", "an update"),
    ):
        if word in text:
            return what
    return "NOTHING TO REFUSE"


def run_protocol(server: Server) -> Counter[str]:
    """Run the protocol tests of queries as the manifest says; prints those that fail."""
    graph, result = read(SUITE / PROTOCOL), Counter()
    for node in sorted(graph.subjects(RDF.type, MF.ProtocolTest)):
        name = str(node).partition("#")[2]
        requests = list(Collection(graph, graph.value(graph.value(node, MF.action), HT.requests)))
        expected = graph.value(requests[0], HT.resp)
        if name.startswith("update_"):
            result["protocol: updates, not for a read-only endpoint"] += 1
            continue
        passed = all(_request(server, graph, one) for one in requests)
        result["protocol: passed" if passed else "protocol: FAILED"] += 1
        if not passed:
            print("failed", name, expected)
    return result


def _request(server: Server, graph: rdflib.Graph, node: object) -> bool:
    address = urlsplit(str(graph.value(node, HT.absolutePath)))
    headers = {}
    if graph.value(node, HT.headers):
        for one in Collection(graph, graph.value(node, HT.headers)):
            headers[str(graph.value(one, HT.fieldName)).replace("-", "_")] = str(graph.value(one, HT.fieldValue))
    body = graph.value(node, HT.body)
    data = None
    if body is not None:
        data = str(graph.value(body, CNT.chars)).encode(str(graph.value(body, CNT.characterEncoding)))
    method, path = str(graph.value(node, HT.methodName)), f"{address.path}?{address.query}"
    got = server.get(path, method=method, body=data, **headers)
    response = graph.value(node, HT.resp)
    statuses = {str(one)[-3] for one in graph.objects(response, MF.expectedStatus)}
    if str(got.status)[0] not in statuses:
        return False
    truth = graph.value(response, MF.expectedBoolean)
    if truth is not None and got.json()["boolean"] is not bool(truth.toPython()):
        return False
    kind = str(graph.value(response, MF.expectedFormat) or "")
    tabular = ("json", "xml", "csv", "tab-separated-values")
    return not kind or any(word in got.type for word in (("turtle", "triples", "rdf") if kind == "RDF" else tabular))


def main() -> None:
    """Run everything and print the counts; ends with 1 where something fails."""
    cases = list(tests())
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "graph"
        folder.mkdir()
        fill(folder, cases)
        with serving(folder) as server:
            counts = run_protocol(server)
            store = Store.read_only(str(folder / "store"))
            for case in cases:
                got = through_endpoint(server, case)
                if got == 403:
                    counts[f"queries: refused, with {why_refused(case)}"] += 1
                    continue
                alone = through_engine(store, case)
                if got == alone:
                    counts[f"queries: same as the engine alone ({case.kind})"] += 1
                else:
                    counts["queries: DIFFERENT"] += 1
                    print("different", case.name, str(got)[:300], str(alone)[:300])
    for name, number in sorted(counts.items()):
        print(f"{number:5}  {name}")
    sys.exit(any(word in name for name in counts for word in ("FAILED", "DIFFERENT", "NOTHING")))


if __name__ == "__main__":
    SUITE = Path(sys.argv[1]).resolve()
    main()
