"""Change single facts of a document: leave one out with what hangs on it, or have it state something else."""

from __future__ import annotations

from collections.abc import Callable

from kg.decisions.claims import Claim
from kg.decisions.model import States, squeeze
from kg.decisions.things import put_thing
from kg.extract.measures.sectors import class_sectors
from kg.facts import (
    DocumentFacts,
    EntityFact,
    MeasureFact,
    RelationFact,
    SectionFact,
    TargetFact,
)
from kg.iri import mint_part
from kg.model import Span


class Editor:
    """Edits the facts of one document in place."""

    def __init__(self, facts: DocumentFacts, *, base_iri: str) -> None:
        self.facts, self.base_iri = facts, base_iri
        self.rejected: list[Span] = []
        """The words of rejected measures."""
        self._renamed: dict[str, str] = {}

    def now(self, iri: str) -> str:
        """Return the IRI that a fact has now: another class or role gives it another one."""
        while iri in self._renamed:
            iri = self._renamed[iri]
        return iri

    def _rename(self, old: str, new: str) -> str:
        if new != old:
            self._renamed.pop(new, None)
            self._renamed[old] = new
        return new

    def drop(self, claim: Claim) -> None:
        """Leave a fact out, with what hangs on it; one that went with another is gone already."""
        drops: dict[str, Callable[[str], None]] = {
            "section": self._drop_section,
            "entity": self._drop_entity,
            "measure": self._drop_measure,
            "target": self._drop_target,
            "responsibility": self._drop_responsibility,
            "relation": self._drop_relation,
            "link": self._drop_relation,
        }
        drops[claim.fact](self.now(claim.id))

    def _drop_section(self, iri: str) -> None:
        """Give what stands in a section to the one around it."""
        facts = self.facts
        gone = next((one for one in facts.sections if one.id == iri), None)
        if gone is None:
            return
        facts.sections = [one for one in facts.sections if one is not gone]
        for section in facts.sections:
            if section.parent == iri:
                section.parent = gone.parent
        for stated in (*facts.measures, *facts.targets):
            if stated.section == iri:
                stated.section = gone.parent
        if gone.priority and not any(one.priority == gone.priority for one in facts.sections):
            for measure in facts.measures:
                if measure.priority == gone.priority:
                    measure.priority = ""

    def _drop_entity(self, iri: str) -> None:
        facts = self.facts
        facts.entities = [one for one in facts.entities if one.id != iri]
        for measure in facts.measures:
            measure.entities = [one for one in measure.entities if one != iri]
            measure.agents = [one for one in measure.agents if one.agent != iri]
        for some in (facts.relations, facts.links):
            some[:] = [one for one in some if iri not in (one.subject, one.object)]

    def _drop_measure(self, iri: str) -> None:
        """Leave out a measure and its responsibilities; a target in its words is a statement of its own and stays."""
        self.facts.measures = [one for one in self.facts.measures if one.id != iri]
        for target in self.facts.targets:
            if target.measure == iri:
                target.measure = ""

    def _drop_target(self, iri: str) -> None:
        self.facts.targets = [one for one in self.facts.targets if one.id != iri]

    def _drop_responsibility(self, iri: str) -> None:
        for measure in self.facts.measures:
            measure.agents = [one for one in measure.agents if one.id != iri]

    def _drop_relation(self, iri: str) -> None:
        for some in (self.facts.relations, self.facts.links):
            some[:] = [one for one in some if one.id != iri]

    # --- corrections -----------------------------------------------------------------------------

    def set(self, claim: Claim, truth: States, *, sure: float, words: Span | None = None) -> str:
        """Have a fact state what is true, as `sure`, a measure in other `words`.

        Return its IRI then, empty where it went with another.
        """
        iri = self.now(claim.id)
        match claim.fact:
            case "document":
                return self._set_header(truth)
            case "section":
                return self._set_section(iri, truth)
            case "entity":
                return self._set_entity(iri, truth, sure)
            case "measure" | "sectors":
                measure = next((one for one in self.facts.measures if one.id == iri), None)
                return set_measure(measure, truth, kind=claim.fact, sure=sure, words=words) if measure else ""
            case "target":
                target = next((one for one in self.facts.targets if one.id == iri), None)
                return set_target(target, truth, sure=sure) if target else ""
            case "responsibility":
                return self._set_responsibility(iri, truth, sure, words)
        return self._set_relation(iri, truth, sure)

    def _set_header(self, truth: States) -> str:
        header = self.facts.header
        for name in "title number issuer issued place adopted_by signatory signed_as".split():
            setattr(header, name, truth.get(name, ""))
        header.type = truth.get("type", "Other")
        first, _, last = truth.get("period", "").partition("/")
        header.period = (first, last) if last else None
        return self.facts.id

    def _set_section(self, iri: str, truth: States) -> str:
        section: SectionFact | None = next((one for one in self.facts.sections if one.id == iri), None)
        if section is None:
            return ""
        section.number, section.heading = truth.get("number", ""), truth.get("heading", "")
        return iri

    def _set_entity(self, iri: str, truth: States, sure: float) -> str:
        """Have a thing be of another class, by the IRI that this class gives it, or bear another name."""
        entity = next((one for one in self.facts.entities if one.id == iri), None)
        if entity is None:
            return ""
        names = {*entity.aliases, entity.label}
        entity.label = truth["label"]
        entity.aliases = sorted(names - {entity.label})
        for mention in entity.mentions:
            mention.confidence = sure
        if truth["class"] == entity.cls:
            return iri
        if entity.cls == "Agent":
            for measure in self.facts.measures:
                measure.agents = [one for one in measure.agents if one.agent != iri]
        entity.cls, entity.code, entity.became = truth["class"], "", None
        entity.sectors = class_sectors(entity.cls)
        entity.id = self._rename(iri, mint_like(iri, entity.cls, base_iri=self.base_iri))
        self._replace_entity(iri, entity)
        return entity.id

    def _replace_entity(self, iri: str, entity: EntityFact) -> None:
        """Name a thing by its new IRI wherever it is named; where one of that IRI is there already they become one."""
        facts, new = self.facts, entity.id
        other = next((one for one in facts.entities if one.id == new and one is not entity), None)
        if other is not None:
            spans = {(one.start_char, one.end_char): one for one in (*other.mentions, *entity.mentions)}
            entity.mentions = [spans[place] for place in sorted(spans)]
            facts.entities = [one for one in facts.entities if one is not other]
        facts.entities.sort(key=lambda one: one.id)
        for measure in facts.measures:
            measure.entities = list(dict.fromkeys(new if one == iri else one for one in measure.entities))
            for duty in measure.agents:
                if duty.agent == iri:
                    duty.agent = new
                    duty.id = self._rename(duty.id, mint_part(measure.id, "responsibility", new, duty.role))
        for some in (facts.relations, facts.links):
            for relation in some:
                if iri in (relation.subject, relation.object):
                    relation.subject = new if relation.subject == iri else relation.subject
                    relation.object = new if relation.object == iri else relation.object
                    relation.id = self._rename(relation.id, self._mint_statement(relation))

    def _mint_statement(self, relation: RelationFact) -> str:
        said = (relation.subject, relation.predicate, relation.object or relation.value)
        return mint_part(self.facts.id, "statement", *said)

    def _set_responsibility(self, iri: str, truth: States, sure: float, words: Span | None) -> str:
        """Have a body have another role in a measure, or another body, that stands at `words`, have it."""
        for measure in self.facts.measures:
            for duty in measure.agents:
                if duty.id == iri:
                    duty.role, duty.confidence = truth["role"], sure
                    if words is not None:
                        body = put_thing(self.facts, "Agent", words, label=truth["agent"], base_iri=self.base_iri)
                        duty.agent, duty.start_char, duty.end_char = body.id, *words
                        duty.inherited = not is_inside(words, measure.spans[0])
                    duty.id = self._rename(iri, mint_part(measure.id, "responsibility", duty.agent, duty.role))
                    measure.agents = list({one.id: one for one in measure.agents}.values())
                    return duty.id
        return ""

    def _set_relation(self, iri: str, truth: States, sure: float) -> str:
        for some in (self.facts.relations, self.facts.links):
            for relation in some:
                if relation.id == iri:
                    relation.predicate, relation.confidence = truth["predicate"], sure
                    if relation.predicate == "status":
                        relation.value = truth["object"]
                    relation.id = self._rename(iri, self._mint_statement(relation))
                    some[:] = list({one.id: one for one in some}.values())
                    return relation.id
        return ""


