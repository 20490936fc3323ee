"""Annotate a text of any length, and hand the hits to the extractors as plain tuples with offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from typing import NamedTuple

from spacy.attrs import IDX, LENGTH
from spacy.language import Language

from kg.annotate.lexicons import LEXICONS, Row, load_entries

CHUNK = 50_000
_KNOWN_WORDS = 60_000
"""So many words the vocabulary keeps for good; those of later texts are forgotten with their chunk."""


class Hit(NamedTuple):
    """A lexicon term found in the text: offsets into the working text, its label, its folded term."""

    start_char: int
    end_char: int
    label: str
    term: str


_hit = partial(tuple.__new__, Hit)
"""Make a hit of a tuple, in half the time that its constructor takes."""


class Annotations:
    """The lexicon hits of one text by group, sorted and without overlap within a group.

    In `kept` an extractor leaves what another can use again instead of making it anew, by name.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.kept: dict[str, object] = {}
        self._hits: dict[str, list[Hit]] = {group: [] for group in LEXICONS}
        self._starts: dict[str, list[int]] = {}

    def add(self, group: str, hits: list[Hit]) -> None:
        """Append hits that lie behind those already there."""
        self._hits[group].extend(hits)
        self._starts.pop(group, None)

    def hits(self, group: str, start_char: int = 0, *, end_char: int | None = None) -> Sequence[Hit]:
        """Return the hits of `group` that lie wholly inside `[start_char, end_char)`, in order."""
        hits = self._hits[group]
        if end_char is None and start_char == 0:
            return hits
        starts = self._starts.get(group)
        if starts is None:
            starts = self._starts[group] = [hit.start_char for hit in hits]
        limit = len(self.text) if end_char is None else end_char
        first = bisect_left(starts, start_char)
        last = bisect_left(starts, limit, first)
        while last > first and hits[last - 1][1] > limit:
            last -= 1
        return hits[first:last]

    @staticmethod
    def rows(group: str, hit: Hit) -> tuple[Row, ...]:
        """Return the lexicon rows behind a hit."""
        return load_entries()[group][hit.term]


def iter_chunks(text: str, size: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Yield `(offset, piece)` of at most about `size` characters, cut at line ends or else at spaces."""
    start = 0
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            cut = text.rfind("\n", start, end)
            if cut <= start:
                cut = text.rfind(" ", start, end)
            if cut > start:
                end = cut + 1
        yield start, text[start:end]
        start = end


def annotate(nlp: Language, text: str) -> Annotations:
    """Return the lexicon hits of `text`; offsets count in `text`, memory stays bounded by the chunk."""
    notes = Annotations(text)
    for offset, piece in iter_chunks(text):
        with nlp.memory_zone() if len(nlp.vocab) > _KNOWN_WORDS else nullcontext():
            doc = nlp(piece)
            places = doc.to_array([IDX, LENGTH])
            first = places[:, 0] + offset
            starts, ends = first.tolist(), (first + places[:, 1]).tolist()
            for group, found in doc._.lexicon_hits.items():
                notes.add(group, [_hit((starts[a], ends[b - 1], label, term)) for a, b, label, term in found])
    return notes
