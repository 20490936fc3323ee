"""Find targets (chỉ tiêu): numbers and named levels that are to be reached, see GUIDELINES section 6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract.document.sections import heading_kind, section_kinds
from kg.extract.grammar.evidence import LIKELY, weigh
from kg.extract.mentions.times.deadlines import latest, section_due, times_said
from kg.extract.targets.due import Deadlines
from kg.extract.targets.figures import Figure, FigureReader
from kg.extract.targets.indicators import Reader
from kg.extract.targets.levels import find_levels, listed_classes
from kg.extract.targets.refusals import Refusals
from kg.extract.targets.target_tables import targets_of_tables
from kg.extract.targets.weighing import AIMING
from kg.extract.targets.words import SHARE, pattern, shaped
from kg.model import WORK_CLASSES, Findings, MeasureFinding, PreparedText, Segment, Span, TargetFinding
from kg.text.spans import SpanIndex

# Figures of a text of rules (a limit, a fee, a term) are no aims, unless it says that they are aimed at, or by when.
_NORMATIVE = frozenset(("Law", "Decree", "Circular"))
_OF_RULES = re.compile(
    r"(?:ban hành|về|thông qua) (?:việc )?(?:ban hành )?(?:quy định|quy chế|định mức|tiêu chuẩn|bảng giá|đơn giá"
    r"|mức thu|mức chi|mức hỗ trợ|điều lệ|phí|lệ phí)(?!\w)|^quy định|sửa đổi, bổ sung(?: một số)? (?:điều|khoản)"
    r"|thủ tục hành chính",
    re.IGNORECASE,
)
DECISION = "target"
_TOPIC = 8
"""How many words a heading has at most that only names what its lines measure."""
_STATED_AIM = re.compile(
    r"(?<!vượt )(?<!đạt )(?<!so với )(?<!theo )(?<!hoàn thành )(?<!\w)(?:phấn đấu|mục tiêu|cam kết|quyết tâm) "
    r"(?!đề ra|đã)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:đến|trước|hết|vào|từ) (?:hết |cuối |đầu )*(?:năm )?20\d\d", re.IGNORECASE)
_SCOPE = re.compile(
    r"(?:các |quy định |những )?(?:đối tượng|điều kiện|phạm vi|nguyên tắc|mức hỗ trợ|chính sách hỗ trợ|giải thích"
    r"|tiêu chí|tiêu chuẩn|thẩm quyền|hồ sơ|trình tự)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _said_by(heading: str) -> tuple[str, ...]:
    """Return what a heading says of the figures below it."""
    costs = pattern("estimate spending", r"(?<!\w)(?:{}|nguồn vốn|vốn đầu tư)(?!\w)").search(heading)
    said = {"under a heading on costs": costs, "under a heading on conditions": _SCOPE.match(heading)}
    return tuple(what for what, found in said.items() if found)


class _Opened(NamedTuple):
    """A sentence of several segments that opens with a deadline."""

    start_char: int
    end_char: int
    due: str


class _Span(NamedTuple):
    """A piece of text to read targets in, and what it is; `due` is the measure's own.

    Behind `words_start`, where it is set, stands what can name what is measured. Levels are looked for in those parts
    only that commit or aim.
    """

    start_char: int
    end_char: int
    section: int
    due: str = ""
    words_start: int = 0
    levels: bool = True
    told: tuple[str, ...] = ()


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the targets to `findings.targets`: inside measures, in figure lines, and in headings."""
    context = _Context(prepared, findings, notes=notes)
    for span in sorted(set(context.spans())):
        findings.targets.extend(context.read(span))
    findings.targets.extend(listed_classes(prepared))
    findings.targets.extend(targets_of_tables(prepared, mark=findings.header.decimal_mark[0]))
    findings.targets.sort(key=lambda target: (target.start_char, target.end_char))
    said = times_said(prepared, times=context.deadlines.times)
    _share_in_sentences(prepared, findings.targets, said=said)
    _share_years(prepared, findings.targets)


