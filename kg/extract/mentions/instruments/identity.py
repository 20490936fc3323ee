"""Read what makes a cited document one: its number and year, and for a law its year beside its title.

`844/QĐ-TTg` comes back every year, and laws of one title follow each other: the date behind them tells which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.document.letterhead import issuer_of_number
from kg.extract.mentions.instruments.names import LAW_NUMBER, NUMBER
from kg.iri import fold
from kg.model import Mention

_LAWS = ("luật ", "bộ luật ", "pháp lệnh ")
_OF_ANOTHER = re.compile(
    r" (?:thực hiện|triển khai|thi hành|sửa đổi|bổ sung|thay thế|bãi bỏ|quy định|hướng dẫn|về|cụ thể hóa)(?: |, )",
    re.IGNORECASE,
)
"""Words behind which a number in a name is that of another document (`Kế hoạch thực hiện Kết luận số …`)."""
_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")
_BEHIND = re.compile(
    r",? ?(?:ngày \d{1,2}(?: tháng |[/.-])\d{1,2}(?: năm |[/.-])|(?:được )?(?:ban hành |thông qua )?năm )"
    r"(?P<year>(?:19|20)\d\d)(?!\d| ?[-–])"
)
_BODY_BEHIND = re.compile(r"(?:,? ngày [\d/.]+(?: tháng \d+ năm \d{4})?)?,? của [^,;.:\n]{0,60}")
_NATIONAL = re.compile(r"[-/]TW$|/QH\d*$|/UBTVQH\d*$|-B[A-ZĐ]{2,}$")


def number_of(printed: str) -> str:
    """Return the number in a name in one spelling (`99- TB/TW` and `99-TB/TW` are one), empty for none."""
    found = NUMBER.search(printed) or LAW_NUMBER.search(printed)
    if found is None:
        return ""
    number = found.groupdict().get("number") or found.group().removeprefix(",").removeprefix(" số ")
    return re.sub(r"\s*[-–]\s*", "-", number).strip()


def year_of(number: str, issued: str = "") -> str:
    """Return the year of a document: that in its number, else that of its date."""
    stated = _IN_NUMBER.search(number)
    return stated.group(1) if stated else issued[:4]


def is_local(number: str) -> bool:
    """Say whether a number is one of a province's or commune's, which others use too (`151/KH-UBND`)."""
    return bool(number) and not issuer_of_number(number) and _NATIONAL.search(number) is None


def year_behind(text: str, end: int) -> str:
    """Return the year of the date that stands right behind a name, empty for none."""
    dated = _BEHIND.match(text, end)
    return dated.group("year") if dated else ""


def identify(text: str, acts: Sequence[Mention]) -> list[Mention]:
    """Return the instruments with `number`, `year` and `issuer` (the words on who issued it).

    One without a date takes the only year that the text gives for it elsewhere.
    """
    years: dict[str, set[str]] = {}
    read = [_read(text, mention) for mention in acts]
    for mention in read:
        if mention.as_instrument.year:
            years.setdefault(mention.key, set()).add(mention.as_instrument.year)
    known = {key: next(iter(said)) for key, said in years.items() if len(said) == 1}
    return [_with(m, year=known[m.key]) if m.key in known and not m.as_instrument.year else m for m in read]


def _read(text: str, mention: Mention) -> Mention:
    """Return a mention with number and year, from its own words and those right behind it."""
    printed = text[mention.start_char : mention.end_char]
    law = mention.key.startswith(_LAWS)
    found = None if _OF_ANOTHER.search(printed) else NUMBER.search(printed) or LAW_NUMBER.search(printed)
    if not (law or found):
        return mention
    number = number_of(printed) if found else ""
    if found:
        head = fold(printed[: found.start()])
        mention = replace(mention, key=head if law and " " in head else f"{head} {fold(number)}".strip())
    year = year_of(number) or year_behind(text, mention.end_char)
    body = _BODY_BEHIND.match(text, mention.end_char) if is_local(number) else None
    return _with(mention, number=number, year=year, issuer=body.group() if body else "")


def _with(mention: Mention, **said: str) -> Mention:
    """Return an instrument with what was read of it, kept where nothing new was."""
    told = {name: value for name, value in said.items() if value}
    return replace(mention, reading=replace(mention.as_instrument, **told)) if told else mention
