"""List what a document's graph claims, a claim for each fact that a person can decide on, with what it states.

Claims are read from the graph, as flat facts are, so that the page of a reviewer and a build see the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.decisions.model import States, key_of, shorten, spaced
from kg.export.facts import iter_facts
from kg.iri import mint_part
from kg.model import DOCUMENT_LINKS, Span
from kg.names import ITSRDF, NIF, POL, RDFS
from kg.triples import Triples, as_text


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact to decide on: `id` is its IRI (for sectors and a document's head that of the measure, of the document).

    `spans` are the places of its words in the source text, the first one first; `context` is the place of what it
    belongs to, for a responsibility its measure. `confidence` is None where nothing was counted.
    """

    id: str
    fact: str
    spans: tuple[Span, ...]
    states: States
    confidence: float | None = None
    rule: str = ""
    context: Span | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Return by what it is told apart from others on the same words."""
        return key_of(self.fact, self.states)

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what decisions on it share: claims of one identity are decided on as one."""
        return (self.fact, self.spans[:1], self.key)


def list_claims(triples: Triples) -> list[Claim]:
    """Return the claims of one document's graph, in the order of its flat facts."""
    return list(_Claims(triples).claims())


class _Claims:
    """Reads the claims of a document."""

    def __init__(self, triples: Triples) -> None:
        self.triples = triples
        self.facts = list(iter_facts([triples]))
        self.document = self.facts[0]["doc"]
        self.labels = {fact["id"]: fact["label"] for fact in self.facts if fact["fact"] == "entity"}
        self.least: dict[str, tuple[float, str]] = {}
        for span, entity in triples.pairs(ITSRDF.taIdentRef):
            sure = (self._number(span, ITSRDF.taConfidence) or 0.0, self._words(span, POL.rule))
            self.least[as_text(entity)] = min(sure, self.least.get(as_text(entity), (2.0, "")))

    def _number(self, node: str, term: str) -> float | None:
        value = self.triples.value(node, term)
        return None if value is None else float(as_text(value))

    def _words(self, node: str, term: str) -> str:
        value = self.triples.value(node, term)
        return "" if value is None else as_text(value)

    def _sure(self, node: str) -> dict[str, Any]:
        return {"confidence": self._number(node, POL.confidence), "rule": self._words(node, POL.rule)}

    def claims(self) -> Iterator[Claim]:
        """Yield all claims."""
        for fact in self.facts:
            match fact["fact"]:
                case "document":
                    yield self._document(fact)
                    yield from self._links(fact)
                case "section":
                    yield self._section(fact)
                case "entity" if fact["class"] != "Time":
                    yield self._entity(fact)
                case "measure":
                    yield from self._measure(fact)
                case "target":
                    yield self._target(fact)
                case "relation":
                    yield self._relation(fact)

    def _document(self, fact: dict[str, Any]) -> Claim:
        names = "title type number issuer issued place period adopted_by signatory signed_as".split()
        states = _states(fact, names)
        if "period" in states:
            states["period"] = "/".join(fact["period"])
        return Claim(fact["id"], "document", (), states)

    def _links(self, fact: dict[str, Any]) -> Iterator[Claim]:
        for predicate in DOCUMENT_LINKS:
            for link in fact.get(predicate, []):
                node = mint_part(self.document, "statement", self.document, predicate, link["id"])
                states = {"predicate": predicate, "object": self._label(link["id"])}
                yield Claim(node, "link", (Span(link["start"], link["end"]),), states, **self._sure(node))

    def _section(self, fact: dict[str, Any]) -> Claim:
        """Return the claim of a section: its words are those of its number and heading, where it begins."""
        start, end = fact["start"], fact["end"]
        length = len(self._words(fact["id"], RDFS.label)) + ("number" in fact)
        states = _states(fact, ["number", "heading"])
        return Claim(fact["id"], "section", (Span(start, min(end, start + length)),), states)

    def _entity(self, fact: dict[str, Any]) -> Claim:
        sure, rule = self.least[fact["id"]]
        spans = tuple(Span(*mention) for mention in fact["mentions"])
        base = self.document.rpartition("/doc/")[0] + "/"
        states = _states(fact, ["class", "label"]) | {"id": fact["id"].removeprefix(base)}
        return Claim(fact["id"], "entity", spans, states, sure, rule)

    def _measure(self, fact: dict[str, Any]) -> Iterator[Claim]:
        spans = _spans(fact)
        trigger = self._words(self._words(fact["id"], POL.triggerSpan), NIF.anchorOf)
        states = {"trigger": spaced(trigger)} | _states(fact, ["action", "due", "modality"])
        states["sectors"] = fact["sectors"]
        yield Claim(fact["id"], "measure", spans, states, **self._sure(fact["id"]))
        yield Claim(fact["id"], "sectors", spans, {"sectors": fact["sectors"]})
        for duty in fact.get("agents", []):
            node = mint_part(fact["id"], "responsibility", duty["id"], duty["role"])
            states = {
                "role": duty["role"],
                "agent": self._label(duty["id"]),
                "measure": shorten(fact["quote"]),
            }
            span = Span(duty["start"], duty["end"])
            yield Claim(node, "responsibility", (span,), states, **self._sure(node), context=spans[0])

    def _target(self, fact: dict[str, Any]) -> Claim:
        names = "indicator comparator value value_max unit due baseline level".split()
        return Claim(fact["id"], "target", _spans(fact), _states(fact, names), **self._sure(fact["id"]))

    def _relation(self, fact: dict[str, Any]) -> Claim:
        states = {
            "predicate": fact["predicate"],
            "subject": self._label(fact["subject"]),
            "object": self._label(fact["object"]),
        }
        return Claim(fact["id"], "relation", _spans(fact), states, **self._sure(fact["id"]))

    def _label(self, iri: str) -> str:
        return self.labels.get(iri, iri)


def _spans(fact: dict[str, Any]) -> tuple[Span, ...]:
    return (Span(fact["start"], fact["end"]), *(Span(*span) for span in fact.get("also", [])))


def _states(fact: dict[str, Any], names: list[str]) -> States:
    return {name: _say(fact[name]) for name in names if name in fact}


def _say(value: Any) -> str:
    """Return a value as text; a list is put in words by who asks for it."""
    return f"{Decimal(str(value)).normalize():f}" if isinstance(value, int | float) else str(value)
