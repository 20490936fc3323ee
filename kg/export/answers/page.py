"""Render the pages of answers: one HTML file each, no script, no request, a strict Content-Security-Policy.

A number leads to the rows behind it without a script: its link chooses a mark of rows (`#p-…`), and a rule of style
hides the rows that do not have it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from kg.analyse.answers.words import Words
from kg.config import VERSION
from kg.export.answers import charts
from kg.templates import hash_source, make_environment

_ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Pick:
    """Rows that a link can choose: the class that marks them (also `id` of the anchor `p-…`), and what they are."""

    mark: str
    label: str
    number: int


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return make_environment(_ASSETS, trimmed=True)


@lru_cache(maxsize=1)
def _style() -> str:
    return (_ASSETS / "style.css").read_text(encoding="utf-8").rstrip()


def render(
    template: str, words: Words, *, title: str, answer: str, picks: Iterable[Pick] = (), **values: object
) -> bytes:
    """Return a page; `answer` is the key of what it is called and of what it can't know.

    Other values whose names end with `picks` choose rows of other lists.
    """
    chosen = list(picks)
    every = [*chosen, *(pick for name, some in values.items() if name.endswith("_picks") for pick in some)]
    rules = [f"#p-{pick.mark}:target~.list tr.row:not(.{pick.mark}){{display:none}}" for pick in every]
    style = "\n".join([_style(), *rules, ""])
    policy = f"default-src 'none'; style-src {hash_source(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    context: Mapping[str, object] = {
        "w": words,
        "lang": words.lang,
        "title": title,
        "kind": words.say(answer),
        "unknown": words.unknown(answer),
        "style": style,
        "policy": policy,
        "picks": chosen,
        "charts": charts,
        "version": VERSION,
    }
    page = _environment().get_template(template).render(**context, **values)
    return (page.rstrip() + "\n").encode("utf-8", errors="replace")
