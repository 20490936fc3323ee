"""The agreement of two people on a made case, by hand."""

from __future__ import annotations

import pytest

from kg.decisions import Decision
from kg.decisions.agreement import agreements


def decide(by: str, verdicts: str, *, fact: str = "measure") -> list[Decision]:
    names = {"a": "accept", "r": "reject", "c": "correct"}
    change = {"c": {"due": "2025"}}
    return [
        Decision("d", fact, names[one], f"câu {at}", by, "", {}, change.get(one, {}))
        for at, one in enumerate(verdicts)
        if one != "-"
    ]


def test_kappa_is_what_it_is_by_hand():
    # Decided by both: aa aa aa aa ar rr rr ra cc, nine, seven of them alike.
    # Lan decided 5 times a, 3 r, 1 c, Minh too: pe = (5*5 + 3*3 + 1*1) / 81 = 35/81.
    lan, minh = decide("Lan", "aaaaarrrc-a"), decide("Minh", "aaaarrracr-")
    (both, measures) = agreements([*lan, *minh])
    assert (both.fact, measures.fact) == ("", "measure")
    assert (both.one, both.other, both.n, both.alike) == ("Lan", "Minh", 9, 7)
    assert both.raw == pytest.approx(7 / 9)
    assert both.kappa == pytest.approx((7 / 9 - 35 / 81) / (1 - 35 / 81)) == pytest.approx(14 / 23)


def test_kinds_are_told_apart():
    decisions = [*decide("Lan", "aarr"), *decide("Minh", "aarr")]
    decisions += [*decide("Lan", "ar", fact="target"), *decide("Minh", "ra", fact="target")]
    found = {one.fact: one for one in agreements(decisions)}
    assert {name: (one.n, one.alike) for name, one in found.items()} == {
        "": (6, 4),
        "measure": (4, 4),
        "target": (2, 0),
    }
    assert found["measure"].kappa == 1.0
    assert found["target"].kappa == -1.0


def test_kappa_of_two_who_always_say_the_same_is_none():
    (both, _) = agreements([*decide("Lan", "aaa"), *decide("Minh", "aaa")])
    assert (both.raw, both.kappa) == (1.0, None)


def test_corrections_that_differ_are_not_alike():
    one = Decision("d", "measure", "correct", "câu", "Lan", "", {}, {"due": "2025"})
    other = Decision("d", "measure", "correct", "câu", "Minh", "", {}, {"due": "2026"})
    assert agreements([one, other])[0].alike == 0


def test_nobody_agrees_with_nobody():
    assert agreements([]) == []
    assert agreements([*decide("Lan", "a-"), *decide("Minh", "-a")]) == []


def test_what_stands_twice_is_told_apart_by_its_place():
    def twice(by: str, first: str, second: str) -> list[Decision]:
        return [
            Decision("d", "measure", verdict, "câu", by, "", start=at) for at, verdict in ((5, first), (90, second))
        ]

    (both, _) = agreements([*twice("Lan", "accept", "reject"), *twice("Minh", "accept", "reject")])
    assert (both.n, both.alike) == (2, 2)
    (one, _) = agreements([*twice("Lan", "accept", "reject"), *twice("Minh", "accept", "reject")[1:]])
    assert (one.n, one.alike) == (1, 1)