def _share_in_sentences(
    prepared: PreparedText, targets: list[TargetFinding], *, said: dict[int, list[tuple[int, str]]]
) -> None:
    """Give the time that one part of a sentence states to its other parts (`…; GDP năm 2015 là …; …`)."""
    segments = SpanIndex(prepared.segments)
    sentences: dict[int, list[TargetFinding]] = {}
    for target in targets:
        segment = segments.last_from(target.start_char)
        if segment is not None:
            sentences.setdefault(segment.sentence, []).append(target)
    for sentence, parts in sentences.items():
        times = [time for _, time in said.get(sentence, ())]
        for target in parts:
            if target.due and target.due in [latest([time]) for time in times]:
                target.due = times[-1]  # a measure is due at the end of the time that a figure holds for
        stated = {target.due for target in parts if target.due} | set(times)
        if len({due.split("/")[-1] for due in stated}) == 1:
            for target in parts:
                _inherit(target, min(stated, key=len))


def _share_years(prepared: PreparedText, targets: list[TargetFinding]) -> None:
    """Give the year that one line of a list of figures states to the lines of the list that state none."""
    blocks = SpanIndex(prepared.blocks)
    kinds = section_kinds(prepared.sections)
    lists: dict[int, list[TargetFinding]] = {}
    for target in targets:
        block = blocks.last_from(target.start_char)
        aim = target.section >= 0 and kinds[target.section] == "aim"
        if block is not None and aim and block.kind == "item" and block.section == target.section:
            lists.setdefault(target.section, []).append(target)
    for lines in lists.values():
        stated = {target.due for target in lines if target.due}
        if len(stated) == 1:
            for target in lines:
                _inherit(target, next(iter(stated)))


def _inherit(target: TargetFinding, due: str) -> None:
    """Give a target without a due time one that is stated around it."""
    if due and not target.due:
        target.due, target.due_inherited = due, True


def _behind_subject(text: str, measure: MeasureFinding) -> int:
    """Return where the words of a measure begin that may name what is measured: behind who is to act."""
    subject = measure.subject
    stated = subject.end_char > subject.start_char
    measured = pattern("head", r"(?<!\w)(?:{})(?!\w)").search(text, subject.start_char, subject.end_char)
    return measure.trigger.start_char if stated and not measured else measure.start_char


def _first_aims(prepared: PreparedText) -> dict[int, int]:
    """Return for each sentence that says what is aimed at where the first words end that do."""
    spans: dict[int, Span] = {}
    for segment in prepared.segments:
        start = spans[segment.sentence].start_char if segment.sentence in spans else segment.start_char
        spans[segment.sentence] = Span(start, segment.end_char)
    found = {sentence: _STATED_AIM.search(prepared.text, *span) for sentence, span in spans.items()}
    return {sentence: match.end() for sentence, match in found.items() if match}


