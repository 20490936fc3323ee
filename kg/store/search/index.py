"""Find things by words in their names and quotes, whatever the accents: a full-text index beside the store.

`OUT/search.sqlite` is made at the first search and again when the store is another one; it is a copy of what the store
holds, never carried along by a build, and no part of what is the same byte for byte. Where the folder can't be written
to, the index is made in memory.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import QueryError, StoreError
from kg.prefixes import PREFIXES
from kg.store.graphs.pin import Pin
from kg.store.graphs.swap import alive
from kg.store.questions.words import find, plain
from kg.store.search.wanted import Wanted, read_wanted

INDEX = "search.sqlite"
VERSION = "2"
_CANDIDATES = 500
_STATEMENTS = ("Measure", "Target")
_SCHEMA = """
CREATE TABLE about (version TEXT, store TEXT);
CREATE TABLE classes (iri TEXT PRIMARY KEY, vi TEXT, en TEXT);
CREATE TABLE above (iri TEXT, class TEXT);
CREATE TABLE hits (id INTEGER PRIMARY KEY, node TEXT, class TEXT, label TEXT, quote TEXT, start INTEGER, end INTEGER,
    document TEXT, times INTEGER);
CREATE VIRTUAL TABLE words USING fts5(names, quote, kinds, content='', tokenize='unicode61 remove_diacritics 0');
"""
_ABOVE = "SELECT ?above ?class { ?class rdfs:subClassOf* ?above . ?above a owl:Class } ORDER BY ?above ?class"
_MATCHING = """
FROM words JOIN hits ON hits.id = words.rowid
WHERE words MATCH :words AND (:class = '' OR class IN (SELECT above.class FROM above WHERE iri = :class))
AND (:document = '' OR document = :document)
"""
_FIND = f"""
SELECT node, class, label, hits.quote, start, end, document, times {_MATCHING}
ORDER BY bm25(words, 8, 1, 1), words.rowid LIMIT :many
"""
_EACH = f"SELECT DISTINCT node, class, document {_MATCHING}"


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that a document names or says: its first quote with the words in it, and where that stands.

    Offsets count in the source text; a document or section that matches by its title alone has no quote. `times` says
    how often the document mentions the thing in these words; `matches` are the spans of the words, in the source text
    where there is a quote, else in the label.
    """

    node: str
    cls: str
    label: str
    quote: str
    start: int | None
    end: int | None
    document: str
    times: int
    matches: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the hit for JSON, absent values left out."""
        named = {"class" if name == "cls" else name: value for name, value in asdict(self).items()}
        return {name: value for name, value in named.items() if value not in (None, "", ())}


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of the hits, and of all of them: how many there are, and how many by class and by document.

    The counts by class are of what the document asked for has, those by document of the class asked for.
    """

    hits: list[Hit]
    total: int
    classes: dict[str, int]
    documents: dict[str, int]


def search(path: str | Path, words: str, *, cls: str = "", limit: int = 20) -> list[Hit]:
    """Return the things of a graph folder whose names or quotes have `words`, the best first.

    All words have to be there, or words that mean the same (`kg.store.search.wanted`), or the English name of its class
    or sector; where nothing has them, the last one may be the beginning of a longer one. Those that stand together in
    their order come first, and among these what has the same accents as `words` before what has not, and things before
    measures and targets. `cls` keeps to one class and those below it, such as `Port` or `Project`.
    """
    wanted = read_wanted(words)
    with opened(path) as index:
        asked = _asked(index, wanted, cls=cls)
        many = max(_CANDIDATES, limit * 5)
        return _rank(list(_candidates(index, wanted, asked, many=many)), wanted)[:limit]


def find_all(
    index: sqlite3.Connection, words: str, *, cls: str = "", document: str = "", offset: int = 0, limit: int = 20
) -> Found:
    """Return the hits from `offset` on in an open index, as `search` does, with the counts of all.

    `document` keeps to one document, by its IRI. Behind the best some hundreds the order is that of the index.
    """
    wanted = read_wanted(words)
    asked = _asked(index, wanted, cls=cls) | {"document": document}
    head = _rank(list(_candidates(index, wanted, asked, many=_CANDIDATES)), wanted)
    expression = _widest(index, wanted, asked)
    hits = head[offset : offset + limit]
    if len(hits) < limit:
        seen = {(hit.node, hit.document) for hit in head}
        rest = _rows(index, wanted, asked | {"words": expression, "many": -1}, but=seen)
        begin = max(offset - len(head), 0)
        hits += itertools.islice(rest, begin, begin + limit - len(hits))
    total, classes = _count(index, asked | {"words": expression, "class": ""}, by=1, cls=asked["class"])
    by_document = _count(index, asked | {"words": expression, "document": ""}, by=2)[1]
    return Found(hits, total, {iri.rpartition("#")[2]: many for iri, many in classes.items()}, by_document)


