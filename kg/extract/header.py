"""Read what a document says of itself: type, number, issuer, date and place, title, period.

Sources of the layout: Decree 30/2020/NĐ-CP, annex I (national), Guideline 36-HD/VPTW (Party).
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract._names import UPPER
from kg.iri import fold
from kg.model import Block, Findings, Header, PreparedText
from kg.resources import read_table

_FRONT = 60
_NUMBER = re.compile(
    r"(?:Số|Luật số|Nghị quyết số|Số hiệu)\s*:?\s*(?P<number>\d{1,5}(?:/\d{4})?\s?[-/]\s?[A-ZĐ][\w&Đ./-]*)"
)
_DATE = re.compile(
    rf"(?P<place>[{UPPER}][\w. ]{{1,30}}?), ?(?:ngày"
    rf"|Ngày) ?(?P<day>\d{{1,2}}) ?tháng ?(?P<month>\d{{1,2}}) ?năm ?(?P<year>\d{{4}})"
)
_PERIOD = re.compile(r"(?:nhiệm kỳ|giai đoạn|thời kỳ)\s+(\d{4})\s*[-–]\s*(\d{4})", re.IGNORECASE)
_CONGRESS = re.compile(r"(Đại hội(?: đại biểu)? .+? lần thứ [IVXLC]+)", re.IGNORECASE)
_MOTTO = re.compile(r"CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập|ĐẢNG CỘNG SẢN VIỆT NAM|-{3,}|\*+|Số\s*:")
_ACT = re.compile(r"^(?:CỦA|Của|Về|VỀ|V/v|Ban hành|BAN HÀNH|Quy định|QUY ĐỊNH|Phê duyệt|PHÊ DUYỆT)")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `findings.header` from the letterhead, the title lines and the number."""
    text = prepared.text
    front = prepared.blocks[:_FRONT]
    header = findings.header
    top = "\n".join(
        text[block.start_char : block.end_char]
        for block in front
        if block.kind in ("header", "title", "row", "basis", "furniture")
    )
    _read_title(text, front, header=header)
    number = _NUMBER.search(top)
    if number:
        header.number = re.sub(r"\s", "", number.group("number")).rstrip(".")
    date = _DATE.search(top)
    if (
        date
        and int(date.group("day")) <= monthrange(int(date.group("year")), min(12, max(1, int(date.group("month")))))[1]
    ):
        header.issued = f"{date.group('year')}-{int(date.group('month')):02}-{int(date.group('day')):02}"
        header.place = date.group("place").strip()
    header.issuer = header.issuer or _issuer(text, front)
    if header.type == "Other" and header.number:
        header.type = _type_of_number(header.number)
    period = _PERIOD.search(header.title)
    if period:
        header.period = (period.group(1), period.group(2))
    if not header.title:
        header.title = " ".join(filter(None, (_vietnamese_type(header.type), header.number))) or prepared.document.name


@lru_cache(maxsize=1)
def _types() -> list[tuple[str, str, str]]:
    """Return (folded words, code, type), the longest words first."""
    rows = [(fold(row["term"]), row["code"], row["type"]) for row in read_table("lexicons/document_types.tsv")]
    return sorted(rows, key=lambda row: (-len(row[0]), row[0]))


def _vietnamese_type(name: str) -> str:
    return next((term.capitalize() for term, _, kind in _types() if kind == name and name != "Other"), "")


def _type_of_number(number: str) -> str:
    """Return the type that the code in a number stands for (`15-NQ/TW`, `627/TB-VPCP`)."""
    codes = re.split(r"[\d/-]+", number)
    return next(
        (kind for _, code, kind in _types() if code in codes),
        "Law" if "QH" in number and "NQ" not in number else "Other",
    )


def _read_title(text: str, front: list[Block], *, header: Header) -> None:
    """Take the title from the block that names the type and the title blocks behind it."""
    titles = [block for block in front if block.kind == "title"]
    for position, block in enumerate(titles):
        words = _clean(text[block.start_char : block.end_char])
        match = next((row for row in _types() if fold(words).startswith(row[0])), None)
        if match is None:
            continue
        header.type = match[2]
        parts = [words]
        if len(words) < 40:
            parts += [_clean(text[b.start_char : b.end_char]) for b in titles[position + 1 : position + 4]]
            following = _following_paragraph(text, front, block=titles[min(position + len(parts) - 1, len(titles) - 1)])
            parts += [following] if following and len(parts) == 1 else []
        title = _sentence_case(" ".join(parts))
        header.title = title[:600]
        congress = _CONGRESS.search(header.title)
        if congress:
            header.adopted_by = header.issuer = congress.group(1)
        if header.type == "Notice" and "kết luận" in fold(header.title[:40]):
            header.type = "Conclusion"
        return


def _following_paragraph(text: str, front: list[Block], *, block: Block) -> str:
    """Return the line below a bare type word, where it says what the document is about."""
    at = front.index(block) + 1
    if at < len(front) and front[at].kind == "paragraph":
        line = _clean(text[front[at].start_char : front[at].end_char])
        return line if len(line) < 400 and (_ACT.match(line) or line[-1] not in ".;:") else ""
    return ""


def _clean(words: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"\[\d+\]", "", words)).strip(" *#-_.")


def _sentence_case(title: str) -> str:
    """Return a title of capitals in the case of running text; of other titles only the type word changes."""
    if title.isupper():
        return title[0] + title[1:].lower()
    first, _, rest = title.partition(" ")
    second, _, behind = rest.partition(" ")
    if first.isupper() and second.isupper():
        return f"{first.capitalize()} {second.lower()} {behind}".strip()
    return title


def _issuer(text: str, front: list[Block]) -> str:
    """Return the body in the letterhead: the lines of capitals before the number that are no motto."""
    for block in front:
        if block.kind not in ("header", "row", "title"):
            continue
        for cell in re.split(r"\||\n", text[block.start_char : block.end_char]):
            line = _clean(cell)
            line = re.sub(r"\s*-{2,}.*$", "", line)
            if (
                len(line) > 3
                and line.isupper()
                and not _MOTTO.search(line)
                and not any(fold(line).startswith(term) for term, *_ in _types())
            ):
                return line[0] + line[1:].lower() if not _is_known(line) else _is_known(line)
    return ""


@lru_cache(maxsize=4096)
def _is_known(line: str) -> str:
    """Return the printed form of a body that the lexicon knows, with its province, or an empty string."""
    names = {fold(row["term"]): row["term"] for row in read_table("lexicons/agents.tsv")}
    folded = fold(line)
    if folded in names:
        return names[folded]
    provinces = {
        fold(row["name"]): row["name"] for row in read_table("gazetteer/units.tsv") if row["level"] == "province"
    }
    for unit in ("tỉnh", "thành phố"):
        head, found, province = folded.partition(f" {unit} ")
        if found and province in provinces:
            return f"{names.get(head, head.capitalize())} {unit} {provinces[province]}"
    return ""
