"""Make patterns of the words beside a body that tell what it does (`duty_words.tsv`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, terms_of


@lru_cache(maxsize=32)
def pattern(kinds: str, shape: str) -> re.Pattern[str]:
    """Return `shape` with `{}` replaced by the words of the kinds named; `(?i:{})` for those in any case."""
    words = alternatives(terms_of("lexicons/duty_words.tsv", *kinds.split()), any_case=True)
    return re.compile(shape.replace("{}", f"(?:{words})"))
