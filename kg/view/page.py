"""Write a network as one HTML page that needs nothing but a browser.

pyvis holds the nodes, edges and options and renders the page; template, style and scripts are ours (`assets/`), since
pyvis's own load files from the net and run markup out of labels. The page's Content-Security-Policy allows its own two
scripts and its style by their hashes, and no request at all.

A network of any size is embedded whole and can be searched; drawn are at most a hundred nodes, the rest on demand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
from jinja2 import Environment
from markupsafe import Markup
from pyvis.network import Network

from kg.analyse.counts import top_connected
from kg.files import write_atomically
from kg.model import WORK_CLASSES
from kg.templates import make_environment
from kg.view.assets import ASSETS, hash_source, join_style, read_classes, read_script, read_vis_network, read_words
from kg.view.embed import pack_data
from kg.view.extras import Extras
from kg.view.later import pack_catalogue
from kg.view.payload import pack
from kg.view.sheets import Sheet
from kg.view.where import draw_maps

_INK, _PAPER = "#1f2430", "#ffffff"
_STARTS = 3
_ENDS = ("routeFrom", "routeTo")
VIEWS = {
    "overview": "answers",
    "who": "answers",
    "when": "answers",
    "map": "map",
    "ask": "questions",
    "drawing": "nodes",
}
"""The views of the page in the order of their tabs, each with the part of the catalogue that it needs."""


def render_html(
    network: nx.MultiDiGraph, *, title: str, texts: Mapping[str, str] | None = None, extras: Extras | None = None
) -> str:
    """Return the page of a network made by `kg.analyse.to_network`, the same characters at every run.

    `texts` holds source texts by document IRI: with them the page shows each document with its cited spans marked,
    without them only the quotes that the network carries. Raises `ExportError` where a quote differs from its text.
    """
    page = pack(network, texts=texts, extras=extras)
    numbers = {node: number for number, node in enumerate(network)}
    page.catalogue["start"] = [numbers[node] for node in choose_starts(network)]
    drawing = Network(directed=True)
    drawing.nodes, drawing.edges = page.nodes, page.edges
    drawing.options = _options()
    sheets = [list((extras or Extras()).sheets.get(node, ())) for node in _documents(network)]
    maps = draw_maps((extras or Extras()).places)
    drawing.templateEnv = _environment(title, page.catalogue, sheets=sheets, maps=maps)
    drawing.path = "page.html"
    return drawing.generate_html()


def choose_starts(network: nx.MultiDiGraph) -> list[str]:
    """Return what to begin with: works with a name of their own, else the best-connected sectors.

    A road that is called by its two ends (`đường từ … đi …`) is a piece of one, and a word without a capital or a
    number behind it (`cảng biển`) a kind and no name.
    """
    works = top_connected(network, classes=WORK_CLASSES, n=network.number_of_nodes())
    named = [thing.id for thing in works if _is_named(network, thing.id)][:_STARTS]
    return named or [thing.id for thing in top_connected(network, classes=("Sector",), n=_STARTS)]


def _is_named(network: nx.MultiDiGraph, node: str) -> bool:
    ends = any(data["predicate"] in _ENDS for _, _, data in network.out_edges(node, data=True))
    later = str(network.nodes[node].get("label", "")).split()[1:]
    return not ends and any(word[0].isupper() or word[0].isdigit() for word in later)


def write_html(
    network: nx.MultiDiGraph,
    path: str | os.PathLike[str],
    *,
    title: str,
    texts: Mapping[str, str] | None = None,
    extras: Extras | None = None,
) -> Path:
    """Write the page of a network to `path` in UTF-8, whatever the locale, and return the path.

    The file is written aside and moved into place. Raises `ExportError` where it cannot be written.
    """
    html = render_html(network, title=title, texts=texts, extras=extras)
    return write_atomically(path, html.encode("utf-8", errors="replace"))


def _documents(network: nx.MultiDiGraph) -> list[str]:
    return [node for node, kind in network.nodes(data="kind") if kind == "document"]


def _environment(
    title: str, catalogue: Mapping[str, object], *, sheets: list[list[Sheet]], maps: list[Markup]
) -> Environment:
    environment = make_environment(ASSETS)
    library, script, style = read_vis_network(), read_script(), join_style()
    policy = (
        "default-src 'none'; "
        f"script-src {hash_source(library)} {hash_source(script)}; style-src {hash_source(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    first, later = pack_catalogue(catalogue)
    environment.globals.update(
        title=title,
        catalogue=first,
        later=later,
        sheets=pack_data(sheets, above=sys.maxsize) if any(sheets) else None,
        maps=maps,
        words={name: words for name, words in read_words().items() if maps or name != "map"},
        classes=read_classes(),
        views=[view for view, part in VIEWS.items() if catalogue.get(part)] or ["drawing"],
        policy=policy,
        library=Markup(library),
        script=Markup(script),
        style=Markup(style),
    )
    return environment


def _options() -> dict[str, object]:
    """Return vis-network's options: nothing moves by itself, each class has its colour and shape."""
    groups = {
        cls: {
            "shape": look["shape"],
            "size": look["size"],
            "font": {"size": look["font"]},
            "color": {
                "background": look["colour"],
                "border": _INK,
                "highlight": {"background": look["colour"], "border": "#d55e00"},
                "hover": {"background": look["colour"], "border": "#d55e00"},
            },
        }
        for cls, look in read_classes().items()
    }
    font = {
        "face": "system-ui, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif",
        "color": _INK,
        "strokeWidth": 4,
        "strokeColor": _PAPER,
        "vadjust": -2,
    }
    return {
        "physics": {"enabled": False},
        "layout": {"randomSeed": 1, "improvedLayout": False},
        "groups": groups,
        "nodes": {"borderWidth": 1, "borderWidthSelected": 4, "font": font, "scaling": {"label": {"drawThreshold": 7}}},
        "edges": {
            "smooth": False,
            "width": 1.2,
            "selectionWidth": 2,
            "hoverWidth": 1,
            "color": {"color": "#a9b0bd", "highlight": "#d55e00", "hover": "#d55e00"},
            "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}},
        },
        "interaction": {"hover": True, "tooltipDelay": 150, "hideEdgesOnDrag": False},
    }
