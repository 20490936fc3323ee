"""Find relations that the text states between entities (quan hệ), see GUIDELINES section 7: nothing is inferred."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.relations import lines, lists, states
from kg.extract.relations.extent import extents
from kg.extract.relations.ordered import Ordered
from kg.iri import fold
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText
from kg.text.letters import UPPER

_LOCATED = re.compile(
    r"(?:,? thuộc|,? tại|,? ở|,? nằm (?:tại|ở|trên)|,? trên địa bàn|,? đặt tại|,? trong|,? đoạn qua)(?: địa bàn"
    r"| địa phận)?"
    r"(?: các)? $"
)
_WITH_SPOT = re.compile(rf"^(?:, | và )[{UPPER}]\w+(?: [{UPPER}]\w+)*(?= thuộc )")
_OVER = re.compile(r" (?:bắc qua|vượt|qua) $")
_IN_REGION = re.compile(r"(?: trở thành [^,;.]{0,40})? (?:trong|thuộc) (?:khu vực |vùng )?$")
_ISSUER = re.compile(r",?(?: ngày [\d/. ]+(?:tháng \d+ năm \d{4})?)?,? của $")
_ISSUED_IN = re.compile(r" tại $")
_PASSES = re.compile(r" ban hành $")
_MEMBER = re.compile(
    r",?(?: (?:với vai trò |với tư cách )?là| \()? ?(?:cơ quan thường trực|cơ quan Thường trực|thành viên"
    r"|ủy viên|Ủy viên"
    r"|đơn vị thành viên|đơn vị trực thuộc|trực thuộc|thuộc)(?: của)? $"
)
_UNIT_RANK = {"thôn": 0, "ấp": 0, "xã": 1, "phường": 1, "thị trấn": 1, "huyện": 2, "quận": 2, "thị xã": 2, "tỉnh": 3}
_ON_ROUTE = ("from", "to", "stop")
_ZONES = ("Place", "EconomicZone", "IndustrialPark", "UrbanArea")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the relations to `findings.relations`."""
    ordered = Ordered(prepared, findings)
    finders = (
        lines.routes,
        lines.numbers,
        lines.parts,
        lines.links,
        lines.alongs,
        extents,
        _plans,
        _locations,
        lists.places_of_regions,
        lists.places_by_address,
        lists.places_among,
        _issuers,
        lists.issuers_of_lists,
        _members,
        lists.bodies_of_bodies,
        states.due_times,
        states.completion_times,
        states.statuses,
    )
    for finder in finders:
        finder(ordered)


def _locations(ordered: Ordered) -> None:
    """State where a work or a place lies, where a word of place, an address or a bracket joins the two."""
    mentions = ordered.mentions
    for at, index in enumerate(ordered.order[:-1]):
        subject = mentions[index]
        if subject.cls not in (*WORK_CLASSES, "Place"):
            continue
        other = ordered.order[at + 1]
        if _point(mentions[other]) == "at":
            ordered.add(index, "locatedIn", obj=other, start=subject.start_char, end=subject.end_char)
            continue
        after = (i for i in ordered.order[at + 1 : at + 10] if mentions[i].start_char >= subject.end_char)
        other = next(after, -1)
        if other < 0 or mentions[other].cls not in _ZONES or _point(mentions[other]) in _ON_ROUTE:
            continue
        other = _beyond_list(ordered, index, other)
        if _lies_in(ordered, subject, mentions[other]):
            end = mentions[other].end_char
            ordered.add(index, "locatedIn", obj=other, start=subject.start_char, end=end, confidence=0.85)


def _beyond_list(ordered: Ordered, index: int, other: int) -> int:
    """Return the place behind a list of places of one rank that share it (`xã A và xã B, huyện C`), else `other`."""
    mentions = ordered.mentions
    subject = mentions[index]
    if subject.cls in WORK_CLASSES and _rank(mentions[other]) < 0:
        return _behind_spot(ordered, subject, other)
    reached, rank = subject, _rank(subject)
    if subject.cls != "Place" or rank < 0 or _rank(mentions[other]) != rank:
        return other
    for i in ordered.within(subject.end_char, subject.end_char + 200):
        place = mentions[i]
        if place.start_char < reached.end_char or place.cls != "Place":
            continue
        joint = ordered.text[reached.end_char : place.start_char]
        bracket = joint == " (" and ordered.text[place.end_char : place.end_char + 1] == ")"
        if _rank(place) > rank and (joint == ", " or bracket or _LOCATED.fullmatch(joint)):
            return i
        if _rank(place) != rank or joint not in (", ", " và "):
            return other
        reached = place
    return other


def _behind_spot(ordered: Ordered, subject: Mention, other: int) -> int:
    """Return the place behind a spot that a work is named with (`cảng A, mũi B thuộc xã C`), else `other`."""
    spot = ordered.mentions[other]
    if ordered.text[subject.end_char : spot.start_char] not in (", ", " và "):
        return other
    after = [i for i in ordered.within(spot.end_char, spot.end_char + 60) if ordered.mentions[i].cls == "Place"]
    lies = after and _LOCATED.fullmatch(ordered.text[spot.end_char : ordered.mentions[after[0]].start_char])
    return after[0] if lies else other


