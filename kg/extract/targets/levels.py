"""Find targets that have no number: a named class or state to be reached (`đô thị loại I`, `phổ cập mạng 5G`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.lexicon import filled
from kg.extract.targets.ranks import find_comparisons, find_ranks
from kg.extract.targets.words import SHARE, shaped
from kg.model import PreparedText, TargetFinding
from kg.resources import read_table

_BECOME = "(?:đạt(?: được)?(?: chuẩn| tiêu chuẩn| tiêu chí)?|{become})"
_CUT = re.compile(r"[,;]| (?:và|theo|để|nhằm|vào|trong|đến năm|trước|gắn) ")
_NO_NAME = r"(?<!chuẩn )(?<!về )(?<!công tác )(?<!chưa )"
"""What makes a state the name of a standard or a field (`đạt chuẩn phổ cập`), or says that it is not reached."""
_MORE_CLASSES = re.compile(r", (?P<next>loại (?:IV|V|III|II|I))\b")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    forms: dict[str, list[str]] = {"state": [], "spread": [], "hold": [], "growth": [], "cover": [], "end": []}
    for row in read_table("lexicons/target_levels.tsv"):
        forms.setdefault(row["form"], []).append(re.escape(row["term"]))
    become, cover = (filled("target_words", shape) for shape in (_BECOME, "{cover}"))
    states, spreads, holds, growths, covers, ends = (
        "|".join(sorted(forms[form], key=lambda t: (-len(t), t)))
        for form in ("state", "spread", "hold", "growth", "cover", "end")
    )
    return (
        re.compile(
            rf"(?P<what>[^,;]{{3,80}}?) {become} (?P<level>{states})(?!\w)|(?P<some>(?:một số|các"
            rf"|\d+) đô thị) (?P<class>loại (?:IV|V|III|II|I))\b"
        ),
        re.compile(rf"{_NO_NAME}(?<!\w)(?P<level>(?i:{spreads})) (?P<what>(?:(?!{spreads})[^,;.]){{3,80}})"),
        re.compile(rf"(?<!\w)(?P<level>{holds})(?!\w)"),
        re.compile(
            rf"(?<!\w)(?P<what>(?:tốc độ )?tăng trưởng(?: (?:kinh tế|GDP|GRDP|bình quân))*)"
            rf"(?: (?:đạt|ở mức|lên|là|từ|trên|mức))*(?P<more> [^.;]{{3,60}}? và)? (?P<level>{growths})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<!\w)(?P<what>{cover}(?: [^,;.:]{{2,40}}?)?)"
            rf"(?: trên| trong)? (?P<level>{covers})(?!\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)(?P<level>(?i:{ends})) (?P<what>[^,;.]{{3,90}})"),
    )


_GRADE = re.compile(
    r"(?<!\w)(?P<what>[Qq]uy mô)(?: đạt)?(?P<least> tối thiểu)? (?P<level>(?:đường )?cấp [IVX]+(?: đồng bằng"
    r"| miền núi)?)(?!\w)"
)
_CLASS_LINE = re.compile(
    r"[^:;.]{3,130}: (?:(?:tối thiểu|đạt) )*(?P<level>(?:đường |đô thị )?(?:cấp|loại) (?:[IVX]+|đặc biệt)(?: đồng bằng"
    r"| miền núi)?)"
)
_CLASSED = r"(?i:(?P<what>{classed}(?!\w).{3,120}?)(?: như sau| gồm| là)?[ :*]*)"
_VERBS = "(?i:^.*?{opener maker} )"


@lru_cache(maxsize=1)
def _any_level() -> re.Pattern[str]:
    """Return the pattern of every level, and of the words for a rank or a class with the number behind them."""
    rows = read_table("lexicons/target_levels.tsv")
    terms = sorted({row["term"] for row in rows if row["form"] not in ("rank", "class")}, key=lambda t: (-len(t), t))
    ranks = "|".join(word for row in rows if row["form"] == "rank" for word in (row["term"], row["term"].capitalize()))
    classes = "|".join(row["term"] for row in rows if row["form"] == "class")
    return re.compile(
        "|".join([f"(?i:{'|'.join(map(re.escape, terms))})", rf"(?:{ranks}|TOP) \d", rf"(?:{classes}) [IVX]"])
    )


def find_levels(notes: Annotations, start: int, end: int) -> list[TargetFinding]:
    """Return the targets without number inside `[start, end)` of an annotated text."""
    text = notes.text
    if not notes.hits("level", start, end_char=end) or not _any_level().search(text, start, end):
        return []
    state, spread, hold, growth, cover, end_of = _patterns()
    found: list[TargetFinding] = []
    for match in state.finditer(text, start, end):
        if match.group("some"):
            found.extend(_class_of_towns(text, match, end))
        elif not shaped(SHARE).match((reached := _state(match)).indicator):
            found.append(reached)
    for match in cover.finditer(text, start, end):
        found.append(TargetFinding(*match.span(), match.group("what"), level=match.group("level"), confidence=0.8))
    for match in (m for form in (spread, end_of) for m in form.finditer(text, start, end)):
        what = _CUT.split(match.group("what") + " ")[0].strip()
        stop = match.start("what") + len(what)
        if len(what.split()) > 1:
            found.append(TargetFinding(match.start(), stop, what, level=match.group("level"), confidence=0.8))
    for match in hold.finditer(text, start, end):
        indicator = " ".join(match.group("level").split()[:2])
        found.append(TargetFinding(match.start(), match.end(), indicator, level=match.group("level"), confidence=0.85))
    for match in _GRADE.finditer(text, start, end):
        least = ">=" if match.group("least") else "="
        what, level = match.group("what"), match.group("level")
        found.append(TargetFinding(*match.span(), what, comparator=least, level=level, confidence=0.85))
    for match in growth.finditer(text, start, end):
        span = match.span("level") if match.group("more") else match.span()
        found.append(TargetFinding(*span, match.group("what"), level=match.group("level"), confidence=0.85))
    found.extend(find_ranks(text, start, end))
    found.extend(find_comparisons(text, start, end))
    return found


def _state(match: re.Match[str]) -> TargetFinding:
    what = match.group("what")
    lead = None
    while following := shaped(_VERBS).match(what[lead or 0 :]):
        lead = (lead or 0) + following.end()
    name = what[lead or 0 :].strip()
    return TargetFinding(
        match.start("what") + len(what) - len(what[lead or 0 :].lstrip()),
        match.end(),
        name,
        level=match.group("level"),
        confidence=0.8,
    )


def _class_of_towns(text: str, match: re.Match[str], end: int) -> list[TargetFinding]:
    """Return one target for each class of a list such as `một số đô thị loại IV, loại V`."""
    indicator = match.group("some")
    found = [
        TargetFinding(
            match.start("some"), match.end(), indicator, level=f"đô thị {match.group('class')}", confidence=0.8
        )
    ]
    at = match.end()
    while following := _MORE_CLASSES.match(text, at, end):
        found.append(
            TargetFinding(
                following.start("next"),
                following.end("next"),
                indicator,
                level=f"đô thị {following.group('next')}",
                confidence=0.8,
            )
        )
        at = following.end()
    return found


def listed_classes(prepared: PreparedText) -> list[TargetFinding]:
    """Return the class that each line of a list gives to what the line above is about (`Quy mô …: - X: cấp III`)."""
    found: list[TargetFinding] = []
    head: re.Match[str] | None = None
    for segment in prepared.segments:
        start, end = segment.start_char, segment.end_char
        if segment.intro:
            head = shaped(_CLASSED).fullmatch(prepared.text, start, end)
            continue
        line = _CLASS_LINE.fullmatch(prepared.text, start, end) if head else None
        if head is None or line is None:
            head = None
            continue
        least = ">=" if "tối thiểu" in head.group("what") else "="
        level = line.group("level")
        found.append(
            TargetFinding(
                start,
                end,
                head.group("what"),
                comparator=least,
                level=level,
                section=segment.section,
                confidence=0.85,
            )
        )
    return found
