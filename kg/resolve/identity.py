"""Say which statements are one: the same words, printed again or standing under the same headings and introduction."""

from __future__ import annotations

from bisect import bisect_right

from kg.iri import fold, mint_part
from kg.model import PreparedText


class Identities:
    """Mints the IRIs of one kind of statement of one document; `led` are the `introductions` of its blocks."""

    def __init__(self, document: str, kind: str, *, prepared: PreparedText, led: list[str]) -> None:
        self.document = document
        self.kind = kind
        self.prepared = prepared
        self.repeats = sorted(
            (repair.start_char, repair.end_char, repair.other)
            for repair in prepared.repairs
            if repair.kind == "repeat" and repair.other
        )
        self.starts = [block.start_char for block in prepared.blocks]
        self.led = led
        self.known: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
        self.printed: dict[tuple[str, ...], list[tuple[int, str]]] = {}

    def of(
        self, said: tuple[str, ...], place: tuple[str, ...], *, apart: tuple[str, ...], start_char: int, end_char: int
    ) -> str:
        """Return the IRI of what a working span states: made of what is `said` in which `place` of the document.

        `apart`, with what introduces the span, tells it from others of which both are the same; the first of those does
        without, so that its IRI depends on words and place alone.
        """
        at = self.prepared.to_source(start_char, end_char).start_char
        iri = self._first_printing(said, at)
        if iri is None:
            known = self.known.setdefault((*said, *place), {})
            told = (*apart, self._introduction(start_char))
            if told not in known:
                known[told] = mint_part(self.document, self.kind, *said, *place, *(told if known else ()))
            iri = known[told]
        self.printed.setdefault(said, []).append((at, iri))
        return iri

    def _first_printing(self, said: tuple[str, ...], at: int) -> str | None:
        """Return the IRI of what is said the same in the passage that is printed again at a source position."""
        place = bisect_right(self.repeats, at, key=lambda repeat: repeat[0]) - 1
        if place < 0 or self.repeats[place][1] <= at or self.repeats[place][2] is None:
            return None
        start, end = self.repeats[place][2]
        return next((iri for where, iri in self.printed.get(said, ()) if start <= where < end), None)

    def _introduction(self, start: int) -> str:
        """Return the folded words that introduce a place: lines above it, and what stands before a colon on its own."""
        block = bisect_right(self.starts, start) - 1
        if block < 0:
            return ""
        text, first = self.prepared.text, self.prepared.blocks[block].start_char
        end = start
        while end > first and text[end - 1].isspace():
            end -= 1
        labelled = end > first and text[end - 1] == ":"
        label = fold(text[max(first, text.rfind(". ", first, end) + 1) : end]) if labelled else ""
        return "\n".join(filter(None, (self.led[block], label)))