class _Context:
    """What reading a target needs to know of the document."""

    def __init__(self, prepared: PreparedText, findings: Findings, *, notes: Annotations) -> None:
        self.prepared = prepared
        self.text = prepared.text
        self.notes = notes
        self.kinds = section_kinds(prepared.sections)
        self.measures = findings.measures
        self.issued = findings.header.issued[:4]
        times = SpanIndex(m for m in findings.mentions if m.cls == "Time")
        names = SpanIndex(m for m in findings.mentions if m.cls == "Instrument")
        self.works = SpanIndex(m for m in findings.mentions if m.cls in WORK_CLASSES)
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
        self.opened = SpanIndex(self._opening_times())
        self.blocks = SpanIndex(prepared.blocks)
        self.rows = SpanIndex(b for b in prepared.blocks if b.kind == "row")
        self.segments = SpanIndex(prepared.segments)
        self.aimed = _first_aims(prepared)
        self.introduced = self._introductions()
        self.read_at: set[int] = set()

    def spans(self) -> list[_Span]:
        """Return the pieces of text that can hold targets: measures, the other segments, headings."""
        spans = [
            _Span(
                m.start_char,
                m.end_char,
                m.section,
                "" if self.rows.holding(m.start_char) else m.due,
                words_start=_behind_subject(self.text, m),
                told=("in a measure", *self._told(m.start_char, m.section)),
            )
            for m in self.measures
        ]
        covered = SpanIndex(spans)
        for segment in self.prepared.segments:
            if covered.holding(segment.start_char) is None:
                spans.append(self._outside(segment))
        for index, section in enumerate(self.prepared.sections):
            start, end = section.heading_span
            if end > start:
                spans.append(_Span(start, end, index, told=("in a heading", *self._told(start, index))))
        return spans

    def _outside(self, segment: Segment) -> _Span:
        """Return what is to be read of a segment without measure: all of it, or the aim that it states."""
        start, end, section = segment.start_char, segment.end_char, segment.section
        told = [*self._told(start, section)]
        ahead = self._looks_ahead(segment)
        stated = _STATED_AIM.search(self.text, start, end)
        if segment.intro:
            told.append("introduces a list")
        if ahead:
            told.append("opens with a time to come")
        if self._describes_work(start, end):
            told.append("names a work")
        if stated:
            told.append("states an aim")
        levels = self.aims(section) or ahead
        if stated and not levels and not self.normative and self._kind(section) != "assessment":
            return _Span(stated.start(), end, section, told=tuple(told))
        return _Span(start, end, section, levels=levels, told=tuple(told))

    def _told(self, position: int, section: int) -> Iterator[str]:
        """Yield what the place of a piece of text says: its part of the document, its block, its kind of document."""
        kind = self._kind(section)
        if kind == "aim":
            yield "in a part of aims"
        aims = self._sentence_aims(position)
        if aims:
            yield "in a sentence that aims"
        if kind == "assessment" and not aims:
            yield "in a part that assesses"
        if self.normative:
            yield "in a text of rules"
        if section >= 0:
            yield from _said_by(self.prepared.sections[section].heading)
        block = self.blocks.last_from(position)
        if block is not None and block.kind in ("item", "row", "basis", "header", "title"):
            yield f"in a block: {block.kind}"

    def _sentence_aims(self, position: int) -> bool:
        """Say whether the sentence up to a place says what is aimed at."""
        segment = self.segments.last_from(position)
        if segment is None:
            return False
        aimed = self.aimed.get(segment.sentence)
        return aimed is not None and aimed <= segment.end_char and position < segment.end_char

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
        work = self.works.next_from(start)
        named = work is not None and work.end_char <= end
        return named and pattern("size", r"(?<!\w)(?:{})(?!\w)").search(self.text, start, end) is not None

    def _opening_times(self) -> list[_Opened]:
        """Return the sentences of several segments that open with a deadline."""
        opened: list[_Opened] = []
        last = -1
        for segment in self.prepared.segments:
            if segment.sentence != last:
                last = segment.sentence
                key = self.deadlines.opens(segment.start_char, end=segment.end_char)
                opened.append(_Opened(segment.start_char, segment.end_char, key))
            else:
                opened[-1] = opened[-1]._replace(end_char=segment.end_char)
        return [entry for entry in opened if entry.due]

    def _opened_by(self, span: _Span) -> str:
        """Return the deadline that the sentence around a span opens with, where the span states none itself."""
        opened = self.opened.holding(span.start_char)
        if opened is None:
            return ""
        own = [t for t in self.deadlines.between(span.start_char, span.end_char) if self.deadlines.is_deadline(t)]
        return "" if own else opened.due

    def read(self, span: _Span) -> list[TargetFinding]:
        """Return the targets of one clause."""
        start, end = span.start_char, span.end_char
        figures = self.figures.read(start, end, topic=self._topic(span), left=max(start, span.words_start))
        opened = self._opened_by(span)
        above = opened or span.due or self.due.at(span.section, start)
        found = [figure.target for figure in figures if self._is_aim(figure, span, above=above)]
        if span.levels and not (self.normative and AIMING.search(self.text, start, end) is None):
            reached = [(t.start_char, t.end_char) for t in found]
            for level in find_levels(self.notes, start, end):
                if not _covers(reached, level) and (level.value or not shaped(SHARE).match(level.indicator)):
                    level.due = self.deadlines.of_level(level, start, end=end) or opened
                    _inherit(level, self.due.at(span.section, level.start_char))
                    found.append(level)
        for target in found:
            target.section = span.section
        return found

    def _is_aim(self, figure: Figure, span: _Span, *, above: str) -> bool:
        """Decide whether a figure is an aim; give one without a time of its own that of what stands above."""
        target = figure.target
        if figure.number.start_char in self.read_at or self._is_rule(target, span):
            return False
        evidence = figure.evidence | dict.fromkeys(span.told, 1.0) | self._of_due(target.due, above=above)
        if not figure.sized:
            _inherit(target, above)
        what = " ".join(filter(None, (target.value, target.value_max, target.unit)))
        place = (target.start_char, target.end_char)
        if weigh(DECISION, evidence, span=place, what=what) < LIKELY:
            return False
        self.read_at.add(figure.number.start_char)
        return True

    def _is_rule(self, target: TargetFinding, span: _Span) -> bool:
        """Say whether a figure is one that a text of rules lays down; not what it aims at, or a share by a year."""
        start, end = span.start_char, span.end_char
        if not self.normative or self.aims(span.section) or AIMING.search(self.text, start, end):
            return False
        return not (target.due and target.unit.startswith("%") and _UNTIL.search(self.text, start, end))

    def _of_due(self, own: str, *, above: str) -> dict[str, float]:
        """Return what the time says by which a figure is to be reached."""
        due = own or above
        told = "a time of its own" if own else "a time from above" if above else "no time"
        past = bool(due) and bool(self.issued) and due.split("/")[-1][:4] < self.issued
        return {told: 1.0} | ({"a time gone by": 1.0} if past else {})

    def _topic(self, span: _Span) -> str:
        """Return what the line that introduces a list, or the heading of a part on aims, measures; empty for others.

        A heading that names aims or a time itself (`2. Mục tiêu cụ thể`) measures nothing.
        """
        if span.section < 0 or not self.aims(span.section):
            return ""
        introduced = self.introduced.get(span.start_char)
        if introduced:
            return introduced
        heading = self.prepared.sections[span.section].heading
        measures = pattern("head", r"(?:{})(?!\w)").match(heading) or (
            not heading_kind(heading)
            and 1 < len(heading.split()) <= _TOPIC
            and not re.search(r"20\d\d|^về ", heading, re.I)
        )
        return heading if measures and "," not in heading else ""

    def _introductions(self) -> dict[int, str]:
        """Return by where a segment begins what the line that introduces its list measures (`Tỷ lệ phủ sóng:`)."""
        topics: dict[int, str] = {}
        topic, section = "", -1
        for segment in self.prepared.segments:
            item = self.prepared.blocks[segment.block].kind == "item"
            if segment.intro:
                words = self.text[segment.start_char : segment.end_char].strip(" :-+*")
                named = pattern("head", r"(?:{})(?!\w)").match(words) is not None
                topic, section = (words if named and len(words.split()) <= 2 * _TOPIC else ""), segment.section
            else:
                topic = topic if item and segment.section == section else ""
                topics[segment.start_char] = topic
        return topics


def _is_of_rules(findings: Findings) -> bool:
    """Say whether a document lays down rules: a law, a decree, a circular, or what gives out a regulation."""
    header = findings.header
    return header.type in _NORMATIVE or "VBHN" in header.number or _OF_RULES.search(header.title) is not None


def _covers(reached: list[tuple[int, int]], target: TargetFinding) -> bool:
    """Say whether a level stands in the words of a figure (`100% số xã đạt chuẩn nông thôn mới`)."""
    return any(start < target.end_char and target.start_char < end for start, end in reached)
