"""Read the page's parts: template, style, scripts, words, the look of each class, and vis-network out of pyvis."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypedDict

from kg.analyse.answers.words import read_words as read_all_answer_words
from kg.errors import ExportError
from kg.resources import read_table
from kg.store.search.wanted import read_pairs
from kg.templates import hash_source as hash_source
from kg.templates import read_packaged

ASSETS = Path(__file__).resolve().parent / "assets"
STYLES = ("style.css", "answers.css", "map.css")
VIS_NETWORK = Path("templates", "lib", "vis-9.1.2", "vis-network.min.js")
_SOURCE_MAP = "//# sourceMappingURL="


class Look(TypedDict):
    """How a class is shown: names, vis-network shape, colour by day and night, radius of its symbol, label height."""

    vi: str
    en: str
    shape: str
    colour: str
    night: str
    size: int
    font: int


def read_asset(name: str) -> str:
    """Return the text of a file in `assets/`, lines ended by LF; raises `ResourceError` where it is missing."""
    return read_packaged(ASSETS / name)


@lru_cache(maxsize=1)
def read_classes() -> dict[str, Look]:
    """Return the look of every class; no two have the same colour and shape."""
    return json.loads(read_asset("classes.json"))


@lru_cache(maxsize=1)
def read_words() -> dict[str, Any]:
    """Return the page's words in Vietnamese and English: `ui`, `links` by predicate, `facts`, `values`."""
    return json.loads(read_asset("words.json")) | {
        "answers": read_answer_words(),
        "same": read_same_words(),
        "map": read_map_words(),
    }


def read_answer_words() -> dict[str, Any]:
    """Return the words of `kg.analyse.answers` that the page uses."""
    groups = ("findings", "gaps", "levels", "bases", "states", "links", "reasons", "unknown", "verdicts")
    found = {name: words for name, words in read_all_answer_words().items() if name in groups}
    return found | {"unknown": {name: told for name, told in found["unknown"].items() if name != "register"}}


def read_map_words() -> dict[str, Any]:
    """Return the words of the page that `kg map` writes which the view of the same name uses."""
    words = json.loads(read_asset("../papers/assets/words.json"))
    kept = ("near", "map", "works", "lost", "placed", "role", "level", "era", "pre", "since", "former", "became")
    keys = ("province", "district", "commune")
    return {key: names for key, names in words.items() if key in keys or re.match("[a-z]+", key)[0] in kept}


def read_same_words() -> list[list[str]]:
    """Return pairs of which a search for either finds the other: abbreviations, codes of documents, other words."""
    classes = {look["en"].lower(): look["vi"].lower() for look in read_classes().values()}
    said = ((one, classes[other] if kind == "class" else other) for one, other, kind in read_pairs())
    pairs = {(one, other): None for one, other in said if one.lower() != other.lower()}
    codes = [(row["code"], row["term"]) for row in read_table("lexicons/document_types.tsv") if len(row["code"]) > 1]
    once = {pair: None for pair in (*pairs, *codes) if pair[::-1] not in pairs or pair < pair[::-1]}
    return [list(pair) for pair in once]


@lru_cache(maxsize=1)
def read_vis_network() -> str:
    """Return vis-network 9.1.2 (Apache-2.0 or MIT, its notice at its head) as pyvis carries it.

    The reference to a source map is left out: it would send the reader's browser looking for a file.
    """
    spec = find_spec("pyvis")
    path = Path(spec.origin).parent / VIS_NETWORK if spec and spec.origin else VIS_NETWORK
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise ExportError("vis-network is missing", path=path, remedy="install pyvis 0.3.2 again") from error
    return "\n".join(line for line in lines if not line.startswith(_SOURCE_MAP))


@lru_cache(maxsize=1)
def read_script() -> str:
    """Return the page's own scripts as one, in a scope of their own that can wait for data to be unpacked."""
    return read_asset("page.js").rstrip()


@lru_cache(maxsize=1)
def join_style() -> str:
    """Return the page's style with a rule for each class, which gives its colours by day and by night."""
    rules = [
        f".c-{cls} {{ --day: {look['colour']}; --night: {look['night']}; }}" for cls, look in read_classes().items()
    ]
    return "\n".join([*(read_asset(name).rstrip() for name in STYLES), *rules, ""])
