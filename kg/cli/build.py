"""`kg build`: read documents and write a graph folder."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import as_typed, json_lines, one_line, print_json, progress_bar, warn_of_unread
from kg.cli.decided import print_decisions, warn_of_decisions
from kg.cli.options import (
    READING,
    DecisionFile,
    Json,
    Memory,
    Ocr,
    OcrMode,
    PageCharacters,
    PageCount,
    Pages,
    Quiet,
    Seconds,
    Strict,
    Wait,
    WallSeconds,
    read_options,
    to_place,
)
from kg.config import BASE_IRI

if TYPE_CHECKING:
    from kg.api import Graph

_KINDS = (
    ("sections", "sections"),
    ("measures", "measures"),
    ("targets", "targets"),
    ("projects and works", "projects and works"),
    ("Place", "places"),
    ("Agent", "bodies and groups"),
    ("Instrument", "instruments"),
    ("Time", "times"),
    ("relations", "relations"),
)


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT…", help="Files, folders, addresses (s3://…), or - for standard input.", show_default=False
    ),
]
Out = Annotated[
    str, typer.Option("--out", "-o", metavar="OUT", help="The graph folder to make or add to, or its address.")
]
Sample = Annotated[
    str | None, typer.Option(help="Build a packaged sample: thai-binh or thai-binh.pdf.", show_default=False)
]
BaseIri = Annotated[
    str | None,
    typer.Option(
        help=f"The IRI that all IRIs of the data begin with; that of OUT, else {BASE_IRI}.", show_default=False
    ),
]
NoText = Annotated[
    bool, typer.Option("--no-text", help="Keep no text, only the words that facts cite, titles and headings.")
]
KeepSource = Annotated[
    bool, typer.Option("--keep-source", help="Keep the files themselves, to show their pages beside the text.")
]
Merges = Annotated[
    Path | None,
    typer.Option(
        "--merges",
        metavar="FILE",
        help="Decisions on which names are one thing (kg merges); by default those OUT was built with.",
        show_default=False,
    ),
]
Sync = Annotated[bool, typer.Option("--sync", help="Remove every document from OUT that is not among the inputs.")]

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=0,
        help="Files read at a time and worker processes that find the facts, 0 for none; all cores where there is much "
        "to do.",
        show_default=False,
    ),
]


class Engine(StrEnum):
    """Who finds the facts."""

    local = "local"
    dask = "dask"


EngineName = Annotated[
    Engine, typer.Option("--engine", help="Who finds the facts: this machine, or the workers of a Dask cluster.")
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="The scheduler of the Dask cluster.", show_default=False),
]
Exchange = Annotated[
    str,
    typer.Option(
        "--exchange",
        metavar="ADDRESS",
        help="Where a cluster's workers get texts and put shards (s3://…); without, in a folder all machines see.",
        show_default=False,
    ),
]
LogFile = Annotated[
    Path | None,
    typer.Option(
        "--log", metavar="FILE", help="Write what happens to a file, an object of JSON a line.", show_default=False
    ),
]


NoDecisions = Annotated[bool, typer.Option("--no-decisions", help="Leave out what people decided on facts.")]


def build(
    inputs: Inputs = None,
    out: Out = "out",
    sample: Sample = None,
    base_iri: BaseIri = None,
    no_text: NoText = False,
    keep_source: KeepSource = False,
    ocr: OcrMode = Ocr.auto,
    pages: Pages = "",
    strict: Strict = False,
    memory: Memory = READING.memory_bytes >> 20,
    time: Seconds = READING.cpu_seconds,
    wall_time: WallSeconds = READING.wall_seconds,
    page_characters: PageCharacters = READING.page_characters,
    page_count: PageCount = READING.page_count,
    sync: Sync = False,
    merges: Merges = None,
    jobs: Jobs = None,
    engine: EngineName = Engine.local,
    scheduler: Scheduler = None,
    exchange: Exchange = "",
    log: LogFile = None,
    decisions: DecisionFile = None,
    no_decisions: NoDecisions = False,
    wait: Wait = 0,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Read documents and write their graph to a folder.

    Building again replaces a document's facts and adds those of new documents; others stay, but with --sync. An input
    that can't be read is named, and the others are built, but with --strict.
    """
    from kg import api

    _check_engine(engine, scheduler)
    bounds = {"memory": memory, "time": time, "wall": wall_time, "length": page_characters, "count": page_count}
    with (
        progress_bar(quiet or json) as progress,
        json_lines(log) as write_event,
        api.build(
            *_paths(inputs, sample),
            out=to_place(out),
            base_iri=as_typed(base_iri, name="--base-iri") if base_iri is not None else None,
            keep_text=not no_text,
            keep_source=keep_source,
            read=read_options(ocr, pages, strict=strict, **bounds),
            sync=sync,
            merges=merges,
            jobs=jobs,
            scheduler=scheduler,
            exchange=exchange,
            wait=wait,
            decisions=False if no_decisions else decisions,
            progress=progress,
            log=write_event,
        ) as graph,
    ):
        _tell(graph, place=out, json=json, quiet=quiet)


def _tell(graph: Graph, *, place: str, json: bool, quiet: bool) -> None:
    """Print what a build did, and on standard error what it could not do."""
    warn_of_unread(graph.report["unread"])
    warn_of_decisions(graph.report.get("decisions"))
    if json:
        print_json(graph.report)
    elif not quiet:
        _summarise(graph, place)


