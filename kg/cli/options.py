"""The options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Language(StrEnum):
    """The language of titles and labels."""

    vi = "vi"
    en = "en"


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
