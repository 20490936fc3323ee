"""`kg remove`: take documents out of a graph folder."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.build import print_removed
from kg.cli.console import print_json
from kg.cli.options import Json, Quiet, Wait, to_place


def remove(
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="A graph folder made by kg build, or its address.", show_default=False)
    ],
    documents: Annotated[
        list[str],
        typer.Argument(metavar="DOC…", help="Documents by slug, IRI, path or file name.", show_default=False),
    ],
    wait: Wait = 0,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Take documents out of a graph folder, with their facts and texts.

    A name that no document has, or several, is an error; then nothing is changed.
    """
    import kg

    with kg.remove(to_place(out), *documents, wait=wait) as graph:
        report = graph.report
    left = len(report["documents"])
    if json:
        print_json({"removed": report["changes"]["removed"], "documents": left})
    elif not quiet:
        print_removed(report)
        print(f"{left} document{'s are' if left != 1 else ' is'} left in {out}")
