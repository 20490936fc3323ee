"""Name the way in which each finding was found (its rule), and give it the confidence counted for that rule.

A rule is made of what can be seen of a finding: of a measure who acts and the kind of verb that commits, of a target
its unit, comparator and due time, of a mention its class and the kind of name, of a relation its predicate, of a
responsibility its role and where the body is named. `kg.confidence` says how counts become a confidence. A time is
counted by what it is (a day, a year), and names the pattern that read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.annotate import Annotations
from kg.confidence import confidence_of
from kg.extract.document.sections import section_kinds
from kg.model import (
    REGULATIONS,
    WORK_CLASSES,
    AgentRole,
    Findings,
    MeasureFinding,
    Mention,
    PreparedText,
    RelationFinding,
    TargetFinding,
)

Finding = Mention | MeasureFinding | TargetFinding | RelationFinding | AgentRole
REGULATION = " of a regulation"
"""What is added to the kind of a fact found in a law, decree or circular: there, clauses of the same form mostly state
conditions, criteria and thresholds, which are no measures and no targets."""
_WIDE = 2
_OPENERS = 25
_LONG = 9


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Set the rule of every finding, and the confidence that was counted for it; mentions are made anew with both."""
    mentions: list[Mention] = []
    for kind, rule, finding, _ in iter_rules(prepared, notes, findings):
        name, sure = f"{kind.partition(' ')[0]}: {rule}", confidence_of(kind, rule)
        if isinstance(finding, Mention):
            mentions.append(replace(finding, rule=_read_by(finding) or name, confidence=sure))
        else:
            finding.rule, finding.confidence = name, sure
    findings.mentions = mentions


def _read_by(mention: Mention) -> str:
    """Return the rule of a time: the id of the named pattern that read it, which tells more than what it is."""
    return f"mention: Time: {mention.pattern}" if mention.cls == "Time" and mention.pattern else ""


def iter_rules(
    prepared: PreparedText, notes: Annotations, findings: Findings
) -> Iterator[tuple[str, str, Finding, MeasureFinding | None]]:
    """Yield kind and rule of every finding with the finding, and for a responsibility its measure."""
    rules = _Rules(prepared, notes, findings)
    where = REGULATION if findings.header.type in REGULATIONS else ""
    for mention in findings.mentions:
        yield "mention", rules.mention(mention), mention, None
    for measure in findings.measures:
        yield f"measure{where}", rules.measure(measure), measure, None
        for duty in measure.agents:
            yield f"responsibility{where}", rules.responsibility(duty, measure), duty, measure
    for target in findings.targets:
        yield f"target{where}", rules.target(target), target, None
    for relation in findings.relations:
        yield "relation", rules.relation(relation), relation, None
    for link in findings.links:
        yield "link", link.predicate, link, None


class _Rules:
    """Names the rules of one text."""

    def __init__(self, prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
        self.text = prepared.text
        self.blocks = prepared.blocks
        self.segments = prepared.segments
        self.kinds = section_kinds(prepared.sections)
        self.mentions = findings.mentions
        self.verbs = {hit.start_char: hit.label for hit in notes.hits("verb")}
        self.agents = {hit.start_char: hit.label for hit in notes.hits("agent")}

    def mention(self, mention: Mention) -> str:
        """Return class and kind of name: `Agent: named`, `Road: route`, `Place: province`."""
        cls = "Work" if mention.cls in WORK_CLASSES else mention.cls
        return f"{cls}: {getattr(self, f'_{cls.lower()}')(mention)}"

    def _agent(self, mention: Mention) -> str:
        label = self.agents.get(mention.start_char, "short form")
        generic = mention.as_agent.generic
        if generic and len(self.text[mention.start_char : mention.end_char].split()) > _LONG:
            return "group, long"
        return label

    def _place(self, mention: Mention) -> str:
        if mention.within:
            return "end of a route"
        return mention.as_place.kind or "local name"

    def _instrument(self, mention: Mention) -> str:
        printed = self.text[mention.start_char : mention.end_char]
        if re.search(r"\d[/-]", printed):
            return "number"
        if printed.endswith(")"):
            return "abbreviation in brackets"
        if not re.search(r"\s", printed):
            return "one word"
        return "name, long" if len(printed.split()) > _LONG else "name"

    def _time(self, mention: Mention) -> str:
        return {4: "year", 7: "month", 9: "years", 10: "day"}.get(len(mention.key), "interval")

    def _work(self, mention: Mention) -> str:
        if mention.within:
            return "end of a route"
        if mention.as_work.route:
            return "route"
        return "number" if mention.as_work.number else "name"

    def measure(self, measure: MeasureFinding) -> str:
        """Return who acts, the kind of the first word of the verb phrase, and whether the part states aims."""
        trigger, subject = measure.trigger, measure.subject
        first = self.verbs.get(trigger.start_char, "other")
        aim = measure.section >= 0 and self.kinds[measure.section] == "aim"
        if self.blocks[self.segments[measure.segment].block].kind == "row":
            return "table row"
        if measure.call:
            who = "called"
        elif subject.end_char > subject.start_char:
            who = "agent" if trigger.start_char - subject.end_char <= _WIDE else "agent, words between"
        else:
            who = "verb first" if trigger.start_char - measure.start_char <= _OPENERS else "inside"
        return f"{who}, {first}{', aims' if aim else ''}"

    def responsibility(self, duty: AgentRole, measure: MeasureFinding) -> str:
        """Return the role and where the body is named."""
        mention = self.mentions[duty.mention]
        if duty.inherited:
            return f"{duty.role}, inherited"
        own = measure.subject.start_char <= mention.start_char < measure.subject.end_char
        if duty.role == "lead" and not own:
            return "lead, carried over"
        return duty.role

    def target(self, target: TargetFinding) -> str:
        """Return the form of the figure and whether a due time is known."""
        if target.level and not target.value:
            return "level"
        figure = "share" if target.unit.startswith("%") else "unit" if target.unit else "bare number"
        before = len(target.indicator.split()) > _LONG
        return f"{figure}{', due' if target.due else ''}{', long indicator' if before else ''}"

    def relation(self, relation: RelationFinding) -> str:
        """Return the predicate."""
        return relation.predicate


__all__ = ["extract", "iter_rules"]
