"""Gather what a page shows beside the network: how sure each fact is, what was repaired, answers to saved questions.

All of it is computed when the page is written, so that a reader needs no server and no query language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.analyse.answers import Index
from kg.analyse.commitments import Register
from kg.analyse.geography import Located
from kg.model import Document, Repair
from kg.pages import SourceLayout, SourcePage
from kg.store import GraphFolder, QueryResult
from kg.store.questions.queries import SavedQuery, list_queries
from kg.view.sheets import Sheet

MOST_ROWS = 1000
"""A question's answer is cut after so many rows; the page says how many there are."""

_CONFIDENCES = (
    "SELECT ?node (MAX(?sure) AS ?confidence) WHERE { ?node pol:confidence ?sure } GROUP BY ?node",
    "SELECT ?node (MAX(?sure) AS ?confidence) WHERE { { SELECT ?span ?node { ?span itsrdf:taIdentRef ?node } } "
    "{ SELECT ?span ?sure { ?span itsrdf:taConfidence ?sure } } } GROUP BY ?node",
)
_SHOWN = frozenset({"page-break", "repeat", "running-title", "suspect"})


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a saved question: column names, rows of strings (None where unbound), how many there are in all."""

    query: SavedQuery
    columns: list[str]
    rows: list[tuple[str | None, ...]]
    total: int


@dataclass(frozen=True, slots=True)
class Extras:
    """What goes onto a page beside the network; repairs, pages and their pictures by document IRI.

    Spans count in the source text; a page of the number 0 is text that stands on none. With an `index` of the same
    facts the page answers who does what by when; `report` is the folder's, `silent` are the passages that gave nothing
    (`kg.export.read_silent`). `places` (`kg.analyse.geography`) are what stands on its map. `register` holds what
    others say of measures and targets.
    """

    confidences: Mapping[str, float] = field(default_factory=dict)
    repairs: Mapping[str, list[Repair]] = field(default_factory=dict)
    answers: tuple[Answer, ...] = ()
    pages: Mapping[str, Sequence[SourcePage]] = field(default_factory=dict)
    sheets: Mapping[str, Sequence[Sheet]] = field(default_factory=dict)
    index: Index | None = None
    report: Mapping[str, Any] = field(default_factory=dict)
    places: tuple[Located, ...] = ()
    silent: Sequence[Mapping[str, Any]] = ()
    register: Register | None = None


def read_extras(folder: GraphFolder, *, texts: Mapping[str, str]) -> Extras:
    """Return the extras of a graph folder whose documents have `texts`."""
    confidences = {
        str(node): round(float(sure), 3)
        for query in _CONFIDENCES
        for node, sure in folder.query(query)
        if node is not None and sure is not None
    }
    layouts = {name: folder.layout(name) for name in texts}
    kept = {name: folder.repairs(name) for name in texts}
    repairs = {
        name: _shown(list_repairs(texts[name], layouts[name]) if some is None else some) for name, some in kept.items()
    }
    pages = {name: _pages(layout) for name, layout in layouts.items() if layout.pages}
    return Extras(confidences, repairs, tuple(_ask(folder, list_queries())), pages)


def _pages(layout: SourceLayout) -> tuple[SourcePage, ...]:
    """Return the pages of a text; where only pictures in it are pages, the text around them is one of the number 0."""
    if layout.is_paged:
        return layout.pages
    pages, at = [], 0
    for page in layout.pages:
        pages += [SourcePage(at, page.start_char, 0), page]
        at = page.end_char
    return (*pages, SourcePage(at, at, 0))


def list_repairs(text: str, layout: SourceLayout | None = None) -> list[Repair]:
    """Return the repairs of a text as if it were built now, for a folder of an older version, which keeps none."""
    from kg.text import prepare

    return prepare(Document("", "", text, "", layout=layout or SourceLayout())).repairs


def _shown(repairs: Iterable[Repair]) -> list[Repair]:
    """Return what a reader should see: joins, repeats, running titles, suspected misreadings."""
    return [repair for repair in repairs if repair.kind in _SHOWN]


def _ask(folder: GraphFolder, queries: Iterable[SavedQuery]) -> Iterable[Answer]:
    for query in queries:
        result = folder.query(query.everything)
        shown = QueryResult(result.columns, result.terms[:MOST_ROWS]).rows
        yield Answer(query, result.columns, shown, len(result))
