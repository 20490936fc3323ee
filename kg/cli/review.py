"""`kg review` and `kg gold`: people decide on facts, and what they decided becomes gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DecisionFile, Folder, Json, Quiet
from kg.cli.streams import OutputError, ReaderGone, silence


def review(
    out: Folder,
    who: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who decides.", show_default="you")] = None,
    decisions: DecisionFile = None,
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8010,
    quiet: Quiet = False,
) -> None:
    """Decide on facts: a page on this machine shows each beside its sentence; a accepts, r rejects, c corrects.

    Decisions go into a text file that the next kg build goes by. The page is for this machine only.
    """
    from kg.cli.console import as_typed
    from kg.errors import OptionError
    from kg.review import serve

    name = " ".join((as_typed(who, name="--as") if who is not None else _login()).split())
    if not name:
        raise OptionError("--as names nobody", remedy="give your name")
    try:
        serve(
            out,
            file=_file(decisions, out),
            who=name,
            port=port,
            tell=lambda line: None if quiet else _tell(line),
        )
    except KeyboardInterrupt:
        return


def _login() -> str:
    """Return the name by which the system knows who is here; raises `OptionError` where it knows none."""
    import getpass

    from kg.errors import OptionError

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise OptionError("nobody is named who decides", remedy="give your name with --as") from error


def _file(given: Path | None, out: Path) -> Path:
    """Return the file of decisions of a folder."""
    from kg.decisions.place import default_file, remembered
    from kg.store.graphs.register import Register
    from kg.store.graphs.reports import read_report

    if given is not None:
        return given
    report = read_report(out)
    register = Register(report.get("documents", []), out=out)
    return remembered(report, out) or default_file(register.files(), out)


def _tell(line: str) -> None:
    """Print a line at once; a server whose output nobody takes in serves all the same."""
    try:
        print(line, flush=True)
    except (OutputError, ReaderGone):
        silence()


def gold(
    out: Folder,
    target: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="The folder to write gold into.")],
    decisions: DecisionFile = None,
    json: Json = False,
) -> None:
    """Write what people decided as gold, in the ranges that they read to the end, and clauses judged one by one.

    The folder must be built by the decisions as they are.
    """
    from kg.cli.console import print_json
    from kg.decisions.file import read_decisions
    from kg.decisions.gold import make_gold
    from kg.files import write_atomically
    from kg.store import GraphFolder

    with GraphFolder(out) as folder:
        made = make_gold(folder, read_decisions(_file(decisions, out)))
    for name, data in sorted(made.files.items()):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    if json:
        print_json(made._asdict() | {"files": sorted(made.files)})
        return
    print(f"{made.ranges} ranges of {made.characters} characters read to the end, {made.judged} clauses judged besides")
    for name in sorted(made.files):
        print(f"  {target / name}")
    if not made.ranges:
        print("A range begins where people say of a passage that nothing is missing: see docs/review.md")
