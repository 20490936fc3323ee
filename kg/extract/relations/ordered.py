"""Hold the mentions of a text in order, for the finders of relations."""

from __future__ import annotations

from bisect import bisect_left

from kg.model import WORK_CLASSES, Findings, Mention, PreparedText, RelationFinding


class Ordered:
    """The mentions of a text in order, with their indices in `Findings.mentions`."""

    def __init__(self, prepared: PreparedText, findings: Findings) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.findings = findings
        self.mentions = findings.mentions
        self.order = sorted(
            (i for i in range(len(findings.mentions)) if i not in findings.covered),
            key=lambda i: (findings.mentions[i].start_char, -findings.mentions[i].end_char),
        )
        self.starts = [findings.mentions[i].start_char for i in self.order]

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the mentions inside a span."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [i for i in self.order[first:last] if self.mentions[i].end_char <= end]

    def at(self, position: int) -> list[int]:
        """Return the indices of the mentions that start at `position`, the longest first."""
        first = bisect_left(self.starts, position)
        found = []
        while first < len(self.order) and self.starts[first] == position:
            found.append(self.order[first])
            first += 1
        return found

    def add(
        self,
        subject: int,
        predicate: str,
        *,
        obj: int = -1,
        value: str = "",
        start: int,
        end: int,
        confidence: float = 0.9,
    ) -> None:
        """Append one relation."""
        self.findings.relations.append(RelationFinding(subject, predicate, obj, value, start, end, confidence))

    def works(self) -> list[tuple[int, Mention]]:
        """Return the mentions of works, end points among them."""
        return [(i, self.mentions[i]) for i in self.order if self.mentions[i].cls in WORK_CLASSES]
