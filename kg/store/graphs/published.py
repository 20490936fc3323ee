"""Put a graph folder at an address such as `s3://bucket/folder`, and open one that is there by a copy on this machine.

ADDRESS/shards/SLUG.DIGEST.nq.zst   each file of the folder, the digest of its bytes before its ending
ADDRESS/run.DIGEST.nq               what the store states of the build besides
ADDRESS/graph.html and others       the files for people once more, under their own names
ADDRESS/report.json                 the report, with the digests of all `files`; it is written last

No file that a report names is ever written over, so that who reads has the old folder or the new one, whatever ends a
build. The store is not there: Oxigraph needs a disk, and loads it from the shards. The copy lies in the folder for
caches (KG_CACHE in the environment, else that of the system) and is brought up to date by what has changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from kg import remote_files
from kg.config import GRAPH_FOLDER_MARKER
from kg.errors import BusyError, RemoteError, StoreError
from kg.files import write_atomically
from kg.iri import ascii_slug
from kg.remote_files import is_remote, join
from kg.store.graphs.folder import RUNS, GraphFolder
from kg.store.graphs.lock import building
from kg.store.graphs.rdf import dump_graph
from kg.store.graphs.shards import Shard
from kg.store.graphs.swap import WRITTEN, aside, is_graph_folder

FOR_PEOPLE = ("graph.ttl", "facts.jsonl", "graph.html")
_RUN = "run.nq"
_AHEAD = "ahead"
_TRIES, _PATIENCE = 3, 60.0
_DIGITS = 16
_WAY = re.compile(r"(?:[a-z]+/)?\w[\w.-]*")


def open_place(place: str | PathLike[str]) -> Path:
    """Return the path of a graph folder; for an address that of its copy, brought up to date.

    Raises `StoreError` where no graph folder is there, and `RemoteError` where the place can't be reached.
    """
    if not is_remote(place):
        return Path(place)
    published = Published(fspath(place))
    if not published.is_current():
        with building(published.copy, wait=_PATIENCE):
            if not published.refresh():
                raise StoreError(
                    "is no graph folder", path=place, remedy=f"make it with: kg build INPUT -o {fspath(place)}"
                )
    return published.copy


class Published:
    """The graph folder at an address; `copy` is where its copy lies."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        told = hashlib.sha256(self.address.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
        self.copy = _cache() / f"{ascii_slug(self.address)[:60]}-{told}" / "graph"
        self._ahead = self.copy.parent / _AHEAD
        self._report = b""

    @property
    def exchange(self) -> str:
        """Return where the workers of a cluster get texts and put shards, an address that is no input."""
        return join(self.address, ".making")

    def is_current(self) -> bool:
        """Say whether the copy is what is at the address, or what a build made of that and could not put there yet."""
        self._report = self._read_report()
        own = self.copy / GRAPH_FOLDER_MARKER
        if not self._report or not is_graph_folder(self.copy):
            return False
        return own.read_bytes() == self._report or self._is_ahead()

    def _is_ahead(self) -> bool:
        return self._ahead.is_file() and self._ahead.read_text(encoding="ascii") == _digest(self._report)

    def _read_report(self) -> bytes:
        """Return the report at the address, nothing where there is none."""
        place = join(self.address, GRAPH_FOLDER_MARKER)
        return remote_files.read(place) if remote_files.find_file(place) else b""

    def refresh(self) -> bool:
        """Make the copy what is at the address, and say whether there is anything; for who holds the copy's lock."""
        for left in reversed(range(_TRIES)):
            if self.is_current():
                return True
            if not self._report:
                if not (is_graph_folder(self.copy) and self._is_ahead()):
                    shutil.rmtree(self.copy, ignore_errors=True)
                return False
            try:
                self._fetch()
            except RemoteError:
                if not left or self._read_report() == self._report:
                    raise
        return self.is_current()

    def _fetch(self) -> None:
        """Make the copy anew of what the report names: of files it has by links, of others fetched."""
        told = json.loads(self._report)
        files = told.get("files")
        if not isinstance(files, dict) or not all(map(_WAY.fullmatch, files)):
            raise StoreError(
                "was not put there by kg build -o", path=self.address, remedy="build it again, or copy it to a disk"
            )
        had = _told(self.copy).get("files", {})
        with aside(self.copy) as making:
            wanted = []
            for way, digest in files.items():
                target = making / way
                target.parent.mkdir(exist_ok=True)
                if had.get(way) != digest or not _link(self.copy / way, target):
                    wanted.append((_name(way, digest), target))
            remote_files.download(self.address, wanted)
            _check(making, files, address=self.address)
            run = (making / _RUN).read_bytes()
            (making / _RUN).unlink()
            with GraphFolder(making, writable=True) as folder:
                shards = [Shard(making, entry["id"]) for entry in told["documents"]]
                folder.load_shards(shards, run, with_ontology=True)
                folder.flush(compact=False)
            (making / GRAPH_FOLDER_MARKER).write_bytes(self._report)

    @contextmanager
    def building(self, *, wait: float = 0) -> Iterator[None]:
        """Hold the right to build into the copy; it is brought up to date before the block, and put there behind it."""
        with building(self.copy, wait=wait):
            self.begin()
            yield
            self.publish()

    def begin(self) -> None:
        """Bring the copy up to date for a build; what that makes is kept here, also where it can't be put there."""
        self.refresh()
        self.copy.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._ahead, _digest(self._report))

    def publish(self) -> None:
        """Put the copy at the address, what is new of it, then its report; then take away what the old one had.

        Raises `BusyError` where another has put a folder there since `begin`.
        """
        before = json.loads(self._report).get("files", {}) if self._report else {}
        report, run = _told(self.copy), _run_quads(self.copy)
        files = {way: _digest(path.read_bytes()) for way, path in _files(self.copy)} | {_RUN: _digest(run)}
        there = {file.way for file in remote_files.list_files(self.address)}
        new = [(self.copy / way, name) for way, digest in files.items() if (name := _name(way, digest)) not in there]
        remote_files.upload(self.address, [(path, name) for path, name in new if path.name != _RUN])
        remote_files.write(join(self.address, _name(_RUN, files[_RUN])), run)
        remote_files.upload(self.address, [(self.copy / name, name) for name in FOR_PEOPLE if name in files])
        if self._read_report() != self._report:
            raise BusyError("another build was put there meanwhile", path=self.address, remedy="run the same again")
        data = (json.dumps(report | {"files": files}, ensure_ascii=False, indent=1) + "\n").encode()
        remote_files.write(join(self.address, GRAPH_FOLDER_MARKER), data)
        write_atomically(self.copy / GRAPH_FOLDER_MARKER, data)
        self._ahead.unlink(missing_ok=True)
        gone = {_name(way, digest) for way, digest in before.items()} - {_name(*item) for item in files.items()}
        gone |= {name for name in FOR_PEOPLE if name not in files}
        remote_files.remove(self.address, sorted(gone & there))


