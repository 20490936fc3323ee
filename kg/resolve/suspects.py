"""Mark the facts that stand in a garbled passage: they keep their words as printed and are less sure."""

from __future__ import annotations

from bisect import bisect_left

from kg.confidence import SUSPECT
from kg.facts import DocumentFacts
from kg.model import Span


def mark_suspects(facts: DocumentFacts) -> None:
    """Give every fact and mention that holds a suspected misreading its spans, and lower its confidence once."""
    suspects = sorted(Span(r.start_char, r.end_char) for r in facts.repairs if r.kind == "suspect")
    if not suspects:
        return
    for measure in facts.measures:
        measure.suspects = _inside(suspects, measure.spans)
        measure.confidence *= SUSPECT if measure.suspects else 1
        for duty in measure.agents:
            if _inside(suspects, [Span(duty.start_char, duty.end_char)]):
                duty.confidence *= SUSPECT
    for target in facts.targets:
        target.suspects = _inside(suspects, target.spans)
        target.confidence *= SUSPECT if target.suspects else 1
    for stated in (*facts.relations, *facts.links, *(m for entity in facts.entities for m in entity.mentions)):
        stated.suspects = _inside(suspects, [Span(stated.start_char, stated.end_char)])
        stated.confidence *= SUSPECT if stated.suspects else 1


def _inside(suspects: list[Span], spans: list[Span]) -> list[Span]:
    """Return the suspects that lie in one of `spans`."""
    found: list[Span] = []
    for start, end in spans:
        at = bisect_left(suspects, (start, start))
        while at < len(suspects) and suspects[at].start_char < end:
            if suspects[at].end_char <= end:
                found.append(suspects[at])
            at += 1
    return found
