"""Follow what documents do to others: based on, amends, repeals, consolidates, and carries out by their titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from kg.analyse.across.groups import Fact
from kg.analyse.across.model import Link
from kg.iri import fold
from kg.model import DOCUMENT_LINKS
from kg.resources import terms_of

CARRIES_OUT = "carries_out"
RELATIONS = (CARRIES_OUT, *DOCUMENT_LINKS)


def find_links(facts: Sequence[Fact], names: Mapping[str, str]) -> tuple[Link, ...]:
    """Return the links of all documents, in the order of documents and of where each is said.

    What a document carries out by its title is not told as a basis too. `names` are what to call acts, by IRI.
    """
    documents = [fact for fact in facts if fact["fact"] == "document"]
    instruments = {
        (fact["doc"], fact["id"]): fact for fact in facts if fact["fact"] == "entity" and fact["class"] == "Instrument"
    }
    inside = {str(fact["work"]): str(fact["id"]) for fact in documents if fact.get("work")}
    links = [link for fact in documents for link in _links(fact, instruments, inside, names)]
    return tuple(sorted(dict.fromkeys(links), key=lambda link: (link.doc, link.start, link.relation, link.target)))


def _links(
    document: Fact,
    instruments: Mapping[tuple[str, str], Fact],
    inside: Mapping[str, str],
    names: Mapping[str, str],
) -> Iterator[Link]:
    doc = str(document["id"])
    title = fold(str(document.get("title", "")))
    carried: set[str] = set()
    for (owner, iri), fact in instruments.items():
        if owner == doc and any(f"{word} {fold(name)}" in title for word in _cues() for name in _names(fact)):
            carried.add(iri)
            yield _link(doc, CARRIES_OUT, fact, tuple(fact["mentions"][0]), inside, names)
    for relation in DOCUMENT_LINKS:
        for link in document.get(relation, ()):
            fact = instruments.get((doc, link["id"]))
            if fact is not None and not (relation == "based_on" and link["id"] in carried):
                yield _link(doc, relation, fact, (link["start"], link["end"]), inside, names)


def _link(
    doc: str,
    relation: str,
    fact: Fact,
    span: tuple[int, int],
    inside: Mapping[str, str],
    names: Mapping[str, str],
) -> Link:
    found = next((inside[work] for work in fact.get("same_as", ()) if work in inside), "")
    return Link(doc, relation, found or str(fact["id"]), names[str(fact["id"])], *span, bool(found))


def _names(fact: Fact) -> list[str]:
    """Return the names of an act that have a number: a bare `Kế hoạch` in a title is not one."""
    names = [str(fact["label"]), *map(str, fact.get("aliases", ()))]
    return [name for name in names if any(map(str.isdigit, name))]


@lru_cache(maxsize=1)
def _cues() -> tuple[str, ...]:
    return tuple(fold(term) for term in terms_of("lexicons/carrying_out.tsv"))
