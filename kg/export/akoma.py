"""Write documents as Akoma Ntoso 3.0 (OASIS LegalDocML, 2018): their structure, with the facts as references.

Sections are `hcontainer`s with number and heading, paragraphs hold the source text; what facts cite stands in inline
elements that refer to the facts, which `references` lists by IRI. A span that crosses another, or the end of a
paragraph, is not marked in the text; its fact stands in `references` all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from kg.config import VERSION
from kg.errors import ExportError
from kg.export.akoma_text import Mark, Section, write_body
from kg.export.facts import Fact
from kg.export.formats import xml_text
from kg.iri import ascii_slug
from kg.model import WORK_CLASSES

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
UNKNOWN_DATE = "0001-01-01"
"""Akoma Ntoso wants a date of everything; one that the text does not state is called `unknown`."""
_KINDS = ("measure", "target", "relation")
_NOT_ID = re.compile(r"[^\w.-]+")


def write_akoma(facts: Iterable[Fact], texts: Mapping[str, str]) -> bytes:
    """Return one document, or a collection of several; `texts` are the source texts by document IRI.

    Raises `ExportError` where there is no document, or one whose text was not kept.
    """
    known: dict[str, list[Fact]] = {}
    for fact in facts:
        known.setdefault(fact["doc"], []).append(fact)
    missing = [document for document in known if not texts.get(document)]
    if missing or not known:
        raise ExportError(
            f"the text of {missing[0]} was not kept" if missing else "there is no document",
            remedy="build it again without --no-text" if missing else "build a document into the folder first",
        )
    several = len(known) > 1
    made = [
        _Document(some, texts[document], prefix=f"d{number}__" if several else "").write()
        for number, (document, some) in enumerate(sorted(known.items()), 1)
    ]
    body = _collect(made) if several else made[0]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{NAMESPACE}">\n{body}</akomaNtoso>\n'.encode()


def _collect(made: list[str]) -> str:
    parts = "".join(f'<component eId="cmp_{number}">\n{one}</component>\n' for number, one in enumerate(made, 1))
    meta = _identify("/akn/vn/collection/policy-kg", date="", author="#policy-kg", prefix="")
    known = f'<references source="#policy-kg">\n{_program("")}</references>\n'
    return (
        f'<documentCollection name="collection">\n<meta>\n{meta}{known}</meta>\n'
        f"<collectionBody>\n{parts}</collectionBody>\n</documentCollection>\n"
    )


@dataclass(slots=True)
class _Document:
    """Writes the facts of one document; `prefix` keeps its identifiers from those of others."""

    facts: list[Fact]
    text: str
    prefix: str
    names: dict[str, str] = field(default_factory=dict)

    def write(self) -> str:
        """Return the element `doc`."""
        head = next(fact for fact in self.facts if fact["fact"] == "document")
        references = "".join(self._references())
        kind = ascii_slug(str(head.get("type", ""))) or "document"
        when, slug = head.get("issued", ""), ascii_slug(head.get("number") or head["id"].rsplit("/", 1)[-1])
        uri = f"/akn/vn/doc/{kind}/{when or 'undated'}/{slug}"
        meta = _identify(
            uri,
            date=when,
            author=f"#{self.prefix}issuer",
            prefix=self.prefix,
            alias=head["id"],
            number=head.get("number", ""),
        )
        issuer = _tlc(
            "TLCOrganization", f"{self.prefix}issuer", f"{head['id']}#issuer", head.get("issuer") or "unknown"
        )
        sections = [self._section(fact) for fact in self.facts if fact["fact"] == "section"]
        body = write_body(self.text, sections, self._marks(), prefix=self.prefix)
        return (
            f'<doc name="{kind}">\n<meta>\n{meta}<references source="#{self.prefix}policy-kg">\n'
            f"{_program(self.prefix)}{issuer}{references}</references>\n</meta>\n<mainBody>\n{body}</mainBody>\n</doc>\n"
        )

    def _section(self, fact: Fact) -> Section:
        words = (str(fact.get(name, "")) for name in ("number", "heading", "parent"))
        return Section(fact["id"], self._name(fact["id"]), *words, fact["start"], fact["end"])

    def _name(self, iri: str) -> str:
        """Return the identifier of a thing in the file, one an IRI."""
        if iri not in self.names:
            name = self.prefix + _NOT_ID.sub("-", "-".join(iri.rsplit("/", 2)[-2:]))
            taken = set(self.names.values())
            self.names[iri] = name if name not in taken else f"{name}-{len(taken)}"
        return self.names[iri]

    def _references(self) -> Iterator[str]:
        """Yield a reference for each thing and each fact."""
        for fact in self.facts:
            if fact["fact"] == "entity":
                label = fact.get("label") or fact["id"]
                yield _tlc(_element(fact["class"])[0], self._name(fact["id"]), fact["id"], label)
            elif fact["fact"] in _KINDS:
                yield _tlc("TLCConcept", self._name(fact["id"]), fact["id"], fact["quote"])

    def _marks(self) -> list[Mark]:
        """Return the spans to be marked in the text."""
        found = []
        for fact in self.facts:
            name = f"#{self._name(fact['id'])}"
            if fact["fact"] == "entity":
                element = _element(fact["class"])[1]
                attributes = f"href={quoteattr(fact['id'])}" if element == "ref" else f'refersTo="{name}"'
                if element == "inline":
                    attributes = f'name="{ascii_slug(fact["class"])}" {attributes}'
                found += [Mark(start, end, element, attributes) for start, end in fact["mentions"]]
            elif fact["fact"] in _KINDS:
                attributes = f'name="{fact["fact"]}" refersTo="{name}"'
                spans = [(fact["start"], fact["end"]), *map(tuple, fact.get("also", ()))]
                found += [Mark(start, end, "inline", attributes) for start, end in spans]
        return found


def _element(cls: str) -> tuple[str, str]:
    """Return the top level class of a class of things, and the inline element of its mentions."""
    if cls == "Agent":
        return "TLCOrganization", "organization"
    if cls in ("Place", "EconomicZone"):
        return "TLCLocation", "location"
    if cls == "Instrument":
        return "TLCReference", "ref"
    return ("TLCObject", "object") if cls in WORK_CLASSES else ("TLCConcept", "inline")


def _tlc(element: str, name: str, iri: str, label: str) -> str:
    shown = quoteattr(xml_text(" ".join(label.split())))
    extra = ' name="instrument"' if element == "TLCReference" else ""
    return f"<{element}{extra} eId={quoteattr(name)} href={quoteattr(iri)} showAs={shown}/>\n"


def _program(prefix: str) -> str:
    return _tlc("TLCOrganization", f"{prefix}policy-kg", "https://pypi.org/project/policy-kg/", f"policy-kg {VERSION}")


def _identify(uri: str, *, date: str, author: str, prefix: str, alias: str = "", number: str = "") -> str:
    """Return the identification of the work, its Vietnamese expression, and this file."""
    ours = f"#{prefix}policy-kg"
    when = f'<FRBRdate date="{date or UNKNOWN_DATE}" name="{"issued" if date else "unknown"}"/>'
    also = f'<FRBRalias value={quoteattr(alias)} name="policy-kg"/>' if alias else ""
    numbered = f"<FRBRnumber value={quoteattr(xml_text(number))}/>" if number else ""
    parts = []
    for level, one, whose, before, behind in (
        ("FRBRWork", uri, author, also, f'<FRBRcountry value="vn"/>{numbered}'),
        ("FRBRExpression", f"{uri}/vie@", ours, "", '<FRBRlanguage language="vie"/>'),
        ("FRBRManifestation", f"{uri}/vie@.xml", ours, "", '<FRBRformat value="application/akn+xml"/>'),
    ):
        told = f"<FRBRthis value={quoteattr(one + '/!main')}/><FRBRuri value={quoteattr(one)}/>{before}{when}"
        parts.append(f'<{level}>{told}<FRBRauthor href="{whose}"/>{behind}</{level}>\n')
    return f'<identification source="{ours}">\n{"".join(parts)}</identification>\n'
