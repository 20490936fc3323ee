"""Say how sure a fact is, from what was counted on annotated texts.

`ontology/confidence.tsv` holds for each way of finding a fact (its *rule*, named by
`kg.extract.review.rules`) how often
it was found on the annotated texts and how often it was right; `benchmarks/calibration.py --write` counts anew. The
confidence is the share of right ones, drawn towards the share of its kind where little was counted: the kind counts
as `WEIGHT` further findings. A rule that was never counted has the confidence of its kind, less `UNSEEN`.
"""

from __future__ import annotations

from functools import lru_cache

from kg.resources import read_table

TABLE = "confidence.tsv"
WEIGHT = 6
"""How many findings the kind as a whole counts for beside those of the rule itself."""
UNSEEN = 0.1
"""How much less sure a way of finding is that no annotated text shows."""
SUSPECT = 0.8
"""What the confidence is multiplied by for a fact whose words hold one that no spelling allows."""
LOWEST, HIGHEST = 0.05, 0.99
KINDS = ("mention", "measure", "responsibility", "target", "relation", "link")
"""The kinds of facts; the table tells those of regulations apart by `<kind> of a regulation`."""
Counts = dict[tuple[str, str], tuple[int, int]]


@lru_cache(maxsize=1)
def load_counts() -> Counts:
    """Return (kind, rule) -> (right, found)."""
    return {(row["kind"], row["rule"]): (int(row["right"]), int(row["found"])) for row in read_table(TABLE)}


def estimate(kind: str, rule: str, *, counts: Counts) -> float:
    """Return the confidence of a fact of `kind` found by `rule`, between `LOWEST` and `HIGHEST`."""
    of_kind = [pair for (name, _), pair in counts.items() if name == kind]
    right, found = (sum(column) for column in zip(*of_kind, strict=True)) if of_kind else (0, 0)
    base = (right + 1) / (found + 2)
    if (kind, rule) not in counts:
        return _bounded(base - UNSEEN)
    own_right, own_found = counts[kind, rule]
    return _bounded((own_right + WEIGHT * base) / (own_found + WEIGHT))


@lru_cache(maxsize=4096)
def confidence_of(kind: str, rule: str) -> float:
    """Return the confidence of a fact of `kind` found by `rule`, by the packaged counts."""
    return estimate(kind, rule, counts=load_counts())


def _bounded(value: float) -> float:
    return round(min(max(value, LOWEST), HIGHEST), 3)