def _cache() -> Path:
    """Return the folder for copies."""
    if own := os.environ.get("KG_CACHE"):
        return Path(own)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kg"


def _told(folder: Path) -> dict[str, Any]:
    path = folder / GRAPH_FOLDER_MARKER
    return json.loads(path.read_bytes()) if path.is_file() else {}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _name(way: str, digest: str) -> str:
    """Return the way of a file at an address, with the digest before its ending."""
    folder, slash, name = way.rpartition("/")
    stem, dot, ending = name.partition(".")
    return f"{folder}{slash}{stem}.{digest[:_DIGITS]}{dot}{ending}"


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files that a build wrote, but for store and report, by their ways from the folder."""
    for name in sorted(WRITTEN - {"store", GRAPH_FOLDER_MARKER}):
        path = folder / name
        for file in sorted(path.iterdir()) if path.is_dir() else [path] if path.is_file() else []:
            yield file.relative_to(folder).as_posix(), file


def _run_quads(folder: Path) -> bytes:
    """Return what the store states of the build, in its own graph and in the merge."""
    with GraphFolder(folder) as opened:
        lines = sorted(dump_graph(opened.store, RUNS).splitlines(keepends=True))
    named = [line.removesuffix(" .\n") + f" <{RUNS}> .\n" for line in lines]
    return "".join([*named, *lines]).encode("utf-8")


def _link(source: Path, target: Path) -> bool:
    """Have a file of one folder in another, and say whether it is there."""
    try:
        os.link(source, target)
    except OSError:
        if not source.is_file():
            return False
        shutil.copyfile(source, target)
    return True


def _check(folder: Path, files: dict[str, str], *, address: str) -> None:
    """Raise `RemoteError` for a file whose bytes are not those that the report tells of."""
    wrong: Sequence[str] = [way for way, digest in files.items() if _digest((folder / way).read_bytes()) != digest]
    if wrong:
        raise RemoteError(f"{wrong[0]} is damaged", path=address, remedy="build it there again")
