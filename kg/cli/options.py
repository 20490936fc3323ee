"""The options that several commands share."""

from __future__ import annotations

import math
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand


class Language(StrEnum):
    """The language of titles and labels."""

    vi = "vi"
    en = "en"


class Waiting(TyperCommand):
    """A command whose `--wait` may stand without its seconds: then it waits for as long as it takes."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:
        """Give a `--wait` that no number follows an endless time."""
        end = args.index("--") if "--" in args else len(args)
        given = [
            f"--wait={math.inf}" if arg == "--wait" and not _is_number(args[at + 1 : at + 2]) else arg
            for at, arg in enumerate(args[:end])
        ]
        return super().parse_args(ctx, given + args[end:])


def _is_number(words: list[str]) -> bool:
    try:
        return [float(word) >= 0 for word in words] == [True]
    except ValueError:
        return False


Folder = Annotated[Path, typer.Argument(metavar="OUT", help="A graph folder made by kg build.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Timeout = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0, help="So long the query may take; 0 is no limit."),
]
EndpointUrl = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        metavar="URL",
        help="Ask this SPARQL endpoint in the place of a folder; KG_USER and KG_PASSWORD in the environment log in.",
        show_default=False,
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        metavar="[SECONDS]",
        min=0,
        help="Wait while another process builds into the folder, without SECONDS for as long as it takes.",
        show_default=False,
    ),
]
