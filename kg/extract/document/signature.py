"""Read the end of a document: who signed it in which post, when it was adopted, the number of a consolidated text.

Sources of the layout: Decree 30/2020/NĐ-CP, annex I; Ordinance 01/2012/UBTVQH13 on consolidated texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.document.lines import DATE, FrontLine, clean, iso_date, iter_front, starts_with, words_of
from kg.extract.grammar.names import UPPER, surnames
from kg.iri import fold

_NAME = re.compile(rf"[{UPPER}]['\w]*(?:[ -][{UPPER}]['\w]*){{1,4}}")
_PROXY = re.compile(r"(?:TM|T/M|KT|K/T|TL|TUQ|Q)[.,: ]+(?=\w)", re.IGNORECASE)
_IN_CELL = re.compile(
    rf"(?P<office>[{UPPER} .,/-]{{8,120}}?) (?:\(?[ĐđDd]ã ký\)?:? )?(?P<name>[{UPPER}][^{UPPER}\W\d][^|]{{3,40}})$"
)
_BELOW = 9
_CONSOLIDATED = re.compile(r"(?:Số|SỐ) ?: ?(?P<number>\d{1,5} ?/ ?VBHN ?- ?\w+)")
_BODY = (
    r"Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Hội đồng nhân dân"
    rf"(?: (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)(?: [{UPPER}]\w*)*)?|Đại hội [^.;,]{{5,120}}?"
)
_ADOPTED = re.compile(
    rf"được (?P<body>{_BODY})(?: nước [^.;]{{10,50}})?,? (?:[Kk]h[oó][aá]|[Kk]ỳ họp|thông qua)[^.;]{{0,120}}?"
    r"ngày (?P<day>\d{1,2}) ?(?:tháng|/|-) ?(?P<month>\d{1,2}) ?(?:năm|/|-) ?(?P<year>\d{4})"
)


class End(NamedTuple):
    """What the end of a document says; empty strings for what it does not say."""

    signatory: str
    office: str
    place: str
    issued: str
    number: str
    adopted_by: str
    adopted: str


def read_end(text: str) -> End:
    """Return what the signature block and the words about adoption say; the first block with a name counts."""
    adopted = _ADOPTED.search(text)
    consolidated = _CONSOLIDATED.search(text)
    signatory = office = ""
    place = issued = ""
    for line in _offices(text):
        below = list(iter_front(text, line.end_char, end=line.end_char + 400))[:_BELOW]
        signatory, office = _signed(line, below)
        if signatory:
            place, issued = _date_above(text, line.start_char)
            break
    return End(
        signatory,
        office,
        place,
        issued,
        re.sub(r"\s", "", consolidated.group("number")) if consolidated else "",
        re.sub(r"\s+", " ", adopted.group("body")) if adopted else "",
        iso_date(adopted) if adopted else "",
    )


@lru_cache(maxsize=1)
def _office_line() -> re.Pattern[str]:
    """Return the pattern of a line that begins a signature block, in capitals."""
    offices = "|".join(re.escape(term.upper()) for term in words_of("office"))
    proxies = "|".join(re.escape(term.upper()) for term in words_of("proxy"))
    return re.compile(rf"^[ \t*|#]*(?:(?:{proxies})[., ]+(?=[{UPPER}]{{2}})|(?:{offices})(?![\w,;])).*$", re.MULTILINE)


def _offices(text: str) -> list[FrontLine]:
    """Return the lines and cells of capitals that name a post, in order; of a table line its last cell."""
    found = []
    for match in _office_line().finditer(text):
        found.append(FrontLine(match.start(), match.end(), clean(match.group().strip("| ")), False))
    for match in re.finditer(r"\|(?P<cell>[^|\n]*(?:TM\.|KT\.|TL\.|TUQ\.|Q\.)[^|\n]*)\|?\s*$", text, re.MULTILINE):
        found.append(FrontLine(match.start("cell"), match.end("cell"), clean(match.group("cell")), False))
    return sorted(found)


def _signed(line: FrontLine, below: list[FrontLine]) -> tuple[str, str]:
    """Return name and post of a signature block, empty strings where no name stands below the post."""
    cell = _IN_CELL.fullmatch(line.words)
    if cell and (name := person(cell.group("name"))):
        return name, post(cell.group("office"))
    offices = [line.words]
    for item in below:
        name = person(item.words)
        if name:
            return name, post(" ".join(offices))
        if len(item.words) > 60 or (item.words[-1:] in ".;:" and not item.words.isupper()):
            break
        if item.words.isupper() or starts_with(item.words, "office"):
            offices.append(item.words)
    return "", ""


def person(words: str) -> str:
    """Return the name of a person without rank, or an empty string for other words."""
    words = re.sub(r"^(?:\(?(?:[Đđ]ã ký|ĐÃ KÝ)\)?:?|\w?[\])])", "", words).strip(" .,[]()")
    while starts_with(words, "rank"):
        term = next(term for term in words_of("rank") if fold(words).startswith(term))
        words = words[len(term) :].strip(" .,")
    if words.isupper():
        words = words.title()
    glued = _NAME.match(words)
    if glued and re.match(rf" [^{UPPER}\W]", words[glued.end() :]) and " " in glued.group():
        words = glued.group()
    if not _NAME.fullmatch(words) or fold(words.split()[0]) not in surnames() or starts_with(words, "office"):
        return ""
    return words


def post(words: str) -> str:
    """Return the post in which a signatory signs: the last one that a block names, in running case."""
    folded = fold(_PROXY.sub("", re.sub(r"\s+", " ", words)))
    places = [
        (match.start(), -len(term), term)
        for term in words_of("office")
        for match in re.finditer(rf"(?<!\w){re.escape(term)}(?!\w)", folded)
    ]
    if not places:
        return ""
    whole = [p for p in places if not any(o[0] <= p[0] and p[0] - p[1] <= o[0] - o[1] and o != p for o in places)]
    return max(whole)[2].capitalize()


def _date_above(text: str, start: int) -> tuple[str, str]:
    """Return place and date of the line right above a signature block."""
    lines = list(iter_front(text, max(0, start - 300), end=start))
    for line in reversed(lines[-4:]):
        match = DATE.fullmatch(line.words)
        if match:
            return (match.group("place") or "").strip(" ,.-"), iso_date(match)
    return "", ""


__all__ = ["End", "person", "post", "read_end"]
