"""Find relations that the text states between entities (quan hệ), see GUIDELINES section 7: nothing is inferred."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract._due import is_deadline
from kg.iri import fold
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText, RelationFinding
from kg.resources import read_table

_ROUTED = frozenset(("Road", "Railway", "Waterway"))
_LOCATED = re.compile(r"(?: thuộc| tại| ở| nằm (?:tại|ở|trên)| trên địa bàn| của|,) $")
_IN_REGION = re.compile(r"(?: trở thành [^,;.]{0,40})? (?:trong|thuộc) (?:khu vực |vùng )?$")
_PHASE = re.compile(r"(?:,? (?:giai đoạn|phân kỳ|dự án thành phần) (?:\d+|I{1,3})\b.*)$")
_EVENT = re.compile(
    r"(?:khánh thành|thông xe|hoàn thành|đưa vào khai thác|đưa vào sử dụng|đưa vào vận hành|vận hành)", re.IGNORECASE
)
_START = re.compile(r"khởi công", re.IGNORECASE)
_ISSUER = re.compile(r",?(?: ngày [\d/. ]+(?:tháng \d+ năm \d{4})?)? của $")
_CODES = {"CĐ-TTg": "thủ tướng chính phủ", "QĐ-TTg": "thủ tướng chính phủ", "CT-TTg": "thủ tướng chính phủ"}


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the relations to `findings.relations`."""
    ordered = _Ordered(prepared, findings)
    for finder in (_routes, _numbers, _phases, _locations, _issuers, _due_times, _statuses):
        finder(ordered)


class _Ordered:
    """The mentions of a text in order, with their indices in `Findings.mentions`."""

    def __init__(self, prepared: PreparedText, findings: Findings) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.findings = findings
        self.order = sorted(
            (i for i, m in enumerate(findings.mentions) if m.attrs.get("covered") != "1"),
            key=lambda i: (findings.mentions[i].start_char, -findings.mentions[i].end_char),
        )
        self.starts = [findings.mentions[i].start_char for i in self.order]

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the mentions inside a span."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [i for i in self.order[first:last] if self.findings.mentions[i].end_char <= end]

    def add(
        self,
        subject: int,
        predicate: str,
        *,
        obj: int = -1,
        value: str = "",
        start: int,
        end: int,
        confidence: float = 0.9,
    ) -> None:
        """Append one relation."""
        self.findings.relations.append(RelationFinding(subject, predicate, obj, value, start, end, confidence))

    def works(self) -> list[tuple[int, Mention]]:
        """Return the mentions of works that are no end points."""
        return [(i, self.findings.mentions[i]) for i in self.order if self.findings.mentions[i].cls in WORK_CLASSES]


def _routes(ordered: _Ordered) -> None:
    """State the ends and stops of routes."""
    for index, work in ordered.works():
        if work.attrs.get("route") != "1":
            continue
        points = {
            ordered.findings.mentions[i].attrs.get("point"): i
            for i in ordered.within(work.start_char, work.end_char)
            if ordered.findings.mentions[i].attrs.get("inside") == "1" and i != index
        }
        last = "c" if "c" in points else "b"
        if "a" in points and last in points and work.cls in _ROUTED:
            ordered.add(index, "routeFrom", obj=points["a"], start=work.start_char, end=work.end_char)
            ordered.add(index, "routeTo", obj=points[last], start=work.start_char, end=work.end_char)
            if last == "c" and "b" in points:
                ordered.add(index, "connects", obj=points["b"], start=work.start_char, end=work.end_char)
        else:
            for point in points.values():
                ordered.add(index, "connects", obj=point, start=work.start_char, end=work.end_char)


def _numbers(ordered: _Ordered) -> None:
    """State the numbers of roads."""
    for index, work in ordered.works():
        if work.cls == "Road" and work.attrs.get("number"):
            ordered.add(index, "roadNumber", value=work.attrs["number"], start=work.start_char, end=work.end_char)


def _phases(ordered: _Ordered) -> None:
    """State that a phase is part of the whole work named without it."""
    wholes = {work.key: index for index, work in reversed(ordered.works()) if work.attrs.get("whole") != "1"}
    for index, work in ordered.works():
        if work.attrs.get("whole") == "1":
            whole = wholes.get(_PHASE.sub("", work.key))
            if whole is not None:
                ordered.add(index, "partOf", obj=whole, start=work.start_char, end=work.end_char)


def _locations(ordered: _Ordered) -> None:
    """State where a work or a place lies, where a word of place joins the two."""
    mentions = ordered.findings.mentions
    for at, index in enumerate(ordered.order[:-1]):
        subject = mentions[index]
        other = ordered.order[at + 1]
        place = mentions[other]
        if subject.cls not in (*WORK_CLASSES, "Place") or place.cls != "Place" or place.start_char < subject.end_char:
            continue
        between = ordered.text[subject.end_char : place.start_char]
        joined = _LOCATED.fullmatch(between) and between != ", " and between != " của "
        nested = between == ", " and _contains(place, subject)
        region = subject.cls == "Place" and place.attrs.get("kind") == "region" and _IN_REGION.fullmatch(between)
        if joined or nested or region:
            ordered.add(index, "locatedIn", obj=other, start=subject.start_char, end=place.end_char, confidence=0.85)


