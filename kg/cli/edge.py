"""The edge of the command line: whatever goes wrong becomes one line on standard error, and an exit code.

0 done, 1 not conformant, 2 bad input or a machine that can't (a full disk, a closed stream), 3 not supported here,
130 after Ctrl-C, 141 when the reader of a pipe went away, as in a shell. `KG_TRACEBACK=1` shows where an error arose.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from types import FrameType

INTERRUPTED, READER_GONE = 130, 141
TRACEBACK = "KG_TRACEBACK"
_ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Ended(BaseException):
    """A signal asks the process to end; what it has begun is cleared away first."""

    def __init__(self, number: int) -> None:
        self.number = number


class _Signals:
    """Turns signals into exceptions while a block runs, and knows whether Ctrl-C was pressed.

    A module of C that is being imported may make another exception of that one, or print it.
    """

    def __init__(self) -> None:
        self.interrupted = False

    @contextlib.contextmanager
    def caught(self) -> Iterator[None]:
        """Catch the signals whose handlers are the default ones."""
        before = {}
        with contextlib.suppress(ValueError):  # not the main thread
            for number in (signal.SIGINT, *_ENDING):
                if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                    before[number] = signal.signal(number, self._raise)
        told, sys.unraisablehook = sys.unraisablehook, self._tell_unraisable
        try:
            yield
        finally:
            sys.unraisablehook = told
            for number, handler in before.items():
                signal.signal(number, handler)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if number == signal.SIGINT:
            self.interrupted = True
            raise KeyboardInterrupt
        raise Ended(number)

    def _tell_unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        if not self.interrupted:
            sys.__unraisablehook__(unraisable)


def run_process() -> None:
    """Run the command line of this process, and end it."""
    from kg.cli import streams

    streams.take_numbers()
    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process: to look for cycles in it takes up to a seventh of a short build
    if code < 0:
        os.kill(os.getpid(), -code)  # its handler is the default one again, so that the caller sees the signal
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # what is left to do is Python's
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of a command line, or minus the number of the signal that ended it."""

    def command() -> None:
        from kg.cli.app import app

        app(list(arguments), prog_name="kg")

    return guard(command)


def guard(command: Callable[[], object]) -> int:
    """Return the exit code of a command; what goes wrong in it is told in one line."""
    from kg.cli import streams

    signals = _Signals()
    with streams.prepared(), signals.caught():
        try:
            code = _finish(command)
            if code and signals.interrupted:
                raise KeyboardInterrupt
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - the edge
            code = _tell(KeyboardInterrupt() if signals.interrupted else error)
        streams.silence()
    return code


def _finish(command: Callable[[], object]) -> int:
    """Return the exit code with which a command ends by itself."""
    try:
        command()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        raise
    return 0


def _tell(error: BaseException) -> int:
    """Say on standard error what went wrong, and return the exit code."""
    from kg.cli.console import complain
    from kg.cli.streams import ReaderGone
    from kg.errors import KgError

    if isinstance(error, Ended):
        return -error.number
    if isinstance(error, ReaderGone):
        return READER_GONE
    with contextlib.suppress(OSError, ReaderGone, KgError):  # nobody is there to be told
        if os.environ.get(TRACEBACK):
            import traceback

            traceback.print_exception(error)
        if isinstance(error, KeyboardInterrupt):
            print("kg: interrupted", file=sys.stderr)
        else:
            complain(error if isinstance(error, KgError) else _translate(error))
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPTED
    return error.exit_code if isinstance(error, KgError) else KgError.exit_code


def _translate(error: BaseException) -> Exception:
    """Return an error of Python or the system as one of ours, with what to do about it."""
    import errno

    from kg.errors import KgError

    match error:
        case OSError():
            full = error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error)
            remedy = "make room" if full else "check the name, and that it may be read and written"
            return KgError(error.strerror or str(error) or type(error).__name__, path=error.filename, remedy=remedy)
        case UnicodeError():
            return KgError(f"a text is not what UTF-8 can hold: {error}", remedy="give it in UTF-8")
        case MemoryError():
            return KgError("there is not enough memory", remedy="give it fewer or smaller inputs at once")
        case RecursionError():
            return KgError("the input is nested too deeply", remedy="give it with fewer levels")
    return KgError(
        f"a defect of kg: {type(error).__name__}: {error}",
        remedy=f"{TRACEBACK}=1 shows where it arose; please report it",
    )
