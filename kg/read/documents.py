"""Turn inputs into documents: all of them are read and checked before any is worked on.

A document gets a slug made from the file's name and not from its folder, so that the same files give the same graph
wherever they lie and in whatever order they are named. Its sources say where it was found; by them a graph folder
knows it again (`kg.store.graphs.register`). An input that can't be read is told of, and the others are read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.config import LONG_TEXT_BYTES, ReadOptions
from kg.errors import KgError, ReadError, RemoteError, UnsupportedError
from kg.model import Document
from kg.pages import ReadText
from kg.read import inputs as places
from kg.read.alone import Watch, read_alone
from kg.read.floats import settle_floats
from kg.read.inputs import InputFile
from kg.read.reading import BETWEEN, Mark, Raw, Reading, Source, Unread, printable_name, with_slugs
from kg.read.registry import ENDINGS, PLAIN, Format, container_of, format_of
from kg.read.spool import Pending, Spool, Unfetched
from kg.read.told import PageTold
from kg.remote_files import RemoteFile, is_remote
from kg.stamp import stamp_program

STANDARD_INPUT = "-"
Progress = Callable[[str, int, int], None]


def read_inputs(
    inputs: Sequence[str | PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    options: ReadOptions | None = None,
    keep: bool = False,
    spool: Spool | None = None,
    progress: Progress | None = None,
    jobs: int = 1,
    marks: Mapping[str, Mark] | None = None,
) -> Reading:
    """Read files, folders (the documents below them) and `-` for standard input; with `keep` their bytes stay at hand.
    Files and folders may be addresses (`kg.remote_files`); one whose state is still that of its mark is not read.

    With a `spool` texts and bytes go there, and the documents are `Pending`; else they are in memory. So many `jobs`
    files are read at a time, each binary one in a process of its own; what comes of them is the same for any number.
    What can't be read is in `Reading.unread`. Raises `ReadError` where nothing could be read, naming every input, one
    line each, and with `options.strict` for the first input that can't be read; or `UnsupportedError` where it is the
    machine that lacks what one input needs.
    """
    run = _Run(options or ReadOptions(), keep=keep, spool=spool, marks=marks)
    found = places.find_files([item for item in inputs if fspath(item) != STANDARD_INPUT])
    for error in found.errors:
        where = error.path or "."
        run.failed(error, Source("url", where) if is_remote(where) else Source.of_file(Path(where)))
    piped = any(fspath(item) == STANDARD_INPUT for item in inputs)
    run.read_files(found.files, jobs=jobs, progress=progress, total=len(found.files) + piped)
    if piped:
        run.read_stream(stdin)
    if not inputs:
        raise ReadError("no input is given", remedy="name a file, a folder, or - for standard input")
    reading = run.reading()
    names = [*(path.name for path in found.passed_over), *(name.rpartition("/")[2] for name in run.passed_over)]
    reading.passed_over = sorted(map(printable_name, names))
    return reading


def read_documents(inputs: Sequence[str | PathLike[str]], *, stdin: BinaryIO | None = None) -> list[Document]:
    """Return the documents of `inputs` sorted by slug; raise `ReadError` for the first that can't be read."""
    return read_inputs(inputs, stdin=stdin, options=ReadOptions(strict=True)).documents


def read_text(text: str, *, name: str | None = None) -> Document:
    """Return `text` as a document called `name`; without one its slug comes from its words."""
    return read_in_hand(text, name=name).documents[0]


