"""Ask a process at a desk (`kg.serve.desk.process`) of a snapshot, from the event loop: one question after another."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from kg.errors import KgError
from kg.processes.children import Child

_WAITING = 64
_PATIENCE = 20.0
_LONGEST = 30.0
_BAD = 2
_MODULE = "kg.serve.desk.process"
_FILES, _FOR_A_FILE, _LOOK_EVERY = 2, 300.0, 0.05
_SOON = {"retry-after": "1"}


class Clerk:
    """Keeps a process at one of a snapshot's desks (`search` or `answers`), and starts another where it was lost."""

    def __init__(self, path: str, work: str, *, others: Mapping[str, str] | None = None) -> None:
        self._order = {"path": path, "work": work, "others": dict(others or {})}
        self._making = 0
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._why = ""
        self._child: Child | None = None
        self._ready: asyncio.Task[bool] | None = None

    def start(self) -> None:
        """Have the process begin with what it needs to answer."""
        try:
            self._child = Child(_MODULE)
        except (OSError, KgError):
            self._child = None
            return
        self._child.send(self._order)
        self._ready = asyncio.ensure_future(self._begin(self._child))

    async def _begin(self, child: Child) -> bool:
        reply = await run_in_threadpool(child.hear, None)
        self._why = reply[0].get("error", "") if reply else ""
        return bool(reply and reply[0]["ready"])

    async def ask(self, do: str, **given: Any) -> Any:
        """Return the answer to a question; raises `HTTPException` where it is wrong, or can't be answered now."""
        if self._waiting >= _WAITING:
            raise HTTPException(429, f"{_WAITING} wait already (ask again in a moment)", headers=_SOON)
        return await asyncio.shield(asyncio.ensure_future(self._take_turn({"do": do, "with": given})))

    async def make(self, **given: Any) -> bytes:
        """Return a file that a process of its own makes; raises `HTTPException` as `ask` does."""
        if self._making >= _FILES:
            raise HTTPException(429, f"{_FILES} files are being made (ask again in a moment)", headers=_SOON)
        self._making += 1
        try:
            path = Path((await self.ask("export", **given))["made"])
            async with asyncio.timeout(_FOR_A_FILE):
                while not path.exists():
                    if self._child is None or not self._child.is_alive:
                        raise OSError("the process is gone")
                    await asyncio.sleep(_LOOK_EVERY)
            said, _, data = (await run_in_threadpool(path.read_bytes)).partition(b"\n")
            path.unlink()
        except (TimeoutError, OSError):
            raise HTTPException(503, "the file can't be made now (ask again)", headers={"retry-after": "5"}) from None
        finally:
            self._making -= 1
        if said != b"ok":
            raise HTTPException(400, data.decode("utf-8"))
        return data

    async def _take_turn(self, message: dict[str, Any]) -> Any:
        """Ask when it is this question's turn; one that is under way is heard to its end, whoever goes away."""
        self._waiting += 1
        try:
            async with asyncio.timeout(_PATIENCE) as patience, self._turn:
                await self._wait_until_ready()
                patience.reschedule(None)
                return await self._exchange(message)
        except TimeoutError:
            again = {"retry-after": "10", "refresh": "5"}  # browsers come again by themselves
            raise HTTPException(
                503, "the documents are still being read (ask again in a minute)", headers=again
            ) from None
        finally:
            self._waiting -= 1

    async def _wait_until_ready(self) -> None:
        """Return when the process can answer; one that was lost is started again."""
        if self._child is None or not self._child.is_alive:
            self.start()
        if self._ready is None or not await asyncio.shield(self._ready):
            why = self._why or "no process can answer that at present"
            raise HTTPException(503, why, headers={"retry-after": "5"})

    async def _exchange(self, message: dict[str, Any]) -> Any:
        child = self._child
        assert child is not None
        child.send(message)
        reply = await run_in_threadpool(child.hear, _LONGEST)
        if reply is None:
            child.kill()
            raise HTTPException(503, "the process that answers was lost (ask again)", headers={"retry-after": "1"})
        if "error" in reply[0]:
            raise HTTPException(400 if reply[0]["exit"] == _BAD else 500, reply[0]["error"])
        return reply[0]["answer"]

    async def retire(self) -> None:
        """End the process when it has answered what it was asked, and made the files."""
        while self._making:
            await asyncio.sleep(_LOOK_EVERY)
        async with self._turn:
            self.stop()

    def stop(self) -> None:
        """End the process."""
        if self._child is not None:
            with contextlib.suppress(OSError):
                self._child.kill()
        if self._ready is not None:
            self._ready.cancel()
