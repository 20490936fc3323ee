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
        self.mentions = {e["id"]: [tuple(span) for span in e["mentions"]] for e in data["entities"]}
        self.agents = [span for e in data["entities"] if e["class"] == "Agent" for span in self.mentions[e["id"]]]

    def span(self, ruling: Ruling) -> tuple[int, int]:
        """Return the span of a candidate in the source text."""
        return tuple(self._to_source(ruling.start_char, ruling.end_char))

    def spans(self, kind: str) -> list[list[int]]:
        """Return the spans of all annotations of a kind, each place of a repeated one."""
        return [span for one in self.data[kind] for span in [[one["start"], one["end"]], *one.get("also", [])]]

    def measure(self, start: int, end: int) -> dict[str, Any] | None:
        """Return the annotated measure that a span of the working text stands for, as the scorer pairs them."""
        span = tuple(self._to_source(start, end))
        pairs = [
            (overlap(span, tuple(printed)), measure["start"], measure)
            for measure in self.data["measures"]
            for printed in ([measure["start"], measure["end"]], *measure.get("also", []))
        ]
        best = max(pairs, key=lambda pair: pair[:2], default=(0.0, 0, None))
        return best[2] if best[0] >= 0.7 else None

    def named_at(
        self, agent: dict[str, Any], measure: dict[str, Any], *, party: tuple[int, int]
    ) -> list[tuple[int, int]]:
        """Return where an agent of a measure may be named: outside of it anywhere, inside where the annotation says."""
        own = [(agent["start"], agent["end"])] if "start" in agent else []
        inside = measure["start"] <= party[0] < measure["end"]
        if own and (inside or measure["start"] <= own[0][0] < measure["end"]):
            return own
        return own + self.mentions.get(agent["entity"], [])

    def holds(self, ruling: Ruling) -> bool:
        """Say whether a candidate lies in the part that was annotated."""
        start, end = self.span(ruling)
        return self.limits[0] <= start and end <= self.limits[1]


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return intersection over union of two spans, as the scorer pairs them."""
    inside = min(one[1], other[1]) - max(one[0], other[0])
    return 0.0 if inside <= 0 else inside / (max(one[1], other[1]) - min(one[0], other[0]))


NEEDED = {"measure": "measures", "target": "targets", "agent end": "entities"}
NEEDED |= {"sector first": "sectors", "sector": "sectors"}
"""Kind of decision -> what must be complete in an annotation; responsibilities for all others."""


def can_tell(kind: str, data: dict[str, Any]) -> bool:
    """Say whether an annotation is complete for what decides on a kind of candidate; one without `kinds` is for all."""
    needed = NEEDED.get(kind, "responsibilities")
    return needed in data.get("kinds", [needed])


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


def agent_end(ruling: Ruling, gold: Gold) -> bool | None:
    """Say whether an agent of the annotation ends at this place; None where none begins there, or none is left."""
    start, end = gold.span(ruling)
    ends = [last for first, last in gold.agents if abs(first - start) <= 1]
    return None if not ends or end > max(ends) + 1 else any(abs(end - last) <= 1 for last in ends)


LABELS["agent end"] = agent_end


def role_of_party(ruling: Ruling, gold: Gold) -> bool | None:
    """Say whether the annotation gives a party this role in the measure; None where it has no such measure."""
    role, start, end = ruling.what.split(" ")
    measure = gold.measure(int(start), int(end))
    if measure is None:
        return None
    party = gold.span(ruling)
    given = [agent for agent in measure.get("agents", []) if agent["role"] == role]
    return any(overlap(party, span) >= 0.5 for agent in given for span in gold.named_at(agent, measure, party=party))


LABELS |= {f"role {role}": role_of_party for role in ("coordinate", "implement", "report", "approve", "beneficiary")}
LABELS |= {f"doer {role}": role_of_party for role in ("lead", "coordinate", "supervise", "advise")}


def field_of(ruling: Ruling, gold: Gold) -> bool | None:
    """Say whether a clause is annotated with a field, as its first where that is decided; None for no measure."""
    measure = gold.measure(ruling.start_char, ruling.end_char)
    if measure is None:
        return None
    fields = measure["sectors"][:1] if ruling.kind in CHOICES else measure["sectors"]
    return ruling.what in fields


CHOICES = ("sector first",)
"""Kinds of decision in which one of several is right."""
LABELS |= {"sector first": field_of, "sector": field_of}
