"""The options that several commands share."""

from __future__ import annotations

import math
import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from kg.config import ReadOptions
from kg.errors import OptionError

READING = ReadOptions()
"""How files are read where no option says otherwise."""


class Language(StrEnum):
    """The language of titles and labels."""

    vi = "vi"
    en = "en"


class Ocr(StrEnum):
    """Which pages are read from their image."""

    auto = "auto"
    never = "never"
    always = "always"


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


def to_place(place: str | Path) -> str | Path:
    """Return a path, or an address as it was given."""
    from kg.remote_files import is_remote

    return str(place) if is_remote(str(place)) else Path(place)


def open_folder(place: str | Path) -> Path:
    """Return the path of a graph folder; of one at an address that of its copy on this machine."""
    if not isinstance(to_place(place), str):
        return Path(place)
    from kg.store.graphs.published import open_place

    return open_place(str(place))


Folder = Annotated[
    Path,
    typer.Argument(
        metavar="OUT",
        help="A graph folder made by kg build, or its address (s3://…).",
        show_default=False,
        parser=open_folder,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Verdicts = Annotated[
    Path | None,
    typer.Option(
        "--verdicts",
        metavar="FILE",
        help="What others say of commitments: a table with tabs, a line a verdict.",
        show_default=False,
    ),
]
Previous = Annotated[
    Path | None,
    typer.Option(
        "--register",
        metavar="CSV",
        help="The register.csv by whose identifiers verdicts name commitments.",
        show_default=False,
    ),
]
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

DecisionFile = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        metavar="FILE",
        help="Decisions of kg review; those OUT was built by, else decisions.tsv beside the inputs.",
        show_default=False,
    ),
]

OcrMode = Annotated[
    Ocr, typer.Option("--ocr", help="Read images, and with always every page, by OCR; auto where a page has no text.")
]
Pages = Annotated[
    str,
    typer.Option(
        "--pages", metavar="1-3,7", help="Read these pages only, counted from 1; all without.", show_default=False
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Stop at the first input that can't be read; nothing is written.")
]
Memory = Annotated[
    int,
    typer.Option(
        "--memory", metavar="MB", min=64, help="Memory that one file may take, to read it or to find its facts."
    ),
]
Seconds = Annotated[
    float,
    typer.Option("--time", metavar="SECONDS", min=0.1, help="Processor time that reading one file may take."),
]
WallSeconds = Annotated[
    float,
    typer.Option(
        "--wall-time", metavar="SECONDS", min=0.1, help="Time that one file may take, to read it or to find its facts."
    ),
]
PageCharacters = Annotated[
    int, typer.Option("--page-characters", metavar="N", min=1, help="Characters that a page may have.")
]
PageCount = Annotated[int, typer.Option("--page-count", metavar="N", min=1, help="Pages that a file may have.")]
_RANGE = re.compile(r"\s*(\d{1,9})\s*(?:-\s*(\d{1,9})\s*)?")


def page_ranges(words: str) -> tuple[tuple[int, int], ...]:
    """Return the ranges that `1-3,7` names, both ends in; raises `OptionError` for words that name none."""
    ranges = [_RANGE.fullmatch(part) for part in words.split(",")] if words.strip() else []
    if None in ranges:
        raise OptionError(f"--pages {words!r} names no pages", remedy="give pages and ranges, such as 1-3,7")
    return tuple((int(part[1]), int(part[2] or part[1])) for part in ranges if part)


def read_options(
    ocr: Ocr, pages: str, *, strict: bool, memory: int, time: float, wall: float, length: int, count: int
) -> ReadOptions:
    """Return how files are read; `memory` is in MB, `length` characters a page. Raises as `page_ranges` does."""
    return ReadOptions(
        ocr=ocr.value,
        pages=page_ranges(pages),
        strict=strict,
        memory_bytes=memory << 20,
        cpu_seconds=time,
        wall_seconds=wall,
        page_characters=length,
        page_count=count,
    )


def check_register(verdicts: Path | None, register: Path | None) -> None:
    """Raise `OptionError` for `--register` without `--verdicts`."""
    if register is not None and verdicts is None:
        raise OptionError("--register is of use with --verdicts only", remedy="add --verdicts FILE, or leave it out")
