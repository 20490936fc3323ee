"""Write the pages of the reference that are made from what they describe.

    python tools/reference [--check]

`commands.md` is made from the command line, `python.md` from docstrings, `rest.md` from the OpenAPI document, and
`ontology.md` from the Turtle. `--check` names the pages that are not what this would write, and ends with 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import command_pages
import ontology_pages
import python_pages
import rest_pages

ROOT = Path(__file__).resolve().parents[2]
PAGES: dict[str, Callable[[], str]] = {
    "commands.md": command_pages.page,
    "ontology.md": ontology_pages.page,
    "python.md": python_pages.page,
    "rest.md": rest_pages.page,
}


def stale() -> list[str]:
    """Return the names of the pages in docs/ that differ from what this makes."""
    kept = {name: ROOT / "docs" / name for name in PAGES}
    return [
        name for name, path in kept.items() if not path.is_file() or path.read_text(encoding="utf-8") != PAGES[name]()
    ]


def main() -> None:
    """Write the pages, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        differ = stale()
        print(*differ, sep="\n", end="\n" if differ else "")
        sys.exit(1 if differ else 0)
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
