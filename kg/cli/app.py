"""The `kg` command: its commands, and how an error becomes one clear line and an exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.cli import build, graph, quality, questions, remote, remove, serve
from kg.cli.console import complain
from kg.cli.options import Waiting
from kg.errors import KgError

INTERRUPTED = 130
BROKEN_PIPE = 141


class Commands(TyperGroup):
    """Commands whose errors end in an exit code: 1 not conformant, 2 bad input, 3 not supported here."""

    def invoke(self, ctx: typer.Context) -> object:
        """Run the command; 130 after Ctrl-C and 141 when the reader of a pipe went away, as in a shell."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KgError as error:
            complain(error)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            print("kg: interrupted, nothing was changed", file=sys.stderr)
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(BROKEN_PIPE) from None


app = typer.Typer(
    cls=Commands,
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
    "stats": graph.stats,
    "validate": quality.validate,
    "inspect": quality.inspect,
    "serve": serve.serve,
}.items():
    app.command(name, cls=Waiting if name in ("build", "remove") else None)(command)


def _show_version(asked: bool) -> None:
    if asked:
        print(f"kg {__version__}")
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


def main() -> None:
    """Run the command line; text that the terminal's encoding lacks is shown escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    app(prog_name="kg")
