"""Read who is to act and the verb phrase behind: predicates, calls on bodies, clauses under a modal word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate import Hit
from kg.extract.clauses.reading import Reading, subject_at, subject_before
from kg.extract.clauses.verb_phrase import Chain, read_chain
from kg.model import Span

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
_ASSIGNED = re.compile(
    rf",? (?:theo|căn cứ(?: vào)?|trên cơ sở|trong(?: phạm vi)?) {_CHARGE}(?:(?:,| và) {_CHARGE})*"
    r"(?: (?:đã )?được (?:giao|phân công|phân cấp)| của (?:mình|ngành|đơn vị|địa phương)(?: mình)?),?(?= )"
)
"""Says that a doer acts within its charge: `Bộ Y tế theo chức năng, nhiệm vụ được giao rà soát …`."""
_HUB = re.compile(r" là (?:cơ quan |đơn vị |bộ phận )?đầu mối")
"""Says what a doer is for the work that follows: `Sở Nội vụ là đầu mối tổng hợp, báo cáo …`."""
_ASIDE = re.compile(r"\([^()]{0,200}\) ?|(?:căn cứ|trên cơ sở|theo) [^,;.()]{3,100}, ")
_RATE = ("có tỷ lệ", "có tỉ lệ", "có số")
"""What is counted behind it is no verb: `địa phương có tỷ lệ giải ngân thấp`."""
_BINDING = frozenset(("phải", "cần phải"))
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


def has_doer(clause: Clause) -> bool:
    """Say whether a clause names who is to act."""
    return clause.subject.end_char > clause.subject.start_char


def read_call(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read `Giao X …`, `Yêu cầu X …`: what X is to do."""
    at = position + 1
    for prefix in ("cho ", "đối với "):
        if reading.text.startswith(prefix, at):
            at += len(prefix)
    subject_end = subject_at(reading, at, end)
    if subject_end == at:
        return None
    clause = read_predicate(reading, subject_end, start=start, end=end, subject=Span(at, subject_end))
    return clause._replace(call=True, rule="called") if not isinstance(clause, str) else None


def read_predicate(reading: Reading, position: int, *, start: int, end: int, subject: Span) -> Clause | str:
    """Read the verb phrase behind a doer."""
    charge = _ASSIGNED.match(reading.text, position, end)
    position = charge.end() if charge else position
    hub = _HUB.match(reading.text, position, end)
    position = hub.end() if hub else position
    hits = reading.notes.hits("verb", position, end_char=end)
    modifying = told = -1
    for index, hit in enumerate(hits):
        gap = hit.start_char - position
        gap -= _aside(reading, position, hit.start_char) if gap > 2 else 0
        if hit.start_char - told == 1 or (hit.start_char - modifying == 1 and hit.label not in ("modal", "adverb")):
            modifying = hit.end_char
            continue
        if gap > _GAP * 3 or (gap > _GAP and hit.label not in ("modal", "adverb")):
            break
        if hit.label == "free" and gap <= 2:
            break
        if hit.label in TOLD:
            if gap <= 2 and not _is_bound(hits[index + 1 :]):
                return "assessment"
            modifying = told = hit.end_char
            continue
        granted = (
            read_chain(reading.text, hits, index, notes=reading.notes) if hit.label == "passive" and gap <= 2 else None
        )
        if granted and granted.main:
            return Clause(start, end, granted, subject, False, "granted")
        if hit.label == "passive":
            modifying = hit.end_char
            continue
        if hit.label == "call":
            called = read_call(reading, hit.end_char, start=start, end=end)
            if called:
                return called
        told_off = reading.text.startswith(": ", position) and gap == len(": ")  # `Bộ Y tế: Tăng cường kiểm tra …`
        if (reading.text[hit.start_char].isupper() and not told_off) or hit.label in _NO_PREDICATE:
            modifying = hit.end_char if hit.term.startswith(_RATE) else modifying
            continue
        if gap > 2 and reading.text.endswith(_GERUND, position, hit.start_char):
            continue
        if gap > 2 and hit.label == "noun" and not _WITHIN.fullmatch(reading.text, position, hit.start_char):
            continue
        chain = read_chain(reading.text, hits, index, notes=reading.notes)
        if chain and (chain.main or chain.modality):
            chain = behind_partners(reading, chain, end)
            clause = Clause(start, end, chain, subject, False, "doer" if gap <= 2 else "doer, words between")
            return _duty_of_group(reading, clause) or clause
    return "no verb"


