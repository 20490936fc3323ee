"""Tell which documents of a graph folder the inputs of a build are, by the register that its report keeps.

A document that is there is known by its sources first (the path of its file, seen from the graph folder; the name of a
text in hand), then by the digest of its bytes. It keeps its slug, and with it its IRIs, for as long as it is there. A
text without a name, such as standard input, is known by the number, issuer and date that it bears, or not at all.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from kg.errors import RemoteError, StoreError
from kg.model import Header
from kg.read import Duplicate, Reading, Source
from kg.read.reading import BETWEEN, printable_name
from kg.remote_files import find_file, is_remote, read
from kg.stamp import Told

Entry = dict[str, Any]
_NAMELESS = "text:"
_URL = "url:"
_SHOWN = 10
_D = TypeVar("_D", bound=Told)


@dataclass(slots=True)
class Settled:
    """What a build is to do: documents with their slugs and sources, entries that they replace, that stay, that go."""

    documents: list[Told] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)
    replaced: dict[str, Entry] = field(default_factory=dict)
    kept: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    """Those of `kept` whose documents were read and are what they were."""

    @property
    def left_out(self) -> list[str]:
        """Return the IRIs of the graphs that are not taken over."""
        return [*self.replaced, *(entry["id"] for entry in self.removed)]

    def is_nameless(self, document: Told) -> bool:
        """Say whether a document is a text without a name; it may be an edited version of one that is there."""
        return self.sources[document.slug] == [_NAMELESS]

    def pass_over(self, same: dict[str, Entry]) -> None:
        """Keep the entries, by the slugs of their documents, that these would replace by the same."""
        self.documents = [one for one in self.documents if one.slug not in same]
        for slug, entry in same.items():
            del self.replaced[entry["id"]]
            self.unchanged.append(entry | {"sources": self.sources.pop(slug)})
            self.kept.append(self.unchanged[-1])

    def give_up(self, document: Told) -> None:
        """Leave out a document of which nothing could be made: the entry that it would replace stays."""
        self.documents = [one for one in self.documents if one.slug != document.slug]
        self.sources.pop(document.slug, None)
        for entry in [one for one in self.replaced.values() if one["slug"] == document.slug]:
            self.kept.append(self.replaced.pop(entry["id"]))

    def rename(self, document: _D, entry: Entry) -> _D:
        """Put a document that was held for new in the place of an entry, and return it with the entry's slug."""
        self.kept, self.removed = ([one for one in some if one is not entry] for some in (self.kept, self.removed))
        self.replaced[entry["id"]] = entry
        self.sources[entry["slug"]] = self.sources.pop(document.slug)
        renamed = replace(document, slug=entry["slug"])
        self.documents = [renamed if one is document else one for one in self.documents]
        return renamed


