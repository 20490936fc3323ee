"""Say of a clause what speaks for and against its being a measure: its words, its place, what stands around it.

Each piece of evidence has a name; `ontology/weights/measure.tsv` says how much each counts. None decides alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.annotate import Annotations
from kg.extract.clauses.candidates import Candidate
from kg.extract.clauses.predicates import Clause, has_doer
from kg.extract.document.sections import heading_kinds
from kg.extract.grammar.tables import segments_of_tasks
from kg.extract.measures.unbinding import unbinding
from kg.iri import fold
from kg.model import REGULATIONS, Findings, Mention, PreparedText, Span
from kg.text.spans import SpanIndex

_MOST_PREAMBLE = 0.4
_FRONT = 60
_SHORT = 40
_LONG = 400
_TAIL = 160
_PAST = re.compile(r"(?<!\w)(?:đã|đang|chưa|vẫn|vừa qua|hơn (?:năm|kỳ|giai đoạn|nhiệm kỳ) trước|cùng kỳ)(?!\w)")
_CONDITION = re.compile(r"(?:nếu|trường hợp|khi|trong trường hợp)(?!\w)", re.IGNORECASE)
_LIMIT = re.compile(r"trong (?:thời hạn|vòng) \d|chậm nhất|không quá \d+ (?:ngày|giờ|tháng)", re.IGNORECASE)
_FIGURE = re.compile(r"\d ?%|(?<!\w)\d[\d.,]* (?:triệu|tỷ|nghìn|ha|km|tấn|USD|lần)(?!\w)")
_ESTIMATE = re.compile(
    r"(?:dự kiến )?(?:tổng (?:nhu cầu|số|diện tích|mức|quỹ|vốn|kinh phí|chi phí)|nhu cầu|số lượng|diện tích)(?!\w)"
    r"|dự kiến(?: đến năm \d{4})?,? (?:tổng|nhu cầu|khoảng|là|có|đạt) ",
    re.IGNORECASE,
)
_REACHED = re.compile(r" (?:đạt|chiếm|tăng|giảm|duy trì) ")
_THIS = re.compile(r"(?:\w+ ){1,3}này (?:có hiệu lực|áp dụng|quy định|được|gồm)(?!\w)")
_CLOSES = re.compile(r"[ *”\"')]*[.;:!,|\t]")
_OPENS = " \"“'‘*-+"
_SAYS_WHAT = 60
_LIST_OF_THINGS = re.compile(
    r" (?:như|gồm|bao gồm|sau|sau đây|cụ thể|dưới đây)(?: sau| là| như sau)?$| \d{1,3}(?: [a-zà-ỹđ]+){1,4}$"
)
"""Ends a line that announces or counts the things that the list below it names (`… trình 02 đề án:`)."""
_IN_DETAIL = re.compile(r"[,;] cụ thể(?: là)?(?: như sau)?$")
"""Ends a line whose clause stands by itself before the list that spells it out."""
_SURE = frozenset(("verb first", "doer", "called", "called, behind a phrase", "doer, behind a phrase"))
Evidence = dict[str, float]


class Surroundings:
    """What stands around the segments of one text, read once."""

    def __init__(
        self, prepared: PreparedText, read: Sequence[Sequence[Candidate]], *, notes: Annotations, findings: Findings
    ) -> None:
        self.prepared, self.text, self.notes, self.findings = prepared, prepared.text, notes, findings
        self.read = read
        self.opening = preamble(prepared)
        self.unbound = unbinding(prepared)
        self.in_task_cells = segments_of_tasks(prepared)
        self.headings = [_headings(prepared, index) for index in range(len(prepared.sections))]
        bodies = SpanIndex(m for m in findings.mentions if m.cls == "Agent")
        headings = [section.heading_span for section in prepared.sections]
        self.headed = frozenset(index for index, span in enumerate(headings) if _names_body(span, bodies))
        self.intros = _introduced(prepared, bodies)
        self.told = _told(prepared, read, notes=notes)
        self.sound = _sound(prepared, read)
        self.instruments = frozenset(m.start_char for m in findings.mentions if m.cls == "Instrument")
        self.issued = findings.header.issued[:4]
        self.years = sorted((m.start_char, m.key[:4]) for m in findings.mentions if m.cls == "Time")

    def of_place(self, index: int) -> Evidence:
        """Return the evidence that all clauses of a segment share."""
        segment = self.prepared.segments[index]
        found: Evidence = dict.fromkeys(self.headings[segment.section], 1.0) if segment.section >= 0 else {}
        kind = self.prepared.blocks[segment.block].kind
        found[f"line: {kind}"] = 1.0
        if self.in_task_cells.get(index):
            found["in a task cell"] = 1.0
        if self.findings.header.type in REGULATIONS:
            found["in a regulation"] = 1.0
        if index < self.opening:
            found["before the first part"] = 1.0
            if self._leads_to_intro(index):
                found["leads to a list"] = 1.0
        if index in self.unbound:
            found[self.unbound[index]] = 1.0
        if index in self.intros:
            found[f"listed: {self.intros[index]}"] = 1.0
        if index in self.told:
            found["goes on with what was told"] = 1.0
        if segment.section in self.headed:
            found["heading: a body"] = 1.0
        before = self.prepared.segments[index - 1] if index else segment
        if index and before.sentence == segment.sentence and _holds_task(self.read[index - 1]):
            found["goes on from a task"] = 1.0
        sound, of = self.sound.get(segment.section, (0, 0))
        found["part full of tasks"] = round((sound + 0.5) / (of + 1), 2)
        return found

    def of_clause(self, index: int, candidate: Candidate) -> Evidence:
        """Return the evidence that a clause's own words give."""
        clause = candidate.clause
        if clause is None:
            return {}
        start, end, chain = clause.start_char, clause.end_char, clause.chain
        head = start
        while head < end and self.text[head] in _OPENS:
            head += 1
        found: Evidence = {f"read: {clause.rule}": 1.0, f"first: {chain.first}": 1.0}
        if candidate.doubt:
            found[f"doubt: {candidate.doubt}"] = 1.0
        if chain.modality:
            found["bound by a modal word" + (", doer named" if has_doer(clause) else "")] = 1.0
        in_cell = self.prepared.blocks[self.prepared.segments[index].block].kind == "row"
        past = _PAST.search(self.text, start, end)
        if past:
            found["past word before the verb" if past.start() < chain.start_char else "past word behind the verb"] = 1.0
        traits = {
            "opens in lower case": self.text[head].islower(),
            "bound in a regulation": bool(chain.modality) and self.findings.header.type in REGULATIONS,
            "time limit": _LIMIT.search(self.text, start, end) is not None,
            "condition": _CONDITION.match(self.text, head, end) is not None,
            "figure": _FIGURE.search(self.text, start, end) is not None,
            "estimate": _ESTIMATE.match(self.text, head, end) is not None and not _REACHED.search(self.text, head, end),
            "says what the document does": _THIS.match(self.text, head, end) is not None,
            "opens with an instrument": head in self.instruments,
            "short": not in_cell and end - start < _SHORT,
            "long": end - start > _LONG,
            "no object": chain.end_char == end and clause.rule != "rule of a plan",
            "without closing mark": not _CLOSES.match(self.text, end),
            "question or quotation": self.text[start] in "\"“'‘",
        }
        found.update({name: 1.0 for name, holds in traits.items() if holds})
        found.update(dict.fromkeys(self._years(start, end), 1.0))
        return found

    def of_introduction(self, index: int, clause: Clause) -> Evidence:
        """Return the evidence about a line that introduces a list."""
        end = self.prepared.segments[index].end_char
        listed = listed_below(self.prepared, index)
        bare = bool(listed) and not any(_holds_task(self.read[at]) for at in listed)
        itself = _IN_DETAIL.search(self.text, clause.start_char, end)
        found: Evidence = {}
        if itself and has_doer(clause) and itself.start() - clause.chain.end_char >= _SAYS_WHAT:
            found["introduction: stands by itself"] = 1.0
        elif bare and _LIST_OF_THINGS.search(self.text, clause.chain.end_char, end):
            found["introduction: things listed"] = 1.0
        else:
            found["introduction"] = 1.0
        if clause.chain.action == "approve":
            found["introduction: adopts"] = 1.0
        return found

    def _years(self, start: int, end: int) -> list[str]:
        """Return whether the times of a clause are to come or gone by, as seen from the document's date."""
        if not self.issued:
            return []
        years = {year for at, year in self.years if start <= at < end and year.isdigit()}
        return [
            *(["year to come"] if any(year > self.issued for year in years) else []),
            *(["year gone by"] if any(year < self.issued for year in years) else []),
        ]

    def _leads_to_intro(self, index: int) -> bool:
        """Say whether a segment is part of a sentence that ends by introducing a list."""
        sentence = self.prepared.segments[index].sentence
        return any(s.intro for s in self.prepared.segments[index : index + 40] if s.sentence == sentence)


