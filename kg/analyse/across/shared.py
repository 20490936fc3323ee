"""List what several documents name: bodies, works, programmes and laws, places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.analyse.across.groups import Fact
from kg.analyse.across.model import Shared, Use


def find_shared(facts: Sequence[Fact], names: Mapping[str, str]) -> tuple[Shared, ...]:
    """Return the things that two documents at least name, times aside, those of most documents first.

    `names` are what to call things, by IRI.
    """
    named: dict[str, list[Fact]] = defaultdict(list)
    measures: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact["fact"] == "entity" and fact["class"] != "Time":
            named[fact["id"]].append(fact)
        elif fact["fact"] == "measure":
            concerned = {*fact.get("entities", ()), *(agent["id"] for agent in fact.get("agents", ()))}
            measures.update((fact["doc"], entity) for entity in concerned)
    found = [
        Shared(
            iri,
            str(some[0]["class"]),
            names[iri],
            tuple(
                Use(fact["doc"], len(fact["mentions"]), measures[fact["doc"], iri], *fact["mentions"][0])
                for fact in some
            ),
        )
        for iri, some in named.items()
        if len({fact["doc"] for fact in some}) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.uses), -sum(use.measures for use in one.uses), one.id)))
