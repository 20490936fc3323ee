"""Read one name of a body or office: where it ends, and which body it means."""

from __future__ import annotations

import re
from functools import cached_property

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import CAPITALISED, UPPER, extend_name, surnames
from kg.extract.mentions.agents.groups import governed
from kg.extract.mentions.agents.tasks import task_end
from kg.extract.mentions.agents.tiers import LEVEL_TAIL, LEVELLED, NAME_TAIL, OPEN_TAIL, TIER_LIST, UNIT
from kg.iri import fold
from kg.model import Mention
from kg.readings import AgentReading

_TERM = re.compile(r",? kh[óo][aá] [IVXL]+")
_CONGRESS_TAIL = re.compile(r"(?: lần thứ)? [IVX]+(?: của Đảng)?| của Đảng(?: lần thứ [IVX]+)?")
_CONGRESS_BEHIND = re.compile(r"(?: đại biểu)?(?: toàn quốc)?(?: của)? Đảng(?: toàn quốc)? lần thứ")
_BRACKET = re.compile(rf" \(([{UPPER}][{UPPER}\d&-]+)\)")
DEFINED = re.compile(r"\((?:sau đây|dưới đây)?,? ?(?:viết|gọi) (?:tắt )?(?:chung )?là:? [\"“]?([^)\"”]{2,60})[\"”]?\)")
_COMMITTEE = (fold("tỉnh ủy"), fold("thành ủy"), fold("huyện ủy"), fold("thị ủy"))
_COMMITTEE_TAIL = re.compile(rf" {CAPITALISED}")
_COMMITTEES = re.compile(r"(?:(?:, |/| và )(?:các )?(?:[Tt]hành ủy|[Đđ]ảng ủy trực thuộc Trung ương))+")
_LEVELLED_NAME = re.compile(r" (?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)")
_LOCAL = re.compile(rf" (?:(?:các|cấp) )?{UNIT}\b")
_FULL_FORMS = tuple(
    (re.compile(rf"\b{short}\b"), fold(full))
    for short, full in (
        ("ubnd", "ủy ban nhân dân"),
        ("hđnd", "hội đồng nhân dân"),
        ("qlda", "quản lý dự án"),
        ("ubmttq", "ủy ban mặt trận tổ quốc"),
    )
)
_HYPHEN = re.compile(r"(?<=\w)(?: ?[-–] ?)(?=\w)")
_CONGRESS = re.compile(
    r"đại hội (?:đại biểu toàn quốc )?(?:của đảng )?(?:đảng toàn quốc )?(?:lần thứ )?([ivx]+)(?: của đảng)?"
)
_HELD = re.compile(r"(?<!\w)(?:làm|giữ (?:chức vụ|chức danh|chức)|(?:chức vụ|chức danh)(?: là)?) $")
"""What makes of an office the post that somebody gets: `do đồng chí X làm Trưởng ban`."""
_MOST_LOWER = 4
_TIERED = re.compile(r" (?:tỉnh|thành phố|khu vực)$")
"""Ends a name that its tier or area is part of."""
_OF_BODY = re.compile(r"(?:đảng ủy|đảng uỷ|đảng bộ|đảng đoàn|ban cán sự đảng)$")
"""The end of a name that the body follows whose Party organisation it is (`Ban Thường vụ Đảng ủy | Quốc hội`)."""
_NUMBERED = re.compile(r" (?:số )?(?:\d{1,4}|[IVX]+)(?![\w.,/]\d|\w)")
_BY_KIND = frozenset(("body", "group"))
_NAMING = frozenset(("named", "head", "office"))
_PERSON = re.compile(rf"(?<=[a-zà-ỹđ] )(?P<family>[{UPPER}]\w*)(?: [{UPPER}]\w*){{1,3}}$")
"""A name of two to four words behind a tier in small letters."""
_FIRM = ("Tập đoàn", "Tổng công ty", "Ngân hàng")
_PROVINCE = 30
"""How long the name of a province may be."""
_RANK = re.compile(r" (?:quốc gia|nhà nước|trung ương|liên ngành|vùng)(?!\w)")
"""A rank that makes a name of a head, in lower case."""


_RANKED = re.compile(r"(?: (?!về |và |để )[a-zà-ỹđ]+){1,6} (?:quốc gia|[Tt]rung ương|các cấp|cấp tỉnh|cấp xã)(?!\w)")
"""A task and a rank in lower case behind the head: `Ban chỉ đạo | phòng thủ dân sự quốc gia`."""