def _asked(index: sqlite3.Connection, wanted: Wanted, *, cls: str) -> dict[str, str]:
    """Return what the index is asked for; raises `QueryError` for no word, or for no class of ours."""
    if not wanted.stretches:
        raise QueryError("there is no word to search for", remedy='such as: kg search OUT "cang diem dien"')
    iri = PREFIXES["pol"] + cls if cls else ""
    if iri and not index.execute("SELECT 1 FROM classes WHERE iri = ?", (iri,)).fetchone():
        known = [row[0].rpartition("#")[2] for row in index.execute("SELECT iri FROM classes ORDER BY iri")]
        raise QueryError(f"there is no class {cls!r}", remedy="classes: " + ", ".join(known))
    return {"class": iri, "document": ""}


def _widest(index: sqlite3.Connection, wanted: Wanted, asked: dict[str, str]) -> str:
    """Return the expression that holds all hits: the words apart, or the last one begun where nothing has them."""
    for expression in (wanted.apart, wanted.begun):
        if index.execute(_FIND, asked | {"words": expression, "many": 1}).fetchone():
            return expression
    return wanted.apart


def _count(index: sqlite3.Connection, asked: dict[str, str], *, by: int, cls: str = "") -> tuple[int, dict[str, int]]:
    """Return how many hits of class `cls` (any without) there are, and how many of all by a column."""
    rows = index.execute(_EACH, asked).fetchall()
    many = Counter(row[by] for row in rows)
    below = {row[0] for row in index.execute("SELECT class FROM above WHERE iri = ?", (cls,))}
    ordered = sorted(many.items(), key=lambda one: (-one[1], one[0]))
    return sum(not cls or row[1] in below for row in rows), dict(ordered)


def class_labels(path: str | Path) -> dict[str, dict[str, str]]:
    """Return the names of the classes in vi and en, by the last part of their IRI."""
    with opened(path) as index:
        return class_names(index)