def read_in_hand(
    text: str, *, name: str | None = None, options: ReadOptions | None = None, keep: bool = False
) -> Reading:
    """Return what `read_text` does, with its source: the name alone; with `keep` its bytes are at hand."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ReadError(
            f"lone surrogate at character {error.start}",
            path=name or "text",
            remedy="decode the text with errors='strict'",
            offset=error.start,
        ) from error
    shown = printable_name(name or "text")
    raw = _read(
        data,
        shown,
        fmt=ENDINGS.get(Path(shown).suffix.lower(), PLAIN),
        source=Source("text", printable_name(name or "")),
        how=_How(options or ReadOptions()),
    )
    reading = with_slugs([raw])
    reading.originals = {raw.sha256: data} if keep else {}
    return reading


class _Run:
    """Reads the inputs of one run one by one, and keeps what went wrong."""

    def __init__(
        self, options: ReadOptions, *, keep: bool, spool: Spool | None, marks: Mapping[str, Mark] | None = None
    ) -> None:
        self.options, self.keep, self.spool = options, keep, spool
        self._before = marks or {}
        self.marks: dict[str, Mark] = {}
        self.raws: list[Raw] = []
        self.errors: list[tuple[KgError, Source]] = []
        self.originals: dict[str, bytes] = {}
        self.passed_over: list[str] = []
        self._watch = Watch()

    def failed(self, error: KgError, source: Source) -> None:
        """Note that an input can't be read; raises the error where the run is strict."""
        if self.options.strict:
            raise error
        self.errors.append((error, source))

    def read_files(self, files: Sequence[InputFile], *, jobs: int, progress: Progress | None, total: int) -> None:
        """Read files, so many at a time; what is noted of them is in their order."""
        tell = [_page_told(progress, path, number, total=total) for number, path in enumerate(files)]
        ahead = ThreadPoolExecutor(jobs, "kg-read") if min(jobs, len(files)) > 1 else None
        coming = [ahead.submit(self._read_apart, path, told=tell[n]) for n, path in enumerate(files)] if ahead else []
        try:
            for number, path in enumerate(files):
                if progress:
                    progress(printable_name(path.name), number, total)
                if ahead:
                    self._add(coming[number].result())
                else:
                    self.read_file(path, told=tell[number])
        except BaseException:
            if ahead:
                ahead.shutdown(wait=False, cancel_futures=True)
                self._watch.end()
            raise
        if ahead:
            ahead.shutdown()

    def _read_apart(self, path: InputFile, *, told: PageTold | None) -> _Run:
        """Return a run of its own that has read a file."""
        part = _Run(self.options, keep=self.keep, spool=self.spool, marks=self._before)
        part._watch = self._watch
        part.read_file(path, told=told)
        return part

    def _add(self, part: _Run) -> None:
        """Take over what another run has read and noted."""
        self.raws += part.raws
        self.errors += part.errors
        self.originals |= part.originals
        self.passed_over += part.passed_over
        self.marks |= part.marks

    def read_file(self, path: InputFile, *, told: PageTold | None = None) -> None:
        """Read a file; `told` hears how far that is."""
        self._watch = replace(self._watch, told=told)
        source = Source.of_file(path)
        if isinstance(path, RemoteFile) and self._is_as_it_was(path, source):
            return
        try:
            self._open(places.read_bytes(path), printable_name(str(path)), called=path.name, source=source)
        except (ReadError, RemoteError, UnsupportedError) as error:
            self.failed(error, source)
            return
        if isinstance(path, RemoteFile) and path.mark:
            for raw in self.raws[-1:]:
                if raw.source == source:  # no document of an archive
                    told_now = {"sha256": raw.sha256, "media_type": raw.media_type, "digest": raw.read.digest}
                    self.marks[path.address] = {"state": path.mark, "how": self._how} | told_now

    @property
    def _how(self) -> str:
        """Return what tells how files are read: by which program, with which options."""
        return hashlib.sha256(f"{stamp_program()}\0{replace(self.options, strict=False)!r}".encode()).hexdigest()

    def _is_as_it_was(self, file: RemoteFile, source: Source) -> bool:
        """Take a file for what was read before where it is in the state that it was in then, and say whether it is."""
        mark = self._before.get(file.address)
        if not file.mark or not mark or (mark["state"], mark["how"]) != (file.mark, self._how):
            return False

        def fetch() -> Document | Pending:
            part = _Run(replace(self.options, strict=True), keep=self.keep, spool=self.spool)
            part.read_file(file)
            return part.reading().documents[0]

        name = printable_name(file.name)
        told = (mark["sha256"], mark["media_type"])
        self.raws.append(Raw(name, Unfetched("", name, *told, mark["digest"], fetch), *told, source))
        self.marks[file.address] = mark
        return True

    def read_stream(self, stdin: BinaryIO | None) -> None:
        """Read standard input."""
        source = Source("text", "")
        try:
            self._open(places.read_standard_input(stdin), "standard input", called="", source=source)
        except (ReadError, UnsupportedError) as error:
            self.failed(error, source)

    def _open(self, data: bytes, name: str, *, called: str, source: Source) -> None:
        """Read the document that a file is, or each of those that it holds: one that is bad leaves the others be."""
        container = container_of(data, called)
        if container is None:
            self._take(data, name, fmt=format_of(data, called), source=source)
            return
        opener = container.load()
        for member in opener(data, name, options=self.options, passed_over=self.passed_over):
            own, shown = source.member(member.name), f"{name}{BETWEEN}{printable_name(member.name)}"
            try:
                self._take(member.data, shown, fmt=format_of(member.data, member.name), source=own, url=member.url)
            except (ReadError, UnsupportedError) as error:
                self.failed(error, own)

    def _take(self, data: bytes, name: str, *, fmt: Format, source: Source, url: str = "") -> None:
        how = _How(self.options, self.spool, self.keep, self._watch)
        raw = _read(data, name, fmt=fmt, source=source, how=how, url=url)
        self.raws.append(raw)
        if self.keep and self.spool is None:
            self.originals[raw.sha256] = data

    def reading(self) -> Reading:
        """Return what was read; raises `ReadError` where that is nothing."""
        if self.errors and not self.raws:
            raise _joined([error for error, _ in self.errors])
        reading = with_slugs(self.raws)
        reading.unread = [Unread.of(error, source) for error, source in self.errors]
        reading.originals, reading.marks = self.originals, self.marks
        return reading


