"""Tell on the terminal what became of people's decisions in a build."""

from __future__ import annotations

import sys
from typing import Any

from kg.cli.console import one_line

_MOST = 20
_NAMED = {
    "restored": "kept though the program does not find them any more",
    "went": "gone with what they hang on",
    "changed": "on words of which the program reads something else now",
    "gone": "on words where the program finds nothing of the kind any more",
    "lost": "on words that are not in the text any more",
    "disputed": "disputed, nothing changed",
}


def warn_of_decisions(told: dict[str, Any] | None) -> None:
    """Write a line on standard error for each decision that does not hold as it was made, the first ones of many."""
    if not told:
        return
    lines = [
        f"{one['document']}: {one['decision']} {one['fact']} “{one['quote']}” by {one['by']}: {one['why']}"
        for one in told["look"]
    ]
    lines += [f"{slug}: decisions on a document that is not in the folder" for slug in told["absent"]]
    lines += [f"{slug}: kept as it was built by other decisions: build it again" for slug in told["not_applied"]]
    for line in lines[:_MOST]:
        print(one_line(f"kg: decision: {line}"), file=sys.stderr)
    if len(lines) > _MOST:
        print(f"kg: decision: {len(lines) - _MOST} more, see decisions in report.json", file=sys.stderr)


def print_decisions(told: dict[str, Any] | None) -> None:
    """Print how many decisions hold, and what became of the others."""
    if not told or not (told["decisions"] or told["absent"]):
        return
    more = [f"{told[name]} {words}" for name, words in _NAMED.items() if told[name]]
    more += [f"{told['moved']} stand elsewhere in the text now"] if told["moved"] else []
    print(
        f"\nDecisions of {told['file']}: {told['held']} of {told['decisions']} hold" + "".join(f"; {m}" for m in more)
    )
