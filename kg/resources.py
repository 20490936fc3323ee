"""Find and read the files that ship with the package: ontology, lexicons, saved queries, samples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import takewhile
from pathlib import Path

from kg.errors import ResourceError

_PACKAGE = Path(__file__).resolve().parent
_left_out: ContextVar[frozenset[tuple[str, str]]] = ContextVar("rows of tables left out", default=frozenset())


@lru_cache(maxsize=1)
def ontology_path() -> Path:
    """Return the `ontology/` folder: inside the installed package, or beside it in a checkout.

    Raises `ResourceError` naming both places when neither is there.
    """
    places = (_PACKAGE / "ontology", _PACKAGE.parent / "ontology")
    for place in places:
        if (place / "lexicons").is_dir():
            return place
    raise ResourceError(
        f"the ontology folder is missing: looked at {places[0]} and {places[1]}", remedy="install the package again"
    )


def sample_path(name: str) -> Path:
    """Return the path of a packaged sample, a text or with `.pdf` behind its name the same as PDF.

    Raises `ResourceError` listing the names there are.
    """
    folder = _PACKAGE / "samples"
    paths = {path.stem if path.suffix == ".txt" else path.name: path for path in folder.iterdir()}
    names = sorted(known for known, path in paths.items() if path.suffix in (".txt", ".pdf"))
    if name not in names:
        raise ResourceError(f"no sample is called {name!r}", remedy=f"samples: {', '.join(names)}")
    return paths[name]


@contextmanager
def leaving_out(entries: Iterable[tuple[str, str]]) -> Iterator[None]:
    """Read tables without some rows inside a `with` block: pairs of file below `ontology/` and first cell.

    For experiments on what an entry is worth. Whoever uses it clears what was read before, before and after the block.
    """
    token = _left_out.set(frozenset(entries))
    try:
        yield
    finally:
        _left_out.reset(token)


def read_table(relative: str) -> list[dict[str, str]]:
    """Return the rows of a TSV file below `ontology/` as dicts keyed by its header line.

    Lines that begin with `#` are comments (they say what the file holds and where it is from), empty
    lines are passed over, cells are stripped. Raises `ResourceError` naming file and line where a row
    has another number of cells than the header has columns.
    """
    path = ontology_path() / relative
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError("cannot be read", path=path, remedy="install the package again") from error
    rows: list[dict[str, str]] = []
    header: list[str] = []
    left_out = _left_out.get()
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not header:
            header = cells
            continue
        if len(cells) != len(header):
            raise ResourceError(
                f"line {number} has {len(cells)} cells, the header {len(header)}",
                path=path,
                remedy="separate the cells by single tabs",
                line=number,
            )
        if (relative, cells[0]) not in left_out:
            rows.append(dict(zip(header, cells, strict=True)))
    return rows


def terms_of(relative: str, *kinds: str, column: str = "kind") -> list[str]:
    """Return the terms of a table's rows that are of some kinds, of all without any."""
    return [row["term"] for row in read_table(relative) if not kinds or row[column] in kinds]


def alternatives(terms: Iterable[str], *, any_case: bool = False) -> str:
    """Return a pattern of one of the terms as printed, longer ones first, since a shorter one may begin them.

    Terms share their beginnings (`đường (?:bộ|sắt|)`), so that few of many are tried at a place. `any_case` says that
    the pattern will be one that ignores case: then terms that differ in nothing else are one.
    """
    own = {term.lower() for term in terms} if any_case else set(terms)
    return _branches(sorted(own, key=lambda term: (-len(term), term)))


def _branches(terms: list[str]) -> str:
    """Return a pattern of one of the terms, which are given longer ones first."""
    groups: dict[str, list[str]] = {}
    for term in terms:
        groups.setdefault(term[:1].lower(), []).append(term)
    return "|".join(map(_branch, groups.values()))


def _branch(terms: list[str]) -> str:
    """Return a pattern of one of the terms that begin with one letter, which are given longer ones first.

    Where it is printed in both cases they stay in their order, for the pattern may be one that ignores case.
    """
    shared = terms[0][: sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*terms, strict=False)))]
    if len(terms) == 1 or not shared:
        return "|".join(map(re.escape, terms))
    return f"{re.escape(shared)}(?:{_branches([term[len(shared) :] for term in terms])})"
