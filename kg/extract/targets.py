"""Find targets (chỉ tiêu): numbers and named levels that are to be reached, see GUIDELINES section 6."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.annotate import Annotations
from kg.extract import _numbers as numbers
from kg.extract._due import is_deadline, section_due
from kg.extract._indicators import Indicator, Reader, pattern, reaching_only
from kg.extract._levels import find_levels
from kg.extract._names import FUNCTION_WORDS
from kg.extract.measures import section_kinds
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText, TargetFinding

_COUNTED = re.compile(
    r"(?:đại biểu|đồng chí|chương|điều|khoản|điểm(?! phần trăm)|mục|nhiệm vụ|đột phá|nhóm nhiệm vụ|giải pháp|nội dung|ca|kíp|người họp"
    r"|lần thứ|bước|phần|bộ hồ sơ|bản|trang|khóa (?=[IVX]))(?!\w)"
)
_RISE = re.compile(
    r"(?:[ ,]*(?:vào |của |trong )?(?:năm|giai đoạn)[ \d–-]*)?[ ,]*(?:lên|xuống|đến|thành|tới|còn)(?: mức| tới| đến)?[ ,]*$"
)
_GROUP = re.compile(r"(?<!\w)(?:top|tốp|nhóm|thứ|hạng) $", re.IGNORECASE)
_AGAINST = re.compile(r"(?: so với| mức| của)* ")
# Figures of a text of rules (a limit, a fee, a term) are no aims, unless it says by when or that they are aimed at.
_NORMATIVE = frozenset(("Law", "Decree", "Circular"))
_SPANS = frozenset(("năm", "tháng", "ngày", "giờ", "phút", "tuổi", "lần"))
_AIMING = re.compile(r"(?<!\w)(?:phấn đấu|mục tiêu|chỉ tiêu)(?!\w)", re.IGNORECASE)
_LEADING = re.compile(r"(?:dẫn đầu|hàng đầu|đứng đầu)")
_IN_GROUP = re.compile(r"(?P<who>[^,;:.]{3,60}?) (?:nằm |đứng |lọt |xếp )?(?:trong|thuộc|vào)(?: nhóm| tốp| top)?:? ")
_SIZE_CONFIDENCE = 0.88
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_LINK = re.compile(r"[ ,;:()–-]*(?:và|trong đó|riêng|đến|phấn đấu)?[ ,:]*")
_NO_BREAK = re.compile(r"[^,;]*")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the targets to `findings.targets`: inside measures, in figure lines, and in headings."""
    context = _Context(prepared, findings, notes=notes)
    rows = sorted((b.start_char, b.end_char) for b in prepared.blocks if b.kind == "row")
    spans = [
        (m.start_char, m.end_char, m.section, "" if _inside(m.start_char, rows) else m.due, False)
        for m in findings.measures
    ]
    covered = sorted((start, end) for start, end, *_ in spans)
    for segment in prepared.segments:
        if _inside(segment.start_char, covered):
            continue
        if context.aims(segment.section):
            spans.append((segment.start_char, segment.end_char, segment.section, "", False))
        elif not segment.intro and context.describes_work(segment.start_char, segment.end_char):
            spans.append((segment.start_char, segment.end_char, segment.section, "", True))
    for index, section in enumerate(prepared.sections):
        start, end = section.heading_span
        if end > start:
            spans.append((start, end, index, "", False))
    for start, end, section, due, sizes in sorted(set(spans)):
        findings.targets.extend(context.read(start, end, section=section, due=due, sizes=sizes))
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


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (position + 1, 0)) - 1
    return at >= 0 and spans[at][1] > position


