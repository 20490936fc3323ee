"""Questions are answered by processes that can be killed: limits, fairness, change of snapshot, no process left."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.errors import LimitError, StoreError
from kg.store.processes.pool import Pool, Reply
from kg.store.questions.limits import Limits
from kg.vocab import PREFIXES

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
BOMB = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?f"
QUICK = "SELECT ?s { ?s a pol:Port } LIMIT 1"
ACCEPT = {"rows": "text/csv", "graph": "application/n-triples"}
ALL = "SELECT * { ?s ?p ?o }"


class Asker:
    """Asks a pool as one client."""

    def __init__(self, pool: Pool, client: str = "a") -> None:
        self.pool, self.client = pool, client

    async def __call__(self, query: str, **asked: object) -> Reply:
        """Return the reply; a limit that was met is one too, with its kind as `error`."""
        try:
            return await self.pool.ask(ACCEPT | {"query": query} | asked, client=self.client)
        except LimitError as error:
            return Reply(error=error.kind, message=str(error))


def with_pool(folder: Path, test: Callable[[Pool], Awaitable[None]], **limits: object) -> None:
    """Run a test with a pool over the store of a folder; in the end none of its processes may be left."""

    async def run() -> None:
        pool = Pool(Limits(**({"running": 2, "seconds": 20.0} | limits)), prefixes=PREFIXES)
        await pool.start(str(folder / "store"))
        seen = set(pool.processes)
        try:
            await test(pool)
            seen |= set(pool.processes)
        finally:
            await pool.stop()
        await gone(*seen)

    asyncio.run(run())


async def gone(*pids: int) -> None:
    """Wait until none of the processes is there."""
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        assert time.monotonic() < deadline
        await asyncio.sleep(0.01)


def test_questions_are_answered_in_the_format_asked_for(two: Path) -> None:
    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        reply = await ask(QUICK)
        assert (reply.type, reply.rows) == ("text/csv", 1)
        assert reply.data.startswith(b"s\r\nhttp")
        graph = await ask("CONSTRUCT { ?s a pol:Port } { ?s a pol:Port }")
        assert graph.type == "application/n-triples"
        assert (await ask("ASK {}", rows="application/sparql-results+json")).data == b'{"head":{},"boolean":true}'
        assert (await ask("SELECT x")).error == "malformed"
        assert (await ask("SELECT (<http://x/f>(1) AS ?y) {}")).error == "malformed"
        assert (await ask("ASK { SERVICE <http://x> {} }")).error == "refused"
        assert (await ask("ASK FROM <http://x> {}")).error == "refused"
        assert (await ask("ASK {}", default=["http://x"])).error == "refused"
        assert (await ask("ASK {}", rows=None)).error == "format"

    with_pool(two, test)


def test_a_default_graph_that_holds_something_is_what_is_seen(tmp_path: Path) -> None:
    things = [NamedNode(f"http://e/{name}") for name in "spox"]
    store = Store(str(tmp_path / "store"))
    for graph in (None, things[3], NamedNode("http://e/y")):
        store.add(Quad(*things[:3], graph))
    store.flush()
    del store

    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        assert (await ask(ALL)).rows == 1
        assert (await ask("SELECT * { GRAPH ?g { ?s ?p ?o } }")).rows == 2

    with_pool(tmp_path, test)


@pytest.mark.parametrize(
    "kind",
    ["text/csv", "text/tab-separated-values", "application/sparql-results+json", "application/sparql-results+xml"],
)
def test_rows_are_counted_exactly_in_every_format(two: Path, kind: str) -> None:
    tricky = 'SELECT * { VALUES ?x { "a},{b" "c\\n,\\"d" "<result>" "},{},{" } VALUES ?y { 1 UNDEF } }'

    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        assert (await ask(tricky, rows=kind)).rows == 8
        assert (await ask("SELECT * { FILTER(false) }", rows=kind)).rows == 0
        more = tricky.replace("1 UNDEF", "1 2 UNDEF")
        assert (await ask(more, rows=kind)).error == "rows"

    with_pool(two, test, rows=8)


def test_an_answer_too_large_is_an_error_and_never_cut(two: Path) -> None:
    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        for query in (ALL, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"):
            reply = await ask(query)
            assert (reply.error, reply.data, reply.file) == ("bytes", b"", None)
        assert (await ask(QUICK)).rows == 1

    with_pool(two, test, bytes=10_000)


def test_a_large_answer_comes_whole_as_an_open_file(two: Path) -> None:
    async def test(pool: Pool) -> None:
        reply = await Asker(pool)(ALL)
        assert reply.file is not None
        with os.fdopen(reply.file, "rb") as file:
            file.seek(0)
            data = file.read()
        assert len(data) == reply.size > 1 << 16
        assert data.endswith(b"\r\n")

    with_pool(two, test)


def test_time_and_memory_end_a_question_and_no_other(two: Path) -> None:
    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        assert (await ask(RUNAWAY)).error == "time"
        assert (await ask("SELECT * {" + "{" * 50_000 + "}" * 50_000 + "}")).error == "memory"
        assert (await ask(QUICK)).rows == 1

    with_pool(two, test, seconds=1.0)

    async def bomb(pool: Pool) -> None:
        ask = Asker(pool)
        assert (await ask(BOMB)).error == "memory"
        assert (await ask(QUICK)).rows == 1

    with_pool(two, bomb, memory=64 << 20)


def test_runaway_questions_leave_the_quick_ones_alone(two: Path) -> None:
    async def test(pool: Pool) -> None:
        good = Asker(pool, "good")
        assert (await good(QUICK)).rows == 1
        bad = [asyncio.ensure_future(Asker(pool, "bad")(f"{RUNAWAY} #{number}")) for number in range(12)]
        await asyncio.sleep(0.3)
        for _ in range(50):
            assert (await good(QUICK)).rows == 1
        assert not any(task.done() for task in bad)
        for task in bad:
            task.cancel()
        await asyncio.gather(*bad, return_exceptions=True)
        assert pool.waiting == 0
        assert (await good(QUICK)).rows == 1

    with_pool(two, test, waiting=20, seconds=60.0, patience=60.0)


def test_what_finds_no_place_to_wait_is_told_so_and_a_second_client_finds_one(two: Path) -> None:
    async def test(pool: Pool) -> None:
        bad = [asyncio.ensure_future(Asker(pool, "bad")(f"{RUNAWAY} #{number}")) for number in range(30)]
        other = asyncio.ensure_future(Asker(pool, "other")(QUICK))
        assert (await other).rows == 1
        kinds = [task.result().error for task in bad if task.done()]
        assert kinds
        assert set(kinds) == {"busy"}
        for task in bad:
            task.cancel()
        await asyncio.gather(*bad, return_exceptions=True)

    with_pool(two, test, waiting=4, seconds=60.0, patience=60.0)


def test_waiting_has_an_end(two: Path) -> None:
    async def test(pool: Pool) -> None:
        tasks = [asyncio.ensure_future(Asker(pool)(f"{RUNAWAY} #{number}")) for number in range(4)]
        first, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        assert {task.result().error for task in first} == {"waited"}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    with_pool(two, test, seconds=60.0, patience=0.3)


def test_a_question_given_up_is_not_worked_on(two: Path) -> None:
    async def test(pool: Pool) -> None:
        task = asyncio.ensure_future(Asker(pool)(RUNAWAY))
        while not pool.running:
            await asyncio.sleep(0.01)
        pids = set(pool.processes)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        while pool.running or not pids - set(pool.processes):
            await asyncio.sleep(0.01)
        assert (await Asker(pool)(QUICK)).rows == 1

    with_pool(two, test, seconds=60.0)


def test_a_new_snapshot_takes_over_while_questions_are_asked(two: Path, tmp_path: Path) -> None:
    shutil.copytree(two / "store", tmp_path / "store")

    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        slow = asyncio.ensure_future(ask(RUNAWAY))
        asked = asyncio.gather(*(ask(QUICK) for _ in range(100)))
        await pool.replace(str(tmp_path / "store"))
        assert {reply.rows for reply in await asked} == {1}
        drained = asyncio.ensure_future(pool.drained())
        await asyncio.sleep(0.5)
        assert not drained.done()
        assert (await ask(QUICK)).rows == 1
        slow.cancel()
        await drained
        with pytest.raises(StoreError):
            await pool.replace(str(tmp_path / "nowhere"))
        assert (await ask(QUICK)).rows == 1

    with_pool(two, test, seconds=60.0, waiting=200)


def test_a_store_that_can_not_be_opened_is_an_error(tmp_path: Path) -> None:
    async def run() -> None:
        pool = Pool(Limits(running=2), prefixes={})
        with pytest.raises(StoreError, match="can't be opened"):
            await pool.start(str(tmp_path))
        await pool.stop()

    asyncio.run(run())


def test_processes_killed_from_outside_are_replaced(two: Path) -> None:
    async def test(pool: Pool) -> None:
        ask = Asker(pool)
        for pid in pool.processes:
            os.kill(pid, signal.SIGKILL)
        await gone(*pool.processes)
        for _ in pool.processes:  # each of those that are gone may be asked once
            assert (await ask(QUICK)).error in ("", "lost")
        assert (await ask(QUICK)).rows == 1
        os.kill(pool._nursery._process.pid, signal.SIGKILL)
        await gone(*pool.processes)
        while (await ask(QUICK)).error:
            await asyncio.sleep(0.05)
        assert pool.counts["nurseries"] > 0

    with_pool(two, test)