def _paths(inputs: list[str] | None, sample: str | None) -> list[str]:
    """Return what is to be read; raises `ReadError` where that is nothing."""
    from kg import api
    from kg.errors import ReadError

    paths = [*(inputs or []), *([str(api.sample(sample))] if sample else [])]
    if not paths:
        raise ReadError(
            "no input is given", remedy="name a file, a folder, - for standard input, or --sample thai-binh"
        )
    return paths


def _check_engine(engine: Engine, scheduler: str | None) -> None:
    """Raise `OptionError` where one of the two options is given without the other."""
    from kg.errors import OptionError

    if (engine == Engine.dask) != (scheduler is not None):
        raise OptionError("--engine dask and --scheduler go together", remedy="give both, or neither")


def _summarise(graph: Graph, place: str) -> None:
    """Print what a person wants to know after a build."""
    report = graph.report
    counts, conformance = report["counts"], report["conformance"]
    titles = [
        row[0] for row in graph.query("SELECT ?t WHERE { ?d a pol:PolicyDocument ; eli:title ?t } ORDER BY ?d LIMIT 3")
    ]
    many = len(report["documents"])
    named = "; ".join(one_line(str(title)) for title in titles) + (" …" if many > 3 else "")
    print(f"{many} document{'s' if many != 1 else ''}: {named}\n")
    for key, name in _KINDS:
        print(f"  {counts.get(key, 0):6}  {name}")
    _print_best(graph)
    repairs = ", ".join(f"{number} {kind}" for kind, number in report["repairs"].items())
    print(f"\nRepairs noted: {repairs or 'none'}")
    print(
        "The graph conforms to its shapes."
        if conformance["conforms"]
        else f"The graph does NOT conform: {conformance['found']} findings, see kg validate {place}"
    )
    print_decisions(report.get("decisions"))
    _print_changes(report)
    _print_reading(report)
    _print_files(graph, report, place)


def _print_changes(report: dict[str, Any]) -> None:
    """Print what became of the documents of a folder that was there before."""
    added, rebuilt, unchanged, removed = (
        report["changes"][kind] for kind in ("added", "rebuilt", "unchanged", "removed")
    )
    kept = len(report["documents"]) - len(added) - len(rebuilt)
    if rebuilt or removed or kept:
        print(
            f"\nDocuments: {len(added)} new, {len(rebuilt)} built again, {kept} kept "
            f"(of these {len(unchanged)} read and found unchanged), {len(removed)} removed"
        )
    if report.get("resumed"):
        print(f"\nTaken over from a build that was interrupted: {report['resumed']} documents")
    print_removed(report)
    _print_merges(report)


def _print_merges(report: dict[str, Any]) -> None:
    """Print what was decided on names, and which documents say the same."""
    merges, copies = report.get("merges", {}), report.get("copies", [])
    if merges.get("decisions"):
        print(f"\nDecisions on names: {merges['decisions']}, in the graphs of {merges['documents']} documents")
    if merges.get("unused_lines"):
        lines = ", ".join(map(str, merges["unused_lines"]))
        print(f"  of these on things that are gone: line {lines} of merges.tsv")
    slugs = {item["id"]: item["slug"] for item in report["documents"]}
    if copies:
        print("\nDocuments that say the same; one of them counts:")
    for copy in copies:
        print(f"  {slugs[copy['id']]} says what {slugs[copy['of']]} says ({copy['likeness']:.0%} alike)")


def _print_reading(report: dict[str, Any]) -> None:
    """Print which inputs could not be read, and what the readers warn of in those built now."""
    if report["unread"]:
        print(f"\nNot read: {len(report['unread'])}")
    for one in report["unread"]:
        print(f"  {one_line(one['name'])}: {one_line(one['reason'])}")
    built = {item["id"] for kind in ("added", "rebuilt") for item in report["changes"][kind]}
    warned = [(one["name"], words) for one in report["documents"] if one["id"] in built for words in one["warnings"]]
    if warned:
        print("\nWarnings:")
    for name, words in warned:
        print(f"  {one_line(name)}: {one_line(words)}")


def print_removed(report: dict[str, Any]) -> None:
    """Print a line for each document that was removed."""
    for one in report["changes"]["removed"]:
        print(f"  removed: {one['slug']}  {one_line(one['name'])}")


def _print_best(graph: Graph) -> None:
    from kg.analyse import top_connected

    best = top_connected(graph.network()) if len(graph.documents) <= 100 else []
    if best:
        print("\nBest connected:")
        for thing in best:
            print(f"  {one_line(thing.label)} ({thing.cls}), linked to {thing.neighbours} things")


def _print_files(graph: Graph, report: dict[str, Any], place: str) -> None:
    print("\nFiles:")
    for name, what in (
        ("graph.html", "open it in a browser"),
        ("graph.ttl", "Turtle"),
        ("facts.jsonl", "flat facts, one a line"),
        ("report.json", "counts, repairs, coverage, conformance"),
        ("shards", "each document's graph and facts, compressed"),
        ("texts", "the texts that offsets count in"),
        ("sources", "the files as they were read"),
    ):
        if (graph.path / name).exists():
            print(f"  {place.rstrip('/')}/{name}  {what}")
    for duplicate in report["duplicates"]:
        print(f"  left out: {duplicate['name']}, the same bytes as {duplicate['same_as']}")
    print(f"\nNext: kg query {place} --name projects    kg queries    kg inspect INPUT    kg stats {place}")
