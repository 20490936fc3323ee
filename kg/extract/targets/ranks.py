"""Find ranks and comparisons to be reached: `nhóm 30 nước dẫn đầu`, `tương đương các nước phát triển`, `bằng không`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.extract.targets.words import pattern, shaped
from kg.model import TargetFinding
from kg.resources import alternatives, read_table

_RANK = (
    r"(?i:(?<!\w)(?P<level>(?:(?:nhóm|tốp|top) )+(?:từ |khoảng )?(?P<rank>\d{1,3})(?! ?%|\w)(?: [^,;.()\d]{2,60}"
    r"(?:, {ranked}(?: [^,;.()\d]{2,40})?)?)?"
    r"|(?:(?:vị trí |hạng )*thứ (?:hạng )?|(?<=xếp )hạng |vị trí )(?P<place>\d{1,3})(?!\w)(?: [^,;.()\d]{2,40})?))"
)
_STANDS = (
    r"(?i:(?:^|[ ,])(?:{stand}(?: (?:trong|vào|vị trí|hạng|ở|thuộc))*"
    r"|(?P<also>(?:và|hoặc)(?: (?:thuộc|trong|vào|nằm trong))?)) $)"
)
_END = (
    r" (?:và|theo|để|nhằm|vào|trong|đến năm|trước|gắn|về|có|là|năm|với|của Liên hợp quốc)(?: |$)|[;.(]"
    r"|, (?!{ranked})"
)
_ABOUT = re.compile(r" về (?P<about>[^;.:(]{3,110})")
_ABOUT_END = re.compile(
    r" (?:theo|để|nhằm|vào năm|đến năm|trước năm|trong năm)(?!\w)|, (?:là|có|trong đó|phấn đấu|đồng thời)(?!\w)"
)
_PREDICATE = r"(?<!\w){predicate}(?!\w)"
_OPENING = "(?i:^.*?{opener} )"
_LONGEST = 140
_ZERO = r"(?<!\w)(?P<what>{}) (?:(?:bằng|về|đạt|ở|là) )+(?:mức )?[“\"']?(?:không|0)[”\"']?(?!\w|[,.]\d)"


def find_ranks(text: str, start: int, end: int) -> Iterator[TargetFinding]:
    """Yield the ranks to be reached inside `[start, end)`: at most that number (`trong nhóm 10 tỉnh dẫn đầu`)."""
    last = ("", start)
    for match in shaped(_RANK).finditer(text, start, end):
        stands = shaped(_STANDS).search(text, max(start, match.start() - 40), match.start())
        if stands is None and match.start() > start:
            continue
        cut = shaped(_END).search(text, match.end("rank") if match.group("rank") else match.end("place"), match.end())
        stop = cut.start() if cut else match.end()
        about = _ABOUT.match(text, stop, end)
        at = match.start()
        if about:
            name = _ABOUT_END.split(about.group("about"))[0].strip(" ,")
            stop = about.start("about") + len(about.group("about").split(name)[0]) + len(name)
        elif stands is not None and stands.group("also") and last[0]:
            name = last[0]
        else:
            name, at = _subject(text, start, stands.start() if stands else match.start())
        if len(name) < 2:
            continue
        last = (name, at)
        yield TargetFinding(
            at,
            stop,
            name,
            comparator="<=",
            value=match.group("rank") or match.group("place"),
            level=text[match.start() : cut.start() if cut else match.end()].strip(),
            confidence=0.75,
        )


def _subject(text: str, start: int, stop: int) -> tuple[str, int]:
    """Return what is ranked, and where its words begin: the last part of the clause, or a whole list of names."""
    at = max(start, stop - _LONGEST, *(text.rfind(mark, start, stop) + 2 for mark in ("; ", ": ", ". ")))
    said = text[at:stop]
    parts = [match.end() for match in re.finditer(r",\s", said)]
    if parts and any(len(part.split()) > 7 or shaped(_PREDICATE).search(part) for part in said.split(", ")[:-1]):
        at += parts[-1]
    while at < stop and (opening := shaped(_OPENING).match(text[at:stop])):
        at += opening.end()
    name = text[at:stop].strip(" ,-*")
    return name, at + text[at:stop].find(name) if name else at


def find_comparisons(text: str, start: int, end: int) -> Iterator[TargetFinding]:
    """Yield the measured things that are to be level with others, and those that are to be nothing at all."""
    for match in _compared().finditer(text, start, end):
        yield TargetFinding(*match.span(), match.group("what"), level=match.group("level").strip(), confidence=0.75)
    for match in _zero().finditer(text, start, end):
        yield TargetFinding(*match.span(), match.group("what"), value="0", confidence=0.85)


@lru_cache(maxsize=1)
def _compared() -> re.Pattern[str]:
    what = r"(?<!\w)(?P<what>(?:{})(?!\w)[^,;:.]{3,90}?) "
    level = r"(?P<level>(?:(?:đạt|ở) (?:mức )?)?(?:" + _terms("compare") + r")(?!\w) [^,;.()\d]{3,80})"
    return pattern("head", what + level)


@lru_cache(maxsize=1)
def _zero() -> re.Pattern[str]:
    return re.compile(_ZERO.replace("{}", _terms("zero")), re.IGNORECASE)


def _terms(form: str) -> str:
    rows = read_table("lexicons/target_levels.tsv")
    terms = [row["term"] for row in rows if row["form"] == form]
    return alternatives(terms)
