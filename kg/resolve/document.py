"""Resolve one document: its IRI, its jurisdiction, its entities and its statements."""

from __future__ import annotations

from kg.errors import ExtractionError
from kg.extract.document.sections import section_priorities
from kg.extract.measures.sectors import class_sectors
from kg.facts import DocumentFacts
from kg.iri import mint_document
from kg.model import Findings, PreparedText, Span
from kg.resolve.entities import resolve_entities
from kg.resolve.legal import work_of_document
from kg.resolve.scope import document_scope
from kg.resolve.statements import Statements
from kg.resolve.sureness import lower_by_words
from kg.resolve.suspects import mark_suspects


def resolve(prepared: PreparedText, findings: Findings, *, base_iri: str) -> DocumentFacts:
    """Return the facts of a document; every span counts in its source text.

    Raises `ExtractionError` where a span would not be a trimmed, non-empty run of the source text.
    """
    document = prepared.document
    iri = mint_document(base_iri, document.slug)
    index = resolve_entities(prepared, findings, base_iri=base_iri, scope=document_scope(findings.header))
    for entity in index.entities:
        entity.sectors = class_sectors(entity.cls)
    statements = Statements(prepared, findings, document=iri, index=index)
    sections = statements.sections(section_priorities(prepared.sections))
    measures, ids = statements.measures()
    facts = DocumentFacts(
        id=iri,
        document=document,
        header=findings.header,
        sections=sections,
        entities=index.entities,
        measures=measures,
        targets=statements.targets(ids, measures),
        relations=statements.relations(),
        links=statements.links(),
        repairs=prepared.repairs,
        work=work_of_document(findings.header, base_iri=base_iri),
        silent=[(prepared.to_source(*span), reason) for span, reason in findings.silent],
    )
    check_spans(facts)
    mark_suspects(facts)
    lower_by_words(facts)
    return facts


def check_spans(facts: DocumentFacts) -> None:
    """Raise `ExtractionError` for the first span that is empty, outside the source or begins or ends in white space."""
    text = facts.document.text
    spans = [
        *(span for fact in facts.measures for span in fact.spans),
        *(fact.trigger for fact in facts.measures),
        *(span for fact in facts.targets for span in fact.spans),
        *(Span(m.start_char, m.end_char) for fact in facts.entities for m in fact.mentions),
        *(Span(fact.start_char, fact.end_char) for fact in (*facts.sections, *facts.relations, *facts.links)),
    ]
    for start, end in spans:
        if not 0 <= start < end <= len(text) or text[start].isspace() or text[end - 1].isspace():
            raise ExtractionError(
                f"a fact would cite [{start}:{end}] {text[start:end][:40]!r}, no trimmed run of the text",
                path=facts.document.name,
                start_char=start,
                end_char=end,
                remedy="report this as a defect, with the document",
            )
