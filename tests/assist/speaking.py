"""Speak with `kg mcp` as an assistant does: the SDK's own client over either transport, a process of its own behind it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from conftest import kg_environment
from mcp import Client, StdioServerParameters

PATIENCE = 60.0


class Assistant:
    """A connected client, whose calls wait for their answer."""

    def __init__(self, client: Client, loop: asyncio.AbstractEventLoop) -> None:
        self._client, self._loop = client, loop

    def ask(self, name: str, /, *args: Any, **given: Any) -> Any:
        """Return what a method of the client returns."""
        called = getattr(self._client, name)(*args, **given)
        return asyncio.run_coroutine_threadsafe(called, self._loop).result(PATIENCE)

    def call(self, tool: str, /, **given: Any) -> dict[str, Any]:
        """Return the structured answer of a tool, which must be one."""
        got = self.ask("call_tool", tool, given)
        assert not got.is_error, got.content[0].text
        return got.structured_content

    def fail(self, tool: str, /, **given: Any) -> str:
        """Return what a tool says is wrong, which must be something."""
        got = self.ask("call_tool", tool, given)
        assert got.is_error, got.content[0].text[:300]
        assert got.structured_content is None
        return got.content[0].text

    @property
    def tools(self) -> dict[str, Any]:
        """Return the tools by name."""
        return {one.name: one for one in self.ask("list_tools").tools}


@contextmanager
def connected(server: Any, **options: Any) -> Iterator[Assistant]:
    """Connect to a server (an address, or how to start it) from an event loop in a thread of its own."""
    met: Future[tuple[Client, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def live() -> None:
        async with Client(server, **options) as client:
            stop = asyncio.Event()
            met.set_result((client, asyncio.get_running_loop(), stop))
            await stop.wait()

    with ThreadPoolExecutor(1) as thread:
        living = thread.submit(asyncio.run, live())
        wait((met, living), PATIENCE, FIRST_COMPLETED)
        if living.done():
            living.result()
        client, loop, stop = met.result(0)
        try:
            yield Assistant(client, loop)
        finally:
            loop.call_soon_threadsafe(stop.set)
        living.result(PATIENCE)


def stdio(folder: Path, *options: str) -> StdioServerParameters:
    """Return how `kg mcp` is started over a folder."""
    command = ["-X", "utf8", "-m", "kg", "mcp", str(folder), *options]
    return StdioServerParameters(command=sys.executable, args=command, env=kg_environment())


@contextmanager
def http(folder: Path, *options: str) -> Iterator[str]:
    """Serve a folder by `kg mcp --http` on a free port, and give its address; it must end well and leave nothing."""
    command = [sys.executable, "-X", "utf8", "-m", "kg", "mcp", str(folder), "--http", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=kg_environment()) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            assert " at http://" in line, line
            yield line.partition(" at ")[2].partition("/ ")[0]
            assert process.poll() is None, "the server has ended by itself"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)
    assert process.returncode == 0
    assert not list(folder.parent.glob(f".{folder.name}.serving-{process.pid}*"))