class NameReader:
    """Reads the names of bodies and offices in one text; offsets count in it."""

    def __init__(self, text: str, *, notes: Annotations) -> None:
        self.text = text
        self.notes = notes
        self.hits = [hit for hit in map(self._as_printed, notes.hits("agent")) if self._is_name(hit)]
        self.verbs = frozenset(
            hit.start_char
            for hit in notes.hits("verb")
            if " " in hit.term and text[hit.start_char].islower() and hit.label != "none"
        )

    @cached_property
    def _starting(self) -> dict[int, Hit]:
        return {hit.start_char: hit for hit in self.hits}

    @cached_property
    def heads(self) -> frozenset[int]:
        """Return where names begin."""
        return frozenset(hit.start_char for hit in (*self.hits, *self.notes.hits("instrument")))

    @cached_property
    def places(self) -> frozenset[int]:
        """Return where names of places end."""
        return frozenset(hit.end_char for hit in self.notes.hits("unit"))

    def _as_printed(self, hit: Hit) -> Hit:
        """Return a hit whose term the lexicon knows by its kind and as a name, as the latter where printed so."""
        if hit.label not in _BY_KIND or not self.text[hit.start_char].isupper():
            return hit
        naming = [row["kind"] for row in self.notes.rows("agent", hit) if row["kind"] in _NAMING]
        return hit._replace(label=naming[0]) if naming else hit

    def _is_name(self, hit: Hit) -> bool:
        """Say whether a hit is printed as a name: capitalised, and not only for standing in a heading of capitals."""
        printed = self.text[hit.start_char : hit.end_char]
        if hit.label == "body":
            return "name" in self._flags(hit) and printed[0].isupper() and self._name_follows(hit.end_char)
        if hit.label not in ("named", "head", "office"):
            return False
        if hit.term.startswith("đại hội") and _CONGRESS_BEHIND.match(self.text, hit.end_char):
            return True
        if hit.label == "office" and _HELD.search(self.text, max(0, hit.start_char - 16), hit.start_char):
            return False
        return printed[0].isupper() and (hit.label == "named" or not printed.isupper() or hit.term in LEVELLED)

    def _flags(self, hit: Hit) -> list[str]:
        """Return what the lexicon says of a head or body beside its kind: `name`, `task`, `close`."""
        rows = self.notes.rows("agent", hit)
        return next((row for row in rows if row["kind"] == hit.label), rows[0])["key"].split()

    def _name_follows(self, position: int) -> bool:
        following = self.text[position : position + 2]
        return following[:1] == " " and (following[1:].isupper() or _RANK.match(self.text, position) is not None)

    def read(self, hit: Hit) -> Mention | None:
        """Return the mention whose head or name is `hit`, or None for a head that stands alone."""
        if hit.label == "named":
            return self._read_named(hit)
        if hit.term in LEVELLED:
            tail = LEVEL_TAIL.match(self.text, hit.end_char)
            return self.mention(hit.start_char, tail.end()) if tail else None
        if hit.term.startswith("đại hội"):
            tail = _CONGRESS_TAIL.match(self.text, hit.end_char)
            if tail:
                return self.mention(hit.start_char, tail.end())
        if hit.label == "office":
            return self._read_office(hit)
        return self._read_headed(hit)

    def _read_named(self, hit: Hit) -> Mention:
        """Return the mention of a name that the lexicon holds, with the place or term behind it."""
        row, end = next(row for row in self.notes.rows("agent", hit) if row["kind"] == hit.label), hit.end_char
        tail = None
        if hit.term.endswith(_COMMITTEE):
            tail = _COMMITTEES.match(self.text, end) or _COMMITTEE_TAIL.match(self.text, end)
        elif hit.term.startswith("ban chấp hành"):
            tail = _TERM.match(self.text, end)
        nested = self._nested_end(hit) if _OF_BODY.search(hit.term) and not tail else 0
        if nested:
            return self.mention(hit.start_char, nested)
        branch = self._branch_end(hit, firm=row["key"])
        if branch:
            return self.mention(hit.start_char, branch)
        tail = tail or (OPEN_TAIL if _TIERED.search(hit.term) else NAME_TAIL).match(self.text, end)
        if tail:
            return self.mention(hit.start_char, tail.end())
        return self.mention(hit.start_char, end, key=row["key"] if row["key"] != "-" else row["term"])

    def _branch_end(self, hit: Hit, *, firm: str) -> int:
        """Return where the province ends whose branch of a firm is named (`Viettel | Nghệ An`), 0 for none."""
        if " " in hit.term or not firm.startswith(_FIRM):
            return 0
        behind = self.notes.hits("unit", hit.end_char, end_char=hit.end_char + _PROVINCE)
        return behind[0].end_char if behind and behind[0].start_char == hit.end_char + 1 else 0

    def _read_headed(self, hit: Hit) -> Mention | None:
        """Return the mention of a head with the name behind it, and with the task that some heads are named by."""
        text = self.text
        if "close" in self._flags(hit) and not self._name_follows(hit.end_char):
            return None
        nested = self._nested_end(hit)
        if nested:
            return self.mention(hit.start_char, nested)
        numbered = _NUMBERED.match(text, hit.end_char) if "number" in self._flags(hit) else None
        if numbered:
            return self.mention(hit.start_char, numbered.end())
        straight = task_end(text, hit.end_char, notes=self.notes) if "task" in self._flags(hit) else 0
        if straight > hit.end_char and not text.startswith(" về", hit.end_char):
            return self.mention(hit.start_char, straight)
        end = extend_name(text, hit.end_char, verbs=self.verbs, heads=self.heads, places=self.places)
        if "task" in self._flags(hit):
            ranked = _RANKED.match(text, end)
            end = ranked.end() if ranked else end
        task = task_end(text, end, notes=self.notes) if "task" in self._flags(hit) else end
        name = text[hit.end_char : end]
        named = any(word[0].isupper() for word in name.split()) or _LOCAL.match(name) or _RANK.match(name)
        if task == end and not named:
            return None
        committees = _COMMITTEES.match(text, end) if fold(text[hit.start_char : end]).endswith(_COMMITTEE) else None
        end = committees.end() if committees else task
        if hit.term.startswith("đại hội"):
            tail = _CONGRESS_TAIL.match(text, end)
            end = tail.end() if tail else end
        tiers = TIER_LIST.match(text, end)
        return self.mention(hit.start_char, tiers.end() if tiers else end)

    def _read_office(self, hit: Hit) -> Mention | None:
        """Return the mention of an office with the body it belongs to (`Chủ tịch Ủy ban nhân dân tỉnh`)."""
        text = self.text
        levelled = _LEVELLED_NAME.match(text, hit.end_char)
        if levelled:
            tail = LEVEL_TAIL.match(text, levelled.end())
            return self.mention(hit.start_char, self._without_person(tail) if tail else levelled.end())
        end = hit.end_char
        bodies = governed(text, end, notes=self.notes)
        if bodies:
            return self.mention(hit.start_char, bodies)
        nested = self._nested_end(hit)
        if nested:
            return self.mention(hit.start_char, nested)
        if end + 1 in self.heads or _LOCAL.match(text, end):
            end = extend_name(text, end, verbs=self.verbs, heads=self.heads, places=self.places, most_lower=_MOST_LOWER)
        return self.mention(hit.start_char, end)

    def _without_person(self, tail: re.Match[str]) -> int:
        """Return the end of a tier without the name of the person behind it (`… Ủy ban nhân dân tỉnh | Trần Văn A`)."""
        person = _PERSON.search(self.text, tail.start(), tail.end())
        if person is None or fold(person.group("family")) not in surnames():
            return tail.end()
        at = person.start("family")
        units = self.notes.hits("unit", at, end_char=tail.end())
        return tail.end() if units and units[0].start_char == at else at - 1

    def _nested_end(self, hit: Hit) -> int:
        """Return where the body ends that an office or head is of (`Văn phòng | Ban Chỉ đạo …`), 0 for none."""
        inner = self._starting.get(hit.end_char + 1)
        if inner is None or self.text[hit.end_char] != " " or not self.text[inner.start_char].isupper():
            return 0
        found = self.read(inner)
        return found.end_char if found else 0

    def mention(self, start: int, end: int, *, key: str = "", label: str = "") -> Mention:
        """Make the mention over a name and the abbreviation in brackets that follows it."""
        name = label or self.text[start:end]
        short = ""
        bracket = _BRACKET.match(self.text, end)
        if bracket:
            short = bracket.group(1)
            end = bracket.end()
        else:
            defined = DEFINED.match(self.text, end + 1)
            if defined:
                short = defined.group(1).strip()
        return Mention(
            "Agent",
            start,
            end,
            key=canonical(key or name),
            label=key or name,
            reading=AgentReading(short=short),
            confidence=0.95 if key else 0.9,
        )


def canonical(name: str) -> str:
    """Return the folded name with abbreviations of kinds of bodies written out, hyphens between spaces."""
    folded = _HYPHEN.sub(" - ", fold(name))
    for short, full in _FULL_FORMS:
        folded = short.sub(full, folded)
    congress = _CONGRESS.fullmatch(folded)
    if congress:
        return f"đại hội đại biểu toàn quốc lần thứ {congress.group(1)} của đảng"
    return folded
