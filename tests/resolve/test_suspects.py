"""Facts of a garbled passage keep their words, are less sure, and lead to what is suspected."""

from rdflib import Literal, URIRef

from kg.confidence import SUSPECT
from kg.config import Options
from kg.export import iter_facts
from kg.graph import to_graph
from kg.model import Document
from kg.pipeline import to_facts
from kg.vocab import ITSRDF, NIF, POL

CLEAN = "I. NHIỆM VỤ\n- Hoàn thành xây dựng cầu Nghìn, trường học trước năm 2025.\n"
GARBLED = CLEAN.replace("học", "hơc")


def facts_of(text):
    return to_facts(Document("case", "case.txt", text, ""), options=Options())


def test_the_confidence_is_lower_once():
    (clean,), (garbled,) = facts_of(CLEAN).measures, facts_of(GARBLED).measures
    assert garbled.confidence == clean.confidence * SUSPECT
    assert clean.suspects == []
    assert [GARBLED[slice(*span)] for span in garbled.suspects] == ["hơc"]


def test_a_mention_outside_the_passage_stays_as_sure():
    clean, garbled = ([m.confidence for e in facts_of(text).entities for m in e.mentions] for text in (CLEAN, GARBLED))
    assert clean
    assert garbled == clean


def test_the_mark_is_in_the_graph_and_in_the_facts():
    facts = facts_of(GARBLED)
    graph = to_graph(facts, options=Options())
    (measure,) = facts.measures
    (span,) = graph.objects(URIRef(measure.id), POL.suspect)
    assert graph.value(span, NIF.anchorOf) == Literal("hơc")
    assert str(graph.value(span, POL.suggestion)) == "học"
    (line,) = [fact for fact in iter_facts([graph]) if fact["fact"] == "measure"]
    start = GARBLED.index("hơc")
    assert line["suspects"] == [[start, start + 3]]
    assert line["confidence"] == round(measure.confidence, 3)
    assert "hơc" in line["quote"]
    assert set(graph.predicates(None, None)) >= {ITSRDF.taConfidence, POL.confidence}