def class_names(index: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Return what `class_labels` does, from an open index."""
    rows = index.execute("SELECT iri, vi, en FROM classes").fetchall()
    return {iri.rpartition("#")[2]: {"vi": vi, "en": en} for iri, vi, en in rows}


def _candidates(index: sqlite3.Connection, wanted: Wanted, asked: dict[str, str], *, many: int) -> Iterator[Hit]:
    """Yield what has the words together, then what has them apart (some twice); else what has the last one begun."""
    found = False
    for expression in dict.fromkeys((wanted.together, wanted.apart, wanted.begun)):
        if found and expression is wanted.begun:
            return
        for hit in _rows(index, wanted, asked | {"words": expression, "many": many}):
            found = True
            yield hit


def _rows(
    index: sqlite3.Connection, wanted: Wanted, asked: dict[str, Any], *, but: Set[tuple[str, str]] | None = None
) -> Iterator[Hit]:
    """Yield the hits of an expression; where some are known, the others, each thing of a document once."""
    seen = set(but or ())
    readings = wanted.readings
    for node, kind, label, quote, start, end, document, times in index.execute(_FIND, asked):
        if but is not None:
            if (node, document) in seen:
                continue
            seen.add((node, document))
        begin = start or 0
        spans = tuple((a + begin, b + begin) for a, b in find(quote or label, *readings))
        yield Hit(node, kind.rpartition("#")[2], label, quote, start, end, document, times, spans)


def _rank(hits: list[Hit], wanted: Wanted) -> list[Hit]:
    """Return the hits in their order, one for each thing and document."""
    from kg.iri import fold

    folded, readings = fold(wanted.words), wanted.readings

    padded = [f" {reading} " for reading in readings]

    def rank(hit: Hit) -> tuple[bool, ...]:
        said = label, quote = f" {plain(hit.label)} ", f" {plain(hit.quote)} "
        return (
            not any(reading in text for text in said for reading in padded),
            not any(padded[0] in text for text in said),
            not any(folded in fold(text) for text in (hit.label, hit.quote)),
            hit.cls in _STATEMENTS,
            padded[0] not in (label, quote),
            padded[0] not in quote,
        )

    best: dict[tuple[str, str], Hit] = {}
    for hit in sorted(hits, key=rank):
        best.setdefault((hit.node, hit.document), hit)
    return list(best.values())


# --- the index --------------------------------------------------------------------------------------


@contextlib.contextmanager
def opened(path: str | Path) -> Iterator[sqlite3.Connection]:
    """Give the index of a graph folder, which stays as it is meanwhile; see `open_index`.

    Raises `StoreError` where the index turns out to be damaged.
    """
    try:
        pin = Pin(path)
    except OSError:
        raise _no_folder(Path(path)) from None
    try:
        with contextlib.closing(open_index(pin.place)) as index:
            yield index
    except sqlite3.Error as error:
        remedy = "remove it: the next search makes it anew"
        raise StoreError(f"the index is damaged: {error}", path=Path(path) / INDEX, remedy=remedy) from error
    finally:
        pin.close()


def _no_folder(path: Path) -> StoreError:
    return StoreError("is no graph folder", path=path, remedy=f"make it with: kg build INPUT -o {path}")


def open_index(path: Path) -> sqlite3.Connection:
    """Return the index of a graph folder, made anew where it is missing or of another store."""
    if not (path / "store").is_dir():
        raise _no_folder(path)
    mark = fingerprint(path)
    try:
        index = sqlite3.connect(f"{(path / INDEX).resolve().as_uri()}?mode=ro", uri=True)
        if index.execute("SELECT version, store FROM about").fetchall() == [(VERSION, mark)]:
            return index
        index.close()
    except sqlite3.Error:
        pass
    return _make(path, mark)


def fingerprint(path: Path) -> str:
    """Return what tells one state of a graph folder from another: its report, and the sizes of its store's files."""
    digest = hashlib.sha256()
    report = path / "report.json"
    digest.update(report.read_bytes() if report.is_file() else b"")
    for file in sorted((path / "store").iterdir()):
        if file.suffix in (".sst", ".log"):
            digest.update(f"\n{file.name} {file.stat().st_size}".encode())
    return digest.hexdigest()


def _make(path: Path, mark: str) -> sqlite3.Connection:
    """Make the index in a file beside and move it into place; in memory where the folder can't take it."""
    beside = path / f".{INDEX}.{os.getpid()}"
    try:
        _sweep(path)
        index = _fill(sqlite3.connect(beside), path, mark)
        try:
            os.replace(beside, path / INDEX)
        except OSError:
            index.close()
            raise
        return index
    except (OSError, sqlite3.Error):  # read-only, or full
        return _fill(sqlite3.connect(":memory:"), path, mark)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _fill(index: sqlite3.Connection, path: Path, mark: str) -> sqlite3.Connection:
    """Return an empty index filled with what a graph folder holds."""
    from kg.store.graphs.folder import GraphFolder
    from kg.store.search.entries import iter_classes, iter_entries

    try:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        with GraphFolder(path) as folder, index:
            index.executescript(_SCHEMA)
            index.execute("INSERT INTO about VALUES (?, ?)", (VERSION, mark))
            index.executemany("INSERT INTO classes VALUES (?, ?, ?)", iter_classes(folder))
            index.executemany("INSERT INTO above VALUES (?, ?)", folder.query(_ABOVE).rows)
            for number, entry in enumerate(iter_entries(folder), 1):
                index.execute("INSERT INTO hits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *entry.row))
                index.execute(
                    "INSERT INTO words (rowid, names, quote, kinds) VALUES (?, ?, ?, ?)",
                    (number, plain(" . ".join(entry.names)), plain(entry.quote), plain(" . ".join(entry.kinds))),
                )
    except BaseException:
        index.close()
        raise
    return index


def _sweep(path: Path) -> None:
    """Remove what searches that died left half made."""
    for left in path.glob(f".{INDEX}.*"):
        pid = left.suffix[1:]
        if pid.isdecimal() and (int(pid) == os.getpid() or not alive(int(pid))):
            left.unlink(missing_ok=True)
