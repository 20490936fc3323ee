"""Read the flat facts of FACTS.md back from a document's graph, and from nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.graph.convert import to_triples
from kg.model import DOCUMENT_LINKS, PREDICATES
from kg.names import DCTERMS, ELI, ITSRDF, NIF, POL, PROV, RDF, RDFS, SDO, SKOS, TIME
from kg.store import GraphFolder
from kg.store.graphs.shards import Shard
from kg.triples import Literal, Term, Triples, as_text

if TYPE_CHECKING:
    from rdflib import Graph

Fact = dict[str, Any]
KINDS = ("document", "section", "entity", "measure", "target", "relation")
_TYPES = {"PlanDocument": "Plan", "ProgrammeDocument": "Programme", "PolicyDocument": "Other"}


def iter_facts(graphs: Iterable[Triples | Graph]) -> Iterator[Fact]:
    """Yield the facts of documents, one graph each, in the order of FACTS.md: by kind, document, start, id."""
    yield from sort_facts(fact for graph in graphs for fact in _Reader(to_triples(graph)).facts())


def sort_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Return facts in the order of FACTS.md."""
    return sorted(facts, key=lambda fact: (KINDS.index(fact["fact"]), fact["doc"], _start(fact), fact["id"]))


def _start(fact: Fact) -> int:
    return fact["mentions"][0][0] if fact["fact"] == "entity" else fact.get("start", 0)


def write_facts(graphs: Iterable[Triples | Graph]) -> bytes:
    """Return the facts of documents as JSON lines in UTF-8."""
    return to_lines(iter_facts(graphs))


def to_lines(facts: Iterable[Fact]) -> bytes:
    """Return facts as JSON lines in UTF-8."""
    return "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts).encode("utf-8")


def read_facts(folder: GraphFolder) -> list[Fact]:
    """Return the facts of all documents of a folder, sorted.

    They come from its `facts.jsonl` where that is what its build wrote, else from the shards that it keeps, else from
    its graphs.
    """
    data = folder.read_written("facts.jsonl")
    if data is not None:
        return [json.loads(line) for line in data.decode("utf-8").split("\n")[:-1]]
    shards = [Shard(folder.place, name) for name in folder.documents]
    if shards and all(shard.has_facts for shard in shards):
        return sort_facts(json.loads(line) for shard in shards for line in shard.fact_lines())
    return list(iter_facts(folder.triples(name) for name in folder.documents))


