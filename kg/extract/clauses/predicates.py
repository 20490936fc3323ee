"""Read who is to act and the verb phrase behind: predicates, calls on bodies, clauses under a modal word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations, Hit
from kg.extract.clauses.parties import Parties, Party
from kg.extract.clauses.verb_phrase import Chain, read_chain
from kg.extract.grammar.names import UPPER
from kg.model import Span
from kg.resources import alternatives, read_table

_PERSON = re.compile(rf"(?: [{UPPER}]\w+){{2,4}}")
_BRACKETS = re.compile(r" ?\([^()]{0,300}\)")
_CONNECT = re.compile(r"[,;]? và |[,;] |/|,? cùng | (?=các tỉnh )| - (?=(?:Chủ nhiệm|Bộ trưởng|Chủ tịch|Trưởng) )")
_OWNED = re.compile(r" (?:trực thuộc|thuộc|của) ")
_LOCATED = re.compile(r" (?:đóng quân )?(?:trên|tại) (?:cùng )?địa bàn(?: tỉnh| thành phố| huyện| xã)?(?=, | và )")
_WHERE = re.compile(
    r" (?:(?:đang |sinh )?(?:sống|học tập|làm việc|công tác|đóng quân|hoạt động|cư trú) )?"
    r"(?:trên|tại|ở|trong|thuộc) (?!đó|khi|việc)[^,;.:()]{2,60}(?=, )"
)
"""Where those of a list are, who are told apart by it (`công nhân trong các khu công nghiệp, học sinh …`)."""
_GAP = 90
_NO_PREDICATE = frozenset(("negation", "state", "reach", "none"))
_GERUND = "việc "
"""What makes a noun of the verb behind it: `… có liên quan đến việc thực hiện`."""
_WITHIN = re.compile(
    r",? (?:trong phạm vi|theo|căn cứ|trên cơ sở|với) [^.;]*, "
    r"|,? (?:theo|căn cứ|trong phạm vi) (?:chức năng|nhiệm vụ|thẩm quyền|quy định|quyền hạn)[^.;]*?"
    r" (?:giao|mình|hành|luật|quản lý) "
)
_CHARGE = r"(?:chức năng|nhiệm vụ|quyền hạn|thẩm quyền|trách nhiệm|lĩnh vực|phạm vi)(?: quản lý(?: nhà nước)?)?"
_CHARGED = (
    rf"(?:theo|căn cứ(?: vào)?|trên cơ sở|trong(?: phạm vi)?) {_CHARGE}(?:(?:,| và) {_CHARGE})*"
    r"(?: (?:đã )?được (?:giao|phân công|phân cấp)| của (?:mình|ngành|đơn vị|địa phương)(?: mình)?),?(?= )"
)
CHARGE = re.compile(rf"{_CHARGED} ", re.IGNORECASE)
_ASSIGNED = re.compile(rf",? {_CHARGED}")
"""Says that a doer acts within its charge: `Bộ Y tế theo chức năng, nhiệm vụ được giao rà soát …`."""
_HUB = re.compile(r" là (?:cơ quan |đơn vị |bộ phận )?đầu mối")
"""Says what a doer is for the work that follows: `Sở Nội vụ là đầu mối tổng hợp, báo cáo …`."""
_ASIDE = re.compile(r"\([^()]{0,200}\) ?|(?:căn cứ|trên cơ sở|theo) [^,;.()]{3,100}, ")
_RATE = ("có tỷ lệ", "có tỉ lệ", "có số")
"""What is counted behind it is no verb: `địa phương có tỷ lệ giải ngân thấp`."""
_BINDING = frozenset(("phải", "cần phải"))
_MUST = ("phải ", "có trách nhiệm ")
_SUBJECT = 110
_OBJECT = re.compile(r"[,:]|(?<!\w)(?:các|những|một số|mọi|toàn bộ|để|nhằm|nếu|mà|do|trong đó)(?!\w)")
PARTNERS_ONLY = re.compile(
    r"(?:(?:phải|cần|tiếp tục|chủ động|tích cực|thường xuyên|kịp thời) )*phối hợp(?: chặt chẽ)?", re.IGNORECASE
)
_WITH = re.compile(r" (?:(?:với|cùng|cùng với) )?")
_IN_COURSE = re.compile(r" trong (?:suốt )?quá trình ")
_TAIL_OF_PARTNERS = re.compile(r"(?:[^;:.]|\.(?=\w))*")
_LEADS = frozenset(("light", "adverb", "modal", "verb"))
"""Kinds of words that open a predicate rather than stand in the name of a body."""
_NOT_NEXT = frozenset(("past", "assess", "passive", "free", "none"))
NEED = re.compile(
    r"(?:[Dd]ự kiến )?(?:[Tt]ổng (?:nhu cầu|số|diện tích|mức|quỹ|vốn|kinh phí|chi phí)|[Nn]hu cầu|[Ss]ố lượng"
    r"|[Dd]iện tích) "
    r"(?![^.;]{0,150} (?:đạt|chiếm|tăng|giảm) )"
)
"""Opens an estimate of what will be needed (`Tổng diện tích đất cần thu hồi khoảng 5 ha`), no level to be reached."""
FIGURE = re.compile(r"(?<!\w)(?:là|khoảng|trên|dưới|bằng) \d")
TOLD = frozenset(("past", "assess", "praise"))


class Clause(NamedTuple):
    """A committing clause: its span, its verb phrase, its doer's span (empty for none), the rule that read it."""

    start_char: int
    end_char: int
    chain: Chain
    subject: Span
    call: bool
    rule: str


