"""Read routes: `đường từ A đi B`, `cao tốc A - B - C`, and lists of such lines under one head noun."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract.grammar.names import UPPER
from kg.extract.works import points
from kg.extract.works.context import Contexts
from kg.extract.works.keys import CODE, PHASE, phase_key
from kg.extract.works.names import ends_compound
from kg.iri import fold
from kg.model import Mention, PreparedText
from kg.readings import PlaceReading, WorkReading
from kg.resources import read_table
from kg.text.scan import either_case, line_end, line_start

_HYPHEN = re.compile(r"[-–](?= ?\w)")
_BEFORE_HYPHEN = re.compile(rf"(?:(?<!\w)[{UPPER}]\w*|\d\w?|\)) ?$")
"""What stands before a hyphen between the points of a route: a name or a number."""
_LONGEST_WORD = 30
_LONGEST_POINT = 120
"""More characters than a point of a route has, with what stands in brackets behind it."""
_ROAD_WORD = re.compile(f"(?:{either_case(('tuyến', 'trục', 'đường', 'cao', 'đoạn', 'luồng'))}) ")
"""How the name of a road begins."""
_PLURAL = re.compile(r"(?<!\w)(?:(?:các|những|hệ thống|mạng lưới|một số|nhiều|hai|ba)|(?P<count>\d+)) $", re.IGNORECASE)
_PROJECT = re.compile(
    r"(?<!\w)dự án (?:(?:thành phần|đầu tư|BOT|PPP) )*"
    r"(?:(?:xây dựng|nâng cấp|mở rộng|cải tạo)(?:(?:,| và) (?:xây dựng|nâng cấp|mở rộng|cải tạo))* )?$",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(rf" \((?:(?:tỉnh|huyện|thành phố|thị xã|xã) )?{points.CAPITALISED}\)(?<!\d\))")
_PIPE = " ống"
_ACT = re.compile(r"(?:(?:đầu tư )?(?:xây dựng|nâng cấp|mở rộng|cải tạo),? (?:và )?)+$", re.IGNORECASE)


class _Patterns(NamedTuple):
    """The shapes of a route: from A to B, A - B (- C), a line with one stated end; and what may precede A - B."""

    from_to: re.Pattern[str]
    chain: re.Pattern[str]
    one_end: re.Pattern[str]
    head: re.Pattern[str]


@lru_cache(maxsize=1)
def _head_words() -> dict[str, str]:
    """Return the words that stand right before a pair, with the class that they give it."""
    rows = read_table("lexicons/route_words.tsv")
    return {fold(row["term"]): row["class"] for row in rows if row["where"] in ("head", "both")}


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    point, end = points.pattern(), points.pattern(lines=True)
    words = sorted(_head_words(), key=lambda term: (-len(term), term))
    nouns = "|".join(map(re.escape, words))
    road = (
        r"(?:[Tt]uyến |[Tt]rục )?(?:[Đđ]ường|[Tt]uyến|[Cc]ao tốc|[Đđ]oạn|[Ll]uồng)"
        r"(?: (?:bộ|cao tốc|sắt|nối|kết nối|trục|tỉnh|quốc lộ|giao thông|ven biển|thủy|liên tỉnh|liên vùng"
        r"|tuyến|đường))*"
    )
    near = r"(?:(?:trung tâm|khu vực|ranh giới|địa phận|nút giao|nút giao với|đầu|cuối|giáp) )?"
    where = rf"(?:,? (?:(?:tỉnh|huyện|thành phố|thị xã|xã) )(?:{points.CAPITALISED}))?(?: \([^()\n]{{1,50}}\))?"
    return _Patterns(
        re.compile(
            rf"(?<!\w)(?P<road>{road}) (?:(?:nối|chạy|bắt đầu|kéo dài) )?(?:từ|sau) {near}(?P<a>{end}){where}"
            rf" (?:đi|đến|tới|ra|lên|về|với|nối(?: với)?|nối đến|kết nối(?: với)?) {near}(?P<b>{end})"
        ),
        re.compile(
            rf"(?<![\w/.-])(?P<chain>{point}(?:(?: \([^()\n]{{1,30}}\))?(?: [-–] |[-–]){point}){{1,7}})(?![\w/-])"
        ),
        re.compile(
            rf"(?<!\w)(?P<road>{road}) (?P<way>kết nối|nối|ra|vào|dẫn ra|dẫn vào|lên|đi|đến)(?: [\d.,]+ ?km)?"
            rf"(?: với| vào| ra| đến)? {near}(?P<b>{end})(?: (?:với|và|đến|tới) {near}(?P<c>{end}))?"
        ),
        re.compile(
            rf"(?<!\w)(?P<noun>(?:(?:tuyến|trục|công trình|đoạn) )*(?:{nouns}))"
            r"(?P<detail>(?: số \d+[A-Z]?[,:]?| \d+ ?kV| mạch \d|:| ven biển| mới| nối| kết nối| từ)*) ?$",
            re.IGNORECASE,
        ),
    )


def find_routes(prepared: PreparedText, *, notes: Annotations) -> list[Mention]:
    """Return the works and corridors named by their end points, and the end points (with `within`)."""
    text = prepared.text
    contexts = Contexts(prepared)
    found: list[Mention] = []
    reached = 0
    for match in _candidates(text):
        if match.start() < reached:
            continue
        chain = match.re is _patterns().chain
        if not chain and fold(match.group("road")) in _named_works():
            found.extend(points.plain(text, points.groups(match)))
            reached = match.end()
            continue
        work = _chain(text, match, notes=notes, contexts=contexts) if chain else _directed(text, match)
        if work is None:
            found.extend(points.known_units(text, points.spans(text, match), notes=notes) if chain else [])
            continue
        reached = max(match.end(), work.end_char)
        found.append(work)
        if work.as_work.route:
            spans = points.spans(text, match) if chain else points.groups(match)
            found.extend(points.mentions(text, spans, way=match.groupdict().get("way", "")))
    return found


@lru_cache(maxsize=1)
def _named_works() -> frozenset[str]:
    """Return the folded names of the works that go by a description, with and without `tuyến`."""
    names = {fold(row["term"]) for row in read_table("lexicons/named_works.tsv")}
    return frozenset(names | {f"tuyến {name}" for name in names})


def _candidates(text: str) -> list[re.Match[str]]:
    """Return what may be a route, by position: around hyphens and from words for roads on."""
    patterns = _patterns()
    found = [match for span in _around_hyphens(text) for match in patterns.chain.finditer(text, *span)]
    reached = dict.fromkeys((patterns.from_to, patterns.one_end), 0)
    for road in _ROAD_WORD.finditer(text):
        end = line_end(text, road.end())
        for pattern in reached:
            if road.start() < reached[pattern]:
                continue
            match = pattern.match(text, road.start(), end)
            if match:
                found.append(match)
                reached[pattern] = match.end()
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def _around_hyphens(text: str) -> list[tuple[int, int]]:
    """Return the stretches of lines that can hold points joined by hyphens."""
    stretches: list[tuple[int, int]] = []
    for hyphen in _HYPHEN.finditer(text):
        before = _BEFORE_HYPHEN.search(text, max(0, hyphen.start() - _LONGEST_WORD), hyphen.start())
        if before is None:
            continue
        first = max(line_start(text, before.start()), before.start() - _LONGEST_POINT)
        last = min(line_end(text, hyphen.end()), hyphen.end() + _LONGEST_POINT)
        if stretches and first <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], last)
        else:
            stretches.append((first, last))
    return stretches


def _directed(text: str, match: re.Match[str]) -> Mention | None:
    """Return the work of `đường từ A đi B` or `đường nối A với B`."""
    road = match.group("road").lower()
    cls = "Railway" if "sắt" in road else "Waterway" if "thủy" in road or "luồng" in road else "Road"
    start = match.start()
    if _is_plural(text, start, noun=road) or points.is_country(match.group("b")):
        return None
    if ends_compound(text, start, head=road.split(" ", 1)[0]):
        return None
    project = _PROJECT.search(text, max(0, start - 60), start)
    start = project.start() if project else start
    both = match.re is _patterns().from_to
    part = road.startswith("đoạn")
    names = " - ".join(points.key(match.group(name)) for name in "abc" if match.groupdict().get(name))
    key = f"đường {names}" if both else fold(match.group())
    return _finished(text, cls, start, match.end(), key=key, confidence=0.95 if both else 0.85, part=part)


def _chain(text: str, match: re.Match[str], *, notes: Annotations, contexts: Contexts) -> Mention | None:
    """Return the work or corridor that names joined by hyphens mean, where the text speaks of such things."""
    spans = points.spans(text, match)
    if not spans or points.is_other(text, spans, notes=notes):
        return None
    start, end = spans[0].start_char, spans[-1].end_char
    head = _patterns().head.search(text, max(0, start - 70), start)
    cls = _kind(text, start, end, head=head, contexts=contexts)
    countries = any(points.is_country(text[a:b]) for a, b in spans)
    terminals = points.both_airports(text, spans)
    if not cls or ((countries or terminals) and not head):
        return None
    key_points = " - ".join(points.key(text[a:b]) for a, b in spans)
    begin = head.start() if head and not _is_plural(text, head.start(), noun=head.group("noun")) else start
    if cls == "Place":
        name = f"hành lang kinh tế {key_points}"
        return Mention("Place", begin, end, key=name, confidence=0.85, reading=PlaceReading("region"))
    begin = _with_project(text, begin, headed=head is not None)
    prefix = {"Railway": "đường sắt ", "Waterway": "đường thủy ", "EnergyFacility": "đường dây "}.get(cls, "cao tốc ")
    prefix = "đường ống " if head and _PIPE in head.group("noun").lower() else prefix
    part = head is not None and head.group("noun").lower().startswith("đoạn")
    return _finished(text, cls, begin, end, key=prefix + key_points, confidence=0.88, part=part)


def _kind(text: str, start: int, end: int, *, head: re.Match[str] | None, contexts: Contexts) -> str:
    """Return the class of what a chain of names means: by its head, by a road's code behind it, by the context."""
    if head:
        noun = fold(head.group("noun"))
        loose = noun in ("tuyến", "đoạn", "đoạn tuyến")
        return (contexts.kind(start) or "Road") if loose else _class_of(noun)
    return "Road" if CODE.match(text, end) else contexts.kind(start)


