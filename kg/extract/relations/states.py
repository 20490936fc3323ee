"""Find by when a work is to be finished, and the state that the text says it is in."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.mentions.times.deadlines import is_deadline
from kg.extract.relations.ordered import Ordered
from kg.model import WORK_CLASSES, Mention
from kg.resources import read_table
from kg.text.spans import SpanIndex

_EVENT = re.compile(
    r"(?<!\w)(?:khánh thành|thông xe|hoàn thành|đưa vào khai thác|đưa vào sử dụng|đưa vào vận hành|đưa vào hoạt động"
    r"|vận hành|khai thác)(?!\w)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"khánh thành|thông xe|đưa vào", re.IGNORECASE)
_COMPLETION = re.compile(r"(?:[Tt]hời gian|[Tt]iến độ|[Tt]hời hạn) hoàn thành")
_CLOSE = re.compile(r"(?: (?:kỹ thuật|toàn tuyến|toàn bộ|đồng bộ|công trình|dự án|cơ bản))*,? $")
_START = re.compile(r"khởi công", re.IGNORECASE)
_ELSEWHERE = re.compile(r" (?:trong|tại|thuộc|ở|cho|của|trên)(?: |$)")
_THEN = re.compile(r"(?:,|;)? ?(?:bảo đảm|đảm bảo|phấn đấu|để|sẽ|dự kiến|cơ bản|phải|và|toàn tuyến|,| )*$")
_UPGRADE = re.compile(r"dự án (?:nâng cấp|mở rộng|cải tạo)", re.IGNORECASE)
_UPGRADES = re.compile(
    r"(?<!\w)(?<!hoàn thành )(?:nâng cấp|mở rộng|cải tạo)(?:,? (?:và )?(?:nâng cấp|mở rộng|cải tạo|hoàn thiện"
    r"|hiện đại hóa|tuyến|dự án))* $",
    re.IGNORECASE,
)
_LIST_JOINT = re.compile(r"(?:,|;|:| và| \(| là| gồm| như| các| dự án| tuyến| cao tốc|\d| )*")
_AFTER = re.compile(r"(?: \(|,? ?)(?:hiện |hiện nay )?$")


def due_times(ordered: Ordered) -> None:
    """State by when a work is to be finished: a verb of finishing, the work, a deadline, in one measure."""
    mentions = ordered.mentions
    names = SpanIndex(m for m in mentions if m.cls == "Instrument")
    for measure in ordered.findings.measures:
        inside = ordered.within(measure.start_char, measure.end_char)
        if not any(mentions[i].cls == "Time" for i in inside):
            continue
        events = [m.span() for m in _EVENT.finditer(ordered.text, measure.start_char, measure.end_char)]
        times = [
            i
            for i in inside
            if mentions[i].cls == "Time"
            and (is_deadline(ordered.text, mentions[i], names=names) or _closes(ordered.text, events, mentions[i]))
        ]
        if not times or not events or _START.search(ordered.text, measure.start_char, measure.end_char):
            continue
        works = [i for i in inside if mentions[i].cls in WORK_CLASSES and not mentions[i].within]
        wholes = {mentions[i].as_work.of for i in works}
        for index in works:
            work = mentions[index]
            if work.key in wholes:
                continue
            if _finishes(ordered.text, events, work) or _finished_then(ordered, events, works, index=index):
                behind = [i for i in times if mentions[i].start_char >= work.end_char] or times
                start = min(work.start_char, mentions[behind[0]].start_char)
                end = max(work.end_char, mentions[behind[0]].end_char)
                ordered.add(index, "dueBy", obj=behind[0], start=start, end=end, confidence=0.8)


def completion_times(ordered: Ordered) -> None:
    """State by when the one work of a numbered item is finished, where a line of its own says the time."""
    for line in _COMPLETION.finditer(ordered.text):
        times = [i for i in ordered.within(line.end(), line.end() + 90) if ordered.mentions[i].cls == "Time"]
        start = max((s.start_char for s in ordered.prepared.sections if s.start_char <= line.start()), default=-1)
        works = [
            i
            for i in ordered.within(max(start, 0), line.start())
            if ordered.mentions[i].cls in WORK_CLASSES and not ordered.mentions[i].within
        ]
        if start >= 0 and times and "\n" not in ordered.text[line.end() : ordered.mentions[times[0]].start_char]:
            keys = {ordered.mentions[i].key for i in works}
            if works and (len(keys) == 1 or ordered.mentions[works[0]].start_char - start < 20):
                time = ordered.mentions[times[0]]
                span = {"start": ordered.mentions[works[0]].start_char, "end": time.end_char}
                ordered.add(works[0], "dueBy", obj=times[0], confidence=0.8, **span)


def _closes(text: str, events: list[tuple[int, int]], time: Mention) -> bool:
    """Say whether a time stands right behind a verb of finishing (`thông xe năm 2025`)."""
    return any(end <= time.start_char and _CLOSE.fullmatch(text[end : time.start_char]) for _, end in events)


def _finishes(text: str, events: list[tuple[int, int]], work: Mention) -> bool:
    """Say whether the work is what a verb of finishing has as object, and no place where something else is finished."""
    before = [text[start : work.start_char] for start, _ in events if start < work.start_char]
    return bool(before) and len(before[-1]) < 120 and not _ELSEWHERE.search(before[-1])


def _finished_then(ordered: Ordered, events: list[tuple[int, int]], works: list[int], *, index: int) -> bool:
    """Say whether the work stands in a list that a verb of finishing follows (`… A, B, bảo đảm thông xe năm 2025`)."""
    mentions, text = ordered.mentions, ordered.text
    at = works.index(index)
    last = mentions[works[at]]
    for following in works[at + 1 :]:
        if not _LIST_JOINT.fullmatch(text[last.end_char : mentions[following].start_char]):
            break
        last = mentions[following]
    behind = [start for start, end in events if start >= last.end_char and _OPENING.match(text, start)]
    return bool(behind) and bool(_THEN.fullmatch(text[last.end_char : behind[0]]))


@lru_cache(maxsize=1)
def _status_words() -> tuple[re.Pattern[str], dict[str, str], frozenset[str]]:
    """Return the pattern of all words of state, word -> state, and those that a clause may use beside a work."""
    rows = read_table("lexicons/status_words.tsv")
    terms = sorted((row["term"] for row in rows), key=lambda term: (-len(term), term))
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, terms)) + r")(?!\w)", re.IGNORECASE)
    clause = frozenset(row["term"] for row in rows if row["where"] == "clause")
    return pattern, {row["term"]: row["status"] for row in rows}, clause


@lru_cache(maxsize=1)
def _beside_words() -> re.Pattern[str]:
    """Return the pattern of the words of a clause, as printed and with a capital: searched faster than without case."""
    terms = sorted(_status_words()[2], key=lambda term: (-len(term), term))
    return re.compile("(?:" + "|".join(re.escape(form) for t in terms for form in (t, t.capitalize())) + r")(?!\w)")


def statuses(ordered: Ordered) -> None:
    """State the state of a work: by a word in its own name or beside it, or by the heading that it stands under."""
    told: set[int] = set()
    for index, work in ordered.works():
        if _UPGRADE.match(ordered.text, work.start_char):
            _state(ordered, index, "upgrade", told=told, confidence=0.85)
    _beside(ordered, told=told)
    _upgraded(ordered, told=told)
    pattern, states, _ = _status_words()
    for section in ordered.prepared.sections:
        heading = ordered.text[section.heading_span.start_char : section.heading_span.end_char].lower()
        found = pattern.search(heading)
        if not found or ("dự án" not in heading and "công trình" not in heading):
            continue
        for index in ordered.within(section.start_char, section.end_char):
            work = ordered.mentions[index]
            if work.cls in WORK_CLASSES and not work.within:
                _state(ordered, index, states[found.group()], told=told, confidence=0.75)


def _beside(ordered: Ordered, *, told: set[int]) -> None:
    """State what words right before a list of works, or right behind a work, say of them."""
    states = _status_words()[1]
    text = ordered.text
    for match in _beside_words().finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        status = states[match.group().lower()]
        reached = match.end()
        for index in ordered.within(match.end(), match.end() + 300):
            work = ordered.mentions[index]
            if work.start_char < reached:
                continue
            if work.cls not in WORK_CLASSES or not _LIST_JOINT.fullmatch(text[reached : work.start_char]):
                break
            _state(ordered, index, status, told=told, confidence=0.8)
            reached = work.end_char
        for index in ordered.within(max(0, match.start() - 120), match.start()):
            work = ordered.mentions[index]
            named = work.cls in WORK_CLASSES and not work.within
            if named and _AFTER.fullmatch(text[work.end_char : match.start()]):
                _state(ordered, index, status, told=told, confidence=0.8)


def _upgraded(ordered: Ordered, *, told: set[int]) -> None:
    """State that a work is upgraded where it is the object of such a verb (`nâng cấp, mở rộng Quốc lộ 217`)."""
    previous: Mention | None = None
    for index, work in ordered.works():
        if work.within or work.as_work.part:
            continue
        listed = previous is not None and previous.cls == work.cls
        listed = listed and ordered.text[previous.end_char : work.start_char] in (", ", " và ")  # type: ignore[union-attr]
        if listed or _UPGRADES.search(ordered.text, max(0, work.start_char - 60), work.start_char):
            _state(ordered, index, "upgrade", told=told, confidence=0.8)
            previous = work
        else:
            previous = None


def _state(ordered: Ordered, index: int, status: str, *, told: set[int], confidence: float) -> None:
    """Append the state of a mention that has none yet."""
    work = ordered.mentions[index]
    if index in told:
        return
    told.add(index)
    ordered.add(index, "status", value=status, start=work.start_char, end=work.end_char, confidence=confidence)
