"""Questions from the command line and Python are answered by processes that end: in time, by Ctrl-C, with the asker."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal

import kg
from kg.errors import LimitError, QueryError, QueryTimeoutError, RefusedError, StoreError
from kg.store import GraphFolder
from kg.store.processes.asker import Asker, MovedError

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"
ROWS = "SELECT ?s ?l ?n { ?s a pol:Port ; rdfs:label ?l BIND(STRLEN(?l) AS ?n) } ORDER BY ?s"
GRAPH = "CONSTRUCT { ?m pol:text ?t } WHERE { ?m a pol:Measure ; pol:text ?t }"
HERE = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")


@pytest.fixture
def asker(two: Path) -> Iterator[Asker]:
    """Return one who asks the small folder."""
    with Asker(two) as made:
        yield made


def children(pid: int) -> set[int]:
    """Return the processes that a process has made and that still run."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == pid and state != "Z":
            found.add(int(stat.parent.name))
    return found


def wait_for(holds: object, seconds: float = 15) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize("sparql", [ROWS, GRAPH, "ASK { ?s a pol:Port }", "ASK { ?s a pol:Nothing }", "SELECT * { }"])
def test_the_answer_is_that_of_the_store(sparql: str, asker: Asker, folder: GraphFolder) -> None:
    ours, store = asker.query(sparql), folder.query(sparql)
    assert (ours.columns, [*ours.terms], ours.truth, ours.is_graph) == (
        store.columns,
        [*store.terms],
        store.truth,
        store.is_graph,
    )
    for format in ("turtle", "ntriples", "xml") if ours.is_graph else ("json", "xml", "csv", "tsv"):
        assert asker.answer(sparql, format=format) == folder.answer(sparql, format=format)


def test_terms_keep_their_kinds_and_our_functions_are_known(asker: Asker) -> None:
    ((one, two, three),) = asker.query('SELECT (1.50 AS ?a) ("x"@vi AS ?b) (pfn:plain("Đường") AS ?c) {}').terms
    assert (one, two.language, three) == (Literal("1.5", datatype=one.datatype), "vi", Literal("duong"))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { ?s nosuch:p ?o }",
        "SELECT ?m WHERE {\n ?m pol:text ; }",
        "",
        "ASK FROM <http://x> {}",
        "ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
    ],
)
def test_errors_are_those_of_the_store(sparql: str, asker: Asker, folder: GraphFolder) -> None:
    with pytest.raises(QueryError) as ours:
        asker.query(sparql)
    with pytest.raises(QueryError) as theirs:
        folder.query(sparql)
    assert (type(ours.value), ours.value.remedy) == (type(theirs.value), theirs.value.remedy)
    assert str(ours.value) == str(theirs.value)


def test_a_format_that_does_not_fit_is_refused(asker: Asker) -> None:
    for sparql, format in ((ROWS, "turtle"), (GRAPH, "csv"), (ROWS, "yaml")):
        with pytest.raises(QueryError, match="can't be written as"):
            asker.answer(sparql, format=format)


def test_what_takes_too_long_is_an_error_with_a_remedy_and_the_next_question_is_answered(asker: Asker) -> None:
    start = time.monotonic()
    with pytest.raises(QueryTimeoutError, match=r"longer than 0\.5 seconds .*--timeout") as caught:
        asker.query(RUNAWAY, timeout=0.5)
    assert time.monotonic() - start < 5
    assert isinstance(caught.value, QueryError)
    assert (caught.value.kind, caught.value.exit_code) == ("time", 2)
    assert len(asker.query(ROWS)) == 1


@pytest.mark.parametrize("timeout", [0, None, float("inf"), 1e9])
def test_no_limit_and_long_ones_are_taken(timeout: float | None, asker: Asker) -> None:
    assert len(asker.query(ROWS, timeout=timeout)) == 1


@pytest.mark.parametrize("timeout", [-1, float("nan")])
def test_what_is_no_time_is_refused(timeout: float, asker: Asker) -> None:
    with pytest.raises(QueryError, match="no limit of time"):
        asker.query(ROWS, timeout=timeout)


@linux
def test_a_process_is_kept_for_the_next_question_and_ends_with_the_asker(two: Path) -> None:
    before = children(os.getpid())
    with Asker(two) as asker:
        asker.query(ROWS)
        (first,) = children(os.getpid()) - before
        asker.query(ROWS)
        assert children(os.getpid()) - before == {first}
    assert children(os.getpid()) == before
    with pytest.raises(StoreError, match="closed"):
        asker.query(ROWS)


