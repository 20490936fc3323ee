"""Give the page of a reviewer its words, Vietnamese or English: its own, and those for codes that all pages share."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.serve.words import load
from kg.templates import read_packaged

ASSETS = Path(__file__).resolve().parent / "assets"


@lru_cache(maxsize=1)
def read_words() -> dict[str, dict[str, dict[str, str]]]:
    """Return the page's own words by kind (`ui`, `facts`, `fields`, `verdicts`, …), by name, by language."""
    return json.loads(read_packaged(ASSETS / "words.json"))


def page_words(lang: str) -> dict[str, dict[str, str]]:
    """Return all words of the page in one language, by kind and name."""
    shared: dict[str, Any] = load()
    own = {kind: {name: said[lang] for name, said in some.items()} for kind, some in read_words().items()}
    values = {
        code: said[lang]
        for some in (shared["links"], shared["values"], shared["classes"])
        for code, said in some.items()
        if lang in said
    }
    sectors = {code: said[lang] for code, said in shared["sectors"].items()}
    return own | {"values": values | own["values"], "sectors": sectors}
