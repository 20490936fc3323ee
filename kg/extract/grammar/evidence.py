"""Weigh evidence: each decision adds up the weights of what speaks for and against a candidate.

`ontology/weights/KIND.tsv` holds the weights of one kind of decision, in log-odds, with the counts that they rest on:
how many annotated documents and candidates show a piece of evidence. `tools/train.py` learns them (logistic regression,
leave-one-document-out in `benchmarks/quality.py`); here it is plain arithmetic. Evidence is a mapping from the id of a
rule or a trait to how strongly it speaks, 1.0 for one that is there or not. What was decided can be recorded, which is
how `kg inspect --why` and the training see it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import NamedTuple

from kg.errors import ResourceError
from kg.resources import ontology_path, read_table

BIAS = "(always)"
"""The row of a table that counts for every candidate."""
LIKELY = 0.5
Weights = Mapping[str, float]


class Ruling(NamedTuple):
    """One decision: its kind, the candidate's span in the working text, what it is, what spoke, how likely it was."""

    kind: str
    start_char: int
    end_char: int
    what: str
    evidence: Mapping[str, float]
    probability: float

    def shares(self) -> list[tuple[str, float]]:
        """Return what each piece of evidence added to the log-odds, the strongest first."""
        weights = load_weights(self.kind)
        parts = {BIAS: 1.0, **self.evidence}
        shares = [(name, strength * weights.get(name, 0.0)) for name, strength in parts.items()]
        return sorted(shares, key=lambda share: (-abs(share[1]), share[0]))


_recorder: ContextVar[list[Ruling] | None] = ContextVar("recorder", default=None)
_instead: ContextVar[Mapping[str, Weights] | None] = ContextVar("instead", default=None)


@lru_cache(maxsize=32)
def _packaged(kind: str) -> Weights:
    path = ontology_path() / "weights" / f"{kind}.tsv"
    if not path.is_file():
        raise ResourceError("there are no weights for this kind of decision", path=path, remedy="run tools/train.py")
    return {row["evidence"]: float(row["weight"]) for row in read_table(f"weights/{kind}.tsv")}


def load_weights(kind: str) -> Weights:
    """Return the weights of a kind of decision; raise `ResourceError` where there is no table of it."""
    instead = _instead.get()
    return instead[kind] if instead and kind in instead else _packaged(kind)


@contextmanager
def weights_instead(tables: Mapping[str, Weights]) -> Iterator[None]:
    """Use other weights than the packaged ones in a block, as leave-one-document-out does."""
    token = _instead.set(tables)
    try:
        yield
    finally:
        _instead.reset(token)


@contextmanager
def recording() -> Iterator[list[Ruling]]:
    """Collect every decision that is taken in a block."""
    rulings: list[Ruling] = []
    token = _recorder.set(rulings)
    try:
        yield rulings
    finally:
        _recorder.reset(token)


def is_recording() -> bool:
    """Say whether decisions are being collected, so that those that can change nothing any more are wanted too."""
    return _recorder.get() is not None


def weigh(kind: str, evidence: Mapping[str, float], *, span: tuple[int, int], what: str = "") -> float:
    """Return how likely a candidate is, between 0 and 1; `span` counts in the working text.

    Evidence that the table does not name weighs nothing: it was never seen on annotated text.
    """
    odds = _odds(load_weights(kind), evidence)
    probability = 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, odds))))
    if (recorder := _recorder.get()) is not None:
        recorder.append(Ruling(kind, span[0], span[1], what, dict(evidence), probability))
    return probability


def choose(kind: str, options: Mapping[str, Mapping[str, float]], *, span: tuple[int, int]) -> tuple[str, float]:
    """Return the likeliest of some options, of which one is right, and how likely it is; ties go by name.

    Probabilities are shares of the exponentials of the odds (conditional logit); `options` holds what speaks for each,
    at least one.
    """
    weights = load_weights(kind)
    odds = {option: _odds(weights, evidence) for option, evidence in options.items()}
    highest = max(odds.values())
    parts = {option: math.exp(max(-60.0, value - highest)) for option, value in odds.items()}
    whole = sum(parts.values())
    if (recorder := _recorder.get()) is not None:
        recorder.extend(
            Ruling(kind, span[0], span[1], option, dict(evidence), parts[option] / whole)
            for option, evidence in options.items()
        )
    chosen = min(odds, key=lambda option: (-odds[option], option))
    return chosen, parts[chosen] / whole


def _odds(weights: Weights, evidence: Mapping[str, float]) -> float:
    odds = weights.get(BIAS, 0.0)
    for name, strength in evidence.items():
        weight = weights.get(name)
        if weight is not None:
            odds += weight * strength
    return odds
