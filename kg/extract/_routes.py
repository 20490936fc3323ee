"""Read routes: `đường từ A đi B`, `cao tốc A - B`, and lists of pairs of end points under one head noun."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract._names import CAPITALISED, UPPER
from kg.extract._work_keys import key_of
from kg.extract.places import place
from kg.iri import fold
from kg.model import Mention

_HEADS = r"(?:[Tt]hành phố|[Tt]ỉnh|[Hh]uyện|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|TP\.?|[Cc]ửa khẩu|[Cc]ảng|[Cc]ầu|[Cc]ồn|[Bb]iển|[Đđ]ảo|[Nn]gã (?:ba|tư)|[Nn]út giao|[Ss]ân bay|[Kk]hu kinh tế|[Cc]ảng hàng không(?: quốc tế)?)"
_POINT = rf"(?:{_HEADS} )?[{UPPER}]\w*(?: [{UPPER}]\w*)*"
_ROAD = r"(?:[Tt]uyến )?(?:[Đđ]ường|[Tt]uyến|[Cc]ao tốc|[Đđ]oạn)(?: (?:bộ|cao tốc|sắt|nối|trục|tỉnh|quốc lộ|giao thông|ven biển|thủy))*"
_FROM_TO = re.compile(
    rf"(?<!\w)(?P<road>{_ROAD}) (?:nối )?(?:từ )(?P<a>{_POINT}) (?:đi|đến|tới|ra|lên|về|với) (?P<b>{_POINT})"
)
_ONE_END = re.compile(
    rf"(?<!\w)(?P<road>{_ROAD}) (?:kết nối|nối|ra|vào|dẫn ra|dẫn vào)(?: [\d.,]+ ?km)?(?: với| vào| ra| đến)? (?P<b>{_POINT})"
)
_LINE = re.compile(r"[^\n]+")
_DIRECTED = re.compile(r" [-–] |(?:[Đđ]ường|[Tt]uyến|[Cc]ao tốc|[Đđ]oạn) ")
_PAIR = re.compile(rf"(?<!- )(?<![\w-])(?P<a>{_POINT}) [-–] (?P<b>{_POINT})(?: [-–] (?P<c>{_POINT}))?(?![\w])")
_HEAD_BEFORE = re.compile(
    r"(?P<project>[Dd]ự án )?(?:(?:đầu tư )?(?P<act>xây dựng|nâng cấp|mở rộng|cải tạo) )?"
    r"(?P<road>(?:tuyến |đoạn )?(?:đường |tuyến )?(?:bộ )?(?:cao tốc|đường sắt|sắt|quốc lộ|đường|tuyến|đoạn)(?: (?:bộ|tốc độ cao|cao tốc|đô thị|số \d+))* )?$"
)
_CONTEXT = re.compile(r"cao tốc|đường bộ|tuyến đường|quốc lộ|đường sắt|các tuyến|dự án|đường nối")
_RAIL = re.compile(r"đường sắt|metro")
_CLASS_OF_HEAD = {
    "cảng hàng không": "Airport",
    "cầu": "Bridge",
    "cảng": "Port",
    "sân bay": "Airport",
    "khu kinh tế": "EconomicZone",
}


def _candidates(text: str) -> list[re.Match[str]]:
    """Return what may be a route, by position; lines without a hyphen or a word of direction are passed over."""
    found: list[re.Match[str]] = []
    for line in _LINE.finditer(text):
        if not _DIRECTED.search(text, line.start(), line.end()):
            continue
        for pattern in (_FROM_TO, _PAIR, _ONE_END):
            found.extend(pattern.finditer(text, line.start(), line.end()))
    return sorted(found, key=lambda match: (match.start(), -match.end()))


def find_routes(text: str, *, notes: Annotations) -> list[Mention]:
    """Return the works named by their end points, and the end points (with `inside`)."""
    found: list[Mention] = []
    reached = 0
    for match in _candidates(text):
        if match.start() < reached:
            continue
        work = _pair(text, match) if match.re is _PAIR else _from_to(text, match)
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
    if match.re is _ONE_END:
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
        cls = next((cls for head, cls in _CLASS_OF_HEAD.items() if printed.lower().startswith(head + " ")), "")
        if cls:
            point = Mention(cls, start, end, key=key_of(printed), confidence=0.9)
        else:
            kind = (
                "unit"
                if re.match(rf"{CAPITALISED}$|[Tt]hành phố|[Tt]ỉnh|[Hh]uyện|[Tt]hị|[Xx]ã|TP", printed)
                else "nature"
            )
            point = place(text, start, end, kind=kind)
        point.attrs = {**point.attrs, "inside": "1", "point": name}
        points.append(point)
    return points
