"""Find works and zones (công trình, dự án): specific ones, by name, number or route, see GUIDELINES section 4."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.annotate import Annotations, Hit
from kg.extract.mentions.places import place
from kg.extract.works import routes as route_finder
from kg.extract.works.context import Contexts
from kg.extract.works.joining import join
from kg.extract.works.keys import key_of
from kg.extract.works.lists import area, listed, more_numbers, next_with_place
from kg.extract.works.names import DESCRIBED_CLASSES, NEXT_TERMINAL, PLURAL, SENTENCE_START, make, specific
from kg.extract.works.references import project_references
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText
from kg.readings import Within, WorkReading
from kg.resources import alternatives, read_table, terms_of
from kg.text.scan import iter_anchored, iter_at

_LISTED = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|một số|0?\d) (?:dự án |tuyến |công trình )?$", re.IGNORECASE)
_SHORT_HEAD = re.compile("QL|ĐT|ĐH|TL|HL|CT")
_SHORT = re.compile(r"(?<![\w/.-])(?P<head>QL|ĐT|ĐH|TL|HL|CT)(?P<number>\d{1,4}[A-ZĐ]?)(?![\w/-])")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of works, and of the places at the ends of their routes, to `findings.mentions`."""
    text = prepared.text
    found, alone = _headed(text, notes=notes)
    found = _rail_rings(prepared, found)
    found.extend(_short(text))
    found.extend(_named(text, notes))
    routes = route_finder.find_routes(prepared, notes=notes)
    taken = sorted((m.start_char, m.end_char) for m in routes if not m.within)
    found = [m for m in found if not any(start <= m.start_char and m.end_char <= end for start, end in taken)]
    found = _share_codes(_share_aliases(text, _meet(join(routes, found, text=text))))
    found.extend(_back_references(text, alone, found=found))
    found.extend(project_references(prepared, found))
    findings.mentions.extend(found)


def _headed(text: str, *, notes: Annotations) -> tuple[list[Mention], list[Hit]]:
    """Return the works with a head noun, and the capitalised heads that stand alone."""
    found: list[Mention] = []
    alone: list[Hit] = []
    for hit in notes.hits("work"):
        form = notes.rows("work", hit)[0]["form"]
        mention = specific(text, hit, form=form, notes=notes)
        if mention is not None:
            found.append(mention)
            found.extend(_inside(text, mention))
            found.extend(_terminals(text, mention))
            if "name" in form:
                found.extend(next_with_place(text, mention, hit=hit, notes=notes))
            if mention.as_work.number:
                found.extend(more_numbers(text, mention, head=hit.term))
        elif plural := _LISTED.search(text, max(0, hit.start_char - 24), hit.start_char):
            found.extend(listed(text, hit, form=form, notes=notes) or area(text, hit, start=plural.start()))
        elif text[hit.start_char].isupper():
            alone.append(hit)
    return found, alone


def _rail_rings(prepared: PreparedText, works: list[Mention]) -> list[Mention]:
    """Return the works; a ring line is a railway where the text speaks of railways (`tuyến vành đai phía Đông`)."""
    rings = [m for m in works if m.cls == "Road" and m.key.startswith("vành đai phía")]
    contexts = Contexts(prepared) if rings else None
    rail = {m for m in rings if contexts is not None and contexts.kind(m.start_char) == "Railway"}
    return [replace(m, cls="Railway") if m in rail else m for m in works]


def _inside(text: str, mention: Mention) -> list[Mention]:
    """Return the place that says where a work without a name lies (`sân bay tại đảo Thổ Chu`)."""
    if not mention.as_work.sited:
        return []
    start = text.rfind(" ", 0, text.find(" ", mention.start_char + 4))
    joint = re.search(r" (?:tại|ở|trên) ", text[mention.start_char : mention.end_char])
    start = mention.start_char + joint.end() if joint else start
    where = place(text, start, mention.end_char, kind="nature" if text.startswith(("đảo", "quần"), start) else "unit")
    return [replace(where, within=Within("at"))]


def _terminals(text: str, mention: Mention) -> list[Mention]:
    """Return the terminals that share the head of the one before (`nhà ga T3 Tân Sơn Nhất, T2 Nội Bài`)."""
    found: list[Mention] = []
    end = mention.end_char
    while mention.cls == "Airport" and (following := NEXT_TERMINAL.match(text, end)):
        key = key_of(f"nhà ga {following.group('name')}")
        found.append(Mention("Airport", *following.span("name"), key=key, confidence=0.85))
        end = following.end()
    return found


