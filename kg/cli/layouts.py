"""`kg inspect`: what a format says of a text besides its characters, for people and for machines."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kg.cli.console import one_line

if TYPE_CHECKING:
    from kg.model import Document

_SHOWN = 100


def layout_of(document: Document) -> dict[str, Any]:
    """Return the pages and blocks of a document one by one, where its format has them."""
    layout, found = document.layout, {}
    if layout.pages:
        found["page_list"] = [_renamed(asdict(page)) for page in layout.pages]
    if layout.blocks:
        found["block_list"] = [_renamed(asdict(block)) for block in layout.blocks]
    return found


def _renamed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return fields with the names of offsets that all JSON of ours has."""
    return {"start": fields.pop("start_char"), "end": fields.pop("end_char")} | fields


def print_layout(document: Document) -> None:
    """Print how many pages and blocks a document has, the pages one by one, and what its reader warns of."""
    from kg.report import describe_layout

    told = describe_layout(document)
    for words in document.warnings:
        print(f"  warning: {one_line(words)}")
    if blocks := told.get("blocks"):
        print("  blocks: " + ", ".join(f"{number} {kind}" for kind, number in blocks.items()))
    pages = document.layout.pages
    if not pages:
        return
    ocr = f", {told['ocr']['words']} words by OCR" if "ocr" in told else ""
    print(f"\nPages: {len(pages)}, quality {told['quality']:.2f}{ocr}")
    for page in pages[:_SHOWN]:
        label = f" ({one_line(page.label)})" if page.label else ""
        print(
            f"  {page.start_char:7}-{page.end_char:<7} page {page.number}{label}: {page.origin}, "
            f"quality {page.quality:.2f}, {page.width:.0f} x {page.height:.0f} points"
        )
    if len(pages) > _SHOWN:
        print(f"  … and {len(pages) - _SHOWN} more (--json lists all)")
