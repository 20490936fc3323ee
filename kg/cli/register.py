"""`kg register`: measures and targets under identifiers that stay, with what others say of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import print_json, print_table
from kg.cli.options import Folder, Json, Language, Quiet, Verdicts
from kg.errors import ExportError, OptionError


def register(
    out: Folder,
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder to write the register into.")
    ] = Path("register"),
    previous: Annotated[
        Path | None,
        typer.Option(
            "--previous",
            metavar="CSV",
            help="The register.csv whose identifiers go on; that of the folder to write into without.",
            show_default=False,
        ),
    ] = None,
    verdicts: Verdicts = None,
    lang: Annotated[Language, typer.Option("--lang", help="The language of the pages.")] = Language.vi,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write a register of the measures and targets, each with an identifier that stays and a page of its own."""
    import kg
    from kg.analyse.answers.words import Words
    from kg.export.answers.register import write_register
    from kg.files import write_atomically

    if folder.resolve().is_relative_to(out.resolve()):
        raise OptionError(
            f"{str(folder)!r} is in the graph folder, which the next build replaces",
            remedy="write the register beside it",
        )
    before = previous or _find(folder)
    with kg.open(out) as graph:
        found = graph.register(previous=before, verdicts=verdicts)
    try:
        (folder / "c").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"can't be made: {error.strerror}", path=folder, remedy="name a folder that may be written to"
        ) from error
    for name, data in write_register(found, lang=lang.value):
        write_atomically(folder / name, data)
    states, steps = found.count_states(), found.count_steps()
    said = {kind: len(ids) for kind, ids in found.count_verdicts().items()}
    if json:
        print_json({"folder": str(folder), "states": states, "changes": steps, "verdicts_of_others": said})
        return
    if quiet:
        return
    words = Words(lang.value)
    rows = [[words.name("commitment_states", key), str(number)] for key, number in states.items()]
    rows += [[f"{words.say('since_before')}: {words.name('steps', key)}", str(many)] for key, many in steps.items()]
    if found.verdicts:
        rows += [[f"{words.say('say_others')}: {words.name('verdicts', key)}", str(many)] for key, many in said.items()]
    print_table([words.say("register"), words.name("columns", "number")], rows)
    print(folder / "index.html")


def _find(folder: Path) -> Path | None:
    """Return the register that was written into a folder before."""
    path = folder / "register.csv"
    return path if path.is_file() else None
