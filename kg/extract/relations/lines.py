"""Find what a text states of works: ends and stops of routes, numbers, parts, and what they run along."""

from __future__ import annotations

import re

from kg.extract.relations.ordered import Ordered

ROUTED = frozenset(("Road", "Railway", "Waterway"))
_LINES = ROUTED | {"EnergyFacility"}
_PHASE = re.compile(r" giai đoạn \w+$")
_FROM = re.compile(
    r"(?: \([^()\n]{1,40}\))?[,:]?"
    r" (?:(?:(?:đoạn|nối|kết nối|chạy|bắt đầu|kéo dài|điểm đầu) )?từ|bắt đầu tại|có điểm đầu tại) (?:[a-zà-ỹđ]+ ){0,2}$"
)
_TO = re.compile(
    r"(?:,? (?:thuộc |tại )?[^.;\n]{0,140})? (?:đến|tới|đi|ra|lên|về|nối với|nối)(?: (?:trung tâm|khu vực"
    r"|nút giao|giáp))? $"
)
_ALONG = re.compile(r" (?:dọc|dọc theo|ven|men theo|nằm trên|trên tuyến|trên)(?: tuyến| bờ| hai bên bờ)? $")
_LINKS = re.compile(
    r"(?: \([^()\n]{1,40}\))?,? (?:kết nối|nối liền|nối|liên kết)(?: (?:trực tiếp|thông suốt))?(?: với| đến"
    r"| tới)?(?: các)? $"
)
_ALSO = re.compile(r"(?:, | và |, và | với )$")
_FAR = 90


def routes(ordered: Ordered) -> None:
    """State the ends and stops of routes."""
    for index, work in ordered.works():
        if not work.as_work.route:
            _stated_ends(ordered, index)
            continue
        span = {"start": work.start_char, "end": work.end_char}
        for i in ordered.within(work.start_char, work.end_char):
            within = ordered.mentions[i].within
            if i == index or within is None or (within.line >= 0 and within.line != work.start_char):
                continue
            if within.line < 0 and work.within:
                continue
            predicate = {"from": "routeFrom", "to": "routeTo"}.get(within.point, "connects")
            ordered.add(index, predicate if work.cls in _LINES else "connects", obj=i, **span)


def _stated_ends(ordered: Ordered, index: int) -> None:
    """State the ends that follow the name of a line: `cao tốc X (CT.01) từ A đến B`."""
    work = ordered.mentions[index]
    if work.cls not in ROUTED:
        return
    near = [
        i
        for i in ordered.within(work.end_char, work.end_char + 3 * _FAR)
        if ordered.mentions[i].cls not in ("Time", "Agent", "Instrument")
    ]
    if not near:
        return
    first = ordered.mentions[near[0]]
    if not _FROM.fullmatch(ordered.text[work.end_char : first.start_char]):
        return
    for i in near[1:]:
        last = ordered.mentions[i]
        if _TO.fullmatch(ordered.text[first.end_char : last.start_char]):
            ordered.add(index, "routeFrom", obj=near[0], start=work.start_char, end=last.end_char)
            ordered.add(index, "routeTo", obj=i, start=work.start_char, end=last.end_char)
            return


def numbers(ordered: Ordered) -> None:
    """State the numbers and codes of roads."""
    for index, work in ordered.works():
        number = work.as_work.code or work.as_work.number
        if work.cls == "Road" and number:
            ordered.add(index, "roadNumber", value=number, start=work.start_char, end=work.end_char)


def parts(ordered: Ordered) -> None:
    """State that a phase, a component or a stretch is part of the whole that the text names."""
    wholes = {work.key: index for index, work in reversed(ordered.works())}
    joint = {part: key for key in wholes for part in _joined_parts(key)}
    for index, work in ordered.works():
        whole = None
        if work.as_work.of:
            whole = wholes.get(work.as_work.of)
        elif work.as_work.whole:
            whole = wholes.get(_PHASE.sub("", work.key))
        elif work.key in joint:
            whole = wholes.get(joint[work.key])
        if whole is not None and whole != index and ordered.mentions[whole].key != work.key:
            ordered.add(index, "partOf", obj=whole, start=work.start_char, end=work.end_char)


def _joined_parts(key: str) -> list[str]:
    """Return the keys of the two works that one project joins (`nhà máy điện A 3 và A 4`)."""
    first, _, second = key.partition(" và ")
    head = first.find(second.split(" ", 1)[0]) if second else -1
    return [first, first[:head] + second] if head > 0 else []


def links(ordered: Ordered) -> None:
    """State the places that a line is said to link (`…, kết nối với tỉnh A và tỉnh B`)."""
    for index, work in ordered.works():
        if work.cls not in ROUTED or work.within:
            continue
        reached, first = work.end_char, True
        for other in ordered.within(work.end_char, work.end_char + 2 * _FAR):
            point = ordered.mentions[other]
            if point.start_char < reached or point.cls in ("Time", "Agent", "Instrument"):
                continue
            joint = ordered.text[reached : point.start_char]
            if not (_LINKS if first else _ALSO).fullmatch(joint):
                break
            ordered.add(index, "connects", obj=other, start=work.start_char, end=point.end_char, confidence=0.8)
            reached, first = point.end_char, False


def alongs(ordered: Ordered) -> None:
    """State the river or road that a work runs along or stands on."""
    for index, work in ordered.works():
        if work.within:
            continue
        other = ordered.next_from(work.end_char)
        if other < 0:
            continue
        line = ordered.mentions[other]
        river = line.cls == "Place" and line.key.startswith(("sông ", "kênh ", "suối "))
        joint = ordered.text[work.end_char : line.start_char]
        if (river or line.cls in ROUTED) and len(joint) < 30 and _ALONG.fullmatch(joint):
            ordered.add(index, "along", obj=other, start=work.start_char, end=line.end_char, confidence=0.8)
