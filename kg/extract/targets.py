"""Find targets (chỉ tiêu): numbers and named levels that are to be reached, see GUIDELINES section 6."""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.annotate import Annotations
from kg.extract import _numbers as numbers
from kg.extract._due import is_deadline, latest, section_due
from kg.extract._levels import find_levels
from kg.extract.measures import section_kinds
from kg.model import Findings, PreparedText, TargetFinding

_REACHING = re.compile(
    r"(?<!\w)(?:(?:ước |dự kiến |sẽ |được |phải |cần )?(?:đạt(?: được| tỷ lệ)?|(?<!độ )tăng(?: bình quân| thêm"
    r"| trưởng)?"
    r"|(?<!cắt )giảm(?: xuống)?|chiếm|lên|xuống|còn|là|có|duy trì"
    r"|ở mức|bình quân|hoàn thành|nâng lên|đạt mức)[ :]+)+$",
    re.IGNORECASE,
)
_AIM_WORD = re.compile(
    r"(?:mục tiêu|chỉ tiêu|đưa vào khai thác|đưa vào sử dụng|khai thác|xây dựng|phấn đấu|với)[ :]*$", re.IGNORECASE
)
_STOP_AFTER = re.compile(r" (?:để|nhằm|vào|trong năm|đến năm|trước năm|theo|góp phần)(?!\w)|[;:.(]")
_CONNECT = re.compile(r"^(?:và|với|về|cả nước|trong đó|của|các|những|mục tiêu) ", re.IGNORECASE)
_DANGLING = re.compile(r"(?:[ ,:;]+|(?:^| )(?:của|so với|trong|ở|cho|với|và|các|là|vào|đến|trên))$")
_PAST = re.compile(r"(?<!\w)(?:đã|ước đạt|đạt được)(?!\w)|(?:kết quả|thực hiện được)")
_CLAUSE = re.compile(r"[,;:.]\s|\(|\s(?:và|với|trong đó|đồng thời)\s")
_COUNTED = re.compile(
    r"^(?:đại biểu|đồng chí|chương|điều|khoản|điểm|nhiệm vụ|đột phá|nhóm|giải pháp|nội dung|ca|kíp|người họp|lần thứ)"
)


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the targets to `findings.targets`: inside measures, in figure lines of parts on aims, and in headings."""
    context = _Context(prepared, findings, notes=notes)
    spans = [(m.start_char, m.end_char, m.section, m.due) for m in findings.measures]
    covered = sorted((start, end) for start, end, *_ in spans)
    for segment in prepared.segments:
        if context.aims(segment.section) and not _inside(segment.start_char, covered):
            spans.append((segment.start_char, segment.end_char, segment.section, ""))
    for index, section in enumerate(prepared.sections):
        start, end = section.heading_span
        if end > start:
            spans.append((start, end, index, ""))
    for start, end, section, due in sorted(set(spans)):
        findings.targets.extend(context.read(start, end, section=section, due=due))


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_left(spans, (position + 1, 0)) - 1
    return at >= 0 and spans[at][1] > position


class _Context:
    """What reading a target needs to know of the document."""

    def __init__(self, prepared: PreparedText, findings: Findings, *, notes: Annotations) -> None:
        self.notes = notes
        self.text = prepared.text
        self.kinds = section_kinds(prepared.sections)
        self.times = sorted((m for m in findings.mentions if m.cls == "Time"), key=lambda m: m.start_char)
        self.starts = [m.start_char for m in self.times]
        self.names = sorted((m.start_char, m.end_char) for m in findings.mentions if m.cls == "Instrument")
        self.due = section_due(prepared, times=self.times, names=self.names)

    def aims(self, section: int) -> bool:
        """Say whether a section states aims."""
        return section >= 0 and self.kinds[section] == "aim"

    def read(self, start: int, end: int, *, section: int, due: str) -> list[TargetFinding]:
        """Return the targets of one clause."""
        if _PAST.search(self.text, start, min(end, start + 200)):
            return []
        found = []
        for number in numbers.find_numbers(self.text, start, end):
            target = self._number_target(number, start, end)
            if target:
                found.append(target)
        found.extend(find_levels(self.text, start, end))
        for target in found:
            target.section = section
            target.due = self._due_of(target, start, end) or due or self.due.get(section, "")
        return found

    def _due_of(self, target: TargetFinding, start: int, end: int) -> str:
        """Return the deadline next to a target: the last one before it in the clause, else the first behind it."""
        own = self.times[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        stated = [m for m in own if is_deadline(self.text, m, names=self.names)]
        before = [m for m in stated if m.end_char <= target.start_char + 2 or m.start_char < target.end_char]
        behind = [m for m in stated if m.start_char >= target.end_char]
        return before[-1].key if before else latest([m.key for m in behind[:1]])

    def _number_target(self, number: numbers.Number, start: int, end: int) -> TargetFinding | None:
        """Return the target of one number with its unit, or None for a number that is none."""
        text = self.text
        if _COUNTED.match(text[number.end_char : number.end_char + 14].lstrip()):
            return None
        if self._in_time(number.start_char):
            return None
        left = self._left_edge(number.phrase_start, start)
        before = self._subject(left, number.phrase_start)
        if before:
            first, last, indicator = before[0], number.end_char, self.text[before[0] : before[1]]
        else:
            first, last, indicator = self._object(number, end)
        if len(indicator) < 3:
            return None
        return TargetFinding(
            first,
            last,
            re.sub(r"\s+", " ", indicator),
            comparator=number.comparator,
            value=number.value,
            value_max=number.value_max,
            unit=number.unit,
            confidence=0.85,
        )

    def _in_time(self, position: int) -> bool:
        at = bisect_left(self.starts, position + 1) - 1
        return at >= 0 and self.times[at].end_char > position

    def _left_edge(self, position: int, start: int) -> int:
        """Return where the clause around a number begins."""
        marks = [m.end() for m in _CLAUSE.finditer(self.text, start, position)]
        return marks[-1] if marks else start

    def _subject(self, left: int, end: int) -> tuple[int, int] | None:
        """Return the span of the words that name what is measured before the figure, None where they follow it."""
        words = self.text[left:end]
        reaching = _REACHING.search(words)
        stop = left + (reaching.start() if reaching else len(words.rstrip()))
        if _AIM_WORD.search(self.text, left, stop):
            return None
        verbs = [hit for hit in self.notes.hits("verb", left, end_char=stop) if stop - hit.end_char > 5]
        start = max((hit.end_char for hit in verbs if hit.label != "noun" or reaching is None), default=left)
        times = [m for m in self.times if left <= m.start_char < stop]
        if times and reaching and not self.text[times[-1].end_char : stop].strip(" ,"):
            stop = times.pop().start_char
        start = max([start, *(m.end_char for m in times)])
        span = self._trimmed(start, stop)
        long_enough = len(self.text[slice(*span)].split()) >= 2
        ends_in_verb = reaching is None and any(
            hit.end_char == span[1] and hit.label != "noun" for hit in self.notes.hits("verb", left, end_char=stop)
        )
        return span if long_enough and not ends_in_verb else None

    def _trimmed(self, start: int, stop: int) -> tuple[int, int]:
        """Return a span without the marks and function words at its edges."""
        while start < stop and self.text[start] in " ,:;-–+":
            start += 1
        while lead := _CONNECT.match(self.text[start:stop]):
            start += lead.end()
        while stop > start and (tail := _DANGLING.search(self.text, start, stop)):
            stop = tail.start()
        return start, stop

    def _object(self, number: numbers.Number, end: int) -> tuple[int, int, str]:
        """Return the span of the target and the words behind the figure that name what is measured."""
        begin = number.end_char - len(number.unit) if number.form == "count" else number.end_char
        stop = _STOP_AFTER.search(self.text, number.end_char, end)
        last = min(
            [
                stop.start() if stop else end,
                *(m.start_char for m in self.times if number.end_char <= m.start_char < end),
            ]
        )
        for comma in re.finditer(r", | và ", self.text[number.end_char : last]):
            at = number.end_char + comma.end()
            hits = self.notes.hits("verb", at, end_char=last)
            verb = (
                hits
                and hits[0].start_char == at
                and hits[0].label != "noun"
                and "được" not in self.text[number.end_char : at]
            )
            if verb or number.unit != "%" or re.match(r"\d|khoảng|trên|trong đó", self.text[at : at + 9]):
                last = number.end_char + comma.start()
                break
        first, last = self._trimmed(begin, last)
        return number.phrase_start, max(last, number.end_char), self.text[first:last]
