"""Compare all documents of a folder with one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.analyse.across.groups import Fact, count_groups, group_of
from kg.analyse.across.indicators import find_series
from kg.analyse.across.links import find_links
from kg.analyse.across.model import Alike, Comparison
from kg.analyse.across.shared import find_shared
from kg.analyse.answers.naming import Named, tell_apart
from kg.analyse.changes.judging import judge
from kg.analyse.changes.likeness import Likeness
from kg.analyse.changes.statements import Side, Statement, head_of, read_side
from kg.analyse.copies import count_once

ENOUGH = 0.6
"""So alike the words of two measures must be for them to concern the same thing."""


def compare_folder(facts: Iterable[Fact], *, by: str) -> Comparison:
    """Return what the documents of a folder have in common, grouped `by` one of `GROUPINGS`; copies count once."""
    every = list(facts)
    known, copies = count_once(every)
    documents = [fact for fact in known if fact["fact"] == "document"]
    groups = {str(fact["id"]): group_of(fact, by) for fact in documents}
    ours: dict[str, list[Fact]] = {document: [] for document in groups}
    for fact in known:
        ours[fact["doc"]].append(fact)
    sides = {document: read_side(some, document) for document, some in ours.items()}
    names = tell_apart(_things(known))
    order = sorted(sides, key=lambda document: (sides[document].head.issued, document))
    return Comparison(
        by,
        tuple(sides[document].head for document in order),
        count_groups(known, groups),
        find_series((fact for fact in known if fact["fact"] == "target"), sides, groups),
        tuple(_find_alike(order, sides)),
        find_shared(known, names),
        find_links(known, names),
        tuple(head_of(every, document) for document in copies),
    )


def _things(facts: Sequence[Fact]) -> list[Named]:
    """Return the things that documents name, times aside, each by the name that its first document gives it."""
    entities: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact["fact"] == "entity" and fact["class"] != "Time":
            entities.setdefault(str(fact["id"]), []).append(fact)
    labels = {iri: str(some[0]["label"]) for iri, some in entities.items()}
    parents = {
        str(fact["subject"]): labels.get(str(fact["object"]), "")
        for fact in facts
        if fact["fact"] == "relation" and fact["predicate"] == "memberOf"
    }
    return [
        Named(iri, labels[iri], tuple(name for one in some for name in one.get("aliases", ())), parents.get(iri, ""))
        for iri, some in entities.items()
    ]


def _find_alike(order: Sequence[str], sides: Mapping[str, Side]) -> list[Alike]:
    """Return pairs of measures of two documents that are alike, the most alike first; of each the nearest in a text."""
    measures = [(at, one) for at, name in enumerate(order) for one in sides[name].statements if one.kind == "measure"]
    some = [one for _, one in measures]
    alike = Likeness(some)
    best: dict[tuple[int, int], tuple[float, int]] = {}
    pairs = alike.candidates(some, some, least=ENOUGH, fits=lambda here, there: measures[here][0] < measures[there][0])
    for (here, there), value in pairs.items():
        key = here, measures[there][0]
        if value >= ENOUGH and (value, -there) > best.get(key, (0.0, 0)):
            best[key] = value, -there
    found = [
        _pair(some[here], some[-there], value, (sides[order[measures[here][0]]], sides[order[other]]))
        for (here, other), (value, there) in best.items()
    ]
    return sorted(found, key=lambda pair: (-pair.likeness, pair.before.id, pair.after.id))


def _pair(one: Statement, other: Statement, likeness: float, sides: tuple[Side, Side]) -> Alike:
    changes = judge(one, other, labels={**sides[0].labels, **sides[1].labels})
    return Alike(sides[0].place(one), sides[1].place(other), round(likeness, 3), changes)
