"""Find places (địa danh): administrative units, rivers, islands, regions, see GUIDELINES section 4, Place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import CAPITALISED, UPPER, function_words, is_acronym
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText
from kg.readings import PlaceReading
from kg.resources import alternatives, read_table, terms_of
from kg.text.scan import either_case, iter_anchored, iter_at

_LIST = re.compile(rf"(?:,| và) (?P<name>{CAPITALISED})")
_IN_WORK = re.compile(r"(?:cảng|cầu|hầm|đê|khu) $", re.IGNORECASE)
_CAPITAL = "Hà Nội"
_DESCRIBED_REGION = re.compile(r"[Vv]ùng(?: [a-zà-ỹđ]+| -){2,6} $")
_REGION_HEAD = re.compile(r"[Vv]ùng $")
_COMMUNE_WORDS = frozenset(map(fold, ("xã", "phường", "thị trấn", "đặc khu")))
_SURNAME = re.compile(r"Hồ ")
_TITLE = re.compile(r"(?<!\w)(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à) $")
_BORDERS = re.compile(r" (?:giáp|của|tiếp giáp|đường|quốc lộ|tuyến|kênh|sông|tỉnh|thành phố|huyện|cầu|khu)(?!\w)")
_PLURALS = ("các ", "hai ", "những ", "Các ", "Hai ", "Những ")
_INITIAL = re.compile(rf"[{UPPER}]")


@lru_cache(maxsize=1)
def _headed() -> re.Pattern[str]:
    """Return the pattern of a head noun and the name behind it."""
    heads = sorted((row["term"] for row in read_table("lexicons/place_heads.tsv")), key=lambda t: (-len(t), t))
    nouns = "|".join(" ".join(f"[{w[0].upper()}{w[0]}]{re.escape(w[1:])}" for w in head.split()) for head in heads)
    several = "|".join(_PLURALS)
    listed = rf"(?={CAPITALISED}(?:(?:, | và )[{UPPER}]|[.;)\n]|$))"  # none in `các xã, phường: Phối hợp …`
    return re.compile(
        rf"(?<!\w)(?:(?P<plural>{several})(?P<heads>{nouns})(?:,? (?:{nouns}))*(?:: {listed}| )"
        rf"|(?P<head>{nouns})(?:(?<=TP)\.?)? ?(?<=[ .]))(?P<name>{CAPITALISED})"
    )


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    return {row["term"].casefold(): row["kind"] for row in read_table("lexicons/place_heads.tsv")}


@lru_cache(maxsize=1)
def units() -> dict[str, list[dict[str, str]]]:
    """Return folded bare name -> the units that bear it, provinces first."""
    table: dict[str, list[dict[str, str]]] = {}
    for row in read_table("gazetteer/units.tsv"):
        table.setdefault(fold(row["name"]), []).append(row)
    for rows in table.values():
        rows.sort(key=lambda row: (row["level"] != "province", row["era"], row["code"]))
    return table


@lru_cache(maxsize=1)
def _hyphenated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of the first words of the provinces whose names hold a hyphen, and of the whole names.

    The hyphen may stand with and without spaces around it.
    """
    names = {
        row["name"] for row in read_table("gazetteer/units.tsv") if " - " in row["name"] and row["level"] == "province"
    }
    forms = "|".join(re.escape(name).replace(r"\ \-\ ", " ?[-–] ?") for name in sorted(names))
    return re.compile(either_case(names)), re.compile(rf"(?<![\w-])(?:{forms})(?!\w)")