def _lies_in(ordered: Ordered, subject: Mention, place: Mention) -> bool:
    """Say whether the words between two mentions state that the first lies in the second."""
    between = ordered.text[subject.end_char : place.start_char]
    between = _WITH_SPOT.sub("", between) if subject.cls in WORK_CLASSES else between
    if len(between) > 70:
        return False
    if place.cls != "Place":
        return subject.cls in WORK_CLASSES and bool(_LOCATED.fullmatch(between))
    if place.as_place.kind == "region" and not subject.within:
        return bool(_IN_REGION.fullmatch(between) or _LOCATED.fullmatch(between))
    if _point(subject) in _ON_ROUTE:
        return between == ", " and _rank(place) > _rank(subject) and not place.within
    if subject.cls == "Bridge" and _OVER.fullmatch(between):
        return place.key.startswith(("sông ", "kênh ", "rạch "))
    if between == " (":
        closed = ordered.text[place.end_char : place.end_char + 1] in (")", ",")
        return closed and (subject.cls != "Place" or _rank(place) > _rank(subject)) and not place.within
    if between.startswith((", ", " và ")) and len(between) > 5 and _rank(subject) >= 0 and subject.cls == "Place":
        return _rank(place) > _rank(subject) and between.endswith((", ", " thuộc ", " của ", " ("))
    if between == ", ":
        named = _rank(place) > 0 and ordered.text[place.start_char].islower()
        return named and _rank(place) > (_rank(subject) if subject.cls == "Place" else 0)
    if between == " " and ordered.text[place.start_char].islower() and _rank(place) > 0:
        return subject.cls in WORK_CLASSES and not subject.within
    return bool(_LOCATED.fullmatch(between)) and (subject.cls != "Place" or _rank(place) > _rank(subject))


def _point(mention: Mention) -> str:
    """Return what a mention is for the one that holds it, empty where none does."""
    return mention.within.point if mention.within else ""


def _rank(place: Mention) -> int:
    """Return how wide an administrative unit is, -1 for a river, an island or a region."""
    kind = place.as_place.kind
    if kind in ("province", "district", "commune"):
        return {"province": 3, "district": 2, "commune": 1}[kind]
    if kind in ("region", "country"):
        return 4
    word = next((w for w in _UNIT_RANK if place.key.startswith(f"{w} ")), "")
    return _UNIT_RANK[word] if word else -1


def _issuers(ordered: Ordered) -> None:
    """State who issued an instrument: `… của X`, `X tại …`, a congress in its name."""
    mentions = ordered.mentions
    agents: dict[str, int] = {}
    for index in ordered.order:
        if mentions[index].cls == "Agent":
            agents.setdefault(mentions[index].key, index)
    for at, index in enumerate(ordered.order):
        instrument = mentions[index]
        if instrument.cls != "Instrument":
            continue
        span = {"start": instrument.start_char, "end": instrument.end_char}
        body = _issuer_beside(ordered, at)
        if body >= 0:
            span = {
                "start": min(span["start"], mentions[body].start_char),
                "end": max(span["end"], mentions[body].end_char),
            }
            ordered.add(index, "issuedBy", obj=body, **span)
        elif instrument.key.startswith("nghị quyết đại hội") and instrument.key[len("nghị quyết ") :] in agents:
            named = agents[fold(instrument.key[len("nghị quyết ") :])]
            ordered.add(index, "issuedBy", obj=named, confidence=0.85, **span)


def _issuer_beside(ordered: Ordered, at: int) -> int:
    """Return the index of the body that the words around an instrument name as its issuer, -1 for none."""
    mentions, text = ordered.mentions, ordered.text
    instrument = mentions[ordered.order[at]]
    behind = [i for i in ordered.order[at + 1 : at + 3] if mentions[i].cls != "Time"]
    following = mentions[behind[0]] if behind else None
    if following is not None and following.cls == "Agent":
        joint = text[instrument.end_char : following.start_char]
        if _ISSUER.fullmatch(joint):
            return behind[0]
    if at and mentions[ordered.order[at - 1]].cls == "Agent":
        before = mentions[ordered.order[at - 1]]
        if _PASSES.fullmatch(text[before.end_char : instrument.start_char]):
            return ordered.order[at - 1]
        if re.search(r"\d", instrument.key) and _ISSUED_IN.fullmatch(text[before.end_char : instrument.start_char]):
            return ordered.order[at - 1]
    return -1


def _plans(ordered: Ordered) -> None:
    """State what a plan or scheme is for: the work in its name (`quy hoạch chung Khu kinh tế A`)."""
    described = {m.key: index for index, m in reversed(ordered.works()) if m.as_work.described}
    for index in ordered.order:
        plan = ordered.mentions[index]
        if plan.cls != "Instrument":
            continue
        for key, other in described.items():
            if plan.key.startswith("quy hoạch ") and key in plan.key:
                span = {"start": plan.start_char, "end": plan.end_char}
                ordered.add(index, "develops", obj=other, confidence=0.8, **span)
        for other in ordered.within(plan.start_char, plan.end_char):
            if _point(ordered.mentions[other]) == "plan":
                span = {"start": plan.start_char, "end": plan.end_char}
                ordered.add(index, "develops", obj=other, confidence=0.8, **span)


def _members(ordered: Ordered) -> None:
    """State that a named body belongs to another: `X là cơ quan thường trực Y`, `X thuộc Y`."""
    mentions = ordered.mentions
    for at, index in enumerate(ordered.order[:-1]):
        body, other = mentions[index], mentions[ordered.order[at + 1]]
        if body.cls != "Agent" or other.cls != "Agent" or not ordered.text[body.start_char].isupper():
            continue
        if body.key != other.key and _MEMBER.fullmatch(ordered.text[body.end_char : other.start_char]):
            span = {"start": body.start_char, "end": other.end_char}
            ordered.add(index, "memberOf", obj=ordered.order[at + 1], confidence=0.8, **span)
