"""Tell documents by number and year: what one prints and another cites meet in one ELI work.

European Legislation Identifier: a work (`eli:LegalResource`) is realized by an expression, its text in a language.
"""

from __future__ import annotations

import re

from kg.extract.document.letterhead import document_types
from kg.extract.mentions.instruments.identity import is_local, number_of, year_of
from kg.iri import fold, mint_work
from kg.model import Header, Mention
from kg.resolve.scope import NATIONAL, document_scope, mention_scope


def work_of_document(header: Header, *, base_iri: str) -> str:
    """Return the ELI of the work that a document prints, empty where it states no number, or no year."""
    number = number_of(f" số {header.number}")
    scope = document_scope(header) if is_local(number) else NATIONAL
    return _work(number, year_of(number, header.issued), scope=scope, base_iri=base_iri)


def work_of_instrument(mention: Mention, *, base_iri: str, scope: str) -> str:
    """Return the ELI of the work that a document of jurisdiction `scope` cites, empty where it is not told which."""
    number = mention.as_instrument.number
    own = mention_scope(mention, document=scope) if is_local(number) else NATIONAL
    return _work(number, mention.as_instrument.year, scope=own, base_iri=base_iri)


def _work(number: str, year: str, *, scope: str, base_iri: str) -> str:
    """Return the ELI of a number and year; a local number needs its province."""
    if not (number and year) or (is_local(number) and scope == NATIONAL):
        return ""
    return mint_work(base_iri, scope=scope, year=year, number=number)


def label_of(header: Header) -> str:
    """Return type, number and date, then what the title says (`Quyết định 844/QĐ-TTg ngày 07/5/2026 phê duyệt …`)."""
    if not header.number or header.number in header.title:
        return header.title
    kinds = [(words, code) for words, code, kind in document_types() if kind == header.type]
    printed = next((words for words, _ in kinds if fold(header.title).startswith(words)), "")
    codes = re.split(r"[\d/.-]+", header.number)
    meant = next((words for words, code in kinds if code in codes), kinds[0][0] if kinds else "")
    rest = header.title[len(printed) :].strip()
    kind = header.title[: len(printed)] or meant.capitalize()
    year, _, day = header.issued.partition("-")
    date = f"ngày {day[3:]}/{int(day[:2])}/{year}" if len(day) == len("12-31") else ""
    named = " ".join(filter(None, (kind, header.number, date)))
    return f"{named}{': ' if rest[:1].isupper() else ' ' if rest else ''}{rest}"
