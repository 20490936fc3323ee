"""Pack a network into what the page reads: a catalogue of everything, and the nodes and edges drawn at first."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Mapping
from typing import NamedTuple

import networkx as nx

from kg.analyse.counts import count_neighbours
from kg.errors import ExportError
from kg.model import WORK_CLASSES
from kg.view.assets import read_classes, read_words
from kg.view.layout import Box, lay_out, spread
from kg.view.skeleton import Bundle, bundle_measures, choose_skeleton

_SPAN = re.compile(r"^(?P<doc>.*)/text#char=(?P<start>\d+),(?P<end>\d+)$", re.DOTALL)
_WRAP, _LINES, _LINES_OF_WORK = 17, 2, 3
_UNDRAWN = "mentions"
"""From a document to all it names: known to the panel, but a hedgehog when drawn."""

Json = dict[str, object]
Span = tuple[int, int, int]


class Page(NamedTuple):
    """What goes into one page, ready for JSON; nodes and edges as vis-network wants them."""

    catalogue: Json
    nodes: list[Json]
    edges: list[Json]


def pack(network: nx.MultiDiGraph, *, texts: Mapping[str, str] | None) -> Page:
    """Return the page's data; raises `ExportError` where a quote differs from the text it cites."""
    numbers = {node: number for number, node in enumerate(network)}
    documents = [node for node, kind in network.nodes(data="kind") if kind == "document"]
    texts = {node: texts[node] for node in documents if texts and node in texts}
    catalogue = _Catalogue(network, numbers=numbers, documents=documents, texts=texts)
    drawn = choose_skeleton(network)
    bundles = bundle_measures(network, drawn)
    return Page(
        catalogue.to_json(),
        _draw_nodes(network, drawn, bundles=bundles, numbers=numbers),
        _draw_edges(network, drawn, bundles=bundles, numbers=numbers),
    )


class _Catalogue:
    """Everything a network holds, with numbers for nodes, classes, predicates and documents."""

    def __init__(
        self, network: nx.MultiDiGraph, *, numbers: Mapping[str, int], documents: list[str], texts: Mapping[str, str]
    ) -> None:
        self.network, self.numbers, self.texts = network, numbers, texts
        self.documents = {node: number for number, node in enumerate(documents)}
        self.facts = tuple(read_words()["facts"])
        known = read_classes()
        used = {str(cls) for _, cls in network.nodes(data="cls")}
        self.classes = {cls: number for number, cls in enumerate([cls for cls in known if cls in used])}
        self.predicates: dict[str, int] = {}

    def to_json(self) -> Json:
        nodes = [self._pack_node(node, data) for node, data in self.network.nodes(data=True)]
        edges = [self._pack_edge(*edge) for edge in self.network.edges(data=True)]
        documents = [[self.numbers[node], self.texts.get(node)] for node in self.documents]
        return {
            "classes": [*self.classes],
            "predicates": [*self.predicates],
            "documents": documents,
            "nodes": nodes,
            "edges": edges,
        }

    def _pack_node(self, node: str, data: Mapping[str, object]) -> list[object]:
        if data.get("cls") not in self.classes:
            raise ExportError(
                f"{node} has the class {data.get('cls')!r}, which the page does not know",
                remedy="add it to kg/view/assets/classes.json",
            )
        spans = self._read_spans(str(data.get("spans", "")))
        facts: Json = {name: str(data[name]) for name in self.facts if name in data and name != "value"}
        if "value" in data:
            facts["value"] = str(data["label"]).removeprefix(str(data.get("indicator", ""))).lstrip(": ")
        if "label_en" in data:
            facts["en"] = data["label_en"]
        if "trigger_start" in data:
            facts["at"] = [data["trigger_start"], data["trigger_end"]]
        self._add_quote(node, data, facts=facts)
        for name, value in data.items():
            if name.endswith("_spans"):
                spans += [span for span in self._read_spans(str(value)) if not _inside(span, spans)]
        return [self.classes[str(data["cls"])], data["label"], spans, facts]

    def _add_quote(self, node: str, data: Mapping[str, object], *, facts: Json) -> None:
        """Keep the quote where the text is not there to show it; compare the two where it is."""
        quote = data.get("quote")
        if quote is None:
            return
        text = self.texts.get(str(data.get("doc")))
        if text is None:
            facts["quote"] = quote
        elif text[data["start"] : data["end"]] != quote:
            raise ExportError(
                f"the quote of {node} differs from the text at {data['start']}-{data['end']}",
                remedy="give the text that the graph was built from",
            )

    def _pack_edge(self, tail: str, head: str, data: Mapping[str, object]) -> list[object]:
        predicate = self.predicates.setdefault(str(data["predicate"]), len(self.predicates))
        edge: list[object] = [self.numbers[tail], self.numbers[head], predicate]
        extra = {name: data[name] for name in ("role", "inherited") if name in data}
        return [*edge, extra] if extra else edge

    def _read_spans(self, iris: str) -> list[Span]:
        found = (_SPAN.match(iri) for iri in iris.split(" ") if iri)
        return [
            (self.documents[match["doc"]], int(match["start"]), int(match["end"]))
            for match in found
            if match and match["doc"] in self.documents
        ]