def _headings(prepared: PreparedText, index: int) -> list[str]:
    """Return what the heading of a part says, and what the nearest heading above it says that says anything."""
    found = [f"heading: {kind}" for kind in heading_kinds(prepared.sections[index].heading)]
    above = prepared.sections[index].parent
    while above >= 0:
        kinds = heading_kinds(prepared.sections[above].heading)
        if kinds:
            return [*found, *(f"heading above: {kind}" for kind in kinds)]
        above = prepared.sections[above].parent
    return found


def _introduced(prepared: PreparedText, bodies: SpanIndex[Mention]) -> dict[int, str]:
    """Return for the segments of a list what the line that introduces it speaks of."""
    found: dict[int, str] = {}
    for index, segment in enumerate(prepared.segments):
        if segment.intro:
            span = Span(max(segment.start_char, segment.end_char - _TAIL), segment.end_char)
            kinds = heading_kinds(fold(prepared.text[span.start_char : span.end_char]), anywhere=True)
            kind = next((kind for kind in kinds if kind in ("assessment", "task")), "")
            kind = kind or ("by a body" if _names_body(span, bodies) else "")
            found.update(dict.fromkeys(listed_below(prepared, index), kind or "behind a line"))
    return found


def _names_body(span: tuple[int, int], bodies: SpanIndex[Mention]) -> bool:
    """Say whether a body is named in a line."""
    body = bodies.next_from(span[0])
    return body is not None and body.end_char <= span[1]