@lru_cache(maxsize=1)
def _zones() -> re.Pattern[str]:
    """Return the pattern of `vùng` and the words that say which part of a region is meant (`Vùng ven biển …`)."""
    words = terms_of("lexicons/region_parts.tsv")
    either = alternatives(words)
    return re.compile(rf"(?<!\w)[Vv]ùng (?:(?:{either}) )+$")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of places to `findings.mentions`; overlaps with longer names are settled later."""
    text = prepared.text
    found: list[Mention] = []
    for match in iter_at(_headed(), _heads(text, notes), text):
        if not _is_person(text, match.start(), notes=notes):
            found.extend(_with_head(text, match))
    covered = {(m.start_char + offset) for m in found for offset in range(m.end_char - m.start_char)}
    anchor, hyphenated = _hyphenated()
    for match in iter_anchored(hyphenated, anchor, text):
        if match.start() not in covered:
            rows = units()[fold(re.sub(r" ?[-–] ?", " - ", match.group()))]
            found.append(_unit_mention(*match.span(), rows=rows, confidence=0.95))
            covered.update(range(*match.span()))
    for hit in notes.hits("unit"):
        if hit.start_char not in covered:
            mention = _bare_unit(text, hit)
            if mention:
                found.append(mention)
    for hit in notes.hits("region"):
        mention = _region(text, hit, rows=notes.rows("region", hit))
        if mention:
            found.append(mention)
    findings.mentions.extend(found)


def _heads(text: str, notes: Annotations) -> Iterator[int]:
    """Yield where head nouns begin, with and without the word for several of them before it."""
    for hit in notes.hits("place_head"):
        start = hit.start_char
        if text.endswith(_PLURALS, 0, start):
            yield next(start - len(word) for word in _PLURALS if text.endswith(word, 0, start))
        yield start


def _is_person(text: str, start: int, *, notes: Annotations) -> bool:
    """Say whether a head noun is the surname of one whose office or title stands before it (`Bộ trưởng Hồ …`)."""
    if not _SURNAME.match(text, start):
        return False
    before = notes.hits("agent", max(0, start - 60), end_char=start)
    return (bool(before) and before[-1].end_char == start - 1) or bool(_TITLE.search(text, max(0, start - 12), start))


def _with_head(text: str, match: re.Match[str]) -> list[Mention]:
    """Return the places of one head noun: one for a singular, each of the list for a plural."""
    head = match.group("head") or match.group("heads")
    kind = _kinds()[head.casefold()]
    if is_acronym(match.group("name")) and not match.group("name").startswith("HCM"):
        return []
    if _IN_WORK.search(text, max(0, match.start() - 6), match.start()):
        return []
    if kind == "town":
        return _towns(text, match)
    if not match.group("plural") and kind == "nature" and _is_wide(match.group("name")):
        return []
    double = _hyphenated()[1].match(text, match.start("name"))
    end = max(match.end("name"), double.end() if double else 0)
    if not match.group("plural"):
        return [place(text, match.start("head"), end, kind=kind)]
    found = [place(text, match.start("name"), end, kind=kind, head=head)]
    while following := _LIST.match(text, end):
        found.append(place(text, following.start("name"), following.end("name"), kind=kind, head=head))
        end = following.end()
    return found


def _towns(text: str, match: re.Match[str]) -> list[Mention]:
    """Return the urban centres of `đô thị A` or `các đô thị A, B`, by their bare names in a list."""
    if not match.group("plural"):
        return [place(text, match.start("head"), match.end("name"), kind="unit")]
    found = [place(text, match.start("name"), match.end("name"), kind="unit")]
    while following := _LIST.match(text, found[-1].end_char):
        found.append(place(text, following.start("name"), following.end("name"), kind="unit"))
    return found


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(fold(row["term"]) for row in read_table("lexicons/regions.tsv") if row["kind"] == "country")


def _is_wide(name: str) -> bool:
    """Say whether `name` is a province or a country, which no river or island is named by (`hải đảo Việt Nam`)."""
    rows = units().get(fold(name), [])
    return fold(name) in _countries() or bool(rows and rows[0]["level"] == "province")


def place(text: str, start: int, end: int, *, kind: str, head: str = "") -> Mention:
    """Make the mention of a place from its printed span; `head` is the noun it shares with others."""
    printed = re.sub(r"\s+", " ", text[start:end])
    name = f"{head} {printed}".strip() if head else printed
    bare = re.sub(rf"^(?:{_units_pattern()}) ", "", name, flags=re.IGNORECASE)
    rows = units().get(fold(bare), [])
    reading = PlaceReading(kind)
    label, confidence = name, 0.92
    if kind == "unit":
        unit = fold(name[: len(name) - len(bare)]).strip()
        rows = [
            row
            for row in rows
            if not unit
            or fold(row["type"]).startswith(unit)
            or (unit in ("tp", "thành phố") and "thành phố" in row["type"])
        ]
        if rows and (rows[0]["level"] == "province" or unit):
            return _unit_mention(start, end, rows=rows, confidence=0.97)
        if unit in _COMMUNE_WORDS:
            reading = _commune(name) or reading
    return Mention(
        "Place",
        start,
        end,
        key=fold(label),
        label=label[0].lower() + label[1:] if kind == "unit" and bare != name else label,
        reading=reading,
        confidence=confidence,
    )


@lru_cache(maxsize=1)
def _communes() -> dict[str, list[dict[str, str]]]:
    """Return folded full name (`xã An Mỹ`) -> the communes that bear it; read when a text first names one."""
    table: dict[str, list[dict[str, str]]] = {}
    for row in read_table("gazetteer/communes.tsv"):
        table.setdefault(fold(row["full"]), []).append(row)
    return table


def _commune(name: str) -> PlaceReading | None:
    """Return what is known of a commune whose full name only one has; many are shared and stay without."""
    rows = _communes().get(fold(name), [])
    if len({row["province"] for row in rows}) != 1 or len({row["era"] for row in rows}) != len(rows):
        return None
    return PlaceReading("commune", code=rows[0]["code"], province=rows[0]["province"])


@lru_cache(maxsize=1)
def _units_pattern() -> str:
    return "|".join(
        sorted(
            (row["term"] for row in read_table("lexicons/place_heads.tsv") if row["kind"] == "unit"),
            key=lambda t: (-len(t), t),
        )
    )


def successor(row: Mapping[str, str]) -> str:
    """Return the name of the province of today that holds a unit of before July 2025, empty when it is the same."""
    if row["era"] != "pre-2025-07":
        return ""
    name = _today().get(row["became"], "")
    return "" if name == row["full"] else name


@lru_cache(maxsize=1)
def _today() -> dict[str, str]:
    """Return code -> full name of the provinces of today."""
    rows = read_table("gazetteer/units.tsv")
    return {row["code"]: row["full"] for row in rows if row["era"] != "pre-2025-07" and row["level"] == "province"}


def _unit_mention(start: int, end: int, *, rows: list[dict[str, str]], confidence: float) -> Mention:
    """Make the mention of a unit of the gazetteer; one that several provinces have stays without a code."""
    row = rows[0]
    kind = "province" if row["level"] == "province" else "district"
    places = {(other["level"], other["province"]) for other in rows if other["level"] == row["level"]}
    reading = PlaceReading(kind)
    if len(places) == 1:
        reading = PlaceReading(kind, code=row["code"], province=row["province"], became=successor(row))
    full = row["full"]
    return Mention("Place", start, end, key=fold(full), label=full, reading=reading, confidence=confidence)


def _bare_unit(text: str, hit: Hit) -> Mention | None:
    """Return the province that a bare name means; a bare district name means none."""
    printed = text[hit.start_char : hit.end_char]
    rows = units()[hit.term]
    if rows[0]["level"] != "province" or not all(_INITIAL.match(word) for word in printed.split()):
        return None
    before = text[max(0, hit.start_char - 12) : hit.start_char].rstrip("( ")
    after = text[hit.end_char : hit.end_char + 2]
    if (after[:1] == " " and after[1:2].isupper()) or (
        re.search(rf"[{UPPER}]\w*$", before) and text[hit.start_char - 1] == " "
    ):
        return None
    return _unit_mention(hit.start_char, hit.end_char, rows=rows, confidence=0.9)


def _region(text: str, hit: Hit, *, rows: tuple[dict[str, str], ...]) -> Mention | None:
    """Return the region of a hit, the word `vùng` before it included."""
    row = rows[0]
    printed = text[hit.start_char : hit.end_char]
    if (
        row["kind"] == "direction"
        or not any(ch.isupper() for ch in printed)
        or (row["lower"] == "no" and not printed[0].isupper())
    ):
        return None
    if row["term"].startswith("phía ") and (printed[0] == "P" or _BORDERS.match(text, hit.end_char)):
        return None  # a side of something: `Phía Bắc giáp …`, `phía Nam quốc lộ 1`
    if row["kind"] == "capital":
        return _unit_mention(hit.start_char, hit.end_char, rows=units()[fold(_CAPITAL)], confidence=0.9)
    if row["kind"] == "province":
        key, reading = fold(f"tỉnh {row['term'].replace(' - ', ' ')}"), PlaceReading("province")
        label = f"tỉnh {row['term']}"
        return Mention("Place", hit.start_char, hit.end_char, key=key, label=label, reading=reading, confidence=0.85)
    head = _REGION_HEAD.search(text, max(0, hit.start_char - 5), hit.start_char)
    described = _DESCRIBED_REGION.search(text, max(0, hit.start_char - 50), hit.start_char)
    plain = (
        described and row["term"].startswith("phía ") and not function_words().intersection(described.group().split())
    )
    described = described if plain else _zones().search(text, max(0, hit.start_char - 50), hit.start_char)
    if described:
        printed = text[described.start() : hit.end_char]
        reading = PlaceReading("region")
        return Mention("Place", described.start(), hit.end_char, key=fold(printed), reading=reading, confidence=0.85)
    start = head.start() if head else hit.start_char
    label = f"vùng {row['term']}" if head and not row["term"].startswith("vùng") else row["term"]
    key, reading = fold(row["term"]), PlaceReading(row["kind"])
    return Mention("Place", start, hit.end_char, key=key, label=label, reading=reading, confidence=0.95)
