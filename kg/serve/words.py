"""Say in Vietnamese and English what the graph says in codes: heads of columns, roles, classes, sectors.

The words are those of the page of a graph (`kg/view/assets/`), so that both call a thing the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request

from kg.templates import read_packaged

ASSETS = Path(__file__).resolve().parent / "assets"
LANGUAGES = ("vi", "en")
_OWN = ("quote", "start", "end", "document", "value_max", "level_aimed_at", "baseline", "aim", "due_basis")
_MOST = 16


def read_asset(name: str) -> str:
    """Return the text of a file in `assets/`; raises `ResourceError` where it is missing."""
    return read_packaged(ASSETS / name)


@lru_cache(maxsize=1)
def read_own() -> dict[str, dict[str, str]]:
    """Return the words of the pages' frames by language."""
    return json.loads(read_asset("words.json"))


def language(request: Request) -> str:
    """Return the language of a page: `?lang=`, else the one that the browser likes best, Vietnamese without either."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return asked
    return _preferred(",".join(request.headers.getlist("accept-language")))


@lru_cache(maxsize=256)
def _preferred(accepted: str) -> str:
    """Return the language of ours that a header Accept-Language likes best (RFC 9110, section 12.5.4)."""
    best, most = LANGUAGES[0], 0.0
    for part in accepted.split(",")[:_MOST]:
        name, _, quality = part.partition(";")
        weight = _weigh(quality)
        code = name.strip().lower().partition("-")[0]
        if code in LANGUAGES and weight > most:
            best, most = code, weight
    return best


def _weigh(quality: str) -> float:
    name, _, number = quality.partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return min(max(float(number), 0.0), 1.0)
    except ValueError:
        return 0.0


@lru_cache(maxsize=1)
def load() -> dict[str, dict[str, dict[str, str]]]:
    """Return the words by kind (`columns`, `values`, `classes`, `sectors`), then by code, then by language."""
    from kg.analyse.sectors import read_sector_labels  # takes half a second: a server loads it before it is asked
    from kg.view.assets import read_classes, read_words

    words = read_words()
    classes = {name: {lang: look[lang] for lang in LANGUAGES} for name, look in read_classes().items()}
    own = read_own()
    return {
        "columns": words["columns"] | {name: {lang: own[lang][name] for lang in LANGUAGES} for name in _OWN},
        "values": words["values"],
        "classes": classes,
        "links": words["links"],
        "sectors": read_sector_labels(),
    }


def say(kind: str, code: str, lang: str) -> str:
    """Return the words for a code of a kind, the code itself where there are none."""
    named: Mapping[str, str] = load()[kind].get(code, {})
    return named.get(lang) or code


def say_relation(name: str, lang: str) -> str:
    """Return a relation between two things in words, seen from the one that it leads to."""
    link = load()["links"].get(name)
    own = read_own()[lang]
    return link["back"][lang] if link and "back" in link else own.get(name, name)


def say_time(written: str, lang: str) -> str:
    """Return a time such as `2026-05-15`, `2026-05` or `2021/2025` as people write it: in Vietnamese day first."""
    return "–".join(_say_day(part, lang) for part in written.split("/"))


def _say_day(written: str, lang: str) -> str:
    parts = written.split("-")
    if lang != "vi" or not all(part.isdigit() for part in parts):
        return written
    return "/".join([*(str(int(part)) for part in parts[:0:-1]), parts[0]])
