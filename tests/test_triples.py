"""Triples as plain values: asked, written as lines, the same as rdflib has them."""

from __future__ import annotations

import pytest
from facts_factory import make_facts
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Graph
from rdflib import Literal as RdflibLiteral

from kg import vocab
from kg.config import Options
from kg.errors import ExportError
from kg.graph import iter_triples, to_graph
from kg.graph.convert import to_rdflib, to_rdflib_term, to_triples
from kg.names import POL, RDF, SKOS, XSD
from kg.triples import Literal, Triples, as_text, write_lines, write_term

A, B, P = "https://example.org/a", "https://example.org/b", "https://example.org/p"
LITERALS = [
    Literal("một"),
    Literal('a"b\\c\nd\re\tf\bg\fh\u2028i\x85j', language="vi"),
    Literal("8.5", XSD.decimal),
    Literal("", XSD.string),
]


def test_what_is_said_twice_is_there_once_and_can_be_asked() -> None:
    triples = Triples([(A, P, B), (A, P, Literal("x")), (A, P, B), (B, RDF.type, A)])
    assert len(triples) == len(list(triples)) == 3
    assert triples.objects(A, P) == [B, Literal("x")]
    assert triples.objects(B, P) == triples.subjects(P, Literal("y")) == []
    assert triples.subjects(RDF.type, A) == [B]
    assert list(triples.pairs(P)) == [(A, B), (A, Literal("x"))]


def test_a_union_has_each_triple_once_and_changes_no_part() -> None:
    one = Triples([(A, P, B), (A, P, Literal("x")), (B, RDF.type, A)])
    other = Triples([(A, P, Literal("x")), (A, RDF.type, B), (A, P, Literal("y"))])
    third = Triples([(A, P, Literal("y"))])
    before = [list(part) for part in (one, other, third)]
    union = Triples.union([one, other, third])
    assert set(union) == set(one) | set(other) | set(third)
    assert len(union) == len(list(union)) == 5
    assert union.objects(A, P) == [B, Literal("x"), Literal("y")]
    assert [list(part) for part in (one, other, third)] == before
    assert len(Triples.union([])) == 0


def test_the_one_value_does_not_depend_on_the_order() -> None:
    said = [(A, P, Literal("z")), (A, P, B), (A, P, Literal("x", language="vi"))]
    assert Triples(said).value(A, P) == Triples(reversed(said)).value(A, P) == Literal("x", language="vi")
    assert Triples(said).value(B, P) is None


@pytest.mark.parametrize("literal", LITERALS)
def test_a_line_is_read_back_as_it_was(literal: Literal) -> None:
    (line,) = write_lines([(A, P, literal)])
    assert line.endswith(" .\n") and line.count("\n") == 1
    (triple,) = Graph().parse(data=line, format="nt")
    assert triple[2] == to_rdflib_term(literal)
    assert as_text(literal) == literal.value


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_is_written_on_one_line(text: str) -> None:
    written = write_term(Literal(text))
    assert "\n" not in written and "\r" not in written


def test_a_line_in_a_named_graph() -> None:
    assert write_lines([(A, P, B)], graph=A) == [f"<{A}> <{P}> <{B}> <{A}> .\n"]


def test_rdflib_graphs_are_led_to_and_from() -> None:
    facts = make_facts()
    triples = Triples(iter_triples(facts, options=Options()))
    graph = to_graph(facts, options=Options())
    assert set(graph) == set(to_rdflib(triples)) and len(graph) == len(triples) > 400
    assert set(to_triples(graph)) == set(triples) and to_triples(triples) is triples


def test_a_blank_node_is_refused_unless_asked_for() -> None:
    graph = Graph()
    graph.add((BNode("x"), vocab.RDF.type, RdflibLiteral("y")))
    with pytest.raises(ExportError, match="_:x is a blank node"):
        to_triples(graph)
    assert list(to_triples(graph, blank_nodes=True)) == [("_:x", RDF.type, Literal("y"))]


@pytest.mark.parametrize("name", ["POL", "RDF", "SKOS", "TIME", "XSD", "NIF", "ELI"])
def test_names_are_the_terms_of_the_vocabulary(name: str) -> None:
    from kg import names

    ours, theirs = getattr(names, name), getattr(vocab, name)
    iris = list(map(str, dir(theirs)))
    assert iris and all(iri in ours and ours[iri.removeprefix(ours.namespace)] == iri for iri in iris)
    assert POL.Measure == str(vocab.POL.Measure) and type(POL.Measure) is str


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError, match="'Mesure' is no term of"):
        _ = POL.Mesure
    with pytest.raises(AttributeError):
        _ = SKOS["prefLable"]
    assert POL.namespace + "Mesure" not in POL and POL.namespace not in POL
