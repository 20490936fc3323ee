"""Index the flat facts of a folder (docs/facts.md) as plain rows, each with where it stands, for the answers to read.

Offsets count code points of the document's source text, half-open. Nothing but the facts is read: no text, no store.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from kg.analyse.answers.naming import Named, tell_apart
from kg.analyse.answers.rows import (
    Aim,
    Citation,
    DocumentRow,
    Duty,
    EntityRow,
    Link,
    Relation,
    SectionRow,
    Task,
)
from kg.analyse.answers.times import SOON_DAYS, Due, read_due, read_recurrences
from kg.model import DOCUMENT_LINKS, WORK_CLASSES

Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Index:
    """The rows of a folder's facts, by id, each kind in the order of the facts.

    Of documents that say the same one is here; the others are `copies`, and only `whole` has their rows.
    """

    documents: dict[str, DocumentRow] = field(default_factory=dict)
    sections: dict[str, SectionRow] = field(default_factory=dict)
    entities: dict[str, EntityRow] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    aims: dict[str, Aim] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    copies: tuple[DocumentRow, ...] = ()
    whole: Index | None = field(default=None, repr=False)

    def label(self, iri: str) -> str:
        """Return what to call a document or an entity; the IRI's last part for another.

        A body or an act whose name others have too is called with what tells it apart (`Sở Tài chính (Đồng Nai)`,
        `Luật Đất đai (2013)`).
        """
        if iri in self.documents:
            return self.documents[iri].name
        if iri not in self.entities:
            return iri.rsplit("/", 1)[-1]
        return self._names.get(iri) or self.entities[iri].label

    @cached_property
    def _names(self) -> dict[str, str]:
        """Return what bodies and acts are called."""
        members = {one.subject: one.object for one in self.relations if one.predicate == "memberOf"}
        return _tell_apart(self.entities, members)

    def state(self, cite: Citation, due: Due | None, today: date | None, *, soon_days: int = SOON_DAYS) -> str:
        """Return the state of a fact's due time on a day (`Due.state`), empty without one of the two."""
        document = self.documents.get(cite.document)
        issued = document.issued if document else ""
        return due.state(today, soon_days=soon_days, issued=issued) if due else ""

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

    def of(self, *documents: str) -> Index:
        """Return the index of some documents alone; entities keep those of their mentions that stand there.

        A copy among them counts where the document that it is a copy of is not.
        """
        return (self.whole or self)._part(set(documents))._once()

    def _once(self) -> Index:
        """Return the index without the copies of documents that are in it."""
        copies = {key: row for key, row in self.documents.items() if row.copy_of in self.documents}
        if not copies:
            return self
        counted = self._part(self.documents.keys() - copies.keys())
        return replace(counted, copies=tuple(copies.values()), whole=self)

    def _part(self, chosen: Set[str]) -> Index:
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
    """Return the index of the dicts of facts.jsonl; of documents that say the same one counts."""
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact["fact"], []).append(fact)
    entities = _entities(kinds.get("entity", []))
    relations = kinds.get("relation", [])
    names = _tell_apart(
        entities, {fact["subject"]: fact["object"] for fact in relations if fact["predicate"] == "memberOf"}
    )
    sections = {fact["id"]: _section(fact) for fact in kinds.get("section", [])}
    targets: dict[str, list[str]] = {}
    for fact in kinds.get("target", []):
        targets.setdefault(fact.get("measure", ""), []).append(fact["id"])
    index = Index(
        {fact["id"]: _document(fact, names) for fact in kinds.get("document", [])},
        sections,
        entities,
        {fact["id"]: _task(fact, sections, targets) for fact in kinds.get("measure", [])},
        {fact["id"]: _aim(fact, sections) for fact in kinds.get("target", [])},
        tuple(
            Relation(_cite(fact, sections), fact["subject"], fact["predicate"], fact["object"]) for fact in relations
        ),
    )
    return index._once()


def _tell_apart(entities: Mapping[str, EntityRow], members: Mapping[str, str]) -> dict[str, str]:
    """Return what bodies and acts are called, by IRI; `members` are the bodies that are parts of others."""
    return tell_apart(
        Named(iri, row.label, row.aliases, entities[whole].label if (whole := members.get(iri)) in entities else "")
        for iri, row in entities.items()
        if row.cls in ("Agent", "Instrument")
    )


def _gather(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    """Return the rows of each key, each once, in the order in which they come."""
    found: dict[str, dict[str, Any]] = {}
    for key, row in pairs:
        found.setdefault(key, {})[row.id] = row
    return {key: tuple(rows.values()) for key, rows in found.items()}


def _document(fact: Fact, names: Mapping[str, str]) -> DocumentRow:
    links = [
        Link(
            relation,
            link["id"],
            names.get(link["id"]) or link["id"].rsplit("/", 1)[-1],
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
        copy_of=fact.get("copy_of", ""),
        likeness=fact.get("likeness", 0.0),
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
    return cite(fact, fact["id"], section=sections.get(fact.get("section", "")))


def cite(fact: Mapping[str, Any], iri: str, *, section: SectionRow | None) -> Citation:
    """Return the citation of a fact or passage (`doc`, `start`, `end`, `quote`, and what else it tells) as `iri`."""
    return Citation(
        iri,
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
