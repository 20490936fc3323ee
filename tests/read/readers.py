"""Readers that do what none should, to see what the process around them makes of it."""

from __future__ import annotations

import mmap
import socket
import time
from pathlib import PurePosixPath

from kg.config import ReadOptions
from kg.pages import ReadText
from kg.read.told import told_pages


def give_a_path(data: bytes, name: str, *, options: ReadOptions) -> object:
    """Return something that is no text."""
    return PurePosixPath(name)


def open_a_socket(data: bytes, name: str, *, options: ReadOptions) -> object:
    """Reach out."""
    return socket.socket()


def read_slowly(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Take longer for each page than what is told of them lies apart."""
    for _ in told_pages(range(3), 3):
        time.sleep(0.6)
    return ReadText("three pages")


_left: list[mmap.mmap] = []


def leave_much_behind(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Keep 300 MB of addresses, unused, that the next file can't have."""
    try:
        _left.append(mmap.mmap(-1, 300 << 20))
    except OSError as error:
        raise MemoryError from error
    return ReadText("read")
