"""Read the lines and cells of a document's front and end one by one: numbers, dates, words without marks."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.extract.grammar.names import UPPER
from kg.iri import fold
from kg.resources import read_table
from kg.text.lines import FURNITURE

CODE = rf"[{UPPER}][\w&]*(?: ?[-–/.] ?[{UPPER}][\w&]*)*"
NUMBER = re.compile(
    rf"(?:(?:[Ll]uật|[Nn]ghị quyết|[Pp]háp lệnh|[Bb]ộ luật) [Ss]ố ?:|(?:Số|SỐ|số(?= ?:))(?: ?hiệu)? ?[:.]?) ?"
    rf"(?P<number>\d{{1,5}}(?:\.\d{{1,3}})?[a-zA-Z]?(?: ?/ ?(?:19|20)\d\d)? ?[-–/] ?(?!Ngày){CODE})"
)
DATE = re.compile(
    rf"(?:(?P<place>[{UPPER}][\w. -]{{1,30}}?) ?[,.;]? ?)?ngày ?(?P<day>\d{{1,2}}) ?tháng ?(?P<month>\d{{1,2}})"
    r" ?năm ?(?P<year>(?:19|20)\d\d)\.?",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI|Độc lập ?[-–] ?Tự do")
_PARTS = re.compile(
    rf"(?<= )(?:CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI|Độc lập ?[-–] ?Tự do|Số ?: ?\d"
    rf"|[{UPPER}]\w+(?: [{UPPER}]\w+){{0,3}} ?, ?(?:ngày|Ngày) ?\d{{1,2}} ?tháng)"
)
_SPACED = re.compile(r"(?:\w ){3,}\w")
_NOTE = re.compile(rf"(?<=[^{UPPER}\W\d_])\d{{1,2}}$|(?<=\.)\d{{1,2}}$|\[\d+\]|\(\d\)$|(?<=\w)\*$")
_MARKS = "0123456789)*"
"""How a line ends that the number of a note closes."""
_RULE = re.compile(r"[-_—–*]{3,}")
_COUNTRY = re.compile(r"CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_NUMBERED = re.compile(r"(?:Số|SỐ|số) ?:?")
_DATED = re.compile(rf"[{UPPER}][^,;:]{{2,30}}, ?ngày ?\d{{1,2}} ?tháng ?\d{{1,2}} ?năm ?\d{{4}}\.?", re.IGNORECASE)
"""Place and date, whole: what two lines of a narrow cell hold together."""


class FrontLine(NamedTuple):
    """A line or table cell: its span in the working text, its words without marks, if a blank line stands before it."""

    start_char: int
    end_char: int
    words: str
    apart: bool


def words_of(kind: str) -> tuple[str, ...]:
    """Return the folded words of a kind of `letterhead_words.tsv`, the longest first."""
    return _kinds()[kind]


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in read_table("lexicons/letterhead_words.tsv"):
        kinds.setdefault(row["kind"], []).append(fold(row["term"]))
    return {kind: tuple(sorted(terms, key=lambda term: (-len(term), term))) for kind, terms in kinds.items()}


def starts_with(words: str, kind: str) -> bool:
    """Say whether `words` begin with a term of a kind of `letterhead_words.tsv`, as whole words."""
    folded = fold(words)
    return any(folded.startswith(term) and not folded[len(term) : len(term) + 1].isalnum() for term in words_of(kind))


def front_lines(text: str, *, end: int) -> list[FrontLine]:
    """Return the lines and cells of the first pages, those of a letterhead that is broken over lines as one."""
    lines: list[FrontLine] = []
    for line in iter_front(text, end=end):
        if lines and not line.apart and _goes_on(lines[-1].words, line.words):
            lines[-1] = lines[-1]._replace(end_char=line.end_char, words=f"{lines[-1].words} {line.words}")
        else:
            lines.append(line)
    return lines


def _goes_on(before: str, words: str) -> bool:
    """Say whether two lines make one number, one place and date, or the name of the country."""
    joined = f"{before} {words}"
    if _COUNTRY.fullmatch(joined):
        return True
    if _NUMBERED.fullmatch(before):
        return NUMBER.fullmatch(joined) is not None
    own = before.isupper() or NUMBER.match(before) or DATE.fullmatch(before) or starts_with(before, "motto")
    return not own and _DATED.fullmatch(joined) is not None


def iter_front(text: str, start: int = 0, *, end: int) -> Iterator[FrontLine]:
    """Yield the lines and table cells of `text[start:end]` that hold a word; page furniture is passed over."""
    apart = True
    for match in re.finditer(r"[^\n]+", text[start:end]):
        line = match.group()
        if not line.strip(" *#_-–—.|\t"):
            apart = True
            continue
        apart = apart or text[max(0, start + match.start() - 2) : start + match.start()] == "\n\n"
        for first, last in _cells(line):
            words = clean(line[first:last])
            if words and not FURNITURE.fullmatch(words):
                yield FrontLine(start + match.start() + first, start + match.start() + last, words, apart)
                apart = False


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a line's table cells, and of the parts of a letterhead that a scan printed in one line."""
    table = line.lstrip().startswith("|") or " | " in line or "\t" in line
    for cell in re.finditer(r"[^|\t]+" if table else r".+", line):
        cuts = [cell.start(), cell.end()]
        if _MOTTO.search(cell.group()) or NUMBER.match(cell.group().lstrip(" *")):
            cuts[1:1] = [m.start() for m in _PARTS.finditer(line, cell.start() + 1, cell.end())]
        yield from pairwise(cuts)


def clean(words: str) -> str:
    """Return a line's words without marks, rules and notes, letters set wide brought together."""
    words = " ".join(words.split())
    rule = _RULE.search(words)
    words = (words[: rule.start()] if rule else words).strip(" *#_-–—\t")
    if _SPACED.fullmatch(words):
        words = words.replace(" ", "")
    if "[" in words or words[-1:] in _MARKS:
        words = _NOTE.sub("", words)
    return words.strip(" *#")


def iso_date(match: re.Match[str]) -> str:
    """Return the date of a match of `DATE`, an empty string for a day that no calendar has."""
    day, month, year = (int(match.group(part)) for part in ("day", "month", "year"))
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return ""
    return f"{year}-{month:02}-{day:02}"
