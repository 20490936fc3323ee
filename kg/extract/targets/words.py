"""Hold the words by which figures are stated, and what reads them the same everywhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.extract.grammar.lexicon import worded
from kg.resources import alternatives, terms_of

_TABLE = "target_words"
SHARE = "(?i:{share} )"
"""Opens what is measured by a share or a number, for `shaped`."""

_DANGLING = re.compile(
    r"(?:[ ,:;*+–-]+|(?:^| )\d{1,2} năm|(?:^| )từ \d(?:[\d.,]| (?=\d{3}))*(?: ?%)?"
    r"|(?:(?<!\S)| )(?:của|so với|trong|(?<!nhà )ở|cho|với|và|các|là|vào|đến|trên|từ|về|tại|theo"
    r"|phấn đấu|khoảng|có|mục tiêu|giai đoạn|thời kỳ|năm|mỗi|hằng|hàng))$"
)
_LEADING = re.compile(r"[ ,:;–+•*\n-]+|(?:[Cc]hỉ tiêu |[Mm]ục tiêu )?\(?\d{1,2}[:)] |(?:[Vv]ới|[Pp]hấn đấu) (?!\d)")
"""Marks, labels and function words that stand before the words of an indicator."""


class Indicator(NamedTuple):
    """What a figure measures, with the span of the target; `own` is false where the words are another figure's."""

    start_char: int
    end_char: int
    words: str
    reached: bool
    own: bool = True
    comparator: str = ""
    """Set where the words before the figure state how it is to be compared (`trọng tải đến 100.000 tấn`)."""
    sized: bool = False


def pattern(kinds: str, shape: str) -> re.Pattern[str]:
    """Return `shape`, in any case, with `{}` replaced by the words of the kinds named."""
    return worded(_TABLE, shape.replace("{}", f"{{{kinds}}}"), re.IGNORECASE)


def shaped(shape: str) -> re.Pattern[str]:
    """Return `shape` with each `{kind}` replaced by the words of that kind; `(?i:{kind})` for those in any case."""
    return worded(_TABLE, shape)


@lru_cache(maxsize=16)
def terms(kind: str) -> tuple[str, ...]:
    """Return the words of one kind."""
    return tuple(terms_of(f"lexicons/{_TABLE}.tsv", kind))


@lru_cache(maxsize=1)
def reaching_pattern() -> re.Pattern[str]:
    """Return the pattern of the verbs of reaching at the end of a text, with what goes with them."""
    beside = alternatives(terms("with"))
    verbs = alternatives((*terms("reach"), *terms("own")))
    return re.compile(
        rf"(?<![\w])(?:(?<!thọ )(?:{beside}) )*(?P<verb>(?<!độ )(?<!cắt )(?<!khả )(?<!trở )(?<!tăng )(?<!kéo )"
        rf"(?!tăng trưởng (?:bình quân |với mục tiêu )?đạt)(?:{verbs}))(?:[ :]+(?:{beside}|{verbs}))*[ :]*$",
        re.IGNORECASE,
    )


def reaching_only(text: str, start: int, end: int) -> bool:
    """Say whether nothing but a verb of reaching stands in a span."""
    match = reaching_pattern().search(text, start, end)
    return match is not None and not text[start : match.start()].strip()


def trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    """Return a span without the marks and function words at its edges."""
    while start < stop and (lead := _LEADING.match(text, start, stop)):
        start = lead.end()
    while stop > start and (tail := _DANGLING.search(text, start, stop)):
        stop = tail.start()
    return start, stop


def in_bracket(text: str, start: int, at: int) -> bool:
    """Say whether a bracket that opened behind `start` is still open at `at`."""
    opening = text.rfind("(", start, at)
    return opening >= 0 and ")" not in text[opening:at]


def clean(printed: str) -> str:
    """Return words with single spaces between them."""
    return re.sub(r"\s+", " ", printed)
