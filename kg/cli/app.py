"""The `kg` command and its commands; `kg.cli.edge` runs it."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import (
    answers,
    assist,
    build,
    compare,
    graph,
    merges,
    quality,
    questions,
    register,
    remote,
    remove,
    review,
    serve,
)
from kg.cli.options import Waiting
from kg.config import VERSION

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for name, command in {
    "build": build.build,
    "remove": remove.remove,
    "query": questions.query,
    "queries": questions.queries,
    "search": questions.search,
    "load": remote.load,
    "export": graph.export,
    "view": graph.view,
    "map": graph.map_,
    "stats": graph.stats,
    "audit": answers.audit,
    "tasks": answers.tasks,
    "timeline": answers.timeline,
    "register": register.register,
    "diff": compare.diff,
    "compare": compare.compare,
    "merges": merges.merges,
    "validate": quality.validate,
    "inspect": quality.inspect,
    "serve": serve.serve,
    "mcp": assist.mcp,
    "review": review.review,
    "gold": review.gold,
}.items():
    app.command(name, cls=Waiting if name in ("build", "remove") else None)(command)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"kg {VERSION}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """Build a cited knowledge graph from Vietnamese policy documents, and ask it questions.

    Start with: kg build --sample thai-binh -o out
    """
