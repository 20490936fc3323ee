"""Hold the processes that answer: start the nursery, have workers forked, kill them, learn how each ended."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.processes import frames

_START = 60.0
_END = 5.0
_PACKAGES = str(Path(__file__).resolve().parents[3])


class Lane(IntEnum):
    """How a process stands to the others on the processor: the later a lane, the more it yields."""

    QUICK = 0
    TRIAL = 10
    BEHIND = 19


@dataclass(eq=False, slots=True)
class Worker:
    """A process that answers: its number, the snapshot it has open, what it is doing (`job`, None when idle), how many
    seconds of the processor it had `used` when it last said so."""

    number: int
    path: str
    lane: Lane
    connection: socket.socket
    inbox: frames.Inbox
    pid: int | None = None
    ready: bool = False
    used: float = 0.0
    doomed: bool = False
    job: Any = None

    @property
    def idle(self) -> bool:
        """Say whether it can take a job."""
        return self.ready and self.job is None and not self.doomed


@dataclass
class Nursery:
    """The process that forks workers, as seen from the server's event loop.

    `on_message(worker, message, file)` is called for each reply of a worker, `on_ended(worker, status)` once for each
    worker, with the exit code or minus the signal; None as status says that the nursery itself was lost.
    """

    on_message: Callable[[Worker, frames.Message, int | None], None]
    on_ended: Callable[[Worker, int | None], None]
    memory: int
    prefixes: dict[str, str]
    alone: bool = False
    workers: dict[int, Worker] = field(default_factory=dict)
    _count: int = 0

    async def start(self) -> None:
        """Start the process and wait until it is there; raises `StoreError` where it isn't."""
        self._loop = asyncio.get_running_loop()
        ours, theirs = socket.socketpair()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join([_PACKAGES, os.environ.get("PYTHONPATH", "")])}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg.store.processes.worker"],
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=environment,
        )
        theirs.close()
        self._inbox, self._socket = frames.Inbox(ours), ours
        hello = asyncio.get_running_loop().run_in_executor(None, self._inbox.wait)
        try:
            message = await asyncio.wait_for(hello, _START)
        except TimeoutError:
            message = None
        if message is None:
            self._process.kill()
            raise StoreError("the processes that answer can't be started", remedy="see whether Python can start others")
        self.alone = message[0]["alone"]
        self._loop.add_reader(ours, self._listen)

    def fork(self, path: str, *, lane: Lane) -> Worker:
        """Have a worker made in a lane for the snapshot at `path`; its first message says whether it is ready."""
        self._count += 1
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        worker = Worker(self._count, path, lane, ours, frames.Inbox(ours))
        self.workers[worker.number] = worker
        order = {"do": "fork", "number": worker.number, "nice": lane, "store": path, "memory": self.memory}
        with theirs:
            self._order(order | {"prefixes": self.prefixes, "file": True}, file=theirs.fileno())
        self._loop.add_reader(ours, self._hear, worker)
        return worker

    def send(self, worker: Worker, message: frames.Message) -> None:
        """Send a worker a question; what does not fit into the socket at once follows as it is read."""
        data = frames.pack(message)
        try:
            sent = worker.connection.send(data)
        except BlockingIOError:
            sent = 0
        except OSError:
            return
        if sent < len(data):
            task = self._loop.create_task(self._send_rest(worker, data[sent:]))
            worker.job.sending = task

    async def _send_rest(self, worker: Worker, data: bytes) -> None:
        try:
            await self._loop.sock_sendall(worker.connection, data)
        except OSError:
            return

    def kill(self, worker: Worker) -> None:
        """Kill a worker; `on_ended` follows."""
        if not worker.doomed:
            worker.doomed = True
            if worker.pid is not None:
                self._order({"do": "kill", "pid": worker.pid})

    def step_behind(self, worker: Worker) -> None:
        """Let a worker have the processor only when no other wants it, for the rest of its life."""
        worker.lane = Lane.BEHIND
        self._order({"do": "nice", "pid": worker.pid, "nice": Lane.BEHIND})

    def stop(self) -> None:
        """End the nursery and with it all workers."""
        self._loop.remove_reader(self._socket)
        for worker in list(self.workers.values()):
            self._forget(worker)
        self._inbox.close()
        try:
            self._process.wait(_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _order(self, message: frames.Message, *, file: int | None = None) -> None:
        try:
            frames.send(self._socket, message, file=file)
        except OSError:
            return  # the nursery is gone: the listener learns of it and tells

    def _listen(self) -> None:
        """Take in what the nursery tells."""
        try:
            there = self._inbox.receive()
        except OSError:
            there = False
        while (entry := self._inbox.pop()) is not None:
            self._learn(entry[0])
        if not there:
            self._loop.remove_reader(self._socket)
            self._inbox.close()
            self._process.kill()
            self._process.wait()
            for worker in list(self.workers.values()):
                self._forget(worker)
                self.on_ended(worker, None)

    def _learn(self, message: frames.Message) -> None:
        if "forked" in message:
            worker = self.workers.get(message["number"])
            if worker is not None:
                worker.pid = message["forked"]
                if worker.doomed:
                    self._order({"do": "kill", "pid": worker.pid})
        elif "ended" in message:
            worker = next((one for one in self.workers.values() if one.pid == message["ended"]), None)
            if worker is not None:
                self._hear(worker)  # what it said before it ended
                self._forget(worker)
                self.on_ended(worker, message["status"])

    def _hear(self, worker: Worker) -> None:
        """Take in what a worker says."""
        if worker.connection.fileno() < 0:
            return
        try:
            there = worker.inbox.receive()
        except BlockingIOError:
            there = True
        except OSError:
            there = False
        if not there:
            self._loop.remove_reader(worker.connection)
        while (entry := worker.inbox.pop()) is not None:
            self.on_message(worker, *entry)

    def _forget(self, worker: Worker) -> None:
        self.workers.pop(worker.number, None)
        if worker.connection.fileno() >= 0:
            self._loop.remove_reader(worker.connection)
            worker.inbox.close()
