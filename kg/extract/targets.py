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

_VERBS_BEFORE = re.compile(
    r"^(?:và |với |phấn đấu |tiếp tục |đến |hoàn thành |đạt |đưa |bảo đảm |đảm bảo |duy trì |nâng |tăng |giảm |có |thu hút |là |mục tiêu |cả nước |tốc độ tăng (?=trưởng\b)|về )+", re.IGNORECASE)
_REACH_TAIL = re.compile(
    r"[ ,:]*(?:(?:phấn đấu|ước|dự kiến|sẽ|được|phải|cần)? ?(?:đạt(?: được)?|tăng(?: bình quân)?|giảm|chiếm|lên|xuống|còn|là|có|duy trì ở mức|ở mức|bình quân|từ|hoàn thành|đạt tỷ lệ))?[ :]*$", re.IGNORECASE)
_PAST = re.compile(r"(?<!\w)(?:đã|ước đạt|đạt được)(?!\w)|(?:kết quả|thực hiện được)")
_CLAUSE = re.compile(r"[,;:.]\s|\s(?:và|với|trong đó|đồng thời)\s")
_COUNTED = re.compile(r"^(?:đại biểu|đồng chí|chương|điều|khoản|điểm|nhiệm vụ|đột phá|nhóm|giải pháp|nội dung|ca|kíp|người họp|lần thứ)")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the targets to `findings.targets`: inside measures, in figure lines of parts on aims, and in headings."""
    context = _Context(prepared, findings)
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

    def __init__(self, prepared: PreparedText, findings: Findings) -> None:
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
        own = self.times[bisect_left(self.starts, start):bisect_left(self.starts, end)]
        stated = [m for m in own if is_deadline(self.text, m, names=self.names)]
        before = [m for m in stated if m.end_char <= target.start_char + 2 or m.start_char < target.end_char]
        behind = [m for m in stated if m.start_char >= target.end_char]
        return before[-1].key if before else latest([m.key for m in behind[:1]])

    def _number_target(self, number: numbers.Number, start: int, end: int) -> TargetFinding | None:
        """Return the target of one number with its unit, or None for a number that is none."""
        text = self.text
        if _COUNTED.match(text[number.end_char:number.end_char + 14].lstrip()):
            return None
        if self._in_time(number.start_char):
            return None
        left = self._left_edge(number.start_char, start)
        before, behind = text[left:number.start_char], text[number.end_char:end]
        indicator, first, last = self._indicator(number, left=left, before=before, behind=behind)
        if not indicator:
            return None
        return TargetFinding(first, last, indicator, comparator=number.comparator, value=number.value, value_max=number.value_max,
                             unit=number.unit, confidence=0.85)

    def _in_time(self, position: int) -> bool:
        at = bisect_left(self.starts, position + 1) - 1
        return at >= 0 and self.times[at].end_char > position

    def _left_edge(self, position: int, start: int) -> int:
        """Return where the clause around a number begins."""
        marks = [m.end() for m in _CLAUSE.finditer(self.text, start, position)]
        return marks[-1] if marks else start

    def _indicator(self, number: numbers.Number, *, left: int, before: str, behind: str) -> tuple[str, int, int]:
        """Return the words that name what is measured, and the target's span."""
        stripped = self._without_time(before, left)
        lead = _VERBS_BEFORE.match(stripped)
        body = stripped[lead.end():] if lead else stripped
        tail = _REACH_TAIL.search(body)
        name = body[:tail.start()] if tail else body
        name = name.strip(" ,:")
        if len(name.split()) >= 2 or (name and number.form == "measure" and number.unit not in ("%", "km")):
            at = self.text.find(name, left)
            return name, at, number.end_char
        follow = re.match(r"\s*(?:số |tổng số |các )?((?:[^\s,;:.()]+ ?){1,14})", behind)
        words = follow.group(1).strip() if follow else ""
        words = re.split(r" (?:vào|trong|để|nhằm|đến năm|trước|vào năm|theo) ", words + " ")[0].strip()
        if number.form == "count" and not words:
            words = number.unit
        if len(words.split()) < 2 and not name:
            return "", 0, 0
        at = self.text.find(words, number.end_char) if words else number.end_char
        return words or name, number.phrase_start, at + len(words) if words else number.end_char

    def _without_time(self, before: str, left: int) -> str:
        """Return the words before a number without the times in them."""
        end = left + len(before)
        pieces, at = [], left
        for mention in self.times[bisect_left(self.starts, left):bisect_left(self.starts, end)]:
            pieces.append(self.text[at:mention.start_char])
            at = min(mention.end_char, end)
        pieces.append(self.text[at:end])
        return " ".join(piece.strip(" ,") for piece in pieces).strip()

