"""Hold what a validation found, as plain data and as text.

A graph that does not conform is a report, not an exception.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass

SEVERITIES = ("Violation", "Warning", "Info")
SHOWN_PER_SHAPE = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one node; IRIs and values as strings, empty where there is none.

    `shape` is the IRI of the SHACL shape or of the ontology check that found it.
    """

    severity: str
    focus_node: str
    path: str
    value: str
    message: str
    shape: str
    message_vi: str = ""

    @property
    def sort_key(self) -> tuple[int, str, str, str, str, str]:
        """Return what orders findings: the worst first, then by shape and node."""
        return (SEVERITIES.index(self.severity), self.shape, self.focus_node, self.path, self.value, self.message)

    def to_dict(self) -> dict[str, str]:
        """Return the finding as what `json.dumps` takes."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one validation, sorted and without repeats; a graph conforms when none is a violation."""

    findings: tuple[Finding, ...] = ()

    @property
    def conforms(self) -> bool:
        """Tell whether there is no violation; warnings do not count."""
        return all(finding.severity != "Violation" for finding in self.findings)

    @property
    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity, the worst first, zeros left out."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES if found[severity]}

    def to_dict(self) -> dict[str, object]:
        """Return the report as what `json.dumps` takes."""
        return {
            "conforms": self.conforms,
            "counts": self.counts,
            "findings": [finding.to_dict() for finding in self.findings],
        }

    def to_text(self, *, language: str = "en", shown: int = SHOWN_PER_SHAPE) -> str:
        """Return the report for people: a line of summary, then at most `shown` nodes a shape."""
        return "\n".join(self._iter_lines(language=language, shown=shown))

    def __str__(self) -> str:
        return self.to_text()

    def _iter_lines(self, *, language: str, shown: int) -> Iterator[str]:
        totals = ", ".join(
            f"{number} {severity.lower()}{'s' * (number > 1)}" for severity, number in self.counts.items()
        )
        verdict = "conforms" if self.conforms else "does not conform"
        yield f"The graph {verdict}: {totals or 'no findings'}."
        heads: Counter[tuple[str, str]] = Counter()
        totals_by_head = Counter((finding.shape, finding.message) for finding in self.findings)
        for finding in self.findings:
            head = (finding.shape, finding.message)
            heads[head] += 1
            if heads[head] == 1:
                message = finding.message_vi if language == "vi" and finding.message_vi else finding.message
                yield f"\n{finding.severity} {_local(finding.shape)} ({totals_by_head[head]}): {message}"
            if heads[head] <= shown:
                yield "  " + " ".join(filter(None, (finding.focus_node, _local(finding.path), finding.value)))
            elif heads[head] == shown + 1:
                yield f"  … and {totals_by_head[head] - shown} more"


def _local(iri: str) -> str:
    """Return the last part of an IRI, for reading."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
