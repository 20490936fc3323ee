"""Say which fields of policy (lĩnh vực) a measure moves, the main one first, see GUIDELINES sections 3 and 9.

Every sector term in the clause votes with its weight. A term that *names* a field counts in full in the object of the
verb phrase and less in a tail of purpose, manner, circumstance or basis; the doer's name and what is only cited have no
vote. A term that names a tool (data, a law's text, a check) yields to the field that it is used in. Where the clause
names no field but a tool or a means (money, forces, rules, publicity) or nothing at all, it moves the field that it
serves: that of the headings above, of the clauses beside it and of the text as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.annotate import Annotations
from kg.extract.measures.votes import Spans, Votes, add, best, class_table, clause_votes, ordered, share, span_votes
from kg.model import Findings, Header, MeasureFinding, PreparedText
from kg.resources import read_table

_HEADING, _PARENT = 0.5, 0.5
"""Weight of a section's heading for its clauses, and what is left of it from one level to the next above."""
_TITLE, _TEXT, _BEFORE, _ISSUER = 1.5, 3.0, 1.0, 0.2
"""Weights of the title, of the text as a whole, of the clause before in the same paragraph, of the issuing body."""
_SECTION, _BESIDE, _BESIDE_PART = 1.0, 4, 0.4
"""Weight of the other clauses of the section, of how many at least, and of what part of them one field has to have."""
_ONE_FIELD = 0.3
"""A text of which so large a part speaks of one field is about it; smaller shares say nothing of the other clauses."""
_TIE, _HINTS = 4.0, 0.5
"""How much the context and the hints count for which of the fields that a clause names is its main one."""
_OWN_LEAST, _TOPIC = 2.1, 0.4
"""A clause whose fields have fewer votes names but tools or purposes: it moves what so much of the context is about."""
_MEANS, _MEANS_TOPIC = 0.6, 1.2
"""How much a means counts beside fields, and how much more where the context is of its field."""
_SECOND_SHARE, _SECOND_LEAST = 0.4, 1.5
"""A further field has this share of the main one's votes, and so many votes."""
_SERVED, _MEANS_LEAST = 8.0, 3.0
"""Weight of the context where a clause names no field; the votes that make a means a field of its own there."""
_MOST = 3
_ONE_TOPIC, _FEW = 0.55, 5
"""A document of one field: so large a part of its measures has it; fewer measures than this say nothing of that."""
_FALLBACK = "public-administration"
_PARTY = "political-system"
"""The field of Party work. A title names the body that issues it or is carried out, and says nothing by that."""


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Fill `sectors` of every measure with one to three codes."""
    spans = Spans(findings)
    clauses = [clause_votes(prepared.text, notes, measure, spans=spans) for measure in findings.measures]
    topic = _topic(prepared, notes, clauses, header=findings.header)
    mains = [best(clause.lead) if clause.lead else "" for clause in clauses]
    beside = _mains_by_section(findings.measures, mains)
    headings = [share(span_votes(notes, *section.heading_span, but=spans).fields) for section in prepared.sections]
    previous: MeasureFinding | None = None
    for measure, clause, main in zip(findings.measures, clauses, mains, strict=True):
        prior = dict(topic)
        add(prior, _of_many(beside[measure.section], but=main, least=_BESIDE, part=_BESIDE_PART), _SECTION)
        section, weight = measure.section, _HEADING
        while section >= 0:
            add(prior, headings[section], weight)
            section, weight = prepared.sections[section].parent, weight * _PARENT
        if previous is not None and _same_paragraph(prepared, previous, measure):
            add(prior, {previous.sectors[0]: _BEFORE}, 1.0)
        measure.sectors = rank(clause, prior)
        previous = measure
    _add_one_field(findings.measures)


def _mains_by_section(measures: Sequence[MeasureFinding], mains: Sequence[str]) -> dict[int, Counter[str]]:
    """Return section -> how many of its own clauses name each field first."""
    counts: dict[int, Counter[str]] = {}
    for measure, main in zip(measures, mains, strict=True):
        counts.setdefault(measure.section, Counter())[main] += bool(main)
    return counts


def _of_many(counts: Counter[str], *, but: str, least: int, part: float) -> dict[str, float]:
    """Return the fields that so large a part of a section's other clauses name first; none where they are too few."""
    others = {code: count - (code == but) for code, count in counts.items() if code}
    if sum(others.values()) < least:
        return {}
    return {code: held for code, held in share(others).items() if held >= part}


