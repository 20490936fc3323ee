"""Read numbers as Vietnamese policy documents write them: `8.300-8.500 USD`, `7,5%`, `trên 3.000 km`, `gấp 2 lần`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.grammar.numerals import (
    AMOUNT,
    COMMA,
    FIGURE,
    SCALE,
    is_labelled,
    is_other_mark,
    own_start,
    read_amount,
    read_bound,
    read_figure,
)
from kg.extract.grammar.quantities import NUMBER_WORDS, QUANTITY_WORDS, comparator_of, comparators, limits, signs
from kg.resources import alternatives, read_table, terms_of
from kg.text.letters import UPPER

_SCALES = rf"(?:(?:{SCALE}) )*"
_SCALE = re.compile(rf"{_SCALES}(?=[^\W\d_])|", re.IGNORECASE)
_STATED = re.compile(r"(?<!\w)(?:đạt|là|còn|lên|xuống|thêm) $")
_PEOPLE = frozenset(("vạn dân", "nghìn dân", "triệu dân"))
"""What a figure is counted on (`Số bác sĩ trên 1 vạn dân`), and no figure itself."""
_NAMED = re.compile(rf" (?:[{UPPER}\d“\"]|khác)")
_DIGIT = re.compile(r"\d")
_MOST_BEFORE = 40
"""A phrase begins at most so many characters before its first digit (`không vượt quá bằng gấp khoảng 2 lần`)."""
_SLASH = re.compile(r" ?/ ?")
_NOTE = r"(?:[¹²³⁰⁴-⁹]+|\(\d{1,2}\)|\[\d{1,2}\])"
"""The mark of a footnote behind a figure (`95%¹`, `95%(1)`)."""
_THIRD = re.compile(r"\.\d{3}$")
_SPANS = frozenset(("năm", "tháng", "ngày", "giờ", "tuổi"))
_MULTIPLES = {"đôi": "2", "ba": "3", "bốn": "4", "năm": "5", "rưỡi": "1.5"}
_MULTIPLE = re.compile(r"[Gg]ấp (?P<times>đôi|ba|bốn|năm|rưỡi)(?P<unit> lần)?(?! \d)(?!\w)")


class Number(NamedTuple):
    """A number with its unit: decimal strings with a point; its span, and where the phrase around begins.

    `after` is where the phrase ends, with `trở lên` or `mỗi năm` behind the unit, `noun_start` where the counting noun
    begins, `word` the comparator as printed.
    """

    start_char: int
    end_char: int
    phrase_start: int
    value: str
    value_max: str
    unit: str
    form: str
    comparator: str
    after: int
    noun_start: int
    word: str


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """Return the pattern of a number with its unit, and unit word -> (unit kept, form)."""
    units = {row["term"]: (row["unit"], row["form"]) for row in read_table("lexicons/target_units.tsv")}
    names = alternatives(units, any_case=True)
    words, marks = comparators(), signs()
    counted_by = alternatives(terms_of(QUANTITY_WORDS, "per"), any_case=True)
    per = (
        rf" ?/ ?(?:\d[\d.,]*(?: \d{{3}})* ?)?(?:{counted_by})(?!\w)"
        r"| trên (?:một |\d[\d.]* )?(?:vạn |nghìn )?dân"
    )
    lower = rf"(?: (?P<of>(?:{SCALE})(?: (?:{SCALE}))*)(?!\w))?(?: ?%)?"
    inner = rf"(?<![\d.,/\w])(?P<low>{AMOUNT})(?:{lower}(?: ?[-–÷] ?| đến (?:dưới )?)(?P<high>{AMOUNT}))?"
    return re.compile(
        rf"(?:(?P<cmp>(?<!\w)(?:{words})|(?:{marks})) ?"
        r"(?:(?:(?<=thiểu )|(?<=nhất )|(?<=dưới )|(?<=đa ))(?:có|đạt|là|bằng) )?)?"
        rf"(?P<times>gấp (?:(?:hơn|khoảng|trên|từ) )?)?{inner}"
        rf" ?(?P<unit>{_SCALES}(?:{names})(?:{per})*(?:(?<=người)[. ](?:năm|ngày đêm|ngày|tháng)(?!\w))?)"
        rf"(?P<note>(?<![mM]){_NOTE}(?![\w/]))?(?(note)|(?![\w/]|[-.]\d| chí\b))"
        r"(?P<share> (?:GDP|GRDP)\b)?(?P<yearly> ?(?:mỗi|một|hằng|hàng) năm)?(?P<more>,? trở lên)?",
        re.IGNORECASE,
    ), units


def find_numbers(text: str, start: int, end: int, *, mark: str = COMMA) -> list[Number]:
    """Return the numbers with a unit inside `[start, end)` of a text whose decimal mark is `mark`."""
    found = [_multiple(match) for match in _MULTIPLE.finditer(text, start, end)]
    found.extend(_in_words(match) for match in _worded().finditer(text, start, end))
    digit = _DIGIT.search(text, start, end)
    if not digit:
        return found
    pattern, _ = _tables()
    for match in pattern.finditer(text, max(start, digit.start() - _MOST_BEFORE), end):
        if _counts_nothing(text, match, start=start):
            continue
        read = _read(text, match, mark=mark)
        if read is not None:
            found.append(_number(text, match, read=read, end=end))
    return sorted(found)


class _Read(NamedTuple):
    """What the digits of a match say: where they begin, their value or span of values, their unit."""

    start_char: int
    low: str
    high: str
    unit: str
    form: str


def _counts_nothing(text: str, match: re.Match[str], *, start: int) -> bool:
    """Say whether a number is part of a word or a time, or says what a figure is counted on."""
    unit, _ = _unit(match.group("unit"))
    if text.startswith(" số", match.end("unit")) and match.group("unit").lower().endswith("con"):
        return True
    if unit in _PEOPLE and (match.group("cmp") or "").lower() == "trên":
        return True
    bare = not (match.group("cmp") or match.group("times"))
    bare = bare and not _STATED.search(text, max(start, match.start() - 8), match.start())
    return bare and unit in ("năm", "ngày", "giờ", "tuổi", "m", "lần", "tháng")


def _read(text: str, match: re.Match[str], *, mark: str) -> _Read | None:
    """Return what the digits of a match say, None where they say it not plainly."""
    begin = match.start("low")
    own = own_start(text, begin, end=match.end("high") if match.group("high") else match.end("low"))
    printed = text[max(own, begin) : match.end("low")]
    scale = _SCALE.match(match.group("unit")).group()  # type: ignore[union-attr]
    noun = match.group("unit")[len(scale) :]
    if own < 0 or (match.group("high") and (own > begin or is_labelled(text, begin))):
        return None
    value, kept = read_amount(printed, scale, mark=mark)
    low, high = value, ""
    if match.group("high"):
        high, kept = read_amount(match.group("high"), scale, mark=mark)
        low = read_bound(printed, match.group("of") or scale, mark=mark, kept=kept)
        if not high:
            return None
    unit, form = _unit(kept + noun)
    figures = (printed, match.group("high") or "")
    if not low or any(_is_doubtful(figure, unit, form=form, mark=mark) for figure in figures):
        return None
    return _Read(own, low, high, unit, form)


def _is_doubtful(figure: str, unit: str, *, form: str, mark: str) -> bool:
    """Say whether a figure is not likely what its unit counts: a fraction of a person, a share of thousands, a date."""
    if unit.startswith("%") and " " in figure:
        return True
    other = is_other_mark(figure, mark)
    whole = form == "count" and "/" not in unit and not _SCALE.match(unit).group()  # type: ignore[union-attr]
    return (other and unit in _SPANS) or (whole and (other or _THIRD.search(read_figure(figure, mark)) is not None))


def _number(text: str, match: re.Match[str], *, read: _Read, end: int) -> Number:
    """Make the number of a match."""
    unit, moved = read.unit, read.start_char > match.start("low")
    if match.group("yearly") and "/" not in unit:
        unit = f"{unit}/năm"
    last = match.end("share") if match.group("share") and unit == "%" else match.end("unit")
    if read.form == "count" and (joined := _joined(text, last, end=end)) > last:
        unit, last = unit + text[last:joined], joined
    return Number(
        read.start_char,
        last,
        read.start_char if moved else match.start(),
        read.low,
        read.high,
        unit,
        read.form,
        _comparator(match, read.high),
        max(match.end(), last),
        match.start("unit") + len(_SCALE.match(match.group("unit")).group()),  # type: ignore[union-attr]
        (match.group("cmp") or "").lower(),
    )


def _joined(text: str, position: int, *, end: int) -> int:
    """Return where the nouns end that are counted together with the one before (`5 tổ chức, doanh nghiệp hàng đầu`)."""
    following = _next_noun().match(text, position, end)
    while following and not _NAMED.match(text, following.end(), end):
        position = following.end()
        following = _next_noun().match(text, position, end)
    return position


@lru_cache(maxsize=1)
def _next_noun() -> re.Pattern[str]:
    """Return the pattern of a comma and a further counting noun."""
    nouns = terms_of("lexicons/target_units.tsv", "count", column="form")
    names = alternatives(nouns)
    return re.compile(rf", (?:{names})(?![\w/])")


@lru_cache(maxsize=1)
def _index() -> re.Pattern[str]:
    """Return the pattern of an index or coefficient with its value."""
    return re.compile(
        r"(?<!\w)(?:[Cc]hỉ số|[Hh]ệ số|HDI|ICOR|GINI|Gini)(?!\w)[^,;.\d]{0,70}? (?:đạt|ở mức|là|duy trì|còn|xuống"
        r"|lên|khoảng|từ)"
        rf"(?: mức)? (?:(?P<cmp>{comparators()}) )?(?P<low>{FIGURE})"
        rf"(?: ?[-–] ?(?P<high>{FIGURE}))?(?=[,;.)]?(?:\s|$)(?!\s?(?:%|[a-zđ]*\d)))(?! (?:%|điểm|bậc|năm|lần"
        r"|người|tỷ|triệu))"
    )


def find_indices(text: str, start: int, end: int, *, mark: str = COMMA) -> list[Number]:
    """Return the numbers without a unit that the value of an index or coefficient is stated by (`HDI đạt trên 0,7`)."""
    found: list[Number] = []
    if not _DIGIT.search(text, start, end):
        return found
    for match in _index().finditer(text, start, end):
        low, high = read_figure(match.group("low"), mark), read_figure(match.group("high") or "", mark)
        if (
            not low
            or (match.group("high") and not high)
            or own_start(text, match.start("low"), end=match.end("low")) != match.start("low")
        ):
            continue
        last = match.end("high") if high else match.end("low")
        comparator = "range" if high else comparator_of(match.group("cmp") or "")
        begin = match.start("cmp") if match.group("cmp") else match.start("low")
        word = (match.group("cmp") or "").lower()
        found.append(Number(match.start("low"), last, begin, low, high, "", "measure", comparator, last, last, word))
    return found


def _multiple(match: re.Match[str]) -> Number:
    """Return the number of a multiple in words: `gấp đôi`."""
    start, end = match.span()
    value = _MULTIPLES[match.group("times").lower()]
    return Number(match.start("times"), end, start, value, "", "lần", "measure", "=", end, end, "")


@lru_cache(maxsize=1)
def _worded() -> re.Pattern[str]:
    """Return the pattern of a bound in words with a counting noun behind it (`ít nhất một cơ sở y tế`)."""
    rows = terms_of("lexicons/target_units.tsv", "count", column="form")
    names = alternatives([*rows, "lần"])
    bounds = limits(">=", "<=")
    return re.compile(
        rf"(?<!\w)(?P<cmp>{bounds}) (?:có |đạt |là )?(?P<low>{'|'.join(NUMBER_WORDS)}) "
        rf"(?P<unit>(?:{names})(?: ?/ ?(?:năm|quý|tháng|tuần|ngày))?)(?![\w/])",
        re.IGNORECASE,
    )


def _in_words(match: re.Match[str]) -> Number:
    """Return the number of a bound in words."""
    unit, form = _unit(match.group("unit"))
    word = match.group("cmp").lower()
    last = match.end("unit")
    sign = comparator_of(word)
    value = NUMBER_WORDS[match.group("low").lower()]
    return Number(match.start("low"), last, match.start(), value, "", unit, form, sign, last, match.start("unit"), word)


def _unit(printed: str) -> tuple[str, str]:
    """Return the unit as it is kept and its form: spellings of one unit and of its scale become one."""
    _, units = _tables()
    known = units.get(printed) or units.get(printed.lower())
    if known:
        return known
    base, per, rest = (part.strip() for part in printed.partition("/"))
    scale = _SCALE.match(base)
    noun = base[scale.end() :] if scale else base
    kept, form = (
        units.get(base) or units.get(base.lower()) or units.get(noun) or units.get(noun.lower()) or (noun, "count")
    )
    lead = "" if base in units or base.lower() in units or not scale else scale.group().lower()
    lead = lead.replace("ngàn", "nghìn").replace("tỉ", "tỷ")
    return lead + kept + per + _SLASH.sub("/", rest), form


def _comparator(match: re.Match[str], high: str) -> str:
    """Return the comparator that the words around a number state; a bare number is to be equalled."""
    near = (match.group("cmp") or "").lower().startswith(("khoảng", "xấp xỉ"))
    if match.group("more") and not near:
        return ">="
    if high:
        return "range"
    return comparator_of(match.group("cmp") or "")