def _contains(outer: Mention, inner: Mention) -> bool:
    """Say whether an address goes from the smaller to the larger unit: `đảo Thổ Chu, tỉnh Kiên Giang`."""
    return outer.attrs.get("kind") == "province" and inner.attrs.get("kind") not in ("province", "region", "country")


def _issuers(ordered: _Ordered) -> None:
    """State who issued an instrument: `… của X`, a congress in its name, or the code of its number."""
    mentions = ordered.findings.mentions
    agents: dict[str, int] = {}
    for index in ordered.order:
        if mentions[index].cls == "Agent":
            agents.setdefault(mentions[index].key, index)
    for at, index in enumerate(ordered.order):
        instrument = mentions[index]
        if instrument.cls != "Instrument":
            continue
        behind = [i for i in ordered.order[at + 1 : at + 3] if mentions[i].cls != "Time"]
        following = behind[0] if behind else -1
        if (
            following >= 0
            and mentions[following].cls == "Agent"
            and _ISSUER.fullmatch(ordered.text[instrument.end_char : mentions[following].start_char])
        ):
            ordered.add(index, "issuedBy", obj=following, start=instrument.start_char, end=mentions[following].end_char)
            continue
        body = next((key for code, key in _CODES.items() if instrument.key.endswith(fold(code))), "")
        body = body or (instrument.key[len("nghị quyết ") :] if instrument.key.startswith("nghị quyết đại hội") else "")
        if fold(body) in agents:
            ordered.add(
                index,
                "issuedBy",
                obj=agents[fold(body)],
                start=instrument.start_char,
                end=instrument.end_char,
                confidence=0.85,
            )


def _due_times(ordered: _Ordered) -> None:
    """State by when a work is to be finished: a verb of finishing, the work, a deadline, in one measure."""
    mentions = ordered.findings.mentions
    names = sorted((m.start_char, m.end_char) for m in mentions if m.cls == "Instrument")
    for measure in ordered.findings.measures:
        inside = ordered.within(measure.start_char, measure.end_char)
        times = [i for i in inside if mentions[i].cls == "Time" and is_deadline(ordered.text, mentions[i], names=names)]
        if not times:
            continue
        events = [m.start() for m in _EVENT.finditer(ordered.text, measure.start_char, measure.end_char)]
        if not events or _START.search(ordered.text, measure.start_char, measure.end_char):
            continue
        for index in inside:
            work = mentions[index]
            if work.cls in WORK_CLASSES and work.attrs.get("inside") != "1" and _finishes(ordered.text, events, work):
                behind = [i for i in times if mentions[i].start_char >= work.end_char] or times
                span = (
                    min(work.start_char, mentions[behind[0]].start_char),
                    max(work.end_char, mentions[behind[0]].end_char),
                )
                ordered.add(index, "dueBy", obj=behind[0], start=span[0], end=span[1], confidence=0.8)


def _finishes(text: str, events: list[int], work: Mention) -> bool:
    """Say whether the work is what a verb of finishing has as object, and no place where something else is finished."""
    before = [text[at : work.start_char] for at in events if at < work.start_char]
    return (
        bool(before)
        and len(before[-1]) < 120
        and not re.search(r" (?:trong|tại|thuộc|ở|cho|của|trên)(?: |$)", before[-1])
    )


@lru_cache(maxsize=1)
def _status_words() -> list[tuple[re.Pattern[str], str]]:
    return [
        (re.compile(rf"(?<!\w){re.escape(row['term'])}(?!\w)", re.IGNORECASE), row["status"])
        for row in read_table("lexicons/status_words.tsv")
    ]


def _statuses(ordered: _Ordered) -> None:
    """State the state of a work: by a word in its own name, or by the heading that it stands under."""
    mentions = ordered.findings.mentions
    for index, work in ordered.works():
        printed = ordered.text[work.start_char : work.end_char]
        if re.match(r"dự án (?:nâng cấp|mở rộng|cải tạo)", printed, re.IGNORECASE):
            ordered.add(index, "status", value="upgrade", start=work.start_char, end=work.end_char, confidence=0.85)
    for section in ordered.prepared.sections:
        heading = ordered.text[section.heading_span.start_char : section.heading_span.end_char]
        status = next((value for pattern, value in _status_words() if pattern.search(heading)), "")
        if not status or ("dự án" not in heading.lower() and "công trình" not in heading.lower()):
            continue
        for index in ordered.within(section.start_char, section.end_char):
            work = mentions[index]
            if work.cls in WORK_CLASSES and work.attrs.get("inside") != "1":
                ordered.add(index, "status", value=status, start=work.start_char, end=work.end_char, confidence=0.75)
