"""A Dask cluster of processes on this machine: the same bytes, also when a worker is killed and another comes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from servers import free_port
from work.test_crew import digests, told, write

import kg
from kg.errors import UnsupportedError

pytestmark = [
    pytest.mark.tool("dask"),
    pytest.mark.filterwarnings("default"),  # Dask's own
]
ROOT = str(Path(__file__).resolve().parents[2])
QUIET = os.environ | {"PYTHONPATH": ROOT, "DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False"}


def start(*args: str, place: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "dask", *args]
    return subprocess.Popen(
        command, env=QUIET, cwd=place, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def worker(address: str, place: Path) -> subprocess.Popen:
    """Start a worker of one thread, without a process that watches over it."""
    return start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", place=place)


@contextlib.contextmanager
def cluster(place: Path, *, workers: int) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """Give the address of a scheduler with so many workers, and their processes."""
    place.mkdir()
    address = f"tcp://127.0.0.1:{free_port()}"
    port = address.rpartition(":")[2]
    processes = [start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard", place=place)]
    try:
        processes += [worker(address, place) for _ in range(workers)]
        yield address, processes
    finally:
        for process in processes:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            process.wait()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed_and_one_is_added(tmp_path: Path) -> None:
    folder = write(tmp_path / "in", **{f"more{number}": f"{number}. Xây dựng cầu {number}.\n" for number in range(6)})
    kg.build(folder, out=tmp_path / "undisturbed", jobs=0).close()
    with cluster(tmp_path / "dask", workers=3) as (address, processes):

        def disturb(event: dict) -> None:
            if event.get("done") == 2:
                os.kill(processes[1].pid, signal.SIGKILL)
                processes.append(worker(address, tmp_path / "dask"))

        kg.build(folder, out=tmp_path / "out", scheduler=address, log=disturb).close()
        assert processes[1].wait() == -signal.SIGKILL
        assert len(processes) == 5
    assert digests(tmp_path / "out") == digests(tmp_path / "undisturbed")
    assert told(tmp_path / "out") == told(tmp_path / "undisturbed")


def test_a_scheduler_that_is_not_there_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_kg) -> None:
    from kg.work import cluster as place

    monkeypatch.setattr(place, "_WAIT", "1s")
    start = time.monotonic()
    with pytest.raises(UnsupportedError, match="no Dask scheduler can be reached"):
        kg.build(write(tmp_path / "in"), out=tmp_path / "out", scheduler=f"tcp://127.0.0.1:{free_port()}")
    assert time.monotonic() - start < 60
    assert not (tmp_path / "out").exists()
    done = run_kg("build", tmp_path / "in", "-o", tmp_path / "out", "--engine", "dask")
    assert done.returncode == 2
    assert "--engine dask and --scheduler go together" in done.stderr