def _add_one_field(measures: list[MeasureFinding]) -> None:
    """Add the field that a document is about to the measures that name one other: they speak of it untold.

    In a resolution on one railway, issuing bonds is finance and transport. A document is about one field where more
    than half of its measures have it; administering and Party work, which every document speaks of, are left out.
    """
    counts = Counter(code for measure in measures for code in measure.sectors)
    field = best(counts) if len(measures) >= _FEW else ""
    if field in ("", _FALLBACK, _PARTY) or counts[field] < _ONE_TOPIC * len(measures):
        return
    for measure in measures:
        if len(measure.sectors) == 1 and field not in measure.sectors:
            measure.sectors = [*measure.sectors, field]


def rank(clause: Votes, prior: Mapping[str, float]) -> list[str]:
    """Return the main sector and those that the clause names with a share of its own; ties go by code."""
    whole = max(1.0, sum(prior.values()))
    prior = {code: value / whole for code, value in prior.items()}
    if not clause.fields:
        return _served(clause, prior)
    total, leaning = dict(clause.fields), dict(clause.lead)
    for code, value in clause.means.items():
        for votes in (total, leaning):
            add(votes, {code: value}, _MEANS + _MEANS_TOPIC * prior.get(code, 0.0))
    add(leaning, clause.hints, _HINTS)
    main = best({code: leaning[code] + _TIE * prior.get(code, 0.0) for code in total})
    if prior and max(clause.lead.values()) < _OWN_LEAST and prior[best(prior)] >= _TOPIC:
        main = best(prior)
    least = max(_SECOND_SHARE * max(total.values()), _SECOND_LEAST)
    others = [code for code in ordered(total) if code != main and total[code] >= least]
    return [main, *others][:_MOST]


def _served(clause: Votes, prior: Mapping[str, float]) -> list[str]:
    """Return the sectors of a clause that names no field: the field served, and the means where one is named."""
    total: dict[str, float] = {}
    add(total, prior, _SERVED)
    add(total, clause.means, 1.0)
    add(total, clause.hints, _HINTS)
    if not total:
        return [_FALLBACK]
    main = best(total)
    means = [code for code in ordered(clause.means) if code != main and clause.means[code] >= _MEANS_LEAST]
    return [main, *means[:1]]


def class_sectors(cls: str) -> list[str]:
    """Return the sectors of a work by its class, none for other entities."""
    return [class_table()[cls]] if cls in class_table() else []


def _topic(prepared: PreparedText, notes: Annotations, clauses: Sequence[Votes], *, header: Header) -> dict[str, float]:
    """Return what the document is about: its title's fields, and what part of its clauses names each field first."""
    own = _issuer_sector(header)
    title: dict[str, float] = {}
    for start, end in _title_spans(prepared):
        add(title, span_votes(notes, start, end).lead, 1.0)
    title.pop(_PARTY, None)
    topic = {own: _ISSUER}
    add(topic, share(title), _TITLE)
    mains = share(Counter(best(votes.lead) for votes in clauses if votes.lead))
    add(topic, {code: part for code, part in mains.items() if part >= _ONE_FIELD}, _TEXT)
    return topic


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
    return _FALLBACK


def _same_paragraph(prepared: PreparedText, previous: MeasureFinding, measure: MeasureFinding) -> bool:
    return prepared.segments[previous.segment].block == prepared.segments[measure.segment].block