class _How(NamedTuple):
    """How files are read: within which bounds, kept where, and who watches it."""

    options: ReadOptions
    spool: Spool | None = None
    keep: bool = False
    watch: Watch | None = None


def _page_told(progress: Progress | None, path: InputFile, number: int, *, total: int) -> PageTold | None:
    """Return who hears of the pages of one file, for who hears of the files."""
    if progress is None:
        return None
    name = printable_name(path.name)
    return lambda done, pages: progress(f"{name}  page {done} of {pages}", number, total)


def _read(data: bytes, name: str, *, fmt: Format, source: Source, how: _How, url: str = "") -> Raw:
    """Return what the reader of `fmt` makes of `data`, on disk where there is a spool.

    `name` is the path to show in errors; its last part becomes the document's name. `url` says where it came from.
    """
    if not data:
        raise ReadError("is empty", path=name, remedy="give a file with text in it")

    def read() -> ReadText:
        options = how.options
        if fmt.alone or len(data) >= LONG_TEXT_BYTES:
            given = read_alone(data, name, fmt=fmt, options=options, watch=how.watch)
        else:
            given = fmt.load()(data, name, options=options)
        read = settle_floats(given)
        if not read.text or read.text.isspace():
            raise ReadError("holds nothing but white space", path=name, remedy="give a file with text in it")
        return replace(read, layout=replace(read.layout, url=url)) if url else read

    way = f"{fmt.media_type} {fmt.reader} {Path(name).name}{' ' + url if url else ''}"
    text = how.spool.read(data, read, how=way, options=how.options, keep=how.keep) if how.spool else read()
    return Raw.of(data, text, name=name, media_type=fmt.media_type, source=source)


def _joined(errors: list[KgError]) -> KgError:
    if len(errors) == 1:
        return errors[0]
    return ReadError("\n".join(str(error) for error in errors), errors=errors)