class Register:
    """The documents of the graph folder at `out`, as the entries of its report tell."""

    def __init__(self, entries: Iterable[Entry], *, out: str | Path) -> None:
        self.entries = sorted(entries, key=lambda entry: entry["slug"])
        self.given, self.out = out, Path(os.path.realpath(out))
        self._opened: set[str] = set()

    # --- sources -----------------------------------------------------------------------------------

    def _key(self, source: Source) -> str:
        """Return how a source stands in the register: `file:` and the way to it, `url:` or `text:` and address or name.

        A byte of a path that is no UTF-8 is written as `%FF`, and `%` as `%25`.
        """
        if source.kind != "file":
            return f"{source.kind}:{source.where}"
        try:
            way = os.path.relpath(source.where, self.out)
        except ValueError:  # another drive of Windows
            way = source.where
        way = Path(way).as_posix().replace("%", "%25")
        return "file:" + "".join(f"%{ord(ch) - 0xDC00:02X}" if "\udc80" <= ch <= "\udcff" else ch for ch in way)

    def _path(self, key: str) -> Path | None:
        """Return the path of a file in the register, None for other sources."""
        kind, _, where = key.partition(":")
        if kind != "file":
            return None
        head, *parts = where.split("%")
        raw = os.fsencode(head) + b"".join(bytes([int(part[:2], 16)]) + os.fsencode(part[2:]) for part in parts)
        return Path(os.path.normpath(self.out / os.fsdecode(raw)))

    def files(self) -> list[Path]:
        """Return the paths of the files that the documents came from; of those in archives, of these."""
        keys = [source.partition(BETWEEN)[0] for entry in self.entries for source in entry["sources"]]
        return [path for path in map(self._path, keys) if path is not None]

    def _is_there(self, key: str) -> bool:
        if key.startswith(_URL):
            archive, between, _ = key.partition(BETWEEN)
            opened = between and archive in self._opened
            return not opened and find_file(archive.removeprefix(_URL)) is not None
        path = self._path(key)
        return path is None or path.is_file() or self._is_in_archive(key)

    def _is_in_archive(self, key: str) -> bool:
        """Say whether a source that is not given is in an archive that is there and was not opened this time."""
        archive, between, _ = key.partition(BETWEEN)
        path = self._path(archive)
        return bool(between) and archive not in self._opened and path is not None and path.is_file()

    def _holds(self, key: str, entry: Entry) -> bool:
        """Say whether a source still is what the entry was made from; an archive's is taken for it while that lasts."""
        path = self._path(key)
        if self._is_in_archive(key) or (key.startswith(_URL) and BETWEEN in key):
            return self._is_there(key)
        try:
            if key.startswith(_URL):
                return hashlib.sha256(read(key.removeprefix(_URL))).hexdigest() == entry["sha256"]
            return path is None or (path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"])
        except (OSError, RemoteError):
            return False

    # --- a build -----------------------------------------------------------------------------------

    def settle(self, reading: Reading, *, sync: bool = False) -> Settled:
        """Return what becomes of the documents read and of those that are there.

        With `sync` those go that no input is, but for those whose input could not be read this time; otherwise they
        stay, but one whose every source now gives another document, or is gone while another has its bytes.
        """
        keys = {doc.sha256: [self._key(source) for source in reading.sources[doc.sha256]] for doc in reading.documents}
        self._opened = {archive for some in keys.values() for key in some for archive in _archive(key)}
        match = self._match(reading.documents, keys, sync=sync)
        settled = Settled(replaced={entry["id"]: entry for entry in match.values()}, duplicates=[*reading.duplicates])
        given = {key for some in keys.values() for key in some} - {_NAMELESS}
        failed = [self._key(one.source) for one in reading.unread if one.source.kind != "text"]
        for entry in self.entries:
            if entry["id"] not in settled.replaced:
                left = [key for key in entry.get("sources", []) if key not in given]
                moved = entry["sha256"] in keys and not any(map(self._is_there, left))
                unread = any(
                    key == one or key.startswith((f"{one}/", f"{one}{BETWEEN}")) for key in left for one in failed
                )
                gone = (sync and not unread) or ("sources" in entry and (moved or not left))
                (settled.removed if gone else settled.kept).append(
                    entry | ({"sources": left} if "sources" in entry else {})
                )
        taken = {entry["slug"] for entry in (*settled.kept, *settled.replaced.values())}
        for doc in reading.documents:
            own = keys[doc.sha256]
            if doc.sha256 in match:
                self._take_over(
                    settled, match[doc.sha256], doc, own=own, stay=lambda key: not sync and key not in given
                )
                continue
            slug = _free_slug(doc, taken)
            taken.add(slug)
            settled.documents.append(replace(doc, slug=slug))
            settled.sources[slug] = own
        settled.documents.sort(key=lambda doc: doc.slug)
        return settled

    def _take_over(
        self, settled: Settled, entry: Entry, doc: Told, *, own: list[str], stay: Callable[[str], bool]
    ) -> None:
        """Put a document in the place of an entry; where its bytes are the same, so are the name and other sources."""
        same, name = entry["sha256"] == doc.sha256, doc.name
        before = [
            key
            for key in entry.get("sources", [])
            if key in own or (same and key != _NAMELESS and stay(key) and self._is_there(key))
        ]
        if same and before[:1] == entry.get("sources", [])[:1]:
            name = entry["name"]
        if name != doc.name:
            settled.duplicates = [one for one in settled.duplicates if one != Duplicate(name, doc.name)]
            settled.duplicates.append(Duplicate(doc.name, name))
        settled.documents.append(replace(doc, slug=entry["slug"], name=name))
        settled.sources[entry["slug"]] = [*before, *(key for key in own if key not in before)]

    def _match(self, documents: Sequence[Told], keys: dict[str, list[str]], *, sync: bool) -> dict[str, Entry]:
        """Return by digest the entry that each document is, for those that are one."""
        given = {key for some in keys.values() for key in some}
        owner = {key: entry for entry in self.entries for key in entry.get("sources", []) if key != _NAMELESS}
        same, unsaid = defaultdict(list), defaultdict(list)
        for entry in self.entries:
            same[entry["sha256"]].append(entry)
            if "sources" not in entry:
                unsaid[entry["name"]].append(entry)
        names = Counter(doc.name for doc in documents if doc.sha256 not in same)

        def owners(doc: Told) -> list[Entry]:
            return [owner[key] for key in keys[doc.sha256] if key in owner]

        def is_left(entry: Entry) -> bool:
            """Say whether no other source, out of these inputs, still is what the entry was made from."""
            return sync or not any(self._holds(key, entry) for key in entry["sources"] if key not in given)

        def by_name(doc: Told) -> list[Entry]:
            """Return the entry of a file of this name where an older version told no sources, and there is but one."""
            free = [entry for entry in unsaid[doc.name] if entry["id"] not in claimed]
            return free if len(free) == names[doc.name] == 1 else []

        match: dict[str, Entry] = {}
        claimed: set[str] = set()
        for candidates in (
            lambda doc: [entry for entry in owners(doc) if entry["sha256"] == doc.sha256],
            lambda doc: [entry for entry in owners(doc) if is_left(entry)],
            lambda doc: same[doc.sha256],
            by_name,
        ):
            for doc in documents:
                if doc.sha256 not in match:
                    found = next((entry for entry in candidates(doc) if entry["id"] not in claimed), None)
                    if found is not None:
                        match[doc.sha256] = found
                        claimed.add(found["id"])
        return match

    def find_same_text(self, settled: Settled, document: Told, borne: list[str]) -> Entry | None:
        """Return the entry that a text without a name is an edited version of: the one that bears its number.

        `borne` is what `bears` says of its header.
        """
        number, _, issued = borne
        if not settled.is_nameless(document) or not (number and issued):
            return None
        known = (*settled.kept, *settled.removed)
        ours = (entry for entry in known if entry.get("sources") == [_NAMELESS] and entry.get("bears") == borne)
        return next(ours, None)

    # --- a removal ---------------------------------------------------------------------------------

    def settle_removal(self, names: Sequence[str]) -> Settled:
        """Return what becomes of the documents when those go that `names` name by slug, IRI, path or file name.

        Raises `StoreError` for a name that none or several have.
        """
        gone = {entry["id"] for name in names for entry in [self.find(name)]}
        return Settled(
            kept=[entry for entry in self.entries if entry["id"] not in gone],
            removed=[entry for entry in self.entries if entry["id"] in gone],
        )

    def find(self, name: str) -> Entry:
        """Return the entry of the document of this slug, IRI or path, else of this file name."""
        path = f"{_URL}{name}" if is_remote(name) else self._key(Source.of_file(Path(name)))
        found = [
            entry for entry in self.entries if name in (entry["slug"], entry["id"]) or path in entry.get("sources", [])
        ]
        shown = printable_name(name)
        found = found or [entry for entry in self.entries if shown == entry["name"] or self._has_name(entry, shown)]
        if len(found) == 1:
            return found[0]
        if not found:
            slugs = ", ".join(entry["slug"] for entry in self.entries[:_SHOWN]) or "none"
            more = " …" if len(self.entries) > _SHOWN else ""
            raise StoreError(f"there is no document {shown!r}", path=self.given, remedy=f"documents: {slugs}{more}")
        raise StoreError(
            f"{shown!r} is {len(found)} documents",
            path=self.given,
            remedy="name one by its slug: " + ", ".join(entry["slug"] for entry in found),
        )

    def _has_name(self, entry: Entry, name: str) -> bool:
        """Say whether a copy of the document has this file name."""
        paths = [self._path(key) for key in entry.get("sources", [])]
        return any(path is not None and printable_name(path.name) == name for path in paths)


def _archive(key: str) -> list[str]:
    """Return the archive that a source is in, none for a file."""
    archive, between, _ = key.partition(BETWEEN)
    return [archive] if between else []


def _free_slug(document: Told, taken: set[str]) -> str:
    """Return the document's slug, with the digest of its bytes where another document has it."""
    ways = (document.slug, *(f"{document.slug}-{document.sha256[:length]}" for length in (8, 64)))
    return next(slug for slug in ways if slug not in taken)


def bears(header: Header) -> list[str]:
    """Return what an official text is known by: its number, issuer and date."""
    return [header.number, header.issuer, header.issued]
