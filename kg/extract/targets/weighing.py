"""Gather what speaks for and against a figure's being an aim, for the decision `target`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.grammar.numbers import Number
from kg.extract.targets.words import Indicator, pattern
from kg.text.scan import last_mark

_CUT_BACK = re.compile(r"(?<!\w)(?:giảm|cắt giảm|tiết kiệm|giảm thiểu)(?: \w+)? *$", re.IGNORECASE)
_CUTS_BACK = re.compile(r"(?<!\w)(?:cắt giảm|tiết kiệm|giảm) (?:\w+ ){0,2}\d[\d,]*% ", re.IGNORECASE)
"""A cut by a share, which goes on to the next thing named (`cắt giảm 30% thời gian, 30% chi phí`)."""
_DONE = re.compile(r"(?<!\w)(?:đã|hiện trạng|hiện có|hiện nay|hiện)(?!\w)", re.IGNORECASE)
_CONDITION = re.compile(
    r"(?:^|[ ,;:])(?:nếu|trường hợp|khi|trong trường hợp|đối với|áp dụng(?: đối với| cho)?)(?!\w)", re.IGNORECASE
)
_TODAY = re.compile(
    r"(?:hiện nay|hiện|đến nay|tính đến|trong \d+ (?:tháng|năm) qua|qua (?:rà soát|kiểm tra|thống kê)|theo (?:báo cáo"
    r"|thống kê|kết quả|số liệu)|so với|cùng kỳ|trước đây|thời gian qua)(?!\w)",
    re.IGNORECASE,
)
AIMING = re.compile(
    r"(?<!\w)(?:phấn đấu|(?:đạt|thực hiện|hoàn thành)(?: được)?(?: các)? (?:mục tiêu|chỉ tiêu))(?!\w)", re.IGNORECASE
)
"""Says that a clause aims at what it names."""
_BUILDING = re.compile(
    r"(?<!\w)(?:xây dựng|hình thành|thành lập|phát triển|đào tạo|bồi dưỡng|triển khai|hoàn thành|tổ chức|thu hút|đón"
    r"|trồng|đưa|bảo đảm|đảm bảo|đầu tư|lắp đặt|mở|nâng)(?: \w+){0,2} *$",
    re.IGNORECASE,
)
_QUALIFIED = re.compile(r"(?<!\w)(?:có|từ|với|thuộc|cho|của|do|các|những|loại|mức|là) *$", re.IGNORECASE)
_BUDGET = re.compile(r"(?<!\w)(?:ngân sách|kinh phí|vốn|dự toán|chi phí|nguồn lực|kế hoạch vốn)(?!\w)", re.IGNORECASE)
_BACK = re.compile(r"(?<!\w)(?:so với cùng kỳ|cùng kỳ|so với năm|năm trước)(?!\w)", re.IGNORECASE)
_MONEY = re.compile(r"(?:đồng|USD|đô.la)", re.IGNORECASE)
_SPANS = frozenset(("năm", "tháng", "ngày", "giờ", "phút", "tuổi"))
_BOUNDS = {">=": "at least", "<=": "at most", "~": "about", ">": "more than", "<": "less than", "range": "a range"}
_WHOLE = "100"
_NEAR = 120
_HEAD_WORDS = 4


def of_figure(
    text: str, indicator: Indicator, number: Number, *, left: int, clause: tuple[int, int]
) -> dict[str, float]:
    """Return what the words around a figure say; `left` is where those that may speak of it begin in its clause."""
    start, end = clause
    before = text[max(left, number.phrase_start - _NEAR) : number.phrase_start]
    told = (
        *_of_reading(text, indicator, number),
        *_of_number(number),
        *_of_cost(text, indicator, number, before=before),
        *_of_words_before(before, indicator),
        *_of_opening(text[start : number.phrase_start]),
    )
    if _BACK.match(text, number.after + 1, end):
        told = (*told, "compared with the time before")
    return dict.fromkeys(told, 1.0)


def _of_reading(text: str, indicator: Indicator, number: Number) -> Iterator[str]:
    """Yield where the words stand that name what is measured, and what they begin with."""
    if indicator.sized:
        yield "a dimension before it"
        return
    if indicator.reached:
        yield "a verb of reaching before it"
    if not indicator.own:
        yield "measures what the figure before measures"
    elif indicator.start_char >= number.phrase_start:
        yield "what is counted stands behind"
    if pattern("head", r"(?:{})(?!\w)").match(indicator.words):
        yield "the words begin with an indicator"
    if text.rfind("(", indicator.start_char - _NEAR, number.start_char) > text.rfind(
        ")", indicator.start_char - _NEAR, number.start_char
    ):
        yield "in brackets"


def _of_number(number: Number) -> Iterator[str]:
    """Yield what the comparator and the unit are."""
    if number.comparator in _BOUNDS:
        yield f"a bound: {_BOUNDS[number.comparator]}"
    if number.word == "từ" and number.comparator == ">=":
        yield "a threshold"
    base = number.unit.partition("/")[0]
    if base.startswith(("%", "‰")):
        yield "all of them" if number.value == _WHOLE else "a share"
    elif _MONEY.search(base):
        yield "a sum of money"
    elif base in _SPANS:
        yield "a length of time"
    elif base == "lần":
        yield "so many times"
    elif number.form == "count":
        yield "a count"
    if "/" in number.unit:
        yield "a rate"


def _of_cost(text: str, indicator: Indicator, number: Number, *, before: str) -> Iterator[str]:
    """Yield what makes a figure a cost, a need or a fee, and what makes it a cut of one."""
    clause = max(last_mark(text, mark, number.start_char) for mark in (";", ". ", "\n"))
    share = number.unit.startswith("%")
    if _CUT_BACK.search(before) or (share and _CUTS_BACK.search(text, clause + 1, number.phrase_start)):
        yield "a cut"
        return
    if indicator.words.startswith("số"):
        return
    first = " ".join(indicator.words.split(",", 1)[0].split()[:_HEAD_WORDS])
    if pattern("estimate", r"(?<!\w)(?:{})(?!\w)").search(first):
        yield "the words are of a cost"
        if _MONEY.search(number.unit):
            yield "a sum that something costs"
    elif pattern("spending", r"(?<!\w)(?:{})(?!\w)").search(indicator.words):
        yield "a share of spending" if share else "the words are of spending"
    if pattern("estimate", r"(?<!\w)(?:{})(?: \w+)? *$").search(before):
        yield "a cost right before"
    if _BUDGET.search(before[-_NEAR // 2 :]) or _BUDGET.search(indicator.words):
        yield "speaks of a budget"


def _of_words_before(before: str, indicator: Indicator) -> Iterator[str]:
    """Yield what the words before say: done already, a condition, aimed at, to be built."""
    part = before[before.rfind(",") + 1 :]
    if (
        _DONE.search(part)
        or _DONE.search(indicator.words)
        or pattern("past", r"(?<!\w)(?:{})(?: \w+)? *$").search(before)
    ):
        yield "said to be so already"
    elif pattern("past", r"(?<!\w)(?:{})(?: (?:đạt|tăng|giảm|có|hoàn thành|chiếm))").search(before):
        yield "said to be reached before"
    if AIMING.search(before):
        yield "aimed at before"
    if _BUILDING.search(before):
        yield "to be made"
    elif _QUALIFIED.search(before):
        yield "qualifies a noun before"


def _of_opening(opening: str) -> Iterator[str]:
    """Yield what the clause up to the figure says of all that follows: a condition, the state of today."""
    if _CONDITION.search(opening):
        yield "behind a condition"
    if _TODAY.match(opening):
        yield "the clause tells how it is"


__all__ = ["AIMING", "of_figure"]
