"""Give the resources: the ontology in brief, the list of documents, each document by section."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from kg.assist.asked import Asked
from kg.assist.cite import open_at
from kg.assist.ontology import write_brief
from kg.assist.reading import list_sections, read
from kg.errors import OptionError
from kg.serve.site.listed import Listed

ON_PAGE = 25
_LONGEST = 20_000
_LONGEST_TITLE = 100
_REMEDY = "there are kg://ontology, kg://documents, kg://document/SLUG and kg://document/SLUG/SECTION"


class Listing(NamedTuple):
    """A resource as it is listed: its address, name and what it holds."""

    uri: str
    name: str
    about: str
    media_type: str = "text/markdown"


TEMPLATES = (
    Listing("kg://documents{?offset}", "documents", f"The documents, {ON_PAGE} from an offset on."),
    Listing("kg://document/{slug}", "document", "A document: what it says of itself, and its sections."),
    Listing(
        "kg://document/{slug}/{section}{?offset}", "section", "The text of a section, from an offset on.", "text/plain"
    ),
)


def list_resources(asked: Asked, offset: int) -> tuple[list[Listing], int | None]:
    """Return a page of the resources, and where the next one begins: the ontology, the list, and every document."""
    fixed = [
        Listing("kg://ontology", "ontology", "The ontology in brief, for queries."),
        Listing("kg://documents", "documents", f"The documents ({len(asked.site.listed)}), the newest first."),
    ]
    some = asked.site.listed[offset : offset + ON_PAGE]
    listed = [Listing(f"kg://document/{quote(one.slug)}", one.short, one.title or one.file) for one in some]
    behind = offset + len(some)
    return ([] if offset else fixed) + listed, behind if behind < len(asked.site.listed) else None


async def read_resource(asked: Asked, uri: str) -> tuple[str, str]:
    """Return the media type and the text of a resource; raises `OptionError` for an address that is none."""
    try:
        parts = urlsplit(uri)
        given = dict(parse_qsl(parts.query))
    except ValueError as error:
        raise OptionError(f"{uri[:80]!r} is no address", remedy=_REMEDY) from error
    path = [unquote(one) for one in parts.path.split("/") if one]
    offset = given.pop("offset", "0")
    if parts.scheme != "kg" or given or not (offset.isascii() and offset.isdigit() and len(offset) < 10):
        raise OptionError(f"there is no resource {uri[:80]!r}", remedy=_REMEDY)
    match parts.netloc, path:
        case "ontology", []:
            return "text/markdown", await write_brief(asked)
        case "documents", []:
            return "text/markdown", _write_documents(asked, int(offset))
        case "document", [slug]:
            return "text/markdown", await _write_document(asked, asked.document(slug))
        case "document", [slug, section]:
            return "text/plain", await _write_section(asked, asked.document(slug), section, int(offset))
    raise OptionError(f"there is no resource {uri[:80]!r}", remedy=_REMEDY)


def _write_documents(asked: Asked, offset: int) -> str:
    listed = asked.site.listed
    if offset and offset >= len(listed):
        raise OptionError(f"offset {offset} is behind the last of {len(listed)}", remedy="offsets begin with 0")
    some = listed[offset : offset + ON_PAGE]
    lines = [
        " · ".join(filter(None, (one.number, one.date, one.issuer, _cut(one.title or one.file)))) + f" · `{one.slug}`"
        for one in some
    ]
    behind = offset + len(some)
    following = f"\nNext: kg://documents?offset={behind}" if behind < len(listed) else ""
    return (
        f"{len(listed)} documents, the newest first:\n\n" + "\n".join(f"- {line}" for line in lines) + following + "\n"
    )


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[:_LONGEST_TITLE].rstrip()}…"


async def _write_document(asked: Asked, one: Listed) -> str:
    sections = await list_sections(asked, one.iri)
    said = {"Số": one.number, "Ngày": one.date, "Cơ quan": one.issuer, "Loại": one.type, "Slug": one.slug}
    head = [f"# {one.title or one.short}", ""] + [f"- {name}: {value}" for name, value in said.items() if value]
    lines = [
        "  " * (row["depth"] - 1)
        + f"- {' '.join(filter(None, (row['number'], row['heading'])))} [{row['start']}–{row['end']}] "
        + f"kg://document/{quote(one.slug)}/{row['id'].rpartition('/')[2]}"
        for row in sections
    ]
    return "\n".join([*head, f"- {open_at(asked, one)}", "", f"{len(sections)} sections:", "", *lines]) + "\n"


async def _write_section(asked: Asked, one: Listed, section: str, offset: int) -> str:
    asking = {"document": one.iri, "section": section, "offset": offset, "limit": _LONGEST}
    piece = await read(asked, asking)
    if piece["next_offset"] is None:
        return piece["text"]
    address = f"kg://document/{quote(one.slug)}/{quote(section)}?offset={piece['next_offset']}"
    return f"{piece['text']}\n[{piece['total']} characters in all; next: {address}]\n"
