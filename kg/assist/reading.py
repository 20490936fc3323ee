"""Read the text of a document: whole, a section of it, or a passage between two offsets."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool

from kg.assist.asked import Asked
from kg.assist.cite import open_at
from kg.errors import OptionError
from kg.store.graphs.kept import read_layout

_MOST_SECTIONS = 10_000
_SHOWN = 8
Section = dict[str, Any]


async def read(asked: Asked, given: dict[str, Any]) -> dict[str, Any]:
    """Return a piece of a text, with how long the whole of what was asked for is.

    Offsets and lengths count Unicode code points of the source text.
    """
    listed = asked.site.by_iri[given["document"]]
    text = await asked.text(listed)
    first, last, section = 0, len(text), None
    if "section" in given:
        section = await find_section(asked, listed.iri, given["section"])
        first, last = section["start"], section["end"]
    if "start" in given or "end" in given:
        first, last = given.get("start", first), min(given.get("end", last), last)
        if first >= last:
            raise OptionError(f"there is no text from {first} to {last}", remedy=f"it has {len(text)} characters")
    begin = first + given["offset"]
    if begin >= last and last > first:
        raise OptionError(
            f"offset {given['offset']} is behind the last of {last - first} characters", remedy="begin at 0"
        )
    end = min(begin + given["limit"], last)
    named = {"section": " ".join(filter(None, (section["number"], section["heading"])))} if section else {}
    return {
        "document": listed.short,
        "slug": listed.slug,
        **named,
        **await run_in_threadpool(_find_page, asked, listed.slug, begin),
        "start": begin,
        "end": end,
        "text": text[begin:end],
        "total": last - first,
        "offset": given["offset"],
        "next_offset": end - first if end < last else None,
        "open": open_at(asked, listed, begin, end),
    }


def _find_page(asked: Asked, slug: str, start: int) -> dict[str, str]:
    """Return the page on which an offset stands, nothing where the document has none."""
    pages = read_layout(asked.site.texts.parent, slug).pages
    found = next((page for page in pages if page.start_char <= start < page.end_char), None)
    return {"page": found.label or str(found.number)} if found else {}


async def list_sections(asked: Asked, document: str) -> list[Section]:
    """Return all sections of a document, by its IRI."""
    return (await asked.compute("sections", document=document, limit=_MOST_SECTIONS))["rows"]


async def find_section(asked: Asked, document: str, name: str) -> Section:
    """Return the section of an id, a number or a heading; raises `OptionError` for none or several."""
    some, wanted = await list_sections(asked, document), name.strip().casefold()
    fits = (
        lambda one: one["id"] == asked.iri(name) or one["id"].endswith(f"/section/{name}"),
        lambda one: wanted == one["number"].casefold(),
        lambda one: wanted == one["heading"].casefold(),
        lambda one: wanted == f"{one['number']} {one['heading']}".strip().casefold(),
    )
    for fit in fits:
        found = [one for one in some if fit(one)]
        if len(found) == 1:
            return found[0]
        if found:
            raise OptionError(
                f"{name[:80]!r} is {len(found)} sections", remedy=f"name one by its id: {_show(asked, found)}"
            )
    raise OptionError(
        f"the document has no section {name[:80]!r}",
        remedy=f"sections lists them: {_show(asked, some)}" if some else "it has none: leave the section out",
    )


def _show(asked: Asked, some: list[Section]) -> str:
    named = (f"{one['number']} {one['heading'][:50]} = {asked.short(one['id'])}".strip() for one in some[:_SHOWN])
    return "; ".join(named) + ("; …" if len(some) > _SHOWN else "")
