"""Parse XML from strangers: no entities, no network, bounded in depth; a document type is refused."""

from __future__ import annotations

from lxml import etree

from kg.errors import ReadError

_MOST_TAGS = 5_000_000
"""A tree takes some hundred bytes a tag, however few the file takes."""
_REMEDY = "open it in the program that made it and save it again"


def parse_xml(data: bytes, name: str, *, part: str = "") -> etree._Element:
    """Return the root of an XML document; raise `ReadError` that shows `name` and the part of the file."""
    where = f"its part {part} " if part else ""
    if data.count(b"<") > _MOST_TAGS:
        what = f"refused: {where}has more than {_MOST_TAGS:,} tags"
        raise ReadError(what, path=name, remedy="split it into documents")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = str(error).split("\n")[0][:200]
        raise ReadError(f"damaged: {where}is no XML that can be read: {reason}", path=name, remedy=_REMEDY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError(f"refused: {where}declares a document type, as attacks do", path=name, remedy=_REMEDY)
    return root
