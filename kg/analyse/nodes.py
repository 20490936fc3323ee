"""Make the network's node of a fact: its class, its label and the attributes that GraphML can hold."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from kg.iri import mint_span

LABEL_LENGTH = 90
"""A measure is called by its first words, up to so many characters."""

_CLASSES = {"document": "Document", "section": "Section", "measure": "Measure", "target": "Target"}
_PLAIN = (
    "doc",
    "title",
    "type",
    "number",
    "heading",
    "level",
    "issuer",
    "issued",
    "place",
    "adopted_by",
    "normal",
    "code",
    "quote",
    "action",
    "due",
    "priority",
    "modality",
    "indicator",
    "comparator",
    "value",
    "value_max",
    "unit",
    "baseline",
)
_NUMBERS = {"value", "value_max"}
_LISTS = {"aliases": " | ", "same_as": " | ", "spans": " "}
Fact = Mapping[str, object]


def add_node(network: nx.MultiDiGraph, fact: Fact) -> None:
    """Add the node of a document, section, entity, measure or target; one that is there gains what is new."""
    if fact["fact"] == "relation":
        return
    iri, attributes = fact["id"], to_attributes(fact)
    if iri not in network:
        network.add_node(iri, **attributes)
        return
    known = network.nodes[iri]
    for name, value in attributes.items():
        if name in _LISTS:
            separator = _LISTS[name]
            pieces = [*str(known.get(name, "")).split(separator), *str(value).split(separator)]
            known[name] = separator.join(dict.fromkeys(filter(None, pieces)))
        else:
            known.setdefault(name, value)


def to_attributes(fact: Fact) -> dict[str, str | int | float]:
    """Return the attributes of a fact's node, absent ones left out."""
    kind = str(fact["fact"])
    cls = str(fact["class"]) if kind == "entity" else _CLASSES[kind]
    attributes: dict[str, str | int | float] = {"kind": kind, "cls": cls, "label": make_label(fact)}
    for name in _PLAIN:
        if name in fact and (value := fact[name]) not in (None, ""):
            attributes[name] = float(str(value)) if name in _NUMBERS else _to_plain(value)
    if kind == "target" and "level" in attributes:
        attributes["aim"] = attributes.pop("level")
    if "period" in fact:
        attributes["period"] = "/".join(map(str, fact["period"]))
    if "trigger" in fact:
        attributes |= _locate_trigger(fact)
    for name in ("aliases", "same_as"):
        if fact.get(name):
            attributes[name] = _LISTS[name].join(map(str, fact[name]))
    return attributes | locate(fact) | ({"spans": spans} if (spans := cite(fact)) else {})


def locate(fact: Fact) -> dict[str, int]:
    """Return the offsets of a fact's first span; not as `start` and `end`, which GEXF and Gephi read as a life time."""
    place = next(iter(fact.get("mentions") or ()), None)
    start, end = place or (fact.get("start"), fact.get("end"))
    return {} if start is None else {"start_char": start, "end_char": end}


def cite(fact: Fact) -> str:
    """Return the IRIs of all spans that a fact cites, joined by blanks; empty for a whole document."""
    spans = list(fact.get("mentions") or ())
    if "start" in fact and not spans:
        spans = [(fact["start"], fact["end"]), *fact.get("also", ())]
    return " ".join(mint_span(str(fact["doc"]), start, end) for start, end in spans)


def make_label(fact: Fact) -> str:
    """Return the name to show for a fact, on one line."""
    match fact["fact"]:
        case "document":
            names = (fact.get("title"), fact.get("number"), str(fact["id"]).rsplit("/", 1)[-1])
            label = next(str(name) for name in names if name)
        case "section":
            label = " ".join(str(fact[key]) for key in ("number", "heading") if fact.get(key)) or "§"
        case "measure":
            label = str(fact.get("quote", ""))
        case "target":
            label = _name_target(fact)
        case _:
            label = str(fact.get("label", ""))
    label = " ".join(label.split())
    if fact["fact"] == "measure" and len(label) > LABEL_LENGTH:
        label = label[:LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    return label


def _name_target(fact: Fact) -> str:
    number = "–".join(f"{float(str(fact[key])):g}" for key in ("value", "value_max") if fact.get(key) is not None)
    comparator = {">=": "≥ ", "<=": "≤ ", ">": "> ", "<": "< ", "~": "≈ "}.get(str(fact.get("comparator")), "")
    aim = f"{comparator}{number} {fact.get('unit', '')}".strip() if number else str(fact.get("level", ""))
    return f"{fact.get('indicator', '')}: {aim}".strip(": ")


def _locate_trigger(fact: Fact) -> dict[str, str | int]:
    start, end = fact["trigger"]
    located: dict[str, str | int] = {"trigger_start": start, "trigger_end": end}
    quote, offset = str(fact.get("quote", "")), int(str(fact["start"]))
    trigger = quote[start - offset : end - offset]
    return located | ({"trigger": trigger} if trigger else {})


def _to_plain(value: object) -> str | int | float:
    return value if isinstance(value, int | float | str) else str(value)
