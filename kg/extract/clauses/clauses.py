"""Read a clause by the rules: opening words, who is to act, the committing verb phrase.

A clause commits where its verb phrase stands at its head, behind the body that is to act, behind an adverbial
phrase, or under a modal word (`phải`, `cần`). Clauses of a part on aims also commit by a passive or a verb of reaching.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.clauses.adjuncts import COMMA, CONDITION, CONDITION_ENDS, acts_on_basis, behind_adjunct
from kg.extract.clauses.plan_rules import THEN, opening_quantity, read_aim, read_rule
from kg.extract.clauses.predicates import (
    CHARGE,
    PARTNERS_ONLY,
    TOLD,
    Clause,
    behind_partners,
    has_doer,
    read_call,
    read_modal,
    read_predicate,
    stays_in_phrase,
)
from kg.extract.clauses.reading import Reading, subject_at
from kg.extract.clauses.verb_phrase import read_chain
from kg.extract.grammar.names import UPPER
from kg.extract.grammar.quantities import limits
from kg.model import Span

FOR = re.compile(r"[Đđ]ối với ")
_LEADERS = re.compile(r"Lãnh đạo |lãnh đạo |\d{1,3} (?=[A-ZĐ])")
_STRONG = frozenset(("light", "adverb", "modal"))
_WHEN = re.compile(
    r"(?:định kỳ|hằng|hàng|đến|trong (?:năm|quý|tháng|giai đoạn)|giai đoạn|từ (?:năm|nay)|trước|quý|năm) ",
    re.IGNORECASE,
)
LABEL = re.compile(r"(?:Chỉ tiêu|Mục tiêu|Nhiệm vụ|Giải pháp|Nội dung|Dự án|Hoạt động) \d+(?:\.\d+)*[:.] ")
_BASIS = re.compile(r"(?:căn cứ|trên cơ sở|theo|từ) ", re.IGNORECASE)
_MUST = "phải "
_UNSURE = frozenset(("noun", "state", "passive", "reach"))
_NOMINAL = frozenset(("noun", "nominal", "verb", "light", "closed"))
_SOME = re.compile(r"(?<!\w)(?:các|những|một số|mọi|để|nhằm|nếu|mà)(?!\w)")
_BY_WHOM = re.compile(r"(?!(?:Những|Nguyên nhân|Đây)(?!\w))[^,;:.]{4,100}? (?:do|được) (?=\w)")
_DONE = "được"
POSSESSED = " của "
_BEFORE_CALL = frozenset((": ", ", ", "; ", "- "))
_FAR = 400
LABELLED = re.compile(rf"(?P<label>[{UPPER}][^.;:()]{{1,130}}): (?=[\w“\"])")
_SAYS = re.compile(
    r"(?<!\w)(?:được (?:thực hiện|tiến hành|áp dụng|quy định|giải quyết)|thực hiện theo|là|còn|chưa"
    r"|từng bước được|có nhiều)(?!\w)"
)
_RESULT = re.compile(
    r"(?<!\w)(?:(?:với|mà) (?:trọng tâm|nòng cốt|cốt lõi|mục tiêu)|trở thành|đưa|để|nhằm|góp phần|thực sự|thật sự"
    r"|xứng đáng|coi|xem|xác định)(?!\w)"
)


@lru_cache(maxsize=1)
def _at_least() -> re.Pattern[str]:
    """Return the pattern of a floor that is set: what is told of the past has none."""
    return re.compile(rf" (?:đạt|chiếm|còn|duy trì) (?:{limits('>=')}) \d")


def has_own_subject(reading: Reading, start: int, trigger: int) -> bool:
    """Say whether something stands as subject between the start of a clause and its verb phrase."""
    position = skip_openers(reading, start, trigger)
    if CONDITION.match(reading.text, position, trigger) or PARTNERS_ONLY.match(reading.text, position, trigger):
        return False
    last = reading.text.rfind(", ", position, trigger)
    if reading.words["adjunct"].match(reading.text, position, trigger) and last > 0:
        if any(PARTNERS_ONLY.match(reading.text, at, trigger) for at in behind_adjunct(reading, position, trigger)):
            return False
        position = skip_openers(reading, last + 2, trigger)
    return trigger - position > 1


def read_clause(reading: Reading, start: int, end: int, *, aim: bool) -> Clause | str:
    """Return the clause of a piece by the rules, or the kind of reason why they see none."""
    position = skip_openers(reading, start, end)
    label = LABELLED.match(reading.text, position, end)
    if label and is_noun(reading, position, label.end("label")):
        return "no verb"
    state = _read_at(reading, position, start=start, end=end)
    if not isinstance(state, str) and not has_doer(state):
        state = _behind_basis(reading, state, position)
    if not isinstance(state, str) and not has_doer(state):
        state = _unless_subject(reading, state, position)
    if not isinstance(state, str) or state in ("assessment", "statement"):
        return state
    for_whom = FOR.match(reading.text, position, end)
    if for_whom:
        addressed = _read_at(reading, for_whom.end(), start=start, end=end)
        if not isinstance(addressed, str) and addressed.chain.start_char - addressed.subject.end_char <= 2:
            return addressed
    counted = opening_quantity().match(reading.text, position, end)  # `Trên 80% …` opens no phrase of place
    if counted:
        found = _read_bound(reading, position, start=start, end=end)
    else:
        found = _read_behind_phrase(reading, position, start=start, end=end)
    if not isinstance(found, str) and found is not None and found.rule != "modal":
        found = found._replace(rule=f"{found.rule}, behind a phrase")
    if found is None and (aim or _at_least().search(reading.text, position, end)):
        found = read_aim(reading, position, start=start, end=end)
    if found is None:
        found = _read_inner_call(reading, position, start=start, end=end)
    if found is None and state == "no verb":
        found = _read_by_whom(reading, position, start=start, end=end)
    if found is None and state == "no verb":
        found = read_rule(reading, position, start=start, end=end)
    return found or state


def _read_behind_phrase(reading: Reading, position: int, *, start: int, end: int) -> Clause | str | None:
    """Return the clause behind an opening adverbial phrase, or the one under a modal word.

    Behind a condition (`Trường hợp …, `, `Nếu … thì `) the first clause is the main one; behind a purpose or a
    basis, which hold verbs of their own, the first that names its doer is.
    """
    conditional = CONDITION.match(reading.text, position, end) is not None
    then = THEN.search(reading.text, position, min(end, position + CONDITION_ENDS)) if conditional else None
    modal = read_modal(reading, then.end() if then else position, start=start, end=end)
    read = [_read_at(reading, at, start=start, end=end) for at in behind_adjunct(reading, position, end)]
    inner = [clause for clause in read if not isinstance(clause, str)]
    if then and not modal and not inner:
        modal = read_modal(reading, position, start=start, end=end)
    grounded = _BASIS.match(reading.text, position, end) and any(has_doer(clause) for clause in inner)
    if modal is None and read and read[0] == "assessment" and not grounded:
        return "assessment"
    timed = _WHEN.match(reading.text, position, end) is not None
    if timed and inner and inner[0] is read[0] and inner[0].chain.first not in _UNSURE:
        return inner[0]
    if conditional and inner:
        first = next((c for c in inner if has_doer(c) or c.chain.first != "noun"), inner[0])
        return modal if modal and modal.chain.start_char < first.chain.start_char else first
    found = next((clause for clause in inner if has_doer(clause)), None)
    if found is None:
        strong = [clause for clause in inner if clause.chain.first in _STRONG]
        found = min([*strong[:1], *([modal] if modal else [])], key=lambda c: c.chain.start_char, default=None)
    if found is None:
        found = next((c for c in inner if timed or c.chain.first != "noun" or _leads_to_verb(reading, c)), None)
    return found or ("assessment" if "assessment" in read else None)


def _leads_to_verb(reading: Reading, clause: Clause) -> bool:
    """Say whether a verb follows right behind the first word, which then is one too (`nghiên cứu xây dựng`)."""
    first, *more = reading.notes.hits("verb", clause.chain.start_char, end_char=clause.chain.end_char)
    return bool(more) and more[0].label in ("verb", "nominal") and more[0].start_char == first.end_char + 1


def _read_bound(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Return what all of a kind must do (`Tất cả phương tiện tham gia phải tuân thủ …`), none for a level."""
    modal = read_modal(reading, position, start=start, end=end)
    return modal if modal and modal.chain.main and reading.text.startswith(_MUST, modal.chain.start_char) else None


