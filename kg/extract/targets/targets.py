"""Find targets (chỉ tiêu): numbers and named levels that are to be reached, see GUIDELINES section 6."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract.document.sections import section_kinds
from kg.extract.mentions.deadlines import section_due
from kg.extract.targets.due import Deadlines
from kg.extract.targets.figures import SIZE_CONFIDENCE, FigureReader
from kg.extract.targets.indicators import Reader, pattern
from kg.extract.targets.levels import find_levels, listed_classes
from kg.extract.targets.refusals import Refusals, inside
from kg.model import WORK_CLASSES, Findings, MeasureFinding, PreparedText, Segment, TargetFinding

# Figures of a text of rules (a limit, a fee, a term) are no aims, unless it says that they are aimed at, or by when.
_NORMATIVE = frozenset(("Law", "Decree", "Circular"))
_OF_RULES = re.compile(
    r"(?:ban hành|về|thông qua) (?:việc )?(?:ban hành )?(?:quy định|quy chế|định mức|tiêu chuẩn|bảng giá|đơn giá"
    r"|mức thu|mức chi|mức hỗ trợ|điều lệ|phí|lệ phí)(?!\w)|^quy định|sửa đổi, bổ sung(?: một số)? (?:điều|khoản)"
    r"|thủ tục hành chính",
    re.IGNORECASE,
)
_SPANS = frozenset(("năm", "tháng", "ngày", "giờ", "phút", "tuổi", "lần"))
_AIMING = re.compile(
    r"(?<!\w)(?:phấn đấu|(?:đạt|thực hiện|hoàn thành)(?: được)?(?: các)? (?:mục tiêu|chỉ tiêu))(?!\w)", re.IGNORECASE
)
_STATED_AIM = re.compile(
    r"(?<!vượt )(?<!đạt )(?<!so với )(?<!theo )(?<!hoàn thành )(?<!\w)(?:phấn đấu|mục tiêu|cam kết|quyết tâm) "
    r"(?!đề ra|đã)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:đến|trước|hết|vào|từ) (?:hết |cuối |đầu )*(?:năm )?20\d\d", re.IGNORECASE)
_SHARE = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ trọng|số) ", re.IGNORECASE)


class _Span(NamedTuple):
    """A piece of text to read targets in; with `sizes` only dimensions of works; `due` is the measure's own.

    Behind `words_start`, where it is set, stands what can name what is measured.
    """

    start_char: int
    end_char: int
    section: int
    due: str = ""
    sizes: bool = False
    words_start: int = 0


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the targets to `findings.targets`: inside measures, in figure lines, and in headings."""
    context = _Context(prepared, findings, notes=notes)
    for span in sorted(set(context.spans())):
        findings.targets.extend(context.read(span))
    findings.targets.extend(listed_classes(prepared))
    findings.targets.sort(key=lambda target: (target.start_char, target.end_char))
    _share_years(prepared, findings.targets)


def _share_years(prepared: PreparedText, targets: list[TargetFinding]) -> None:
    """Give the year that one line of a list of figures states to the lines of the list that state none."""
    blocks = [block.start_char for block in prepared.blocks]
    kinds = section_kinds(prepared.sections)
    lists: dict[int, list[TargetFinding]] = {}
    for target in targets:
        at = bisect_right(blocks, target.start_char) - 1
        aim = target.section >= 0 and kinds[target.section] == "aim"
        if at >= 0 and aim and prepared.blocks[at].kind == "item" and prepared.blocks[at].section == target.section:
            lists.setdefault(target.section, []).append(target)
    for lines in lists.values():
        stated = {target.due for target in lines if target.due}
        if len(stated) == 1:
            for target in lines:
                target.due = target.due or next(iter(stated))


def _behind_subject(text: str, measure: MeasureFinding) -> int:
    """Return where the words of a measure begin that may name what is measured: behind who is to act."""
    subject = measure.subject
    stated = subject.end_char > subject.start_char
    measured = pattern("head", r"(?<!\w)(?:{})(?!\w)").search(text, subject.start_char, subject.end_char)
    return measure.trigger.start_char if stated and not measured else measure.start_char


