"""Read the lines of a document's front: number, place and date, the issuing body, the type and the title.

Sources of the layout: Decree 30/2020/NĐ-CP, annex I (national), Guideline 36-HD/VPTW (Party). A scan of a page of two
columns mixes their lines and may print the letterhead behind the first page, so each line is judged by itself: what is
a number or a date is one as a whole line or cell, wherever on the first pages it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.document.lines import CODE, DATE, NUMBER, FrontLine, front_lines, iso_date, starts_with
from kg.extract.document.titles import sentence_case
from kg.extract.grammar.names import UPPER
from kg.iri import fold
from kg.resources import read_table

_REACH = 9000
"""So many characters of the text are searched for a letterhead: its first pages."""
_HEADING = re.compile(
    r"(?:Điều|ĐIỀU|Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC) (?:\d|[IVX]+\b|thứ|THỨ)|[IVX]+\s*[.-]|[A-Z1-9]\. "
)
_NOTE_OF_TYPE = re.compile(rf"(?<=[{UPPER}])\d{{1,2}}$")
_CITED = re.compile(
    rf"(?P<type>[{UPPER}][\w ]{{3,25}}) số:? ?(?P<number>\d{{1,5}}(?:/\d{{4}})?[-/]{CODE}) (?P<date>ngày .{{10,30}})"
)
"""The line by which the gazette heads the second part of a long document."""
_CITED_HEAD = re.compile(rf"[{UPPER}][\w ]{{3,25}} số \d[\w/-]* ngày")
_UNFINISHED = re.compile(r"(?:[,;]|(?:^| )(?:của|với|và|về|cho|theo|tại|trong|các|số|do|điều|từ|tháng|năm|ngày|Bộ|-))$")
"""How a line ends that the title goes on behind, even below an empty line."""
_LONGEST_TITLE = 1500
_IN_TITLE = re.compile(
    r"(?:CỦA (?P<before>[^\d,;:]{3,70}?) )?SỐ ?:? ?(?P<number>\d{1,5}(?: ?/ ?(?:19|20)\d\d)? ?[-–/] ?[\w&/.-]*\w)"
    r"(?:,? (?P<date>NGÀY \d{1,2} ?THÁNG ?\d{1,2} ?NĂM ?\d{4}))?(?: CỦA (?P<after>[^\d,;:]{3,70}?))?"
    r"(?=$| VỀ | BAN HÀNH | PHÊ DUYỆT | QUY ĐỊNH | HƯỚNG DẪN | MỘT SỐ )",
    re.IGNORECASE,
)
"""What a title of the older layout says before its subject: body, number, date."""


_LONGEST_LINE = 500
_SHORTEST_BODY = 3
_POST = re.compile(r"(?:Bộ trưởng|Chủ tịch|Thống đốc|Giám đốc|Tổng cục trưởng|Cục trưởng) ", re.IGNORECASE)
"""The post in which the head of a body issues, before the body's name."""


class Front(NamedTuple):
    """What the front of a document says, empty strings where it says nothing.

    `heading` is the type word as printed, `title` what follows it.
    """

    number: str
    place: str
    issued: str
    issuer: str
    type: str
    heading: str
    title: str


@lru_cache(maxsize=1)
def document_types() -> list[tuple[str, str, str]]:
    """Return (folded words, code, type), the longest words first."""
    rows = [(fold(row["term"]), row["code"], row["type"]) for row in read_table("lexicons/document_types.tsv")]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def read_front(text: str) -> Front:
    """Return what the first pages of a working text say of the document."""
    lines = front_lines(text, end=_REACH)
    at = next((i for i, line in enumerate(lines) if _type_of(line.words)), -1)
    if at < 0 and lines and (one := _in_one_line(lines)):
        return one
    kind, rest = (_type_of(lines[at].words) if at >= 0 else None) or ("", "")
    heading = _NOTE_OF_TYPE.sub("", lines[at].words[: len(lines[at].words) - len(rest)].strip()) if at >= 0 else ""
    numbered, number = _number(lines)
    place, issued = _date(lines)
    if not number and (later := _continued(lines)).number:
        return later
    title = _title(lines, at, rest=rest) if at >= 0 else ""
    front = Front(number, place, issued, "", kind or type_of_number(number), heading, title)
    front = front if number else _stated(front)
    issuer = issuer_of_number(front.number) or front.issuer or _issuer(lines, at, numbered=numbered, text=text)
    return front._replace(issuer=issuer)


