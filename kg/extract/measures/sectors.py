"""Say which fields of policy (lĩnh vực) a measure moves, the main one first, see GUIDELINES sections 3 and 9.

Two decisions weigh what speaks for each field (`fields.py`): which one comes first, and of which others the clause is.
A term that names a field speaks by the zone it stands in (object, link, scope, tail of purpose or manner), a tool
(data, the text of a rule, a check) and a means (money, forces, publicity) otherwise than a field; the doer's name and
what is only cited say nothing. Where the clause names no field, headings, title, the clauses around and the text as a
whole speak for what it serves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.annotate import Annotations
from kg.extract.grammar.evidence import choose, weigh
from kg.extract.measures.fields import FALLBACK, PARTY, Clause, Surroundings, Whole, make_clause
from kg.extract.measures.votes import Spans, class_table, clause_terms, share, span_votes
from kg.model import Findings, Header, PreparedText
from kg.resources import read_table

FIRST, MEMBER = "sector first", "sector"
"""The kinds of decision: which field comes first, and whether a clause is of a field at all."""
_ONE_OF = 0.35
"""How likely a further field must be: F1 is level from 0.30 to 0.45, and here precision and recall are."""
_MOST = 3


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `sectors` of every measure with one to three codes."""
    spans = Spans(findings)
    clauses = [
        make_clause(
            clause_terms(prepared.text, notes, measure, spans=spans),
            section=measure.section,
            paragraph=prepared.segments[measure.segment].block,
        )
        for measure in findings.measures
    ]
    around = Surroundings(
        clauses,
        whole=_whole(prepared, notes, clauses, header=findings.header),
        headings=_headings(prepared, notes, spans=spans),
    )
    for number, measure in enumerate(findings.measures):
        measure.sectors = _decide(around, number, span=(measure.start_char, measure.end_char))


def _decide(around: Surroundings, number: int, *, span: tuple[int, int]) -> list[str]:
    """Return the fields of one clause, the main one first, the others by how likely they are; ties go by code."""
    evidence = around.evidence(number)
    first, _ = choose(FIRST, evidence, span=span)
    members = {
        code: weigh(MEMBER, speaks, span=span, what=code)
        for code, speaks in sorted(around.member_evidence(number, evidence).items())
    }
    others = [code for code in sorted(members, key=lambda code: (-members[code], code)) if members[code] >= _ONE_OF]
    return [first, *(code for code in others if code != first)][:_MOST]


def class_sectors(cls: str) -> list[str]:
    """Return the sectors of a work by its class, none for other entities."""
    return [class_table()[cls]] if cls in class_table() else []


def _headings(prepared: PreparedText, notes: Annotations, *, spans: Spans) -> dict[int, list[dict[str, float]]]:
    """Return by section what its heading and those above it say, as shares, the nearest first."""
    own = [share(span_votes(notes, *section.heading_span, but=spans).fields) for section in prepared.sections]
    chains: dict[int, list[dict[str, float]]] = {}
    for number in range(len(own)):
        chain, at = [], number
        while at >= 0:
            chain.append(own[at])
            at = prepared.sections[at].parent
        chains[number] = chain
    return chains


def _whole(prepared: PreparedText, notes: Annotations, clauses: list[Clause], *, header: Header) -> Whole:
    """Return what the document is about: its title's fields, and what part of its clauses names each field first."""
    title: Counter[str] = Counter()
    for start, end in _title_spans(prepared):
        title.update(span_votes(notes, start, end).lead)
    title.pop(PARTY, None)
    text = share(Counter(clause.first for clause in clauses if clause.first))
    return Whole(share(title), text, _issuer_sector(header))


def _title_spans(prepared: PreparedText) -> Iterator[tuple[int, int]]:
    """Yield the lines of the title, and the line behind one that holds nothing but the name of a kind of document."""
    kinds = {row["term"].lower() for row in read_table("lexicons/document_types.tsv")}
    named = False
    for block in prepared.blocks[:40]:
        if block.kind == "title" or named:
            yield block.start_char, block.end_char
        named = prepared.text[block.start_char : block.end_char].lower() in kinds


def _issuer_sector(header: Header) -> str:
    """Return the field of the body that issued the document, told by its number or else by its name."""
    part, name = ("number", header.number) if header.number else ("issuer", header.issuer)
    for row in read_table("lexicons/issuer_sectors.tsv"):
        if row["part"] == part and row["term"].lower() in name.lower():
            return row["sector"]
    return FALLBACK
