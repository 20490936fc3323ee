"""Find calendar expressions (mốc thời gian) with their ISO form, see GUIDELINES section 4, Time."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from kg.annotate import Annotations
from kg.model import Findings, Mention, PreparedText
from kg.resources import read_table

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LINE = re.compile(r"[^\n]+")
_DIGIT = re.compile(r"\d")
_YEAR = r"(?:19|20)\d\d"


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of all expressions; one alternative for each shape."""
    words: dict[str, list[str]] = {"before": [], "period": [], "feast": []}
    for row in read_table("lexicons/time_words.tsv"):
        words[row["kind"]].append(re.escape(row["term"]))
    alternatives = {kind: "|".join(sorted(terms, key=lambda term: (-len(term), term))) for kind, terms in words.items()}
    day = rf"(?:ngày )?(?P<d1>\d{{1,2}})(?: tháng |[/.-](?=\d{{1,2}}[/. -])| ?[/.-] ?(?=\d))(?P<m1>\d{{1,2}})(?: ?[,/.-]? ?năm |[/.-])(?P<y1>{_YEAR})"
    numeric = rf"(?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})/(?P<y2>{_YEAR})"
    month = rf"tháng (?P<m3>\d{{1,2}})(?: năm |[/.-])(?P<y3>{_YEAR})"
    quarter = rf"[Qq]uý (?P<q>IV|I{{1,3}}|[1-4])(?: năm |[/-])(?P<y4>{_YEAR})"
    half = rf"(?P<half>6|06|9) tháng (?P<part>đầu|cuối) năm (?P<y7>{_YEAR})"
    pair = (
        rf"(?:{alternatives['period']}) (?:từ )?(?:năm )?(?P<y5>{_YEAR})(?: ?[-–] ?|, | đến năm | đến )(?P<y6>{_YEAR})"
    )
    feast = rf"(?P<feast>{alternatives['feast']}) (?:năm )?(?P<y9>{_YEAR})"
    year = rf"năm (?P<y8>{_YEAR})(?! ?[-–] ?{_YEAR})"
    span = rf"(?<=\d năm )(?P<y11>{_YEAR}) ?[-–] ?(?P<y12>{_YEAR})"
    bare = rf"(?<=tầm nhìn )đến (?P<y10>{_YEAR})(?! ?[-–] ?{_YEAR})"
    return re.compile(
        rf"(?<!\w)(?:(?:{alternatives['before']}) )?(?:{day}|{numeric}|{month}|{quarter}|{half}|{pair}|{feast}"
        rf"|{year}|{bare}|{span})(?![\d/])",
        re.IGNORECASE,
    )


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of times to `findings.mentions`; `key` is the ISO form."""
    for line in _LINE.finditer(prepared.text):
        if not _DIGIT.search(prepared.text, line.start(), line.end()):
            continue
        for match in _pattern().finditer(prepared.text, line.start(), line.end()):
            normal = iso(match)
            if normal:
                attrs = {"normal": normal}
                time = Mention("Time", match.start(), match.end(), key=normal, confidence=0.97, attrs=attrs)
                findings.mentions.append(time)


def iso(match: re.Match[str]) -> str:
    """Return the ISO 8601 form of an expression (`2025`, `2025-06`, `2025-12-19`, `2020/2025`), empty for no date."""
    found = {name: value for name, value in match.groupdict().items() if value}
    if "y5" in found:
        return f"{found['y5']}/{found['y6']}" if found["y5"] < found["y6"] else ""
    if "y11" in found:
        return f"{found['y11']}/{found['y12']}" if found["y11"] < found["y12"] else ""
    if "y8" in found or "y10" in found:
        return found.get("y8") or found["y10"]
    if "q" in found:
        first = _ROMAN[found["q"].upper()] * 3 - 2
        return f"{found['y4']}-{first:02}/{found['y4']}-{first + 2:02}"
    if "half" in found:
        months = int(found["half"])
        first = 1 if found["part"] == "đầu" else 13 - months
        return f"{found['y7']}-{first:02}/{found['y7']}-{first + months - 1:02}"
    if "feast" in found:
        return f"{found['y9']}-{_feasts()[found['feast'].casefold()]}"
    return _date(found)


@lru_cache(maxsize=1)
def _feasts() -> dict[str, str]:
    return {
        row["term"].casefold(): row["normal"] for row in read_table("lexicons/time_words.tsv") if row["kind"] == "feast"
    }


def _date(found: dict[str, str]) -> str:
    """Return the ISO form of a day or a month that the calendar has."""
    year = int(found.get("y1") or found.get("y2") or found["y3"])
    month = int(found.get("m1") or found.get("m2") or found["m3"])
    day = int(found.get("d1") or found.get("d2") or 0)
    if not 1 <= month <= 12 or day > monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02}-{day:02}" if day else f"{year}-{month:02}"