class _Context:
    """What reading a target needs to know of the document."""

    def __init__(self, prepared: PreparedText, findings: Findings, *, notes: Annotations) -> None:
        self.text = prepared.text
        self.kinds = section_kinds(prepared.sections)
        self.times = sorted((m for m in findings.mentions if m.cls == "Time"), key=lambda m: m.start_char)
        self.starts = [m.start_char for m in self.times]
        self.names = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls == "Instrument")
        self.works = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls in WORK_CLASSES)
        self.due = section_due(prepared, times=self.times, names=self.names)
        self.normative = findings.header.type in _NORMATIVE or "VBHN" in findings.header.number
        self.reader = Reader(prepared.text, notes=notes, times=self.times)

    def aims(self, section: int) -> bool:
        """Say whether a section states aims."""
        return section >= 0 and self.kinds[section] == "aim"

    def describes_work(self, start: int, end: int) -> bool:
        """Say whether a line outside measures gives the size of a work that it names."""
        at = bisect_left(self.works, (start, 0))
        named = at < len(self.works) and self.works[at][1] <= end
        return named and pattern("size", r"(?<!\w)(?:{})(?!\w)").search(self.text, start, end) is not None

    def read(self, start: int, end: int, *, section: int, due: str, sizes: bool) -> list[TargetFinding]:
        """Return the targets of one clause; with `sizes` only dimensions of works."""
        found = self._figures(start, end, sizes=sizes)
        strict = self.normative and _AIMING.search(self.text, start, end) is None
        if not self.aims(section):
            found = [t for t in found if (t.due or not strict) and not (t.unit in _SPANS and not t.due)]
        if not sizes and not strict:
            reached = [(t.start_char, t.end_char) for t in found]
            found.extend(t for t in find_levels(self.text, start, end) if not _covers(reached, t))
        for target in found:
            target.section = section
            if target.level and not target.value:
                target.due = self._level_due(target, start, end=end) or self.due.get(section, "")
            elif target.confidence != _SIZE_CONFIDENCE:
                target.due = target.due or due or self.due.get(section, "")
        return found

    def _level_due(self, target: TargetFinding, start: int, *, end: int) -> str:
        """Return the deadline of a level: the last time before it in the clause, or one right behind it."""
        times = self.times[bisect_left(self.starts, start) : bisect_left(self.starts, target.end_char)]
        stated = [m.key for m in times if is_deadline(self.text, m, names=self.names) or m.start_char - start < 4]
        at = bisect_left(self.starts, target.end_char)
        if not stated and at < len(self.times) and self.times[at].start_char < end:
            behind = self.times[at]
            between = self.text[target.end_char : behind.start_char]
            close = between == " " or is_deadline(self.text, behind, names=self.names)
            return behind.key if close and _NO_BREAK.fullmatch(between) else ""
        return stated[-1] if stated else ""

    def _figures(self, start: int, end: int, *, sizes: bool) -> list[TargetFinding]:
        """Return the targets with a number."""
        all_numbers = numbers.find_numbers(self.text, start, end)
        figures = [n for n in all_numbers if not self._is_other(n)]
        found: list[TargetFinding] = []
        left, baseline = start, ""
        last: Indicator | None = None
        for index, number in enumerate(figures):
            following = figures[index + 1] if index + 1 < len(figures) else None
            if number.word == "từ" and following and not number.value_max and self._rises(number, following):
                baseline = self.text[number.start_char : number.end_char]
                continue
            if pattern("base", r"(?<!\w)(?:{})(?: mức| của)?[ :]*$").search(self.text, left, number.phrase_start):
                if found:
                    found[-1].baseline = self.text[number.start_char : number.end_char]
                continue
            right = following.phrase_start if following else end
            first = figures[index - 1].phrase_start if baseline else number.phrase_start
            given = self.reader.read(number._replace(phrase_start=first), left=left, right=right)
            indicator = self._inherited(given, last, gap=(left, number.phrase_start))
            left_of, left = left, self._next_left(given, number, following)
            if indicator is None or self._is_none(indicator, number, left=left_of, sizes=sizes):
                baseline = ""
                continue
            last = indicator
            target = _target(indicator, number, baseline=baseline or self._compared(number))
            target.due = self._due_of(number, figures, start=start, end=end)
            self._rank(target, number, start=start)
            baseline = ""
            found.append(target)
        return found

    def _rank(self, target: TargetFinding, number: numbers.Number, *, start: int) -> None:
        """Read `70 nước dẫn đầu về X` as a rank, of what the clause speaks of before."""
        if number.form != "count" or number.value_max or not _LEADING.search(target.indicator):
            return
        before = _IN_GROUP.search(self.text, start, number.phrase_start)
        if before is None:
            return
        target.level = self.text[number.start_char : target.end_char]
        target.indicator = before.group("who").strip(" ,:")
        target.comparator, target.unit = "<=", ""

    def _compared(self, number: numbers.Number) -> str:
        """Return the year that a multiple or a change is measured against (`gấp đôi năm 1990`, `so với năm 2005`)."""
        at = bisect_left(self.starts, number.end_char)
        if at == len(self.times) or not _AGAINST.fullmatch(self.text[number.after : self.times[at].start_char]):
            return ""
        against = "so với" in self.text[number.after : self.times[at].start_char] or number.unit == "lần"
        return self.times[at].key if against else ""

    def _next_left(self, given: Indicator | None, number: numbers.Number, following: numbers.Number | None) -> int:
        """Return where the words of the next figure may begin: behind what this one counts.

        Where a verb of reaching follows that, the next figure says how much of it: its words stand in the same phrase
        (`60 doanh nghiệp có doanh thu từ nước ngoài | đạt 20 triệu USD`), behind the last `có`.
        """
        if given is None or following is None or given.end_char <= number.after:
            return number.after
        if not reaching_only(self.text, given.end_char, following.phrase_start):
            return given.end_char
        having = self.text.rfind(" có ", number.after, given.end_char)
        return having + len(" có ") if having >= 0 else number.after

    def _rises(self, number: numbers.Number, following: numbers.Number) -> bool:
        """Say whether a figure is where a rise begins (`từ 150 triệu đồng lên 180 triệu đồng`)."""
        between = self.text[number.after : following.phrase_start]
        return following.unit == number.unit and len(between) < 40 and _RISE.fullmatch(between) is not None

    def _inherited(self, given: Indicator | None, last: Indicator | None, *, gap: tuple[int, int]) -> Indicator | None:
        """Return what a figure measures: its own words, else those of the figure before in the same clause."""
        if given is None or given.own:
            return given
        if last is None:
            return None
        between = self.text[slice(*gap)]
        for time in self.times[bisect_left(self.starts, gap[0]) : bisect_left(self.starts, gap[1])]:
            between = between.replace(self.text[time.start_char : time.end_char], "", 1)
        if not given.reached and not _LINK.fullmatch(between):
            return None
        return given._replace(words=last.words)

    def _is_none(self, indicator: Indicator, number: numbers.Number, *, left: int, sizes: bool) -> bool:
        """Say whether a figure is no aim: a cost, a need, a penalty, a result reached, or no size where one is asked for."""
        text = self.text
        if len(indicator.words) < 2 or FUNCTION_WORDS.issuperset(indicator.words.lower().split()):
            return True
        before = text[max(left, number.phrase_start - 120) : number.phrase_start]
        if pattern("estimate", r"(?<!\w)(?:{})(?!\w)").search(indicator.words) and not indicator.words.startswith("số"):
            return True
        if pattern("estimate past", r"(?<!\w)(?:{})(?: \w+)? *$").search(before):
            return True
        if _DONE.search(before[before.rfind(",") + 1 :]):
            return True
        if pattern("past", r"(?<!\w)(?:{})(?: (?:đạt|tăng|giảm|có|hoàn thành|chiếm))").search(before):
            return True
        if sizes:
            near = f"{before[-60:]} {indicator.words}"
            return pattern("size", r"(?<!\w)(?:{})(?!\w)").search(near) is None
        return False

    def _is_other(self, number: numbers.Number) -> bool:
        """Say whether a number counts parts of a text, belongs to a time, a name or a document."""
        if _COUNTED.match(self.text, number.noun_start):
            return True
        at = bisect_left(self.starts, number.start_char + 1) - 1
        if at >= 0 and self.times[at].end_char > number.start_char:
            return True
        if number.form == "count" and (
            self.text.startswith(":", number.after) or self.text[number.noun_start : number.noun_start + 1].isupper()
        ):
            return True
        if _GROUP.search(self.text, max(0, number.phrase_start - 12), number.phrase_start):
            return True
        listed = bisect_left(self.works, (number.noun_start, 0))
        if number.form == "count" and listed < len(self.works) and self.works[listed][0] <= number.end_char + 1:
            return True
        in_work = _inside(number.start_char, self.works) and number.unit != "km"
        return in_work or _inside(number.start_char, self.names)

    def _due_of(self, number: numbers.Number, figures: list[numbers.Number], *, start: int, end: int) -> str:
        """Return the deadline of a figure: a time right behind it, else the last before it that is no other figure's."""
        stated = [
            m
            for m in self.times[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
            if is_deadline(self.text, m, names=self.names) or self._stands_for_deadline(m, number)
        ]
        edges = [figure.phrase_start for figure in figures]
        mine = _behind(stated, number, edges=edges, text=self.text, end=end)
        if mine:
            return mine.key
        taken = [
            _behind(stated, f, edges=edges, text=self.text, end=end)
            for f in figures
            if f.start_char < number.start_char
        ]
        before = [m for m in stated if m.start_char < number.start_char and m not in taken]
        if before:
            return before[-1].key
        behind = [m for m in stated if m.start_char >= number.end_char]
        claimed = bisect_right(edges, number.phrase_start)
        limit = edges[claimed] if claimed < len(edges) else end
        return behind[0].key if behind and (behind[0].start_char < limit or len(figures) == 1) else ""

    def _stands_for_deadline(self, time: Mention, number: numbers.Number) -> bool:
        """Say whether a bare year beside a figure is one to reach it in (`đạt 95% năm 2025`, `năm 2030 đạt 98%`)."""
        year = self.text[time.start_char : time.end_char].lower().startswith("năm ")
        if number.end_char <= time.start_char:
            if number.unit == "lần" or "so với" in self.text[number.end_char : time.start_char]:
                return False
            return len(self.text[number.end_char : time.start_char]) < 4
        if not year:
            return False
        between = self.text[time.end_char : number.phrase_start]
        opens = (
            time.start_char == 0 or self.text[time.start_char - 1] in "\n" or self.text[time.start_char - 2] in ".;,(-:"
        )
        return not re.search(r"[.;]", between) and (opens or len(between) < 24) and not re.search("dự toán", between)


def _behind(times: list[Mention], number: numbers.Number, *, edges: list[int], text: str, end: int) -> Mention | None:
    """Return the time that stands behind a figure in its own part of the clause."""
    at = bisect_right(edges, number.phrase_start)
    limit = edges[at] if at < len(edges) else end
    for time in times:
        if number.end_char <= time.start_char < limit:
            between = text[number.end_char : time.start_char]
            after = text[time.end_char : limit]
            opens = at < len(edges) and re.match(r",? (?:đạt|là|có|tăng|còn|giảm|lên|phấn đấu|sẽ|:)", after) is not None
            return time if _NO_BREAK.fullmatch(between) and not opens else None
    return None


def _covers(reached: list[tuple[int, int]], target: TargetFinding) -> bool:
    """Say whether a level stands in the words of a figure (`100% số xã đạt chuẩn nông thôn mới`)."""
    return any(start < target.end_char and target.start_char < end for start, end in reached)


def _unit(indicator: Indicator, number: numbers.Number) -> str:
    """Return the unit; of `5 triệu lượt khách` it is `triệu lượt` where the visitors are what is counted."""
    counted = indicator.start_char >= number.phrase_start and " lượt " in f" {number.unit}"
    return number.unit[: number.unit.index("lượt") + 4] if counted else number.unit


def _target(indicator: Indicator, number: numbers.Number, *, baseline: str) -> TargetFinding:
    """Make the target of a figure."""
    return TargetFinding(
        indicator.start_char,
        indicator.end_char,
        indicator.words,
        comparator=indicator.comparator or ("=" if baseline and number.word == "từ" else number.comparator),
        value=number.value,
        value_max=number.value_max,
        unit=_unit(indicator, number),
        baseline=baseline,
        confidence=_SIZE_CONFIDENCE if indicator.sized else 0.9 if indicator.reached else 0.85 if indicator.own else 0.75,
    )