@linux
def test_a_process_that_is_killed_is_an_error_never_an_empty_answer(asker: Asker) -> None:
    before = children(os.getpid())
    killer = threading.Timer(1, lambda: [os.kill(pid, signal.SIGKILL) for pid in children(os.getpid()) - before])
    killer.start()
    with pytest.raises(LimitError, match=r"killed from outside.*memory") as caught:
        asker.query(RUNAWAY)
    assert caught.value.kind == "lost"
    (one,) = asker.query(ROWS).rows
    killed = children(os.getpid()) - before
    for pid in killed:
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: not children(os.getpid()) - before)
    time.sleep(0.5)  # a process of several threads leaves the list of children a little before it can be waited for
    assert asker.query(ROWS).rows == [one]


@linux
def test_memory_has_an_end(two: Path) -> None:
    with Asker(two, memory=64 << 20) as asker:
        with pytest.raises(LimitError, match="64 MB of memory") as caught:
            asker.query(BOMB)
        assert caught.value.kind == "memory"
        assert len(asker.query(ROWS)) == 1


def test_threads_do_not_wait_for_each_other(asker: Asker) -> None:
    errors: list[Exception] = []

    def run() -> None:
        try:
            asker.query(RUNAWAY, timeout=3)
        except QueryTimeoutError as error:
            errors.append(error)

    slow = threading.Thread(target=run, daemon=True)
    slow.start()
    time.sleep(0.3)
    assert len(asker.query(ROWS)) == 1
    assert slow.is_alive()
    slow.join()
    assert len(errors) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
def test_a_forked_process_asks_for_itself(asker: Asker) -> None:
    assert len(asker.query(ROWS)) == 1
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            code = 0 if len(asker.query(ROWS)) == 1 else 1
            asker.close()
        finally:
            os._exit(code)
    assert os.waitpid(pid, 0)[1] == 0
    assert len(asker.query(ROWS)) == 1


@linux
@pytest.mark.parametrize("sparql", [ROWS, RUNAWAY])
def test_no_process_outlives_an_asker_that_is_killed(sparql: str, two: Path) -> None:
    code = "import sys, time, kg; graph = kg.open(sys.argv[1]); graph.query(sys.argv[2]); time.sleep(60)"
    parent = subprocess.Popen([sys.executable, "-c", code, str(two), sparql], cwd=HERE)
    wait_for(lambda: children(parent.pid))
    time.sleep(1)
    (child,) = children(parent.pid)
    parent.kill()
    parent.wait()
    wait_for(lambda: not Path(f"/proc/{child}").exists() or " Z " in Path(f"/proc/{child}/stat").read_text())


@linux
def test_an_interrupt_ends_the_query_and_not_the_program(two: Path) -> None:
    code = """import os, sys, threading, signal, time, kg
graph = kg.open(sys.argv[1])
threading.Timer(1.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
try:
    graph.query(sys.argv[2], timeout=None)
except KeyboardInterrupt:
    print(len(graph.query(sys.argv[3])))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(two), RUNAWAY, ROWS], capture_output=True, text=True, timeout=30, cwd=HERE
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_script_without_a_main_guard_asks_from_any_folder(two: Path, tmp_path: Path) -> None:
    script = tmp_path / "ask.py"
    script.write_text(f"import kg\nprint(len(kg.open({str(two)!r}).query({ROWS!r})))\n", encoding="utf-8")
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')\n", encoding="utf-8")
    place = tmp_path / "elsewhere"
    place.mkdir()
    (place / "queue.py").write_text("raise SystemExit('the wrong queue')\n", encoding="utf-8")
    (tmp_path / "json.py").unlink()
    done = subprocess.run(
        [sys.executable, "-W", "error", str(script)],
        capture_output=True,
        text=True,
        cwd=place,
        env=os.environ | {"PYTHONPATH": str(HERE)},
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_a_handle_keeps_its_graph_where_another_takes_the_place(two: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    shutil.copytree(two, out)
    with kg.open(out) as graph, Asker(out) as late:
        first = graph.query(ROWS).rows
        out.rename(tmp_path / "old")
        shutil.copytree(two, out)
        assert graph.query(ROWS).rows == first
        with pytest.raises(MovedError, match="built anew"):
            late.query(ROWS)


def test_a_folder_that_is_none_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Asker(tmp_path / "none")
    (tmp_path / "store").mkdir()
    with Asker(tmp_path) as asker, pytest.raises(StoreError, match="can't be opened"):
        asker.query(ROWS)


def test_refused_is_refused(asker: Asker) -> None:
    with pytest.raises(RefusedError):
        asker.query("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
