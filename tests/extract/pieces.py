"""Run the extract stage on a short text, for tests that look at one thing at a time."""

from __future__ import annotations

from kg.annotate import annotate, load_nlp
from kg.extract import extract
from kg.model import Document, Findings, PreparedText
from kg.text import prepare


def run(text: str) -> tuple[PreparedText, Findings]:
    """Return the prepared text and what the extractors found in it."""
    prepared = prepare(Document("case", "case.txt", text, ""))
    return prepared, extract(prepared, annotate(load_nlp(), prepared.text))
