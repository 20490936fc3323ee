"""Standard input and output as commands need them: UTF-8 in pipes and files, there even where the caller closed them.

A stream that is closed leaves its number to the next file that is opened, into which `print` would write; so the number
is taken first. What goes wrong on standard output is told apart from what goes wrong with other files.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator
from typing import TextIO

from kg.errors import KgError

_MODES = {0: os.O_WRONLY, 1: os.O_RDONLY, 2: os.O_WRONLY}
"""How the null device stands in for a closed stream: nothing can be read from or written to it, but for errors."""


class OutputError(KgError):
    """Standard output can't take what is written to it."""


class ReaderGone(Exception):
    """The program that reads our output has ended, as `head` does."""


class _Output(io.FileIO):
    """The file of an output stream, whose failures are errors of ours."""

    def write(self, data: bytes) -> int | None:
        """Write bytes; raises `ReaderGone` or `OutputError`."""
        try:
            return super().write(data)
        except BrokenPipeError as error:
            raise ReaderGone from error
        except OSError as error:
            what = "is closed" if error.errno == errno.EBADF else f"can't be written to: {error.strerror or error}"
            raise OutputError(f"standard output {what}", remedy="send it to a file with room, or to a pipe") from error


def take_numbers() -> None:
    """Take the numbers 0 to 2 where the caller closed them."""
    for number, mode in _MODES.items():
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, mode), True)


@contextlib.contextmanager
def prepared() -> Iterator[None]:
    """Put streams that fit commands in the place of the standard ones while a block runs.

    Output is UTF-8 unless it goes to a terminal; a letter that a terminal's encoding lacks is shown escaped.
    """
    before = sys.stdout, sys.stderr
    sys.stdout = _prepare(sys.stdout, 1)
    sys.stderr = _prepare(sys.stderr, 2)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def _prepare(stream: TextIO | None, number: int) -> TextIO:
    """Return a stream for commands to write to; one that is no file of the system's stays what it is."""
    try:
        number = stream.fileno() if stream is not None else number
        is_terminal = os.isatty(number)
    except (OSError, ValueError):
        assert stream is not None
        return stream
    if is_terminal and isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
        return stream
    with contextlib.suppress(OSError):
        os.set_blocking(number, True)  # a parent may have left its pipe such that a long answer would break off
    if stream is not None:
        stream.flush()
    file = io.BufferedWriter(_Output(number, "w", closefd=False))
    return io.TextIOWrapper(
        file,
        encoding="utf-8",
        errors="backslashreplace",
        line_buffering=number == 2,
        write_through=getattr(stream, "write_through", False),
    )


def silence() -> None:
    """Send what output still holds to the null device where it can't go where it should."""
    null = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, OutputError, ReaderGone, ValueError):
            with contextlib.suppress(OSError, ValueError):
                os.dup2(null, stream.fileno())
    os.close(null)
