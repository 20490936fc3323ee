"""Cut a segment into pieces, and say of each what clause it may be and what speaks against it."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kg.annotate import Hit
from kg.extract.clauses.clauses import FOR, LABEL, LABELLED, POSSESSED, is_noun, read_clause, skip_openers
from kg.extract.clauses.plan_rules import read_aim
from kg.extract.clauses.predicates import FIGURE, NEED, Clause
from kg.extract.clauses.reading import Reading, subject_at
from kg.extract.clauses.verb_phrase import read_chain
from kg.iri import fold
from kg.model import Span
from kg.resources import read_table

_OBJECT = 60
_SHARE = re.compile(r"(?:[^\d,;:.]{4,70} (?:đạt|chiếm|giảm|tăng|còn|có)|có|đạt) (?:[a-zà-ỹđ]+ ){0,3}\d")
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


@lru_cache(maxsize=1)
def _columns() -> frozenset[str]:
    """Return the labels of lines that say one thing of a task: who does it, by when, with what result."""
    return frozenset(fold(row["term"]) for row in read_table("lexicons/table_columns.tsv"))


class Candidate(NamedTuple):
    """What a piece of a segment may be: its clause, if it holds any verb, and the reason that speaks against it."""

    clause: Clause | None
    doubt: str


def split_segment(reading: Reading, start: int, end: int, *, aim: bool = False) -> list[tuple[int, int]]:
    """Return the pieces of a segment, cut before the markers that a committing verb follows.

    Among aims also before one that a share of the whole follows (`trong đó X chiếm hơn 60%`).
    """
    cuts = [start]
    for match in reading.words["marker"].finditer(reading.text, start + 1, end):
        cut = match.start() - 2 * reading.text.endswith(" -", start, match.start())
        if aim and _SHARE.match(reading.text, match.end(), end):
            cuts.append(cut)
            continue
        hits = reading.notes.hits("verb", match.end(), end_char=end)
        if (
            not hits
            or hits[0].start_char != match.end()
            or hits[0].label in ("past", "assess", "passive", "free", "none")
            or (hits[0].label == "noun" and not _coordinated(reading, hits[0], end))
        ):
            continue
        chain = read_chain(reading.text, hits, 0, notes=reading.notes)
        if chain and chain.main and reading.text[chain.start_char : chain.end_char] != "có":
            cuts.append(cut)
    cuts.append(end)
    pieces = []
    for first, last in pairwise(cuts):
        piece = reading.text[first:last]
        lead = len(piece) - len(piece.lstrip(" ,-;"))
        tail = len(piece) - len(piece.rstrip(" ,;"))
        pieces.append((first + lead, last - tail))
    return pieces


def _coordinated(reading: Reading, noun: Hit, end: int) -> bool:
    """Say whether a word that is as often a noun is a verb here: another verb goes on behind its object's comma."""
    if reading.text.startswith(POSSESSED, noun.end_char):
        return False
    comma = reading.text.find(", ", noun.end_char, min(end, noun.end_char + _OBJECT))
    hits = reading.notes.hits("verb", comma + 2, end_char=end) if comma > noun.end_char else ()
    return bool(hits) and hits[0].start_char == comma + 2 and hits[0].label in ("verb", "nominal")


def read_candidate(reading: Reading, start: int, end: int, *, aim: bool) -> Candidate:
    """Return the clause that a piece may be, by the rules or by any verb phrase, and the rules' doubt."""
    start = _behind_label(reading, start, end, aim=aim)
    position = skip_openers(reading, start, end)
    if position >= end:
        return Candidate(None, "no verb")
    if NEED.match(reading.text, position, end) and FIGURE.search(reading.text, position, end):
        return Candidate(None, "rate or amount")
    if reading.text.find(":", position, end) >= 0 and _AMOUNT.fullmatch(reading.text, position, end):
        return Candidate(None, "rate or amount")
    read = read_clause(reading, start, end, aim=aim)
    doubt = read if isinstance(read, str) else ""
    clause = _read_any(reading, position, start=start, end=end) if isinstance(read, str) else read
    if reading.text.find(_ALREADY, position, end) >= 0 and _LOOKS_BACK.match(reading.text, position, end):
        doubt = "assessment"
    return Candidate(clause, doubt)


def _behind_label(reading: Reading, start: int, end: int, *, aim: bool) -> int:
    """Return where a clause begins behind the label that says what it is about (`Hạ tầng số: …`), else its start.

    A label that names who is to act, or calls on somebody, belongs to the clause, and so does a verb phrase.
    """
    numbered = LABEL.match(reading.text, start, end)
    if numbered:
        return numbered.end()
    label = LABELLED.match(reading.text, start, end)
    if label and fold(label.group("label")) in _columns():
        return label.end()
    if label is None or _calls(reading, start, label.end("label")):
        return start
    hits = reading.notes.hits("verb", start, end_char=label.end("label"))
    verbal = bool(hits) and hits[0].start_char == start and not is_noun(reading, start, label.end("label"))
    if verbal:
        return start
    return start if isinstance(read_clause(reading, label.end(), end, aim=aim), str) else label.end()


def _calls(reading: Reading, start: int, end: int) -> bool:
    """Say whether a label names who is to act, or calls on somebody."""
    hits = reading.notes.hits("verb", start, end_char=end)
    start = named.end() if (named := FOR.match(reading.text, start, end)) else start
    return subject_at(reading, start, end) > start or any(hit.label in ("call", "modal") for hit in hits)


def _read_any(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Return a clause of which no rule is sure: by what is reached, or by the first verb phrase."""
    aim = read_aim(reading, position, start=start, end=end)
    if aim:
        return aim._replace(rule="level reached")
    hits = reading.notes.hits("verb", position, end_char=end)
    for index, hit in enumerate(hits):
        chain = read_chain(reading.text, hits, index, notes=reading.notes)
        if chain and chain.main:
            at_head = hit.start_char == position
            return Clause(start, end, chain, Span(position, position), False, "verb" if at_head else "verb inside")
    return None
