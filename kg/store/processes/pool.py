"""Answer questions by processes that can be killed, so that no question harms another.

Questions known to be quick have processes of their own. Others are tried by processes that yield to those; one that
takes longer than a slice of time steps behind all others, and where too many are behind already it is killed and begins
again later. At its deadline it is killed.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kg.errors import LimitError, StoreError
from kg.processes.frames import Message
from kg.processes.sandbox import processor_seconds
from kg.store.processes.nursery import Lane, Nursery, Worker
from kg.store.processes.turns import History, Job, Rank, Turns, busy
from kg.store.questions.limits import Limits, explain_end, late

_SLICE = 0.05
_QUICK = 2
_FAILED_STARTS = 8
_PAUSE = 0.5


@dataclass(slots=True)
class Reply:
    """What a worker answered: its media type and bytes or an open file of `size` bytes, or an error and its kind."""

    type: str = ""
    data: bytes = b""
    file: int | None = None
    size: int = 0
    rows: int = 0
    error: str = ""
    message: str = ""


class Pool:
    """The processes that answer over one snapshot at a time, and the questions that wait for them."""

    def __init__(self, limits: Limits, *, prefixes: dict[str, str]) -> None:
        self.limits = limits
        self.counts: Counter[str] = Counter()
        self._prefixes = prefixes
        self._turns = Turns(most=limits.waiting)
        self._history = History(quick=_SLICE)
        self._wanted = {Lane.QUICK: max(_QUICK, limits.running // 2), Lane.TRIAL: limits.running}
        self._path = self._coming = ""
        self._failed = 0
        self._stopped = True
        self._changed = asyncio.Event()

    # --- life -----------------------------------------------------------------------------------

    async def start(self, path: str) -> None:
        """Start the processes over the snapshot at `path`; raises `StoreError` where it can't be opened."""
        self._loop = asyncio.get_running_loop()
        self._stopped = False
        await self._start_nursery()
        await self.replace(path)

    async def _start_nursery(self) -> None:
        self._nursery = Nursery(self._hear, self._ended, memory=self.limits.memory, prefixes=self._prefixes)
        await self._nursery.start()

    @property
    def alone(self) -> bool:
        """Say whether the processes have no network."""
        return self._nursery.alone

    @property
    def processes(self) -> tuple[int, ...]:
        """Return the numbers of the processes that answer."""
        return tuple(worker.pid for worker in self._nursery.workers.values() if worker.pid is not None)

    @property
    def running(self) -> int:
        """Return how many questions are being answered."""
        return sum(worker.job is not None for worker in self._nursery.workers.values())

    @property
    def waiting(self) -> int:
        """Return how many questions wait."""
        return len(self._turns)

    async def replace(self, path: str) -> None:
        """Answer over the snapshot at `path`; returns when all new questions are.

        Questions under way are answered over the snapshot that they began with. Raises `StoreError` where the new one
        can't be opened; then the old one stays.
        """
        self._coming, self._failed = path, 0
        self._hire()
        await self._until(lambda: self._path == path or self._failed >= _FAILED_STARTS or self._stopped)
        if self._path != path:
            self._coming, self._failed = self._path, 0
            for worker in self._of(path):
                self._nursery.kill(worker)
            raise StoreError("the store can't be opened by the processes that answer", path=path)

    async def drained(self) -> None:
        """Return when no process reads another snapshot than the one that questions are answered over."""
        await self._until(lambda: self._stopped or all(w.path == self._path for w in self._nursery.workers.values()))

    async def _until(self, holds: Callable[[], bool]) -> None:
        while not holds():
            self._changed.clear()
            await self._changed.wait()

    async def stop(self) -> None:
        """Refuse what waits and end all processes."""
        self._stopped = True
        self._changed.set()
        jobs = self._turns.clear() + [w.job for w in self._nursery.workers.values() if w.job is not None]
        for job in jobs:
            self._fail(job, LimitError("the server is ending", kind="stopped", remedy="ask again later"))
        await asyncio.sleep(0)
        self._nursery.stop()

    # --- questions ------------------------------------------------------------------------------

    async def ask(self, question: Message, *, client: str) -> Reply:
        """Return the reply to a question of `client`; raises `LimitError` where a limit was met.

        When the awaiting task is cancelled the question is given up and its process killed.
        """
        if self._stopped:
            raise LimitError("the server is ending", kind="stopped", remedy="ask again later")
        question |= {
            "seconds": self.limits.seconds,
            "most_rows": self.limits.rows,
            "most_bytes": self.limits.bytes,
        }
        job = Job(question, client, self._history.rank(question["query"]), self._loop.create_future())
        loser = self._turns.add(job)
        if loser is not None:
            self._fail(loser, busy(self.limits.waiting))
        job.timers = (self._loop.call_later(self.limits.patience, self._lose_patience, job),)
        self._dispatch()
        try:
            return await job.future
        except asyncio.CancelledError:
            self._give_up(job)
            raise

    def _give_up(self, job: Job) -> None:
        self._turns.remove(job)
        self._settle(job)
        if job.worker is not None:
            job.killed = "abandoned"
            self._nursery.kill(job.worker)

    def _lose_patience(self, job: Job) -> None:
        if self._turns.remove(job):
            self.counts["waited"] += 1
            waited = f"no process was free for {self.limits.patience:g} seconds"
            self._fail(job, LimitError(waited, kind="waited", remedy="ask again later"))

    def _dispatch(self) -> None:
        """Give the idle processes work."""
        if not self._turns:
            return
        idle = [one for one in self._of(self._path) if one.idle and one.lane is not Lane.BEHIND]
        for worker in sorted(idle, key=lambda one: one.lane):
            job = self._turns.pop(Rank.QUICK)
            if job is None and worker.lane is Lane.TRIAL:
                job = self._turns.pop(Rank.NEW)
                if job is None and self._room_behind():
                    job = self._turns.pop(Rank.SLOW)
            if job is not None:
                self._run(job, worker)

    def _room_behind(self) -> bool:
        return (
            sum(one.lane is Lane.BEHIND and one.job is not None for one in self._nursery.workers.values())
            < self.limits.running
        )

    def _run(self, job: Job, worker: Worker) -> None:
        self._settle(job)
        job.worker, worker.job = worker, job
        job.timers = (self._loop.call_later(self.limits.seconds, self._run_out, job),)
        if job.rank is Rank.SLOW:
            if worker.lane is not Lane.BEHIND:
                self._nursery.step_behind(worker)
                self._hire()
        else:
            job.timers += (self._loop.call_later(_SLICE, self._step_behind, job),)
        self._nursery.send(worker, job.question)

    def _step_behind(self, job: Job) -> None:
        """Put a job behind the others that took its slice of the processor's time; one that got none has another."""
        spent = processor_seconds(job.worker.pid)
        if spent is not None and spent - job.worker.used < _SLICE / 2:
            job.timers = (job.timers[0], self._loop.call_later(_SLICE, self._step_behind, job))
            return
        self._history.learn(job.question["query"], 2 * _SLICE)
        if self._room_behind():
            self._nursery.step_behind(job.worker)
            self._hire()
            self._dispatch()
        else:
            self._settle(job)
            job.rank, job.killed = Rank.SLOW, "again"
            self._nursery.kill(job.worker)
            self._hire()

    def _run_out(self, job: Job) -> None:
        """End a job at its deadline."""
        if job.killed:
            return
        job.killed = "time"
        self.counts["time"] += 1
        self._history.learn(job.question["query"], self.limits.seconds)
        self._nursery.kill(job.worker)
        self._fail(job, late(self.limits.seconds))

    def _settle(self, job: Job) -> None:
        for timer in job.timers:
            timer.cancel()
        job.timers = ()

    def _fail(self, job: Job, error: LimitError) -> None:
        self._settle(job)
        if not job.future.done():
            job.future.set_exception(error)

    # --- processes ------------------------------------------------------------------------------

    def _of(self, path: str) -> list[Worker]:
        return [worker for worker in self._nursery.workers.values() if worker.path == path]

    def _hire(self) -> None:
        """Have as many processes as may run, and some for quick questions."""
        if self._stopped:
            return
        for path in {self._path} if self._failed >= _FAILED_STARTS else {self._path, self._coming}:
            if not path:
                continue
            for lane, wanted in self._wanted.items():
                there = sum(worker.lane is lane and not worker.doomed for worker in self._of(path))
                for _ in range(wanted - there):
                    self._nursery.fork(path, lane=lane)

    def _hear(self, worker: Worker, message: Message, file: int | None) -> None:
        """Take a process's word: it is ready, or it has answered."""
        worker.used = message.get("used", 0.0)
        if "ready" in message:
            worker.ready = message["ready"]
            if worker.ready:
                self._take_over()
                self._dispatch()
            return
        job, worker.job = worker.job, None
        if job is None or job.killed or job.future.done():
            if file is not None:
                os.close(file)
            if job is not None and job.killed == "again":
                worker.job = job
            return
        self._settle(job)
        self._history.learn(job.question["query"], message["cpu"])
        self.counts[message.get("error") or "answered"] += 1
        data = message.get("text", "").encode("utf-8")
        job.future.set_result(
            Reply(
                message.get("type", ""),
                data,
                file,
                message.get("bytes", len(data)),
                message.get("rows", 0),
                message.get("error", ""),
                message.get("message", ""),
            )
        )
        self._release(worker, last=message["last"])

    def _release(self, worker: Worker, *, last: bool) -> None:
        """Let a process that has answered go on, or end it: an old snapshot, a large one, one that is behind."""
        if last or worker.path != self._path:
            self._nursery.kill(worker)
            self._hire()
        elif worker.lane is Lane.BEHIND:
            job = self._turns.pop(Rank.SLOW)
            if job is not None:
                self._run(job, worker)
            else:
                self._nursery.kill(worker)
        self._dispatch()

    def _take_over(self) -> None:
        """Go over to the coming snapshot when all its processes are ready."""
        if self._coming == self._path or sum(one.idle for one in self._of(self._coming)) < sum(self._wanted.values()):
            return
        old, self._path, self._failed = self._path, self._coming, 0
        for worker in self._of(old):
            if worker.job is None:
                self._nursery.kill(worker)
        self._changed.set()

    def _ended(self, worker: Worker, status: int | None) -> None:
        """Tell the one who asked why a process ended, and have another one made."""
        job, worker.job = worker.job, None
        if not worker.ready and status is not None:
            self._failed += worker.path == self._coming != self._path
            self._loop.call_later(_PAUSE, self._hire)
        if job is not None and job.killed == "again" and not job.future.done():
            job.killed, job.worker = "", None
            self._turns.add_again(job)
            job.timers = (self._loop.call_later(self.limits.patience, self._lose_patience, job),)
        elif job is not None and not job.killed:
            error = explain_end(status, memory=self.limits.memory, seconds=self.limits.seconds)
            self.counts[error.kind] += 1
            self._fail(job, error)
        self._changed.set()
        if self._stopped:
            return
        if status is None:
            self.counts["nurseries"] += 1
            if not self._nursery.workers:
                self._reviving = self._loop.create_task(self._revive())
        elif worker.ready:
            self._hire()
            self._dispatch()

    async def _revive(self) -> None:
        await self._start_nursery()
        self._hire()