def _read_inner_call(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read a call behind a topic or a comma: `Về đề nghị của tỉnh: giao Bộ X …`."""
    listed = reading.text[position].islower() and not reading.words["adjunct"].match(reading.text, position, end)
    for hit in reading.notes.hits("verb", position, end_char=end):
        if listed and reading.text[hit.start_char - 2] == ",":
            continue  # `cơ chế đặt hàng, giao nhiệm vụ cho X`: means in a list
        if hit.label == "call" and reading.text[hit.start_char - 2 : hit.start_char] in _BEFORE_CALL:
            called = read_call(reading, hit.end_char, start=start, end=end)
            if called:
                return called
    return None


def _read_by_whom(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read what somebody does with what a clause is about (`Mức hỗ trợ | do Ủy ban nhân dân tỉnh quy định`)."""
    by_whom = _BY_WHOM.match(reading.text, position, end)
    doer = subject_at(reading, by_whom.end(), end) if by_whom else 0
    if by_whom is None or doer == by_whom.end():
        return None
    hits = reading.notes.hits("verb", doer, end_char=end)
    near = bool(hits) and hits[0].start_char == doer + 1
    chain = read_chain(reading.text, hits, 0, notes=reading.notes) if near else None
    if chain is None or not chain.main or chain.end_char >= end:
        return None  # `Giấy phép do tỉnh cấp` is but a name
    return Clause(start, end, chain, Span(by_whom.end(), doer), False, "doer")


def is_noun(reading: Reading, start: int, end: int) -> bool:
    """Say whether a label that is printed like a verb is the name of a field (`Cấp nước: …`)."""
    words = reading.text[start:end].split()
    hits = reading.notes.hits("verb", start, end_char=end)
    printed = bool(hits) and hits[0].start_char == start
    return printed and len(words) in (2, 3) and not reading.notes.hits("verb", start + len(words[0]), end_char=end)


def _behind_basis(reading: Reading, clause: Clause, position: int) -> Clause | str:
    """Return the clause of the body behind what it acts on (`Thực hiện Chỉ thị số 1, Bộ X rà soát …`), if any."""
    if not acts_on_basis(reading.text, position, clause.end_char):
        return clause
    for comma in COMMA.finditer(reading.text, clause.chain.end_char, min(clause.end_char, position + _FAR)):
        party = reading.parties.at(comma.end())
        if party is None or party.kind == "group":
            continue
        inner = _read_at(reading, comma.end(), start=clause.start_char, end=clause.end_char)
        if inner == "assessment":
            return inner
        if not isinstance(inner, str) and inner.chain.start_char - inner.subject.end_char <= 2:
            return inner
    return clause


def _unless_subject(reading: Reading, clause: Clause, position: int) -> Clause | str:
    """Return a clause that opens with a verb, or what it says where that verb phrase is its subject.

    `Việc sắp xếp thôn … phải …` and `Phát triển kinh tế phải …` commit by their modal word; `Việc xác định … thực
    hiện theo …` and `Phát triển X là nhiệm vụ trọng tâm` only say what is the case.
    """
    heads = reading.text[max(0, position - 5) : position].lower().endswith("việc ")
    called = _read_inner_call(reading, position, start=clause.start_char, end=clause.end_char) if heads else None
    if called:
        return called
    if clause.chain.first in _NOMINAL:
        modal = read_modal(reading, position, start=clause.start_char, end=clause.end_char)
        done = modal is not None and (modal.chain.main or reading.text.endswith(_DONE, 0, modal.chain.end_char))
        if modal and done and (heads or clause.chain.modality or _is_subject_of(reading, modal, clause)):
            return modal
    if clause.chain.first in _NOMINAL and reading.text.startswith(POSSESSED, clause.chain.end_char):
        return "no verb"  # `Đánh giá của nhà đầu tư`: a noun with whose it is
    if heads and _SAYS.search(reading.text, clause.chain.start_char, clause.end_char):
        return "statement"
    return "statement" if _only_says(reading, clause) else clause


def _is_subject_of(reading: Reading, modal: Clause, clause: Clause) -> bool:
    """Say whether the verb phrase that opens a clause is the subject of its modal word.

    A predicate of state (`phải gắn với`, `phải phù hợp`) has what stands before it as subject, commas and all.
    """
    between = (clause.chain.end_char, modal.chain.start_char)
    if stays_in_phrase(reading, *between):
        return True
    behind = reading.notes.hits("verb", modal.chain.start_char, end_char=modal.chain.end_char)
    return any(hit.label == "state" for hit in behind) and not _SOME.search(reading.text, *between)


def _only_says(reading: Reading, clause: Clause) -> bool:
    """Say whether a clause without doer only states what something is: `Phát triển X là nhiệm vụ trọng tâm`."""
    if has_doer(clause) or clause.chain.modality or clause.chain.action == "plan":
        return False
    start, end = clause.chain.end_char, clause.end_char
    if reading.text.find(" là ", start, end) < 0 and reading.text.find(" có ý nghĩa", start, end) < 0:
        return False
    says = reading.words["being"].search(reading.text, start, end)
    return says is not None and not _RESULT.search(reading.text, start, says.start())


def skip_openers(reading: Reading, start: int, end: int) -> int:
    """Return where a clause begins behind marks, the words that open it and numbered labels."""
    text, opener, position = reading.text, reading.words["opener"], start
    while position < end and text[position] in "\"“”'‘’*-+ ":
        position += 1
    openers = (CHARGE, opener, LABEL)
    while match := next(filter(None, (one.match(text, position, end) for one in openers)), None):
        position = match.end()
    return position


def _read_at(reading: Reading, position: int, *, start: int, end: int) -> Clause | str:
    """Read a clause whose verb phrase, call or doer stands right at `position`."""
    hits = reading.notes.hits("verb", position, end_char=end)
    party = reading.parties.at(position)
    covered = party is not None and bool(hits) and party.end_char > hits[0].end_char
    if position in reading.places or (covered and (party.kind == "named" or hits[0].label in TOLD)):
        hits = ()
    leaders = _LEADERS.match(reading.text, position, end)
    behind = subject_at(reading, leaders.end(), end) if leaders else position
    if leaders and behind > leaders.end():
        clause = read_predicate(reading, behind, start=start, end=end, subject=Span(leaders.end(), behind))
        if not isinstance(clause, str) and clause.chain.start_char - behind <= 2:
            return clause
    if hits and hits[0].start_char == position:
        if hits[0].label == "call":
            called = read_call(reading, hits[0].end_char, start=start, end=end)
            if called:
                return called
        if hits[0].label in TOLD:
            return "assessment"
        chain = read_chain(reading.text, hits, 0, notes=reading.notes)
        if chain and hits[0].term == "dự kiến" and chain.end_char == hits[0].end_char:
            return "statement"
        if chain and (chain.main or chain.modality) and hits[0].label not in ("passive", "reach"):
            chain = behind_partners(reading, chain, end)
            return Clause(start, end, chain, Span(position, position), False, "verb first")
    subject_end = subject_at(reading, position, end)
    if subject_end > position:
        return read_predicate(reading, subject_end, start=start, end=end, subject=Span(position, subject_end))
    return "no verb"
