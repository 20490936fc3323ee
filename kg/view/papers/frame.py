"""Make pages that need no script: their policy allows one style by its hash and nothing else.

Every word stands in Vietnamese and in English; two buttons at the head, which are radio fields, choose which is shown.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from kg.templates import make_environment, read_packaged
from kg.view.assets import hash_source, read_words

ASSETS = Path(__file__).resolve().parent / "assets"
LANGUAGES = ("vi", "en")
_OWNER = re.compile(r"(.+) \((\w+)\)")


@lru_cache(maxsize=1)
def read_paper_words() -> dict[str, dict[str, str]]:
    """Return the words of these pages by key, and the page's own words for values (roles, modalities)."""
    own = json.loads(_read("words.json"))
    return read_words()["values"] | own


def _read(name: str) -> str:
    return read_packaged(ASSETS / name)


def say(key: str) -> Markup:
    """Return a word in both languages; a key that is no word is shown as it is."""
    names = read_paper_words().get(key)
    if names is None:
        return Markup("{}").format(key)
    return both(names["vi"], names["en"])


def both(vietnamese: str, english: str) -> Markup:
    """Return words in both languages, of which the page shows one."""
    spans = (
        Markup('<span class="{0}" lang="{0}">{1}</span>').format(lang, words)
        for lang, words in zip(LANGUAGES, (vietnamese, english), strict=True)
    )
    return Markup("").join(spans)


def word(key: str, lang: str) -> str:
    """Return a word in one language; a key that is no word is shown as it is."""
    return read_paper_words().get(key, {}).get(lang, key)


def say_change(text: str, aspect: str) -> Markup:
    """Return what a statement says of an aspect in both languages: roles, modalities; names and numbers as they are."""
    if aspect != "owner":
        return say(text or "–")
    return Markup("; ").join(
        Markup("{} ({})").format(name, say(role)) if role else Markup("{}").format(name) for name, role in _split(text)
    )


def word_change(text: str, aspect: str, lang: str) -> str:
    """Return the same in one language."""
    if aspect != "owner":
        return word(text or "–", lang)
    return "; ".join(f"{name} ({word(role, lang)})" if role else name for name, role in _split(text))


def _split(owners: str) -> list[tuple[str, str]]:
    """Return the names and roles of `Bộ Tài chính (lead); Bộ Y tế (coordinate)`, a dash where there are none."""
    parts = [_OWNER.fullmatch(one) for one in owners.split("; ")]
    return [(part[1], part[2]) if part else (owners or "–", "") for part in parts]


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = make_environment(ASSETS, trimmed=True)
    environment.globals.update(say=say, say_change=say_change)
    return environment


def render(template: str, *, script: str = "", lang: str = "vi", **values: object) -> str:
    """Return a page made from a template of `assets/`; a `script` is allowed by its hash."""
    style = _read("style.css")
    scripts = f"script-src {hash_source(script)}; " if script else ""
    rest = "img-src data:; base-uri 'none'; form-action 'none'"
    policy = f"default-src 'none'; {scripts}style-src {hash_source(style)}; {rest}"
    page = _environment().get_template(template)
    return page.render(policy=policy, style=Markup(style), script=Markup(script), lang=lang, **values)