def _told(prepared: PreparedText, read: Sequence[Sequence[Candidate]], *, notes: Annotations) -> frozenset[int]:
    """Return the segments that go on with a sentence about what was done or is the case."""
    told, found = -1, set()
    for index, segment in enumerate(prepared.segments):
        if segment.sentence == told:
            found.add(index)
        if all(candidate.clause is None or candidate.doubt for candidate in read[index]):
            hits = notes.hits("verb", segment.start_char, end_char=segment.end_char)
            if (hits and hits[0].label == "past") or any(c.doubt == "assessment" for c in read[index]):
                told = segment.sentence
    return frozenset(found)


def _holds_task(read: Sequence[Candidate]) -> bool:
    """Say whether a segment holds a clause of which the rules have no doubt."""
    return any(candidate.clause is not None and not candidate.doubt for candidate in read)


def _sound(prepared: PreparedText, read: Sequence[Sequence[Candidate]]) -> dict[int, tuple[int, int]]:
    """Return for each part how many segments open with a verb phrase or its doer, and how many hold verbs."""
    sound, of = Counter[int](), Counter[int]()
    for segment, candidates in zip(prepared.segments, read, strict=True):
        first = candidates[0] if candidates else None
        of[segment.section] += bool(first and first.clause)
        if first and first.clause and not first.doubt and first.clause.rule in _SURE:
            sound[segment.section] += 1
    return {section: (sound[section], count) for section, count in of.items()}


def preamble(prepared: PreparedText) -> int:
    """Return how many segments lead from the title to the line that introduces the first numbered part.

    None where that is most of the text, or where no line introduces anything.
    """
    first = next((section.start_char for section in prepared.sections if section.number), None)
    titled = any(block.kind == "title" for block in prepared.blocks[:_FRONT])
    if first is None or not titled or not prepared.segments:
        return 0
    if first > _MOST_PREAMBLE * prepared.segments[-1].end_char:
        return 0
    opening = [index for index, segment in enumerate(prepared.segments) if segment.start_char < first]
    return max((index + 1 for index in opening if prepared.segments[index].intro), default=0)


def listed_below(prepared: PreparedText, index: int) -> list[int]:
    """Return the segments of the list items right below an introducing line."""
    listed = []
    block = prepared.segments[index].block
    for at in range(index + 1, len(prepared.segments)):
        other = prepared.segments[at]
        if other.block != block and prepared.blocks[other.block].kind != "item":
            break
        if other.intro:
            break
        listed.append(at)
    return listed
