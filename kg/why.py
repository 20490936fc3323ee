"""Tell why something was or was not read at a place: what was found, by which rule, and how decisions were weighed."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.annotate import annotate, load_nlp
from kg.errors import ReadError
from kg.extract import extract
from kg.extract.grammar.evidence import LIKELY, Ruling, recording
from kg.extract.measures.sectors import FIRST, MEMBER
from kg.extract.review.rules import iter_rules
from kg.model import Document, PreparedText, Span
from kg.text import prepare

_HARDLY = 0.1
"""Every field of a text is weighed for each of its clauses; those less likely than this are not told."""


@dataclass(slots=True)
class Found:
    """A fact that was read: its kind and rule, its span in the source text, how sure it is.

    `pattern` is the named pattern of docs/rules.md by which it was found, where there is one.
    """

    rule: str
    start_char: int
    end_char: int
    what: str
    confidence: float
    pattern: str = ""


@dataclass(slots=True)
class Decided:
    """A decision: the candidate, how likely it was, what each piece of evidence added, and what would have tipped it.

    `shares` are log-odds, the strongest first; `tips` names evidence without which it had gone the other way.
    """

    kind: str
    start_char: int
    end_char: int
    what: str
    probability: float
    shares: list[tuple[str, float]]
    tips: list[str]


@dataclass(slots=True)
class Why:
    """What was found and decided at a place, and the reason where its text yielded nothing."""

    start_char: int
    end_char: int
    found: list[Found] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    silent: list[tuple[Span, str]] = field(default_factory=list)


def why(document: Document, start_char: int, end_char: int) -> Why:
    """Return what was found and decided of `[start_char, end_char)` of the source text, in order.

    Raises `ReadError` where the place is not in the text.
    """
    if not 0 <= start_char < end_char <= len(document.text):
        raise ReadError(
            f"there are no characters {start_char}:{end_char} in it",
            path=document.name,
            remedy=f"the text has {len(document.text)} characters; give START:END within them",
        )
    prepared = prepare(document)
    notes = annotate(load_nlp(), prepared.text)
    with recording() as rulings:
        findings = extract(prepared, notes)
    place = Span(start_char, end_char)
    told = Why(start_char, end_char)
    for kind, rule, finding, measure in iter_rules(prepared, notes, findings):
        at = findings.mentions[finding.mention] if kind.startswith("responsibility") else finding
        span = _source(prepared, at.start_char, at.end_char)
        where = _source(prepared, measure.start_char, measure.end_char) if measure is not None else span
        if _meet(where, place):
            found = Found(f"{kind}: {rule}", *span, document.text[slice(*span)], finding.confidence)
            found.pattern = getattr(finding, "pattern", "")
            told.found.append(found)
    told.decided = [
        _decided(ruling, span)
        for ruling in rulings
        if _meet(span := _source(prepared, *ruling[1:3]), place)
        and (ruling.kind not in (FIRST, MEMBER) or ruling.probability >= _HARDLY)
    ]
    spans = [(_source(prepared, *span), reason) for span, reason in findings.silent]
    told.silent = [(span, reason) for span, reason in spans if _meet(span, place)]
    told.found.sort(key=lambda found: (found.start_char, -found.end_char, found.rule))
    told.decided.sort(key=lambda decided: (decided.start_char, -decided.end_char, decided.kind, decided.what))
    return told


def _source(prepared: PreparedText, start_char: int, end_char: int) -> Span:
    return Span(*prepared.to_source(start_char, end_char))


def _meet(one: Span, other: Span) -> bool:
    return one.start_char < other.end_char and other.start_char < one.end_char


def _decided(ruling: Ruling, span: Span) -> Decided:
    shares = ruling.shares()
    odds = sum(share for _, share in shares)
    for_it = ruling.probability >= LIKELY
    tips = [name for name, share in shares if name in ruling.evidence and (odds - share >= 0.0) != for_it]
    return Decided(ruling.kind, *span, ruling.what, ruling.probability, shares, tips)
