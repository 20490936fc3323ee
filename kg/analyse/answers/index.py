"""Index the flat facts of a folder (docs/facts.md) as plain rows, each with where it stands, for the answers to read.

Offsets count code points of the document's source text, half-open. Nothing but the facts is read: no text, no store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from kg.analyse.answers.levels import Level, find_level, find_province, is_any
from kg.analyse.answers.times import Due, Recurrence, read_due, read_recurrences
from kg.model import DOCUMENT_LINKS, WORK_CLASSES

Fact = Mapping[str, Any]

OWNERS = ("lead", "implement", "supervise", "advise")
"""The roles whose holder answers for a measure."""
PARTNERS = ("coordinate", "approve", "report")
"""The roles of those who work with the owner, decide, or are reported to; a beneficiary is neither."""
BENEFICIARY = "beneficiary"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a fact stands: `quote` is `text[start_char:end_char]` of the document; empty or 0 what is not known.

    `section` is the number of the section as printed, `heading` its heading; `also` holds spans where the same is
    printed again.
    """

    id: str
    document: str
    start_char: int
    end_char: int
    quote: str
    page: int = 0
    page_label: str = ""
    section: str = ""
    heading: str = ""
    confidence: float = 0.0
    rule: str = ""
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """What a document does to an instrument (`relation` is one of `kg.model.DOCUMENT_LINKS`), and where it says so."""

    relation: str
    instrument: str
    label: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as it presents itself; empty what it does not say. `issued` is an ISO day, `period` two years."""

    id: str
    title: str
    type: str
    number: str
    issued: str
    issuer: str
    place: str
    period: tuple[str, ...]
    adopted_by: str
    signatory: str
    signed_as: str
    links: tuple[Link, ...]

    @property
    def name(self) -> str:
        """Return what to call it: its number, else its title, else the end of its IRI."""
        return self.number or self.title or self.id.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section: number and heading as printed, `parent` the IRI of the one around it."""

    id: str
    document: str
    number: str
    heading: str
    parent: str
    level: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A thing that documents name; `mentions` are document, start and end of each place, `normal` a Time's ISO form."""

    id: str
    cls: str
    label: str
    aliases: tuple[str, ...]
    mentions: tuple[tuple[str, int, int], ...]
    normal: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Return the label and the aliases."""
        return (self.label, *self.aliases)

    @property
    def level(self) -> Level:
        """Return the level of a body."""
        return find_level(self.label, self.id)

    @property
    def is_named(self) -> bool:
        """Say whether a body has a name of its own, and is not any of its kind (`các sở`, `doanh nghiệp`)."""
        if not self.label[:1].isupper() or is_any(self.label):
            return False
        return self.level.name not in ("enterprise", "other") or any(map(str.isupper, self.label[1:]))


@dataclass(frozen=True, slots=True)
class Duty:
    """A body's role in a task, and where that is stated; `inherited` where it is stated for a whole part."""

    body: str
    role: str
    inherited: bool
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Task:
    """A measure: what is to be done, by whom, by when. `targets` are the IRIs of the targets in it."""

    cite: Citation
    action: str
    modality: str
    priority: str
    sectors: tuple[str, ...]
    entities: tuple[str, ...]
    duties: tuple[Duty, ...]
    due: Due | None
    recurrences: tuple[Recurrence, ...]
    targets: tuple[str, ...]

    @property
    def id(self) -> str:
        """Return its IRI."""
        return self.cite.id

    @property
    def sector(self) -> str:
        """Return its main sector."""
        return self.sectors[0] if self.sectors else ""

    @property
    def owners(self) -> tuple[Duty, ...]:
        """Return the duties of those who answer for it."""
        return tuple(duty for duty in self.duties if duty.role in OWNERS)

    @property
    def has_time(self) -> bool:
        """Say whether a due time, stated or inherited, or a recurrence is known."""
        return self.due is not None or bool(self.recurrences)


