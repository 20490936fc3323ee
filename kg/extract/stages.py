"""Run the extractors in their order; each declares what it needs, and what those behind it may count on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from kg.annotate import Annotations
from kg.errors import ExtractionError
from kg.extract.document import figures, header, links
from kg.extract.duties import roles, task_tables
from kg.extract.measures import measures, sectors
from kg.extract.mentions import places, settle
from kg.extract.mentions.agents import agents
from kg.extract.mentions.instruments import instruments
from kg.extract.mentions.times import times
from kg.extract.relations import relations
from kg.extract.review import coverage, rules
from kg.extract.targets import targets
from kg.extract.works import works
from kg.model import Findings, PreparedText


class Stage(NamedTuple):
    """One extractor: what it fills in `Findings`, and what must be there before it runs."""

    run: Callable[[PreparedText, Annotations, Findings], None]
    needs: frozenset[str]
    gives: str


def stage(module_run: Callable[[PreparedText, Annotations, Findings], None], needs: str, *, gives: str) -> Stage:
    """Return a stage; `needs` are the names that earlier stages give, parted by spaces."""
    return Stage(module_run, frozenset(needs.split()), gives)


def checked(table: Mapping[str, Stage]) -> dict[str, Stage]:
    """Return the table of stages as it is; raise `ExtractionError` where one needs what none before it gives."""
    given: set[str] = set()
    for name, entry in table.items():
        if missing := sorted(entry.needs - given):
            raise ExtractionError(
                f"the stage {name} needs {', '.join(missing)}, which no stage before it gives",
                remedy="mend the order of the table in kg/extract/stages.py",
            )
        given.add(entry.gives)
    return dict(table)


EXTRACTORS: dict[str, Stage] = checked(
    {
        "header": stage(header.extract, "", gives="header"),
        "figures": stage(figures.extract, "header", gives="mark"),
        "times": stage(times.extract, "header", gives="times"),
        "places": stage(places.extract, "", gives="places"),
        "works": stage(works.extract, "places", gives="works"),
        "instruments": stage(instruments.extract, "times places works", gives="instruments"),
        "agents": stage(agents.extract, "instruments", gives="agents"),
        "settle": stage(settle.extract, "times places works instruments agents", gives="mentions"),
        "links": stage(links.extract, "header mentions", gives="links"),
        "measures": stage(measures.extract, "header mentions", gives="measures"),
        "roles": stage(roles.extract, "mentions measures", gives="duties"),
        "task_tables": stage(task_tables.extract, "mark mentions measures duties", gives="tasks"),
        "sectors": stage(sectors.extract, "header mentions tasks", gives="sectors"),
        "targets": stage(targets.extract, "mark header mentions tasks", gives="targets"),
        "relations": stage(relations.extract, "header mentions", gives="relations"),
        "confidence": stage(rules.extract, "links sectors targets relations", gives="confidence"),
        "coverage": stage(coverage.extract, "tasks targets", gives="silent"),
    }
)


def extract(prepared: PreparedText, notes: Annotations) -> Findings:
    """Return what the text says; all offsets count in the working text."""
    findings = Findings()
    for entry in EXTRACTORS.values():
        entry.run(prepared, notes, findings)
    return findings
