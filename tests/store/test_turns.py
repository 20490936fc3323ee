"""Whose turn it is: quick questions first, askers by turns, the greediest gives way."""

from __future__ import annotations

import pytest

from kg.errors import LimitError
from kg.store.processes.turns import History, Job, Rank, Turns


def job(client: str, rank: Rank = Rank.NEW) -> Job:
    """Return a job of a client."""
    return Job({}, client, rank, None)


def test_askers_take_turns() -> None:
    turns = Turns(most=10)
    jobs = [job("a"), job("a"), job("a"), job("b")]
    for one in jobs:
        turns.add(one)
    assert [turns.pop(Rank.NEW) for _ in range(5)] == [jobs[0], jobs[3], jobs[1], jobs[2], None]
    assert turns.pop(Rank.QUICK) is None


def test_a_full_line_makes_room_for_who_has_less() -> None:
    turns = Turns(most=3)
    mine = [job("a") for _ in range(3)]
    for one in mine:
        assert turns.add(one) is None
    with pytest.raises(LimitError, match="3 questions wait already"):
        turns.add(job("a"))
    assert turns.add(job("b")) is mine[-1]
    with pytest.raises(LimitError):
        turns.add(job("b"))
    assert turns.add(job("a", Rank.QUICK)) is None
    assert len(turns) == 4


def test_a_job_can_leave() -> None:
    turns = Turns(most=3)
    one, other = job("a"), job("a")
    turns.add(one)
    turns.add(other)
    assert turns.remove(one)
    assert not turns.remove(one)
    assert turns.clear() == [other]
    assert len(turns) == 0


def test_what_a_question_took_is_remembered_by_text_and_shape() -> None:
    history = History(quick=0.05)
    assert history.rank("SELECT * { <http://a> ?p 1 }") is Rank.NEW
    history.learn("SELECT * { <http://a> ?p 1 }", 0.001)
    assert history.rank("SELECT * { <http://a> ?p 1 }") is Rank.QUICK
    assert history.rank("SELECT * { <http://b> ?p 22 }") is Rank.QUICK
    history.learn("SELECT * { <http://c> ?p 3 }", 5.0)
    assert history.rank("SELECT * { <http://c> ?p 3 }") is Rank.SLOW
    assert history.rank("SELECT * { <http://a> ?p 1 }") is Rank.QUICK
    assert history.rank("SELECT * { <http://d> ?p 4 }") is Rank.NEW


def test_long_questions_and_many_are_not_kept() -> None:
    history = History(quick=0.05)
    history.learn("x" * 10_000, 0.001)
    assert history.rank("x" * 10_000) is Rank.NEW
    for number in range(10_000):
        history.learn(f"?v{chr(97 + number % 26)}" * (1 + number // 26), 0.001)
    assert len(history._seconds) <= 4096