@dataclass(frozen=True, slots=True)
class Aim:
    """A target: indicator, comparator, `value` (and `value_max` of a range) with unit, or the `level` aimed at."""

    cite: Citation
    indicator: str
    comparator: str
    value: float | None
    value_max: float | None
    unit: str
    level: str
    baseline: str
    due: Due | None
    measure: str

    @property
    def id(self) -> str:
        """Return its IRI."""
        return self.cite.id


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated link between two things, or between one and a value."""

    cite: Citation
    subject: str
    predicate: str
    object: str


@dataclass(frozen=True)
class Index:
    """The rows of a folder's facts, by id, each kind in the order of the facts."""

    documents: dict[str, DocumentRow] = field(default_factory=dict)
    sections: dict[str, SectionRow] = field(default_factory=dict)
    entities: dict[str, EntityRow] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    aims: dict[str, Aim] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    def label(self, iri: str) -> str:
        """Return what to call a document or an entity; the IRI's last part for another.

        A body of a province whose name others have too is called with its province (`Sở Tài chính (Đồng Nai)`).
        """
        if iri in self.documents:
            return self.documents[iri].name
        if iri not in self.entities:
            return iri.rsplit("/", 1)[-1]
        label = self.entities[iri].label
        province = find_province(iri) if label in self._shared_names else ""
        return f"{label} ({province})" if province else label

    @cached_property
    def _shared_names(self) -> set[str]:
        """Return the labels that several bodies have."""
        found = Counter(entity.label for entity in self.entities.values() if entity.cls == "Agent")
        return {label for label, number in found.items() if number > 1}

    def works(self) -> Iterator[EntityRow]:
        """Yield the projects and works."""
        return (entity for entity in self.entities.values() if entity.cls in WORK_CLASSES)

    @cached_property
    def bodies(self) -> dict[str, EntityRow]:
        """Return the bodies and groups that have a role in some task, by id."""
        named = dict.fromkeys(duty.body for task in self.tasks.values() for duty in task.duties)
        return {body: self.entities[body] for body in named if body in self.entities}

    @cached_property
    def tasks_of_body(self) -> dict[str, tuple[Task, ...]]:
        """Return the tasks in which each body has a role."""
        return _gather((duty.body, task) for task in self.tasks.values() for duty in task.duties)

    @cached_property
    def tasks_of_entity(self) -> dict[str, tuple[Task, ...]]:
        """Return the tasks that name each entity."""
        return _gather((entity, task) for task in self.tasks.values() for entity in task.entities)

    @cached_property
    def aims_of_task(self) -> dict[str, tuple[Aim, ...]]:
        """Return the targets in each task."""
        return _gather((aim.measure, aim) for aim in self.aims.values() if aim.measure)

    def of(self, *documents: str) -> Index:
        """Return the index of some documents alone; entities keep those of their mentions that stand there."""
        chosen = set(documents)
        entities = {}
        for key, entity in self.entities.items():
            mentions = tuple(mention for mention in entity.mentions if mention[0] in chosen)
            if mentions:
                entities[key] = replace(entity, mentions=mentions)
        return Index(
            {key: row for key, row in self.documents.items() if key in chosen},
            {key: row for key, row in self.sections.items() if row.document in chosen},
            entities,
            {key: row for key, row in self.tasks.items() if row.cite.document in chosen},
            {key: row for key, row in self.aims.items() if row.cite.document in chosen},
            tuple(row for row in self.relations if row.cite.document in chosen),
        )


def build_index(facts: Iterable[Fact]) -> Index:
    """Return the index of the dicts of facts.jsonl."""
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact["fact"], []).append(fact)
    entities = _entities(kinds.get("entity", []))
    sections = {fact["id"]: _section(fact) for fact in kinds.get("section", [])}
    targets: dict[str, list[str]] = {}
    for fact in kinds.get("target", []):
        targets.setdefault(fact.get("measure", ""), []).append(fact["id"])
    return Index(
        {fact["id"]: _document(fact, entities) for fact in kinds.get("document", [])},
        sections,
        entities,
        {fact["id"]: _task(fact, sections, targets) for fact in kinds.get("measure", [])},
        {fact["id"]: _aim(fact, sections) for fact in kinds.get("target", [])},
        tuple(
            Relation(_cite(fact, sections), fact["subject"], fact["predicate"], fact["object"])
            for fact in kinds.get("relation", [])
        ),
    )


