"""Answer the tools that ask the model of the answers and the index of words: rows that cite their place."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from kg.assist.asked import Asked, Row
from kg.assist.cite import put_document, put_rows
from kg.errors import OptionError
from kg.store.questions.words import plain

Given = dict[str, Any]
Answer = dict[str, Any]
_NAMED, _SHOWN = 20, 6
_TEXT_CLASSES = frozenset(("Measure", "Target", "Section", "KeyTask", "Breakthrough"))
"""What is a piece of a text, and gives way where a thing has the same name."""
_MENTIONS = """SELECT DISTINCT ?document_id ?start ?end ?quote WHERE {
  ?span itsrdf:taIdentRef <IRI> ; nif:anchorOf ?quote ; nif:beginIndex ?start ; nif:endIndex ?end ;
    nif:referenceContext ?text . ?text dcterms:isPartOf ?document_id . } ORDER BY ?document_id ?start ?end"""


def stretch(rows: Sequence[Any], *, total: int, offset: int, **more: Any) -> Answer:
    """Return a stretch of rows; raises `OptionError` where it begins behind the last one."""
    if offset and offset >= total:
        raise OptionError(f"offset {offset} is behind the last of {total}", remedy="offsets begin with 0")
    behind = offset + len(rows)
    return {"total": total, "offset": offset, "next_offset": behind if behind < total else None} | more | {"rows": rows}


async def search(asked: Asked, given: Given) -> Answer:
    """Find things and statements by words."""
    offset = given["offset"]
    if not plain(given["words"]):
        raise OptionError("there is no word to search for", remedy="such as: cang diem dien")
    found = await asked.search(
        words=given["words"],
        cls=given.get("class", ""),
        document=given.get("document", ""),
        offset=offset,
        limit=given["limit"],
    )
    rows = [_from_hit(hit) for hit in found["hits"]]
    put = await put_rows(asked, rows, complete=True)
    return stretch(put, total=found["total"], offset=offset, classes=found["classes"])


def _from_hit(hit: Row) -> Row:
    row = {name: value for name, value in hit.items() if name != "matches"}
    row |= {"document_id": row.pop("document"), "id": row.pop("node")}
    if row.get("label") == row.get("quote"):
        del row["label"]
    return row


async def documents(asked: Asked, given: Given) -> Answer:
    """List the documents, the newest first."""
    site, offset = asked.site, given["offset"]
    shown = [put_document(asked, one) for one in site.listed[offset : offset + given["limit"]]]
    return stretch(shown, total=len(site.listed), offset=offset)


async def _rows(asked: Asked, name: str, given: Given, *more: str) -> Answer:
    """Return a stretch of what the model of the answers says, with some of what else it tells."""
    found = await asked.compute(name, **given)
    rows = await put_rows(asked, found["rows"])
    return stretch(rows, total=found["total"], offset=given["offset"], **{key: found[key] for key in more})


async def who_does_what(asked: Asked, given: Given) -> Answer:
    """Return the roles of bodies in measures."""
    return await _rows(asked, "tasks", given, "measures", "roles")


async def deadlines(asked: Asked, given: Given) -> Answer:
    """Return what is due, the earliest first; raises `OptionError` for a state that no day is given for."""
    if "state" in given and "today" not in given:
        raise OptionError("a state is that on a day", remedy="give the day as today, YYYY-MM-DD")
    return await _rows(asked, "timeline", given, "bases", "states", "undated")


async def targets(asked: Asked, given: Given) -> Answer:
    """Return the targets."""
    return await _rows(asked, "targets", given)


async def gaps(asked: Asked, given: Given) -> Answer:
    """Return the measures that lack something, with how many of all lack what."""
    audit, found = await asyncio.gather(
        asked.compute("audit", document=given.get("document", ""), most=0), asked.compute("measures", **given)
    )
    counts = {name: number for name, number in audit["total"].items() if name != "key"}
    rows = await put_rows(asked, found["rows"])
    return stretch(rows, total=found["total"], offset=given["offset"], counts=counts)


async def silent(asked: Asked, given: Given) -> Answer:
    """Return the passages that gave nothing, with how many there are of each reason."""
    view, found = await asyncio.gather(
        asked.compute("overview", document=given.get("document", ""), most=0), asked.compute("silent", **given)
    )
    counts = {one["reason"]: one["passages"] for one in view["silent"]}
    rows = await put_rows(asked, found["rows"])
    more = {"counts": counts, "untold": found["untold"]}
    return stretch(rows, total=found["total"], offset=given["offset"], **more)


async def sections(asked: Asked, given: Given) -> Answer:
    """Return the sections of a document."""
    return await _rows(asked, "sections", given)


async def compare(asked: Asked, given: Given) -> Answer:
    """Return what became of the measures and targets of a document in another one."""
    if given["before"] == given["after"]:
        raise OptionError("before and after are one document", remedy="name two; documents lists them")
    found = await asked.comparison(given["before"], given["after"])
    kind, status, offset = given.get("kind", ""), given.get("status", ""), given["offset"]
    chosen = [row for row in found["rows"] if kind in ("", row["kind"]) and status in ("", row["status"])]
    rows = chosen[offset : offset + given["limit"]]
    for side in ("before", "after"):
        some = [row for row in rows if side in row]
        for row, put in zip(some, await put_rows(asked, [row[side] for row in some]), strict=True):
            row[side] = put
    rows = [{name: value for name, value in row.items() if value not in ("", [])} for row in rows]
    told = {name: found[name] for name in ("before", "after", "counts")}
    return stretch(rows, total=len(chosen), offset=offset, **told)


# --- one thing --------------------------------------------------------------------------------------


async def describe(asked: Asked, given: Given) -> Answer:
    """Return what the graph says of a thing, that is named by its id or by words."""
    iri = await _find_thing(asked, given["thing"])
    part, offset, limit = given.get("part", ""), given["offset"], given["limit"]
    if offset and not part:
        raise OptionError("an offset counts in one part", remedy="name the part")
    wanted = "" if part == "mentions" else part
    found = await asked.compute(
        "describe", thing=iri, part=wanted, offset=0 if part == "mentions" else offset, limit=limit
    )
    mentioned = found.pop("mentioned", 0)
    parts = [] if part == "mentions" else found.pop("parts")
    if mentioned and part in ("", "mentions"):
        rows, total = await asked.select(_MENTIONS.replace("IRI", iri), offset=offset, limit=limit)
        rows = [row | {"id": iri} for row in rows]
        parts.append({"part": "mentions", "total": total, "rows": rows})
    elif part == "mentions":
        raise OptionError(
            "of this thing there is no part 'mentions'", remedy="leave the part out to see which there are"
        )
    card = {name: found[name] for name in ("label", "class")}
    if "cited" in found:
        (card["cited"],) = await put_rows(asked, [found.pop("cited")], complete=True)
    names = [one | {"id": asked.short(one["id"])} for one in found.pop("names", [])]
    said = {name: value for name, value in found.items() if name not in ("label", "class", "id", "parts")}
    return (
        {"id": asked.short(iri)}
        | card
        | {"said": {name: value for name, value in said.items() if value not in ("", [])}, "names": names}
        | {"open": asked.address(iri)}
        | {"parts": [await _put_part(asked, one, offset=offset) for one in parts]}
    )


async def _put_part(asked: Asked, one: Answer, *, offset: int) -> Answer:
    rows = await put_rows(asked, one["rows"], complete=one["part"] in ("said", "mentions", "links"))
    for row in rows if one["part"] == "mentions" else ():
        del row["id"]
    return {"part": one["part"]} | stretch(rows, total=one["total"], offset=offset)


async def _find_thing(asked: Asked, name: str) -> str:
    """Return the IRI of a thing; raises `OptionError` where words name none, or several."""
    if asked.is_thing(name):
        return asked.iri(name)
    documents = asked.documents_called(name)
    if len(documents) == 1:
        return documents[0].iri
    hits = (await asked.search(words=name, limit=_NAMED))["hits"]
    wanted = plain(name)
    called = [hit for hit in hits if wanted in (plain(hit["label"]), plain(hit.get("quote", "")))]
    named = [hit for hit in called if hit["class"] not in _TEXT_CLASSES]
    same = list(dict.fromkeys(hit["node"] for hit in named or called))
    if len(same) == 1:
        return same[0]
    near = {hit["node"]: hit for hit in hits if not same or hit["node"] in same}
    if not near:
        raise OptionError(f"nothing is called {name[:80]!r}", remedy="search finds things by fewer or other words")
    shown = "; ".join(
        f"{asked.short(node)} ({hit['class']}: {' '.join(hit['label'].split())[:60]})"
        for node, hit in list(near.items())[:_SHOWN]
    )
    what = f"{name[:80]!r} is {len(same)} things" if same else f"nothing is called just {name[:80]!r}"
    raise OptionError(what, remedy=f"name one by its id: {shown}")
