"""What a person adds holds on later builds, cites just its words, says who added it, and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from decided import WHEN, Person

import kg
from kg.confidence import HIGHEST
from kg.decisions import read_decisions
from kg.decisions.agreement import agreements
from kg.decisions.gold import make_gold
from kg.errors import DecisionError
from kg.iri import mint_span
from kg.names import NIF, POL, PROV
from kg.store import GraphFolder

PLAN = """# KẾ HOẠCH

# Phát triển hạ tầng tỉnh Thái Bình

## 1. Nhiệm vụ

Sở Xây dựng chủ trì xây dựng cầu Nghìn trước năm 2025.

Vịnh Ngọc và Đồi Xanh: sạch, đẹp, do Đội Bốn lo, hẹn mùa gặt; Đội Năm thì phụ giúp.

Nâng cấp cảng Diêm Điền; mở rộng Khu kinh tế Thái Bình.
"""
MISSED = "Vịnh Ngọc và Đồi Xanh: sạch, đẹp"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    source = tmp_path / "in" / "plan.txt"
    source.parent.mkdir()
    source.write_text(PLAN, encoding="utf-8")
    kg.build(source, out=tmp_path / "out", jobs=0).close()
    return source


@pytest.fixture
def lan(plan: Path, tmp_path: Path) -> Iterator[Person]:
    person = Person(tmp_path / "out", tmp_path / "in" / "decisions.tsv")
    yield person
    person.close()


def add(person: Person, words: str, fact: str, *, measure: str = "", text: str = PLAN, **states: object):
    """Add a fact on words of the text; `measure` are words of the one that it belongs to."""
    start = text.index(words)
    listed = person.desk.listed([person.slug])
    items = (one.item for one in listed if one.item.claim.fact == "measure")
    key = next(item.key for item in items if measure in item.blank.exact) if measure else ""
    return person.desk.add(person.slug, (start, start + len(words)), fact, states, measure=key, note="")


def build(plan: Path, out: Path, **options: object) -> kg.Graph:
    return kg.build(plan, out=out, jobs=0, **options)


def of_kind(graph: kg.Graph, kind: str) -> dict[str, dict]:
    return {one.get("quote", one.get("label", "")): one for one in graph.facts() if one["fact"] == kind}


def add_all(lan: Person) -> None:
    add(lan, MISSED, "measure", action="protect", sectors=["environment"])
    add(lan, "Đội Bốn", "responsibility", measure=MISSED, role="lead")
    add(lan, "mùa gặt", "due", measure=MISSED, due="2026-10")
    add(lan, "Đồi Xanh", "entity", **{"class": "Place"})


def test_a_fact_that_was_missed_is_in_the_graph_with_its_words_and_who_added_it(plan: Path, lan: Person, tmp_path):
    with kg.open(tmp_path / "out") as before:
        assert MISSED not in of_kind(before, "measure")
        assert any(one["quote"].startswith(MISSED) for one in before.silent())
    add_all(lan)
    with build(plan, tmp_path / "out") as graph:
        measure = of_kind(graph, "measure")[MISSED]
        assert (measure["start"], measure["end"]) == (PLAN.index(MISSED), PLAN.index(MISSED) + len(MISSED))
        assert (measure["review"], measure["due_review"], measure["rule"]) == ("added", "added", "review")
        assert (measure["due"], measure["sectors"], measure["confidence"]) == ("2026-10", ["environment"], HIGHEST)
        (agent,) = measure["agents"]
        assert (agent["role"], agent["review"]) == ("lead", "added")
        assert PLAN[agent["start"] : agent["end"]] == "Đội Bốn"
        place = of_kind(graph, "entity")["Đồi Xanh"]
        start = PLAN.index("Đồi Xanh")
        assert (place["class"], place["mentions"], place["review"]) == ("Place", [[start, start + 8]], "added")
        times = [one for one in graph.facts() if one.get("normal") == "2026-10"]
        assert [PLAN[slice(*one)] for one in times[0]["mentions"]] == ["mùa gặt"]
        assert not any(one["quote"].startswith(MISSED) for one in graph.silent())
        assert graph.validate().conforms
        rows = graph.query(
            "SELECT ?who ?when ?verdict ?words WHERE { ?measure a pol:Measure ; pol:review ?r . ?r pol:verdict ?v ; "
            "prov:wasAssociatedWith/rdfs:label ?who ; prov:endedAtTime ?when ; prov:used/nif:anchorOf ?words . "
            "?v skos:notation ?verdict } ORDER BY ?words"
        )
        told = [tuple(map(str, row)) for row in rows]
        assert [(row[0], row[2], row[3]) for row in told] == [("Lan", "added", MISSED), ("Lan", "added", "mùa gặt")]
        assert all("2026-05-15T09:30" in row[1] for row in told)


def test_what_was_added_cites_exactly_its_characters(plan: Path, lan: Person, tmp_path: Path):
    add_all(lan)
    with build(plan, tmp_path / "out") as graph:
        triples = GraphFolder(tmp_path / "out").triples(graph.documents[0])
        for words, kind in ((MISSED, POL.Measure), ("Đội Bốn", POL.Responsibility)):
            start = PLAN.index(words)
            span = mint_span(graph.documents[0], start, start + len(words))
            (cited,) = triples.objects(span, NIF.anchorOf)
            assert cited.value == words
            nodes = [node for node, quoted in triples.pairs(PROV.wasQuotedFrom) if quoted == span]
            assert any(
                kind in triples.objects(node, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type") for node in nodes
            )


def test_it_holds_after_the_lines_broke_otherwise_and_goes_when_taken_back(plan: Path, lan: Person, tmp_path: Path):
    add_all(lan)
    wrapped = PLAN.replace("sạch, đẹp", "sạch,\nđẹp").replace("# KẾ HOẠCH\n", "# KẾ HOẠCH\n\nMột dòng mới ở trên.\n")
    plan.write_text(wrapped, encoding="utf-8")
    with build(plan, tmp_path / "out") as graph:
        (measure,) = (one for one in graph.facts() if one.get("review") == "added" and one["fact"] == "measure")
        assert " ".join(measure["quote"].split()) == MISSED
        assert (graph.report["decisions"]["restored"], graph.report["decisions"]["lost"]) == (4, 0)
    item = next(one.item for one in lan.desk.listed([lan.slug]) if one.item.loose and one.item.claim.fact == "measure")
    lan.desk.undo(lan.slug, item.key)
    assert not any(one.item.key == item.key for one in lan.desk.listed([lan.slug]))
    plan.write_text(PLAN, encoding="utf-8")
    with build(plan, tmp_path / "out") as graph:
        assert MISSED not in of_kind(graph, "measure")
        assert graph.report["decisions"]["gone"] == 2, "a role and a time without their measure are told"


def test_who_looks_again_finds_it_as_a_fact_and_may_take_it_back(plan: Path, lan: Person, tmp_path: Path):
    add_all(lan)
    build(plan, tmp_path / "out").close()
    again = Person(tmp_path / "out", lan.file)
    (mine,) = {
        one.mine.verdict for one in again.desk.listed([again.slug]) if one.item.claim.fact == "measure" and one.mine
    }
    assert mine == "add"
    minh = Person(tmp_path / "out", lan.file, name="Minh")
    minh.decide("accept", "measure", MISSED)
    minh.decide("accept", "responsibility", "Đội Bốn")
    rows = agreements(read_decisions(lan.file).all)
    assert [(row.n, row.alike) for row in rows if not row.fact] == [(2, 2)]
    with build(plan, tmp_path / "out") as graph:
        assert MISSED in of_kind(graph, "measure")
        assert graph.report["decisions"]["disputed"] == 0
    minh.decide("reject", "measure", MISSED)
    with build(plan, tmp_path / "out") as graph:
        assert graph.report["decisions"]["disputed"] == 2 and MISSED not in of_kind(graph, "measure")
    again.close()
    minh.close()


def test_what_was_added_becomes_gold(plan: Path, lan: Person, tmp_path: Path):
    add_all(lan)
    build(plan, tmp_path / "out").close()
    again = Person(tmp_path / "out", lan.file)
    again.decide("accept", "passage", MISSED)
    for one in again.desk.listed([again.slug]):
        inside = PLAN.index(MISSED) <= one.item.span.start_char < PLAN.index("\n\nNâng cấp")
        if inside and one.mine is None and one.item.claim.fact != "passage":
            again.desk.decide(again.slug, one.item.key, "accept", change={})
    build(plan, tmp_path / "out").close()
    with GraphFolder(tmp_path / "out") as folder:
        made = make_gold(folder, read_decisions(lan.file))
    import json

    (gold,) = (json.loads(data) for name, data in made.files.items() if name.startswith("gold/"))
    assert {"measures", "responsibilities"} <= set(gold["kinds"])
    (measure,) = gold["measures"]
    assert PLAN[measure["start"] : measure["end"]] == MISSED and measure["due"] == "2026-10"
    assert [PLAN[one["start"] : one["end"]] for one in measure["agents"]] == ["Đội Bốn"]
    again.close()


def test_the_body_of_a_role_is_another_one(plan: Path, lan: Person, tmp_path: Path):
    start = PLAN.index("Đội Năm")
    place = {"place": [start, start + len("Đội Năm")]}
    lan.decide("correct", "responsibility", "Sở Xây dựng", change=place)
    (decision,) = lan.decisions
    assert decision.change["agent"] == "Đội Năm" and decision.at == WHEN
    with build(plan, tmp_path / "out") as graph:
        (duty,) = (one for fact in of_kind(graph, "measure").values() for one in fact.get("agents", ()))
        assert PLAN[duty["start"] : duty["end"]] == "Đội Năm" and duty["review"] == "corrected"
        assert duty["id"] == of_kind(graph, "entity")["Đội Năm"]["id"] and duty["role"] == "lead"
        assert graph.validate().conforms
    again = Person(tmp_path / "out", lan.file)
    (listed,) = (one for one in again.desk.listed([again.slug]) if one.item.claim.fact == "responsibility" and one.mine)
    assert listed.item.claim.states["agent"] == "Đội Năm"
    again.desk.undo(again.slug, listed.item.key)
    again.close()
    with build(plan, tmp_path / "out") as graph:
        (duty,) = (one for fact in of_kind(graph, "measure").values() for one in fact.get("agents", ()))
        assert PLAN[duty["start"] : duty["end"]] == "Sở Xây dựng"


@pytest.mark.parametrize(
    ("words", "fact", "states", "says"),
    [
        ("Nâng cấp cảng Diêm Điền", "measure", {"action": "build"}, "there already"),
        ("Đội Bốn", "responsibility", {"role": "lead"}, "no measure is chosen"),
        ("mùa gặt", "measure", {"action": "fly"}, "no action is 'fly'"),
        ("Đồi Xanh", "entity", {"class": "Time"}, "no class is 'Time'"),
        ("Đồi Xanh", "entity", {}, "class is not said"),
        ("Đồi Xanh", "relation", {"predicate": "partOf"}, "can be added"),
        ("mùa gặt", "target", {"indicator": "mùa", "comparator": ">=", "value": "nhiều"}, "'nhiều' is no value"),
    ],
)
def test_what_is_no_fact_is_refused_and_nothing_written(lan: Person, words, fact, states, says):
    with pytest.raises(DecisionError, match=says):
        add(lan, words, fact, **states)
    assert not lan.file.exists()


def test_words_that_are_none_are_refused(lan: Person):
    for place in ((0, 0), (5, 5000), (-1, 4), (2, 3.5), "ab", None, (PLAN.index("\n"), PLAN.index("\n") + 2)):
        with pytest.raises(DecisionError, match="no words are chosen"):
            lan.desk.add(lan.slug, place, "entity", {"class": "Place"}, measure="", note="")
