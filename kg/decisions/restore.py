"""Put back what a person accepted and the program does not find any more: things, measures, targets, who answers."""

from __future__ import annotations

from kg.confidence import HIGHEST
from kg.decisions.anchors import overlap
from kg.decisions.edit import Editor, find_near, mint_like, set_measure, set_target
from kg.decisions.match import NEAR, Settled
from kg.decisions.model import shorten, squeeze
from kg.extract.measures.sectors import class_sectors
from kg.facts import CitedMention, DocumentFacts, EntityFact, MeasureFact, ResponsibilityFact, TargetFact
from kg.iri import fold, mint_part
from kg.model import Span

RULE = "review"
"""The rule of a fact that only a person's decision states."""


def restore(settled: Settled, editor: Editor) -> str:
    """Return the IRI of a fact put back, empty where none of its kind can be."""
    maker = _MAKERS.get(settled.decisions[0].decision.fact)
    return maker(settled, editor) if maker else ""


def _entity(settled: Settled, editor: Editor) -> str:
    """Put a thing back, named at the words that were decided on; other places that named it are not known."""
    span, truth = settled.decisions[0].span, settled.truth
    if not {"id", "class", "label"} <= truth.keys():
        return ""
    iri = mint_like(editor.base_iri + truth["id"], truth["class"], base_iri=editor.base_iri)
    mention = CitedMention(*span, confidence=HIGHEST, rule=RULE)
    known = next((one for one in editor.facts.entities if one.id == iri), None)
    if known is not None:
        known.mentions = sorted([*known.mentions, mention], key=lambda one: (one.start_char, one.end_char))
        return iri
    entity = EntityFact(iri, truth["class"], truth["label"], [], [], [mention])
    entity.sectors = class_sectors(entity.cls)
    editor.facts.entities = sorted([*editor.facts.entities, entity], key=lambda one: one.id)
    for measure in editor.facts.measures:
        if _inside(*span, measure.spans[0]):
            measure.entities.append(iri)
    return iri


def _measure(settled: Settled, editor: Editor) -> str:
    """Put a measure back; bodies and places that are named in its words belong to it."""
    facts, span, truth = editor.facts, settled.decisions[0].span, settled.truth
    trigger = find_near(facts.document.text, truth.get("trigger", ""), *span)
    if trigger is None or not {"action", "sectors"} <= truth.keys():
        return ""
    section = section_at(facts, span)
    words = facts.document.text[slice(*span)]
    iri = mint_part(facts.id, "measure", fold(words), section_key(facts, section))
    if any(one.id == iri for one in facts.measures):
        return ""
    named = [one.id for one in facts.entities if any(_inside(m.start_char, m.end_char, span) for m in one.mentions)]
    measure = MeasureFact(iri, [span], trigger, truth["action"], section, [], named, [], rule=RULE)
    set_measure(measure, truth, kind="sectors", sure=HIGHEST)
    facts.measures.append(measure)
    return set_measure(measure, truth, kind="measure", sure=HIGHEST)


def _sectors(settled: Settled, editor: Editor) -> str:
    """Give a measure that was put back its sectors."""
    span = settled.decisions[0].span
    for measure in editor.facts.measures:
        if overlap(measure.spans[0], span) >= NEAR:
            return set_measure(measure, settled.truth, kind="sectors", sure=HIGHEST)
    return ""


def _target(settled: Settled, editor: Editor) -> str:
    facts, span, truth = editor.facts, settled.decisions[0].span, settled.truth
    if "indicator" not in truth or "comparator" not in truth:
        return ""
    section = section_at(facts, span)
    around = next((one for one in facts.measures if _inside(span[0], span[1], one.spans[0])), None)
    measure = around.id if around else ""
    said = [facts.document.text[slice(*span)], *(truth.get(n, "") for n in ("indicator", "value", "value_max", "due"))]
    iri = mint_part(facts.id, "target", *said, truth.get("level", ""), section_key(facts, section), measure)
    if any(one.id == iri for one in facts.targets):
        return ""
    blank = dict.fromkeys("indicator comparator value value_max unit due baseline level".split(), "")
    target = TargetFact(id=iri, spans=[span], measure=measure, section=section, rule=RULE, **blank)
    target.sectors = list(around.sectors) if around else []
    facts.targets.append(target)
    return set_target(target, truth, sure=HIGHEST)


def _responsibility(settled: Settled, editor: Editor) -> str:
    """Put back the role of a body that is named at the words, in the measure that is known by the words kept of it."""
    facts, span, truth = editor.facts, settled.decisions[0].span, settled.truth
    named = (e for e in facts.entities if any(overlap((m.start_char, m.end_char), span) >= NEAR for m in e.mentions))
    agent = next((one for one in named if one.cls == "Agent"), None)
    words, text = squeeze(truth.get("measure", "")), facts.document.text
    at = (one for one in facts.measures if squeeze(shorten(text[slice(*one.spans[0])])) == words)
    measure = next(at, None)
    if agent is None or measure is None:
        return ""
    iri = mint_part(measure.id, "responsibility", agent.id, truth["role"])
    if all(one.id != iri for one in measure.agents):
        inherited = not _inside(span[0], span[1], measure.spans[0])
        duty = ResponsibilityFact(iri, agent.id, truth["role"], *span, inherited, HIGHEST, rule=RULE)
        measure.agents.append(duty)
    return iri


def section_at(facts: DocumentFacts, span: Span) -> str:
    """Return the innermost section around a span, empty for none."""
    holding = [one for one in facts.sections if one.start_char <= span.start_char < one.end_char]
    return max(holding, key=lambda one: (one.level, one.start_char)).id if holding else ""


def section_key(facts: DocumentFacts, section: str) -> str:
    """Return what tells a section apart, as `kg.resolve.statements` makes it: its numbers and headings from the top."""
    by_id = {one.id: one for one in facts.sections}
    chain = []
    while section in by_id:
        chain.append(by_id[section])
        section = by_id[section].parent
    key = ""
    for one in reversed(chain):
        key = fold(f"{key}\x1e{one.number}\x1e{one.heading}")
    return key


def _inside(start: int, end: int, span: Span) -> bool:
    return span.start_char <= start and end <= span.end_char


_MAKERS = {
    "entity": _entity,
    "measure": _measure,
    "sectors": _sectors,
    "target": _target,
    "responsibility": _responsibility,
}
