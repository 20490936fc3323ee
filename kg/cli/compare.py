"""`kg diff` and `kg compare`: what one document changes of another, and what those of a folder have in common."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import as_typed, print_table, write_bytes
from kg.cli.options import Folder, Language
from kg.errors import OptionError, StoreError

if TYPE_CHECKING:
    from kg.analyse.across import Comparison
    from kg.analyse.changes import Difference, FolderChanges

_SHOWN = 5


class Format(StrEnum):
    """How a comparison is written."""

    table = "table"
    html = "html"
    md = "md"
    json = "json"
    csv = "csv"
    atom = "atom"


class By(StrEnum):
    """What documents are grouped by; a test compares it with `kg.analyse.across.GROUPINGS`."""

    year = "year"
    issuer = "issuer"
    province = "province"


_SUFFIXES = {
    ".html": Format.html,
    ".htm": Format.html,
    ".md": Format.md,
    ".json": Format.json,
    ".csv": Format.csv,
    ".atom": Format.atom,
}
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="F",
        help="The file to write; its ending names the format where --format does not.",
        show_default=False,
    ),
]


def diff(
    before: Annotated[
        str,
        typer.Argument(metavar="A", help="The earlier documents: a graph folder.", show_default=False),
    ],
    after: Annotated[str, typer.Argument(metavar="B", help="The later documents: a graph folder.", show_default=False)],
    folder: Annotated[
        str | None,
        typer.Option(
            "--in",
            metavar="OUT",
            help="Take A and B for documents of this graph folder: a slug, an IRI, a number or a file name.",
            show_default=False,
        ),
    ] = None,
    one: Annotated[
        str,
        typer.Option(
            "--before",
            metavar="DOC",
            help="Of A only this document: a number, slug, IRI or file name.",
            show_default=False,
        ),
    ] = "",
    other: Annotated[
        str,
        typer.Option("--after", metavar="DOC", help="Of B only this document; its pair without.", show_default=False),
    ] = "",
    format: Annotated[
        Format | None, typer.Option("--format", help="How to write it; a table of counts without.", show_default=False)
    ] = None,
    file: Output = None,
    lang: Annotated[Language, typer.Option("--lang", help="The language that it begins in.")] = Language.vi,
) -> None:
    """Tell what a document kept, dropped, changed and added of the measures and targets of another.

    Of folders of several documents those are compared that bear one number, else those of one type and nearly one
    title; which were paired, and which stayed alone, is said. With --format atom A and B are two builds of many
    documents, and what changed in all of them is a feed.
    """
    from kg.analyse.changes import FolderChanges

    named = as_typed(one), as_typed(other)
    if choose_format(format, file) is Format.atom:
        if folder is not None or any(named):
            raise OptionError("a feed is of two builds", remedy="name two graph folders, and no documents")
        write_bytes(_feed(as_typed(before), as_typed(after), lang=lang.value), file)
        return
    if folder is not None and any(named):
        raise OptionError("A and B name the documents with --in", remedy="leave --before and --after out")
    paths, kind = (as_typed(before), as_typed(after)), choose_format(format, file)
    if folder is not None:
        compared: Difference | FolderChanges = _compare_in(*paths, folder)
    else:
        compared = _compare(*paths, named)
    if isinstance(compared, FolderChanges):
        write_changes(compared, kind, paths, file=file, lang=lang.value)
    elif kind is Format.table:
        _print_counts(compared, lang)
    else:
        write_bytes(_write(compared, kind, lang=lang.value), file)


def compare(
    out: Folder,
    by: Annotated[By, typer.Option("--by", help="What the documents are grouped by.")] = By.year,
    format: Annotated[
        Format | None, typer.Option("--format", help="How to write it; a table of counts without.", show_default=False)
    ] = None,
    file: Output = None,
    lang: Annotated[Language, typer.Option("--lang", help="The language that it begins in.")] = Language.vi,
) -> None:
    """Set the documents of a graph side by side: indicators, tasks alike, what they share and do to others."""
    import kg
    from kg.analyse.across import compare_folder, to_dict

    kind = choose_format(format, file)
    if kind in (Format.csv, Format.atom):
        raise OptionError("a comparison is no one table, and no feed", remedy="write it as html, md or json")
    with kg.open(out) as graph:
        comparison = compare_folder(graph.facts(), by=by.value)
    if kind is Format.table:
        _print_groups(comparison, lang.value)
        return
    from kg.view.papers.compare import render_compare, write_markdown

    match kind:
        case Format.html:
            text = render_compare(comparison, lang=lang.value)
        case Format.md:
            text = write_markdown(comparison, lang=lang.value)
        case _:
            text = json.dumps(to_dict(comparison), ensure_ascii=False, indent=1) + "\n"
    write_bytes(text.encode("utf-8", errors="replace"), file)


def _feed(before: str, after: str, *, lang: str) -> bytes:
    """Return what changed between two builds, as old as the report of the later one."""
    import kg
    from kg.analyse.changes import compare_builds
    from kg.view.papers.feed import write_feed

    with kg.open(before) as one, kg.open(after) as other:
        texts = tuple({name: graph.text(name) for name in graph.documents} for graph in (one, other))
        changes = compare_builds(one.facts(), other.facts(), texts=(texts[0], texts[1]))
        seconds = int((other.path / "report.json").stat().st_mtime)
        updated = datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
        return write_feed(changes, base=other.report["base_iri"], updated=updated, lang=lang)


def _print_groups(comparison: Comparison, lang: str) -> None:
    from kg.view.papers.frame import word

    columns = (f"by-{comparison.by}", "documents", "measures", "withOwner", "withDue", "withNumber", "targets")
    rows = [
        [word({"vn": "nation", "?": "unknown"}.get(one.name, one.name), lang), str(len(one.documents))]
        + [str(many) for many in (one.measures, one.with_owner, one.with_due, one.with_number, one.targets)]
        for one in comparison.groups
    ]
    print_table([word(name, lang) for name in columns], rows)
    if comparison.copies:
        print(f"{word('copiesNotCounted', lang)}: {len(comparison.copies)}")
    found = {"series": comparison.series, "alike": comparison.alike, "shared": comparison.shared}
    for name, some in {**found, "links": comparison.links}.items():
        print(f"{word(name, lang)}: {len(some)}")


def choose_format(format: Format | None, file: Path | None) -> Format:
    """Return the format that was asked for, else the one that the file's name ends in."""
    if format is not None:
        return format
    return _SUFFIXES.get(file.suffix.lower(), Format.html) if file is not None else Format.table


