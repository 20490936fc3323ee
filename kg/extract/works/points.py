"""Read the ends and stops of a route: places, bridges, ports, border gates, and roads by their number."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.names import CAPITALISED, UPPER, is_acronym
from kg.extract.mentions.places import place, units
from kg.extract.works.keys import key_of
from kg.iri import fold
from kg.model import Mention, Span
from kg.readings import Within, WorkReading
from kg.resources import read_table

_CLASSES = frozenset(
    ("Bridge", "Port", "Airport", "EconomicZone", "IndustrialPark", "UrbanArea", "Facility", "Railway", "Road")
)
_NUMBERED = (
    r"(?:(?:[Qq]uốc lộ|QL|[Đđ]ường tỉnh|[Tt]ỉnh lộ|ĐT|[Đđ]ường huyện|[Đđ]ường|(?:[Đđ]ường )?[Vv]ành đai|[Cc]ầu)"
    r"(?: số)?[ .]{0,2}\d+[A-ZĐ]?(?:\.\d+)?(?!\w|[.,]\d| ?km))"
)
_UNIT_POINT = re.compile(rf"{CAPITALISED}$|[Tt]hành phố|[Tt]ỉnh|[Hh]uyện|[Tt]hị|[Xx]ã|TP")
_UNIT_WORDS = re.compile(r"^(?:thành phố|tỉnh|thị xã|thị trấn|huyện|quận|phường|xã|tp\.?|tx\.?|cửa khẩu(?: quốc tế)?) ")
_NOT_PLACE = re.compile(
    r"(?:Trưởng|Phó|Ban|Bộ|Sở|Chủ|Tổng|Cục|Vụ|Ủy|Hội|Viện|Văn|Phòng|Đảng|Nhà|Quyết|Nghị|Thông|Luật|Chương|Mục|Phần|Điều)\b"
)


@lru_cache(maxsize=1)
def heads() -> dict[str, str]:
    """Return the nouns that an end point may begin with, with the class of the works among them."""
    names = {row["term"]: "" for row in read_table("lexicons/place_heads.tsv") if row["kind"] != "corridor"}
    works = {r["term"]: r["class"] for r in read_table("lexicons/work_heads.tsv") if r["class"] in _CLASSES}
    routes = {term for term, cls in works.items() if cls == "Road" or (cls == "Railway" and not term.startswith("ga"))}
    return names | {term: cls for term, cls in works.items() if term not in routes}


@lru_cache(maxsize=2)
def pattern(*, lines: bool = False) -> str:
    """Return the pattern of one point; with `lines` a motorway named by its own ends may be one."""
    words = sorted(heads(), key=lambda term: (-len(term), term))
    nouns = "|".join(f"[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}" for word in words)
    # A name that holds a hyphen itself (`Bà Rịa - Vũng Tàu`) is one point.
    double = "|".join(re.escape(name).replace(r"\ \-\ ", " ?[-–] ?") for name in _hyphenated())
    name = rf"(?:{double}|[{UPPER}]\w*(?: [{UPPER}]\w*)*(?: \d{{1,2}}(?=\b(?! ?km|[.,/]\d)))?)"
    plain = rf"(?:(?:[Tt]hành phố|[Tt]ỉnh|[Tt]hị xã|TP\.?) )?[{UPPER}]\w*(?: [{UPPER}]\w*)*"
    line = rf"(?:[Đđ]ường (?:bộ )?)?[Cc]ao tốc {plain}(?: [-–] {plain})+"
    numbered = f"{_NUMBERED}|{line}" if lines else _NUMBERED
    return rf"(?:{numbered}|(?:(?:{nouns})\.? ?(?<=[. ]))?{name})"


@lru_cache(maxsize=1)
def _hyphenated() -> tuple[str, ...]:
    names = {row["name"] for row in read_table("gazetteer/units.tsv") if "-" in row["name"]}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=1)
def _point() -> re.Pattern[str]:
    return re.compile(pattern())


@lru_cache(maxsize=1)
def _wide() -> dict[str, str]:
    rows = read_table("lexicons/regions.tsv")
    return {fold(row["term"]): row["kind"] for row in rows if row["kind"] in ("country", "direction")}


def is_country(name: str) -> bool:
    """Say whether a point is a whole country."""
    return _wide().get(fold(name)) == "country"


def spans(text: str, match: re.Match[str]) -> list[Span]:
    """Return the spans of the points of a chain, none where it is a row of directions (`trục Bắc - Nam`)."""
    start, end = match.span("chain")
    found = []
    at = start
    while at < end:
        point = _point().match(text, at, end)
        if point is None:
            break
        found.append(Span(*point.span()))
        joint = re.compile(r"(?: \([^()\n]*\))?(?: [-–] |[-–])").match(text, point.end(), end)
        if joint is None:
            break
        at = joint.end()
    if found and text[start:end].isupper():
        found[0], found[-1] = _in_capitals(text, found[0], found[-1])
    if len(found) > 1 and all(_wide().get(fold(text[a:b])) == "direction" for a, b in found):
        return []
    return found if len(found) > 1 else []


@lru_cache(maxsize=1)
def _heads_in_capitals() -> re.Pattern[str]:
    words = sorted({row["term"] for row in read_table("lexicons/route_words.tsv")}, key=lambda term: (-len(term), term))
    return re.compile("|".join(re.escape(word.upper()) for word in words))


def _in_capitals(text: str, first: Span, last: Span) -> tuple[Span, Span]:
    """Return the ends of a chain in a title, where head noun and phase are in capitals as well."""
    heads_found = list(_heads_in_capitals().finditer(text, *first))
    start = heads_found[-1].end() + 1 if heads_found else first.start_char
    phase = re.compile(r",? (?:GIAI ĐOẠN|PHÂN KỲ|ĐOẠN)(?!\w)").search(text, *last)
    end = phase.start() if phase else last.end_char
    return Span(min(start, first.end_char - 1), first.end_char), Span(last.start_char, end)


def both_airports(text: str, found: list[Span]) -> bool:
    """Say whether the points are airports or their terminals, which a hyphen joins to one name."""
    return all(_class_of(text[start:end]) == "Airport" for start, end in found)


def is_other(text: str, found: list[Span], *, notes: Annotations) -> bool:
    """Say whether names joined by a hyphen are no route: offices, signs of documents, the name of a zone."""
    if "vành đai" in text[slice(*found[0])].lower() and len(found) == 2:
        return True
    for start, end in found:
        name = text[start:end]
        if _NOT_PLACE.match(name) or (is_acronym(name) and " " not in name and name != "TP"):
            return True
    first, last = found[0].start_char, found[-1].end_char
    if text[last : last + 2].startswith(("/", "-")) or re.match(r" [a-zà-ỹđ]*[-/]", text[last : last + 12]):
        return True
    before = notes.hits("work", max(0, first - 60), end_char=first)
    named = (
        bool(before) and before[-1].end_char == first - 1 and before[-1].label not in ("Road", "Railway", "Waterway")
    )
    agents = {hit.start_char for hit in notes.hits("agent", first, end_char=last)}
    line = named and before[-1].term.startswith(("đường dây", "đường ống", "tuyến ống"))
    return (named and not line) or any(span.start_char in agents for span in found)


def plain(text: str, found: list[Span]) -> list[Mention]:
    """Return the points as mentions of their own, for a line whose name does not hold them."""
    return [replace(mention, within=None) for mention in mentions(text, found, way="")]


def known_units(text: str, found: list[Span], *, notes: Annotations) -> list[Mention]:
    """Return the districts among names joined by hyphens that are no route (`trung tâm Thạch Thành - Bỉm Sơn`)."""
    if not found or is_other(text, found, notes=notes) or text[slice(*found[0])].isupper():
        return []
    known = [span for span in found if fold(text[slice(*span)]) in units()]
    return plain(text, found) if len(known) * 2 >= len(found) else []


def groups(match: re.Match[str]) -> list[Span]:
    """Return the spans of the points of a route with words of direction."""
    names = [name for name in "abc" if match.groupdict().get(name)]
    return [Span(*match.span(name)) for name in names]


def key(name: str) -> str:
    """Return the folded name of a point without its unit word, so that its forms meet."""
    return _UNIT_WORDS.sub("", key_of(name))


def mentions(text: str, found: list[Span], *, way: str) -> list[Mention]:
    """Return the mentions of the points: `point` says `from`, `to`, `stop`, or `link` for a place connected only."""
    result = []
    for index, (start, end) in enumerate(found):
        printed = text[start:end]
        cls = _class_of(printed)
        if cls:
            line = cls == "Road" and " - " in printed.replace("–", "-")
            name = line_key(printed) if line else key_of(printed)
            reading = WorkReading(number=_number(printed), route=line)
            mention = Mention(cls, start, end, key=name, confidence=0.9, reading=reading)
        else:
            mention = place(text, start, end, kind="unit" if _UNIT_POINT.match(printed) else "nature")
        if way:
            point = "link" if "nối" in way or "vào" in way else "to"
        else:
            point = "from" if index == 0 else "to" if index == len(found) - 1 else "stop"
        result.append(replace(mention, within=Within(point)))
        if mention.as_work.route:
            result.extend(_ends_within(text, start, end))
    return result


def line_key(printed: str) -> str:
    """Return the key of a motorway named by its ends."""
    names = re.split(r" [-–] ", re.sub(r"^(?:đường (?:bộ )?)?cao tốc ", "", printed, flags=re.IGNORECASE))
    return "cao tốc " + " - ".join(key(name) for name in names)


def _ends_within(text: str, start: int, end: int) -> list[Mention]:
    """Return the points of a motorway that is itself an end point."""
    first = re.compile(r"(?:đường (?:bộ )?)?cao tốc ", re.IGNORECASE).match(text, start)
    found, at = [], first.end() if first else start
    while at < end and (point := _point().match(text, at, end)):
        found.append(Span(*point.span()))
        at = point.end() + len(" - ")
    inner = mentions(text, found, way="")
    return [replace(mention, within=Within(mention.within.point, line=start)) for mention in inner if mention.within]


def _class_of(printed: str) -> str:
    """Return the class of a point that is a work, empty for a place."""
    if re.match(r"(?:đường (?:bộ )?)?cao tốc ", printed, re.IGNORECASE):
        return "Road"
    if re.fullmatch(_NUMBERED, printed):
        return "Bridge" if printed.lower().startswith("cầu") else "Road"
    folded = fold(printed)
    fitting = [term for term, cls in heads().items() if cls and folded.startswith(fold(term) + " ")]
    return heads()[max(fitting, key=len)] if fitting else ""


def _number(printed: str) -> str:
    """Return the number of a road among the points, empty for none."""
    number = re.search(r"(?:(?:QL|ĐT)[. ]{0,2})?\d+[A-ZĐ]?(?:\.\d+)?$", printed)
    ring = "vành đai" in printed.lower() or printed.lower().startswith("cầu")
    return number.group() if number and not ring and re.fullmatch(_NUMBERED, printed) else ""


__all__ = ["CAPITALISED", "groups", "heads", "is_country", "is_other", "key", "mentions", "pattern", "spans"]
