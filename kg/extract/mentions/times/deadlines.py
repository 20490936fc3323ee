"""Say by when a measure is to be done: by a time in its own words, else by one that its section states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.extract.grammar.lexicon import KINDS, worded
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText
from kg.text.spans import SpanIndex

_DEADLINE = re.compile(
    r"(?:đến|trước|trong|vào|ngay trong|hết|chậm nhất|muộn nhất|không (?:muộn|chậm) hơn|dịp|cuối|trong cả|giai đoạn"
    r"|cả|quý|nhiệm kỳ|thời kỳ)"
)
_NAME_BEFORE = (
    r"(?i:(?:{scheme ruling}|kết luận|công điện|dự án|số [\w/-]+|trung hạn|đại hội|đầu tư công)[^.;:]{0,120}$)"
)
_OWN = re.compile(
    r"(?:ngay )?(?:trong (?:quý|tháng|năm)|trước|vào|chậm nhất|muộn nhất|không (?:muộn|chậm) hơn|hết|xong)"
)
_ORDINAL = re.compile(r"lần thứ [IVXLC]+,? $", re.IGNORECASE)
_PURPOSE = re.compile(r"(?:nhằm|góp phần|tạo nền tảng|tạo tiền đề|làm cơ sở)[^;.]{0,120}$")
_REACHED = re.compile(r"[,:]| (?:[^,;.]{0,25} )?(?:đạt|tăng|giảm|còn|phấn đấu|chiếm)(?!\w)")
_OPEN_END = re.compile(
    r" và (?:các )?(?:nhiệm kỳ|giai đoạn|những năm|các năm|thời kỳ) (?:tiếp theo|sau|kế tiếp)"
    r"| và (?:trong )?thời gian (?:tới|tiếp theo|sau)",
    re.IGNORECASE,
)
_PAST = re.compile(r"(?:kinh nghiệm|kết quả|tình hình|tổng kết)[^.;]{0,60}$", re.IGNORECASE)
_STAGE = re.compile(
    r"(?:giai đoạn|thời kỳ|bước)(?: (?:\d|[IVX]+))?:? \((?:từ )?(?:năm )?(?P<first>20\d\d) ?(?:[-–]|đến) ?(?:năm )?"
    r"(?P<last>20\d\d)\)",
    re.IGNORECASE,
)
_OF_TASKS = (
    r"(?i:(?:(?:các |những |một số )?(?:nhiệm vụ|mục tiêu|chỉ tiêu|giải pháp|phương hướng|công việc|nội dung"
    r"|giai đoạn \d)"
    r"(?!.{0,120}(?:{scheme}|nghị quyết|dự toán|ngân sách))[^.;]{0,120})?)"
)
"""What a bare year stands behind in a heading of tasks (`Nhiệm vụ trọng tâm | năm 2026`), or nothing."""
_NEXT_STAGE = re.compile(r"giai đoạn (?:\d|[IVX]+)(?: ?[(:]|$)", re.IGNORECASE)
_DONE = re.compile(
    r"(?:hoàn thành|xong|kết thúc|vận hành|khai thác|sử dụng|thông xe|khánh thành)(?: cơ bản)?(?: vào)? $"
    r"|(?:trong|vào|đến) tháng \d{1,2}(?:, tháng \d{1,2})* và $",
    re.IGNORECASE,
)
"""What a bare time says the time of: `hoàn thành | năm 2027`, `trong tháng 11 và | tháng 12 năm 2025`."""
_RECURS = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)(?!\w)[^.;]{0,80}$", re.IGNORECASE)
"""What stands before a day without year that comes again (`định kỳ hằng năm, | trước ngày 15/12`)."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE = ("năm ", "tháng ", "quý ")
"""How a time without preposition begins, which is a deadline by what stands around it only."""
_DAY = "ngày "
_FURTHER_ON = re.compile(r"(?:tầm nhìn|(?:19|20)\d\d,? (?:và )?định hướng) $")
"""What stands before how far a plan looks beyond its period (`đến năm 2030, định hướng | đến năm 2045`)."""
_AT_HEAD = 12
_SAYS_TIME = re.compile(
    r"(?:thời (?:gian|hạn)|tiến độ|hạn)(?: (?!của|cho)\w+){0,3}?"
    r"(?: ?: ?(?:từ )?| (?:từ|trong|trước|đến|xong|là|vào|chậm nhất|không quá) )",
    re.IGNORECASE,
)
"""Opens a part of a sentence that only says when (`…; thời gian quan trắc từ tháng 3 đến tháng 10 năm 2026`)."""


