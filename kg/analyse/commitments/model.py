"""Hold the register of commitments: each measure and target under an identifier that stays, and what others say of it.

Offsets count code points of the source text of the build that the register was made from, half-open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TypeVar

_T = TypeVar("_T")
STATES = ("read", "text", "gone", "absent")
"""`read`: a measure or target of this build. `text`: not read as one this time, but its words stand in the text, at the
place given. `gone`: the document is there and its words are not. `absent`: the document, or its text, is not there."""
VERDICTS = ("kept", "in work", "broken", "not rated")
"""What others may say of a commitment: the four verdicts of promise trackers."""
DIFFER = "differ"
"""What is counted where the latest verdicts, of one day, are not the same."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A measure or target in the register, with what was last known of it; `fact` is its IRI in this build, or empty.

    `work` is the ELI of the document, `section` the numbers of the sections around it from outside in, `measure` the
    identifier of the measure that a target belongs to; numbers are written as in the facts.
    """

    id: str
    kind: str
    state: str
    title: str
    number: str
    section: str
    heading: str
    page: str
    quote: str
    owners: str
    due: str
    due_inherited: str
    action: str
    sector: str
    indicator: str
    comparator: str
    value: str
    value_max: str
    unit: str
    level: str
    measure: str
    start: int
    end: int
    confidence: str
    fact: str
    document: str
    work: str

    @property
    def code(self) -> str:
        """Return the short form of its identifier: what stands behind the last `/`."""
        return self.id.rsplit("/", 1)[-1]


COLUMNS = tuple(one.name for one in fields(Commitment))
"""The columns of a register as a table."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a commitment since the register before: a line of the list of changes.

    `what` is `new`, `moved` (another section), `reworded` (other words), `text`, `gone`, `absent`, `back` (read again),
    `collision` (the same words stand in the same section as often as `after` says), or `twin` (new, and nearly the same
    words as those of the commitment that `after` names).
    """

    what: str
    id: str
    likeness: float
    before: str
    after: str


STEPS = ("new", "moved", "reworded", "text", "gone", "absent", "back", "collision", "twin")
"""What may become of a commitment from one register to the next, beside being kept as it is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody else says of a commitment: one of `VERDICTS`, the ISO day, where it is said, and in which words."""

    id: str
    verdict: str
    date: str
    source: str
    quote: str
    line: int


@dataclass(frozen=True)
class Register:
    """The commitments by document and place, what changed since the register before, and what others say."""

    commitments: tuple[Commitment, ...]
    steps: tuple[Step, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Commitment]:
        """Return the commitments by identifier."""
        return {one.id: one for one in self.commitments}

    @cached_property
    def targets_of(self) -> dict[str, tuple[Commitment, ...]]:
        """Return the targets of each measure that has some, by its identifier."""
        return _gather((one.measure, one) for one in self.commitments if one.measure)

    @cached_property
    def steps_of(self) -> dict[str, tuple[Step, ...]]:
        """Return what happened to each commitment to which something did, by its identifier."""
        return _gather((one.id, one) for one in self.steps)

    @cached_property
    def _said(self) -> dict[str, tuple[Verdict, ...]]:
        return _gather((one.id, one) for one in self.verdicts)

    def of(self, *documents: str) -> Register:
        """Return the part of some documents, by IRI, with what is said of it."""
        wanted = set(documents)
        chosen = {one.id for one in self.commitments if one.document in wanted}
        some = ([one for one in rows if one.id in chosen] for rows in (self.commitments, self.steps, self.verdicts))
        return Register(*map(tuple, some))

    def count_states(self) -> dict[str, int]:
        """Return how many commitments are in each of `STATES`."""
        found = Counter(one.state for one in self.commitments)
        return {state: found[state] for state in STATES}

    def count_steps(self) -> dict[str, int]:
        """Return how many commitments each of `STEPS` happened to, those that did."""
        found = Counter(one.what for one in self.steps)
        return {what: found[what] for what in STEPS if found[what]}

    def said_of(self, identifier: str) -> tuple[Verdict, ...]:
        """Return what others say of a commitment, the latest first."""
        return self._said.get(identifier, ())

    def latest(self, identifier: str) -> str:
        """Return the verdict of the latest day, `differ` where there are several, empty where nobody gave one."""
        said = self.said_of(identifier)
        found = {one.verdict for one in said if one.date == said[0].date}
        return "" if not found else found.pop() if len(found) == 1 else DIFFER

    def count_verdicts(self) -> dict[str, tuple[str, ...]]:
        """Return the identifiers of the commitments whose latest verdict is each of `VERDICTS`, or `differ`."""
        latest = {one.id: self.latest(one.id) for one in self.commitments}
        return {kind: tuple(key for key, said in latest.items() if said == kind) for kind in (*VERDICTS, DIFFER)}

    def by_fact(self) -> dict[str, tuple[Verdict, ...]]:
        """Return what others say, by the IRI of the fact of this build."""
        return {one.fact: said for one in self.commitments if one.fact and (said := self.said_of(one.id))}


def _gather(pairs: Iterable[tuple[str, _T]]) -> dict[str, tuple[_T, ...]]:
    """Return the values of each key in their order."""
    found: dict[str, list[_T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(some) for key, some in found.items()}
