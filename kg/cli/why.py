"""`kg inspect --why`: what was found and decided at a place of a text, by which rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.cli.console import cut, one_line, print_json
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Document
    from kg.why import Decided, Why

_LEAST = 0.05
"""A piece of evidence that adds less to the log-odds is not printed."""


def explain(documents: list[Document], *, place: str, json: bool) -> None:
    """Print what was found and decided at a place of one text."""
    from dataclasses import asdict

    from kg.why import why

    span = re.fullmatch(r"(\d+)[:-](\d+)", place.strip())
    if span is None:
        raise KgError(f"--why {place!r} is no place", remedy="give START:END in characters, such as 3487:3621")
    if len(documents) != 1:
        raise KgError(f"--why looks at one text, not {len(documents)}", remedy="name one file")
    told = why(documents[0], int(span[1]), int(span[2]))
    if json:
        print_json(asdict(told))
    else:
        _print(told, text=documents[0].text)


def _print(told: Why, *, text: str) -> None:
    print(f"{told.start_char}-{told.end_char}: {cut(one_line(text[told.start_char : told.end_char]), 100).rstrip()}")
    print(f"\nFound: {len(told.found) or 'nothing'}")
    for found in told.found:
        words = cut(one_line(found.what), 60).rstrip()
        pattern = f" (pattern: {found.pattern})" if found.pattern else ""
        print(f"  {found.start_char:7}-{found.end_char:<7} {found.confidence:.2f}  {found.rule}: {words}{pattern}")
    print(f"\nDecisions: {len(told.decided) or 'none'}")
    for decided in told.decided:
        _print_decision(decided, text=text)
    for (start, end), reason in told.silent:
        print(f"\nYielded no measure ({reason}): {start}-{end} {cut(one_line(text[start:end]), 70).rstrip()}")


def _print_decision(decided: Decided, *, text: str) -> None:
    words = cut(one_line(text[decided.start_char : decided.end_char]), 60).rstrip()
    what = f" {decided.what}" if decided.what else ""
    print(f"  {decided.start_char:7}-{decided.end_char:<7} {decided.kind}{what}: {decided.probability:.2f}  {words}")
    for name, share in decided.shares:
        if abs(share) >= _LEAST:
            print(f"                    {share:+.2f}  {name}")
    if decided.tips:
        print(f"                    without {' or '.join(decided.tips)} it had been decided the other way")
