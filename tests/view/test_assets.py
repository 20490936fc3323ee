"""Check the page's parts: every class has a look and a name, every script is used."""

from __future__ import annotations

import colorsys
import copy
import json
import re

from kg.config import SECTOR_NAMESPACE
from kg.model import ACTIONS, DOCUMENT_TYPES, ENTITY_CLASSES, MODALITIES, PREDICATES, ROLES, STATUSES
from kg.view.assets import (
    ASSETS,
    STYLES,
    hash_source,
    read_asset,
    read_classes,
    read_script,
    read_vis_network,
    read_words,
)
from kg.view.page import VIEWS

FRAME = {"Document", "Section", "KeyTask", "Breakthrough", "Measure", "Target", "Sector"}


def test_every_class_has_a_look() -> None:
    assert set(read_classes()) == {*ENTITY_CLASSES, *FRAME}


def test_no_two_classes_look_alike() -> None:
    looks = [(look["colour"], look["shape"]) for look in read_classes().values()]
    assert len(set(looks)) == len(looks)


def test_colours_differ_in_lightness_or_hue() -> None:
    colours = sorted({look["colour"] for look in read_classes().values()})
    shades = [colorsys.rgb_to_hls(*(int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))) for colour in colours]
    for number, one in enumerate(shades):
        for other in shades[number + 1 :]:
            assert max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.05


def test_every_word_is_there_in_both_languages() -> None:
    words = copy.deepcopy(read_words())
    groups = [group for name, group in words.items() if name not in ("answers", "same")]
    groups += [
        dict(enumerate(group)) if isinstance(group, list) else group
        for group in words["answers"].pop("unknown").values()
    ]
    for group in (*groups, *words["answers"].values()):
        for key, names in group.items():
            assert names["vi"] and names["en"], key
    used = set(re.findall(r"""\bword\(["']([\w-]+)["']\)""", read_script()))
    used |= set(re.findall(r'data-(?:word|label|hint)="([\w-]+)"', read_asset("page.html")))
    used |= {f"view-{view}" for view in VIEWS}
    assert used <= set(words["ui"]), used - set(words["ui"])
    assert set(ACTIONS) | set(ROLES) | set(MODALITIES) | set(STATUSES) | set(DOCUMENT_TYPES) <= set(words["values"])
    assert set(PREDICATES) - {"roadNumber", "status"} <= set(words["links"])
    assert all(names["back"]["vi"] and names["back"]["en"] for names in words["links"].values())


def test_every_asset_is_used() -> None:
    assert {path.name for path in ASSETS.iterdir()} == {*STYLES, "page.html", "page.js", "classes.json", "words.json"}


def test_scripts_make_elements_from_text_only() -> None:
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("):
        assert forbidden not in read_script()


def test_style_and_scripts_load_nothing() -> None:
    for name in (*STYLES, "page.html", "page.js"):
        text = read_asset(name).replace("http://www.w3.org/2000/svg", "")
        for forbidden in ("http:", "https:", "//cdn", "@import", "url(", "fetch(", "XMLHttpRequest"):
            assert forbidden not in text, name


def test_vis_network_comes_with_its_licence_and_without_its_source_map() -> None:
    library = read_vis_network()
    assert library.startswith("/**\n * vis-network")
    assert "@license" in library[:1500] and "MIT License" in library[:1500]
    assert "sourceMappingURL" not in library
    assert "</script" not in library.lower() and "\r" not in library


def test_a_hash_is_a_source_expression() -> None:
    assert hash_source("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"


def test_tables_are_written_in_their_own_script() -> None:
    assert "Nhiệm vụ trọng tâm" in read_asset("classes.json")
    assert json.loads(read_asset("words.json"))
    assert SECTOR_NAMESPACE not in read_asset("words.json")
