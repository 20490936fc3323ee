"""Fit a conditional logit: which of several options is right, by the weights of what speaks for each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from scipy.sparse import csr_matrix, diags

_STEPS = 50
_CLOSE = 1e-10


def fit_choice(
    table: csr_matrix, right: np.ndarray, *, counts: np.ndarray, groups: Sequence[Hashable], penalty: float
) -> np.ndarray:
    """Return a weight for each column of `table`, which has a row an option; `groups` says which are of one choice.

    Choices of which no option is right are left out. `counts` is how much each row's choice counts, `penalty` the
    inverse strength of the penalty on the squares of the weights. Newton's method; McFadden 1974.
    """
    having = {group for group, is_right in zip(groups, right, strict=True) if is_right}
    rows = np.array([row for row, group in enumerate(groups) if group in having])
    number = {group: index for index, group in enumerate(dict.fromkeys(groups[row] for row in rows))}
    member = np.array([number[groups[row]] for row in rows])
    table, right, counts = table[rows], right[rows], counts[rows]
    sums = csr_matrix((np.ones(len(rows)), (member, np.arange(len(rows)))), shape=(len(number), len(rows)))
    shares = right / (sums @ right)[member]  # several options are right where an annotation has them all
    weights = np.zeros(table.shape[1])
    lowest = np.inf
    step = weights
    for _ in range(_STEPS):
        while True:  # a step that leads uphill is halved
            odds = table @ (weights + step)
            highest = np.full(len(number), -np.inf)
            np.maximum.at(highest, member, odds)
            wholes = sums @ np.exp(odds - highest[member])
            logs = odds - highest[member] - np.log(wholes)[member]
            loss = -(counts * shares) @ logs + ((weights + step) ** 2).sum() / (2 * penalty)
            if loss <= lowest or np.abs(step).max() < _CLOSE:
                break
            step = step / 2
        weights, lowest, chance = weights + step, loss, np.exp(logs)
        if np.abs(step).max() < _CLOSE and step.any():
            break
        slope = table.T @ (counts * (shares - chance)) - weights / penalty
        mean = sums @ diags(chance * np.sqrt(counts)) @ table
        bend = table.T @ diags(counts * chance) @ table - mean.T @ mean + diags(np.full(len(weights), 1 / penalty))
        step = np.linalg.solve(bend.toarray(), slope)
    return weights
