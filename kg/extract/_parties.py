"""Index who a text speaks of: named agents, and the bodies and groups that the lexicon knows by their kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract._names import CAPITALISED
from kg.iri import fold
from kg.model import Findings, Mention

_BEFORE = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Mm]ỗi|[Tt]ừng|[Tt]oàn thể) $")
_AFTER = re.compile(r" có liên quan| liên quan| các cấp| [Tt]rung ương| (?:ở )?địa phương(?=[,.; ])")
_MEMBERS = re.compile(rf" \((?:{CAPITALISED}(?:, | và )?)+\)")
_UNIT = r"[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường"
_PLACES = re.compile(
    rf"(?:[Cc]ác )?(?:{_UNIT})(?:(?:, | và )(?:{_UNIT}))*:? {CAPITALISED}(?:(?:, | và )(?!(?:{_UNIT}) ){CAPITALISED})*"
)


class Party(NamedTuple):
    """Somebody who may answer for a measure; `mention` indexes `Findings.mentions`, -1 for one not marked yet."""

    start_char: int
    end_char: int
    mention: int
    kind: str


class Parties:
    """All parties of a text, by position."""

    def __init__(self, text: str, *, notes: Annotations, findings: Findings) -> None:
        self.text = text
        self.findings = findings
        named = [
            Party(m.start_char, m.end_char, index, "named")
            for index, m in enumerate(findings.mentions)
            if m.cls == "Agent"
        ]
        covered = sorted((p.start_char, p.end_char) for p in named)
        starts = [start for start, _ in covered]
        generic = []
        for hit in notes.hits("agent"):
            if hit.label not in ("body", "group"):
                continue
            start, end = widen(text, hit.start_char, end=hit.end_char)
            at = bisect_left(starts, end) - 1
            if at >= 0 and covered[at][1] > start and not (start < covered[at][0] and covered[at][1] <= end):
                continue
            generic.append(Party(start, end, -1, hit.label))
        around = sorted((p.start_char, p.end_char) for p in generic)
        named = [p for p in named if not _inside(p, around)]
        self.all = sorted(named + generic)
        self._starts = [party.start_char for party in self.all]

    def at(self, position: int) -> Party | None:
        """Return the party that starts at `position`."""
        index = bisect_left(self._starts, position)
        party = self.all[index] if index < len(self.all) and self._starts[index] == position else None
        places = self._places_at(position) if party is None or party.kind == "body" else None
        return places or party

    def _places_at(self, position: int) -> Party | None:
        """Return provinces that stand for their authorities (`các tỉnh Bắc Ninh, Gia Lai`)."""
        match = _PLACES.match(self.text, position)
        return Party(position, match.end(), -1, "places") if match else None

    def between(self, start_char: int, end_char: int) -> list[Party]:
        """Return the parties wholly inside `[start_char, end_char)`, in order."""
        index = bisect_left(self._starts, start_char)
        found = []
        while index < len(self.all) and self._starts[index] < end_char:
            if self.all[index].end_char <= end_char:
                found.append(self.all[index])
            index += 1
        return found

    def mention_of(self, party: Party) -> int:
        """Return the index of the party's mention, marking it first where it was not yet."""
        if party.mention >= 0:
            return party.mention
        name = self.text[party.start_char : party.end_char]
        attrs = {"generic": "1"}
        self.findings.mentions.append(
            Mention(
                "Agent",
                party.start_char,
                party.end_char,
                key=generic_key(name),
                label=name,
                attrs=attrs,
                confidence=0.85,
            )
        )
        index = len(self.findings.mentions) - 1
        at = bisect_left(self._starts, party.start_char)
        if at < len(self.all) and self.all[at] == party:
            self.all[at] = party._replace(mention=index)
        return index


def _inside(party: Party, spans: list[tuple[int, int]]) -> bool:
    """Say whether a party lies inside one of the sorted, non-overlapping `spans`."""
    at = bisect_left(spans, (party.start_char + 1, 0)) - 1
    return at >= 0 and spans[at][1] >= party.end_char


def widen(text: str, start: int, *, end: int) -> tuple[int, int]:
    """Return the span of a generic body with the quantifier before it and the restriction behind it."""
    before = _BEFORE.search(text, max(0, start - 10), start)
    after = _AFTER.match(text, end)
    end = after.end() if after else end
    members = _MEMBERS.match(text, end)
    return before.start() if before else start, members.end() if members else end


def generic_key(name: str) -> str:
    """Return the folded name without quantifier, so that `các doanh nghiệp` and `doanh nghiệp` are one."""
    return re.sub(r"^(?:các|những|mọi|mỗi|từng|toàn thể) ", "", fold(name))
