"""Put back what a person accepted and the program does not find any more: things, measures, targets, who answers."""

from __future__ import annotations

from kg.confidence import HIGHEST
from kg.decisions.anchors import overlap
from kg.decisions.edit import Editor, find_near, is_inside, mint_like, set_measure, set_target
from kg.decisions.match import NEAR, Settled
from kg.decisions.model import ADD, shorten, squeeze
from kg.decisions.things import RULE, put_thing, put_time, thing_at
from kg.facts import DocumentFacts, MeasureFact, ResponsibilityFact, TargetFact
from kg.iri import fold, mint_part
from kg.model import Span


def restore(settled: Settled, editor: Editor) -> str:
    """Return the IRI of a fact put back, empty where none of its kind can be."""
    maker = _MAKERS.get(settled.decisions[0].decision.fact)
    return maker(settled, editor) if maker else ""


def _entity(settled: Settled, editor: Editor) -> str:
    """Put a thing back, named at the words that were decided on; other places that named it are not known."""
    span, truth = settled.decisions[0].span, settled.truth
    if not {"class", "label"} <= truth.keys() or not ("id" in truth or _is_added(settled)):
        return ""
    iri = mint_like(editor.base_iri + truth["id"], truth["class"], base_iri=editor.base_iri) if "id" in truth else ""
    place = {"label": truth["label"], "iri": iri, "base_iri": editor.base_iri}
    return put_thing(editor.facts, truth["class"], span, **place).id


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
    named = [
        one.id for one in facts.entities if any(is_inside(Span(m.start_char, m.end_char), span) for m in one.mentions)
    ]
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
    around = next((one for one in facts.measures if is_inside(span, one.spans[0])), None)
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
    """Put back the role of a body that is named at the words, in the measure that is known by the words kept of it.

    Who adds a role, or gives it to other words, says that they name a body.
    """
    facts, one, truth = editor.facts, settled.decisions[0], settled.truth
    span = one.words or one.span
    measure = _measure_said(settled, editor)
    agent = thing_at(facts, "Agent", span, least=NEAR)
    if measure is not None and (one.words or _is_added(settled)):
        agent = put_thing(facts, "Agent", span, label=truth["agent"], base_iri=editor.base_iri)
    if agent is None or measure is None:
        return ""
    iri = mint_part(measure.id, "responsibility", agent.id, truth["role"])
    if all(one.id != iri for one in measure.agents):
        inherited = not is_inside(span, measure.spans[0])
        duty = ResponsibilityFact(iri, agent.id, truth["role"], *span, inherited, HIGHEST, rule=RULE)
        measure.agents.append(duty)
    return iri


def _due(settled: Settled, editor: Editor) -> str:
    """Give a measure the due time that words name."""
    span, normal = settled.decisions[0].span, settled.truth["due"]
    measure = _measure_said(settled, editor)
    if measure is None:
        return ""
    measure.due, measure.due_inherited = normal, not is_inside(span, measure.spans[0])
    put_time(editor.facts, normal, span, base_iri=editor.base_iri)
    return measure.id


def _measure_said(settled: Settled, editor: Editor) -> MeasureFact | None:
    """Return the measure of the words that a decision keeps of it, of several the nearest."""
    text, words = editor.facts.document.text, squeeze(str(settled.truth.get("measure", "")))
    place = settled.decisions[0].span.start_char
    said = [one for one in editor.facts.measures if squeeze(shorten(text[slice(*one.spans[0])])) == words]
    return min(said, key=lambda one: abs(one.spans[0].start_char - place), default=None)


def _is_added(settled: Settled) -> bool:
    return any(one.decision.verdict == ADD for one in settled.decisions)


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


_MAKERS = {
    "entity": _entity,
    "measure": _measure,
    "sectors": _sectors,
    "target": _target,
    "responsibility": _responsibility,
    "due": _due,
}