def _short(text: str) -> list[Mention]:
    """Return the roads whose number is written on to the abbreviation (`QL37`)."""
    found = []
    for match in iter_anchored(_SHORT, _SHORT_HEAD, text):
        number = match.group("number")
        reading = WorkReading(number=f"CT.{number}" if match.group("head") == "CT" else match.group())
        mention = make(text, match.start(), match.end(), cls="Road", reading=reading)
        found.append(mention)
        found.extend(more_numbers(text, mention, head=match.group("head").lower()))
    return found


@lru_cache(maxsize=1)
def _named_table() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {fold(row["term"]): (row["class"], row["key"]) for row in read_table("lexicons/named_works.tsv")}
    names = terms_of("lexicons/named_works.tsv")
    printed = {form for name in names for form in (name, name[0].upper() + name[1:], name.title(), name.upper())}
    either = alternatives(printed)
    return re.compile(rf"(?:{either})(?!\w)"), rows


_LINE_OF = re.compile(r"(?<!\w)tuyến $", re.IGNORECASE)


def _named(text: str, notes: Annotations) -> list[Mention]:
    """Return the works that go by a description (`tuyến đường bộ ven biển`)."""
    pattern, rows = _named_table()
    found = []
    for match in iter_at(pattern, (hit.start_char for hit in notes.hits("named_work")), text):
        before = _LINE_OF.search(text, max(0, match.start() - 6), match.start())
        start = before.start() if before else match.start()
        if start and text[start - 1].isalnum():
            continue
        cls, key = rows[fold(match.group())]
        if not PLURAL.search(text, max(0, start - 24), start):
            found.append(make(text, start, match.end(), cls=cls, reading=WorkReading(described=True), key=fold(key)))
    return found


def _meet(works: list[Mention]) -> list[Mention]:
    """Return the works; a road named by its bare number (`đường 770B`) is the provincial road of that number."""
    roads = {m.key: m for m in works if m.key.startswith("đường tỉnh ")}

    def met(mention: Mention) -> Mention:
        full = "đường tỉnh " + mention.key.removeprefix("đường ")
        if mention.cls != "Road" or not mention.key.startswith("đường ") or full not in roads:
            return mention
        own = mention.as_work
        return replace(mention, key=full, reading=replace(own, number=roads[full].as_work.number or own.number))

    return [met(mention) for mention in works]


def _share_aliases(text: str, works: list[Mention]) -> list[Mention]:
    """Return the works; one in brackets behind another of its class is that one (`cầu A (cầu B theo quy hoạch)`)."""
    ends = {m.end_char: m for m in works if not m.within}
    renamed: dict[str, Mention] = {}
    for mention in works:
        first = ends.get(mention.start_char - 2)
        if first is None or first.cls != mention.cls or not text.startswith(" (", first.end_char):
            continue
        if not mention.as_work.part and not mention.as_work.number:
            renamed[mention.key] = first
    shared: dict[Mention, Mention] = {}
    for mention in works:
        first = renamed.get(mention.key, mention)
        meant = shared.get(first, first)
        shared[mention] = replace(mention, key=meant.key, label=meant.label) if first != mention else mention
    return [shared[mention] for mention in works]


def _share_codes(works: list[Mention]) -> list[Mention]:
    """Return the works; a road named by its code alone (`CT.04`) is the one that the text brought the code with."""
    coded = {m.as_work.code: m for m in reversed(works) if m.cls == "Road" and m.as_work.code}

    def named(mention: Mention) -> Mention:
        road = coded.get(mention.as_work.number) if mention.cls == "Road" and not mention.as_work.code else None
        return replace(mention, key=road.key, label=road.label) if road else mention

    return [named(mention) for mention in works]


def _back_references(text: str, alone: list[Hit], *, found: list[Mention]) -> list[Mention]:
    """Return capitalised heads that stand alone and mean the one such work named before (`Khu kinh tế`)."""
    named: dict[tuple[str, str], list[Mention]] = {}
    for mention in sorted(found, key=lambda m: m.start_char):
        if mention.cls in DESCRIBED_CLASSES and not mention.within:
            head = next(
                (
                    t
                    for t in ("khu kinh tế", "khu công nghiệp", "khu đô thị", "cụm công nghiệp")
                    if mention.key.startswith(t)
                ),
                "",
            )
            named.setdefault((mention.cls, head), []).append(mention)
    mentions = []
    for hit in alone:
        before = [m for m in named.get((hit.label, fold(hit.term)), []) if m.start_char < hit.start_char]
        if (
            not before
            or len({m.key for m in before}) > 1
            or SENTENCE_START.search(text, max(0, hit.start_char - 4), hit.start_char)
        ):
            continue
        if any(m.start_char <= hit.start_char < m.end_char for m in found[-400:]):
            continue
        mentions.append(
            Mention(
                hit.label,
                hit.start_char,
                hit.end_char,
                key=before[0].key,
                label=before[0].label,
                confidence=0.85,
                reading=replace(before[0].as_work, back=True),
            )
        )
    return mentions
