"""Make patterns of the words beside a body that tell what it does (`duty_words.tsv`)."""

from __future__ import annotations

import re

from kg.extract.grammar.lexicon import worded

_TABLE = "duty_words"
DECIDED = re.compile(r"(?<!\w)(?:đã|vừa|mới|sau khi|khi) được $")
"""What stands before a body whose decision is there already: `kế hoạch đã được Chính phủ phê duyệt`."""


def pattern(kinds: str, shape: str) -> re.Pattern[str]:
    """Return `shape` with `{}` replaced by the words of the kinds named; `(?i:{})` for those in any case."""
    return shaped(shape.replace("{}", f"{{{kinds}}}"))


def shaped(shape: str) -> re.Pattern[str]:
    """Return `shape` with each `{kind}` replaced by the words of that kind."""
    return worded(_TABLE, shape)


def opens_with_partners(text: str, position: int, *, end: int | None = None) -> re.Match[str] | None:
    """Return the words at a place that name those to work with before any other verb (`Chủ trì, phối hợp | với …`)."""
    return shaped(_WITH_PARTNERS).match(text, position, len(text) if end is None else end)


_WITH_PARTNERS = r"(?i:(?:{manner lead},? (?:và )?)*phối hợp)"
