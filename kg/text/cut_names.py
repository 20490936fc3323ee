"""Tell the name of a law or document that a line end cuts: `Căn cứ Luật` / `Tổ chức Chính phủ ngày …`."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resources import alternatives, read_table
from kg.text.lines import BASIS, HEADER, RECIPIENTS, SIGNATURE, Line
from kg.text.scan import either_case, iter_at

_REACH = 120
"""So many characters on each side of a line end can hold the parts of one name."""
_CODE = re.compile(r"\d{1,5}(?:\.\d+)?/[\dA-ZĐ]")
_CITED = re.compile(r"[^.:]{0,110}?(?:;|,? (?:số \d|ngày \d|năm \d{4})|\(\w)|[^.:;]{3,110}\.?$")
_UNFINISHED = r"(?:[Cc]ăn cứ|[Tt]heo|của|tại|thi hành|theo|bởi|và|;|,)"
_CONGRESS = re.compile(r"(?:Đại hội|Hội nghị|Trung ương|liên tịch|của) ")


def cuts_name(text: str, last: Line, line: Line) -> bool:
    """Say whether the end of `last` cuts the name or the number of an instrument that `line` goes on with."""
    left = text[max(last.start, last.end - _REACH) : last.end]
    right = text[line.start : min(line.end, line.start + _REACH)]
    ends = left.rsplit(" ", 1)[-1].rstrip(":").lower() in _last_words()
    if (not ends and not _title_words().search(left)) or left.isupper() or right.isupper():
        return False
    if any(pattern.match(right) for pattern in (BASIS, RECIPIENTS, SIGNATURE, HEADER)):
        return False
    basis = BASIS.match(text, last.start) is not None
    return _spans_title(left, right) or (ends and _ends_in_head(left, right, basis=basis))


def _spans_title(left: str, right: str) -> bool:
    """Say whether a title that the lexicon knows begins on the one line and ends on the other."""
    begun = (place.start() for place in _title_words().finditer(left))
    return any(match.end() > len(left) + 1 for match in iter_at(_titles(), begun, f"{left} {right}"))


def _ends_in_head(left: str, right: str, *, basis: bool) -> bool:
    """Say whether a line ends in the word for an instrument and the next one begins with what it is called."""
    heads = _heads()
    number = heads["numbered"].search(left)
    if number:
        return _CODE.match(right) is not None if number.group("no") else _CONGRESS.match(right) is not None
    law = heads["law"].search(left)
    return law is not None and right[0].isupper() and (basis or _CITED.match(right) is not None)


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    """Return the pattern of the titles of laws and programmes of several words."""
    words = alternatives(_terms())
    return re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _title_words() -> re.Pattern[str]:
    """Return the pattern of the first words of the titles."""
    return re.compile(rf"(?<!\w)(?:{either_case(_terms())})(?!\w)")


def _terms() -> set[str]:
    return {row["term"] for row in read_table("lexicons/instruments.tsv") if " " in row["term"]}


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    """Return the last words of the heads, and that before a number."""
    return frozenset({row["term"].rsplit(" ", 1)[-1] for row in read_table("lexicons/instrument_heads.tsv")} | {"số"})


@lru_cache(maxsize=1)
def _heads() -> dict[str, re.Pattern[str]]:
    """Return the patterns of an unfinished end of a line: in the word for a law, or for what has a number."""
    kinds: dict[str, list[str]] = {"law": [], "document": []}
    for row in read_table("lexicons/instrument_heads.tsv"):
        if row["kind"] in kinds and row["term"] != "hiến pháp":
            kinds[row["kind"]].append(row["term"][0].upper() + row["term"][1:])
    law, document = ("|".join(sorted(terms, key=lambda term: (-len(term), term))) for terms in kinds.values())
    return {
        "law": re.compile(rf"(?<!\w){_UNFINISHED} (?:(?:các|cả) )?(?:{law})$"),
        "numbered": re.compile(rf"(?<=[\w,;] )(?:(?:{law}|{document})(?P<no> số:?)|(?:{document}))$"),
    }


__all__ = ["cuts_name"]