def _stated(front: Front) -> Front:
    """Return a front with what its title says before the subject: `CỦA CHÍNH PHỦ SỐ 10/1998/NQ-CP NGÀY … VỀ …`."""
    stated = _IN_TITLE.match(front.title.replace("\n", " "))
    if stated is None:
        return front
    date = DATE.fullmatch(stated.group("date") or "")
    return front._replace(
        number=re.sub(r"\s", "", stated.group("number")).replace("–", "-"),
        issued=front.issued or (iso_date(date) if date else ""),
        issuer=known_body(stated.group("before") or stated.group("after") or ""),
        title=front.title[stated.end() :].strip(),
    )


def _in_one_line(lines: list[FrontLine]) -> Front | None:
    """Return what a text says that begins with its title in one line, the body that issues it below."""
    words = lines[0].words
    folded = fold(words)
    for term, _, kind in document_types():
        if not folded.startswith(term + " ") or words[len(term) + 1 : len(term) + 2].isupper():
            continue
        title = words[len(term) :].strip()
        if not starts_with(title, "subject") or len(words) > _LONGEST_LINE or words[-1] in ";:,":
            return None
        below = lines[1].words if len(lines) > 1 else ""
        issuer = known_body(below) or known_body(_POST.sub("", below))
        return _stated(Front("", "", "", issuer, kind, words[: len(term)], title))
    return None


def _continued(lines: list[FrontLine]) -> Front:
    """Return what the head of a later part of a long document says: `Thông tư số 102/2018/TT-BTC ngày …`."""
    for index, line in enumerate(lines[:15]):
        match = _CITED.fullmatch(line.words)
        kinds = [kind for term, _, kind in document_types() if match and fold(match.group("type")) == term]
        date = DATE.fullmatch(match.group("date")) if match else None
        if match and kinds and date:
            number = re.sub(r"\s", "", match.group("number"))
            title = _title(lines, index, rest="")
            return Front(number, "", iso_date(date), issuer_of_number(number), kinds[0], match.group("type"), title)
    return Front("", "", "", "", "", "", "")


def _type_of(words: str) -> tuple[str, str] | None:
    """Return the type that a title line names and the words behind it, None for another line."""
    if words.endswith((":", ";", ",")) or (words.endswith(".") and not words.isupper()):
        return None
    words = _NOTE_OF_TYPE.sub("", words)
    folded = fold(words)
    for term, _, kind in document_types():
        if folded == term or (words.isupper() and folded.startswith(term + " ")):
            return kind, words[len(term) :].strip(" :")
    return None


def _number(lines: list[FrontLine]) -> tuple[int, str]:
    """Return the index of the line that is the document's number, and the number; -1 and nothing where none is."""
    for index, line in enumerate(lines):
        match = NUMBER.match(line.words)
        if match and (match.end() == len(line.words) or DATE.fullmatch(line.words[match.end() :].strip())):
            return index, re.sub(r"\s", "", match.group("number")).replace("–", "-").rstrip(".-/")
    return -1, ""


def _date(lines: list[FrontLine]) -> tuple[str, str]:
    """Return place and ISO date of the first line that ends in both, a day that no calendar has passed over."""
    for line in lines:
        number = NUMBER.match(line.words)
        match = DATE.fullmatch(line.words[number.end() :].strip() if number else line.words)
        if match and match.group("place") and (issued := iso_date(match)):
            return match.group("place").strip(" ,.-"), issued
    return "", ""


def _title(lines: list[FrontLine], at: int, *, rest: str) -> str:
    """Return the lines of the title: the words behind the type word on its line, and the lines below it."""
    parts = [rest] if rest else []
    length = len(rest)
    for number, line in enumerate(lines[at + 1 : at + 12]):
        words = line.words
        if _ends_title(words, parts, apart=line.apart and number > 0, of=fold(_NOTE_OF_TYPE.sub("", lines[at].words))):
            if not parts and (starts_with(words, "motto") or NUMBER.match(words) or DATE.fullmatch(words)):
                continue
            break
        length += len(words)
        if length > _LONGEST_TITLE:
            break
        parts.append(words)
    return "\n".join(parts)


