"""Hold what became of the statements of one document in another: plain values that pages and files are made of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

STATUSES = ("stronger", "weaker", "changed", "new", "dropped", "reworded", "kept")
"""What became of a statement, in the order in which people ask for it.

`stronger` and `weaker` are said where all that changed points one way: an earlier due time, an owner more, a firmer
modality, a higher aim. `changed` is said of a number, an owner or a rhythm that is another one, neither more nor less.
"""


@dataclass(frozen=True, slots=True)
class Head:
    """What a document is known by; `issued` is an ISO date, everything but `id` and `title` may be empty."""

    id: str
    title: str
    number: str = ""
    issued: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A statement as its document prints it: offsets in code points of the source text, half-open."""

    id: str
    doc: str
    start: int
    end: int
    quote: str
    section: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """In what two statements differ; `direction` is `stronger`, `weaker` or empty where neither can be said.

    `inherited` is what is stated elsewhere for several statements (a heading, an introduction): it is told, and makes
    no statement another one.
    """

    aspect: str
    before: str
    after: str
    direction: str = ""
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of the one document and what it is in the other; one side is None where it is dropped or new.

    `confidence` says how sure it is that this is what became of it; `likeness` how alike the words are, both from 0 to
    1. `note` is `elsewhere` where the other text holds the same words but no statement was read there.
    """

    kind: str
    status: str
    before: Place | None
    after: Place | None
    changes: tuple[Change, ...] = ()
    likeness: float = 0.0
    confidence: float = 1.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """All pairs of two documents, in the order of the later text; what was dropped stands where it stood before."""

    before: Head
    after: Head
    pairs: tuple[Pair, ...] = field(default=())

    def count(self, kind: str) -> dict[str, int]:
        """Return how many pairs of a kind (`measure`, `target`) have each status."""
        found = Counter(pair.status for pair in self.pairs if pair.kind == kind)
        return {status: found[status] for status in STATUSES}
