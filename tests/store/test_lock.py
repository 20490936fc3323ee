"""One builds at a time: a lock that others are told of, can wait for, and that dies with its process."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import BusyError, KgError, StoreError
from kg.store.graphs import lock
from kg.store.graphs.lock import building

HOLD = """
import sys, time
from kg.store.graphs.lock import building
with building(sys.argv[1]):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@contextmanager
def holder(out: Path, root: Path, *, seconds: float = 60) -> Iterator[subprocess.Popen[str]]:
    """Hold the lock of `out` in another process."""
    command = [sys.executable, "-c", HOLD, str(out), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        try:
            yield process
        finally:
            process.kill()


def test_who_comes_second_is_told_who_builds_and_what_to_do(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    with holder(out, root) as process, pytest.raises(BusyError) as caught, building(out):
        pytest.fail("the block must not run")
    assert f"is being built by process {process.pid} on " in str(caught.value)
    assert "--wait" in str(caught.value)
    assert (caught.value.exit_code, isinstance(caught.value, KgError)) == (2, True)


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_a_lock_dies_with_its_process(end: signal.Signals, tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    with holder(out, root) as process:
        process.send_signal(end)
        process.wait()
    with building(out):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_lock_is_waited_for(tmp_path: Path, root: Path) -> None:
    out = tmp_path / "out"
    with holder(out, root, seconds=0.7):
        start = time.monotonic()
        with pytest.raises(BusyError, match=r"also after 0\.1 seconds"), building(out, wait=0.1):
            pytest.fail("the block must not run")
        with building(out, wait=30):
            assert 0.2 < time.monotonic() - start < 20


def test_two_threads_and_two_names_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("out")
    with building(tmp_path / "out"):
        for name in ("out", "link", "../" + tmp_path.name + "/out"):
            with pytest.raises(BusyError), building(tmp_path / name):
                pytest.fail("the block must not run")
        with building(tmp_path / "other"):
            pass


def test_only_one_is_in_the_block_at_any_time(tmp_path: Path) -> None:
    inside: list[int] = []
    met: list[int] = []

    def work() -> None:
        for _ in range(10):
            with building(tmp_path / "out", wait=60):
                inside.append(1)
                met.append(len(inside))
                time.sleep(0.001)
                inside.pop()

    threads = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met == [1] * 40
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(KeyError), building(tmp_path / "deep" / "er" / "out"):
        raise KeyError("bad input")
    assert list(tmp_path.iterdir()) == []
    with building(tmp_path / "deep" / "out"):
        (tmp_path / "deep" / "out").mkdir()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["out"]


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    """Return places where no folder can be made."""
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    (tmp_path / "file").write_text("", encoding="utf-8")
    return [closed / "out", closed / "deep" / "out", tmp_path / "file" / "out", tmp_path / ("x" * 300)]


def test_a_place_that_can_not_be_written_is_named(places: list[Path], unprivileged: None) -> None:
    for out in places:
        with pytest.raises(StoreError, match=r"cannot be written: .* -o"), building(out):
            pytest.fail("the block must not run")


def test_a_file_system_without_locks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(lock.fcntl, "flock", refuse)
    with pytest.raises(KgError, match="can't lock: Operation not supported") as caught, building(tmp_path / "out"):
        pytest.fail("the block must not run")
    assert caught.value.exit_code == 3
    assert list(tmp_path.iterdir()) == []
