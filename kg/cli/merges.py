"""`kg merges`: propose which things of a graph folder are one, as lines that a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_json
from kg.cli.options import Folder, Json, Language
from kg.config import BASE_IRI

File = Annotated[
    Path | None,
    typer.Option(
        "--file",
        metavar="FILE",
        help="Add the proposals to this file; what it says already is not proposed. Without it they are printed.",
        show_default=False,
    ),
]
Least = Annotated[float, typer.Option("--least", metavar="SCORE", min=0, max=1, help="Propose from this score on.")]
Lang = Annotated[Language, typer.Option("--lang", help="The language of the reasons.")]


def merges(out: Folder, file: File = None, least: Least = 0.5, lang: Lang = Language.vi, json: Json = False) -> None:
    """Propose which names of things are one thing, the surest first.

    Each proposal is a line with ? that a person decides: same, different, or left open. What FILE decides, or without
    it what OUT was built with, is not proposed. kg build --merges FILE applies it.
    """
    from kg.files import write_atomically
    from kg.merges.propose import propose_in, say_head
    from kg.merges.table import MERGES, Table, extend_lines, read_table, write_lines
    from kg.store import GraphFolder

    with GraphFolder(out) as folder:
        kept = folder.place / MERGES
        path = file if file is not None and file.exists() else kept if file is None and kept.is_file() else None
        table = read_table(path) if path is not None else Table()
        found = propose_in(folder, table, least=least)
        base = folder.report.get("base_iri", BASE_IRI)
    lines = [one.to_decision(base=base, lang=lang.value) for one in found]
    if json:
        rows = [
            {"a": one.a, "b": one.b, "score": one.score, "labels": list(one.labels)}
            | {"reasons": [reason.say(lang.value) for reason in one.reasons]}
            for one in found
        ]
        print_json(rows)
    elif file is None:
        print(write_lines(lines, comments=[say_head(lang.value)]), end="")
    if file is not None:
        text = extend_lines(table, lines) if table.data else write_lines(lines, comments=[say_head(lang.value)])
        write_atomically(file, text)
        if not json:
            print(f"{len(lines)} proposals added to {file}")