def _compare_in(before: str, after: str, folder: str) -> Difference:
    """Return what changed between two documents of one folder."""
    import kg
    from kg.analyse.changes import compare_documents

    with kg.open(folder) as graph:
        facts = graph.facts()
        names = find_document(facts, before, out=folder), find_document(facts, after, out=folder)
        return compare_documents(facts, facts, documents=names, texts=(graph.text(names[0]), graph.text(names[1])))


def _compare(before: str, after: str, named: tuple[str, str]) -> Difference | FolderChanges:
    """Return what changed between the documents of two folders, of one document each a single difference.

    `named` are documents of the two, empty for all. Raises `StoreError` for a name that is none, and where a document
    that was named has no pair.
    """
    import kg
    from kg.analyse.changes import DocumentPair, compare_folders, pair_documents

    with kg.open(before) as one, kg.open(after) as other:
        facts = one.facts(), other.facts()
        chosen = [
            find_document(known, name, out=Path(path)) if name else ""
            for known, name, path in zip(facts, named, (before, after), strict=True)
        ]
        single = len(one.documents) == len(other.documents) == 1
        if all(chosen) or (single and not any(chosen)):
            ends = chosen if all(chosen) else [one.documents[0], other.documents[0]]
            pairs = [DocumentPair(ends[0], ends[1], "named")]
        else:
            pairs = pair_documents(*facts)
            for side, name in enumerate(chosen):
                pairs = [pair for pair in pairs if name in ("", (pair.before, pair.after)[side])]
            if any(chosen) and not pairs:
                raise StoreError(
                    f"{next(filter(None, named))!r} has no clear pair in the other folder",
                    path=(after, before)[bool(named[1])],
                    remedy="name both, with --before and --after",
                )
        texts = tuple({name: graph.text(name) for name in graph.documents} for graph in (one, other))
        found = compare_folders(*facts, pairs=pairs if any(chosen) or single else None, texts=(texts[0], texts[1]))
    return found.pairs[0][1] if any(chosen) or single else found


