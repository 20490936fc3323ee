"""Turn findings into statements with IRIs and source spans; a passage printed twice becomes one statement.

The same words are one statement where they stand in one section, behind the same introduction, for the same bodies and
by the same time; else each is a statement of its own.
"""

from __future__ import annotations

from bisect import bisect_left

from kg.facts import MeasureFact, RelationFact, ResponsibilityFact, SectionFact, TargetFact
from kg.iri import fold, mint_part
from kg.model import Findings, MeasureFinding, PreparedText, Span, TargetFinding
from kg.resolve.entities import EntityIndex
from kg.resolve.identity import Identities
from kg.text.repeats import introductions


class Statements:
    """Makes the statements of one document; `sections` comes first, since the others stand in them."""

    def __init__(self, prepared: PreparedText, findings: Findings, *, document: str, index: EntityIndex) -> None:
        self.prepared = prepared
        self.findings = findings
        self.document = document
        self.index = index
        self.section_ids: list[str] = []
        self.section_keys: list[str] = []
        self.led = introductions(prepared.text, prepared.blocks)
        order = sorted(range(len(findings.mentions)), key=lambda i: findings.mentions[i].start_char)
        self._mentions = order
        self._starts = [findings.mentions[i].start_char for i in order]

    def sections(self, priorities: dict[int, str]) -> list[SectionFact]:
        """Return the sections; two with the same number and heading differ by their order of appearance."""
        facts: list[SectionFact] = []
        seen: dict[str, int] = {}
        for index, section in enumerate(self.prepared.sections):
            parent = self.section_ids[section.parent] if section.parent >= 0 else ""
            above = self.section_keys[section.parent] if section.parent >= 0 else ""
            key = fold(f"{above}\x1e{section.number}\x1e{section.heading}")
            seen[key] = seen.get(key, 0) + 1
            iri = mint_part(self.document, "section", key, str(seen[key]))
            self.section_keys.append(key)
            self.section_ids.append(iri)
            start, end = self.prepared.to_source(section.start_char, section.end_char)
            own = priorities.get(index, "")
            inherited = priorities.get(section.parent, "") if section.parent >= 0 else ""
            facts.append(
                SectionFact(
                    iri,
                    section.number,
                    section.heading,
                    parent,
                    section.level,
                    start,
                    end,
                    own if own != inherited else "",
                )
            )
        return facts

    def measures(self) -> tuple[list[MeasureFact], list[str]]:
        """Return the measures, and the IRI of the one that each finding became."""
        facts: dict[str, MeasureFact] = {}
        identity = Identities(self.document, "measure", prepared=self.prepared, led=self.led)
        ids: list[str] = []
        printed: set[tuple[str, Span]] = set()
        for finding in self.findings.measures:
            span = self.prepared.to_source(finding.start_char, finding.end_char)
            words = fold(self.prepared.text[finding.start_char : finding.end_char])
            iri = identity.of(
                (words,),
                (self._section_key(finding.section),),
                apart=(*sorted(self._answering(finding)), finding.due),
                start_char=finding.start_char,
                end_char=finding.end_char,
            )
            ids.append(iri)
            if iri not in facts:
                facts[iri] = self._measure(iri, finding, span=span)
            elif (iri, span) not in printed:
                facts[iri].spans.append(span)
            printed.add((iri, span))
        return list(facts.values()), ids

    def _answering(self, finding: MeasureFinding) -> set[str]:
        """Return the roles that bodies have in a measure, each with the body."""
        return {
            f"{given.role} {agent}"
            for given in finding.agents
            if (agent := self.index.of_mention[given.mention]) is not None
        }

    def _measure(self, iri: str, finding: MeasureFinding, *, span: Span) -> MeasureFact:
        """Make a measure at its first printing."""
        agents = []
        for given in finding.agents:
            agent = self.index.of_mention[given.mention]
            if agent is None:
                continue
            mention = self.findings.mentions[given.mention]
            at = self.prepared.to_source(mention.start_char, mention.end_char)
            agents.append(
                ResponsibilityFact(
                    mint_part(iri, "responsibility", agent, given.role),
                    agent,
                    given.role,
                    at.start_char,
                    at.end_char,
                    given.inherited,
                    given.confidence,
                    rule=given.rule,
                )
            )
        unique = {agent.id: agent for agent in agents}
        return MeasureFact(
            id=iri,
            spans=[span],
            trigger=self.prepared.to_source(*finding.trigger),
            action=finding.action,
            section=self._section(finding.section),
            sectors=finding.sectors,
            entities=self._entities_in(finding.start_char, finding.end_char),
            agents=list(unique.values()),
            priority=finding.priority,
            due=finding.due,
            due_inherited=finding.due_inherited,
            recurrence=finding.recurrence,
            modality=finding.modality,
            confidence=finding.confidence,
            rule=finding.rule,
        )

    def targets(self, measure_ids: list[str], measures: list[MeasureFact]) -> list[TargetFact]:
        """Return the targets, each tied to the measure in whose words it stands."""
        sectors = {measure.id: measure.sectors for measure in measures}
        facts: dict[str, TargetFact] = {}
        printed: set[tuple[str, Span]] = set()
        identity = Identities(self.document, "target", prepared=self.prepared, led=self.led)
        starts = [finding.start_char for finding in self.findings.measures]
        for finding in self.findings.targets:
            span = self.prepared.to_source(finding.start_char, finding.end_char)
            measure = self._measure_around(finding, starts=starts, ids=measure_ids)
            said = (
                self.prepared.text[finding.start_char : finding.end_char],
                finding.indicator,
                finding.value,
                finding.value_max,
                finding.due,
                finding.level,
            )
            iri = identity.of(
                said,
                (self._section_key(finding.section), measure),
                apart=(),
                start_char=finding.start_char,
                end_char=finding.end_char,
            )
            again = (iri, span) in printed
            printed.add((iri, span))
            if iri in facts:
                facts[iri].spans += [] if again else [span]
                continue
            facts[iri] = TargetFact(
                id=iri,
                spans=[span],
                indicator=finding.indicator,
                comparator=finding.comparator,
                value=finding.value,
                value_max=finding.value_max,
                unit=finding.unit,
                due=finding.due,
                due_inherited=finding.due_inherited,
                baseline=finding.baseline,
                level=finding.level,
                measure=measure,
                section=self._section(finding.section),
                sectors=sectors.get(measure, []),
                confidence=finding.confidence,
                rule=finding.rule,
            )
        return list(facts.values())

    def relations(self) -> list[RelationFact]:
        """Return the relations between entities; one that is stated twice cites its first statement."""
        facts: dict[str, RelationFact] = {}
        for finding in self.findings.relations:
            subject = self.index.of_mention[finding.subject]
            obj = self.index.of_mention[finding.object] if finding.object >= 0 else ""
            if subject is None or obj is None or subject == obj:
                continue
            iri = mint_part(self.document, "statement", subject, finding.predicate, obj or finding.value)
            start, end = self.prepared.to_source(finding.start_char, finding.end_char)
            if iri not in facts or start < facts[iri].start_char:
                facts[iri] = RelationFact(
                    iri,
                    subject,
                    finding.predicate,
                    obj,
                    finding.value,
                    start,
                    end,
                    finding.confidence,
                    rule=finding.rule,
                )
        return list(facts.values())

    def links(self) -> list[RelationFact]:
        """Return what the document does to instruments."""
        facts: dict[str, RelationFact] = {}
        for finding in self.findings.links:
            obj = self.index.of_mention[finding.object]
            if obj is not None:
                iri = mint_part(self.document, "statement", self.document, finding.predicate, obj)
                span = self.prepared.to_source(finding.start_char, finding.end_char)
                facts.setdefault(
                    iri,
                    RelationFact(
                        iri,
                        self.document,
                        finding.predicate,
                        obj,
                        "",
                        *span,
                        confidence=finding.confidence,
                        rule=finding.rule,
                    ),
                )
        return list(facts.values())

    def _section(self, index: int) -> str:
        return self.section_ids[index] if index >= 0 else ""

    def _section_key(self, index: int) -> str:
        return self.section_keys[index] if index >= 0 else ""

    def _entities_in(self, start_char: int, end_char: int) -> list[str]:
        """Return the IRIs of the entities named in a working span, in order of mention, each once."""
        first = bisect_left(self._starts, start_char)
        last = bisect_left(self._starts, end_char)
        found = {}
        for position in self._mentions[first:last]:
            iri = self.index.of_mention[position]
            if iri is not None and self.findings.mentions[position].end_char <= end_char:
                found[iri] = None
        return list(found)

    def _measure_around(self, finding: TargetFinding, *, starts: list[int], ids: list[str]) -> str:
        """Return the measure that holds the target, or an empty string."""
        at = bisect_left(starts, finding.start_char + 1) - 1
        if at >= 0 and self.findings.measures[at].end_char > finding.start_char:
            return ids[at]
        return ""
