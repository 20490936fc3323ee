"""`kg export`, `kg view`, `kg map`, `kg stats`: take a graph elsewhere, look at it, count it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_json, print_table, write_bytes
from kg.cli.options import Folder, Json, Language, Previous, Quiet, Verdicts, check_register


class Format(StrEnum):
    """The export formats; a test compares them with `kg.export.EXPORTERS`."""

    turtle = "turtle"
    pretty_turtle = "pretty-turtle"
    ntriples = "ntriples"
    nquads = "nquads"
    trig = "trig"
    jsonld = "jsonld"
    rdfxml = "rdfxml"
    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    facts = "facts"
    geojson = "geojson"
    parquet = "parquet"
    datapackage = "datapackage"
    schema = "schema"
    annotations = "annotations"
    akn = "akn"
    ro_crate = "ro-crate"


def export(
    out: Folder,
    format: Annotated[Format, typer.Option("--format", help="The format to write.", show_default=False)],
    file: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="F", help="The file to write; standard output without it.", show_default=False
        ),
    ] = None,
) -> None:
    """Write a graph in a format that other tools read."""
    import kg

    with kg.open(out) as graph:
        write_bytes(graph.export(format.value), file)


def view(
    out: Folder,
    file: Annotated[Path, typer.Option("--output", "-o", metavar="F", help="The page to write.")] = Path("graph.html"),
    page_images: Annotated[
        bool, typer.Option("--page-images", help="Put the cited pages of the files that were kept into it.")
    ] = False,
    verdicts: Verdicts = None,
    register: Previous = None,
    quiet: Quiet = False,
) -> None:
    """Write a graph as one HTML page that works offline."""
    import kg

    check_register(verdicts, register)
    with kg.open(out) as graph:
        others = graph.register(previous=register, verdicts=verdicts) if verdicts else None
        if str(file) == "-":
            page = graph.view(page_images=page_images, register=others)
            write_bytes(str(page).encode("utf-8", errors="replace"))
            return
        path = graph.view(file, page_images=page_images, register=others)
    if not quiet:
        print(path)


def map_(
    out: Folder,
    file: Annotated[Path, typer.Option("--output", "-o", metavar="F", help="The page to write.")] = Path("map.html"),
    lang: Annotated[Language, typer.Option("--lang", help="The language that it begins in.")] = Language.vi,
    quiet: Quiet = False,
) -> None:
    """Write where the places and works of a graph are as a page that works offline."""
    import kg
    from kg.view.papers.map import render_map

    with kg.open(out) as graph:
        page = render_map(graph.facts(), lang=lang.value)
    write_bytes(page.encode("utf-8", errors="replace"), file)
    if not quiet and str(file) != "-":
        print(file)


def stats(out: Folder, json: Json = False) -> None:
    """Show what a graph holds: counts, coverage, repairs, conformance, durations."""
    import kg
    from kg.store.graphs.reports import demand

    with kg.open(out) as graph:
        report = graph.report
        demand(report, ("documents", "counts", "repairs", "conformance", "durations"), folder=out)
        triples = graph.query("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")[0][0]
    if json:
        print_json(report | {"triples": int(triples or 0)})
        return
    rows = [[kind, str(number)] for kind, number in report["counts"].items()]
    rows += [["triples, ontology included", str(triples)], ["documents", str(len(report["documents"]))]]
    rows += [["of these copies, not counted", str(len(report["copies"]))]] if report.get("copies") else []
    rows += [[f"repairs: {kind}", str(number)] for kind, number in report["repairs"].items()]
    rows += [
        ["conforms", "yes" if report["conformance"]["conforms"] else f"no, {report['conformance']['found']} findings"]
    ]
    rows += [[f"seconds: {stage}", f"{seconds:.2f}"] for stage, seconds in report["durations"].items()]
    print_table(["what", "number"], rows)
    for document in report["documents"]:
        shares = ", ".join(f"{share:.0%} {kind}" for kind, share in document["coverage"].items() if share >= 0.005)
        print(f"{document['name']}: {shares}")
