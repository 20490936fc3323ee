"""Name every way a stage can fail, so that a caller can tell bad input from a defect.

Each error keeps its facts (path, line, span, IRI) as attributes and its text says what is wrong,
where, and what to do about it. ``exit_code`` is what the command line ends with.
"""

from __future__ import annotations


class KgError(Exception):
    """Root of all errors raised on purpose by this package."""

    exit_code = 2

    def __init__(self, message: str, *, path: object = None, remedy: str = "", **facts: object) -> None:
        self.path = str(path) if path is not None else None
        self.reason = message
        self.remedy = remedy
        self.facts = facts
        where = f"{self.path}: " if self.path else ""
        super().__init__(f"{where}{message}" + (f" ({remedy})" if remedy else ""))


class ReadError(KgError):
    """An input cannot be read as a text document."""


class OptionError(KgError):
    """An option of a build has a value that does not fit."""


class ResourceError(KgError):
    """A shipped file (lexicon, query, shape, sample) is missing or malformed."""


class DecisionError(KgError):
    """A decision of a reviewer, or a file of them, is malformed."""


class ExtractionError(KgError):
    """A fact would not be faithful to the source."""


class ShapeError(KgError):
    """The SHACL shapes or the ontology cannot be loaded."""


class StoreError(KgError):
    """A graph folder is missing, not ours, or damaged."""


class RemoteError(StoreError):
    """A file at an address such as `s3://…` can't be read or written, or the place can't be reached."""


class MergeError(KgError):
    """A file of decisions on names is malformed, contradicts itself, or names what there is not; `line` from 1."""

    def __init__(self, message: str, *, path: object = None, remedy: str = "", line: int = 0) -> None:
        super().__init__(message, path=path, remedy=remedy, line=line)
        self.line = line


class BusyError(StoreError):
    """A graph folder is being built by another process."""


class ClosedError(StoreError):
    """A graph is asked that was closed."""


class QueryError(KgError):
    """A query is malformed or unknown."""


class EndpointError(KgError):
    """A SPARQL endpoint can't be reached, refuses, or answers what is no answer."""


class ExportError(KgError):
    """An export cannot be made or written."""


class RegisterError(KgError):
    """A register of commitments, or a file of verdicts on them, has a line that it can't have."""


class RefusedError(QueryError):
    """A query asks for what an endpoint does not do: reach out, write, or read other graphs than its own."""


class LimitError(QueryError):
    """A query met a limit; `kind` says which: time, memory, rows, bytes, busy, waited, lost or stopped."""

    def __init__(self, message: str, *, kind: str, path: object = None, remedy: str = "") -> None:
        super().__init__(message, path=path, remedy=remedy)
        self.kind = kind


class QueryTimeoutError(LimitError):
    """A query was not answered within its time: there is no answer, not even the beginning of one."""

    def __init__(self, message: str, *, path: object = None, remedy: str = "") -> None:
        super().__init__(message, kind="time", path=path, remedy=remedy)


class FormatError(QueryError):
    """None of the formats that a client accepts fits the kind of its answer."""


class ServeError(KgError):
    """A graph can't be served: the address is taken, the token is unreadable."""


class UnsupportedError(KgError):
    """The thing asked for is not supported on this machine."""

    exit_code = 3