def _is_plural(text: str, start: int, *, noun: str) -> bool:
    """Say whether a plural or a count stands before a head; a road's number is none (`quốc lộ 5 đoạn …`)."""
    plural = _PLURAL.search(text, max(0, start - 12), start)
    return plural is not None and not (plural.group("count") and noun.lower().startswith("đoạn"))


def _with_project(text: str, begin: int, *, headed: bool) -> int:
    """Return where the mention begins when a singular `dự án` stands before it."""
    before = begin
    if not headed and (act := _ACT.search(text, max(0, begin - 40), begin)):
        before = act.end()
    project = _PROJECT.search(text, max(0, before - 70), before)
    return project.start() if project and not _is_plural(text, project.start(), noun="dự án") else begin


def _class_of(noun: str) -> str:
    """Return the class that a folded head noun gives: that of the longest word of the lexicon at its end."""
    fitting = [word for word in _head_words() if noun.endswith(word)]
    return _head_words()[max(fitting, key=len)]


def _finished(text: str, cls: str, start: int, end: int, *, key: str, confidence: float, part: bool = False) -> Mention:
    """Make the mention of a route, with its code in brackets and its phase."""
    reading = WorkReading(route=True, part=part)
    where = _IN_BRACKETS.match(text, end)
    end = where.end() if where else end
    code = CODE.match(text, end)
    if code:
        reading = replace(reading, code=re.sub(r"[. ]+", ".", code.group("code")))
        end = code.end()
    phase = PHASE.match(text, end)
    if phase:
        end, key = phase.end(), phase_key(key, phase)
        reading = replace(reading, whole=True)
    return Mention(cls, start, end, key=key, confidence=confidence, reading=reading)
