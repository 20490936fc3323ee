"""State measures, responsibilities, targets and relations, each with the spans it was read from."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import ExtractionError
from kg.facts import DocumentFacts, MeasureFact, RelationFact, TargetFact
from kg.graph.terms import (
    confidence,
    decimal,
    due,
    rule_triples,
    span_iri,
    span_triples,
    suspect_triples,
    text,
    time_triples,
)
from kg.model import DOCUMENT_LINKS, WORK_CLASSES, Span
from kg.names import ACTION, ELI, MODALITY, POL, PROV, RDF, RDFS, ROLE, SEC, STATUS, XSD
from kg.triples import Literal, Term, Triple


class StatementWriter:
    """Writes the statements of one document."""

    def __init__(self, facts: DocumentFacts, base: str) -> None:
        self.facts = facts
        self.base = base
        self.source = facts.document.text
        self.classes = {entity.id: entity.cls for entity in facts.entities}
        self.normals = {entity.id: entity.normal for entity in facts.entities}
        self.sections = {section.id: section for section in facts.sections}
        self.priorities = {section.priority: section.id for section in reversed(facts.sections) if section.priority}

    def triples(self) -> Iterator[Triple]:
        """Yield all statements."""
        for measure in self.facts.measures:
            yield from self._measure(measure)
        for target in self.facts.targets:
            yield from self._target(target)
        for relation in (*self.facts.relations, *self.facts.links):
            yield from self._relation(relation)

    def _quoted(self, node: str, spans: list[Span]) -> Iterator[Triple]:
        for start, end in spans:
            yield node, PROV.wasQuotedFrom, span_iri(self.facts.id, start, end)
            yield from span_triples(self.facts.id, self.source, start_char=start, end_char=end)

    def _sureness(self, node: str, fact: MeasureFact | TargetFact | RelationFact) -> Iterator[Triple]:
        """Yield how sure a fact is, the rule that found it, and the suspected misreadings in its words."""
        yield node, POL.confidence, confidence(fact.confidence)
        yield from rule_triples(node, fact.rule)
        yield from suspect_triples(self.facts.id, self.source, node=node, suspects=fact.suspects)

    def _time(self, node: str, value: str, *, inherited: bool = False) -> Iterator[Triple]:
        if value:
            yield node, POL.due, due(self.base, value)
            if inherited:
                yield node, POL.dueInherited, Literal("true", datatype=XSD.boolean)
            if "/" in value:
                yield from time_triples(self.base, value)

    def _measure(self, measure: MeasureFact) -> Iterator[Triple]:
        node = measure.id
        words = self.source[slice(*measure.spans[0])]
        yield node, RDF.type, POL.Measure
        yield node, RDFS.label, text(words if len(words) <= 120 else words[:119] + "…")
        yield node, POL.text, text(words)
        yield node, POL.trigger, text(self.source[slice(*measure.trigger)])
        yield node, POL.triggerSpan, span_iri(self.facts.id, *measure.trigger)
        yield from span_triples(
            self.facts.id, self.source, start_char=measure.trigger.start_char, end_char=measure.trigger.end_char
        )
        yield node, POL.action, ACTION[measure.action]
        yield node, POL.partOfDocument, self.facts.id
        if measure.section:
            yield node, POL.inSection, measure.section
        for term, code in zip((POL.mainSector, POL.secondSector), measure.sectors, strict=False):
            yield node, term, SEC[code]
        for code in measure.sectors:
            yield node, POL.sector, SEC[code]
        if measure.priority:
            yield node, POL.underPriority, self._priority(measure)
        if measure.modality:
            yield node, POL.modality, MODALITY[measure.modality]
        yield from self._sureness(node, measure)
        yield from self._time(node, measure.due, inherited=measure.due_inherited)
        for period, day in measure.recurrence:
            yield node, POL.recurrence, Literal(period)
            if day:
                kind = XSD.gDay if day.startswith("---") else XSD.gMonthDay
                yield node, POL.recurrenceDay, Literal(day, datatype=kind)
        yield from self._quoted(node, measure.spans)
        yield from self._mentions(node, measure)
        yield from self._responsibilities(node, measure)

    def _priority(self, measure: MeasureFact) -> str:
        """Return the section of the key task or breakthrough that a measure stands under, the nearest one around it.

        Raises `ExtractionError` where the document has no such section.
        """
        at = self.sections.get(measure.section)
        while at is not None and at.priority != measure.priority:
            at = self.sections.get(at.parent)
        if at is None and measure.priority not in self.priorities:
            raise ExtractionError(
                f"no section is {measure.priority}, which a measure stands under",
                path=self.facts.document.name,
                remedy="this is a defect of kg: please report it with the document",
                iri=measure.id,
            )
        return at.id if at is not None else self.priorities[measure.priority]

    def _mentions(self, node: str, measure: MeasureFact) -> Iterator[Triple]:
        for entity in measure.entities:
            cls = self.classes[entity]
            yield node, POL.mentions, entity
            if cls in WORK_CLASSES:
                yield node, POL.concernsProject, entity
            elif cls == "Place":
                yield node, POL.concernsPlace, entity
            elif cls == "Instrument":
                yield node, POL.cites, entity

    def _responsibilities(self, node: str, measure: MeasureFact) -> Iterator[Triple]:
        for duty in measure.agents:
            by = duty.id
            yield node, POL.responsibility, by
            yield by, RDF.type, POL.Responsibility
            yield by, POL.agent, duty.agent
            yield by, POL.role, ROLE[duty.role]
            yield by, POL.confidence, confidence(duty.confidence)
            yield from rule_triples(by, duty.rule)
            yield by, POL.inherited, Literal("true" if duty.inherited else "false", datatype=XSD.boolean)
            yield from self._quoted(by, [Span(duty.start_char, duty.end_char)])

    def _target(self, target: TargetFact) -> Iterator[Triple]:
        node = target.id
        yield node, RDF.type, POL.Target
        yield node, RDFS.label, text(self.source[slice(*target.spans[0])])
        yield node, POL.partOfDocument, self.facts.id
        yield node, POL.indicator, text(target.indicator)
        yield node, POL.comparator, Literal(target.comparator)
        for term, value in ((POL.value, target.value), (POL.maxValue, target.value_max)):
            if value:
                yield node, term, decimal(value)
        for term, value in ((POL.unit, target.unit), (POL.baseline, target.baseline), (POL.level, target.level)):
            if value:
                yield node, term, text(value)
        if target.section:
            yield node, POL.inSection, target.section
        if target.measure:
            yield target.measure, POL.hasTarget, node
        for code in target.sectors:
            yield node, POL.sector, SEC[code]
        yield from self._sureness(node, target)
        yield from self._time(node, target.due, inherited=target.due_inherited)
        yield from self._quoted(node, target.spans)

    def _relation(self, relation: RelationFact) -> Iterator[Triple]:
        """Yield a relation plainly and as an `rdf:Statement` that cites where it is said."""
        namespace = ELI if relation.predicate in DOCUMENT_LINKS else POL
        subject, predicate = relation.subject, namespace[relation.predicate]
        obj: Term = relation.object if relation.object else Literal(relation.value)
        if relation.predicate == "status":
            obj = STATUS[relation.value]
        yield subject, predicate, obj
        if relation.predicate == "dueBy":
            yield from self._time(subject, self.normals[relation.object])
        node = relation.id
        yield node, RDF.type, RDF.Statement
        yield node, RDF.subject, subject
        yield node, RDF.predicate, predicate
        yield node, RDF.object, obj
        yield from self._sureness(node, relation)
        yield from self._quoted(node, [Span(relation.start_char, relation.end_char)])
