"""A conditional logit is fitted to which of several options is right."""

import random

import pytest

pytest.importorskip("sklearn")
np = pytest.importorskip("numpy")
sparse = pytest.importorskip("scipy.sparse")


def test_weights_are_those_at_which_no_step_makes_the_likelihood_larger():
    from tools.choice import fit_choice

    chance = random.Random(4)
    rows, right, groups = [], [], []
    for group in range(80):
        options = [[chance.gauss(0, 3) * chance.randrange(2) for _ in range(3)] for _ in range(chance.randrange(2, 5))]
        odds = [np.exp(one[0] - 0.5 * one[1]) for one in options]
        chosen = chance.choices(range(len(options)), odds)[0]
        rows += options
        right += [number == chosen for number in range(len(options))]
        groups += [group] * len(options)
    table, right = sparse.csr_matrix(rows), np.array(right)
    counts = np.where(np.array(groups) < 40, 1.0, 0.5)
    weights = fit_choice(table, right, counts=counts, groups=groups, penalty=1.0)

    def loss(weights):
        odds = table @ weights
        logs = sum(
            np.log(np.exp(odds[[at == group for at in groups]]).sum()) * (1.0 if group < 40 else 0.5)
            for group in range(80)
        )
        return logs - (counts * right) @ odds + (weights**2).sum() / 2

    least = loss(weights)
    assert weights[0] > 0.5 > 0 > weights[1]
    for column in range(3):
        for step in (-0.01, 0.01):
            moved = weights.copy()
            moved[column] += step
            assert loss(moved) > least


def test_choices_without_a_right_option_say_nothing():
    from tools.choice import fit_choice

    table = sparse.csr_matrix([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    counts = np.ones(4)
    both = fit_choice(table, np.array([True, False, False, False]), counts=counts, groups=[0, 0, 1, 1], penalty=1.0)
    one = fit_choice(table[:2], np.array([True, False]), counts=counts[:2], groups=[0, 0], penalty=1.0)
    assert both == pytest.approx(one)
