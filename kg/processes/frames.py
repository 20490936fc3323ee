"""Pass messages between processes: a length and a JSON object.

Over a socket an open file may come with it, over a pipe so many bytes behind it as the object says.
"""

from __future__ import annotations

import json
import os
import struct
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    import socket

_LENGTH = struct.Struct(">I")
_BLOCK = 1 << 15
_MOST_FILES = 4
Message = dict[str, Any]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def pack(message: Message) -> bytes:
    """Return a message as bytes with its length before it."""
    data = _encode(message).encode("utf-8", "surrogatepass")
    return _LENGTH.pack(len(data)) + data


def send(connection: socket.socket, message: Message, *, file: int | None = None) -> None:
    """Send a message over a blocking socket, with an open file where one is given."""
    import socket  # an asker's processes speak over pipes and do without

    data = pack(message)
    sent = socket.send_fds(connection, [data], [file]) if file is not None else connection.send(data)
    connection.sendall(data[sent:])


def write(pipe: BinaryIO, message: Message, data: bytes | memoryview = b"") -> None:
    """Write a message to a pipe, and bytes behind it."""
    pipe.write(pack(message | {"bytes": len(data)}))
    pipe.write(data)
    pipe.flush()


def read(pipe: BinaryIO) -> tuple[Message, bytes] | None:
    """Return the next message from a pipe and the bytes behind it; None when the other side is gone."""
    head = pipe.read(_LENGTH.size)
    body = pipe.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else b""
    try:
        message = json.loads(body.decode("utf-8", "surrogatepass"))
    except ValueError:
        return None
    data = pipe.read(message["bytes"])
    return (message, data) if len(data) == message["bytes"] else None


class Inbox:
    """Takes in what comes over a socket and gives the messages that are complete, each with its open file or None."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._data = bytearray()
        self._files: list[int] = []

    def receive(self) -> bool:
        """Take in what is there (waiting, on a blocking socket); False when the other side has closed."""
        import socket

        data, files, _, _ = socket.recv_fds(self._connection, _BLOCK, _MOST_FILES)
        self._data += data
        self._files += files
        return bool(data)

    def pop(self) -> tuple[Message, int | None] | None:
        """Return the next complete message, None where there is none yet."""
        if len(self._data) < _LENGTH.size:
            return None
        end = _LENGTH.size + _LENGTH.unpack_from(self._data)[0]
        if len(self._data) < end:
            return None
        message = json.loads(self._data[_LENGTH.size : end].decode("utf-8", "surrogatepass"))
        del self._data[:end]
        return message, self._files.pop(0) if message.get("file") else None

    def wait(self) -> tuple[Message, int | None] | None:
        """Return the next message, waiting for it; None when the other side has closed."""
        while (message := self.pop()) is None:
            if not self.receive():
                return None
        return message

    def close(self) -> None:
        """Close the socket and the files that nobody took."""
        self._connection.close()
        for file in self._files:
            os.close(file)
        self._files.clear()