def find_document(facts: list[dict[str, Any]], name: str, *, out: Path | str) -> str:
    """Return the IRI of the document of this IRI, slug, number or name of file; raises `StoreError` for none or two."""
    documents = [fact for fact in facts if fact["fact"] == "document"]
    wanted = name.casefold()
    for fits in (
        lambda fact: name == fact["id"],
        lambda fact: wanted == str(fact["id"]).rsplit("/", 1)[-1].casefold(),
        lambda fact: wanted == str(fact.get("number", "")).casefold(),
        lambda fact: Path(name).stem.casefold() == str(fact["id"]).rsplit("/", 1)[-1].casefold(),
    ):
        found = [str(fact["id"]) for fact in documents if fits(fact)]
        if len(found) == 1:
            return found[0]
        if found:
            slugs = ", ".join(one.rsplit("/", 1)[-1] for one in found)
            raise StoreError(f"{name!r} is {len(found)} documents", path=out, remedy=f"name one by its slug: {slugs}")
    slugs = ", ".join(str(fact["id"]).rsplit("/", 1)[-1] for fact in documents[:_SHOWN])
    raise StoreError(f"there is no document {name!r}", path=out, remedy=f"documents: {slugs} …")


def write_changes(
    changes: FolderChanges, kind: Format, paths: tuple[str, str], *, file: Path | None, lang: str
) -> None:
    """Write or print what changed in the documents of two folders; a file too is told with which pairs it was made."""
    from kg.analyse.changes import to_csv, to_dict_of_all
    from kg.view.papers.diff import render_diffs, write_markdown_of_all

    if kind is Format.table or file is not None:
        print_changes(changes, lang)
    match kind:
        case Format.table:
            return
        case Format.html:
            text = render_diffs(changes, names=paths, lang=lang)
        case Format.md:
            text = write_markdown_of_all(changes, names=paths, lang=lang)
        case Format.csv:
            write_bytes(to_csv(*(one for _, one in changes.pairs)), file)
            return
        case _:
            text = json.dumps(to_dict_of_all(changes), ensure_ascii=False, indent=1) + "\n"
    write_bytes(text.encode("utf-8", errors="replace"), file)


def print_changes(changes: FolderChanges, lang: str) -> None:
    """Print the pairs that were made, with what became of their statements, and what stayed alone."""
    from kg.analyse.changes import STATUSES
    from kg.view.papers.diff import call, count_all
    from kg.view.papers.frame import word

    columns = [word(name, lang) for name in ("before", "after", "pairedBy", *STATUSES)]
    rows = [
        [call(one.before), call(one.after), word(f"by-{pair.by}", lang), *map(str, count_all(one).values())]
        for pair, one in changes.pairs
    ]
    print_table(columns, rows)
    for side, heads in (("before", changes.before), ("after", changes.after)):
        if heads:
            print(f"{word(f'alone-{side}', lang)} ({len(heads)}): " + "; ".join(map(call, heads)))


def _print_counts(difference: Difference, lang: Language) -> None:
    from kg.analyse.changes import STATUSES
    from kg.view.papers.frame import word

    print(f"{difference.before.title}\n→ {difference.after.title}\n")
    rows = [
        [word(f"{kind}s", lang.value), *map(str, difference.count(kind).values())] for kind in ("measure", "target")
    ]
    print_table(["", *(word(status, lang.value) for status in STATUSES)], rows)


def _write(difference: Difference, kind: Format, *, lang: str) -> bytes:
    from kg.analyse.changes import to_csv, to_dict
    from kg.view.papers.diff import render_diff, write_markdown

    match kind:
        case Format.html:
            return render_diff(difference, lang=lang).encode("utf-8", errors="replace")
        case Format.md:
            return write_markdown(difference, lang=lang).encode("utf-8", errors="replace")
        case Format.csv:
            return to_csv(difference)
        case _:
            return (json.dumps(to_dict(difference), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
