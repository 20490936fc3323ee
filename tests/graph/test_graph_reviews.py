"""A decision of a person is an activity of PROV, with who, when and on which words."""

from __future__ import annotations

from kg.facts import DocumentFacts, ReviewFact
from kg.graph.reviews import mint_person, review_triples
from kg.model import Document, Header, Span
from kg.names import DCTERMS, NIF, POL, PROV, RDF, RDFS, VERDICT, XSD
from kg.triples import Literal, Triples

BASE = "https://example.org/id/"
DOC = BASE + "doc/plan"


def written(**changes: object) -> Triples:
    given = {"fact": DOC + "/measure/1", "verdict": "corrected", "who": "Lan", "when": "2026-05-15T09:30:00+07:00"}
    given |= {"span": Span(0, 8), "reviewed": "measure"} | changes
    document = Document("plan", "plan.txt", "Xây dựng cầu.", "")
    facts = DocumentFacts(DOC, document, Header(), reviews=[ReviewFact(id=DOC + "/review/1", **given)])
    return Triples(review_triples(facts, BASE))


def test_who_when_and_what_are_stated():
    triples = written(correction="due = 2025", note="xem tr. 3", before=0.81, disputed=True)
    node, person = DOC + "/review/1", mint_person(BASE, "Lan")
    assert triples.objects(DOC + "/measure/1", POL.review) == [node]
    assert set(triples.objects(node, RDF.type)) == {POL.Review, PROV.Activity}
    assert triples.value(node, POL.verdict) == VERDICT["corrected"]
    assert triples.value(node, PROV.wasAssociatedWith) == person
    assert triples.value(person, RDFS.label) == Literal("Lan")
    assert triples.value(node, PROV.endedAtTime) == Literal("2026-05-15T09:30:00+07:00", datatype=XSD.dateTime)
    assert triples.value(node, DCTERMS.description) == Literal("xem tr. 3")
    assert triples.value(node, POL.correction) == Literal("due = 2025")
    assert triples.value(node, POL.confidenceBefore) == Literal("0.81", datatype=XSD.decimal)
    assert triples.value(node, POL.disputed) == Literal("true", datatype=XSD.boolean)
    span = triples.value(node, PROV.used)
    assert triples.value(span, NIF.anchorOf) == Literal("Xây dựng")


def test_of_what_was_rejected_and_is_not_in_the_text_the_decision_stays():
    triples = written(fact="", verdict="rejected", span=Span(0, 0))
    assert not list(triples.pairs(POL.review))
    assert not list(triples.pairs(PROV.used))
    assert triples.value(DOC + "/review/1", POL.verdict) == VERDICT["rejected"]


def test_names_that_differ_in_their_marks_are_different_people():
    assert mint_person(BASE, "Hòa") != mint_person(BASE, "Hoa")