class _Reader:
    """Reads the graph of one document."""

    def __init__(self, graph: Triples) -> None:
        self.graph = graph
        self.doc = graph.subjects(RDF.type, POL.PolicyDocument)[0]
        self.iri = self.doc
        ends = dict(graph.pairs(NIF.endIndex))
        self.spans = {node: [int(as_text(at)), int(as_text(ends[node]))] for node, at in graph.pairs(NIF.beginIndex)}
        self.pages = {node: int(as_text(page)) for node, page in graph.pairs(POL.page)}

    def facts(self) -> Iterator[Fact]:
        """Yield all facts of the document, unsorted."""
        yield self._document()
        for node in self.graph.subjects(RDF.type, POL.Section):
            yield self._section(node)
        yield from self._entities()
        for node in self.graph.subjects(RDF.type, POL.Measure):
            yield self._measure(node)
        for node in self.graph.subjects(RDF.type, POL.Target):
            yield self._target(node)
        for node in self.graph.subjects(RDF.type, RDF.Statement):
            if self._one(node, RDF.subject) != self.doc:
                yield self._relation(node)

    def _one(self, node: str, term: str) -> Term | None:
        return self.graph.value(node, term)

    def _words(self, node: str, term: str) -> str:
        value = self.graph.value(node, term)
        return "" if value is None else as_text(value)

    def _head(self, kind: str, node: str) -> Fact:
        return {"fact": kind, "id": node, "doc": self.iri}

    def _quotes(self, node: str) -> Fact:
        """Return start, end, quote and page of the first span, and the others as `also`."""
        nodes = sorted(self.graph.objects(node, PROV.wasQuotedFrom), key=lambda span: self.spans[span])
        (start, end), *also = (self.spans[span] for span in nodes)
        fact: Fact = {"start": start, "end": end, "quote": self._words(nodes[0], NIF.anchorOf)}
        return fact | self._page(nodes[0]) | ({"also": also} if also else {})

    def _page(self, span: str) -> Fact:
        """Return the page on which a span begins, and the number printed there, where they are known."""
        page = {"page": self.pages.get(span), "page_label": self._words(span, POL.pageLabel)} if self.pages else {}
        return _present(page)

    def _time(self, node: str, term: str) -> str:
        value = self.graph.value(node, term)
        if value is None:
            return ""
        return value.value if isinstance(value, Literal) else self._words(value, SDO.temporalCoverage)

    def _document(self) -> Fact:
        kind = self._local(self._one(self.doc, ELI.type_document))
        period = self._time(self.doc, POL.period)
        values = {
            "title": self._words(self.doc, ELI.title),
            "type": _TYPES.get(kind, kind),
            "number": self._words(self.doc, ELI.number),
            "work": self._words(self.doc, SKOS.exactMatch),
            "issuer": self._words(self.doc, DCTERMS.publisher),
            "issued": self._words(self.doc, ELI.date_document),
            "place": self._words(self.doc, SDO.locationCreated),
            "period": period.split("/") if period else None,
            "adopted_by": self._words(self.doc, ELI.passed_by),
            "signatory": self._words(self.doc, POL.signatory),
            "signed_as": self._words(self.doc, POL.signedAs),
            "copy_of": self._words(self.doc, POL.copyOf),
            "likeness": _number(self._words(self.doc, POL.likeness)),
        }
        reviewed = self._reviewed(self.doc, "document")
        return self._head("document", self.doc) | _present(values | self._links() | reviewed)

    def _links(self) -> Fact:
        """Return what the document does to others: for each relation the instruments, each with where it is said."""
        links: dict[str, list[Fact]] = {name: [] for name in DOCUMENT_LINKS}
        for node in self.graph.subjects(RDF.subject, self.doc):
            quote = self._quotes(node)
            relation = self._local(self._one(node, RDF.predicate))
            links[relation].append({"id": self._words(node, RDF.object), "start": quote["start"], "end": quote["end"]})
        return {name: sorted(found, key=lambda link: (link["start"], link["id"])) for name, found in links.items()}

    def _local(self, node: Term | None) -> str:
        return as_text(node).rsplit("#", 1)[-1].rsplit("/", 1)[-1] if node is not None else ""

    def _all(self, node: str, term: str) -> list[str]:
        return sorted(map(as_text, self.graph.objects(node, term)))

    def _section(self, node: str) -> Fact:
        parent = self._words(node, DCTERMS.isPartOf)
        start, end = self.spans[node]
        return self._head("section", node) | _present(
            {
                "number": self._words(node, POL.number),
                "heading": self._words(node, POL.heading),
                "parent": "" if parent == self.iri else parent,
                "level": int(self._words(node, POL.depth)),
                "start": start,
                "end": end,
                **self._reviewed(node, "section"),
            }
        )

    def _entities(self) -> Iterator[Fact]:
        mentions: dict[str, list[str]] = {}
        for span, entity in self.graph.pairs(ITSRDF.taIdentRef):
            mentions.setdefault(entity, []).append(span)
        for node, spans in mentions.items():
            spans.sort(key=lambda span: self.spans[span])
            kinds = set(map(as_text, self.graph.objects(node, RDF.type)))
            ours = (kind for kind in kinds if kind.startswith(POL.namespace) and kind != POL.Project)
            classes = sorted(map(self._local, ours))
            time = TIME.Instant in kinds or TIME.ProperInterval in kinds
            yield self._head("entity", node) | _present(
                {
                    "class": "Time" if time else classes[0],
                    "label": self._words(node, RDFS.label),
                    "aliases": self._all(node, SKOS.altLabel),
                    "same_as": self._all(node, SKOS.exactMatch),
                    "code": self._words(node, DCTERMS.identifier),
                    "mentions": [self.spans[span] for span in spans],
                    "pages": [self.pages[span] for span in spans if span in self.pages],
                    "normal": self._words(node, SDO.temporalCoverage) if time else "",
                    **self._reviewed(node, "entity"),
                }
            )

    def _measure(self, node: str) -> Fact:
        quotes = self._quotes(node)
        part = self._one(node, POL.underPriority)
        values = {
            "trigger": self.spans[self._one(node, POL.triggerSpan)],
            "action": self._local(self._one(node, POL.action)),
            **quotes,
            "section": self._words(node, POL.inSection),
            "sectors": self._sectors(node),
            "entities": self._all(node, POL.mentions),
            "agents": self._agents(node),
            "priority": self._words(part, SKOS.notation) if part is not None else "",
            **self._due(node),
            "recurrence": self._all(node, POL.recurrence),
            "recurrence_day": self._all(node, POL.recurrenceDay),
            "modality": self._local(self._one(node, POL.modality)),
            **self._sureness(node),
            **self._reviewed(node, "measure"),
            "due_review": self._reviewed(node, "due").get("review", ""),
            "sectors_review": self._reviewed(node, "sectors").get("review", ""),
        }
        return self._head("measure", node) | _present(values)

    def _due(self, node: str) -> Fact:
        """Return the due time, and whether a heading or introduction states it."""
        return {"due": self._time(node, POL.due), "due_inherited": self._words(node, POL.dueInherited) == "true" or ""}

    def _sectors(self, node: str) -> list[str]:
        """Return the codes of the sectors: the main one, the second, the others by code."""
        ranked = [self._one(node, term) for term in (POL.mainSector, POL.secondSector)]
        codes = [self._local(sector) for sector in ranked if sector is not None]
        others = sorted(self._local(sector) for sector in self.graph.objects(node, POL.sector))
        return list(dict.fromkeys([*codes, *others]))

    def _agents(self, node: str) -> list[Fact]:
        agents = []
        for duty in self.graph.objects(node, POL.responsibility):
            start, end = self.spans[self._one(duty, PROV.wasQuotedFrom)]
            agent: Fact = {
                "id": self._words(duty, POL.agent),
                "role": self._local(self._one(duty, POL.role)),
                "start": start,
                "end": end,
            }
            if self._words(duty, POL.inherited) == "true":
                agent["inherited"] = True
            agents.append(agent | self._reviewed(duty, "responsibility"))
        return sorted(agents, key=lambda agent: (agent["start"], agent["role"], agent["id"]))

    def _target(self, node: str) -> Fact:
        measures = sorted(self.graph.subjects(POL.hasTarget, node))
        values = {
            "indicator": self._words(node, POL.indicator),
            "comparator": self._words(node, POL.comparator),
            "value": _number(self._words(node, POL.value)),
            "value_max": _number(self._words(node, POL.maxValue)),
            "unit": self._words(node, POL.unit),
            **self._due(node),
            "baseline": self._words(node, POL.baseline),
            "level": self._words(node, POL.level),
            "measure": measures[0] if measures else "",
            "section": self._words(node, POL.inSection),
            **self._quotes(node),
            **self._sureness(node),
            **self._reviewed(node, "target"),
        }
        return self._head("target", node) | _present(values)

    def _relation(self, node: str) -> Fact:
        predicate = self._local(self._one(node, RDF.predicate))
        obj = self._one(node, RDF.object)
        assert predicate in PREDICATES, predicate
        return (
            self._head("relation", node)
            | {
                "subject": self._words(node, RDF.subject),
                "predicate": predicate,
                "object": self._local(obj) if predicate == "status" else as_text(obj),
            }
            | self._quotes(node)
            | _present(self._sureness(node))
            | self._reviewed(node, "relation")
        )

    def _reviewed(self, node: str, kind: str) -> Fact:
        """Return what people decided on a fact: accepted, corrected, added or disputed; nothing where nobody did."""
        reviews = list(map(as_text, self.graph.objects(node, POL.review)))
        own = [one for one in reviews if self._words(one, POL.reviewed).split(";")[0] == kind]
        verdicts = {self._local(self._one(one, POL.verdict)) for one in own}
        if any(self._words(one, POL.disputed) for one in own):
            return {"review": "disputed"}
        return next(({"review": one} for one in ("corrected", "added", "accepted") if one in verdicts), {})

    def _sureness(self, node: str) -> Fact:
        """Return the confidence of a fact, the rule that found it, and the spans of suspected misreadings in it."""
        suspects = sorted(self.spans[span] for span in self.graph.objects(node, POL.suspect))
        sureness = _number(self._words(node, POL.confidence))
        return {"confidence": sureness, "rule": self._words(node, POL.rule), "suspects": suspects}


def _number(value: str) -> int | float | None:
    """Return a decimal as JSON writes it: `100.0`, as Turtle spells it, is 100."""
    if not value:
        return None
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _present(values: Fact) -> Fact:
    """Leave absent values out."""
    return {key: value for key, value in values.items() if value not in ("", None, [])}
