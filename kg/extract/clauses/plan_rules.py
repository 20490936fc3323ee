"""Read what names no doer: the rules of a plan (what holds then, what it applies to, what pays for it) and its aims."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.annotate import Hit
from kg.extract.clauses.predicates import TOLD, Clause
from kg.extract.clauses.reading import Reading, subject_at
from kg.extract.clauses.verb_phrase import Chain, read_chain
from kg.extract.grammar.lexicon import KINDS, worded
from kg.extract.grammar.quantities import so_many
from kg.model import Span

THEN = re.compile(r" thì ")
_APPLIES = r"(?P<subject>(?!{Document Law Scheme} )[^,.;:]{4,60}) áp dụng (?:cho|đối với) "
_REACH = r"(?<!\w){level become}(?!\w)"
_MEASURED = r"(?i:(?:(?:nâng|duy trì) )?{share} )"
_REACHES = r"{level}(?: [^\d\s,;.]+){0,4} \d"
_USES = "{use}"
_STRIVES = r"(?i:(?<!\w){strive}(?: (?:đến|trong|vào))?(?: (?:hết|cuối))?(?: năm \d{4})?,? $)"
"""What stands before a verb of reaching and belongs to it (`phấn đấu đến năm 2030 đạt`)."""
_PURPOSE = ",? {purpose} "
_MONEY = 90
_PAYS = frozenset(("mobilise", "implement", "plan"))
_FORESEEN = "dự kiến"


def _shaped(shape: str) -> re.Pattern[str]:
    """Return a shape with each `{kind}` replaced by the words of that kind of clause word."""
    return worded("clause_words", shape)


def opening_quantity() -> re.Pattern[str]:
    """Return the pattern of how many of a group a clause opens with (`Phấn đấu trên 80% …`)."""
    return so_many(r"(?:phấn đấu )?(?:bình quân )?{rules}(?!\w)", of_all=True).regex


def read_rule(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read a rule of a plan: `… thì giữ nguyên`, `… áp dụng cho …`, `Nguồn vốn … được huy động từ …`."""
    paid = reading.words["money"].match(reading.text, position, end)
    then = THEN.search(reading.text, position, end)
    applies = worded(KINDS, _APPLIES).match(reading.text, position, end)
    if paid:
        chain = _passive(reading, paid.end(), end)
    elif then:
        chain = _right_at(reading, then.end(), end)
    else:
        chain = _right_at(reading, applies.end("subject") + 1, end) if applies else None
    return (
        Clause(start, end, chain, Span(position, position), False, "rule of a plan") if chain and chain.main else None
    )


def _right_at(reading: Reading, position: int, end: int) -> Chain | None:
    """Return the active verb phrase right at a place."""
    hits = reading.notes.hits("verb", position, end_char=end)
    if not hits or hits[0].start_char != position or hits[0].label in ("passive", *TOLD):
        return None
    return read_chain(reading.text, hits, 0, notes=reading.notes)


def _passive(reading: Reading, position: int, end: int) -> Chain | None:
    """Return the passive of paying that the words behind a place hold, with `dự kiến` before it."""
    hits = reading.notes.hits("verb", position, end_char=end)
    for index, hit in enumerate(hits[:4]):
        if hit.label in TOLD or hit.start_char - position > _MONEY:
            return None
        if hit.label != "passive":
            continue
        foreseen = index > 0 and hits[index - 1].term == _FORESEEN
        chain = read_chain(reading.text, hits, index - foreseen, notes=reading.notes)
        return chain if chain and chain.action in _PAYS else None
    return None


def _before_purpose(reading: Reading, hits: Sequence[Hit], purpose: int) -> Chain | None:
    """Return the verb phrase that ends where a purpose begins (`X phát triển vững chắc, góp phần đưa Y …`)."""
    before = [hit for hit in hits if hit.start_char < purpose]
    for index, hit in enumerate(before):
        if hit.label in ("verb", "nominal", "closed"):
            chain = read_chain(reading.text, before, index, notes=reading.notes)
            if chain and chain.main and chain.end_char == purpose:
                return chain
    return None


def read_aim(reading: Reading, position: int, *, start: int, end: int) -> Clause | None:
    """Read a clause of a part on aims by its passive or its verb of reaching."""
    hits = reading.notes.hits("verb", position, end_char=end)
    purpose = _shaped(_PURPOSE).search(reading.text, position, end)
    led = _before_purpose(reading, hits, purpose.start()) if purpose else None
    counted = opening_quantity().match(reading.text, position, end) is not None
    said = _said_of(reading, hits, position, end=end, counted=counted)
    for index, hit in enumerate(hits):
        if hit.label == "past":
            return None
        if said and hit.start_char < said.start_char:
            continue
        if led and purpose and hit.start_char > purpose.start():
            return Clause(start, end, led, Span(position, position), False, "aim")
        reaching = (
            hit.label in ("passive", "reach")
            or (counted and _shaped(_USES).fullmatch(hit.term))
            or _shaped(_REACH).fullmatch(reading.text, hit.start_char, hit.end_char)
        )
        if not reaching or reading.text[hit.start_char].isupper():
            continue
        chain = read_chain(reading.text, hits, index, notes=reading.notes)
        if chain and chain.main:
            led = _shaped(_STRIVES).search(reading.text, position, chain.start_char)
            chain = chain._replace(start_char=led.start()) if led else chain
            return Clause(start, end, chain, _granted(reading, position, chain), False, "aim")
    return None


def _granted(reading: Reading, position: int, chain: Chain) -> Span:
    """Return those at the head of an aim who are to be given something (`Mọi trẻ em … | được tiếp cận`)."""
    reached = subject_at(reading, position, chain.start_char) if chain.first == "passive" else position
    return Span(position, reached)


def _said_of(reading: Reading, hits: Sequence[Hit], position: int, *, end: int, counted: bool) -> Hit | None:
    """Return the verb that says what is to be reached where others before it only say of whom or of what.

    `100% người nghiện có hồ sơ | được tư vấn`; `Tỷ lệ rác được thu gom | đạt 95%`.
    """
    if counted:
        return next((hit for hit in hits if hit.label == "passive"), None)
    if _shaped(_MEASURED).match(reading.text, position, end):
        return next((hit for hit in hits if _shaped(_REACHES).match(reading.text, hit.start_char, end)), None)
    return None
