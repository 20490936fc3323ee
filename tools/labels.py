"""Say of a candidate whether the annotation has it: one labeller for each kind of decision that is learned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.extract.grammar.evidence import Ruling
from kg.model import PreparedText


class Gold:
    """The annotation of one text, its offsets beside those of the working text."""

    def __init__(self, data: dict[str, Any], prepared: PreparedText) -> None:
        self.data = data
        self.limits = tuple(data.get("range") or (0, len(prepared.document.text)))
        self._to_source = prepared.to_source

    def span(self, ruling: Ruling) -> tuple[int, int]:
        """Return the span of a candidate in the source text."""
        return tuple(self._to_source(ruling.start_char, ruling.end_char))

    def spans(self, kind: str) -> list[list[int]]:
        """Return the spans of all annotations of a kind, each place of a repeated one."""
        return [span for one in self.data[kind] for span in [[one["start"], one["end"]], *one.get("also", [])]]

    def holds(self, ruling: Ruling) -> bool:
        """Say whether a candidate lies in the part that was annotated."""
        start, end = self.span(ruling)
        return self.limits[0] <= start and end <= self.limits[1]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return intersection over union of two spans, as the scorer pairs them."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return 0.0 if inside <= 0 else inside / (max(one[1], other[1]) - min(one[0], other[0]))


PAIRED = 0.7
"""So much of two spans must be shared for the scorer to pair them."""


def is_measure(ruling: Ruling, gold: Gold) -> bool:
    """Say whether a clause is annotated as a measure, whatever is marked as its trigger."""
    span = gold.span(ruling)
    return any(overlap(span, tuple(one)) >= PAIRED for one in gold.spans("measures"))


def is_target(ruling: Ruling, gold: Gold) -> bool:
    """Say whether a figure is an annotated target: one of its value where it stands."""
    start, end = gold.span(ruling)
    value = float(ruling.what.split()[0])
    return any(
        target.get("value") is not None
        and float(target["value"]) == value
        and any(a < end and start < b for a, b in [(target["start"], target["end"]), *target.get("also", [])])
        for target in gold.data["targets"]
    )


LABELS: dict[str, Callable[[Ruling, Gold], bool | None]] = {"measure": is_measure, "target": is_target}
"""Kind of decision -> labeller; None leaves a candidate out of the training."""
