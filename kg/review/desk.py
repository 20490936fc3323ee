"""Keep what a reviewer works on: the graph as it was opened, the file of decisions as it is now, who decides."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from kg.decisions.agreement import agreements, is_alike, pair
from kg.decisions.file import Decisions, change_file, read_decisions
from kg.decisions.model import CORRECT, VERBS, Decision, States, check_relation, spaced
from kg.errors import DecisionError, StoreError
from kg.review.adding import make_added, propose, put_elsewhere, trim, with_who
from kg.review.sheet import Item, Sheet
from kg.store import GraphFolder

AT_ONCE = 12
"""Of so many documents everything is listed at once; of more, one document at a time."""


class Listed(NamedTuple):
    """An item with the decisions on it: that of the reviewer, and those of others."""

    item: Item
    mine: Decision | None
    others: list[Decision]


def _span(place: object) -> tuple[int, int]:
    """Return the two offsets that a page sends; raises `DecisionError` for anything else."""
    if isinstance(place, list | tuple) and len(place) == 2 and all(type(one) is int for one in place):
        return place[0], place[1]
    raise DecisionError("no words are chosen", remedy="choose some in the text")


class Desk:
    """The desk of one reviewer: `who` decides on the facts of `folder`, and `file` keeps it."""

    def __init__(self, folder: Path, *, file: Path, who: str, now: Callable[[], str] | None = None) -> None:
        self.folder, self.file, self.who = GraphFolder(folder), file, who
        self.documents = {iri.rpartition("/")[2]: iri for iri in self.folder.documents}
        if not any(self.folder.text(iri) for iri in self.documents.values()):
            raise StoreError(
                "holds no text to decide by", path=folder, remedy="build it with its documents, and without --no-text"
            )
        self._now = now or (lambda: datetime.now(UTC).isoformat(timespec="seconds"))
        self._sheets: dict[str, Sheet] = {}
        self._read: tuple[tuple[int, int], Decisions] | None = None
        self._lock = threading.RLock()
        read_decisions(file, missing=True)

    def close(self) -> None:
        """Let go of the folder."""
        self.folder.close()

    def title(self, slug: str) -> str:
        """Return the title of a document."""
        return self.folder.title(self.documents[slug])

    def sheet(self, slug: str) -> Sheet:
        """Return what there is to decide on in a document."""
        with self._lock:
            if slug not in self._sheets:
                self._sheets[slug] = Sheet.of(self.folder, self.documents[slug])
            return self._sheets[slug]

    @property
    def decisions(self) -> Sequence[Decision]:
        """Return the decisions of all people as the file has them now."""
        with self._lock:
            mark = self._mark()
            if self._read is None or self._read[0] != mark:
                self._read = mark, read_decisions(self.file, missing=True)
            return self._read[1].all

    def _mark(self) -> tuple[int, int]:
        try:
            status = self.file.stat()
        except OSError:
            return 0, 0
        return status.st_mtime_ns, status.st_size

    def chosen(self, slug: str) -> list[str]:
        """Return the documents that are listed: the one asked for, all of few, the first of many."""
        if slug in self.documents:
            return [slug]
        slugs = sorted(self.documents)
        return slugs if len(slugs) <= AT_ONCE else slugs[:1]

    def listed(self, slugs: Iterable[str]) -> list[Listed]:
        """Return what there is to decide on in documents, in the order of their texts."""
        with self._lock:
            found, decisions = [], self.decisions
            for slug in slugs:
                sheet = self.sheet(slug)
                decided = sheet.decided(decisions)
                found += [
                    self._listed(item, decided.get(key, []))
                    for key, item in sorted(sheet.items.items(), key=lambda pair: (pair[1].span, pair[1].claim.fact))
                    if key in decided or not item.loose
                ]
            return found

    def _listed(self, item: Item, decisions: Sequence[Decision]) -> Listed:
        mine = next((one for one in decisions if one.by == self.who), None)
        return Listed(item, mine, [one for one in decisions if one.by != self.who])

    def one(self, slug: str, key: str) -> Listed:
        """Return an item; raises `DecisionError` where there is none."""
        with self._lock:
            if slug in self.documents:
                sheet = self.sheet(slug)
                decided = sheet.decided(self.decisions)
                if key in sheet.items:
                    return self._listed(sheet.items[key], decided.get(key, []))
        raise DecisionError("there is nothing of that name to decide on", remedy="load the page again")

    def decide(self, slug: str, key: str, verdict: str, *, change: States, note: str = "") -> Listed:
        """Write what the reviewer decides into the file, in the place of what they decided before.

        Raises `DecisionError` for what is no decision; nothing is written then.
        """
        item = self.one(slug, key).item
        if verdict not in VERBS:
            raise DecisionError(f"{verdict!r} is no decision", remedy="one of " + ", ".join(VERBS))
        states = item.blank.states
        if (place := change.pop("place", None)) is not None and item.claim.fact == "responsibility":
            sheet = self.sheet(slug)
            change = put_elsewhere(sheet, change, trim(sheet.text, *_span(place)))
        change = {name: value for name, value in change.items() if value != states.get(name, "")}
        made = replace(
            item.blank,
            verdict=verdict,
            by=self.who,
            at=self._now(),
            change=change if verdict == CORRECT else {},
            note=spaced(note),
        )
        made.check()
        if item.claim.fact == "relation":
            check_relation(states, made.change)
        if item.claim.fact == "measure" and (quote := made.change.get("quote")):
            self._check_words(self.sheet(slug), made, quote)
        self._write(slug, key, made)
        return self.one(slug, key)

    def propose(self, slug: str, start: int, end: int) -> dict[str, Any]:
        """Return what can be said of words of a document; raises `DecisionError` where there are none."""
        with self._lock:
            sheet = self._sheet_of(slug)
            return propose(sheet, trim(sheet.text, start, end))

    def add(self, slug: str, place: Sequence[int], fact: str, states: States, *, measure: str, note: str) -> Listed:
        """Write a fact that the program missed, on the words at a place, into the file; return it as an item.

        Raises `DecisionError` for what can't be added; nothing is written then.
        """
        with self._lock:
            sheet = self._sheet_of(slug)
            blank = make_added(sheet, trim(sheet.text, *_span(place)), fact, states, measure=measure)
            made = with_who(blank, who=self.who, at=self._now(), note=note)
            ((key, _),) = sheet.decided([made]).items()
            self._write(slug, key, made)
            return self.one(slug, key)

    def _sheet_of(self, slug: str) -> Sheet:
        if slug not in self.documents:
            raise DecisionError("there is no such document", remedy="load the page again")
        return self.sheet(slug)

    def _check_words(self, sheet: Sheet, decision: Decision, quote: str) -> None:
        found = sheet.anchors.find(decision, words=quote)
        before = sheet.anchors.find(decision)
        if not found or not before or found.span[0] >= before.span[1] or before.span[0] >= found.span[1]:
            raise DecisionError("these words do not stand there", remedy="copy them from the text, as they are printed")

    def undo(self, slug: str, key: str) -> Listed:
        """Take back what the reviewer decided on an item; what others decided stays."""
        self.one(slug, key)
        self._write(slug, key, None)
        return self.one(slug, key)

    def _write(self, slug: str, key: str, made: Decision | None) -> None:
        with self._lock:
            sheet = self.sheet(slug)

            def change(decisions: Sequence[Decision]) -> list[Decision]:
                about = sheet.decided(decisions).get(key, [])
                gone = [one for one in about if one.by == self.who]
                return [one for one in decisions if one not in gone] + ([made] if made else [])

            change_file(self.file, change)

    def _met(self, mine: Sequence[Decision], name: str) -> list[tuple[Decision, Decision]]:
        return pair(mine, [one for one in self.decisions if one.by == name])

    def tell_agreement(self) -> dict[str, Any]:
        """Return how far people agree, and on what those do not who decided on the same as the reviewer."""
        decisions = self.decisions
        mine = [one for one in decisions if one.by == self.who]
        met = [two for name in sorted({one.by for one in decisions} - {self.who}) for two in self._met(mine, name)]
        unlike = [
            {"document": own.document, "fact": own.fact, "quote": own.exact, "mine": own.verdict,
             "by": other.by, "theirs": other.verdict}
            for own, other in met
            if not is_alike(own, other)
        ]  # fmt: skip
        rows = [
            {"one": row.one, "other": row.other, "fact": row.fact, "n": row.n, "alike": row.alike, "raw": row.raw,
             "kappa": row.kappa}
            for row in agreements(decisions)
        ]  # fmt: skip
        return {"pairs": rows, "unlike": unlike}
