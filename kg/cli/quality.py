"""`kg validate` and `kg inspect`: what is wrong with a graph, and what the reader saw in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import cut, one_line, print_json, progress_bar, warn_of_unread
from kg.cli.layouts import layout_of, print_layout
from kg.cli.options import (
    READING,
    Folder,
    Json,
    Memory,
    Ocr,
    OcrMode,
    PageCharacters,
    PageCount,
    Pages,
    Seconds,
    Strict,
    WallSeconds,
    read_options,
)
from kg.cli.why import explain

if TYPE_CHECKING:
    from kg.facts import DocumentFacts

NOT_CONFORMANT = 1
_SHOWN = 100


def validate(out: Folder, json: Json = False) -> None:
    """Check a graph against its shapes and its ontology; the exit code is 1 when it does not conform."""
    import kg

    with kg.open(out) as graph:
        report = graph.validate()
    if json:
        print_json(report.to_dict())
    else:
        print(report.to_text())
    if not report.conforms:
        raise typer.Exit(NOT_CONFORMANT)


def inspect(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, folders, or - for standard input.", show_default=False)
    ],
    why: Annotated[
        str, typer.Option(metavar="START:END", help="Tell what was found and decided at these characters, and why.")
    ] = "",
    ocr: OcrMode = Ocr.auto,
    pages: Pages = "",
    strict: Strict = False,
    memory: Memory = READING.memory_bytes >> 20,
    time: Seconds = READING.cpu_seconds,
    wall_time: WallSeconds = READING.wall_seconds,
    page_characters: PageCharacters = READING.page_characters,
    page_count: PageCount = READING.page_count,
    json: Json = False,
) -> None:
    """Show what the reader saw: pages, sections, repairs, suspects, and the text that yielded nothing."""
    from kg.config import Options
    from kg.extraction import check_length, to_facts
    from kg.read import read_inputs

    options = read_options(
        ocr, pages, strict=strict, memory=memory, time=time, wall=wall_time, length=page_characters, count=page_count
    )
    with progress_bar(json) as progress:
        reading = read_inputs(inputs, options=options, progress=progress)
    warn_of_unread([one._asdict() for one in reading.unread])
    if why:
        explain(reading.documents, place=why, json=json)
        return
    reports = []
    for document in reading.documents:
        check_length(document.name, len(document.text), memory=options.memory_bytes)
        facts = to_facts(document, options=Options())
        reports.append(_describe(facts))
        if not json:
            _print(facts)
    if json:
        print_json(reports)


def _describe(facts: DocumentFacts) -> dict[str, Any]:
    from kg.report import describe

    text = facts.document.text
    return (
        describe(facts)
        | layout_of(facts.document)
        | {
            "sections": [
                {"number": s.number, "heading": s.heading, "level": s.level, "start": s.start_char, "end": s.end_char}
                for s in facts.sections
            ],
            "repairs_made": [
                {
                    "kind": r.kind,
                    "start": r.start_char,
                    "end": r.end_char,
                    "text": text[r.start_char : r.end_char],
                    "note": r.note,
                    **({"other": list(r.other)} if r.other else {}),
                }
                for r in facts.repairs
            ],
            "silent": [
                {"reason": reason, "start": start, "end": end, "text": text[start:end]}
                for (start, end), reason in facts.silent
            ],
        }
    )


def _print(facts: DocumentFacts) -> None:
    """Print the report on one document for a person."""
    text = facts.document.text
    header = facts.header
    print(f"{facts.document.name}: {one_line(header.title)}")
    print(
        "  "
        + ", ".join(
            f"{name} {value}"
            for name, value in (
                ("type", header.type),
                ("number", header.number),
                ("issued", header.issued),
                ("place", header.place),
                ("issuer", header.issuer),
            )
            if value
        )
    )
    mark, commas, points = facts.header.decimal_mark
    print(f"  decimal mark {mark!r} (figures that show a comma: {commas}, a point: {points})")
    print_layout(facts.document)
    print("\nSections (characters of the text as read)")
    for section in facts.sections:
        title = " ".join(filter(None, (section.number, one_line(section.heading))))
        print(f"  {section.start_char:7}-{section.end_char:<7} {'  ' * (section.level - 1)}{cut(title, 90).rstrip()}")
    suspects = [repair for repair in facts.repairs if repair.kind == "suspect"]
    repairs = [repair for repair in facts.repairs if repair.kind != "suspect"]
    _print_spans("Repairs", [(r.start_char, r.end_char, r.kind) for r in repairs], text=text)
    _print_spans("Suspected misreadings", [(r.start_char, r.end_char, r.note) for r in suspects], text=text)
    _print_silent(facts)


def _print_silent(facts: DocumentFacts) -> None:
    """Print which text yielded nothing: how much for each reason, and where it was not understood."""
    from kg.report import NOT_UNDERSTOOD, count_silent, cover

    shares = cover(facts)
    print(f"\nText that yielded nothing: {len(facts.silent) or 'none'}")
    for reason, number in count_silent(facts).items():
        print(f"  {number:7} passages, {shares[reason]:6.1%} of the text: {reason}")
    looked_at = [(*span, reason) for span, reason in facts.silent if reason == NOT_UNDERSTOOD]
    _print_spans("Text that was not understood", looked_at, text=facts.document.text)
    print("\nCoverage: " + ", ".join(f"{share:.1%} {kind}" for kind, share in shares.items() if share) + "\n")


def _print_spans(title: str, spans: list[tuple[int, int, str]], *, text: str) -> None:
    print(f"\n{title}: {len(spans) or 'none'}")
    for start, end, note in spans[:_SHOWN]:
        print(f"  {start:7}-{end:<7} {note}: {cut(one_line(text[start:end]), 90).rstrip()}")
    if len(spans) > _SHOWN:
        print(f"  … and {len(spans) - _SHOWN} more (--json lists all)")
