"""Index who a text speaks of: named agents, and the bodies and groups that the lexicon knows by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.annotate import Annotations, Hit
from kg.extract.grammar.evidence import is_recording
from kg.extract.grammar.names import CAPITALISED, UPPER
from kg.extract.grammar.verbs import BODY_OR_VERB, VERBAL, is_body
from kg.extract.mentions.agents.groups import governed, widen
from kg.extract.mentions.agents.restrictions import Restrictions
from kg.extract.mentions.agents.tiers import LEVEL_TAIL, LEVELLED, TIER_LIST
from kg.iri import fold
from kg.model import Findings, Mention
from kg.readings import AgentReading
from kg.text.spans import SpanIndex

_CAPITAL = "Thủ đô "
_LEVELLED_NEXT = re.compile(r" (?:ủy ban nhân dân|uỷ ban nhân dân|UBND|hội đồng nhân dân|HĐND)", re.IGNORECASE)
_PARTED = re.compile(r"(?<=[Bb]ộ), cơ quan$", re.IGNORECASE)
"""A pair whose second noun stands alone: `các bộ | cơ quan`, where `các bộ, ngành` is one."""
_FIRMS = re.compile(rf"[Cc]ác [Tt](?:ập đoàn|ổng công ty)(?:(?:, | và )[Tt]ổng công ty)*: (?=[{UPPER}])")
"""A head that is spelt out by a list of firms: the firms are bodies, the head is none."""
_NAME_BEHIND = re.compile(rf" (?:- )?[{UPPER}]")
_LISTED_AFTER = re.compile(r"(?:cơ quan|đơn vị|cá nhân|đoàn thể), $|(?:cơ quan|đơn vị|cá nhân) và $")
_LISTED_BEFORE = re.compile(r"[,;.]| và |(?: có)? liên quan|$")
_UNIT = r"[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường"
_PLACES = re.compile(
    rf"(?:[Cc]ác )?(?:{_UNIT})(?:(?:, | và )(?:{_UNIT}))*:? {CAPITALISED}(?:(?:, | và )(?!(?:{_UNIT}) ){CAPITALISED})*"
)


class Party(NamedTuple):
    """Somebody who may answer for a measure; `mention` indexes `Findings.mentions`, -1 for one not marked yet."""

    start_char: int
    end_char: int
    mention: int
    kind: str


class _Generic(NamedTuple):
    """What was found of bodies and groups named by their kind, and where the instruments of the text began then."""

    others: frozenset[int]
    spans: list[tuple[int, int, str]]


def load_parties(text: str, *, notes: Annotations, findings: Findings) -> Parties:
    """Return the parties of a text, the ones made before where no mention has come since."""
    known = notes.kept.get("parties")
    if isinstance(known, Parties) and known.findings is findings and known.mentions == len(findings.mentions):
        return known
    notes.kept["parties"] = made = Parties(text, notes=notes, findings=findings)
    return made


class Parties:
    """All parties of a text, by position."""

    def __init__(self, text: str, *, notes: Annotations, findings: Findings) -> None:
        self.text = text
        self.findings = findings
        self.mentions = len(findings.mentions)
        named = [
            Party(m.start_char, m.end_char, index, "named")
            for index, m in enumerate(findings.mentions)
            if m.cls == "Agent"
        ]
        covered = SpanIndex(named)
        generic = []
        others = frozenset(m.start_char for m in findings.mentions if m.cls == "Instrument")
        for start, end, kind in _load_generic(text, notes=notes, others=others):
            body = covered.meeting(start, end)
            if body is None or (start < body.start_char and body.end_char <= end):
                generic.append(Party(start, end, -1, kind))
        names = SpanIndex(m for m in findings.mentions if m.cls == "Instrument")
        generic = [p for p in generic if names.holding(p.start_char, p.end_char) is None]
        around = SpanIndex(generic)
        named = [p for p in named if around.holding(p.start_char, p.end_char) is None]
        generic = _outermost(generic)
        self._index = SpanIndex(sorted(named + generic))
        self.all = self._index.items
        self._places = SpanIndex(m for m in findings.mentions if m.cls == "Place")
        self._marked: dict[tuple[int, int], int] = {}

    def at(self, position: int) -> Party | None:
        """Return the party that starts at `position`, of firms under one head the first."""
        head = _FIRMS.match(self.text, position)
        position = head.end() if head else position
        party = self._index.beginning_at(position)
        places = self._places_at(position) if party is None or party.kind == "body" else None
        return places or party

    def _places_at(self, position: int) -> Party | None:
        """Return provinces that stand for their authorities (`các tỉnh Bắc Ninh, Gia Lai`)."""
        match = _PLACES.match(self.text, position)
        return Party(position, match.end(), -1, "places") if match else None

    def place_at(self, position: int) -> list[Party]:
        """Return the place that starts at `position` and stands for its authorities, in a list of at most one."""
        at = position + len(_CAPITAL) if self.text.startswith(_CAPITAL, position) else position
        found = self._places.beginning_at(position) or self._places.beginning_at(at)
        return [Party(position, found.end_char, -1, "places")] if found else []

    def between(self, start_char: int, end_char: int) -> list[Party]:
        """Return the parties wholly inside `[start_char, end_char)`, in order."""
        return self._index.inside(start_char, end_char)

    def mention_of(self, party: Party) -> int:
        """Return the index of the party's mention, marking it first where it was not yet."""
        if party.mention >= 0:
            return party.mention
        if party[:2] in self._marked:
            return self._marked[party[:2]]
        name = self.text[party.start_char : party.end_char]
        self.findings.mentions.append(
            Mention(
                "Agent",
                party.start_char,
                party.end_char,
                key=generic_key(name),
                label=name,
                reading=AgentReading(generic=True),
                confidence=0.85,
            )
        )
        index = len(self.findings.mentions) - 1
        self._marked[party[:2]] = index
        return index


