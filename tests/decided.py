"""Make decisions for tests, as the page of a reviewer makes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.decisions import Decision, read_decisions
from kg.decisions.claims import Claim
from kg.review.desk import Desk

WHEN = "2026-05-15T09:30:00+07:00"
Chosen = Callable[[Claim], bool]


class Person:
    """Somebody who decides on the facts of a folder, into a file."""

    def __init__(self, out: Path, file: Path, *, name: str = "Lan") -> None:
        self.desk, self.file = Desk(out, file=file, who=name, now=lambda: WHEN), file
        self.slug = next(iter(self.desk.documents))

    def find(self, fact: str, words: str = "", **states: object) -> Claim:
        """Return the first claim of a kind on words that hold these, and that states this."""
        return next(one.item.claim for one in self._listed() if self._fits(one.item, fact, words, states))

    def _listed(self):
        return self.desk.listed([self.slug])

    def _fits(self, item, fact: str, words: str, states: dict[str, object]) -> bool:
        same = all(item.claim.states.get(name) == value for name, value in states.items())
        return item.claim.fact == fact and words in item.blank.exact and same

    def decide(
        self, verdict: str, fact: str, words: str = "", change: dict[str, object] | None = None, **states: object
    ):
        """Decide on the first item of a kind; return the claim that it was about."""
        item = next(one.item for one in self._listed() if self._fits(one.item, fact, words, states))
        self.desk.decide(self.slug, item.key, verdict, change=change or {})
        return item.claim

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Return what the file holds."""
        return read_decisions(self.file).all

    def close(self) -> None:
        """Let go of the folder."""
        self.desk.close()
