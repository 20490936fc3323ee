"""Bound what a connection may do before it asks anything: how long, how much, and how many there may be.

uvicorn waits for the head of a request for as long as it takes: a client that sends a byte a minute holds a connection
for ever. Here a head has to come within some seconds, and where there are too many connections the one that has waited
longest without a request is closed for the new one.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_LONGEST_HEAD = 1 << 16


class Waiting:
    """The connections of one server: all, and those that have sent no whole request."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self.most, self.seconds = most, seconds
        self.open: set[BoundedProtocol] = set()
        self.idle: dict[BoundedProtocol, None] = {}

    def make_room(self) -> None:
        """Close the connection that has waited longest where there are too many."""
        while len(self.open) > self.most and self.idle:
            next(iter(self.idle)).close()


class BoundedProtocol(HttpToolsProtocol):
    """HTTP on one connection, with an end to waiting. `waiting` is set in a subclass for each server."""

    waiting: Waiting

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._taken_in, self._clock = 0, None
        self.waiting.open.add(self)
        self._await_head()
        self.waiting.make_room()
        if len(self.waiting.open) > self.waiting.most:
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        self.waiting.open.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in a piece of a request; a head that does not end is cut."""
        if self in self.waiting.idle:
            self._taken_in += len(data)
            if self._taken_in > _LONGEST_HEAD + self._spare(data):
                self._reject(b"431 Request Header Fields Too Large")
                return
        super().data_received(data)

    def _spare(self, data: bytes) -> int:
        """Return how much of a piece is no head but the body after it."""
        end = data.find(b"\r\n\r\n")
        return len(data) - end if end >= 0 else 0

    def on_headers_complete(self) -> None:
        """Stop waiting: a request is there."""
        self._stop_waiting()
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self._await_head()

    def close(self) -> None:
        """End the connection."""
        self._stop_waiting()
        self.waiting.open.discard(self)
        self.transport.abort()

    def _await_head(self) -> None:
        self._taken_in = 0
        self.waiting.idle[self] = None
        if self._clock is None:
            self._clock = asyncio.get_running_loop().call_later(self.waiting.seconds, self._late)

    def _stop_waiting(self) -> None:
        self.waiting.idle.pop(self, None)
        if self._clock is not None:
            self._clock.cancel()
            self._clock = None

    def _late(self) -> None:
        self._clock = None
        if self._taken_in:
            self._reject(b"408 Request Timeout")
        else:
            self.close()

    def _reject(self, status: bytes) -> None:
        self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        self._stop_waiting()
        self.transport.close()