class _Context:
    """What reading a target needs to know of the document."""

    def __init__(self, prepared: PreparedText, findings: Findings, *, notes: Annotations) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.notes = notes
        self.kinds = section_kinds(prepared.sections)
        self.measures = findings.measures
        self.issued = findings.header.issued[:4]
        times = sorted((m for m in findings.mentions if m.cls == "Time"), key=lambda m: m.start_char)
        names = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls == "Instrument")
        self.works = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls in WORK_CLASSES)
        self.due = section_due(prepared, times=times, names=names)
        self.normative = _is_of_rules(findings)
        self.deadlines = Deadlines(self.text, times=times, names=names)
        self.figures = FigureReader(
            prepared,
            mark=findings.header.decimal_mark[0],
            reader=Reader(self.text, notes=notes, times=times),
            deadlines=self.deadlines,
            refusals=Refusals(self.text, deadlines=self.deadlines, works=self.works, names=names),
        )
        self.opened = self._opening_times()

    def spans(self) -> list[_Span]:
        """Return the pieces of text that can hold targets: measures, lines of aims, sizes of works, headings."""
        rows = sorted((b.start_char, b.end_char) for b in self.prepared.blocks if b.kind == "row")
        spans = [
            _Span(
                m.start_char,
                m.end_char,
                m.section,
                "" if inside(m.start_char, rows) else m.due,
                words_start=_behind_subject(self.text, m),
            )
            for m in self.measures
        ]
        covered = sorted((span.start_char, span.end_char) for span in spans)
        for segment in self.prepared.segments:
            if not inside(segment.start_char, covered):
                spans.extend(self._outside(segment))
        for index, section in enumerate(self.prepared.sections):
            start, end = section.heading_span
            if end > start:
                spans.append(_Span(start, end, index))
        return spans

    def _outside(self, segment: Segment) -> list[_Span]:
        """Return what is to be read of a segment without measure: a line of aims, an aim that it states, or sizes."""
        start, end, section = segment.start_char, segment.end_char, segment.section
        if self.aims(section) or self._looks_ahead(segment):
            return [_Span(start, end, section)]
        stated = _STATED_AIM.search(self.text, start, end)
        if stated and not self.normative and self._kind(section) != "assessment":
            return [_Span(stated.start(), end, section)]
        if not segment.intro and self._describes_work(start, end):
            return [_Span(start, end, section, sizes=True)]
        return []

    def _kind(self, section: int) -> str:
        return self.kinds[section] if section >= 0 else ""

    def aims(self, section: int) -> bool:
        """Say whether a section states aims; `chỉ tiêu` heads what is counted in a text of rules."""
        return self._kind(section) == "aim" and not self.normative

    def _looks_ahead(self, segment: Segment) -> bool:
        """Say whether a line opens with a time yet to come."""
        if segment.intro or self.normative or self._kind(segment.section) == "assessment":
            return False
        opened = self.deadlines.opens(segment.start_char, end=segment.end_char)
        return bool(opened) and bool(self.issued) and opened[:4] >= self.issued

    def _describes_work(self, start: int, end: int) -> bool:
        """Say whether a line outside measures gives the size of a work that it names."""
        at = bisect_left(self.works, (start, 0))
        named = at < len(self.works) and self.works[at][1] <= end
        return named and pattern("size", r"(?<!\w)(?:{})(?!\w)").search(self.text, start, end) is not None

    def _opening_times(self) -> list[tuple[int, int, str]]:
        """Return the sentences of several segments that open with a deadline: their begin, end and time."""
        opened: list[tuple[int, int, str]] = []
        last = -1
        for segment in self.prepared.segments:
            if segment.sentence != last:
                last = segment.sentence
                key = self.deadlines.opens(segment.start_char, end=segment.end_char)
                opened.append((segment.start_char, segment.end_char, key))
            else:
                opened[-1] = (opened[-1][0], segment.end_char, opened[-1][2])
        return [entry for entry in opened if entry[2]]

    def _opened_by(self, span: _Span) -> str:
        """Return the deadline that the sentence around a span opens with, where the span states none itself."""
        at = bisect_right(self.opened, (span.start_char, len(self.text), "")) - 1
        if at < 0 or self.opened[at][1] <= span.start_char:
            return ""
        own = [t for t in self.deadlines.between(span.start_char, span.end_char) if self.deadlines.is_deadline(t)]
        return "" if own else self.opened[at][2]

    def read(self, span: _Span) -> list[TargetFinding]:
        """Return the targets of one clause."""
        start, end = span.start_char, span.end_char
        found = self.figures.read(
            start, end, sizes=span.sizes, topic=self._topic(span.section), left=max(start, span.words_start)
        )
        strict = self.normative and _AIMING.search(self.text, start, end) is None
        if strict and not self.aims(span.section):
            found = [t for t in found if t.due and t.unit.startswith("%") and _UNTIL.search(self.text, start, end)]
        if not self.aims(span.section):
            found = [t for t in found if not self._is_span(t)]
        if not span.sizes and not strict:
            reached = [(t.start_char, t.end_char) for t in found]
            found.extend(
                t
                for t in find_levels(self.notes, start, end)
                if not _covers(reached, t) and (t.value or not _SHARE.match(t.indicator))
            )
        opened = self._opened_by(span)
        for target in found:
            target.section = span.section
            if target.level and not target.value:
                target.due = (
                    self.deadlines.of_level(target, start, end=end)
                    or opened
                    or self.due.at(span.section, target.start_char)
                )
            elif target.confidence != SIZE_CONFIDENCE:
                target.due = target.due or opened or span.due or self.due.at(span.section, target.start_char)
        return found

    def _topic(self, section: int) -> str:
        """Return what the heading of a part on aims measures (`Quy mô dân số`), an empty string for other headings."""
        if section < 0 or not self.aims(section):
            return ""
        heading = self.prepared.sections[section].heading
        return heading if pattern("head", r"(?:{})(?!\w)").match(heading) and "," not in heading else ""

    def _is_span(self, target: TargetFinding) -> bool:
        """Say whether a figure is a length of time or a count of times without a deadline; a multiple is none."""
        if target.unit not in _SPANS or target.due:
            return False
        return target.unit != "lần" or "gấp" not in self.text[target.start_char : target.end_char]


def _is_of_rules(findings: Findings) -> bool:
    """Say whether a document lays down rules: a law, a decree, a circular, or what gives out a regulation."""
    header = findings.header
    return header.type in _NORMATIVE or "VBHN" in header.number or _OF_RULES.search(header.title) is not None


def _covers(reached: list[tuple[int, int]], target: TargetFinding) -> bool:
    """Say whether a level stands in the words of a figure (`100% số xã đạt chuẩn nông thôn mới`)."""
    return any(start < target.end_char and target.start_char < end for start, end in reached)
