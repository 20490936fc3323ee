"""Readers that do what none should, to see what the process around them makes of it."""

from __future__ import annotations

import socket
from pathlib import PurePosixPath

from kg.config import ReadOptions


def give_a_path(data: bytes, name: str, *, options: ReadOptions) -> object:
    """Return something that is no text."""
    return PurePosixPath(name)


def open_a_socket(data: bytes, name: str, *, options: ReadOptions) -> object:
    """Reach out."""
    return socket.socket()
