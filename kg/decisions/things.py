"""Find the thing that words name in the facts of a document, or put it there: a body, a place, a work, a time."""

from __future__ import annotations

from kg.confidence import HIGHEST
from kg.decisions.anchors import overlap
from kg.decisions.match import EXACT
from kg.decisions.model import spaced
from kg.extract.measures.sectors import class_sectors
from kg.facts import CitedMention, DocumentFacts, EntityFact
from kg.iri import fold, mint_time
from kg.model import Mention, Span
from kg.resolve.entities import entity_iri
from kg.resolve.scope import document_scope

RULE = "review"
"""The rule of a fact that only a person's decision states."""


def thing_at(facts: DocumentFacts, cls: str, span: Span, *, least: float = EXACT) -> EntityFact | None:
    """Return the thing of a class that is named at a span, by the mention that shares most of its words."""
    near = [
        (overlap((mention.start_char, mention.end_char), span), entity)
        for entity in facts.entities
        if entity.cls == cls
        for mention in entity.mentions
    ]
    return max((pair for pair in near if pair[0] >= least), key=lambda pair: pair[0], default=(0.0, None))[1]


def thing_called(facts: DocumentFacts, cls: str, name: str) -> EntityFact | None:
    """Return the thing of a class that a document calls so."""
    wanted = fold(spaced(name))
    named = (one for one in facts.entities if one.cls == cls)
    return next((one for one in named if wanted in map(fold, (one.label, *one.aliases))), None)


def put_thing(facts: DocumentFacts, cls: str, span: Span, *, label: str, iri: str = "", base_iri: str) -> EntityFact:
    """Return the thing of a class that the words at a span name, with a mention there.

    It is the one named there, else the one of that name, else a new one: under `iri`, or the IRI that its class and
    name give it in this document.
    """
    known = thing_at(facts, cls, span)
    if known is not None and (not iri or known.id == iri):
        return known
    called = None if iri else thing_called(facts, cls, label)
    iri = iri or _mint(facts, cls, label, base_iri=base_iri)
    known = next((one for one in facts.entities if one.id == iri), None) or called
    mention = CitedMention(*span, confidence=HIGHEST, rule=RULE)
    if known is not None:
        known.mentions = sorted([*known.mentions, mention], key=lambda one: (one.start_char, one.end_char))
        return known
    made = EntityFact(iri, cls, label, [], [], [mention], sectors=class_sectors(cls))
    facts.entities = sorted([*facts.entities, made], key=lambda one: one.id)
    for measure in facts.measures:
        if measure.spans[0].start_char <= span.start_char and span.end_char <= measure.spans[0].end_char:
            measure.entities.append(made.id)
    return made


def put_time(facts: DocumentFacts, normal: str, span: Span, *, base_iri: str) -> None:
    """Name a time (as ISO has it) at a span."""
    iri = mint_time(base_iri, normal)
    known = next((one for one in facts.entities if one.id == iri), None)
    if known is None:
        words = spaced(facts.document.text[slice(*span)])
        known = EntityFact(iri, "Time", words, [], [], [], normal=normal)
        facts.entities = sorted([*facts.entities, known], key=lambda one: one.id)
    if all((one.start_char, one.end_char) != tuple(span) for one in known.mentions):
        mention = CitedMention(*span, confidence=HIGHEST, rule=RULE)
        known.mentions = sorted([*known.mentions, mention], key=lambda one: (one.start_char, one.end_char))


def _mint(facts: DocumentFacts, cls: str, label: str, *, base_iri: str) -> str:
    """Return the IRI that a name gets in a document, as a finder's mention of it would."""
    mention = Mention(cls, 0, len(label), key=fold(label), label=label)
    return entity_iri(mention, base_iri=base_iri, scope=document_scope(facts.header))