def _aside(reading: Reading, start: int, end: int) -> int:
    """Return how many characters of a stretch only add something: a bracket, on what basis somebody acts."""
    return sum(match.end() - match.start() for match in _ASIDE.finditer(reading.text, start, end))


def _is_bound(hits: Sequence[Hit]) -> bool:
    """Say whether what was or was not done only tells who is bound (`Địa phương chưa phân bổ phải hoàn thành`)."""
    return any(hit.label == "modal" and hit.term in _BINDING for hit in hits)


def behind_partners(reading: Reading, chain: Chain, end: int) -> Chain:
    """Return the verb phrase behind those to work with in `phối hợp với Y làm Z`, else the chain itself."""
    if not PARTNERS_ONLY.fullmatch(reading.text, chain.start_char, chain.end_char):
        return chain
    joint = _WITH.match(reading.text, chain.end_char)
    partners = subject_at(reading, joint.end(), end) if joint else 0
    if not joint or (partners == joint.end() and not joint.group().strip()):
        return chain
    hits = reading.notes.hits("verb", partners, end_char=min(end, partners + _GAP))
    inner = _act_behind(reading, hits, partners)
    return inner._replace(modality=inner.modality or chain.modality) if inner else chain


def _act_behind(reading: Reading, hits: Sequence[Hit], partners: int) -> Chain | None:
    """Return what is to be done with partners: the first verb phrase behind them that is no part of a name."""
    relative = partners
    for index, hit in enumerate(hits):
        between = reading.text[partners : hit.start_char]
        if not _TAIL_OF_PARTNERS.fullmatch(between):
            return None
        if hit.label == "passive" or hit.start_char == relative + 1 > partners + 1:
            relative = hit.end_char  # `đơn vị được lựa chọn quan trắc môi trường`
            continue
        if _IN_COURSE.match(between):
            return None  # `phối hợp Bộ X trong quá trình giới thiệu, cung cấp đất`
        near = hit.start_char == partners + 1 or not between.strip() or between.endswith((", ", " để ", " việc "))
        if reading.text[hit.start_char].isupper() or hit.label in _NOT_NEXT or (hit.label == "noun" and not near):
            continue
        inner = read_chain(reading.text, hits, index, notes=reading.notes)
        if inner and inner.main and (near or inner.first in _LEADS):
            return inner
    return None


def _duty_of_group(reading: Reading, clause: Clause) -> Clause | None:
    """Return the clause by its modal word where the verb before names a group (`Cá nhân đi xe … phải …`)."""
    group = next((p for p in reading.parties.between(*clause.subject) if p.end_char == clause.subject.end_char), None)
    if group is None or group.kind != "group" or clause.chain.modality:
        return None
    modal = read_modal(reading, clause.chain.end_char, start=clause.start_char, end=clause.end_char)
    if modal is None or not stays_in_phrase(reading, clause.chain.end_char, modal.chain.start_char):
        return None
    return modal._replace(subject=clause.subject)


def read_modal(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read a clause by its first modal word (`… phải …`, `… cần …`)."""
    text, hits = reading.text, reading.notes.hits("verb", position, end_char=end)
    for place, hit in enumerate(hits):
        index = place
        if hit.label in TOLD:
            return None
        if hit.label == "modal" and NEED.match(text, position) and FIGURE.search(text, hit.end_char, end):
            return None  # `Tổng quỹ đất cần bổ sung khoảng 5 ha`: an estimate
        if hit.label == "modal" and text[hit.start_char].islower():
            while (
                index
                and hits[index - 1].end_char == hits[index].start_char - 1
                and hits[index - 1].label in ("light", "adverb")
                and _opens(reading, hits[index - 1].start_char, start=position)
            ):
                index -= 1
            chain = read_chain(text, hits, index, notes=reading.notes)
            if chain and chain.modality:
                subject = subject_before(reading, hit.start_char, start=position)
                return Clause(start, end, chain, subject, False, "modal")
    return None


def _opens(reading: Reading, position: int, *, start: int) -> bool:
    """Say whether what stands at `position` opens a clause or follows its doer, so that no noun is cut in two."""
    return position == start or subject_before(reading, position, start=start).end_char > start


def stays_in_phrase(reading: Reading, start: int, end: int) -> bool:
    """Say whether no object of a verb ends between two places, so that all before the second is one subject."""
    between = reading.text[start:end]
    return len(between) < _SUBJECT and not _OBJECT.search(between)
