"""Carry decisions into the graph of one document: things become others, get names, and the decision is stated with who.

The graph as it was read is never changed; what comes of it stands in the document's own named graph, so that a document
can be replaced or removed as before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.iri import digest, fold
from kg.merges.copies import Copy
from kg.merges.settle import Settled
from kg.merges.table import RENAME, SAME, Decision
from kg.names import DCTERMS, DECISION, POL, PROV, RDF, RDFS, SKOS, XSD
from kg.triples import Literal, Term, Triple, Triples, as_text

_POINT = "/point"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done to the graph of a document: nothing in most."""

    become: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    decisions: tuple[Decision, ...] = ()
    copy: Copy | None = None

    def __bool__(self) -> bool:
        """Say whether anything is to be done."""
        return bool(self.become or self.names or self.decisions or self.copy)

    @property
    def digest(self) -> str:
        """Return the digest of all that is to be done, '' of nothing."""
        if not self:
            return ""
        decisions = [(one.kind, one.a, one.b, one.who, one.when, one.note) for one in self.decisions]
        told = [sorted(self.become.items()), sorted(self.names.items()), sorted(decisions), self.copy]
        return hashlib.sha256(json.dumps(told).encode("utf-8")).hexdigest()


def make_plan(document: str, things: Iterable[str], settled: Settled, *, copy: Copy | None = None) -> Plan:
    """Return what is to be done to the graph of `document`, which names `things`."""
    become, names, decisions = {}, {}, {}
    for thing in (*things, document):
        here = settled.split.get((document, thing), thing)
        end = settled.become.get(here, here)
        if end != thing:
            become[thing] = end
        if end in settled.names:
            names[end] = settled.names[end]
        for name in dict.fromkeys((thing, here)):
            for one in settled.about.get(name, ()):
                decisions[one.kind, one.a, one.b, one.who, one.when, one.note] = one
    return Plan(become, names, tuple(decisions[key] for key in sorted(decisions)), copy)


def rewrite(triples: Triples, plan: Plan, *, document: str, base: str) -> Triples:
    """Return the graph of a document as a plan has it; `base` begins the IRIs of what is stated of decisions."""
    moved = {f"{name}{_POINT}": f"{end}{_POINT}" for name, end in plan.become.items()} | plan.become
    dropped = _doubled(triples, moved)
    stated = (triple for triple in _moved(triples, moved, plan.names) if not dropped & {triple[0], triple[2]})
    return Triples([*stated, *_names(triples, moved, plan.names), *_decided(plan, base), *_copied(plan.copy, document)])


def _moved(triples: Triples, moved: dict[str, str], names: dict[str, str]) -> Iterator[Triple]:
    """Yield the triples with each thing as what it becomes, none between a thing and itself where there were two.

    Of a thing that has a name given its other names become other names.
    """
    for subject, predicate, obj in triples:
        node = moved.get(subject, subject)
        end: Term = moved.get(obj, obj) if isinstance(obj, str) else obj
        if node == end and subject != obj:
            continue
        if predicate in (RDFS.label, SKOS.altLabel) and node in names:
            if fold(as_text(obj)) != fold(names[node]):
                yield node, SKOS.altLabel, end
            continue
        yield node, predicate, end


def _names(triples: Triples, moved: dict[str, str], names: dict[str, str]) -> Iterator[Triple]:
    """Yield the names given to the things that the graph states something of."""
    here = {moved.get(node, node) for node in triples.nodes}
    for name in sorted(names.keys() & here):
        yield name, RDFS.label, Literal(names[name], language="vi")


def _doubled(triples: Triples, moved: dict[str, str]) -> set[str]:
    """Return the nodes that say, once things are one, what another says, or that a thing is linked to itself."""
    found: set[str] = set()
    seen: dict[tuple[Term | None, ...], str] = {}

    def end(node: str, predicate: str) -> Term | None:
        value = triples.value(node, predicate)
        return moved.get(value, value) if isinstance(value, str) else value

    def is_moved(node: str) -> bool:
        return any(triples.value(node, term) in moved for term in (RDF.subject, RDF.object))

    for node in sorted(triples.subjects(RDF.type, RDF.Statement), key=lambda node: (is_moved(node), node)):
        subject, obj = end(node, RDF.subject), end(node, RDF.object)
        key = (subject, end(node, RDF.predicate), obj, *sorted(map(as_text, triples.objects(node, PROV.wasQuotedFrom))))
        first = seen.setdefault(key, node)
        if is_moved(node) and (subject == obj or first != node):
            found.add(node)
    return found | _doubled_duties(triples, moved)


def _doubled_duties(triples: Triples, moved: dict[str, str]) -> set[str]:
    """Return the responsibilities of a measure that give one body a role twice; the one stated with it stays."""
    found: set[str] = set()
    for node in triples.nodes:
        duties = triples.objects(node, POL.responsibility)
        if len(duties) < 2:
            continue
        held: dict[tuple[str, Term | None], list[str]] = {}
        for duty in map(as_text, duties):
            body = as_text(triples.value(duty, POL.agent) or "")
            held.setdefault((moved.get(body, body), triples.value(duty, POL.role)), []).append(duty)
        for some in held.values():
            if len({triples.value(duty, POL.agent) for duty in some}) > 1:
                first = min(some, key=lambda duty: (as_text(triples.value(duty, POL.inherited) or ""), duty))
                found |= {*some} - {first}
    return found


def _decided(plan: Plan, base: str) -> Iterator[Triple]:
    """Yield the decisions, with who made them and when, in the terms of PROV."""
    for one in plan.decisions:
        node = f"{base}decision/{digest(one.kind, one.a, one.b, one.who, one.when)}"
        short = [name.removeprefix(base) for name in (one.a, one.b)]
        yield node, RDF.type, POL.IdentityDecision
        yield node, RDFS.label, Literal(" ".join((one.kind, *short)))
        yield node, POL.decision, DECISION[one.kind]
        yield node, POL.decidedOn, one.a
        if one.kind == RENAME:
            yield node, POL.givenName, Literal(one.b, language="vi")
        else:
            yield node, POL.decidedOn, one.b
        if one.kind == SAME and one.b in plan.become:
            yield one.b, PROV.alternateOf, plan.become[one.b]
        if one.who:
            who = f"{base}person/{digest(one.who)}"
            yield node, PROV.wasAssociatedWith, who
            yield who, RDF.type, PROV.Agent
            yield who, RDFS.label, Literal(one.who)
        if one.when:
            yield node, DCTERMS.date, Literal(one.when, datatype=XSD.dateTime if "T" in one.when else XSD.date)
        if one.note:
            yield node, RDFS.comment, Literal(one.note)


def _copied(copy: Copy | None, document: str) -> Iterator[Triple]:
    """Yield that a document says what another says."""
    if copy is not None:
        yield document, POL.copyOf, copy.of
        yield document, POL.likeness, Literal(f"{copy.likeness:.3f}".rstrip("0").rstrip("."), datatype=XSD.decimal)