def _inside(span: Span, spans: list[Span]) -> bool:
    return any(span[0] == doc and start <= span[1] and span[2] <= end for doc, start, end in spans)


def _draw_nodes(
    network: nx.MultiDiGraph, drawn: list[str], *, bundles: list[Bundle], numbers: Mapping[str, int]
) -> list[Json]:
    """Return vis-network's nodes, labels cut to two short lines, places such that no two labels overlap."""
    looks = read_classes()
    places = lay_out(network, drawn, bundles=bundles)
    nodes: list[Json] = []
    boxes: list[Box] = []
    for node in drawn:
        data = network.nodes[node]
        look = looks[data["cls"]]
        size = look["size"] + min(10, round(math.sqrt(count_neighbours(network, node))))
        label = shorten(str(data["label"]), lines=_LINES_OF_WORK if data["cls"] in WORK_CLASSES else _LINES)
        lines = label.split("\n")
        half = max(size, 0.29 * look["font"] * max(map(len, lines)))
        boxes.append(Box(*places[node], half, size, size + 1.25 * look["font"] * len(lines)))
        nodes.append({"id": numbers[node], "label": label, "group": data["cls"], "size": size})
    spread(boxes)
    for node, box in zip(nodes, boxes, strict=True):
        node |= {"x": round(box.x), "y": round(box.y)}
    return nodes


def shorten(label: str, *, lines: int = _LINES) -> str:
    """Return a label for the drawing: at most so many lines of a few words, the rest as an ellipsis."""
    return "\n".join(textwrap.wrap(label, _WRAP, max_lines=lines, placeholder=" …")) or label[:_WRAP]


def _draw_edges(
    network: nx.MultiDiGraph, drawn: list[str], *, bundles: list[Bundle], numbers: Mapping[str, int]
) -> list[Json]:
    shown = {*drawn}
    edges: list[Json] = []
    for number, (tail, head, predicate) in enumerate(network.edges(data="predicate")):
        if tail in shown and head in shown and predicate != _UNDRAWN:
            edges.append({"id": f"e{number}", "from": numbers[tail], "to": numbers[head]})
    for bundle in bundles:
        edges.append(
            {
                "id": f"b{numbers[bundle.part]}-{numbers[bundle.sector]}",
                "from": numbers[bundle.part],
                "to": numbers[bundle.sector],
                "width": min(6, 1 + round(math.sqrt(bundle.measures))) / 2,
                "arrows": "",
                "dashes": True,
                "bundle": bundle.measures,
            }
        )
    return edges
