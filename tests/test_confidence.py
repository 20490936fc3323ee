"""A confidence is a share that was counted, drawn towards its kind's where little was counted."""

import pytest

from kg.confidence import HIGHEST, KINDS, LOWEST, confidence_of, estimate, load_counts

COUNTS = {("measure", "often"): (90, 100), ("measure", "once wrong"): (0, 1), ("target", "never"): (0, 40)}


def test_a_rule_that_was_counted_often_has_its_own_share():
    assert estimate("measure", "often", counts=COUNTS) == pytest.approx(0.9, abs=0.01)


def test_little_evidence_moves_a_confidence_a_little():
    assert 0.7 < estimate("measure", "once wrong", counts=COUNTS) < 0.85


def test_an_unseen_rule_is_less_sure_than_its_kind():
    kind = estimate("measure", "often", counts=COUNTS)
    assert LOWEST < estimate("measure", "new", counts=COUNTS) < kind


def test_confidences_stay_inside_their_bounds():
    assert estimate("target", "never", counts=COUNTS) >= LOWEST
    assert estimate("measure", "all", counts={("measure", "all"): (10**6, 10**6)}) == HIGHEST
    assert LOWEST <= estimate("relation", "new", counts=COUNTS) <= HIGHEST


def test_the_packaged_counts_are_counts_of_known_kinds():
    counts = load_counts()
    assert len(counts) > 40
    for (kind, rule), (right, found) in counts.items():
        assert kind.partition(" of a ")[0] in KINDS
        assert rule
        assert 0 <= right <= found
        assert found
        assert LOWEST <= confidence_of(kind, rule) <= HIGHEST