def _load_generic(text: str, *, notes: Annotations, others: frozenset[int]) -> list[tuple[int, int, str]]:
    """Return what `_generic` yields, as it was found before where the instruments are the same."""
    known = notes.kept.get("generic parties")
    if isinstance(known, _Generic) and known.others == others and not is_recording():
        return known.spans
    notes.kept["generic parties"] = made = _Generic(others, [*_generic(text, notes=notes, others=others)])
    return made.spans


def _generic(text: str, *, notes: Annotations, others: frozenset[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of bodies and groups named by their kind only, each with the kind of party.

    `others` are the places at which an instrument begins.
    """
    heads = frozenset(hit.start_char for hit in notes.hits("agent") if hit.label != "none")
    restrictions = Restrictions(text, notes=notes, parties=heads, others=others)
    for hit in notes.hits("agent"):
        tier = _tier_end(text, hit)
        if tier:
            yield hit.start_char, tier, "body"
            continue
        if _acts_here(text, hit, notes=notes):
            continue
        kind = hit.label
        also = next((row["kind"] for row in notes.rows("agent", hit) if row["kind"] in ("body", "group")), "")
        if kind in ("head", "named") and also:
            kind = also if hit.term.count(" ") > 1 or _is_noun(text, hit, notes=notes) else kind
        if kind == "head" and _stands_bare(text, hit, notes=notes):
            tiers = TIER_LIST.match(text, hit.end_char)
            yield hit.start_char, tiers.end() if tiers else hit.end_char, "body"
            continue
        if kind not in ("body", "group") and not _in_list(text, hit):
            continue
        start, end = widen(text, hit.start_char, end=hit.end_char, notes=notes)
        if _FIRMS.match(text, start):
            continue
        flags = next((row["key"].split() for row in notes.rows("agent", hit) if row["kind"] == kind), [])
        over = kind == "body" and "over" in flags
        parted = _PARTED.search(text, hit.start_char, hit.end_char)
        if parted and not text.startswith(" (", hit.end_char):
            yield start, parted.start(), kind
            yield parted.start() + 2, end, kind
            continue
        tiers = TIER_LIST.match(text, end) if kind == "body" else None
        below = tiers.end() if tiers else governed(text, end, notes=notes) if over else 0
        end = below or restrictions.end(start, end, kind=kind, bare=end > hit.end_char or "more" not in flags)
        if end > hit.end_char or "more" not in flags:
            yield start, end, kind


_QUANTIFIED = re.compile(r"(?:[Cc]ác|[Nn]hững|[Mm]ọi|[Mm]ỗi|[Tt]ừng|[Mm]ột số|[Cc]ơ quan,|[Đđ]ơn vị,|và|hoặc) $")
_TO_WHOM = re.compile(r"(?<!\w)(?:[Cc]ho|[Vv]ới|của|bởi|[Mm]ột) $")
_CARRIED_OUT = re.compile(r" (?:thực hiện|triển khai)(?!\w)")


def _acts_here(text: str, hit: Hit, *, notes: Annotations) -> bool:
    """Say whether `tổ chức` is a verb that another follows (`tham mưu | tổ chức thực hiện`), and names nobody."""
    if hit.term != BODY_OR_VERB or is_body(text, hit):
        return False
    if _QUANTIFIED.search(text, max(0, hit.start_char - 12), hit.start_char):
        return False
    if _TO_WHOM.search(text, max(0, hit.start_char - 6), hit.start_char) and not _CARRIED_OUT.match(text, hit.end_char):
        return False  # `chi trả cho | tổ chức thu phí`
    verbs = notes.hits("verb", hit.start_char, end_char=hit.end_char + 30)
    longer = any(verb.start_char == hit.start_char and verb.end_char > hit.end_char for verb in verbs)
    return longer or any(verb.start_char == hit.end_char + 1 and verb.label in VERBAL for verb in verbs)


def _stands_bare(text: str, hit: Hit, *, notes: Annotations) -> bool:
    """Say whether a head is printed as a name and stands without one: the body that is known (`Ban Chỉ đạo họp …`)."""
    printed = text[hit.start_char : hit.end_char]
    if (
        hit.term == BODY_OR_VERB
        or not printed[0].isupper()
        or printed.isupper()
        or _NAME_BEHIND.match(text, hit.end_char)
    ):
        return False
    verbs = notes.hits("verb", hit.start_char, end_char=hit.end_char)
    return not any(verb.start_char == hit.start_char for verb in verbs)


def _is_noun(text: str, hit: Hit, *, notes: Annotations) -> bool:
    """Say whether a head in lower case is the noun of a body, not a verb that is printed like it."""
    verbs = notes.hits("verb", hit.start_char, end_char=hit.end_char)
    return text[hit.start_char].islower() and not any(verb.start_char == hit.start_char for verb in verbs)


def _tier_end(text: str, hit: Hit) -> int:
    """Return where a committee or council in lower case ends with its tier (`ủy ban nhân dân các xã`), else 0.

    An office may stand before it (`chủ tịch ủy ban nhân dân cấp tỉnh`).
    """
    if not text[hit.start_char].islower() or hit.label not in ("head", "office"):
        return 0
    end = hit.end_char
    if hit.label == "office":
        levelled = _LEVELLED_NEXT.match(text, end)
        end = levelled.end() if levelled else 0
    elif hit.term not in LEVELLED:
        end = 0
    tail = LEVEL_TAIL.match(text, end) if end else None
    return tail.end() if tail else 0


def _in_list(text: str, hit: Hit) -> bool:
    """Say whether a head in lower case is one of a list of bodies (`các cơ quan, tổ chức, đơn vị`)."""
    if is_body(text, hit):
        return True
    if hit.label != "head" or not text[hit.start_char].islower():
        return False
    before = _LISTED_AFTER.search(text, max(0, hit.start_char - 12), hit.start_char)
    return before is not None and _LISTED_BEFORE.match(text, hit.end_char) is not None


def _outermost(parties: list[Party]) -> list[Party]:
    """Return the parties that lie in no other (`doanh nghiệp thuộc kinh tế tư nhân` holds `kinh tế tư nhân`)."""
    found: list[Party] = []
    for party in SpanIndex(parties, longest_first=True).items:
        if not found or party.end_char > found[-1].end_char:
            found.append(party)
    return found


def generic_key(name: str) -> str:
    """Return the folded name without quantifier, so that `các doanh nghiệp` and `doanh nghiệp` are one."""
    return re.sub(r"^(?:các|những|mọi|mỗi|từng|toàn thể) ", "", fold(name))


def cover_unused(findings: Findings) -> None:
    """Pass over the generic bodies that no measure gives a role any more, for it was read in a heading or a label."""
    used = {agent.mention for measure in findings.measures for agent in measure.agents}
    for number, mention in enumerate(findings.mentions):
        if not mention.as_agent.generic:
            continue
        if number in used:
            findings.covered.discard(number)
        else:
            findings.covered.add(number)
