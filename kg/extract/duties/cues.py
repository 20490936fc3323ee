"""Read the bodies and groups beside the doer of a clause, by the words before them, see GUIDELINES section 5."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.annotate import Hit
from kg.extract.clauses.parties import Party
from kg.extract.clauses.reading import Reading, parties_at, subject_at
from kg.extract.duties.brackets import brackets_in, read_bracket
from kg.extract.duties.words import DECIDED, pattern, shaped
from kg.extract.grammar.names import CAPITALISED
from kg.extract.grammar.quantities import so_many
from kg.extract.grammar.slack import skip_slack
from kg.extract.grammar.verbs import VERBAL
from kg.extract.mentions.agents.tiers import UNIT
from kg.model import NOWHERE, Span

_DECIDES = ("approve decide", r"(?:(?! trước khi| trình | tổng hợp)[^.;]){0,40}?{}")
_DECIDER = ("approve", r" {}")
_APART = re.compile(r"(?:(?:,? [^\s,.;:]+){1,5}?) (?:với|cùng) ")
_MOVED = ("move", r"{}$")
_DOES = ("lead carry head", r" (?:trực tiếp )?(?:{}|làm(?! chủ))(?!\w)")
_AREA = re.compile(
    rf"(?: \([^()]{{1,80}}\))?(?: trên địa bàn(?: toàn| cả)?(?: {UNIT})?(?: {CAPITALISED})?)?(?: tái(?= đầu tư))?"
)
_NO_CUE = ("noun", r"(?<!\w)(?:không|(?i:{})|[Tt]hi đua(?:,| -| và)) $")
"""What makes a noun of the cue behind it, or denies it: `Ban chỉ đạo`, `công tác thi đua, khen thưởng`."""
_BEFORE = 14
_FOR = "cho"
_TELLS = ("tell", r"(?<!\w)(?i:{}) [^,;:.()]{3,110}? (?:về|cho|tới|đến|với|qua) $")
_FAR = 130
_RECEIVES = r"[^.;]{0,160}?(?<!\w){receive}(?!\w)"
_REACHES = re.compile(r"(?:.* )?(?:có|đạt)(?: \w+)?$", re.IGNORECASE)
_GATHERS = (
    r"(?: \([^()]{1,80}\))?(?:,| để| trước [^,;]{3,60}?(?:,| để)?| theo [^,;]{3,60}?(?:,| để))? (?:theo dõi, )?"
    r"{gather}(?!\w)"
)
"""What a body is told something for that has to work on it: `gửi Bộ X để tổng hợp`."""
_SET_APART = re.compile(r", (?:giao |do )?$")
_HAS_IT = ("lead", r" {}(?: thực hiện| triển khai| chính)?")
_OVER = re.compile(r"\)|[,;]? phối hợp (?:với|cùng) ")
"""With `_SET_APART` before it: who has the work is told behind it (`…, Sở Y tế chủ trì`)."""
_GIVES = (
    "give",
    r"(?i:(?:(?:{manner}|ưu tiên|xem xét|đẩy mạnh) )*{}(?!\w))",
)
"""A verb of giving: a body behind `đối với` gets what it gives, not only people."""
_STANDS_FOR = re.compile(r"(?:đối tượng|thành phần)$", re.IGNORECASE)
_IS = re.compile(r" (?:là|gồm|bao gồm)(?: có)?:? ")
_BETWEEN = "giữa"
_OWNED = re.compile(r" (?:trực thuộc|thuộc|của) ")
_WITH = re.compile(r",? (?:với|và giữa) ")
_ACTING = VERBAL | {"adverb", "modal", "negation"}
_WORK = "công tác "
"""Makes a noun of a cue that has no object which is to act: it has one in `công tác vận động người dân tham gia`."""


def cued(start: int, end: int, *, reading: Reading, trigger: Span = NOWHERE) -> list[tuple[Party, str]]:
    """Return the parties in a stretch of text, each with the role that the cue before it gives.

    A cue that is as often a noun (`hợp tác với`) is read in the verb phrase `trigger` only.
    """
    text = reading.text
    found: list[tuple[Party, str]] = []
    for cue in reading.notes.hits("cue", start, end_char=end):
        no_cue = pattern(*_NO_CUE).search(text, max(0, cue.start_char - _BEFORE), cue.start_char)
        if cue.label == "-" or (no_cue and no_cue.group().lower() != _WORK):
            continue
        named = parties_at(reading, skip_slack(text, cue.end_char + 1, end), end, placed=True)
        named = named or parties_at(reading, cue.end_char + 1, end)
        apart = _APART.match(text, cue.end_char, end) if not named and cue.label == "coordinate" else None
        if apart:
            named = parties_at(reading, apart.end(), end)
        if not named or (no_cue and not _acts(named[-1].end_char, end, reading=reading)):
            continue
        named = _meant(named, end, reading=reading)
        if cue.term.endswith(_BETWEEN):
            named = [*named, *_others_between(named[-1], end, reading=reading)]
        kinds = reading.notes.rows("cue", cue)[0]["of"]
        if kinds == "head" and not trigger.start_char <= cue.start_char <= trigger.end_char + 1:
            continue
        role = _role(cue, named, kinds=kinds, end=end, reading=reading)
        people = any(party.kind == "group" for party in named)
        gives = role == "beneficiary" and pattern(*_GIVES).match(text, trigger.start_char, trigger.end_char)
        if role and (gives or kinds not in ("group", "body") or people == (kinds == "group")):
            found.extend((party, role) for party in named)
    if trigger is not NOWHERE:
        found.extend(_counted(start, end, reading=reading, trigger=trigger))
        found.extend(_set_apart(trigger.end_char, end, reading=reading))
        for bracket in brackets_in(trigger.end_char, end, reading=reading):
            found.extend(read_bracket(*bracket, reading=reading, alone=bracket.end_char + 1 == end))
    found.extend(_decided_or_told(start, end, reading=reading, known=found))
    return found


def _meant(named: list[Party], end: int, *, reading: Reading) -> list[Party]:
    """Return those whom a word that stands for them introduces (`cho đối tượng là | cán bộ, công chức`)."""
    kind = _STANDS_FOR.search(reading.text, named[-1].start_char, named[-1].end_char)
    joint = _IS.match(reading.text, named[-1].end_char, end) if kind else None
    return (parties_at(reading, joint.end(), end) if joint else []) or named


def _others_between(last: Party, end: int, *, reading: Reading) -> list[Party]:
    """Return the second list of those who work together (`phối hợp giữa Công an | với Hải quan, Kiểm lâm`)."""
    text = reading.text
    owner = _OWNED.match(text, last.end_char, end)
    above = reading.parties.at(owner.end()) if owner else None
    joint = _WITH.match(text, above.end_char if above else last.end_char, end)
    return parties_at(reading, joint.end(), end) if joint else []


def _role(cue: Hit, named: list[Party], *, kinds: str, end: int, reading: Reading) -> str:
    """Return the role that a cue gives the parties behind it by what follows them, empty for none."""
    text, role, last = reading.text, cue.label, named[-1].end_char
    acts = kinds in ("doing", "guided") or pattern(*_MOVED).match(cue.term)
    acts = bool(acts) and _acts(last, end, reading=reading)
    if (kinds == "doing" and not acts) or (
        role == "lead" and kinds == "doer" and not pattern(*_DOES).match(text, last)
    ):
        return ""
    if role == "report" and shaped(_GATHERS).match(text, last, end):
        return "implement"
    if role == "report" and pattern(*_DECIDES).match(text, last, end):
        return "approve"
    if kinds == "guided" and not acts and any(party.kind == "group" for party in named):
        return "beneficiary"
    if role == "beneficiary" and pattern(*_MOVED).match(cue.term) and acts:
        return "implement"
    if (
        cue.term == _FOR
        and named[0].kind != "group"
        and pattern(*_TELLS).search(text, max(0, cue.start_char - _FAR), cue.end_char + 1)
    ):
        return "report"
    return role


def _counted(start: int, end: int, *, reading: Reading, trigger: Span) -> Iterator[tuple[Party, str]]:
    """Yield those of whom a share is to do or to get something (`100% giáo viên được bồi dưỡng`)."""
    text = reading.text
    for count in so_many("{rules} ").find(text, start, end):
        named = parties_at(reading, count.end_char, end)
        if not named:
            continue
        last, ahead = named[-1].end_char, named[-1].end_char <= trigger.start_char
        stop = trigger.end_char if ahead else end
        if shaped(_RECEIVES).match(text, last, stop) and (not ahead or "được" in text[last : trigger.end_char]):
            role = "beneficiary"
        else:
            reaches = _REACHES.match(text[trigger.start_char : trigger.end_char])
            if ahead == bool(reaches):
                continue  # a level that they have (`100% giáo viên đạt chuẩn`), or the wanted (`Thu hút ít nhất 3 …`)
            role = "lead" if ahead else "implement"
        yield from ((party, role) for party in named)


def _set_apart(start: int, end: int, *, reading: Reading) -> Iterator[tuple[Party, str]]:
    """Yield those who are told behind a comma to have the work (`Hoàn thành dự án, Bộ Xây dựng chịu trách nhiệm`)."""
    text = reading.text
    for party in reading.parties.between(start, end):
        has = pattern(*_HAS_IT).match(text, party.end_char, end)
        if not has:
            continue
        lists = [at for at in reading.parties.between(start, party.start_char) if at.end_char < party.start_char]
        first = next((at for at in lists if subject_at(reading, at.start_char, end) >= party.end_char), party)
        apart = _SET_APART.search(text, start, first.start_char)
        if apart and (has.end() == end or _OVER.match(text, has.end(), end)):
            yield from ((one, "lead") for one in parties_at(reading, first.start_char, end))


def _decided_or_told(
    start: int, end: int, *, reading: Reading, known: list[tuple[Party, str]]
) -> list[tuple[Party, str]]:
    """Return the named bodies that decide, and those to whom a report goes (`báo cáo kết quả về Sở Nội vụ`)."""
    text, found = reading.text, []
    taken = {party for party, _ in known}
    for party in reading.parties.between(start, end):
        if party.kind != "named" or party in taken:
            continue
        if pattern(*_DECIDER).match(text, party.end_char):
            if not DECIDED.search(text, start, party.start_char):
                found.append((party, "approve"))
        elif pattern(*_TELLS).search(text, max(start, party.start_char - _FAR), party.start_char):
            found.append((party, "approve" if pattern(*_DECIDES).match(text, party.end_char, end) else "report"))
    return found


def _acts(position: int, end: int, *, reading: Reading) -> bool:
    """Say whether a verb, or an adverb of one, stands right behind a party and the area that it is in."""
    area = _AREA.match(reading.text, position, end)
    position = area.end() if area else position
    whose = reading.parties.at(position + 1)
    position = whose.end_char if whose and reading.text.startswith(" các ", position) else position
    hits = reading.notes.hits("verb", position, end_char=end)
    return bool(hits) and hits[0].start_char == position + 1 and hits[0].label in _ACTING