@lru_cache(maxsize=1)
def clause_words() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each kind of clause word."""
    terms: dict[str, list[str]] = {}
    for row in read_table("lexicons/clause_words.tsv"):
        terms.setdefault(row["kind"], []).append(row["term"])
    words = {kind: alternatives(names) for kind, names in terms.items()}
    return {
        "opener": re.compile(rf"(?:{words['opener']}|{words['marker']})(?:[,:]? +)", re.IGNORECASE),
        "adjunct": re.compile(rf"(?:{words['adjunct']}) ", re.IGNORECASE),
        "title": re.compile(rf"(?:cho )?(?:{words['title']}) ", re.IGNORECASE),
        "joint": re.compile(rf",? ?(?:{words['joint']}) ", re.IGNORECASE),
        "being": re.compile(
            rf"[^,:] là (?:một (?:trong những )?)?(?:{words['being']}|trung tâm(?=[,;.]|$))(?!\w)"
            r"|[^,:] có ý nghĩa (?:rất )?(?:quan trọng|to lớn|quyết định|sâu sắc)"
        ),
        "money": re.compile(rf"(?:{words['money']})(?!\w)", re.IGNORECASE),
        "marker": re.compile(rf" (?:{words['marker']})[,:]? "),
    }


def has_doer(clause: Clause) -> bool:
    """Say whether a clause names who is to act."""
    return clause.subject.end_char > clause.subject.start_char


class PredicateReader:
    """Reads parties and the predicates behind them in one text; offsets count in it."""

    def __init__(self, text: str, *, notes: Annotations, parties: Parties) -> None:
        self.text = text
        self.notes = notes
        self.parties = parties
        self.words = clause_words()
        self.places = frozenset(m.start_char for m in parties.findings.mentions if m.cls == "Place")
        self.times = {m.start_char: m.end_char for m in parties.findings.mentions if m.cls == "Time"}

    def parties_at(self, position: int, end: int, *, placed: bool = False) -> list[Party]:
        """Return the coordinated parties whose list starts at `position`; `placed` where it may say where they are."""
        found: list[Party] = []
        reached = position
        while reached < end:
            at = reached
            for kind in ("joint", "title"):
                match = self.words[kind].match(self.text, at)
                at = match.end() if match else at
            party = self.parties.at(at)
            if party is None or party.end_char > end:
                break
            found.append(party)
            behind = self._behind_party(party, end)
            behind = self._behind_where(party, behind, end=end) if placed else behind
            connection = _CONNECT.match(self.text, behind)
            joint = self.words["joint"].match(self.text, party.end_char)
            if not connection and not joint:
                break
            reached = connection.end() if connection else party.end_char
        return found

    def _behind_party(self, party: Party, end: int) -> int:
        """Return where a party with the person's name and the bracket behind it ends."""
        reached = party.end_char
        owner = _OWNED.match(self.text, reached)
        above = self.parties.at(owner.end()) if owner else None
        if above and above.end_char <= end and _CONNECT.match(self.text, above.end_char):
            reached = above.end_char
        for pattern in (_PERSON, _BRACKETS, _LOCATED):
            match = pattern.match(self.text, reached)
            reached = match.end() if match and match.end() <= end else reached
        return reached

    def _behind_where(self, party: Party, reached: int, *, end: int) -> int:
        """Return where the phrase of place behind a group ends that another group follows, else `reached`."""
        where = _WHERE.match(self.text, reached, end) if party.kind == "group" else None
        further = self.parties.at(where.end() + 2) if where else None
        if where is None or further is None or further.kind != "group" or self.parties.between(reached, where.end()):
            return reached
        return where.end()

    def subject_at(self, position: int, end: int) -> int:
        """Return where the list of parties that starts at `position` ends; `position` when none does."""
        found = self.parties_at(position, end)
        return self._behind_party(found[-1], end) if found else position

    def _read_call(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read `Giao X …`, `Yêu cầu X …`: what X is to do."""
        at = position + 1
        for prefix in ("cho ", "đối với "):
            if self.text.startswith(prefix, at):
                at += len(prefix)
        subject_end = self.subject_at(at, end)
        if subject_end == at:
            return None
        clause = self._read_predicate(subject_end, start=start, end=end, subject=Span(at, subject_end))
        return clause._replace(call=True, rule="called") if not isinstance(clause, str) else None

    def _read_predicate(self, position: int, *, start: int, end: int, subject: Span) -> Clause | str:
        """Read the verb phrase behind a doer."""
        charge = _ASSIGNED.match(self.text, position, end)
        position = charge.end() if charge else position
        hub = _HUB.match(self.text, position, end)
        position = hub.end() if hub else position
        hits = self.notes.hits("verb", position, end_char=end)
        modifying = told = -1
        for index, hit in enumerate(hits):
            gap = hit.start_char - position
            gap -= self._aside(position, hit.start_char) if gap > 2 else 0
            if hit.start_char - told == 1 or (hit.start_char - modifying == 1 and hit.label not in ("modal", "adverb")):
                modifying = hit.end_char
                continue
            if gap > _GAP * 3 or (gap > _GAP and hit.label not in ("modal", "adverb")):
                break
            if hit.label == "free" and gap <= 2:
                break
            if hit.label in TOLD:
                if gap <= 2 and not self._is_bound(hits[index + 1 :]):
                    return "assessment"
                modifying = told = hit.end_char
                continue
            granted = (
                read_chain(self.text, hits, index, notes=self.notes) if hit.label == "passive" and gap <= 2 else None
            )
            if granted and granted.main:
                clause = Clause(start, end, granted, subject, False, "granted")
                return self._bound_where_granted(clause) or clause
            if hit.label == "passive":
                modifying = hit.end_char
                continue
            if hit.label == "call":
                called = self._read_call(hit.end_char, start=start, end=end)
                if called:
                    return called
            told_off = self.text.startswith(": ", position) and gap == len(": ")  # `Bộ Y tế: Tăng cường kiểm tra …`
            if (self.text[hit.start_char].isupper() and not told_off) or hit.label in _NO_PREDICATE:
                modifying = hit.end_char if hit.term.startswith(_RATE) else modifying
                continue
            if gap > 2 and self.text.endswith(_GERUND, position, hit.start_char):
                continue
            if gap > 2 and hit.label == "noun" and not _WITHIN.fullmatch(self.text, position, hit.start_char):
                continue
            chain = read_chain(self.text, hits, index, notes=self.notes)
            if chain and (chain.main or chain.modality):
                chain = self._behind_partners(chain, end)
                clause = Clause(start, end, chain, subject, False, "doer" if gap <= 2 else "doer, words between")
                return self._duty_of_group(clause) or clause
        return "no verb"

    def _bound_where_granted(self, granted: Clause) -> Clause | None:
        """Return what those must do of whom a passive only tells which (`Hộ được vay vốn theo Điều 5 phải trả …`)."""
        told = granted.chain.end_char
        modal = self._read_modal(told, start=granted.start_char, end=granted.end_char)
        if modal is None or not self.text.startswith(_MUST, modal.chain.start_char):
            return None
        return modal._replace(subject=granted.subject) if self._stays_in_phrase(told, modal.chain.start_char) else None

    def _aside(self, start: int, end: int) -> int:
        """Return how many characters of a stretch only add something: a bracket, on what basis somebody acts."""
        return sum(match.end() - match.start() for match in _ASIDE.finditer(self.text, start, end))

    @staticmethod
    def _is_bound(hits: Sequence[Hit]) -> bool:
        """Say whether what was or was not done only tells who is bound (`Địa phương chưa phân bổ phải hoàn thành`)."""
        return any(hit.label == "modal" and hit.term in _BINDING for hit in hits)

    def _behind_partners(self, chain: Chain, end: int) -> Chain:
        """Return the verb phrase behind those to work with in `phối hợp với Y làm Z`, else the chain itself."""
        if not PARTNERS_ONLY.fullmatch(self.text, chain.start_char, chain.end_char):
            return chain
        joint = _WITH.match(self.text, chain.end_char)
        partners = self.subject_at(joint.end(), end) if joint else 0
        if not joint or (partners == joint.end() and not joint.group().strip()):
            return chain
        hits = self.notes.hits("verb", partners, end_char=min(end, partners + _GAP))
        inner = self._act_behind(hits, partners)
        return inner._replace(modality=inner.modality or chain.modality) if inner else chain

    def _act_behind(self, hits: Sequence[Hit], partners: int) -> Chain | None:
        """Return what is to be done with partners: the first verb phrase behind them that is no part of a name."""
        relative = partners
        for index, hit in enumerate(hits):
            between = self.text[partners : hit.start_char]
            if not _TAIL_OF_PARTNERS.fullmatch(between):
                return None
            if hit.label == "passive" or hit.start_char == relative + 1 > partners + 1:
                relative = hit.end_char  # `đơn vị được lựa chọn quan trắc môi trường`
                continue
            if _IN_COURSE.match(between):
                return None  # `phối hợp Bộ X trong quá trình giới thiệu, cung cấp đất`
            near = (
                hit.start_char == partners + 1
                or not between.strip()
                or between.endswith((", ", " để ", " việc "))
                or self._follows_party(hit.start_char, since=partners)
            )
            if self.text[hit.start_char].isupper() or hit.label in _NOT_NEXT or (hit.label == "noun" and not near):
                continue
            inner = read_chain(self.text, hits, index, notes=self.notes)
            if inner and inner.main and (near or inner.first in _LEADS):
                return inner
        return None

    def _follows_party(self, position: int, *, since: int) -> bool:
        """Say whether a body or group that stands behind `since` ends right before a place."""
        return any(party.end_char == position - 1 for party in self.parties.between(since, position))

    def _duty_of_group(self, clause: Clause) -> Clause | None:
        """Return the clause by its modal word where the verb before names a group (`Cá nhân đi xe … phải …`)."""
        group = next((p for p in self.parties.between(*clause.subject) if p.end_char == clause.subject.end_char), None)
        if group is None or group.kind != "group" or clause.chain.modality:
            return None
        modal = self._read_modal(clause.chain.end_char, start=clause.start_char, end=clause.end_char)
        if modal is None or not self._stays_in_phrase(clause.chain.end_char, modal.chain.start_char):
            return None
        return modal._replace(subject=clause.subject)

    def _read_modal(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read a clause by its first modal word (`… phải …`, `… cần …`)."""
        hits = self.notes.hits("verb", position, end_char=end)
        for place, hit in enumerate(hits):
            index = place
            if hit.label in TOLD:
                return None
            if hit.label == "modal" and NEED.match(self.text, position) and FIGURE.search(self.text, hit.end_char, end):
                return None  # `Tổng quỹ đất cần bổ sung khoảng 5 ha`: an estimate
            if hit.label == "modal" and self.text[hit.start_char].islower():
                while (
                    index
                    and hits[index - 1].end_char == hits[index].start_char - 1
                    and hits[index - 1].label in ("light", "adverb")
                    and self._opens(hits[index - 1].start_char, start=position)
                ):
                    index -= 1
                chain = read_chain(self.text, hits, index, notes=self.notes)
                if chain and chain.modality:
                    subject = self._subject_before(hit.start_char, start=position)
                    return Clause(start, end, chain, subject, False, "modal")
        return None

    def _opens(self, position: int, *, start: int) -> bool:
        """Say whether what stands at `position` opens a clause or follows its doer, so that no noun is cut in two."""
        return position == start or self._subject_before(position, start=start).end_char > start

    def _subject_before(self, position: int, *, start: int) -> Span:
        """Return the span of the parties that end right before `position`."""
        before = self.parties.between(start, position)
        if not before or position - before[-1].end_char > 2:
            return Span(start, start)
        first = before[-1]
        for party in reversed(before[:-1]):
            if not _CONNECT.fullmatch(self.text, party.end_char, first.start_char):
                break
            first = party
        return Span(first.start_char, before[-1].end_char)

    def _stays_in_phrase(self, start: int, end: int) -> bool:
        """Say whether no object of a verb ends between two places, so that all before the second is one subject."""
        between = self.text[start:end]
        return len(between) < _SUBJECT and not _OBJECT.search(between)
