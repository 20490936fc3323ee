"""A build into the folder that is served is taken over, with no request that fails; a kill harms neither."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import kg_environment
from serve.serving import Got, Server, serving

import kg

LABELS = "SELECT DISTINCT ?n { GRAPH ?g { ?w a pol:Project ; rdfs:label ?n } } ORDER BY ?n"
TEXTS = ("Xây dựng cảng Diêm Điền.\n", "Nâng cấp đường 221A.\n")
NAMES = (["cảng Diêm Điền"], ["đường 221A"])


def build(out: Path, number: int) -> None:
    """Build one of the two texts into a folder, under the same name."""
    kg.build(text=TEXTS[number], name="one.txt", out=out).close()


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class Client:
    """Asks again and again until told to stop, and keeps what it got."""

    def __init__(self, server: Server) -> None:
        self.got: list[Got | Exception] = []
        self._server, self._going = server, True
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Client:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._going = False
        self._thread.join()

    def _run(self) -> None:
        while self._going:
            try:
                self.got.append(self._server.ask(LABELS))
            except OSError as error:
                self.got.append(error)


def test_builds_are_taken_over_without_a_failed_request(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, 0)
    with serving(out) as server, Client(server) as client:
        assert server.ask(LABELS).values("n") == NAMES[0]
        for number in (1, 0, 1):
            build(out, number)
            until(lambda number=number: server.ask(LABELS).values("n") == NAMES[number])
        until(lambda: server.metric("kg_reloads_total") >= 3)
    assert {got.status if isinstance(got, Got) else repr(got) for got in client.got} == {200}
    assert all(got.values("n") in NAMES for got in client.got)


def test_a_folder_that_is_broken_or_gone_leaves_the_graph_that_is_served(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, 0)
    with serving(out) as server:
        shutil.rmtree(out)
        time.sleep(1.2)
        assert server.ask(LABELS).values("n") == NAMES[0]
        (out / "store").mkdir(parents=True)
        (out / "report.json").write_text("{", encoding="utf-8")
        (out / "store" / "CURRENT").write_text("nonsense", encoding="utf-8")
        time.sleep(1.2)
        assert server.ask(LABELS).values("n") == NAMES[0]
        shutil.rmtree(out)
        build(out, 1)
        until(lambda: server.ask(LABELS).values("n") == NAMES[1])


def children(pid: int) -> list[int]:
    """Return the processes below a process."""
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    direct = [int(one) for one in found.stdout.split()]
    return direct + [below for one in direct for below in children(one)]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel ends the processes on Linux only")
def test_a_server_killed_leaves_no_process_and_the_next_start_tidies_up(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(out, 0)
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=kg_environment()) as process:
        assert process.stdout is not None
        process.stdout.readline()
        until(lambda: len(children(process.pid)) >= 4)
        below = children(process.pid)
        process.send_signal(signal.SIGKILL)
    until(
        lambda: (
            not any(
                Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in below
            )
        )
    )
    assert (tmp_path / f".out.serving-{process.pid}").exists()
    with serving(out) as server:
        assert server.ask(LABELS).values("n") == NAMES[0]
        assert not (tmp_path / f".out.serving-{process.pid}").exists()


def test_a_build_killed_at_any_moment_leaves_the_old_graph_or_the_new_one(tmp_path: Path) -> None:
    out, source = tmp_path / "out", tmp_path / "one.txt"
    source.write_text(TEXTS[0], encoding="utf-8")
    kg.build(source, out=out).close()
    build(tmp_path / "warm", 1)
    with serving(out) as server, Client(server) as client:
        for number, seconds in enumerate((0.2, 0.9, 1.8, 2.7)):
            source.write_text(TEXTS[(number + 1) % 2], encoding="utf-8")
            command = [sys.executable, "-m", "kg", "build", "-q", str(source), "-o", str(out)]
            with subprocess.Popen(command, env=kg_environment()) as process:
                time.sleep(seconds)
                os.kill(process.pid, signal.SIGKILL)
            with kg.open(out) as graph:
                assert [row[0] for row in graph.query(LABELS)] in NAMES
    assert {got.status if isinstance(got, Got) else repr(got) for got in client.got} == {200}
    assert all(got.values("n") in NAMES for got in client.got)
