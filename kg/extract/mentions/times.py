"""Find calendar expressions (mốc thời gian) with their ISO form, see GUIDELINES section 4, Time."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.tables import cell_of
from kg.extract.mentions.calendar import end_of, iso, lunar_years, relative
from kg.model import Findings, Mention, PreparedText
from kg.resources import read_table
from kg.text.scan import lines_with
from kg.text.spans import SpanIndex

_BARE = re.compile(
    r"(?<![\w/.-])(?:(?:(?:giai đoạn|các năm|từ năm|năm|từ) )?(?P<first>(?:19|20)\d\d)"
    r"(?: ?(?:[-–]|đến) ?(?:năm )?(?P<last>(?:19|20)\d\d))?"
    r"|(?:(?:trước|đến|hết|trong) )?(?:tháng )?(?P<month>\d{1,2}) ?[/.-] ?(?P<year>(?:19|20)\d\d))(?![\w/])",
    re.IGNORECASE,
)
"""What is a time by itself in a column of times."""
_DATED = re.compile(r"19\d\d|20\d\d|tết |Tết |TẾT |thế kỷ|Thế kỷ|THẾ KỶ")
_BEFORE_YEAR, _BEHIND_YEAR = 120, 60
"""An expression begins at most so many characters before its year, and ends so many behind it."""
_NO_YEAR = re.compile(r"ngày \d|tháng \d|quý [IV]|Quý [IV]|năm nay|hết năm|cuối năm")
_YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    """Return kind -> the words of the lexicon as alternatives, the longest first."""
    words: dict[str, list[str]] = {}
    for row in read_table("lexicons/time_words.tsv"):
        words.setdefault(row["kind"], []).append(re.escape(row["term"]))
    words["lunar"] = [re.escape(name) for name in lunar_years()]
    return {kind: "|".join(sorted(terms, key=lambda term: (-len(term), term))) for kind, terms in words.items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return the pattern of the expressions that state their year; one alternative for each shape."""
    words = _words()
    day = (
        r"(?:ngày )?(?P<d1>\d{1,2})(?: tháng |[/.-](?=\d{1,2}[/. -])| ?[/.-] ?(?=\d))(?P<m1>\d{1,2})"
        rf"(?: ?[,/.-]? ?năm |[/.-])(?P<y1>{_YEAR})"
    )
    month = rf"tháng (?P<m3>\d{{1,2}})(?: năm | ?[/.-] ?)(?P<y3>{_YEAR})"
    quarters = (
        rf"[Qq]uý (?P<q>{_QUARTER})(?:(?: và|,| -|-| đến) (?:[Qq]uý )?(?P<q2>{_QUARTER}))?(?:,? năm "
        rf"| ?[/-] ?)(?P<y4>{_YEAR})"
    )
    half = rf"(?P<half>0?6|0?9|0?3) tháng (?P<part>đầu|cuối)(?: năm)? (?P<y7>{_YEAR})"
    pair = rf"(?:{words['period']})(?: từ)?(?: năm)? \(?(?P<y5>{_YEAR})(?: ?[-–] ?|, | đến năm | đến )(?P<y6>{_YEAR})"
    from_to = rf"từ năm (?P<y13>{_YEAR}) (?:đến|tới)(?: hết)?(?: năm)? (?P<y14>{_YEAR})"
    months = (
        rf"từ tháng (?P<m13>\d{{1,2}})(?:(?:/| năm )(?P<y16>{_YEAR}))? (?:đến|tới)(?: hết| cuối)? "
        rf"tháng (?P<m14>\d{{1,2}})(?:/| năm )(?P<y17>{_YEAR})"
    )
    feast = rf"(?P<feast>{words['feast']}) (?:năm )?(?P<y9>{_YEAR})"
    tet = (
        rf"tết (?:nguyên đán |âm lịch |cổ truyền )?(?:(?P<lunar>{words['lunar']})(?:,? (?:năm )?{_YEAR})?"
        rf"|(?:năm )?(?<=đán )(?P<y15>{_YEAR}))"
    )
    year = rf"năm (?P<y8>{_YEAR})(?! ?[-–] ?{_YEAR})"
    span = rf"(?<=\d năm )(?P<y11>{_YEAR}) ?[-–] ?(?P<y12>{_YEAR})"
    bare = rf"(?:(?<=tầm nhìn )|(?<=từ nay )|(?<!\d )(?=đến \d{{4}}, ))đến (?P<y10>{_YEAR})(?! ?[-–] ?{_YEAR})"
    century = r"(?P<century>(?:giữa|nửa đầu|cuối|đầu) thế kỷ (?:XXI|XX))"
    return re.compile(
        rf"(?<!\w)(?:{from_to}|{months}|(?:(?:{words['before']}) )?(?:{day}|{month}|{quarters}|{half}|{pair}|{feast}"
        rf"|{tet}|{year}|{bare}|{span}|{century}))(?![\d/])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _relative() -> re.Pattern[str]:
    """Return the pattern of deadlines that leave the year to the date of the document (`trước ngày 30 tháng 11`)."""
    no_year = rf"(?![\d/])(?! ?[,/.-]? ?(?:năm )?{_YEAR})(?! (?:năm|hằng|hàng))"
    return re.compile(
        rf"(?<!\w)(?:(?P<before>trước|đến|vào|trong|hết|đến hết|xong trước|chậm nhất(?: là)?|chậm nhất đến) "
        rf"(?:ngày (?P<d>\d{{1,2}})(?: tháng |/)(?P<m>\d{{1,2}})|(?:đầu |cuối |giữa )?tháng (?P<m2>\d{{1,2}})"
        rf"|(?:đầu |cuối )?[Qq]uý (?P<q>IV|I{{1,3}})){no_year}"
        r"|(?P<this>(?:(?:trong|đến hết|hết|đến cuối|cuối|từ nay đến hết|từ nay đến cuối|ngay trong) )?năm nay"
        r"|(?:từ nay )?đến (?:hết|cuối) năm(?! (?:\d|nay|học|tài chính|kế hoạch))))(?!\w)",
        re.IGNORECASE,
    )


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of times to `findings.mentions`; `key` is the ISO form."""
    issued = findings.header.issued
    dated = set(lines_with(_DATED, prepared.text))
    open_ended = set(lines_with(_NO_YEAR, prepared.text)) if issued else set()
    for span in sorted(dated | open_ended):
        if span in dated:
            for match in _pattern().finditer(prepared.text, *_stretch(prepared.text, *span)):
                _append(findings, match, normal=iso(match))
        if span in open_ended:
            for match in _relative().finditer(prepared.text, *span):
                _append(findings, match, normal=relative(match, issued=issued), confidence=0.85)
    findings.mentions.extend(_cells(prepared, findings.mentions))


def _stretch(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a line with a year that holds all expressions with one."""
    marks = [mark.span() for mark in _DATED.finditer(text, start, end)]
    return max(start, marks[0][0] - _BEFORE_YEAR), min(end, marks[-1][1] + _BEHIND_YEAR)


def _append(findings: Findings, match: re.Match[str], *, normal: str, confidence: float = 0.97) -> None:
    """Append the mention of an expression that the calendar has."""
    if normal:
        start, end = match.start(), end_of(match)
        findings.mentions.append(Mention("Time", start, end, key=normal, confidence=confidence))


def _cells(prepared: PreparedText, known: list[Mention]) -> list[Mention]:
    """Return the years and months that stand bare in a column of times of a table (`2023`, `2022-2030`, `12/2025`)."""
    taken = SpanIndex(m for m in known if m.cls == "Time")
    found = []
    for table in prepared.tables:
        for row in table.rows:
            cell = cell_of(table, row, "due")
            for match in _BARE.finditer(prepared.text, *cell) if cell else ():
                key = _bare_key(match)
                if key and taken.meeting(*match.span()) is None:
                    found.append(Mention("Time", *match.span(), key=key, confidence=0.9))
    return found


def _bare_key(match: re.Match[str]) -> str:
    """Return the ISO form of a bare year, interval of years or month, empty for what no calendar has."""
    first, last, month = match.group("first", "last", "month")
    if month:
        return f"{match.group('year')}-{int(month):02}" if 1 <= int(month) <= 12 else ""
    return f"{first}/{last}" if last and first < last else first
