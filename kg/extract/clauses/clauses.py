"""Read the clauses of a segment: opening words, who is to act, the committing verb phrase.

A clause commits where its verb phrase stands at its head, behind the body that is to act, behind an adverbial
phrase, or under a modal word (`phải`, `cần`). Clauses of a part on aims also commit by a passive or a verb of reaching.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.annotate import Hit
from kg.extract.clauses.adjuncts import COMMA, CONDITION, acts_on_basis, behind_adjunct
from kg.extract.clauses.plan_rules import QUANTITY, RuleReader
from kg.extract.clauses.predicates import CHARGE, FIGURE, NEED, PARTNERS_ONLY, TOLD, Clause, has_doer
from kg.extract.clauses.verb_phrase import read_chain
from kg.extract.grammar.names import UPPER
from kg.iri import fold
from kg.model import Span
from kg.resources import read_table

_FOR = re.compile(r"[Đđ]ối với ")
_LEADERS = re.compile(r"Lãnh đạo |lãnh đạo |\d{1,3} (?=[A-ZĐ])")
_STRONG = frozenset(("light", "adverb", "modal"))
_WHEN = re.compile(
    r"(?:định kỳ|hằng|hàng|đến|trong (?:năm|quý|tháng|giai đoạn)|giai đoạn|từ (?:năm|nay)|trước|quý|năm) ",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:Chỉ tiêu|Mục tiêu|Nhiệm vụ|Giải pháp|Nội dung|Dự án|Hoạt động) \d+(?:\.\d+)*[:.] ")
_BASIS = re.compile(r"(?:căn cứ|trên cơ sở|theo|từ) ", re.IGNORECASE)
_MUST = "phải "
_UNSURE = frozenset(("noun", "state", "passive", "reach"))
_NOMINAL = frozenset(("noun", "nominal", "verb", "light", "closed"))
_SOME = re.compile(r"(?<!\w)(?:các|những|một số|mọi|để|nhằm|nếu|mà)(?!\w)")
_DONE = "được"
_POSSESSED = " của "
_OBJECT = 60
_BEFORE_CALL = frozenset((": ", ", ", "; ", "- "))
_SHARE = re.compile(r"(?:[^\d,;:.]{4,70} (?:đạt|chiếm|giảm|tăng|còn|có)|có|đạt) (?:[a-zà-ỹđ]+ ){0,3}\d")
_FAR = 400
_LABELLED = re.compile(rf"(?P<label>[{UPPER}][^.;:()]{{1,130}}): (?=[\w“\"])")
_CLOSES = re.compile(r"trên đây là ", re.IGNORECASE)
"""Opens what closes a paper, and says what it was (`Trên đây là Kế hoạch …`)."""
_AMOUNT = re.compile(r"[^.;:]{3,150}: ?\d[\d.,]* ?(?:triệu |tỷ |nghìn )?(?:đồng|USD|ha|km)\W*")
_RELATED = "được|nêu|đề|giao|phê|ký|ban hành|cam kết|bố trí|đăng ký|duyệt|thống nhất|xác định|quy định|chỉ|thông qua|có"
_LOOKS_BACK = re.compile(
    r"[^.;]{0,200}(?:thời gian|những năm|nhiều năm|các năm|năm|tháng|giai đoạn) (?:vừa )?qua(?!\w)"
    rf"[^.;]{{0,160}} đã (?!{_RELATED})"
    rf"|(?:trong )?(?:năm|giai đoạn) \d{{4}}[^.;]{{0,200}} đã (?!{_RELATED})",
    re.IGNORECASE,
)
"""What was done, told with the time when: `đã` behind no noun that it restricts (`nhiệm vụ đã giao`)."""
_ALREADY = " đã "
_AT_LEAST = re.compile(r" (?:đạt|chiếm|còn|duy trì) (?:tối thiểu|ít nhất|không dưới|không thấp hơn) \d")
"""A floor that is set: what is told of the past has none."""
_SAYS = re.compile(
    r"(?<!\w)(?:được (?:thực hiện|tiến hành|áp dụng|quy định|giải quyết)|thực hiện theo|là|còn|chưa"
    r"|từng bước được|có nhiều)(?!\w)"
)
_RESULT = re.compile(
    r"(?<!\w)(?:(?:với|mà) (?:trọng tâm|nòng cốt|cốt lõi|mục tiêu)|trở thành|đưa|để|nhằm|góp phần|thực sự|thật sự"
    r"|xứng đáng|coi|xem|xác định)(?!\w)"
)


@lru_cache(maxsize=1)
def _columns() -> frozenset[str]:
    """Return the labels of lines that say one thing of a task: who does it, by when, with what result."""
    return frozenset(fold(row["term"]) for row in read_table("lexicons/table_columns.tsv"))


class Candidate(NamedTuple):
    """What a piece of a segment may be: its clause, if it holds any verb, and the reason that speaks against it."""

    clause: Clause | None
    doubt: str


class ClauseReader(RuleReader):
    """Reads clauses of one text; offsets count in it."""

    def has_own_subject(self, start: int, trigger: int) -> bool:
        """Say whether something stands as subject between the start of a clause and its verb phrase."""
        position = self._skip_openers(start, trigger)
        if CONDITION.match(self.text, position, trigger) or PARTNERS_ONLY.match(self.text, position, trigger):
            return False
        last = self.text.rfind(", ", position, trigger)
        if self.words["adjunct"].match(self.text, position, trigger) and last > 0:
            if any(PARTNERS_ONLY.match(self.text, at, trigger) for at in behind_adjunct(self, position, trigger)):
                return False
            position = self._skip_openers(last + 2, trigger)
        return trigger - position > 1

    def split(self, start: int, end: int, *, aim: bool = False) -> list[tuple[int, int]]:
        """Return the pieces of a segment, cut before the markers that a committing verb follows.

        Among aims also before one that a share of the whole follows (`trong đó X chiếm hơn 60%`).
        """
        cuts = [start]
        for match in self.words["marker"].finditer(self.text, start + 1, end):
            cut = match.start() - 2 * self.text.endswith(" -", start, match.start())
            if aim and _SHARE.match(self.text, match.end(), end):
                cuts.append(cut)
                continue
            hits = self.notes.hits("verb", match.end(), end_char=end)
            if (
                not hits
                or hits[0].start_char != match.end()
                or hits[0].label in ("past", "assess", "passive", "free", "none")
                or (hits[0].label == "noun" and not self._coordinated(hits[0], end))
            ):
                continue
            chain = read_chain(self.text, hits, 0, notes=self.notes)
            if chain and chain.main and self.text[chain.start_char : chain.end_char] != "có":
                cuts.append(cut)
        cuts.append(end)
        pieces = []
        for first, last in pairwise(cuts):
            piece = self.text[first:last]
            lead = len(piece) - len(piece.lstrip(" ,-;"))
            tail = len(piece) - len(piece.rstrip(" ,;"))
            pieces.append((first + lead, last - tail))
        return pieces

    def _coordinated(self, noun: Hit, end: int) -> bool:
        """Say whether a word that is as often a noun is a verb here: another verb goes on behind its object's comma."""
        if self.text.startswith(_POSSESSED, noun.end_char):
            return False
        comma = self.text.find(", ", noun.end_char, min(end, noun.end_char + _OBJECT))
        hits = self.notes.hits("verb", comma + 2, end_char=end) if comma > noun.end_char else ()
        return bool(hits) and hits[0].start_char == comma + 2 and hits[0].label in ("verb", "nominal")

    def candidate(self, start: int, end: int, *, aim: bool) -> Candidate:
        """Return the clause that a piece may be, by the rules or by any verb phrase, and the rules' doubt."""
        start = self._behind_label(start, end, aim=aim)
        position = self._skip_openers(start, end)
        if position >= end:
            return Candidate(None, "no verb")
        if NEED.match(self.text, position, end) and FIGURE.search(self.text, position, end):
            return Candidate(None, "rate or amount")
        if self.text.find(":", position, end) >= 0 and _AMOUNT.fullmatch(self.text, position, end):
            return Candidate(None, "rate or amount")
        read = self.read(start, end, aim=aim)
        doubt = read if isinstance(read, str) else ""
        clause = self._read_any(position, start=start, end=end) if isinstance(read, str) else read
        if _CLOSES.match(self.text, position, end) and not (clause and clause.call):
            return Candidate(None, "statement")
        if self.text.find(_ALREADY, position, end) >= 0 and _LOOKS_BACK.match(self.text, position, end):
            doubt = "assessment"
        return Candidate(clause, doubt)

    def _behind_label(self, start: int, end: int, *, aim: bool) -> int:
        """Return where a clause begins behind the label that says what it is about (`Hạ tầng số: …`), else its start.

        A label that names who is to act, or calls on somebody, belongs to the clause, and so does a verb phrase.
        """
        numbered = _LABEL.match(self.text, start, end)
        if numbered:
            return numbered.end()
        label = _LABELLED.match(self.text, start, end)
        if label and fold(label.group("label")) in _columns():
            return label.end()
        if label is None or self._calls(start, label.end("label")):
            return start
        hits = self.notes.hits("verb", start, end_char=label.end("label"))
        verbal = bool(hits) and hits[0].start_char == start and not self._is_noun(start, label.end("label"))
        if verbal:
            return start
        return start if isinstance(self.read(label.end(), end, aim=aim), str) else label.end()

    def _calls(self, start: int, end: int) -> bool:
        """Say whether a label names who is to act, or calls on somebody."""
        hits = self.notes.hits("verb", start, end_char=end)
        start = named.end() if (named := _FOR.match(self.text, start, end)) else start
        return self.subject_at(start, end) > start or any(hit.label in ("call", "modal") for hit in hits)

    def _read_any(self, position: int, *, start: int, end: int) -> Clause | None:
        """Return a clause of which no rule is sure: by what is reached, or by the first verb phrase."""
        aim = self.read_aim(position, start=start, end=end)
        if aim:
            return aim._replace(rule="level reached")
        hits = self.notes.hits("verb", position, end_char=end)
        for index, hit in enumerate(hits):
            chain = read_chain(self.text, hits, index, notes=self.notes)
            if chain and chain.main:
                at_head = hit.start_char == position
                return Clause(start, end, chain, Span(position, position), False, "verb" if at_head else "verb inside")
        return None

    def read(self, start: int, end: int, *, aim: bool) -> Clause | str:
        """Return the clause of a piece by the rules, or the kind of reason why they see none."""
        position = self._skip_openers(start, end)
        label = _LABELLED.match(self.text, position, end)
        if label and self._is_noun(position, label.end("label")):
            return "no verb"
        state = self._read_at(position, start=start, end=end)
        if not isinstance(state, str) and not has_doer(state):
            state = self._behind_basis(state, position)
        if not isinstance(state, str) and not has_doer(state):
            state = self._unless_subject(state, position)
        if not isinstance(state, str) or state in ("assessment", "statement"):
            return state
        for_whom = _FOR.match(self.text, position, end)
        if for_whom:
            addressed = self._read_at(for_whom.end(), start=start, end=end)
            if not isinstance(addressed, str) and addressed.chain.start_char - addressed.subject.end_char <= 2:
                return addressed
        counted = QUANTITY.match(self.text, position, end)  # `Trên 80% …` opens no phrase of place
        if counted:
            found = self._read_bound(position, start=start, end=end)
        else:
            found = self._read_behind_phrase(position, start=start, end=end)
        if not isinstance(found, str) and found is not None and found.rule != "modal":
            found = found._replace(rule=f"{found.rule}, behind a phrase")
        if found is None and (aim or _AT_LEAST.search(self.text, position, end)):
            found = self.read_aim(position, start=start, end=end)
        if found is None:
            found = self._read_inner_call(position, start=start, end=end)
        if found is None and state == "no verb":
            found = self.read_rule(position, start=start, end=end)
        return found or state

    def _read_behind_phrase(self, position: int, *, start: int, end: int) -> Clause | str | None:
        """Return the clause behind an opening adverbial phrase, or the one under a modal word.

        Behind a condition (`Trường hợp …, `, `Nếu … thì `) the first clause is the main one; behind a purpose or a
        basis, which hold verbs of their own, the first that names its doer is.
        """
        modal = self._read_modal(position, start=start, end=end)
        conditional = CONDITION.match(self.text, position, end) is not None
        read = [self._read_at(at, start=start, end=end) for at in behind_adjunct(self, position, end)]
        inner = [clause for clause in read if not isinstance(clause, str)]
        grounded = _BASIS.match(self.text, position, end) and any(has_doer(clause) for clause in inner)
        if modal is None and read and read[0] == "assessment" and not grounded:
            return "assessment"
        timed = _WHEN.match(self.text, position, end) is not None
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
            found = next((c for c in inner if timed or c.chain.first != "noun" or self._leads_to_verb(c)), None)
        return found or ("assessment" if "assessment" in read else None)

    def _leads_to_verb(self, clause: Clause) -> bool:
        """Say whether a verb follows right behind the first word, which then is one too (`nghiên cứu xây dựng`)."""
        first, *more = self.notes.hits("verb", clause.chain.start_char, end_char=clause.chain.end_char)
        return bool(more) and more[0].label in ("verb", "nominal") and more[0].start_char == first.end_char + 1

    def _read_bound(self, position: int, *, start: int, end: int) -> Clause | None:
        """Return what all of a kind must do (`Tất cả phương tiện tham gia phải tuân thủ …`), none for a level."""
        modal = self._read_modal(position, start=start, end=end)
        return modal if modal and modal.chain.main and self.text.startswith(_MUST, modal.chain.start_char) else None

    def _read_inner_call(self, position: int, *, start: int, end: int) -> Clause | None:
        """Read a call behind a topic or a comma: `Về đề nghị của tỉnh: giao Bộ X …`."""
        listed = self.text[position].islower() and not self.words["adjunct"].match(self.text, position, end)
        for hit in self.notes.hits("verb", position, end_char=end):
            if listed and self.text[hit.start_char - 2] == ",":
                continue  # `cơ chế đặt hàng, giao nhiệm vụ cho X`: means in a list
            if hit.label == "call" and self.text[hit.start_char - 2 : hit.start_char] in _BEFORE_CALL:
                called = self._read_call(hit.end_char, start=start, end=end)
                if called:
                    return called
        return None

    def _is_noun(self, start: int, end: int) -> bool:
        """Say whether a label that is printed like a verb is the name of a field (`Cấp nước: …`)."""
        words = self.text[start:end].split()
        hits = self.notes.hits("verb", start, end_char=end)
        printed = bool(hits) and hits[0].start_char == start
        return printed and len(words) in (2, 3) and not self.notes.hits("verb", start + len(words[0]), end_char=end)

    def _behind_basis(self, clause: Clause, position: int) -> Clause | str:
        """Return the clause of the body behind what it acts on (`Thực hiện Chỉ thị số 1, Bộ X rà soát …`), if any."""
        if not acts_on_basis(self.text, position, clause.end_char):
            return clause
        for comma in COMMA.finditer(self.text, clause.chain.end_char, min(clause.end_char, position + _FAR)):
            party = self.parties.at(comma.end())
            if party is None or party.kind == "group":
                continue
            inner = self._read_at(comma.end(), start=clause.start_char, end=clause.end_char)
            if inner == "assessment":
                return inner
            if not isinstance(inner, str) and inner.chain.start_char - inner.subject.end_char <= 2:
                return inner
        return clause

    def _unless_subject(self, clause: Clause, position: int) -> Clause | str:
        """Return a clause that opens with a verb, or what it says where that verb phrase is its subject.

        `Việc sắp xếp thôn … phải …` and `Phát triển kinh tế phải …` commit by their modal word; `Việc xác định … thực
        hiện theo …` and `Phát triển X là nhiệm vụ trọng tâm` only say what is the case.
        """
        heads = self.text[max(0, position - 5) : position].lower().endswith("việc ")
        called = self._read_inner_call(position, start=clause.start_char, end=clause.end_char) if heads else None
        if called:
            return called
        if clause.chain.first in _NOMINAL:
            modal = self._read_modal(position, start=clause.start_char, end=clause.end_char)
            done = modal is not None and (modal.chain.main or self.text.endswith(_DONE, 0, modal.chain.end_char))
            if modal and done and (heads or clause.chain.modality or self._is_subject_of(modal, clause)):
                return modal
        if clause.chain.first in _NOMINAL and self.text.startswith(_POSSESSED, clause.chain.end_char):
            return "no verb"  # `Đánh giá của nhà đầu tư`: a noun with whose it is
        if heads and _SAYS.search(self.text, clause.chain.start_char, clause.end_char):
            return "statement"
        return "statement" if self._only_says(clause) else clause

    def _is_subject_of(self, modal: Clause, clause: Clause) -> bool:
        """Say whether the verb phrase that opens a clause is the subject of its modal word.

        A predicate of state (`phải gắn với`, `phải phù hợp`) has what stands before it as subject, commas and all.
        """
        between = (clause.chain.end_char, modal.chain.start_char)
        if self._stays_in_phrase(*between):
            return True
        behind = self.notes.hits("verb", modal.chain.start_char, end_char=modal.chain.end_char)
        return any(hit.label == "state" for hit in behind) and not _SOME.search(self.text, *between)

    def _only_says(self, clause: Clause) -> bool:
        """Say whether a clause without doer only states what something is: `Phát triển X là nhiệm vụ trọng tâm`."""
        if has_doer(clause) or clause.chain.modality or clause.chain.action == "plan":
            return False
        start, end = clause.chain.end_char, clause.end_char
        if self.text.find(" là ", start, end) < 0 and self.text.find(" có ý nghĩa", start, end) < 0:
            return False
        says = self.words["being"].search(self.text, start, end)
        return says is not None and not _RESULT.search(self.text, start, says.start())

    def _skip_openers(self, start: int, end: int) -> int:
        position = start
        while position < end and self.text[position] in "\"“”'‘’*-+ ":
            position += 1
        openers = (CHARGE, self.words["opener"], _LABEL)
        while match := next(filter(None, (opener.match(self.text, position, end) for opener in openers)), None):
            position = match.end()
        return position

    def _read_at(self, position: int, *, start: int, end: int) -> Clause | str:
        """Read a clause whose verb phrase, call or doer stands right at `position`."""
        hits = self.notes.hits("verb", position, end_char=end)
        party = self.parties.at(position)
        covered = party is not None and bool(hits) and party.end_char > hits[0].end_char
        if position in self.places or (covered and (party.kind == "named" or hits[0].label in TOLD)):
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
            if hits[0].label in TOLD:
                return "assessment"
            chain = read_chain(self.text, hits, 0, notes=self.notes)
            if chain and hits[0].term == "dự kiến" and chain.end_char == hits[0].end_char:
                return "statement"
            if chain and (chain.main or chain.modality) and hits[0].label not in ("passive", "reach"):
                chain = self._behind_partners(chain, end)
                return Clause(start, end, chain, Span(position, position), False, "verb first")
        subject_end = self.subject_at(position, end)
        if subject_end > position:
            return self._read_predicate(subject_end, start=start, end=end, subject=Span(position, subject_end))
        return "no verb"
