"""Hold the mentions of a text in order, for the finders of relations."""

from __future__ import annotations

from kg.model import WORK_CLASSES, Findings, Mention, PreparedText, RelationFinding
from kg.text.spans import SpanIndex, numbered


class Ordered:
    """The mentions of a text in order, with their indices in `Findings.mentions`."""

    def __init__(self, prepared: PreparedText, findings: Findings) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.findings = findings
        self.mentions = findings.mentions
        shown = (named for named in numbered(self.mentions) if named.number not in findings.covered)
        self.index = SpanIndex(shown, longest_first=True)
        self.order = [named.number for named in self.index.items]

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the mentions inside a span."""
        return [named.number for named in self.index.inside(start, end)]

    def next_from(self, position: int) -> int:
        """Return the index of the first mention that begins at a place or behind it, -1 for none."""
        named = self.index.next_from(position)
        return named.number if named else -1

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
