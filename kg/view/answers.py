"""Pack the answers of `kg.analyse.answers` as numbers that point into the catalogue; no quote stands in it twice.

Lists of measures and targets are columns: `numbers` (of the node), `due` (of the row of `dues`, -1 for none), `flags`
(a bit for each of `FLAGS`), `sector` (of the row of `sectors`). Who answers for a measure is told by the catalogue's
links.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from kg.analyse import read_sector_labels
from kg.analyse.answers import (
    LEVELS,
    Due,
    Entry,
    Index,
    Overview,
    Recurrence,
    Silence,
    make_overview,
    make_timeline,
)
from kg.analyse.answers.silence import SilentRow
from kg.analyse.answers.words import Words
from kg.analyse.sectors import read_sector_parents
from kg.config import SECTOR_NAMESPACE

Json = dict[str, Any]
Numbers = Mapping[str, int]
FLAGS = ("owner", "due", "due_stated", "due_inherited", "recurring", "target", "number", "none")
"""The findings of a measure in the order of their bits, the first one lowest."""


class Packer:
    """Packs one index; due times and recurrences become rows of tables, each once."""

    def __init__(
        self,
        index: Index,
        *,
        report: Mapping[str, Any],
        silent: Iterable[SilentRow],
        numbers: Numbers,
        documents: Numbers,
    ) -> None:
        self.index, self.numbers, self.documents = index, numbers, documents
        self.overview: Overview = make_overview(index, report, silent=silent)
        self.dues: dict[tuple[str, str, str, str], int] = {}
        self.recurrences: dict[Recurrence, int] = {}
        self.sectors: dict[str, int] = {}

    def to_json(self) -> Json:
        """Return the answers; what the catalogue has no node for is left out."""
        sectors = self._pack_sectors()
        copies = [{lang: Words(lang).copies(one) for lang in ("vi", "en")} for one in self.overview.copies]
        return ({"copies": copies} if copies else {}) | {
            "flags": FLAGS,
            "levels": LEVELS,
            "sectors": sectors,
            "tasks": self._pack_tasks(),
            "aims": self._pack_aims(),
            "works": self._pack_works(),
            "bodies": [
                [
                    self.numbers[row.body.id],
                    LEVELS.index(row.level.name),
                    *map(len, (row.owned, row.partner, row.benefits)),
                    int(row.body.is_named),
                ]
                for row in self.overview.bodies
                if row.body.id in self.numbers
            ],
            "projects": [
                self.numbers[card.entity.id] for card in self.overview.projects if card.entity.id in self.numbers
            ],
            "cards": self._pack_cards(),
            "dues": [*self.dues],
            "recurrences": [
                [one.period, one.day, {lang: Words(lang).recurrence(one) for lang in ("vi", "en")}]
                for one in self.recurrences
            ],
        }

    def _due(self, due: Due | None) -> int:
        if due is None:
            return -1
        key = (due.written, due.first.isoformat(), due.last.isoformat(), due.precision)
        return self.dues.setdefault(key, len(self.dues))

    def _pack_sectors(self) -> list[list[object]]:
        """Return a row for each sector: code, node or -1, names where it has no node, row of the whole one or -1."""
        rows: list[list[object]] = []
        labels, parents = read_sector_labels(), read_sector_parents()
        codes = [count.code for count in self.overview.sectors]
        self.sectors = {code: number for number, code in enumerate(codes)}
        for code in codes:
            node = self.numbers.get(SECTOR_NAMESPACE + code, -1)
            names = labels.get(code, {}) if node < 0 else {}
            rows.append([code, node, names, self.sectors.get(parents.get(code, ""), -1)])
        return rows

    def _pack_tasks(self) -> Json:
        tasks = [task for task in self.index.tasks.values() if task.id in self.numbers]
        bits: dict[str, int] = {}
        for bit, key in enumerate(FLAGS):
            for task_id in self.overview.finding(key).ids:
                bits[task_id] = bits.get(task_id, 0) | 1 << bit
        again = {
            str(number): [self.recurrences.setdefault(one, len(self.recurrences)) for one in task.recurrences]
            for number, task in enumerate(tasks)
            if task.recurrences
        }
        return {
            "numbers": [self.numbers[task.id] for task in tasks],
            "flags": [bits.get(task.id, 0) for task in tasks],
            "sector": [self.sectors[task.sector] for task in tasks],
            "due": [self._due(task.due) for task in tasks],
            "again": again,
        }

    def _pack_aims(self) -> Json:
        aims = [aim for aim in self.index.aims.values() if aim.id in self.numbers]
        return {
            "numbers": [self.numbers[aim.id] for aim in aims],
            "due": [self._due(aim.due) for aim in aims],
            "inherited": [int(aim.due is not None and aim.due.inherited) for aim in aims],
        }

    def _pack_works(self) -> list[list[int]]:
        """Return the works with a due time: node, due time, and document, start and end of where that is said."""
        subjects = {relation.cite.id: relation.subject for relation in self.index.relations}
        return [
            [self.numbers[subject], self._due(entry.due), self.documents[entry.cite.document], *_span(entry)]
            for entry in make_timeline(replace(self.index, tasks={}, aims={})).entries
            if (subject := subjects.get(entry.id)) in self.numbers
        ]

    def _pack_cards(self) -> list[Json]:
        """Return for each document what it is based on or changes, and how much of its text gave something."""
        cards = []
        for card in self.overview.documents:
            if card.document.id not in self.numbers:
                continue
            row: Json = {
                "node": self.numbers[card.document.id],
                "share": round(card.share, 4),
                "silent": [
                    [one.reason, one.passages, round(one.share, 4), *([_spans(one)] if one.rows else [])]
                    for one in card.silent
                ],
                "links": [
                    [link.relation, self.numbers.get(link.instrument, -1), link.label, link.start_char, link.end_char]
                    for link in card.document.links
                ],
            }
            row |= {name: value for name in ("signatory", "signed_as") if (value := getattr(card.document, name))}
            cards.append({name: value for name, value in row.items() if value not in ([], "")})
        return cards


def pack_answers(
    index: Index,
    *,
    report: Mapping[str, Any],
    numbers: Numbers,
    documents: Numbers,
    silent: Iterable[SilentRow] = (),
) -> Json:
    """Return the answers of an index; `numbers` are those of the catalogue's nodes, `report` is the folder's.

    `silent` are the passages that gave nothing; a document's card has their places by reason.
    """
    return Packer(index, report=report, silent=silent, numbers=numbers, documents=documents).to_json()


def _spans(silence: Silence) -> list[int]:
    """Return start and end of passages as one flat list."""
    return [offset for one in silence.rows for offset in (one.cite.start_char, one.cite.end_char)]


def _span(entry: Entry) -> tuple[int, int]:
    return entry.cite.start_char, entry.cite.end_char