def is_inside(span: Span, other: Span) -> bool:
    """Say whether a span lies in another one."""
    return other.start_char <= span.start_char and span.end_char <= other.end_char


def mint_like(iri: str, cls: str, *, base_iri: str) -> str:
    """Return the IRI of a thing for another class: jurisdiction and name stay, see `kg.iri.mint_entity`."""
    from kg.iri import mint_entity

    kind = mint_entity(base_iri, cls, scope="vn", name="x").removeprefix(base_iri).split("/")[0]
    return base_iri + "/".join([kind, *iri.removeprefix(base_iri).split("/")[1:]])


def set_measure(measure: MeasureFact, truth: States, *, kind: str, sure: float, words: Span | None = None) -> str:
    """Have a measure state what is true of it, in other words where some are given; or be of these sectors."""
    if kind == "sectors":
        measure.sectors = list(truth["sectors"])
        return measure.id
    measure.confidence = sure
    measure.action, measure.modality = truth.get("action", measure.action), truth.get("modality", "")
    if measure.due != truth.get("due", ""):
        measure.due, measure.due_inherited = truth.get("due", ""), False
    if words is not None:
        measure.spans[0] = words
        first, last = max(measure.trigger[0], words.start_char), min(measure.trigger[1], words.end_char)
        measure.trigger = Span(first, last) if first < last else words
    return measure.id


def find_near(text: str, words: str, low: int, high: int) -> Span | None:
    """Return where words stand between two places of a text, whatever the white space."""
    part, wanted = text[low:high], squeeze(words)
    places = [at for at, char in enumerate(part) if not char.isspace()]
    at = "".join(part[place] for place in places).find(wanted) if wanted else -1
    return Span(low + places[at], low + places[at + len(wanted) - 1] + 1) if at >= 0 else None


def set_target(target: TargetFact, truth: States, *, sure: float) -> str:
    """Have a target state what is true of it."""
    if target.due != truth.get("due", ""):
        target.due_inherited = False
    for name in "indicator comparator value value_max unit due baseline level".split():
        setattr(target, name, truth.get(name, ""))
    target.confidence = sure
    return target.id
