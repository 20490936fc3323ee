"""Time six typical questions on policy graphs of some size, by several engines in one run.

    python benchmarks/bench_query.py [--triples 100000 1000000] [--cap 60] [--repeat 7] [--json FILE]

rdflib in memory; rdflib over an Oxigraph store (oxrdflib); pyoxigraph alone, each solution taken into Python, over its
own union of the documents' graphs, and over the merge that a graph folder's default graph holds; `GraphFolder.query`,
which `kg query` and `Graph.query` call; the whole command `kg query` from a cold start beside a Python script that asks
pyoxigraph the same and writes the same CSV; and `kg serve`, where it is there. Every number is the best of some
runs, the engines taking turns, in processor time, which other work on the machine does not lengthen (but by the clock
for `kg serve`); rdflib is asked once, for `--cap` seconds at most.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import multiprocessing
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

from policy_graph import write_quads
from pyoxigraph import DefaultGraph, RdfFormat, Store

import kg
from kg.config import GRAPH_FOLDER_MARKER
from kg.prefixes import PREFIXES
from kg.store import GraphFolder

QUESTIONS = {
    "one thing by its name": "SELECT DISTINCT ?work ?class { ?work rdfs:label 'cảng số 14'@vi ; a ?class }",
    "measures below a sector": """SELECT ?measure ?quote { ?sector skos:broader* sec:agriculture .
        ?measure pol:mainSector ?sector ; prov:wasQuotedFrom/nif:anchorOf ?quote }""",
    "who leads most": """SELECT ?name (COUNT(DISTINCT ?measure) AS ?many) { ?measure pol:responsibility ?duty .
        ?duty pol:role role:lead ; pol:agent ?agent . ?agent rdfs:label ?name }
        GROUP BY ?name ORDER BY DESC(?many) ?name LIMIT 20""",
    "works of a place with quotes": """SELECT ?name ?quote ?start ?document { GRAPH ?document {
        ?place rdfs:label 'xã Thái 7'@vi . ?work pol:locatedIn ?place ; rdfs:label ?name .
        ?span itsrdf:taIdentRef ?work ; nif:anchorOf ?quote ; nif:beginIndex ?start } }
        ORDER BY ?name ?document ?start""",
    "measures with words": """SELECT ?measure ?text { ?measure a pol:Measure ; pol:text ?text
        FILTER(CONTAINS(LCASE(?text), 'hữu') && CONTAINS(LCASE(?text), 'thái 7')) }""",
    "measures that nobody answers for": """SELECT ?document (COUNT(?measure) AS ?many) {
        ?measure a pol:Measure ; pol:partOfDocument ?document ; pol:action action:build
        FILTER NOT EXISTS { ?measure pol:responsibility ?duty } FILTER NOT EXISTS { ?measure pol:due ?due } }
        GROUP BY ?document ORDER BY DESC(?many) ?document LIMIT 20""",
}
SCRIPT = """import sys; from pyoxigraph import QueryResultsFormat, Store; from kg.prefixes import PREFIXES
answer = Store.read_only(sys.argv[1]).query(sys.argv[2], prefixes=PREFIXES)
sys.stdout.buffer.write(answer.serialize(format=QueryResultsFormat.CSV))"""
NT = RdfFormat.N_TRIPLES
QUICK, MORE = 0.02, 50
"""What takes so few seconds is asked so many times more."""
COLUMNS = ("rdflib", "oxrdflib", "ox union", "pyoxigraph", "GraphFolder", "script", "kg query", "kg serve")
Times = dict[str, float | None]


def main() -> None:
    """Print a table of milliseconds and ratios for each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--triples", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--cap", type=float, default=60, help="seconds that rdflib has for a question")
    parser.add_argument("--repeat", type=int, default=7, help="runs of each question; the best counts")
    parser.add_argument("--json", type=Path, help="a file for the figures")
    parser.add_argument("--rdflib", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.rdflib:
        print(json.dumps(time_rdflib(args.rdflib, cap=args.cap)))
        return
    figures = {size: measure(size, cap=args.cap, repeat=args.repeat) for size in args.triples}
    if args.json:
        args.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def measure(size: int, *, cap: float, repeat: int) -> dict[str, Times]:
    """Make a graph of a size, time every question on every engine, print and return the figures in seconds."""
    with tempfile.TemporaryDirectory() as place:
        quads, out = Path(place) / "graph.nq", Path(place) / "out"
        made = write_quads(quads, size)
        with GraphFolder(out, writable=True) as folder:
            folder.add_ontology()
            folder.store.clear_graph(DefaultGraph())
            folder.store.bulk_load(path=str(quads))
            folder.flush()
            for name in ("union", "oxrdflib"):
                folder.store.backup(str(Path(place) / name))
            graphs = [folder.store.dump(format=NT, from_graph=name) for name in folder.store.named_graphs()]
            folder.store.bulk_load(b"".join(graphs), format=NT)
            folder.flush()
        (out / GRAPH_FOLDER_MARKER).write_text("{}", encoding="utf-8")
        figures = time_engines(out, repeat=repeat)
        for name, seconds in rdflib_apart(quads, cap=cap).items():
            figures[name]["rdflib"] = seconds
    print_table(figures, title=f"{made} triples", cap=cap)
    return figures


def time_engines(out: Path, *, repeat: int) -> dict[str, Times]:
    """Return the best time of every question by engine, the engines taking turns."""
    figures: dict[str, Times] = {}
    with contextlib.ExitStack() as stack:
        engines = {
            "oxrdflib": ask_oxrdflib(out.parent / "oxrdflib"),
            "ox union": ask_pyoxigraph(out.parent / "union", union=True),
            "pyoxigraph": ask_pyoxigraph(out / "store"),
            "GraphFolder": ask_folder(stack.enter_context(GraphFolder(out))),
            "script": ask_process("-c", SCRIPT, str(out / "store")),
            "kg query": ask_process("-m", "kg", "query", "--format", "csv", str(out)),
        }
        if (Path(kg.__file__).parent / "serve").is_dir():
            engines["kg serve"] = stack.enter_context(serving(out))
        for name, question in QUESTIONS.items():
            runs: dict[str, list[float]] = {engine: [] for engine in engines}
            sizes = {engine: ask(question) for engine, ask in engines.items()}
            assert len(set(sizes.values())) == 1, (name, sizes)
            for turn in range(repeat + MORE):
                for engine, ask in engines.items():
                    if turn < repeat or max(runs[engine]) < QUICK:
                        runs[engine].append(timed(engine, ask, question))
            figures[name] = {engine: min(seconds) for engine, seconds in runs.items()}
            figures[name]["rows"] = sizes["pyoxigraph"]
    return figures


def timed(engine: str, ask: Callable[[str], int], question: str) -> float:
    """Return the seconds that an engine takes for a question."""
    clock = time.perf_counter if engine == "kg serve" else processor_time
    start = clock()
    ask(question)
    return clock() - start


def processor_time() -> float:
    """Return the seconds of processor time that this process and those it waited for have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


# --- the engines: each gives a function that answers a question and says how many rows came --------------------


def ask_pyoxigraph(path: Path, *, union: bool = False) -> Callable[[str], int]:
    """Ask a store by pyoxigraph, and nothing of ours."""
    store = Store.read_only(str(path))

    def ask(question: str) -> int:
        return len([tuple(row) for row in store.query(question, use_default_graph_as_union=union, prefixes=PREFIXES)])

    return ask


def ask_folder(folder: GraphFolder) -> Callable[[str], int]:
    """Ask a graph folder, as `kg query` and `Graph.query` do."""
    return lambda question: len(folder.query(question))


def ask_oxrdflib(store: Path) -> Callable[[str], int]:
    """Ask rdflib over a store of Oxigraph."""
    import rdflib

    dataset = rdflib.Dataset(store="Oxigraph", default_union=True)
    dataset.open(str(store))
    return lambda question: len(list(dataset.query(question, initNs=PREFIXES)))


def ask_process(*args: str) -> Callable[[str], int]:
    """Ask by a new process of Python that writes CSV."""

    def ask(question: str) -> int:
        command = [sys.executable, *args, question]
        done = subprocess.run(command, check=True, capture_output=True, env=environment())
        return done.stdout.count(b"\r\n") - 1

    return ask


def environment() -> dict[str, str]:
    """Return an environment in which Python finds this checkout and keeps what it compiled."""
    root = str(Path(__file__).resolve().parent.parent)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH", "")]))}


@contextlib.contextmanager
def serving(out: Path) -> Iterator[Callable[[str], int]]:
    """Ask `kg serve` over one connection that is kept."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", str(port)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def send(question: str) -> http.client.HTTPResponse:
        connection.request(
            "POST",
            "/sparql",
            urllib.parse.urlencode({"query": question}),
            {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/csv"},
        )
        return connection.getresponse()

    def ask(question: str) -> int:
        try:
            answer = send(question)
        except (ConnectionError, http.client.RemoteDisconnected):
            connection.close()  # idle for long while the others answered, the server has closed it
            answer = send(question)
        data = answer.read()
        assert answer.status == 200, data[:300]
        return data.count(b"\r\n") - 1

    try:
        for _ in range(1200):
            if process.poll() is not None:
                raise SystemExit(f"kg serve ended with {process.returncode}")
            with contextlib.suppress(OSError):
                connection.connect()
                break
            time.sleep(0.1)
        yield ask
    finally:
        connection.close()
        process.terminate()
        process.wait()


def rdflib_apart(quads: Path, *, cap: float) -> Times:
    """Time rdflib in a process of its own, which forks for each question."""
    command = [sys.executable, __file__, "--rdflib", str(quads), "--cap", str(cap)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment())
    return json.loads(done.stdout)


def time_rdflib(quads: Path, *, cap: float) -> Times:
    """Return the seconds that rdflib takes for each question on a dataset in memory, None where it takes too long."""
    import rdflib

    from kg.config import ONTOLOGY_IRI
    from kg.resources import ontology_path

    dataset = rdflib.Dataset(default_union=True)
    for name in ("policy.ttl", "sectors.ttl"):
        dataset.graph(ONTOLOGY_IRI).parse(ontology_path() / name)
    dataset.parse(quads, format="nquads")
    list(dataset.query("SELECT * { ?s a pol:Nothing }", initNs=PREFIXES))
    return {name: time_one(dataset, question, cap=cap) for name, question in QUESTIONS.items()}


def time_one(graph: object, question: str, *, cap: float) -> float | None:
    """Return the seconds that a forked process takes for a question, None where it is killed at `cap`."""
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)

    def work() -> None:
        start = time.process_time()
        list(graph.query(question, initNs=PREFIXES))  # type: ignore[attr-defined]
        there.send(time.process_time() - start)

    process = context.Process(target=work)
    process.start()
    seconds = here.recv() if here.poll(cap) else None
    process.kill()
    process.join()
    return seconds


def print_table(figures: dict[str, Times], *, title: str, cap: float) -> None:
    """Print milliseconds, and ours as a multiple of pyoxigraph alone (the command as one of the script)."""
    present = [column for column in COLUMNS if any(column in times for times in figures.values())]
    print(f"\n{title}, milliseconds of processor time (kg serve: of the clock)")
    print(f"{'question':34}" + "".join(f"{column:>12}" for column in (*present, "rows", "folder ÷", "command ÷")))
    for name, times in figures.items():
        cells = [f">{cap * 1000:.0f}" if times[column] is None else f"{times[column] * 1000:.1f}" for column in present]
        ratios = (times["GraphFolder"] / times["pyoxigraph"], times["kg query"] / times["script"])
        cells += [str(times["rows"]), *(f"{ratio:.2f}" for ratio in ratios)]
        print(f"{name:34}" + "".join(f"{cell:>12}" for cell in cells))


if __name__ == "__main__":
    main()
