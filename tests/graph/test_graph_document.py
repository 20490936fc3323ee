"""The document: its class, header, text and sections."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest
from facts_factory import TEXT, Factory, make_facts
from rdflib import Literal, URIRef

from kg.config import Options
from kg.graph import to_graph
from kg.graph.document import document_type
from kg.model import DOCUMENT_TYPES
from kg.vocab import DCTERMS, ELI, NIF, POL, RDF, SKOS, TIME


@pytest.mark.parametrize("name", DOCUMENT_TYPES)
def test_every_type_has_a_class_and_is_a_policy_document(name: str) -> None:
    facts = make_facts()
    facts.header.type = name
    classes = set(to_graph(facts, options=Options()).objects(URIRef(facts.id), RDF.type))
    assert classes == {POL.PolicyDocument, URIRef(document_type(name))}
    expected = {"Plan": "PlanDocument", "Programme": "ProgrammeDocument", "Other": "PolicyDocument"}.get(name, name)
    assert document_type(name) == str(POL[expected])


def test_the_header_is_stated() -> None:
    facts = make_facts()
    graph, node = to_graph(facts, options=Options()), URIRef(facts.id)
    assert graph.value(node, ELI.title) == Literal(facts.header.title, lang="vi")
    assert graph.value(node, ELI.number) == Literal("15-NQ/TU")
    assert str(graph.value(node, ELI.date_document)) == "2020-10-14"
    period = graph.value(node, POL.period)
    assert str(graph.value(graph.value(period, TIME.hasEnd), TIME.inXSDgYear)) == "2025"


def test_an_absent_header_states_nothing() -> None:
    facts = make_facts()
    facts.header.number = facts.header.issued = facts.header.adopted_by = ""
    facts.header.period = None
    predicates = set(to_graph(facts, options=Options()).predicates(URIRef(facts.id)))
    assert predicates.isdisjoint({ELI.number, ELI.date_document, ELI.passed_by, POL.period})


def test_the_text_is_a_context_with_digest_and_file_name() -> None:
    facts = make_facts()
    graph, text = to_graph(facts, options=Options()), URIRef(facts.id + "/text")
    assert (text, RDF.type, NIF.Context) in graph
    assert str(graph.value(text, NIF.isString)) == TEXT
    assert int(graph.value(text, NIF.endIndex)) == len(TEXT)
    assert str(graph.value(text, DCTERMS.source)) == "nghi-quyet.txt"
    digest = hashlib.sha256(TEXT.encode("utf-8")).hexdigest()
    assert str(graph.value(text, DCTERMS.identifier)) == f"sha256:{digest}"


def test_a_nul_in_the_text_keeps_its_place() -> None:
    facts = make_facts()
    facts.document = replace(facts.document, text="Ô \0 chọn")
    graph = to_graph(facts, options=Options())
    assert str(graph.value(URIRef(facts.id + "/text"), NIF.isString)) == "Ô \ufffd chọn"


def test_the_text_can_be_left_out() -> None:
    with_text = to_graph(make_facts(), options=Options())
    without = to_graph(make_facts(), options=Options(keep_text=False))
    (missing,) = set(with_text) - set(without)
    assert missing[1] == NIF.isString
    assert not set(without) - set(with_text)


def test_sections_nest_and_a_key_task_says_so() -> None:
    factory = Factory("d")
    graph = to_graph(factory.facts(), options=Options())
    top, task = (URIRef(factory.part("section", number)) for number in ("1", "(1)"))
    assert graph.value(top, DCTERMS.isPartOf) == URIRef(factory.id)
    assert graph.value(task, DCTERMS.isPartOf) == top
    assert set(graph.objects(task, RDF.type)) == {POL.Section, POL.KeyTask}
    assert set(graph.objects(top, RDF.type)) == {POL.Section}
    assert str(graph.value(task, SKOS.notation)) == "key-task:1"
