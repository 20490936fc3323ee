"""Find relations that hold for every member of a list: places of a region, acts of one issuer, bodies of a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.relations.ordered import Ordered
from kg.iri import fold
from kg.model import Mention

_NOUNS = r"(?:(?:các |hai |ba )?(?:tỉnh|thành phố|huyện|xã|phường|thị xã|địa phương|nước|quốc gia)(?:, | và )?)*"
_OPENS_LIST = re.compile(
    rf"(?: \(|: |,? (?:như|gồm|bao gồm|gồm có):? )(?:{_NOUNS}(?: trực thuộc (?:Trung ương|trung ương))?(?: từ|:|,)? ?)$"
)
_REST = re.compile(r"[^;.\n]{0,120}?(?=,? (?:như|gồm|bao gồm|gồm có):? )")
"""What may stand between a region and the word that opens its list, within one sentence."""
_JOINT = re.compile(rf"(?:, | và | tới | đến |, và | - )(?:{_NOUNS} ?)?")
_AMONG = re.compile(r"(?: trở thành [^,;.]{0,30}?)? (?:thuộc|trong|nằm trong) (?:nhóm|top|tốp)[^,;.]{0,40} $")
_ADDRESS = re.compile(r" [-–] $")
_UNIT = re.compile(r"(?:xã|phường|thị trấn|huyện|quận|thị xã|đặc khu) ")
_SAME_ISSUER = re.compile(r"(?:,|;| và|, và)(?: các)? ")
_OF_ISSUER = re.compile(r" (?P<kind>[a-zà-ỹđ]+(?: [a-zà-ỹđ]+)?) của $")
_ESPECIALLY = re.compile(r",? (?:đặc biệt là|nhất là|trong đó có|như|gồm|cụ thể là|là)(?: các)? $")
_AT = re.compile(r" tại(?: các)? $")
_POSSESSOR = re.compile(r" của (?P<body>[A-ZĐ][^,;()]+)$")
_WIDE = ("region", "country")
_MOST = 40


def places_of_regions(ordered: Ordered) -> None:
    """State that the places of a list lie in the region before it (`vùng A (các tỉnh B, C)`, `khu vực A gồm B, C`)."""
    mentions, text = ordered.mentions, ordered.text
    places = [index for index in ordered.order if mentions[index].cls == "Place"]
    for at, index in enumerate(places):
        region = mentions[index]
        if region.as_place.kind not in _WIDE:
            continue
        for other in _members_behind(text, region, [(i, mentions[i]) for i in places[at + 1 : at + _MOST]]):
            span = {"start": region.start_char, "end": mentions[other].end_char}
            ordered.add(other, "locatedIn", obj=index, confidence=0.85, **span)


def _members_behind(text: str, region: Mention, behind: list[tuple[int, Mention]]) -> Iterator[int]:
    """Yield the places of a list that is opened behind a region."""
    reached = region.end_char
    for number, (index, place) in enumerate(behind):
        if place.as_place.kind in _WIDE and region.as_place.kind != "region":
            member = place.as_place.kind == "country"
        else:
            member = place.as_place.kind not in _WIDE or place.as_place.kind == "country"
        between = text[reached : place.start_char]
        if number == 0:
            rest = _REST.match(text, reached, place.start_char)
            between = text[rest.end() : place.start_char] if rest else between
            if not _OPENS_LIST.fullmatch(between):
                return
        elif not _JOINT.fullmatch(between):
            return
        if not member:
            return
        yield index
        reached = place.end_char


def places_by_address(ordered: Ordered) -> None:
    """State where a work or spot lies whose address stands behind a dash (`Hồ Cửa Đạt - xã Thường Xuân`)."""
    mentions, text = ordered.mentions, ordered.text
    for at, index in enumerate(ordered.order[:-1]):
        subject, other = mentions[index], ordered.order[at + 1]
        place = mentions[other]
        if place.cls != "Place" or not _UNIT.match(text, place.start_char) or subject.cls in ("Agent", "Time"):
            continue
        if subject.cls == "Instrument" or not _ADDRESS.fullmatch(text[subject.end_char : place.start_char]):
            continue
        span = {"start": subject.start_char, "end": place.end_char}
        ordered.add(index, "locatedIn", obj=other, confidence=0.85, **span)


def places_among(ordered: Ordered) -> None:
    """State that a place lies in the region among whose first it is (`A thuộc nhóm 3 nước dẫn đầu Đông Nam Á`)."""
    mentions = ordered.mentions
    places = [index for index in ordered.order if mentions[index].cls == "Place"]
    for one, other in pairwise(places):
        subject, region = mentions[one], mentions[other]
        if region.as_place.kind != "region" or not _AMONG.fullmatch(ordered.text[subject.end_char : region.start_char]):
            continue
        span = {"start": subject.start_char, "end": region.end_char}
        ordered.add(one, "locatedIn", obj=other, confidence=0.85, **span)


def issuers_of_lists(ordered: Ordered) -> None:
    """State the issuer of acts in a list: named with the first or the last of them, or before the list."""
    mentions = ordered.mentions
    known = {r.subject: r.object for r in ordered.findings.relations if r.predicate == "issuedBy"}
    acts = [index for index in ordered.order if mentions[index].cls == "Instrument"]
    for group in _groups(ordered, acts):
        issuer = next((known[index] for index in reversed(group) if index in known), -1)
        issuer = issuer if issuer >= 0 else _issuer_before(ordered, group[0])
        if issuer < 0:
            continue
        for index in group:
            if index not in known:
                act, body = mentions[index], mentions[issuer]
                span = {
                    "start": min(act.start_char, body.start_char),
                    "end": max(act.end_char, body.end_char),
                }
                ordered.add(index, "issuedBy", obj=issuer, confidence=0.8, **span)


def _groups(ordered: Ordered, acts: list[int]) -> Iterator[list[int]]:
    """Yield runs of numbered acts of one kind joined by commas and `và`, each with its date or none."""
    mentions, text = ordered.mentions, ordered.text
    group: list[int] = []
    for index in acts:
        if not re.search(r"\d", mentions[index].key):
            continue
        if group:
            last, act = mentions[group[-1]], mentions[index]
            between = text[last.end_char : act.start_char]
            times = [mentions[i] for i in ordered.within(last.end_char, act.start_char) if mentions[i].cls == "Time"]
            for time in times:
                between = between.replace(text[time.start_char : time.end_char], "", 1)
            same = last.key.split(" số ")[0].split(" ")[:2] == act.key.split(" số ")[0].split(" ")[:2]
            if not (same and _SAME_ISSUER.fullmatch(re.sub(r" +", " ", between).replace(" ,", ","))):
                yield group
                group = []
        group.append(index)
    if group:
        yield group


def _issuer_before(ordered: Ordered, first: int) -> int:
    """Return the body before a list of acts: `theo chỉ đạo của X tại …`, `các công điện của X, đặc biệt là …`."""
    mentions, text = ordered.mentions, ordered.text
    act = mentions[first]
    bodies = [i for i in ordered.within(max(0, act.start_char - 90), act.start_char) if mentions[i].cls == "Agent"]
    if not bodies:
        return -1
    body = mentions[bodies[-1]]
    between = text[body.end_char : act.start_char]
    if _AT.fullmatch(between):
        return bodies[-1]
    before = _OF_ISSUER.search(text, max(0, body.start_char - 40), body.start_char)
    if before is None or not _ESPECIALLY.fullmatch(between):
        return -1
    kinds = (before.group("kind"), before.group("kind").rsplit(" ", 1)[-1])
    return bodies[-1] if act.key.startswith(kinds) else -1


def bodies_of_bodies(ordered: Ordered) -> None:
    """State that bodies named by kind belong to the body behind `của` (`các Ủy ban của Quốc hội`)."""
    mentions = ordered.mentions
    named: dict[str, int] = {}
    for index in ordered.order:
        if mentions[index].cls == "Agent":
            named.setdefault(mentions[index].key, index)
    for index in ordered.order:
        body = mentions[index]
        if body.cls != "Agent" or not body.as_agent.generic:
            continue
        whole = _POSSESSOR.search(ordered.text, body.start_char, body.end_char)
        other = named.get(fold(whole.group("body"))) if whole else None
        if other is not None and mentions[other].key != body.key:
            span = {"start": body.start_char, "end": body.end_char}
            ordered.add(index, "memberOf", obj=other, confidence=0.8, **span)
