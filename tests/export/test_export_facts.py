"""The flat facts come back whole from the graph alone, in the words and the order of FACTS.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from facts_factory import Factory, make_facts
from rdflib import Graph

from kg.config import Options
from kg.export import EXPORTERS, iter_facts, write_facts
from kg.facts import DocumentFacts
from kg.graph import iter_triples, to_graph
from kg.store import GraphFolder

KEYS = {
    "document": "title type number work issuer issued place period adopted_by signatory signed_as based_on",
    "section": "number heading parent level start end",
    "entity": "class label aliases same_as code mentions normal",
    "measure": "trigger action start end quote also section sectors entities agents priority due due_inherited recurrence"
    " recurrence_day modality"
    " confidence suspects",
    "target": "indicator comparator value value_max unit due due_inherited baseline level measure section start end quote also"
    " confidence",
    "relation": "subject predicate object start end quote confidence",
}
VALUES = {"8.50": 8.5, "8300": 8300, "8500": 8500, "05": 5, "": None}


def by_hand(facts: DocumentFacts) -> Iterator[dict[str, Any]]:
    """Yield the facts of a document as FACTS.md says, straight from the dataclasses, keys in any order, not sorted."""
    text, header = facts.document.text, facts.header
    yield {
        "fact": "document",
        "id": facts.id,
        "title": header.title,
        "type": header.type,
        "number": header.number,
        "work": facts.work,
        "issuer": header.issuer,
        "issued": header.issued,
        "place": header.place,
        "period": list(header.period or ()),
        "adopted_by": header.adopted_by,
        "signatory": header.signatory,
        "signed_as": header.signed_as,
        "based_on": [{"id": link.object, "start": link.start_char, "end": link.end_char} for link in facts.links],
    }
    for section in facts.sections:
        yield {
            "fact": "section",
            "id": section.id,
            "number": section.number,
            "heading": section.heading,
            "parent": section.parent,
            "level": section.level,
            "start": section.start_char,
            "end": section.end_char,
        }
    for entity in facts.entities:
        yield {
            "fact": "entity",
            "id": entity.id,
            "class": entity.cls,
            "label": entity.label,
            "aliases": entity.aliases,
            "same_as": entity.same_as,
            "code": entity.code,
            "mentions": sorted([m.start_char, m.end_char] for m in entity.mentions),
            "normal": entity.normal,
        }
    for measure in facts.measures:
        yield {
            "fact": "measure",
            "id": measure.id,
            "trigger": list(measure.trigger),
            "action": measure.action,
            **spans(measure.spans, text),
            "section": measure.section,
            "sectors": measure.sectors,
            "entities": sorted(measure.entities),
            "agents": sorted(
                (
                    {"id": duty.agent, "role": duty.role, "start": duty.start_char, "end": duty.end_char}
                    | ({"inherited": True} if duty.inherited else {})
                    for duty in measure.agents
                ),
                key=lambda agent: agent["start"],
            ),
            "priority": measure.priority,
            "due": measure.due,
            "due_inherited": measure.due_inherited or None,
            "recurrence": [period for period, _ in measure.recurrence],
            "recurrence_day": [day for _, day in measure.recurrence if day],
            "modality": measure.modality,
            "confidence": measure.confidence,
            "suspects": [list(span) for span in measure.suspects],
        }
    for target in facts.targets:
        yield {
            "fact": "target",
            "id": target.id,
            "indicator": target.indicator,
            "comparator": target.comparator,
            "value": VALUES[target.value],
            "value_max": VALUES[target.value_max],
            "unit": target.unit,
            "due": target.due,
            "due_inherited": target.due_inherited or None,
            "baseline": target.baseline,
            "level": target.level,
            "measure": target.measure,
            "section": target.section,
            **spans(target.spans, text),
            "confidence": target.confidence,
        }
    for relation in facts.relations:
        yield {
            "fact": "relation",
            "id": relation.id,
            "subject": relation.subject,
            "predicate": relation.predicate,
            "object": relation.object or relation.value,
            "start": relation.start_char,
            "end": relation.end_char,
            "quote": text[relation.start_char : relation.end_char],
            "confidence": relation.confidence,
        }


def spans(found: list[tuple[int, int]], text: str) -> dict[str, Any]:
    """Return start, end, quote and also of a list of spans."""
    (start, end), *also = found
    return {"start": start, "end": end, "quote": text[start:end], "also": [list(span) for span in also]}


def present(fact: dict[str, Any], document: str) -> dict[str, Any]:
    """Return a fact without its absent values, with its document."""
    return {"doc": document} | {key: value for key, value in fact.items() if value not in ("", None, [])}


@pytest.fixture(params=["rdflib", "store", "turtle"])
def graph(request: pytest.FixtureRequest, tmp_path: Path) -> Graph:
    """Return the graph of the small document, as made, out of a store, and read back from Turtle."""
    facts = make_facts()
    if request.param == "store":
        with GraphFolder(tmp_path / "out", writable=True) as folder:
            folder.add_graph(facts.id, iter_triples(facts, options=Options()))
            return folder.graph(facts.id)
    graph = to_graph(facts, options=Options())
    return Graph().parse(data=EXPORTERS["turtle"]({facts.id: graph}, None)) if request.param == "turtle" else graph


def test_all_facts_come_back_from_the_graph(graph: Graph) -> None:
    facts = make_facts()
    expected = {fact["id"]: present(fact, facts.id) for fact in by_hand(facts)}
    found = {fact["id"]: fact for fact in iter_facts([graph])}
    assert found == expected
    assert len(found) == 1 + 3 + 11 + 4 + 4 + 6
    assert all(type(fact["value"]) is type(expected[name]["value"]) for name, fact in found.items() if "value" in fact)


def test_keys_stand_in_the_order_of_the_interface(graph: Graph) -> None:
    seen: dict[str, set[str]] = {kind: set() for kind in KEYS}
    for fact in iter_facts([graph]):
        order = ["fact", "id", "doc", *KEYS[fact["fact"]].split()]
        assert list(fact) == [key for key in order if key in fact]
        seen[fact["fact"]] |= set(fact)
    missing = {kind: set(keys.split()) - seen[kind] for kind, keys in KEYS.items()}
    assert missing == {kind: set() for kind in KEYS} | {"target": {"also"}}


def test_lines_are_sorted_by_kind_document_start_and_id() -> None:
    graphs = [to_graph(make_facts(slug), options=Options()) for slug in ("b", "a")]
    lines = [json.loads(line) for line in write_facts(graphs).decode("utf-8").splitlines()]
    keys = [
        (list(KEYS).index(f["fact"]), f["doc"], f["mentions"][0][0] if "mentions" in f else f.get("start", 0), f["id"])
        for f in lines
    ]
    assert keys == sorted(keys)
    assert write_facts(graphs) == write_facts(reversed(graphs))


def test_a_line_holds_one_fact_even_where_the_text_holds_strange_line_ends() -> None:
    facts = Factory("d", extra="Xây dựng\x0ccầu\u2028mới\x85nhanh\n").facts()
    start = facts.document.text.index("Xây dựng")
    facts.measures[0].spans = [(start, len(facts.document.text) - 1)]
    lines = write_facts([to_graph(facts, options=Options())]).decode("utf-8").split("\n")[:-1]
    assert "Xây dựng\x0ccầu\u2028mới\x85nhanh" in {json.loads(line).get("quote") for line in lines}


def test_sectors_beyond_the_second_follow_by_code() -> None:
    facts = make_facts()
    facts.measures[0].sectors = ["transport", "urban-housing", "tourism", "business-investment"]
    found = {fact["id"]: fact for fact in iter_facts([to_graph(facts, options=Options())])}
    order = ["transport", "urban-housing", "business-investment", "tourism"]
    assert found[facts.measures[0].id]["sectors"] == order
