"""Find where a work begins and ends and what it crosses, stated apart from its name (`điểm đầu tại A; điểm cuối …`)."""

from __future__ import annotations

import re

from kg.extract.relations.lines import ROUTED
from kg.extract.relations.ordered import Ordered
from kg.model import WORK_CLASSES
from kg.text.scan import iter_anchored, last_mark

_END_WORD, _CROSS_WORD = re.compile("[Đđ]iểm [đc]"), re.compile("đi qua")
_END = re.compile(r"(?<!\w)[Đđ]iểm (?P<which>đầu|cuối)(?: (?:tuyến|dự án|kết nối))?(?: là|:)? ")
_STOP = re.compile(r"(?:;|\.(?:\s|$)|,? (?:và )?điểm cuối|\n\n)", re.IGNORECASE)
_CROSSES = re.compile(
    r"(?<!\w)đi qua (?:địa (?:phận|bàn) )?(?:của )?(?:\d+ )?(?:các )?(?:tỉnh|thành phố)"
    r"(?:(?:,| và|/) (?:tỉnh|thành phố))*"
    r"(?: trực thuộc [Tt]rung ương)?(?:,? (?:gồm|bao gồm|là))?:? "
)
_LISTED = re.compile(r"(?:, | và |, và )(?:tỉnh |thành phố )?")
_DEFINED = re.compile(r" \((?:sau đây,? )?(?:gọi|viết)(?: tắt| chung)? là:? [“\"]?[Dd]ự án")
_FAR = 250


def extents(ordered: Ordered) -> None:
    """State the ends and the provinces crossed, of the work named before in the sentence or that of the whole text."""
    whole = _main_work(ordered)
    for match in iter_anchored(_END, _END_WORD, ordered.text):
        work = _work_before(ordered, match.start(), whole=whole)
        stop = _STOP.search(ordered.text, match.end(), match.end() + _FAR)
        end = stop.start() if stop else min(len(ordered.text), match.end() + _FAR)
        predicate = "routeFrom" if match.group("which") == "đầu" else "routeTo"
        points = [i for i in ordered.within(match.end(), end) if ordered.mentions[i].cls in (*WORK_CLASSES, "Place")]
        if work >= 0 and points:
            last = ordered.mentions[points[0]].end_char
            ordered.add(work, predicate, obj=points[0], start=match.start(), end=last, confidence=0.8)
    for match in iter_anchored(_CROSSES, _CROSS_WORD, ordered.text):
        work = _work_before(ordered, match.start(), whole=whole)
        reached = match.end()
        for i in ordered.within(match.end(), match.end() + _FAR):
            place = ordered.mentions[i]
            joined = place.start_char == reached or _LISTED.fullmatch(ordered.text, reached, place.start_char)
            if work < 0 or place.cls != "Place" or not joined:
                break
            ordered.add(work, "locatedIn", obj=i, start=match.start(), end=place.end_char, confidence=0.8)
            reached = place.end_char


def _work_before(ordered: Ordered, position: int, *, whole: int) -> int:
    """Return the work that was named last in the sentence before a position, else the one that the text is about."""
    start = max(last_mark(ordered.text, mark, position) for mark in (". ", "\n", ";"))
    named = [i for i in ordered.within(start + 1, position) if _is_whole(ordered, i) and _is_line(ordered, i)]
    return named[-1] if named else whole


def _main_work(ordered: Ordered) -> int:
    """Return the one work that the title names or the text defines as its project, -1 for none or several."""
    spans = [(block.start_char, block.end_char) for block in ordered.prepared.blocks[:40] if block.kind == "title"]
    titled = [i for span in spans for i in ordered.within(*span) if _is_whole(ordered, i)]
    named = titled or [
        i for i, work in ordered.works() if _is_whole(ordered, i) and _DEFINED.match(ordered.text, work.end_char)
    ]
    return named[0] if len({ordered.mentions[i].key for i in named}) == 1 else -1


def _is_line(ordered: Ordered, index: int) -> bool:
    return ordered.mentions[index].cls in ROUTED


def _is_whole(ordered: Ordered, index: int) -> bool:
    work = ordered.mentions[index]
    return work.cls in WORK_CLASSES and not work.within and not work.as_work.part
