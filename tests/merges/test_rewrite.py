"""A plan carried into the graph of a document, triple by triple."""

from __future__ import annotations

from kg.merges.copies import Copy
from kg.merges.rewrite import Plan, make_plan, rewrite
from kg.merges.settle import Settled
from kg.names import GEO, POL, PROV, RDF, RDFS, ROLE, SKOS
from kg.triples import Literal, Triples

BASE = "https://example.vn/id/"
DOC = f"{BASE}doc/d"
A, B, PLACE = f"{BASE}agent/vn/a", f"{BASE}agent/vn/b", f"{BASE}place/vn/p"


def vi(text: str) -> Literal:
    return Literal(text, language="vi")


def put(plan: Plan, *triples) -> set:
    return set(rewrite(Triples(triples), plan, document=DOC, base=BASE))


def statement(name: str, subject: str, predicate: str, obj: str, span: str) -> list:
    return [
        (name, RDF.type, RDF.Statement),
        (name, RDF.subject, subject),
        (name, RDF.predicate, predicate),
        (name, RDF.object, obj),
        (name, PROV.wasQuotedFrom, span),
    ]


MERGE = Plan(become={B: A}, names={A: "Sở A"})


def test_what_is_said_of_one_is_said_of_the_other():
    found = put(
        MERGE, (B, RDF.type, POL.Agent), (B, RDFS.label, vi("Sở B")), ("m", POL.mentions, B), ("n", POL.agent, A)
    )
    assert found == {
        (A, RDF.type, POL.Agent),
        (A, SKOS.altLabel, vi("Sở B")),
        (A, RDFS.label, vi("Sở A")),
        ("m", POL.mentions, A),
        ("n", POL.agent, A),
    }


def test_a_name_that_differs_in_case_only_is_not_said_twice():
    assert put(MERGE, (A, RDFS.label, vi("SỞ A")), (A, SKOS.altLabel, vi("sở a"))) == {(A, RDFS.label, vi("Sở A"))}


def test_a_thing_is_not_linked_to_itself():
    kept = statement("s2", B, POL.locatedIn, PLACE, "x2")
    found = put(
        MERGE,
        (B, POL.memberOf, A),
        *statement("s1", B, POL.memberOf, A, "x1"),
        (B, POL.locatedIn, PLACE),
        *kept,
        (PLACE, POL.partOf, PLACE),
    )
    assert not any(triple[0] == "s1" for triple in found)
    assert (A, POL.memberOf, A) not in found
    assert (A, POL.locatedIn, PLACE) in found
    assert ("s2", RDF.subject, A) in found
    assert (PLACE, POL.partOf, PLACE) in found  # no work of a decision


def test_a_relation_that_two_statements_cite_from_one_place_is_stated_once():
    found = put(MERGE, *statement("s1", A, POL.locatedIn, PLACE, "x"), *statement("s2", B, POL.locatedIn, PLACE, "x"))
    assert {triple[0] for triple in found} == {"s1"}
    found = put(MERGE, *statement("s1", A, POL.locatedIn, PLACE, "x"), *statement("s2", B, POL.locatedIn, PLACE, "y"))
    assert {triple[0] for triple in found} == {"s1", "s2"}


def duty(name: str, body: str, role: str, *, inherited: str = "false") -> list:
    return [
        ("m", POL.responsibility, name),
        (name, POL.agent, body),
        (name, POL.role, ROLE[role]),
        (name, POL.inherited, Literal(inherited)),
    ]


def test_one_body_has_a_role_once():
    found = put(MERGE, *duty("r1", A, "lead", inherited="true"), *duty("r2", B, "lead"), *duty("r3", B, "coordinate"))
    assert {triple[2] for triple in found if triple[1] == POL.responsibility} == {"r2", "r3"}
    assert not any(triple[0] == "r1" for triple in found)
    same = put(MERGE, *duty("r1", A, "lead"), *duty("r2", A, "lead"), *duty("r3", B, "report"))
    assert {triple[2] for triple in same if triple[1] == POL.responsibility} == {"r1", "r2", "r3"}  # as it was read


def test_the_point_of_a_place_goes_along():
    plan = Plan(become={f"{PLACE}2": PLACE}, names={PLACE: "xã P"})
    point = (f"{PLACE}/point", GEO.asWKT, Literal("POINT(1 2)", datatype=GEO.wktLiteral))
    found = put(
        plan,
        (PLACE, GEO.hasDefaultGeometry, f"{PLACE}/point"),
        point,
        (f"{PLACE}2", GEO.hasDefaultGeometry, f"{PLACE}2/point"),
        (f"{PLACE}2/point", *point[1:]),
    )
    assert found == {
        (PLACE, GEO.hasDefaultGeometry, f"{PLACE}/point"),
        point,
        (PLACE, RDFS.label, vi("xã P")),
    }


def test_a_copy_says_of_what_and_how_near():
    found = put(Plan(copy=Copy(DOC, f"{BASE}doc/e", 0.93)))
    assert {(triple[1], triple[2][0] if isinstance(triple[2], Literal) else triple[2]) for triple in found} == {
        (POL.copyOf, f"{BASE}doc/e"),
        (POL.likeness, "0.93"),
    }
    assert {triple[2].value for triple in put(Plan(copy=Copy(DOC, "e", 1.0))) if triple[1] == POL.likeness} == {"1"}


def test_a_document_that_names_nothing_decided_has_no_plan():
    settled = Settled(become={B: A}, names={A: "Sở A"})
    assert not make_plan(DOC, [PLACE], settled)
    assert make_plan(DOC, [PLACE], settled).digest == ""
    assert make_plan(DOC, [B], settled).become == {B: A}
    assert make_plan(DOC, [A], settled).digest != make_plan(DOC, [B], settled).digest
