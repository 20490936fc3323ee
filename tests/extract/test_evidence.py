"""Decisions add up weights, can be recorded, and can be taken with other weights."""

import math

import pytest

from kg.errors import ResourceError
from kg.extract.grammar.evidence import BIAS, choose, recording, weigh, weights_instead

TABLE = {"kind": {BIAS: -1.0, "verb first": 2.0, "assessment heading": -3.0}}


def test_weights_add_up_to_log_odds():
    with weights_instead(TABLE):
        assert weigh("kind", {}, span=(0, 1)) == pytest.approx(1 / (1 + math.e))
        assert weigh("kind", {"verb first": 1.0}, span=(0, 1)) == pytest.approx(1 / (1 + math.exp(-1)))
        assert weigh("kind", {"verb first": 0.5, "unseen": 9.0}, span=(0, 1)) == pytest.approx(0.5)


def test_a_recording_tells_what_spoke_and_how_strongly():
    with weights_instead(TABLE), recording() as rulings:
        weigh("kind", {"verb first": 1.0, "assessment heading": 1.0}, span=(3, 9), what="xây dựng")
        (ruling,) = rulings
        assert ruling[:4] == ("kind", 3, 9, "xây dựng")
        assert ruling.shares() == [("assessment heading", -3.0), ("verb first", 2.0), (BIAS, -1.0)]


def test_nothing_is_recorded_behind_the_block():
    with weights_instead(TABLE):
        with recording() as rulings:
            pass
        weigh("kind", {}, span=(0, 1))
    assert rulings == []


def test_a_kind_without_weights_is_named():
    with pytest.raises(ResourceError, match=r"nowhere\.tsv"):
        weigh("nowhere", {}, span=(0, 1))


def test_of_several_options_one_is_chosen_and_all_are_recorded():
    options = {"b": {"verb first": 1.0}, "a": {"verb first": 1.0}, "c": {"assessment heading": 1.0}}
    with weights_instead(TABLE), recording() as rulings:
        chosen, chance = choose("kind", options, span=(3, 9))
    assert chosen == "a"  # as likely as b; ties go by name
    assert [ruling.what for ruling in rulings] == ["b", "a", "c"]
    assert sum(ruling.probability for ruling in rulings) == pytest.approx(1.0)
    assert chance == rulings[0].probability == rulings[1].probability > rulings[2].probability
