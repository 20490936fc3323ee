"""Read the clauses of a segment: opening words, who is to act, the committing verb phrase.

A clause commits where its verb phrase stands at its head, behind the body that is to act, behind an adverbial
phrase, or under a modal word (`phải`, `cần`). Clauses of a part on aims also commit by a passive or a verb of reaching.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract._names import UPPER
from kg.extract._parties import Parties, Party
from kg.extract._trigger import Chain, read_chain
from kg.model import Span
from kg.resources import read_table

_PERSON = re.compile(rf"(?: [{UPPER}]\w+){{2,4}}")
_BRACKETS = re.compile(r" ?\([^()]{0,300}\)")
_CONNECT = re.compile(r"[,;]? và |[,;] |/|,? cùng | (?=các tỉnh )")
_LOCATED = re.compile(r" (?:đóng quân )?(?:trên|tại) (?:cùng )?địa bàn(?: tỉnh| thành phố| huyện| xã)?(?=, | và )")
_REACH = re.compile(r"(?<!\w)(?:đạt|trở thành|chiếm|tăng|giảm|duy trì|vượt|có)(?!\w)")
_COMMA = re.compile(r"[,:] ")
_FOR = re.compile(r"[Đđ]ối với ")
_LEADERS = re.compile(r"Lãnh đạo |lãnh đạo ")
_GAP = 90
_STRONG = frozenset(("light", "adverb", "modal"))
_CONDITION = re.compile(r"(?:nếu|trường hợp|khi|đối với) ", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:định kỳ|hằng|hàng|đến|trong (?:năm|quý|tháng|giai đoạn)|giai đoạn|từ (?:năm|nay)|trước|quý|năm) ",
    re.IGNORECASE,
)
_TOLD = frozenset(("past", "assess", "praise"))
_WITHIN = re.compile(r",? (?:trong phạm vi|theo|căn cứ|trên cơ sở|với) [^.;]*, ")
_PARTNERS_ONLY = re.compile(
    r"(?:(?:phải|cần|tiếp tục|chủ động|tích cực|thường xuyên|kịp thời) )*phối hợp(?: chặt chẽ)?", re.IGNORECASE
)
_WITH = re.compile(r" (?:với|cùng|cùng với) ")
_NOT_NEXT = frozenset(("past", "assess", "passive", "none"))
_LABEL = re.compile(r"(?:Chỉ tiêu|Mục tiêu|Nhiệm vụ|Giải pháp|Nội dung|Dự án|Hoạt động) \d+(?:\.\d+)*[:.] ")
_THEN = re.compile(r" thì ")
_NOMINAL = frozenset(("noun", "nominal", "verb", "light", "closed"))
_BEFORE_CALL = frozenset((": ", ", ", "; ", "- "))
_SUBJECT = 110
_OBJECT = re.compile(r"[,:]|(?<!\w)(?:các|những|một số|mọi|toàn bộ|để|nhằm|nếu|mà|do|trong đó)(?!\w)")
_SAYS = re.compile(
    r"(?<!\w)(?:được (?:thực hiện|tiến hành|áp dụng|quy định|giải quyết)|thực hiện theo|là|còn|chưa|từng bước được|có nhiều)"
    r"(?!\w)"
)
_RESULT = re.compile(r"(?<!\w)(?:trở thành|đưa|để|nhằm|góp phần|thực sự|thật sự|xứng đáng|coi|xem|xác định)(?!\w)")
_IS = re.compile(
    r"[^,:] là (?:một (?:trong những )?)?(?:nhiệm vụ|nền tảng|động lực|ưu tiên|then chốt|giải pháp|yêu cầu|khâu"
    r"|yếu tố|nhân tố|trách nhiệm"
    r"|sự nghiệp|điều kiện|tiền đề|cơ sở|quan điểm|nội dung|đột phá|trọng tâm|chủ trương|xu thế|quốc sách|quyền"
    r"|nghĩa vụ"
    r"|trung tâm(?=[,;.]|$))(?!\w)"
)


class Clause(NamedTuple):
    """A committing clause: its span, its verb phrase, its doer's span (empty for none), how sure the reading is."""

    start_char: int
    end_char: int
    chain: Chain
    subject: Span
    call: bool
    confidence: float


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each kind of clause word."""
    terms: dict[str, list[str]] = {}
    for row in read_table("lexicons/clause_words.tsv"):
        terms.setdefault(row["kind"], []).append(row["term"])
    alternatives = {
        kind: "|".join(sorted(map(re.escape, names), key=lambda t: (-len(t), t))) for kind, names in terms.items()
    }
    return {
        "opener": re.compile(rf"(?:{alternatives['opener']}|{alternatives['marker']})(?:[,:]? +)", re.IGNORECASE),
        "adjunct": re.compile(rf"(?:{alternatives['adjunct']}) ", re.IGNORECASE),
        "title": re.compile(rf"(?:cho )?(?:{alternatives['title']}) ", re.IGNORECASE),
        "joint": re.compile(rf",? ?(?:{alternatives['joint']}) ", re.IGNORECASE),
        "marker": re.compile(rf"(?:,| -)? (?:{alternatives['marker']})(?:[,:])? "),
    }


def has_doer(clause: Clause) -> bool:
    """Say whether a clause names who is to act."""
    return clause.subject.end_char > clause.subject.start_char


class ClauseReader:
    """Reads clauses of one text; offsets count in it."""

    def __init__(self, text: str, *, notes: Annotations, parties: Parties) -> None:
        self.text = text
        self.notes = notes
        self.parties = parties
        self.words = _words()
        self.places = frozenset(m.start_char for m in parties.findings.mentions if m.cls == "Place")

    def has_own_subject(self, start: int, trigger: int) -> bool:
        """Say whether something stands as subject between the start of a clause and its verb phrase."""
        position = self._skip_openers(start, trigger)
        if _CONDITION.match(self.text, position, trigger):
            return False
        last = self.text.rfind(", ", position, trigger)
        if self.words["adjunct"].match(self.text, position, trigger) and last > 0:
            position = self._skip_openers(last + 2, trigger)
        return trigger - position > 1

    def split(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the pieces of a segment, cut before the markers that a committing verb follows."""
        cuts = [start]
        for match in self.words["marker"].finditer(self.text, start + 1, end):
            hits = self.notes.hits("verb", match.end(), end_char=end)
            if (
                not hits
                or hits[0].start_char != match.end()
                or hits[0].label in ("noun", "past", "assess", "passive", "none")
            ):
                continue
            chain = read_chain(self.text, hits, 0, notes=self.notes)
            if chain and chain.main and self.text[chain.start_char : chain.end_char] != "có":
                cuts.append(match.start())
        cuts.append(end)
        pieces = []
        for first, last in pairwise(cuts):
            piece = self.text[first:last]
            lead = len(piece) - len(piece.lstrip(" ,-;"))
            tail = len(piece) - len(piece.rstrip(" ,;"))
            pieces.append((first + lead, last - tail))
        return pieces

    def read(self, start: int, end: int, *, aim: bool) -> Clause | str:
        """Return the clause of a piece, or the kind of reason why there is none."""
        position = self._skip_openers(start, end)
        state = self._read_at(position, start=start, end=end)
        if not isinstance(state, str) and not has_doer(state):
            state = self._unless_subject(state, position)
        if not isinstance(state, str) or state in ("assessment", "statement"):
            return state
        for_whom = _FOR.match(self.text, position, end)
        if for_whom:
            addressed = self._read_at(for_whom.end(), start=start, end=end)
            if not isinstance(addressed, str) and addressed.chain.start_char - addressed.subject.end_char <= 2:
                return addressed
        found = self._read_behind_phrase(position, start=start, end=end)
        if found is None and aim:
            found = self._read_aim(position, start=start, end=end)
        if found is None:
            found = self._read_inner_call(position, start=start, end=end)
        if isinstance(found, str):
            return found
        return found._replace(confidence=min(found.confidence, 0.85)) if found else state

    def _read_behind_phrase(self, position: int, *, start: int, end: int) -> Clause | str | None:
        """Return the clause behind an opening adverbial phrase, or the one under a modal word.

        Behind a condition (`Trường hợp …, `, `Nếu … thì `) the first clause is the main one; behind a purpose or a basis,
        which hold verbs of their own, the first that names its doer is.
        """
        modal = self._read_modal(position, start=start, end=end)
        conditional = _CONDITION.match(self.text, position, end) is not None
        read = [self._read_at(at, start=start, end=end) for at in self.behind_adjunct(position, end)]
        inner = [clause for clause in read if not isinstance(clause, str)]
        if conditional and inner:
            first = next((c for c in inner if has_doer(c) or c.chain.first != "noun"), inner[0])
            return modal if modal and modal.chain.start_char < first.chain.start_char else first
        found = next((clause for clause in inner if has_doer(clause)), None)
        if found is None:
            strong = [clause for clause in inner if clause.chain.first in _STRONG]
            found = min([*strong[:1], *([modal] if modal else [])], key=lambda c: c.chain.start_char, default=None)
        if found is None:
            timed = _WHEN.match(self.text, position, end) is not None
            found = next((clause for clause in inner if timed or clause.chain.first != "noun"), None)
        return found or ("assessment" if "assessment" in read else None)

    def _read_inner_call(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read a call behind a topic or a comma: `Về đề nghị của tỉnh: giao Bộ X …`."""
        for hit in self.notes.hits("verb", position, end_char=end):
            if hit.label == "call" and self.text[hit.start_char - 2 : hit.start_char] in _BEFORE_CALL:
                called = self._read_call(hit.end_char, start=start, end=end)
                if called:
                    return called
        return None

    def _unless_subject(self, clause: Clause, position: int) -> Clause | str:
        """Return a clause that opens with a verb, or what it says where that verb phrase is its subject.

        `Việc sắp xếp thôn … phải …` and `Phát triển kinh tế phải …` commit by their modal word; `Việc xác định … thực
        hiện theo …` and `Phát triển X là nhiệm vụ trọng tâm` only say what is the case.
        """
        heads = self.text[max(0, position - 5) : position].lower().endswith("việc ")
        if clause.chain.first in _NOMINAL:
            modal = self._read_modal(position, start=clause.start_char, end=clause.end_char)
            if (
                modal
                and modal.chain.main
                and (
                    heads
                    or clause.chain.modality
                    or self._stays_in_phrase(clause.chain.end_char, modal.chain.start_char)
                )
            ):
                return modal
        if heads and _SAYS.search(self.text, clause.chain.end_char, clause.end_char):
            return "statement"
        return "statement" if self._only_says(clause) else clause

    def _stays_in_phrase(self, start: int, end: int) -> bool:
        """Say whether no object of a verb ends between two places, so that all before the second is one subject."""
        between = self.text[start:end]
        return len(between) < _SUBJECT and not _OBJECT.search(between)

    def _only_says(self, clause: Clause) -> bool:
        """Say whether a clause without doer only states what something is: `Phát triển X là nhiệm vụ trọng tâm`."""
        if has_doer(clause) or clause.chain.modality or clause.chain.action == "plan":
            return False
        says = _IS.search(self.text, clause.chain.end_char, clause.end_char)
        return says is not None and not _RESULT.search(self.text, clause.chain.end_char, says.start())

    def parties_at(self, position: int, end: int) -> list[Party]:
        """Return the coordinated parties whose list starts at `position`."""
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
            connection = _CONNECT.match(self.text, self._behind_party(party, end))
            joint = self.words["joint"].match(self.text, party.end_char)
            if not connection and not joint:
                break
            reached = connection.end() if connection else party.end_char
        return found

    def _behind_party(self, party: Party, end: int) -> int:
        """Return where a party with the person's name and the bracket behind it ends."""
        reached = party.end_char
        for pattern in (_PERSON, _BRACKETS, _LOCATED):
            match = pattern.match(self.text, reached)
            reached = match.end() if match and match.end() <= end else reached
        return reached

    def subject_at(self, position: int, end: int) -> int:
        """Return where the list of parties that starts at `position` ends; `position` when none does."""
        found = self.parties_at(position, end)
        return self._behind_party(found[-1], end) if found else position

    def _skip_openers(self, start: int, end: int) -> int:
        position = start
        while position < end and self.text[position] in "\"“”'‘’*-+ ":
            position += 1
        while match := self.words["opener"].match(self.text, position, end) or _LABEL.match(self.text, position, end):
            position = match.end()
        return position

    def behind_adjunct(self, position: int, end: int) -> Iterator[int]:
        """Yield the places behind the commas, or the `thì`, that may end an opening adverbial phrase."""
        if not self.words["adjunct"].match(self.text, position, end):
            return
        if _CONDITION.match(self.text, position, end):
            yield from (match.end() for match in _THEN.finditer(self.text, position, min(end, position + 500)))
        depth = 0
        for index, match in enumerate(_COMMA.finditer(self.text, position, min(end, position + 600))):
            depth = self.text.count("(", position, match.start()) - self.text.count(")", position, match.start())
            if depth <= 0:
                yield match.end()
            if index > 8:
                return

    def _read_at(self, position: int, *, start: int, end: int) -> Clause | str:
        """Read a clause whose verb phrase, call or doer stands right at `position`."""
        hits = self.notes.hits("verb", position, end_char=end)
        party = self.parties.at(position)
        if position in self.places or (party and party.kind == "named" and hits and party.end_char > hits[0].end_char):
            hits = ()
        leaders = _LEADERS.match(self.text, position, end)
        behind = self.subject_at(leaders.end(), end) if leaders else position
        if leaders and behind > leaders.end():
            clause = self._read_predicate(behind, start=start, end=end, subject=Span(leaders.end(), behind))
            if not isinstance(clause, str) and clause.chain.start_char - behind <= 2:
                return clause
        if hits and hits[0].start_char == position:
            if hits[0].label == "call":
                called = self._read_call(hits[0].end_char, start=start, end=end)
                if called:
                    return called
            if hits[0].label in _TOLD:
                return "assessment"
            chain = read_chain(self.text, hits, 0, notes=self.notes)
            if chain and (chain.main or chain.modality) and hits[0].label not in ("passive", "reach"):
                chain = self._behind_partners(chain, end)
                return Clause(start, end, chain, Span(position, position), False, 0.95)
        subject_end = self.subject_at(position, end)
        if subject_end > position:
            return self._read_predicate(subject_end, start=start, end=end, subject=Span(position, subject_end))
        return "no verb"

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
        return clause._replace(call=True) if not isinstance(clause, str) else None

    def _read_predicate(self, position: int, *, start: int, end: int, subject: Span) -> Clause | str:
        """Read the verb phrase behind a doer."""
        hits = self.notes.hits("verb", position, end_char=end)
        modifying = told = -1
        for index, hit in enumerate(hits):
            gap = hit.start_char - position
            if hit.start_char - told == 1 or (hit.start_char - modifying == 1 and hit.label not in ("modal", "adverb")):
                modifying = hit.end_char
                continue
            if gap > _GAP * 3 or (gap > _GAP and hit.label not in ("modal", "adverb")):
                break
            if hit.label == "none" and gap <= 2:
                break
            if hit.label in _TOLD:
                if gap <= 2:
                    return "assessment"
                modifying = told = hit.end_char
                continue
            if hit.label == "passive":
                modifying = hit.end_char
                continue
            if hit.label == "call":
                called = self._read_call(hit.end_char, start=start, end=end)
                if called:
                    return called
            if self.text[hit.start_char].isupper() or hit.label in ("negation", "state", "reach"):
                continue
            if gap > 2 and hit.label == "noun" and not _WITHIN.fullmatch(self.text, position, hit.start_char):
                continue
            chain = read_chain(self.text, hits, index, notes=self.notes)
            if chain and (chain.main or chain.modality):
                return Clause(start, end, chain, subject, False, 0.93 if gap <= 2 else 0.8)
        return "no verb"

    def _behind_partners(self, chain: Chain, end: int) -> Chain:
        """Return the verb phrase behind those to work with in `phối hợp với Y làm Z`, else the chain itself."""
        if not _PARTNERS_ONLY.fullmatch(self.text, chain.start_char, chain.end_char):
            return chain
        if self.text[chain.start_char].islower():
            return chain
        joint = _WITH.match(self.text, chain.end_char)
        partners = self.subject_at(joint.end(), end) if joint else 0
        hits = self.notes.hits("verb", partners, end_char=end) if partners else ()
        if not hits or hits[0].start_char != partners + 1 or hits[0].label in _NOT_NEXT:
            return chain
        inner = read_chain(self.text, hits, 0, notes=self.notes)
        return inner._replace(modality=inner.modality or chain.modality) if inner and inner.main else chain

    def _read_modal(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read a clause by its first modal word (`… phải …`, `… cần …`)."""
        hits = self.notes.hits("verb", position, end_char=end)
        for place, hit in enumerate(hits):
            index = place
            if hit.label in _TOLD:
                return None
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
                    return Clause(start, end, chain, subject, False, 0.75)
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

    def _read_aim(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read a clause of a part on aims by its passive or its verb of reaching."""
        hits = self.notes.hits("verb", position, end_char=end)
        for index, hit in enumerate(hits):
            if hit.label == "past":
                return None
            reaching = hit.label in ("passive", "reach") or _REACH.fullmatch(self.text, hit.start_char, hit.end_char)
            if not reaching or self.text[hit.start_char].isupper():
                continue
            chain = read_chain(self.text, hits, index, notes=self.notes)
            if chain and chain.main:
                return Clause(start, end, chain, Span(position, position), False, 0.75)
        return None
