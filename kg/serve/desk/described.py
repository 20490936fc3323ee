"""Answer what there is to say of one thing, and where an offset stands.

This runs at the desk (`kg.serve.desk`). A thing is a document, a section, a measure, a target or an entity; what is
said of it stands in parts, each a list of rows that cite their place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from kg.analyse.answers import Index, SectionRow, Task, list_assignments
from kg.analyse.answers.records import measure_records, place_record, sure_record, task_records
from kg.errors import OptionError
from kg.serve.desk.shapes import put_aim

Answer = dict[str, Any]
Rows = tuple[Sequence[Any], Callable[[Sequence[Any]], list[Answer]]]
"""All of a part, and what makes records of a stretch of it."""


class Described:
    """The things of an index."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def describe(self, thing: str, part: str = "", offset: int = 0, limit: int = 5) -> Answer:
        """Return a thing by its IRI: its label, class and card, and the first rows of each part with their total.

        With `part` only the rows of that part from `offset` on. Raises `OptionError` for a thing or part that is none.
        """
        card, parts = self._open(thing)
        if part and part not in parts:
            known = ", ".join(parts) or "none"
            raise OptionError(f"of this thing there is no part {part!r}", remedy=f"parts: {known}")
        shown = {part: parts[part]} if part else parts
        return card | {
            "id": thing,
            "parts": [
                {"part": name, "total": len(rows), "rows": put(rows[offset : offset + limit])}
                for name, (rows, put) in shown.items()
            ],
        }

    def _open(self, thing: str) -> tuple[Answer, dict[str, Rows]]:
        index = self._index
        if thing in index.entities:
            entity = index.entities[thing]
            card = {"label": index.label(thing), "class": entity.cls, "aliases": list(entity.aliases)}
            card |= {"normal": entity.normal, "documents": len({document for document, *_ in entity.mentions})}
            return card | {"mentioned": len(entity.mentions)}, self._of_entity(thing)
        if thing in index.tasks:
            return self._measure(index.tasks[thing])
        if thing in index.aims:
            aim = index.aims[thing]
            measures = [index.tasks[aim.measure]] if aim.measure in index.tasks else []
            card = {"label": aim.cite.quote, "class": "Target", "cited": put_aim(index, aim)}
            return card, _without_empty({"measures": (measures, self._put_measures)})
        if thing in index.sections:
            return self._section(index.sections[thing])
        if thing in index.documents:
            return self._document(thing)
        raise OptionError(f"there is no thing {thing!r} in the graph", remedy="search finds things by words")

    def _of_entity(self, thing: str) -> dict[str, Rows]:
        index = self._index
        said = [one for one in index.relations if thing in (one.subject, one.object)]
        roles = [one for one in self._assignments if one.body.id == thing]
        measures = index.tasks_of_entity.get(thing, ())
        return _without_empty(
            {
                "said": (said, self._put_relations),
                "roles": (roles, lambda some: task_records(index, some)),
                "measures": (measures, self._put_measures),
            }
        )

    def _measure(self, task: Task) -> tuple[Answer, dict[str, Rows]]:
        index = self._index
        roles = [one for one in self._assignments if one.task.id == task.id]
        targets = [index.aims[one] for one in task.targets]
        named = [{"id": one, "label": index.label(one), "class": index.entities[one].cls} for one in task.entities]
        card = {"label": task.cite.quote, "class": "Measure", "cited": self._put_measures([task])[0], "names": named}
        return card, _without_empty(
            {"roles": (roles, lambda some: task_records(index, some)), "targets": (targets, self._put_aims)}
        )

    def _section(self, section: SectionRow) -> tuple[Answer, dict[str, Rows]]:
        index = self._index

        def inside(cite: Any) -> bool:
            return cite.document == section.document and section.start_char <= cite.start_char < section.end_char

        below = [one for one in index.sections.values() if one.parent == section.id]
        card = {"label": name_section(section), "class": "Section", "cited": self._put_sections([section])[0]}
        return card, _without_empty(
            {
                "sections": (below, self._put_sections),
                "measures": ([one for one in index.tasks.values() if inside(one.cite)], self._put_measures),
                "targets": ([one for one in index.aims.values() if inside(one.cite)], self._put_aims),
            }
        )

    def _document(self, iri: str) -> tuple[Answer, dict[str, Rows]]:
        document = self._index.documents[iri]
        said = ("title", "type", "number", "issued", "issuer", "place", "adopted_by", "signatory", "signed_as")
        card = {name: getattr(document, name) for name in said} | {"period": "/".join(document.period)}
        card |= {"label": document.name, "class": "PolicyDocument"}
        return card, _without_empty(
            {
                "sections": (self._sections_of.get(iri, []), self._put_sections),
                "links": (
                    document.links,
                    lambda some: [
                        {"relation": one.relation, "object": one.label, "object_id": one.instrument}
                        | {"start": one.start_char, "end": one.end_char}
                        | {"document": document.name, "document_id": iri, "section": self._at(iri, one.start_char)}
                        for one in some
                    ],
                ),
            }
        )

    # --- sections --------------------------------------------------------------------------------

    def sections(self, document: str, offset: int = 0, limit: int = 50) -> Answer:
        """Return the sections of a document, in their order."""
        some = self._sections_of.get(document, [])
        return {"rows": self._put_sections(some[offset : offset + limit]), "total": len(some)}

    def locate(self, places: Iterable[tuple[str, int]]) -> list[str]:
        """Return the innermost section at each place (a document and an offset), empty where there is none."""
        return [self._at(document, start) for document, start in places]

    def begin(self, things: Iterable[str]) -> list[int]:
        """Return where each section begins, 0 for any other thing."""
        return [self._index.sections[one].start_char if one in self._index.sections else 0 for one in things]

    @cached_property
    def _sections_of(self) -> dict[str, list[SectionRow]]:
        found: dict[str, list[SectionRow]] = {}
        for one in sorted(self._index.sections.values(), key=lambda one: (one.start_char, one.level, one.id)):
            found.setdefault(one.document, []).append(one)
        return found

    def _at(self, document: str, start: int) -> str:
        """Return the number, else the heading, of the innermost section that holds an offset."""
        some = self._sections_of.get(document, [])
        for one in reversed(some[: bisect_right(some, start, key=lambda one: one.start_char)]):
            if start < one.end_char:
                return one.number or one.heading
        return ""

    # --- rows ------------------------------------------------------------------------------------

    @cached_property
    def _assignments(self) -> tuple[Any, ...]:
        return list_assignments(self._index)

    def _put_measures(self, some: Sequence[Task]) -> list[Answer]:
        return measure_records(self._index, some)

    def _put_aims(self, some: Sequence[Any]) -> list[Answer]:
        return [put_aim(self._index, one) for one in some]

    def _put_relations(self, some: Sequence[Any]) -> list[Answer]:
        index = self._index
        return [
            {"subject": index.label(one.subject), "relation": one.predicate}
            | {"object": index.label(one.object) if one.object in index.entities else one.object}
            | {"subject_id": one.subject, "object_id": one.object if one.object in index.entities else ""}
            | {"quote": one.cite.quote, **place_record(index, one.cite), **sure_record(one.cite)}
            for one in some
        ]

    def _put_sections(self, some: Sequence[SectionRow]) -> list[Answer]:
        return [
            {"number": one.number, "heading": one.heading, "depth": one.level, "start": one.start_char}
            | {"end": one.end_char, "document": self._index.label(one.document), "document_id": one.document}
            | {"id": one.id}
            for one in some
        ]


def name_section(section: SectionRow) -> str:
    """Return what to call a section: its number and its heading."""
    return " ".join(filter(None, (section.number, section.heading)))


def _without_empty(parts: dict[str, Rows]) -> dict[str, Rows]:
    return {name: rows for name, rows in parts.items() if rows[0]}
