"""Tell what became of decisions in a build: which hold, which stand elsewhere, which could not be kept, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from kg.decisions.model import REJECT, Decision, spaced

HELD, RESTORED, WENT, CHANGED, GONE, LOST, DISPUTED = "held restored went changed gone lost disputed".split()
WHY = {
    RESTORED: "the program does not find it any more; it stays by the decision",
    WENT: "it went with what it hangs on, which was rejected",
    CHANGED: "the program reads something else on these words now: look again",
    GONE: "the program finds nothing of the kind on these words any more: look again",
    LOST: "its words are not in the text any more",
    DISPUTED: "people decided otherwise about it: nothing was changed",
}
TOLD = tuple(WHY)
_QUOTE = 80


class Outcome(NamedTuple):
    """What became of a decision; `moved` where its words stand elsewhere than before, `near` where other words are
    around them."""

    decision: Decision
    became: str
    moved: bool = False
    near: bool = False


def tell(outcomes: Iterable[Outcome], *, digest: str) -> dict[str, Any]:
    """Return what a document's report says of its decisions: counts, and those that do not simply hold."""
    outcomes = list(outcomes)
    counts = Counter(one.became for one in outcomes)
    report: dict[str, Any] = {"digest": digest, "decisions": len(outcomes)}
    report |= {name: counts[name] for name in (HELD, *TOLD)}
    report["moved"] = sum(one.moved for one in outcomes)
    report["look"] = [_line(one) for one in outcomes if one.became in TOLD or one.near]
    return report


def _line(outcome: Outcome) -> dict[str, str]:
    decision = outcome.decision
    words = spaced(decision.exact)
    return {
        "became": outcome.became,
        "why": WHY.get(outcome.became, "other words stand around it now"),
        "fact": decision.fact,
        "decision": decision.verdict,
        "by": decision.by,
        "quote": words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…",
    }


def is_void(decision: Decision) -> bool:
    """Say whether nothing has to be done where no claim is there: what was rejected is not found any more."""
    return decision.verdict == REJECT or decision.fact == "passage"
