"""Make RDF terms: texts, decimals, times, citations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from kg.iri import mint_expression, mint_span, mint_text, mint_time
from kg.model import Span
from kg.names import ELI, NIF, POL, RDF, SDO, TIME, XSD
from kg.triples import Literal, Term, Triple

VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE"
"""The language of the texts, in the authority table that ELI names."""


def text(value: str) -> Literal:
    """Return a Vietnamese string."""
    return Literal(value, language="vi")


@lru_cache(maxsize=4096)
def decimal(value: str) -> Literal:
    """Return a decimal in canonical form (`08.50` becomes `8.5`), as an Oxigraph store would write it."""
    return Literal(f"{Decimal(value).normalize():f}", datatype=XSD.decimal)


def confidence(value: float) -> Literal:
    """Return a confidence with at most three decimals."""
    return decimal(f"{value:.3f}")


def due(base: str, value: str) -> Term:
    """Return an ISO time as a literal of its precision, an interval as the IRI of its node."""
    if "/" in value:
        return mint_time(base, value)
    return Literal(value, datatype=_datatype(value))


def _datatype(value: str) -> str:
    return {4: XSD.gYear, 7: XSD.gYearMonth}.get(len(value), XSD.date)


def work_triples(work: str, *, number: str) -> Iterator[Triple]:
    """Yield the ELI work of a number and year and its Vietnamese expression."""
    node, expression = work, mint_expression(work)
    yield node, RDF.type, ELI.LegalResource
    if number:
        yield node, ELI.number, Literal(number)
    yield node, ELI.is_realized_by, expression
    yield expression, RDF.type, ELI.LegalExpression
    yield expression, ELI.realizes, node
    yield expression, ELI.language, VIETNAMESE


def time_triples(base: str, value: str) -> Iterator[Triple]:
    """Yield what a calendar time is: an instant of some precision, or an interval between two of them."""
    node = mint_time(base, value)
    yield node, RDF.type, TIME.TemporalEntity
    yield node, SDO.temporalCoverage, Literal(value)
    if "/" in value:
        yield node, RDF.type, TIME.ProperInterval
        for part, end in zip(value.split("/"), (TIME.hasBeginning, TIME.hasEnd), strict=True):
            yield node, end, mint_time(base, part)
            yield from time_triples(base, part)
        return
    yield node, RDF.type, TIME.Instant
    precision = {4: TIME.inXSDgYear, 7: TIME.inXSDgYearMonth}.get(len(value), TIME.inXSDDate)
    yield node, precision, Literal(value, datatype=_datatype(value))


def span_iri(document: str, start_char: int, end_char: int) -> str:
    """Return the IRI of a span of the source text."""
    return mint_span(document, start_char, end_char)


def span_triples(document: str, source: str, *, start_char: int, end_char: int) -> Iterator[Triple]:
    """Yield a citation in NIF 2.0: where it is and what it says; offsets count code points of the source text."""
    node = span_iri(document, start_char, end_char)
    yield node, RDF.type, NIF.RFC5147String
    yield node, NIF.beginIndex, Literal(str(start_char), datatype=XSD.nonNegativeInteger)
    yield node, NIF.endIndex, Literal(str(end_char), datatype=XSD.nonNegativeInteger)
    yield node, NIF.anchorOf, Literal(source[start_char:end_char])
    yield node, NIF.referenceContext, mint_text(document)


def rule_triples(node: str, rule: str) -> Iterator[Triple]:
    """Yield the name of the rule that found a fact, where one is known."""
    if rule:
        yield node, POL.rule, Literal(rule)


def suspect_triples(document: str, source: str, *, node: str, suspects: list[Span]) -> Iterator[Triple]:
    """Yield the mark of a fact or mention in whose words a suspected misreading stands."""
    for start, end in suspects:
        yield node, POL.suspect, span_iri(document, start, end)
        yield from span_triples(document, source, start_char=start, end_char=end)
