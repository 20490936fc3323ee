"""Read routes: `đường từ A đi B`, `cao tốc A - B`, and lists of pairs of end points under one head noun."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract._names import CAPITALISED, UPPER
from kg.extract._work_keys import key_of
from kg.extract.places import place
from kg.iri import fold
from kg.model import Mention
from kg.resources import read_table

_POINT_CLASSES = frozenset(("Bridge", "Port", "Airport", "EconomicZone"))
_ROAD = (
    r"(?:[Tt]uyến )?(?:[Đđ]ường|[Tt]uyến|[Cc]ao tốc|[Đđ]oạn)"
    r"(?: (?:bộ|cao tốc|sắt|nối|trục|tỉnh|quốc lộ|giao thông|ven biển|thủy))*"
)
_LINE = re.compile(r"[^\n]+")
_DIRECTED = re.compile(r" [-–] |(?:[Đđ]ường|[Tt]uyến|[Cc]ao tốc|[Đđ]oạn) ")
_HEAD_BEFORE = re.compile(
    r"(?P<project>[Dd]ự án )?(?:(?:đầu tư )?(?P<act>xây dựng|nâng cấp|mở rộng|cải tạo) )?"
    r"(?P<road>(?:tuyến |đoạn )?(?:đường |tuyến )?(?:bộ )?(?:cao tốc|đường sắt|sắt|quốc lộ|đường|tuyến|đoạn)"
    r"(?: (?:bộ|tốc độ cao|cao tốc|đô thị|số \d+))* )?$"
)
_CONTEXT = re.compile(r"cao tốc|đường bộ|tuyến đường|quốc lộ|đường sắt|các tuyến|dự án|đường nối")
_RAIL = re.compile(r"đường sắt|metro")
_UNIT_POINT = re.compile(rf"{CAPITALISED}$|[Tt]hành phố|[Tt]ỉnh|[Hh]uyện|[Tt]hị|[Xx]ã|TP")


class _Patterns(NamedTuple):
    """The shapes of a route: from A to B, A - B (- C), a road with one stated end."""

    from_to: re.Pattern[str]
    pair: re.Pattern[str]
    one_end: re.Pattern[str]


@lru_cache(maxsize=1)
def _point_heads() -> dict[str, str]:
    """Return the nouns that an end point may begin with, with the class of the works among them."""
    heads = {row["term"]: "" for row in read_table("lexicons/place_heads.tsv")}
    works = {r["term"]: r["class"] for r in read_table("lexicons/work_heads.tsv") if r["class"] in _POINT_CLASSES}
    return heads | works


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    words = sorted(_point_heads(), key=lambda term: (-len(term), term))
    heads = "|".join(f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}" for word in words)
    point = rf"(?:(?:{heads})\.? )?[{UPPER}]\w*(?: [{UPPER}]\w*)*"
    return _Patterns(
        re.compile(rf"(?<!\w)(?P<road>{_ROAD}) (?:nối )?từ (?P<a>{point}) (?:đi|đến|tới|ra|lên|về|với) (?P<b>{point})"),
        re.compile(rf"(?<!- )(?<![\w-])(?P<a>{point}) [-–] (?P<b>{point})(?: [-–] (?P<c>{point}))?(?![\w])"),
        re.compile(
            rf"(?<!\w)(?P<road>{_ROAD}) (?:kết nối|nối|ra|vào|dẫn ra|dẫn vào)(?: [\d.,]+ ?km)?"
            rf"(?: với| vào| ra| đến)? (?P<b>{point})"
        ),
    )


def _candidates(text: str) -> list[re.Match[str]]:
    """Return what may be a route, by position; lines without a hyphen or a word of direction are passed over."""
    found: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if not _DIRECTED.search(text, line.start(), line.end()):
            continue
        for pattern in _patterns():
            found.extend(pattern.finditer(text, line.start(), line.end()))
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def find_routes(text: str, *, notes: Annotations) -> list[Mention]:
    """Return the works named by their end points, and the end points (with `inside`)."""
    found: list[Mention] = []
    reached = 0
    for match in _candidates(text):
        if match.start() < reached:
            continue
        work = _pair(text, match) if match.re is _patterns().pair else _from_to(text, match)
        if work is None:
            continue
        reached = match.end()
        found.append(work)
        found.extend(_points(text, match))
    return found


def _from_to(text: str, match: re.Match[str]) -> Mention | None:
    cls = "Railway" if "sắt" in match.group("road") else "Waterway" if "thủy" in match.group("road") else "Road"
    start = match.start()
    if re.search(r"(?:các|những) $", text[max(0, start - 6) : start]):
        return None
    if match.re is _patterns().one_end:
        project = text[max(0, start - 6) : start] in ("dự án ", "Dự án ")
        return Mention(
            cls,
            start - 6 if project else start,
            match.end(),
            key=fold(match.group()),
            confidence=0.85,
            attrs={"route": "1"},
        )
    key = fold(f"{match.group('a')} - {match.group('b')}")
    return Mention(cls, start, match.end(), key=f"đường {key}", confidence=0.95, attrs={"route": "1"})


def _pair(text: str, match: re.Match[str]) -> Mention | None:
    """Return the work that a pair of names joined by a hyphen means, where the sentence speaks of such works."""
    opening = max(text.rfind(mark, max(0, match.start() - 400), match.start()) for mark in (". ", ";", "\n"))
    before = text[max(opening, match.start() - 400, 0) : match.start()]
    context = [m.group() for m in _CONTEXT.finditer(before.lower())]
    if not context or text[match.end() : match.end() + 2].startswith(("/", "-")):
        return None
    rail = _RAIL.search(before.lower())
    start = match.start()
    head = _HEAD_BEFORE.search(text, max(0, match.start() - 70), match.start())
    if head and head.group().strip():
        plural = re.search(r"(?:các|những|hệ thống) $", text[max(0, head.start() - 12) : head.start()])
        start = match.start() if plural else head.start()
        while text[start] == " ":
            start += 1
    points = " - ".join(match.group(name) for name in ("a", "b", "c") if match.group(name))
    return Mention(
        "Railway" if rail else "Road",
        start,
        match.end(),
        key=fold(("đường sắt " if rail else "cao tốc ") + points),
        confidence=0.88,
        attrs={"route": "1"},
    )


def _points(text: str, match: re.Match[str]) -> list[Mention]:
    """Return the end points and stops of a route as mentions inside it."""
    points = []
    for name in ("a", "b", "c"):
        if name not in match.re.groupindex or not match.group(name):
            continue
        start, end = match.span(name)
        printed = text[start:end]
        cls = next((c for head, c in _point_heads().items() if c and printed.lower().startswith(head + " ")), "")
        if cls:
            point = Mention(cls, start, end, key=key_of(printed), confidence=0.9)
        else:
            kind = "unit" if _UNIT_POINT.match(printed) else "nature"
            point = place(text, start, end, kind=kind)
        point.attrs = {**point.attrs, "inside": "1", "point": name}
        points.append(point)
    return points
