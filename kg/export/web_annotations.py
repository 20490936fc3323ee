"""Write every citation as an annotation of the W3C Web Annotation Data Model (Recommendation of 23 February 2017).

Each leads from a fact to the characters that it was read from: by position, by quote with what stands around, by page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.config import VERSION
from kg.export.facts import Fact
from kg.iri import mint_part, mint_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGES = "http://tools.ietf.org/rfc/rfc3778"
"""What fragments of PDF files (`page=3`) conform to."""
AROUND = 32
"""So many characters before and behind a quote tell it from others."""
_MOTIVATIONS = {"mention": "identifying", "agent": "identifying", "link": "linking", "suspect": "questioning"}
_LINKS = ("based_on", "amends", "repeals", "consolidates")
Cited = tuple[str, str, int, int, int]
"""What is cited (a fact, a mention …), the IRI that it is said of, start, end, the page or 0."""
Node = dict[str, Any]


def write_annotations(facts: Iterable[Fact], texts: Mapping[str, str]) -> bytes:
    """Return all citations as a collection with one page, in JSON-LD; `texts` are source texts by document IRI.

    Where a text was not kept, quotes have nothing around them, and mentions a position alone.
    """
    items = [_annotation(one, fact, texts) for fact in facts for one in iter_citations(fact)]
    data = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": f"Citations by policy-kg {VERSION}",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


def iter_citations(fact: Fact) -> Iterator[Cited]:
    """Yield the places that a fact cites."""
    iri, page = fact["id"], fact.get("page", 0)
    if "quote" in fact:
        yield "fact", iri, fact["start"], fact["end"], page
    yield from (("fact", iri, start, end, 0) for start, end in fact.get("also", ()))
    pages = fact.get("pages", [])
    for at, (start, end) in enumerate(fact.get("mentions", ())):
        yield "mention", iri, start, end, pages[at] if len(pages) == len(fact["mentions"]) else 0
    if "trigger" in fact:
        yield "trigger", iri, *fact["trigger"], 0
    yield from (("agent", agent["id"], agent["start"], agent["end"], 0) for agent in fact.get("agents", ()))
    yield from (("link", link["id"], link["start"], link["end"], 0) for name in _LINKS for link in fact.get(name, ()))
    yield from (("suspect", iri, start, end, 0) for start, end in fact.get("suspects", ()))


def _annotation(cited: Cited, fact: Fact, texts: Mapping[str, str]) -> Node:
    what, iri, start, end, page = cited
    document, text = fact["doc"], texts.get(fact["doc"], "")
    selectors: list[Node] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if text:
        around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
        selectors.append(quote | {name: words for name, words in around.items() if words})
    elif what == "fact" and start == fact["start"]:
        selectors.append({"type": "TextQuoteSelector", "exact": fact["quote"]})
    if page:
        selectors.append({"type": "FragmentSelector", "conformsTo": PAGES, "value": f"page={page}"})
    return {
        "id": mint_part(document, "annotation", what, fact["id"], iri, str(start), str(end)),
        "type": "Annotation",
        "motivation": _MOTIVATIONS.get(what, "describing"),
        "body": iri,
        "target": {"type": "SpecificResource", "source": mint_text(document), "selector": selectors},
    }
