"""Read figures: digits in groups parted by points, commas or spaces, under the decimal mark that a document writes.

A figure that its digits do not state plainly is none: what the digits on its left make of it counts as well.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.resources import alternatives, read_table
from kg.text.scan import line_start

COMMA, POINT = ",", "."
FIGURE = r"(?:\d{1,3}(?: \d{3}){1,6}(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+){0,6})"
SCALES = {
    "trăm": 10**2,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
SCALE = "|".join(SCALES)
AMOUNT = rf"(?:{FIGURE}(?: (?:{SCALE}))+ ){{0,4}}{FIGURE}"
"""A figure, with those before it that it goes on from (`2 tỷ 500` of `2 tỷ 500 triệu`)."""
_PART = re.compile(rf"(?P<figure>{FIGURE})(?P<scales>(?: (?:{SCALE})(?!\w))*)", re.IGNORECASE)
_PLAIN = re.compile(r"\d+")
_SPACED = re.compile(r"(?P<whole>[1-9]\d{0,2}(?: \d{3})+)(?:(?P<mark>[.,])(?P<rest>\d+))?")
_GROUPED = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:(?P<mark>[.,])\d{3})(?:(?P=mark)\d{3})+)")
_BOTH = re.compile(r"(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+),(?P<rest>\d+)|(?P<w2>[1-9]\d{0,2}(?:,\d{3})+)\.(?P<r2>\d+)")
_ONE = re.compile(r"(?P<whole>\d+)(?P<mark>[.,])(?P<rest>\d+)")
_GROUP = 3
_YEAR = re.compile(r"(?:19|20)\d\d")

_TOKEN = re.compile(r"(?<!\S)[(\[“\"]?(?P<token>[^\s|]*\d)(?P<close>[.,]?)(?P<gap> +)$")
_YEARS = re.compile(r"(?:.*[-–/])?(?:19|20)\d\d")
_LISTED = r"(?:\S*\d\S*?(?:,| và| đến| -| –) )*"
_AFTER_SCALE = re.compile(rf"(?<!\w)(?:{SCALE}|mươi|mười|chục) $", re.IGNORECASE)
_GLUED = re.compile(r"(?:\d ?[x×*] ?|\d[’':·]|[ (][-−–])$")
_OF_WORD = re.compile(r"[^\W\d_][-–]$")
"""A letter and a hyphen: the digits behind belong to a name (`COVID-19`)."""
_NEAR = 80
_BIG = 10**7
_PLAINLY = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)+(?![\w/-]|[.,]\d)")


class DecimalMark(NamedTuple):
    """The decimal mark of a document; `commas` and `points` count the figures that say plainly which one they have."""

    mark: str = COMMA
    commas: int = 0
    points: int = 0


def read_figure(printed: str, mark: str = COMMA) -> str:
    """Return a figure as a decimal string with a point, an empty string for digits that state none.

    `mark` is the decimal mark of the document, on which `1.234` and `1,234` depend; most other figures show their own.
    """
    if _PLAIN.fullmatch(printed):
        return printed
    if match := _SPACED.fullmatch(printed):
        rest = match.group("rest") or ""
        if len(rest) == _GROUP and match.group("mark") != mark:
            return ""
        return _decimal(match.group("whole").replace(" ", ""), rest)
    if match := _GROUPED.fullmatch(printed):
        return match.group("whole").replace(match.group("mark"), "")
    if match := _BOTH.fullmatch(printed):
        whole = match.group("whole") or match.group("w2")
        return _decimal(re.sub(r"[.,]", "", whole), match.group("rest") or match.group("r2"))
    if match := _ONE.fullmatch(printed):
        return _with_one_mark(*match.group("whole", "mark", "rest"), of=mark)
    return ""


def _with_one_mark(whole: str, mark: str, rest: str, *, of: str) -> str:
    """Return the figure of two runs of digits with a mark between, in a document whose decimal mark is `of`."""
    if len(rest) != _GROUP or (whole.startswith("0") and whole == "0"):
        return _decimal(whole, rest) if len(whole) == 1 or whole[0] != "0" else ""
    if len(whole) > _GROUP:
        return _decimal(whole, rest) if mark == of and not _YEAR.fullmatch(whole) else ""
    if whole.startswith("0"):
        return ""
    return _decimal(whole, rest) if mark == of else whole + rest


def _decimal(whole: str, rest: str) -> str:
    return f"{whole}.{rest}" if rest else whole


def is_other_mark(printed: str, mark: str) -> bool:
    """Say whether a figure has the decimal mark that the document does not write (`12.5` beside `7,5`)."""
    one = _ONE.fullmatch(printed)
    return one is not None and one.group("mark") != mark and len(one.group("rest")) != _GROUP


def read_amount(printed: str, scales: str, *, mark: str = COMMA) -> tuple[str, str]:
    """Return the value of an amount and the scale that it counts in; `scales` is what stands behind its last figure.

    `2 tỷ 500` with `triệu ` is 2.5 `tỷ `, `3 nghìn 500` with `tỷ ` is 3500 `tỷ `; an empty value for what is none.
    """
    parts = [(m.group("figure"), m.group("scales").lower().split()) for m in _PART.finditer(printed)]
    parts[-1] = (parts[-1][0], scales.lower().split())
    values = [read_figure(figure, mark) for figure, _ in parts]
    if not all(values) or len(parts) == 1:
        return values[-1] if all(values) else "", scales
    if any("." in value for value in values[:-1]):
        return "", scales
    return _sum(values, [scale for _, scale in parts], last=parts[-1][0], scales=scales)


def _sum(values: list[str], words: list[list[str]], *, last: str, scales: str) -> tuple[str, str]:
    """Return the sum of the parts of an amount, an empty value where they do not go on from each other."""
    terms: list[tuple[Decimal, int]] = []
    for value, scale in zip(values, words, strict=True):
        if terms and not _goes_on(terms[-1][1], Decimal(value), scale):
            return "", scales
        terms.append((Decimal(value), 1))
        for word in scale:
            held = [term for term in terms if term[1] < SCALES[word]]
            sums = sum(term[0] for term in held)
            if len(held) > 1 and sums >= _BIG:
                return "", scales
            terms = [*terms[: len(terms) - len(held)], (sums * SCALES[word], SCALES[word])]
    if not words[-1] and (terms[-2][1] != SCALES["nghìn"] or len(last) != _GROUP):
        return "", scales
    unit = "" if not words[-1] else scales if len(terms) == 1 else " ".join(words[0]) + " "
    size = _product(unit.split())
    return _printed(sum((term[0] for term in terms), Decimal()) / size), unit


def _goes_on(above: int, value: Decimal, scale: list[str]) -> bool:
    """Say whether a part goes on below one of the scale `above`: by its own size, or by one that counts both."""
    size = _product(scale)
    return value < above and value == int(value) if size > above else size < above and value * size < above


def _product(scale: list[str]) -> int:
    product = 1
    for word in scale:
        product *= SCALES[word]
    return product


def _printed(value: Decimal) -> str:
    return f"{value.normalize():f}"


def read_bound(printed: str, scales: str, *, mark: str, kept: str) -> str:
    """Return the lower bound of a range in the scale `kept` of its upper one (`500 triệu - 1,5 tỷ`: 0.5)."""
    value, own = read_amount(printed, scales, mark=mark)
    ours, theirs = _product(own.lower().split()), _product(kept.lower().split())
    return value if ours == theirs or not value else _printed(Decimal(value) * ours / theirs)


def own_start(text: str, start: int, *, end: int) -> int:
    """Return where the figure `[start, end)` begins behind digits that are something else, -1 where it is none.

    The first group may be the number of what stands before (`Điều 5 100%`, `năm 2025 100 xã`); digits on the left that
    are no such number are a part of the figure that cannot be read (`123 45 678`).
    """
    space = text.find(" ", start, end)
    first = text[start:space] if space > 0 else ""
    if first.isdigit() and text[space + 1] != "0":
        if _OF_WORD.search(text, max(0, start - 2), start) or is_labelled(text, start):
            return space + 1
        if _label("loose").search(_before(text, start)):
            return -1
    before = _before(text, start)
    if _AFTER_SCALE.search(before) or _OF_WORD.search(before):
        return -1
    if _GLUED.search(before) and not _opens_line(text, start - 1):
        return -1
    left = _TOKEN.search(before)
    if left is None:
        return start
    token, at = left.group("token"), start - len(before) + left.start("token")
    if left.group("close"):
        broken = token.isdigit() and len(token) <= _GROUP and _is_rest(text, start, mark=left.group("close"))
        return -1 if broken and not _opens_line(text, at) and not is_named(text, at, token=token) else start
    return start if _is_apart(text, at, token=token) else -1


def _before(text: str, position: int) -> str:
    return text[max(0, position - _NEAR) : position]


def _opens_line(text: str, position: int) -> bool:
    """Say whether nothing but marks stands before a position on its line."""
    return not text[line_start(text, position) : position].strip(" \t*#+–-|")


def _is_rest(text: str, start: int, *, mark: str) -> bool:
    """Say whether digits behind a mark and a space may be the rest of a figure that was broken there."""
    digits = _PLAIN.match(text, start)
    return digits is not None and (len(digits.group()) == _GROUP or mark == COMMA)


def _is_apart(text: str, at: int, *, token: str) -> bool:
    """Say whether the digits before a figure are a time, a name or a number of their own."""
    if any(ch.isalpha() for ch in token) or "/" in token or re.search(r"\d[-–]", token):
        return True
    return is_named(text, at, token=token)


def is_named(text: str, at: int, *, token: str) -> bool:
    """Say whether digits are the number of what stands before them (`Điều 5`), or a year behind the word for it."""
    before = _before(text, at)
    if _YEARS.fullmatch(token):
        return _label("dated").search(before) is not None or re.search(r"\d ?[-–] $", before) is not None
    return any(_label(kind).search(before) for kind in ("label", "loose"))


def is_labelled(text: str, start: int) -> bool:
    """Say whether the digits at `start` are the number of a part of a text, a month or the like, and count nothing."""
    return _label("label").search(_before(text, start)) is not None


@lru_cache(maxsize=3)
def _label(kind: str) -> re.Pattern[str]:
    """Return the pattern of a word that a number belongs to, at the end of a text, with the numbers that it lists."""
    terms = sorted(row["term"] for row in read_table("lexicons/target_words.tsv") if row["kind"] == kind)
    words = alternatives(terms)
    return re.compile(rf"(?<!mỗi )(?<!hằng )(?<!hàng )(?<!một )(?<![\w/])(?:{words}) {_LISTED}$", re.IGNORECASE)


def decimal_mark(text: str) -> DecimalMark:
    """Return the decimal mark that most figures of a text show that show one, the comma where they are as many."""
    counts = {COMMA: 0, POINT: 0}
    for match in _PLAINLY.finditer(text):
        mark = _mark_shown(text, match)
        at = match.start()
        if mark and not _opens_line(text, at) and not is_named(text, at, token=match.group()):
            counts[mark] += 1
    return DecimalMark(POINT if counts[POINT] > counts[COMMA] else COMMA, counts[COMMA], counts[POINT])


def _mark_shown(text: str, match: re.Match[str]) -> str:
    """Return the decimal mark that a figure shows by its groups or by what it counts, an empty string for none."""
    printed = match.group()
    if both := _BOTH.fullmatch(printed):
        return COMMA if both.group("whole") else POINT
    if grouped := _GROUPED.fullmatch(printed):
        return COMMA if grouped.group("mark") == POINT else POINT
    one = _ONE.fullmatch(printed)
    if one is None:
        return ""
    whole, mark, rest = one.group("whole", "mark", "rest")
    other = COMMA if mark == POINT else POINT
    if len(rest) == _GROUP and len(whole) <= _GROUP and whole[0] != "0":
        return other if _unit("count").match(text, match.end()) else ""
    return mark if whole == "0" or _unit("measure").match(text, match.end()) else ""


_TIMES = ("năm", "tháng", "ngày", "giờ", "tuổi")


@lru_cache(maxsize=2)
def _unit(form: str) -> re.Pattern[str]:
    """Return the pattern of what is counted in whole numbers, or measured (times aside), behind a figure."""
    rows = read_table("lexicons/target_units.tsv")
    terms = {row["term"] for row in rows if row["form"] == form or (form == "count" and row["term"] == "đồng")}
    words = alternatives(terms.difference(_TIMES))
    scale = rf"(?:(?:{SCALE}) )*" if form == "measure" else ""
    return re.compile(rf" ?(?:{scale}(?:{words}))(?![\w/])")