def assign_due(prepared: PreparedText, findings: Findings) -> None:
    """Fill `due` of every measure with an ISO time, or leave it empty."""
    times = SpanIndex(m for m in findings.mentions if m.cls == "Time")
    names = SpanIndex(m for m in findings.mentions if m.cls == "Instrument")
    sections = section_due(prepared, times=times, names=names)
    opened: dict[int, str] = {}
    said = times_said(prepared, times=times)
    issued = findings.header.issued
    for measure in findings.measures:
        own = times.beginning_in(measure.start_char, measure.end_char)
        ends = [m.key for m in own if is_deadline(prepared.text, m, names=names) and not _is_over(m.key, issued)]
        sentence = prepared.segments[measure.segment].sentence
        if own and ends and own[0].start_char - measure.start_char < _AT_HEAD and own[0].key == ends[0]:
            opened[sentence] = ends[0]
        if not ends and _begins_later(own, measure.start_char, than=opened.get(sentence, "")):
            opened.pop(sentence)
        stated = latest(ends) or opened.get(sentence, "") or _said_behind(measure.end_char, said.get(sentence, ()))
        measure.due = stated or sections.at(measure.section, measure.start_char)
        measure.due_inherited = bool(measure.due) and not stated


def _begins_later(own: list[Mention], start: int, *, than: str) -> bool:
    """Say whether a clause opens with a time behind the one that its sentence opened with (`…; từ năm 2026, …`)."""
    at_head = bool(own) and own[0].start_char - start < _AT_HEAD
    return at_head and bool(than) and own[0].key[:4] > than.rpartition("/")[2][:4]


def times_said(prepared: PreparedText, *, times: SpanIndex[Mention]) -> dict[int, list[tuple[int, str]]]:
    """Return for each sentence the parts that only say when: where each begins, and the ISO time."""
    found: dict[int, list[tuple[int, str]]] = {}
    for segment in prepared.segments:
        says = _SAYS_TIME.match(prepared.text, segment.start_char, segment.end_char)
        if not says:
            continue
        own = times.beginning_in(segment.start_char, segment.end_char)
        if own and own[0].start_char <= says.end() and own[-1].end_char >= segment.end_char - 1:
            found.setdefault(segment.sentence, []).append((segment.start_char, own[-1].key))
    return found


def _said_behind(end: int, said: Iterable[tuple[int, str]]) -> str:
    """Return the time of the first part behind a clause that only says when."""
    return next((latest([time]) for start, time in said if start >= end), "")


def _is_over(time: str, issued: str) -> bool:
    """Say whether a time was over before the year in which the document was issued (`người sinh trước năm 1945`).

    A day of the same year may be one that was given before the paper was signed.
    """
    return bool(issued) and time.rpartition("/")[2][:4] < issued[:4]


def _says_when(text: str, mention: Mention) -> bool:
    """Say whether a bare year dates what is reached: at the head of a clause (`Năm 2025, …`), or before the verb."""
    return _REACHED.match(text, mention.end_char) is not None


def is_deadline(text: str, mention: Mention, *, names: SpanIndex[Mention]) -> bool:
    """Say whether a time is one to be done by, and no part of a document's or plan's name."""
    printed = fold(text[mention.start_char : mention.end_char])
    before = text[max(0, mention.start_char - 130) : mention.start_char]
    if not _DEADLINE.match(printed):
        done = _DONE.search(before) is not None
        if not (done and printed.startswith(_DAY)) and not (
            printed.startswith(_BARE) and (done or _says_when(text, mention))
        ):
            return False
    if _OPEN_END.match(text, mention.end_char) or (not _YEAR.search(printed) and _RECURS.search(before)):
        return False
    name = names.last_from(mention.start_char)
    near = name is not None and name.end_char >= mention.start_char - 3
    beside = near and "\n" not in text[name.end_char : mention.start_char]
    if not _OWN.match(printed) and beside:
        return False
    if printed.startswith("nhiệm kỳ") and _ORDINAL.search(before):
        return False
    if printed.startswith(("giai đoạn", "thời kỳ", "trong giai đoạn")) and _PURPOSE.search(before):
        return False
    if printed.startswith(("giai đoạn", "thời kỳ", "nhiệm kỳ", "đến năm")) and worded(KINDS, _NAME_BEFORE).search(
        before.rsplit(",", 2)[-1]
    ):
        return printed.startswith("đến năm") and not _FURTHER_ON.search(before)
    return not _FURTHER_ON.search(before) and (_OWN.match(printed) is not None or not _PAST.search(before))


