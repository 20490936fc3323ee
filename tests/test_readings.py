"""What was read of a thing is asked by its class, and stays as the finder made it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from kg.model import Mention
from kg.readings import AgentReading, InstrumentReading, MentionReading, PlaceReading, Within, WorkReading

ASKED = {
    PlaceReading: "as_place",
    WorkReading: "as_work",
    InstrumentReading: "as_instrument",
    AgentReading: "as_agent",
}


@pytest.mark.parametrize("kind", ASKED)
def test_a_mention_answers_for_its_own_class_and_is_empty_for_the_others(kind):
    first = fields(kind)[0].name
    mention = Mention("X", 0, 1, reading=kind(**{first: "here"}))
    for other, name in ASKED.items():
        asked = getattr(mention, name)
        assert asked == (mention.reading if other is kind else other())
        assert isinstance(asked, other)


def test_every_reading_can_be_asked_for():
    assert set(ASKED) == set(MentionReading.__args__)


def test_a_mention_of_which_nothing_was_read_is_empty_for_all_classes():
    mention = Mention("Time", 0, 4, key="2030")
    assert [getattr(mention, name) for name in ASKED.values()] == [kind() for kind in ASKED]
    assert mention.within is None


def test_a_later_stage_makes_a_new_mention_and_leaves_the_old_one():
    road = Mention("Road", 0, 9, key="quốc lộ 5", reading=WorkReading(number="5"))
    end = replace(road, within=Within("to"), reading=replace(road.as_work, route=True))
    assert (road.within, road.as_work.route) == (None, False)
    assert (end.within, end.as_work) == (Within("to"), WorkReading(number="5", route=True))
    with pytest.raises(FrozenInstanceError):
        road.key = "quốc lộ 6"
    with pytest.raises(FrozenInstanceError):
        road.as_work.number = "6"