def _gather(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the rows of each key, each once, in the order in which they come."""
    found: dict[str, dict[str, Any]] = {}
    for key, row in pairs:
        found.setdefault(key, {})[row.id] = row
    return {key: tuple(rows.values()) for key, rows in found.items()}


def _document(fact: Fact, entities: dict[str, EntityRow]) -> DocumentRow:
    links = [
        Link(
            relation,
            link["id"],
            entities[link["id"]].label if link["id"] in entities else link["id"].rsplit("/", 1)[-1],
            link["start"],
            link["end"],
        )
        for relation in DOCUMENT_LINKS
        for link in fact.get(relation, ())
    ]
    names = ("id", "title", "type", "number", "issued", "issuer", "place")
    return DocumentRow(
        **{name: fact.get(name, "") for name in names},
        period=tuple(fact.get("period", ())),
        **{name: fact.get(name, "") for name in ("adopted_by", "signatory", "signed_as")},
        links=tuple(links),
    )


def _section(fact: Fact) -> SectionRow:
    words = (fact.get(name, "") for name in ("number", "heading", "parent"))
    return SectionRow(fact["id"], fact["doc"], *words, fact.get("level", 1), fact["start"], fact["end"])


def _entities(facts: list[Fact]) -> dict[str, EntityRow]:
    """Return the entities: one row for the facts of all documents that name it, by the label most often given."""
    groups: dict[str, list[Fact]] = {}
    for fact in facts:
        groups.setdefault(fact["id"], []).append(fact)
    rows = {}
    for iri, group in groups.items():
        labels = Counter(fact.get("label", "") for fact in group)
        label = min(labels, key=lambda name: (-labels[name], name))
        others = {name for fact in group for name in (fact.get("label", ""), *fact.get("aliases", ()))} - {label, ""}
        mentions = tuple((fact["doc"], start, end) for fact in group for start, end in fact["mentions"])
        normal = group[0].get("normal", "")
        rows[iri] = EntityRow(iri, group[0]["class"], label, tuple(sorted(others)), mentions, normal)
    return rows


def _cite(fact: Fact, sections: dict[str, SectionRow]) -> Citation:
    section = sections.get(fact.get("section", ""))
    return Citation(
        fact["id"],
        fact["doc"],
        fact["start"],
        fact["end"],
        fact["quote"],
        page=fact.get("page", 0),
        page_label=fact.get("page_label", ""),
        section=section.number if section else "",
        heading=section.heading if section else "",
        confidence=fact.get("confidence", 0.0),
        rule=fact.get("rule", ""),
        also=tuple((start, end) for start, end in fact.get("also", ())),
    )


def _due(fact: Fact) -> Due | None:
    return read_due(fact["due"], inherited=bool(fact.get("due_inherited"))) if "due" in fact else None


def _task(fact: Fact, sections: dict[str, SectionRow], targets: dict[str, list[str]]) -> Task:
    duties = (
        Duty(agent["id"], agent["role"], bool(agent.get("inherited")), agent["start"], agent["end"])
        for agent in fact.get("agents", ())
    )
    return Task(
        _cite(fact, sections),
        **{name: fact.get(name, "") for name in ("action", "modality", "priority")},
        sectors=tuple(fact.get("sectors", ())),
        entities=tuple(fact.get("entities", ())),
        duties=tuple(duties),
        due=_due(fact),
        recurrences=read_recurrences(fact.get("recurrence", []), fact.get("recurrence_day", [])),
        targets=tuple(targets.get(fact["id"], ())),
    )


def _aim(fact: Fact, sections: dict[str, SectionRow]) -> Aim:
    return Aim(
        _cite(fact, sections),
        indicator=fact.get("indicator", ""),
        comparator=fact.get("comparator", ""),
        value=fact.get("value"),
        value_max=fact.get("value_max"),
        unit=fact.get("unit", ""),
        level=fact.get("level", ""),
        baseline=fact.get("baseline", ""),
        due=_due(fact),
        measure=fact.get("measure", ""),
    )