class SectionTimes(NamedTuple):
    """The times that headings and introductions state; `introduced` holds those of a section with several."""

    due: dict[int, str]
    introduced: dict[int, list[tuple[int, str]]]

    def at(self, section: int, position: int) -> str:
        """Return the time that a place in a section is under: of several introductions that of the one before it."""
        above = [time for start, time in self.introduced.get(section, ()) if start <= position]
        return above[-1] if above else self.due.get(section, "")


def section_due(prepared: PreparedText, *, times: SpanIndex[Mention], names: SpanIndex[Mention]) -> SectionTimes:
    """Return the times that headings or introductions of sections state, handed down to the parts below."""
    text = prepared.text
    due: dict[int, str] = {}
    for index, section in enumerate(prepared.sections):
        start, end = section.heading_span
        own = times.beginning_in(start, end)
        stated = latest([m.key for m in own if is_deadline(text, m, names=names)])
        stated = stated or _stage(text[start:end]) or _of_heading(text, start, end=end, own=own)
        due[index] = stated or (due.get(section.parent, "") if section.parent >= 0 else "")
    introduced: dict[int, list[tuple[int, str]]] = {}
    for segment in prepared.segments:
        if not segment.intro or segment.section < 0 or not _opens(prepared, segment.section, segment.start_char):
            continue
        own = times.beginning_in(segment.start_char, segment.end_char)
        stated = latest(
            [
                m.key
                for m in own[:1]
                if is_deadline(text, m, names=names)
                and m.start_char - segment.start_char < 60
                and not fold(text[m.start_char : m.end_char]).startswith("đến hết")
            ]
        )
        if stated:
            introduced.setdefault(segment.section, []).append((segment.start_char, stated))
            _hand_down(prepared, segment.section, stated, due=due)
    several = {index: stated for index, stated in introduced.items() if len({time for _, time in stated}) > 1}
    return SectionTimes(due, several)


def _stage(heading: str) -> str:
    """Return the years in brackets behind a numbered stage that a heading names (`Giai đoạn 1 (2026 - 2028)`)."""
    years = _STAGE.match(heading)
    return f"{years.group('first')}/{years.group('last')}" if years else ""


def _of_heading(text: str, start: int, *, end: int, own: list[Mention]) -> str:
    """Return the time that a heading is, or closes with behind a word for tasks or a numbered stage."""
    if not own:
        return ""
    last = own[-1]
    closes = last.end_char >= end - 1 and fold(text[last.start_char : last.end_char]).startswith("năm ")
    if _NEXT_STAGE.match(text, start, end) or (
        closes and worded(KINDS, _OF_TASKS).fullmatch(text[start : last.start_char].rstrip())
    ):
        return latest([last.key])
    return ""


def _opens(prepared: PreparedText, section: int, position: int) -> bool:
    """Say whether `position` lies in the introduction of a section, before its first part."""
    following = prepared.sections[section + 1 : section + 2]
    return not following or following[0].parent != section or position < following[0].start_char


def _hand_down(prepared: PreparedText, section: int, stated: str, *, due: dict[int, str]) -> None:
    """Give `stated` to a section and to the parts below that state none."""
    below = {section}
    due[section] = due.get(section) or stated
    for index in range(section + 1, len(prepared.sections)):
        if prepared.sections[index].parent in below:
            below.add(index)
            due[index] = due.get(index) or stated


def latest(times: list[str]) -> str:
    """Return the time whose end is latest; an interval of years stays one, a quarter ends with its last month."""
    last = max(times, key=lambda value: (_end(value), -len(value)), default="")
    return last.split("/")[-1] if "-" in last else last


def _end(value: str) -> str:
    last = value.split("/")[-1]
    return last + "-12-31"[len(last) - 4 :] if len(last) < 10 else last
