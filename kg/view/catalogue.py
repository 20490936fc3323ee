"""Pack everything that a network holds into the compact catalogue that the page's scripts read.

Nodes, classes, predicates and documents have numbers. A node is `[class, label, spans, facts, iri]`, its spans one
flat list of document, start and end in code points of the source text; edges are columns of tails, heads and
predicates, with `extras` for the few that have a role or a citation; a document is `[node, text or null, repairs]`, a
repair `[kind, start, end, other start or -1]`, and where it has pages or Markdown marks, a list of pages, each
`[start, number, printed number]` with the number 0 for text on no page, and flat lists of the starts and ends of marks
and of bold runs follow. Flat lists keep a page of 100,000 nodes quick to open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain

import networkx as nx

from kg.errors import ExportError
from kg.view.answers import pack_answers
from kg.view.assets import read_classes, read_words
from kg.view.extras import Answer, Extras
from kg.view.markup import find_marks
from kg.view.others import pack_others
from kg.view.where import pack_map

_SPAN = re.compile(r"^(?P<doc>.*)/text#char=(?P<start>\d+),(?P<end>\d+)$", re.DOTALL)
_OPENING = 60
_EMPHASIS = {ord(mark): None for mark in "*_#"}
PLACE_COLUMNS = ("quote", "start", "end", "document")

Json = dict[str, object]
Span = tuple[int, int, int]
Named = dict[str, list[tuple[int, frozenset[int]]]]
"""Name -> the nodes of that name, each with the documents that cite it."""


class Catalogue:
    """Everything a network holds, with numbers for nodes, classes, predicates and documents."""

    def __init__(self, network: nx.MultiDiGraph, *, texts: Mapping[str, str], extras: Extras) -> None:
        self.network, self.texts, self.extras = network, texts, extras
        self.numbers = {node: number for number, node in enumerate(network)}
        documents = [node for node, kind in network.nodes(data="kind") if kind == "document"]
        self.documents = {node: number for number, node in enumerate(documents)}
        self.facts = tuple(read_words()["facts"])
        known = read_classes()
        used = {str(cls) for _, cls in network.nodes(data="cls")}
        self.classes = {cls: number for number, cls in enumerate([cls for cls in known if cls in used])}
        self.predicates: dict[str, int] = {}
        self.base = _common_start(network)

    def to_json(self) -> Json:
        """Return the catalogue; raises `ExportError` for an unknown class or a quote that differs from its text."""
        nodes = [self._pack_node(node, data) for node, data in self.network.nodes(data=True)]
        edges = self._pack_edges()
        citing, named = self._index(nodes) if self.extras.answers else ({}, {})
        return {
            "base": self.base,
            "classes": [*self.classes],
            "predicates": [*self.predicates],
            "documents": [self._pack_document(node) for node in self.documents],
            "nodes": nodes,
            "edges": edges,
            **self._pack_index(),
            "map": pack_map(self.extras.places, numbers=self.numbers),
            "questions": [self._pack_answer(answer, citing=citing, named=named) for answer in self.extras.answers],
        }

    def _pack_index(self) -> Json:
        extras = self.extras
        if extras.index is None:
            return {}
        names = {"numbers": self.numbers, "documents": self.documents}
        found = pack_answers(extras.index, report=extras.report, silent=extras.silent, **names)
        return {"answers": found, **pack_others(extras.register, numbers=self.numbers)}

    def label(self, node: str) -> str:
        """Return a node's name; a part that has a number only is called by its first words too."""
        data = self.network.nodes[node]
        label, text = str(data.get("label", node)), self.texts.get(str(data.get("doc")))
        if data.get("kind") != "section" or data.get("heading") or text is None:
            return label
        opening = text[data["start_char"] : min(data["end_char"], data["start_char"] + 2 * _OPENING)].translate(
            _EMPHASIS
        )
        opening = " ".join(opening.split())
        if not opening.startswith(label):
            opening = f"{label} {opening}"
        return opening if len(opening) <= _OPENING else opening[:_OPENING].rsplit(" ", 1)[0] + " …"

    def _pack_document(self, node: str) -> list[object]:
        repairs = [
            [repair.kind, repair.start_char, repair.end_char, repair.other.start_char if repair.other else -1]
            for repair in self.extras.repairs.get(node, ())
        ]
        pages = [[page.start_char, page.number, page.label] for page in self.extras.pages.get(node, ())]
        marks = [[*chain(*runs)] for runs in find_marks(self.texts.get(node, ""))]
        more = [pages, *marks] if any(marks) else [pages] if pages else []
        return [self.numbers[node], self.texts.get(node), repairs, *more]

    def _pack_node(self, node: str, data: Mapping[str, object]) -> list[object]:
        if data.get("cls") not in self.classes:
            raise ExportError(
                f"{node} has the class {data.get('cls')!r}, which the page does not know",
                remedy="add it to kg/view/assets/classes.json",
            )
        spans = self._read_spans(str(data.get("spans", "")))
        known = str(data.get("doc")) in self.texts
        facts: Json = {name: str(data[name]) for name in self.facts if name in data and name != "value"}
        if known:
            facts.pop("trigger", None)
        if "value" in data:
            facts["value"] = str(data["label"]).removeprefix(str(data.get("indicator", ""))).lstrip(": ")
        if "label_en" in data:
            facts["en"] = data["label_en"]
        if "trigger_start" in data:
            facts["at"] = [data["trigger_start"], data["trigger_end"]]
        if node in self.extras.confidences:
            facts["sure"] = self.extras.confidences[node]
        self._add_quote(node, data, facts=facts)
        for name, value in data.items():
            if name.endswith("_spans"):
                spans += [span for span in self._read_spans(str(value)) if not _inside(span, spans)]
        return [self.classes[str(data["cls"])], self.label(node), [*chain(*spans)], facts, node.removeprefix(self.base)]

    def _add_quote(self, node: str, data: Mapping[str, object], *, facts: Json) -> None:
        """Keep the quote where the text is not there to show it; compare the two where it is."""
        quote = data.get("quote")
        if quote is None:
            return
        text = self.texts.get(str(data.get("doc")))
        if text is None:
            facts["quote"] = quote
        elif text[data["start_char"] : data["end_char"]] != quote:
            raise ExportError(
                f"the quote of {node} differs from the text at {data['start_char']}-{data['end_char']}",
                remedy="give the text that the graph was built from",
            )

    def _pack_edges(self) -> Json:
        tails, heads, predicates = [], [], []
        extras: Json = {}
        for number, (tail, head, data) in enumerate(self.network.edges(data=True)):
            tails.append(self.numbers[tail])
            heads.append(self.numbers[head])
            predicates.append(self.predicates.setdefault(str(data["predicate"]), len(self.predicates)))
            extra: Json = {name: data[name] for name in ("role", "inherited") if name in data}
            if data["predicate"] != "mentions" and (spans := self._read_spans(str(data.get("spans", "")))):
                extra["at"] = spans[0]
            if extra:
                extras[str(number)] = extra
        return {"tails": tails, "heads": heads, "predicates": predicates, "extras": extras}

    def _read_spans(self, iris: str) -> list[Span]:
        found = (_SPAN.match(iri) for iri in iris.split(" ") if iri)
        return [
            (self.documents[match["doc"]], int(match["start"]), int(match["end"]))
            for match in found
            if match and match["doc"] in self.documents
        ]

    def _index(self, nodes: list[list[object]]) -> tuple[dict[Span, list[int]], Named]:
        """Return which nodes cite each span, and which have each name."""
        citing: dict[Span, list[int]] = {}
        named: Named = {}
        for number, (_, label, flat, _, _) in enumerate(nodes):
            for at in range(0, len(flat), 3):
                citing.setdefault(tuple(flat[at : at + 3]), []).append(number)
            named.setdefault(str(label), []).append((number, frozenset(flat[::3])))
        named |= {str(data["code"]): [(self.numbers[node], frozenset())] for node, data in self._sectors()}
        return citing, named

    def _pack_answer(self, answer: Answer, *, citing: Mapping[Span, list[int]], named: Named) -> Json:
        """Pack rows as `[cells, place or null, nodes]`: the nodes that cite the row's span or that a cell names."""
        kept = [column for column in answer.columns if column not in PLACE_COLUMNS]
        return {
            "name": answer.query.name,
            "title": answer.query.titles,
            "description": answer.query.descriptions,
            "columns": kept,
            "total": answer.total,
            "rows": [self._pack_row(answer.columns, row, citing=citing, named=named) for row in answer.rows],
        }

    def _sectors(self) -> list[tuple[str, Mapping[str, object]]]:
        return [(node, data) for node, data in self.network.nodes(data=True) if data.get("kind") == "sector"]

    def _pack_row(
        self,
        columns: list[str],
        row: tuple[str | None, ...],
        *,
        citing: Mapping[Span, list[int]],
        named: Named,
    ) -> list[object]:
        values = dict(zip(columns, row, strict=True))
        cells = [value for column, value in values.items() if column not in PLACE_COLUMNS]
        place: Span | None = None
        document = self.documents.get(str(values.get("document")))
        if document is not None and values.get("start") and values.get("end"):
            place = (document, int(str(values["start"])), int(str(values["end"])))
        found = list(citing.get(place, ())) if place else []
        found += [_choose(named[value], document) for value in cells if value is not None and value in named]
        return [cells, place, list(dict.fromkeys(found))]


def _choose(candidates: list[tuple[int, frozenset[int]]], document: int | None) -> int:
    """Return which of the nodes of one name a row of a document means: that of the document, else the first."""
    return next((number for number, documents in candidates if document in documents), candidates[0][0])


def _common_start(names: Iterable[str]) -> str:
    """Return what all names begin with: that of the first and the last in order."""
    ordered = sorted(names)
    if len(ordered) < 2:
        return ""
    first, last = ordered[0], ordered[-1]
    length = next((at for at, pair in enumerate(zip(first, last, strict=False)) if pair[0] != pair[1]), len(first))
    return first[:length]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(span[0] == doc and start <= span[1] and span[2] <= end for doc, start, end in spans)