def _ends_title(words: str, parts: list[str], *, apart: bool, of: str) -> bool:
    """Say whether a line below the type word, folded `of`, belongs to the title no more."""
    if parts and not _UNFINISHED.search(parts[-1]):
        if apart and not (parts[-1].isupper() and words.isupper() and not starts_with_body(words)):
            return True
        if _CITED_HEAD.match(words) and fold(words).startswith(of + " số"):
            return True
    names_task = not parts and fold(words).startswith("thực hiện") and words[-1] not in ".;,"
    if starts_with(words, "furniture") or (starts_with(words, "opening") and not words.isupper() and not names_task):
        return True
    if words.isupper() and starts_with(words, "motto"):
        return True
    stopped = words.endswith(".") and not words.isupper() and (bool(parts) or len(words) > 120)
    if words.endswith(":") or stopped or _HEADING.match(words):
        return True
    if parts and starts_with_body(words) and words.isupper():
        return True
    return bool(NUMBER.match(words) or DATE.fullmatch(words))


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    """Return folded name -> printed name, its first letter a capital, of the bodies and posts of the lexicon."""
    terms = [row["term"] for row in read_table("lexicons/agents.tsv") if row["kind"] != "group"]
    return {fold(term): term[0].upper() + term[1:] for term in sorted(terms, reverse=True)}


def starts_with_body(words: str) -> bool:
    """Say whether a line is the body or post that enacts (`CHÍNH PHỦ`, `BỘ TRƯỞNG BỘ Y TẾ`), no part of a title."""
    folded = fold(words)
    return folded in _bodies() or starts_with(words, "office") or bool(known_body(words))


@lru_cache(maxsize=1)
def issuer_codes() -> dict[str, str]:
    """Return code of a number -> the body that issues under it."""
    return {row["code"]: row["body"] for row in read_table("lexicons/issuer_codes.tsv")}


@lru_cache(maxsize=4096)
def issuer_of_number(number: str) -> str:
    """Return the bodies whose codes a number holds, joined by commas (`15/2022/TTLT-BCA-BQP`)."""
    codes = (re.sub(r"\d+$", "", code) for code in re.split(r"[-/.]", number))
    return ", ".join(dict.fromkeys(issuer_codes()[code] for code in codes if code in issuer_codes()))


def type_of_number(number: str) -> str:
    """Return the type that the code in a number stands for (`15-NQ/TW`, `627/TB-VPCP`), empty for none."""
    codes = re.split(r"[\d/.-]+", number)
    return next(
        (kind for _, code, kind in document_types() if code in codes),
        "Law" if re.search(r"/QH\d*$", number) else "",
    )


def _issuer(lines: list[FrontLine], at: int, *, numbered: int, text: str) -> str:
    """Return the body in the letterhead: the last known one above type and number, else the last line of capitals."""
    window = lines[: at if at >= 0 else numbered if numbered >= 0 else 3]
    if numbered > len(window):
        window = lines[max(0, numbered - 4) : numbered]
    names = [line.words for line in window if _may_name_body(line.words)]
    found = ""
    for first in range(len(names)):
        for count in (3, 2, 1):
            name = known_body(" ".join(names[first : first + count]))
            if name:
                found = name
                break
    long = [name for name in names if len(name) > _SHORTEST_BODY]
    if found or not long:
        return found
    name = sentence_case(long[-1], text)
    return name[0].upper() + name[1:]


def _may_name_body(words: str) -> bool:
    return (
        len(words) > 1
        and not _HEADING.match(words)
        and words.isupper()
        and not starts_with(words, "motto")
        and not starts_with(words, "furniture")
        and not NUMBER.match(words)
        and any(ch.isalpha() for ch in words)
    )


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Return folded name -> printed name of the provinces of both eras."""
    return {fold(row["name"]): row["name"] for row in read_table("gazetteer/units.tsv") if row["level"] == "province"}


@lru_cache(maxsize=4096)
def known_body(line: str) -> str:
    """Return the printed form of a body that the lexicon knows, with its province, or an empty string."""
    folded = fold(line)
    if folded in _bodies():
        return _bodies()[folded]
    for unit in (" tỉnh ", " thành phố ", " "):
        head, found, province = folded.partition(unit)
        while found and province not in provinces() and unit == " ":
            more, found, province = province.partition(" ")
            head = f"{head} {more}"
        if found and province in provinces() and head in _bodies():
            return f"{_bodies()[head]}{unit}{provinces()[province]}"
    return ""
