"""Turn the facts of `facts.jsonl` into a networkx multigraph.

A node's id is its IRI. Attributes are strings and numbers only, so that GraphML and GEXF can hold them, and absent
ones are left out. Lists become one string: `aliases` and `same_as` are joined by ` | `, `spans` holds the IRIs of
all cited spans (RFC 5147, `…/text#char=START,END`) joined by blanks, the first one being `start_char` and `end_char`.

| edge | leads from | to |
| --- | --- | --- |
| `partOfDocument` | a section, measure or target that stands in no section | its document |
| `inSection` | a section, measure, target | the section around it |
| `sector` | a measure; `rank` is 1 for the main one | a sector |
| `mentions` | a document, a measure | an entity |
| `responsibility` | a measure, with `role` | an agent |
| `hasTarget` | a measure | a target |
| a predicate of FACTS (`locatedIn`, `routeFrom`, …) | an entity | an entity |

The key of an edge is its predicate (`responsibility/lead` for a role), repeated in its attribute `predicate`.
A relation to a plain value (`roadNumber`) is an attribute of its subject, cited by `<predicate>_spans`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from kg.analyse.nodes import add_node, cite, locate
from kg.config import SECTOR_NAMESPACE

Fact = Mapping[str, object]
Labels = Mapping[str, Mapping[str, str]]


def to_network(source: Iterable[Fact], *, sector_labels: Labels | None = None) -> nx.MultiDiGraph:
    """Return the network of `source`, the dicts of facts.jsonl, nodes and edges in the order of the facts.

    `sector_labels` gives the names of a sector's code by language (`{"transport": {"vi": …, "en": …}}`);
    without it a sector is called by its code.
    """
    facts = list(source)
    network = nx.MultiDiGraph()
    for fact in facts:
        add_node(network, fact)
    for fact in facts:
        match fact["fact"]:
            case "section":
                _place(network, fact, around=fact.get("parent"))
            case "entity":
                _add_edge(network, fact["doc"], fact["id"], predicate="mentions", spans=cite(fact))
            case "measure":
                _add_measure(network, fact, labels=sector_labels or {})
            case "target":
                _place(network, fact, around=fact.get("section"))
                _add_edge(network, fact.get("measure"), fact["id"], predicate="hasTarget")
            case "relation":
                _add_relation(network, fact)
    _mark_priorities(network)
    return network


def _add_edge(
    network: nx.MultiDiGraph, tail: object, head: object, *, predicate: str, key: str = "", **attributes: object
) -> None:
    """Add an edge between nodes that are there; the same statement made again adds its spans."""
    if tail not in network or head not in network:
        return
    kept = {name: value for name, value in attributes.items() if value not in (None, "")}
    key = key or predicate
    if network.has_edge(tail, head, key):
        known = network.edges[tail, head, key]
        known["spans"] = _join(known.get("spans"), kept.get("spans"), by=" ")
    else:
        network.add_edge(tail, head, key=key, predicate=predicate, **kept)


def _join(*parts: object, by: str) -> str:
    pieces = (piece for part in parts if part for piece in str(part).split(by))
    return by.join(dict.fromkeys(pieces))


def _place(network: nx.MultiDiGraph, fact: Fact, *, around: object) -> None:
    if around in network:
        _add_edge(network, fact["id"], around, predicate="inSection")
    else:
        _add_edge(network, fact["id"], fact["doc"], predicate="partOfDocument")


def _add_measure(network: nx.MultiDiGraph, fact: Fact, *, labels: Labels) -> None:
    measure = fact["id"]
    _place(network, fact, around=fact.get("section"))
    for rank, code in enumerate(fact.get("sectors", ()), 1):
        sector = SECTOR_NAMESPACE + str(code)
        if sector not in network:
            names = labels.get(str(code), {})
            english = {"label_en": names["en"]} if "en" in names else {}
            label = names.get("vi", str(code))
            network.add_node(sector, kind="sector", cls="Sector", label=label, code=str(code), **english)
        _add_edge(network, measure, sector, predicate="sector", rank=rank)
    for entity in fact.get("entities", ()):
        _add_edge(network, measure, entity, predicate="mentions")
    for agent in fact.get("agents", ()):
        role = str(agent["role"])
        inherited = int(bool(agent.get("inherited"))) or None
        _add_edge(
            network,
            measure,
            agent["id"],
            predicate="responsibility",
            key=f"responsibility/{role}",
            role=role,
            inherited=inherited,
            doc=fact["doc"],
            **locate(agent),
            spans=cite({"doc": fact["doc"], "start": agent["start"], "end": agent["end"]}),
        )


def _add_relation(network: nx.MultiDiGraph, fact: Fact) -> None:
    subject, predicate, obj = fact["subject"], str(fact["predicate"]), fact["object"]
    if obj in network:
        citation = {name: fact.get(name) for name in ("quote", "doc")} | locate(fact)
        _add_edge(network, subject, obj, predicate=predicate, **citation, spans=cite(fact))
    elif subject in network:
        node = network.nodes[subject]
        node[predicate] = _join(node.get(predicate), obj, by=" | ")
        node[f"{predicate}_spans"] = _join(node.get(f"{predicate}_spans"), cite(fact), by=" ")


def _mark_priorities(network: nx.MultiDiGraph) -> None:
    """Give the sections that measures name as their priority the class KeyTask or Breakthrough."""
    classes = {"key-task": "KeyTask", "breakthrough": "Breakthrough"}
    measures = [node for node, cls in network.nodes(data="cls") if cls == "Measure"]
    for measure in measures:
        priority = network.nodes[measure].get("priority", "")
        kind, _, number = str(priority).partition(":")
        section = _section_of(network, measure) if kind in classes else None
        while section is not None:
            if str(network.nodes[section].get("number", "")).strip("().") == number:
                network.nodes[section].update(cls=classes[kind], priority=priority)
                break
            section = _section_of(network, section)


def _section_of(network: nx.MultiDiGraph, node: str) -> str | None:
    return next((head for _, head, key in network.out_edges(node, keys=True) if key == "inSection"), None)
