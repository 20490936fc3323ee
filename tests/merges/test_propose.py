"""What is proposed of things, by names and by what stands around them."""

from __future__ import annotations

import random

from kg.merges.propose import Known, Proposal, propose
from kg.merges.settle import Settled
from kg.merges.table import Decision

BASE = "https://w3id.org/policykg/id/"


def thing(name: str, label: str, *, documents: int = 1, cls: str = "Agent", **facts) -> Known:
    made = Known(BASE + name, cls=cls, documents={f"{BASE}doc/{number}" for number in range(documents)})
    made.labels[label] = documents
    for key, value in facts.items():
        setattr(made, key, value)
    return made


def put(*things: Known, settled: Settled | None = None) -> list[Proposal]:
    some = list(things)
    random.Random(7).shuffle(some)
    found = propose({one.iri: one for one in some}, settled or Settled())
    assert found == propose({one.iri: one for one in things}, settled or Settled())
    return found


def pairs(found: list[Proposal]) -> list[tuple[str, str]]:
    return [one.labels for one in found]


FULL = thing("agent/vn/bo-khcn-1", "Bộ Khoa học và Công nghệ", documents=9)
SHORT = thing("agent/vn/bo-khcn-2", "Bộ KHCN", documents=2)


def test_five_names_are_four_proposals_to_be_the_best_one():
    names = ("Bộ KHCN", "Bộ KH&CN", "Bộ Khoa học Công nghệ", "Bộ Khoa học và Công nghệ12")
    found = put(FULL, *(thing(f"agent/vn/n{number}", name) for number, name in enumerate(names)))
    assert sorted(pairs(found)) == sorted((FULL.label, name) for name in names)


def test_the_name_spelt_out_stays_however_few_documents_have_it():
    few = thing("agent/vn/bo-khcn-1", FULL.label)
    assert pairs(put(few, SHORT)) == [(FULL.label, "Bộ KHCN")]


def test_context_moves_the_score_and_is_told():
    (plain,) = put(FULL, SHORT)
    other = thing("agent/vn/x", "Bộ Xây dựng")
    together = [
        thing("agent/vn/bo-khcn-1", FULL.label),
        thing("agent/vn/bo-khcn-2", "Bộ KHCN", documents=0),
    ]
    for one in together:
        one.around[other.iri] += 1
        one.sectors["digital"] += 1
    (near,) = put(*together, other)
    assert near.score > 0.9
    assert [reason.key for reason in near.reasons] == ["short", "around", "sectors"]
    assert near.reasons[1].say("vi") == "cùng đi với Bộ Xây dựng"
    apart = [thing("agent/vn/bo-khcn-1", FULL.label), thing("agent/ha-noi/bo-khcn-2", "Bộ KHCN")]
    apart[0].around[apart[1].iri] += 1
    (far,) = [*put(*apart), None][:1]
    assert far is None or far.score < plain.score


def test_laws_of_two_years_are_two_and_one_without_a_year_is_the_only_one_there_is():
    old, new = (
        thing(f"instrument/vn/luat-dat-dai-{year}-abcdef", "Luật Đất đai", cls="Instrument") for year in (2013, 2024)
    )
    bare = thing("instrument/vn/luat-dat-dai-123456", "Luật Đất đai", cls="Instrument")
    assert put(old, new) == []
    assert put(old, new, bare) == []
    (found,) = put(new, bare)
    assert found.reasons[0].key == "number"
    hidden = thing(
        "instrument/vn/luat-dat-dai-ffffff", "Luật Đất đai", cls="Instrument", aliases={"Luật Đất đai năm 2013"}
    )
    assert put(new, hidden) == []


def test_places_told_from_another_by_a_letter_are_two():
    assert put(*(thing(f"place/vn/{name}", name, cls="Place") for name in ("xã Đắk Kan", "xã Đắk Man"))) == []
    assert put(*(thing(f"place/vn/{name}", name, cls="Place") for name in ("xã Minh Tân", "xã Tân Minh"))) == []
    units = [
        thing(f"place/vn/{code}", name, cls="Place", codes={code})
        for code, name in (("1", "TP. Huế"), ("2", "thành phố Huế"))
    ]
    assert put(*units) == []


def test_any_of_a_kind_is_no_body():
    assert put(thing("agent/vn/a", "các sở, ban, ngành"), thing("agent/vn/b", "các sở ban ngành")) == []


def test_what_was_decided_apart_is_not_proposed():
    apart = Decision("different", SHORT.iri, FULL.iri)
    assert put(FULL, SHORT, settled=Settled(about={SHORT.iri: [apart], FULL.iri: [apart]})) == []
