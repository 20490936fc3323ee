"""Look at the text of a query: what it asks the store to do, and where it is malformed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.prefixes import QUERY_PREFIXES

if TYPE_CHECKING:
    from kg.store.questions.guard import Named

MARK = "\ufeff"
"""The byte order mark, with which some editors begin a file; it is no part of a query."""
EXAMPLES = "see the saved questions for examples: kg queries"
_NOISE = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*>
    | \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | \#[^\n\r]*""",
    re.X | re.S,
)
"""What no keyword stands in: IRIs, strings, comments."""
_UPDATE = re.compile(
    r"\s*(?:(?:prefix\s+[^\s:]*:|base)\s*)*(?:insert|delete|load|clear|drop|create|add|move|copy|with)(?![\w:])", re.I
)
_READS = re.compile(r"\s*(?:select|ask|construct|describe)(?![\w:])", re.I)
_DATASET = re.compile(r"(?<![\w?$:@.-])from(?:named)?(?![\w:.-])", re.I)
_NAMES = re.compile(r"[?$]\w+|:[\w.%-]+")
_SUSPECT = ("service", "from", *"insert delete load clear drop create add move copy with".split(), "\\u")
"""What a query that only reads this graph has nowhere but in its names, texts and comments."""
_FORM = re.compile(r"(?<![\w?$:@.-])(select|ask|construct|describe)(?![\w:.-])", re.I)
_PREFIX = re.compile(r"(?<![\w?$:@.-])([a-z]+):", re.I)
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_PROSE = re.compile(r"(?<![^\s,])[A-Z]\w*(?: \w+){2,}")
_LONGEST = 200


def check(sparql: str) -> Named | None:
    """Return the graphs that a query names by FROM, None where it names none.

    Raises `RefusedError` for what a graph is not to be asked: an update, or a call to another service. This is the one
    place where `kg query` and `Graph.query` look at a question before the store does.
    """
    words = sparql.lower()
    suspects = [suspect for suspect in _SUSPECT if suspect in words]
    words = _NAMES.sub(" ", words) if suspects else words
    if not any(suspect in words for suspect in suspects):
        return None
    from kg.store.questions.guard import check as guard

    named = guard(sparql, prefixes=QUERY_PREFIXES)
    return named if named.default or named.named else None


def refuse_update(sparql: str) -> None:
    """Raise `QueryError` for a SPARQL update: graphs are made by building."""
    if not _READS.match(sparql) and _UPDATE.match(_NOISE.sub(" ", sparql)):
        raise QueryError(
            "a graph is read-only: updates are refused", remedy="change the documents and run kg build again"
        )


def with_prefixes(sparql: str, prefixes: dict[str, str]) -> str:
    """Return a query with those of `prefixes` that it uses declared in a line before it."""
    used = {match.lower() for match in _PREFIX.findall(_NOISE.sub(" ", sparql))}
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in prefixes.items() if name in used) + "\n" + sparql


def names_dataset(sparql: str) -> bool:
    """Say whether a query names its own dataset with FROM or FROM NAMED."""
    return "from" in sparql.lower() and bool(_DATASET.search(_NOISE.sub(" ", sparql)))


def form(sparql: str) -> str:
    """Return which form a query has: `select`, `ask`, `construct` or `describe`; empty where it has none."""
    match = _FORM.search(_NOISE.sub(" ", sparql))
    return match.group(1).lower() if match else ""


def explain(sparql: str, message: str) -> str:
    """Return a parser's message as line, column and cause, with that line and a caret below the place."""
    match = _PLACE.search(message)
    lines = sparql.split("\n")
    if not match or int(match.group(1)) > len(lines):
        return f"the query is malformed: {_cause(message)}"
    line, column = int(match.group(1)), int(match.group(2))
    shown = lines[line - 1].expandtabs(1)
    cause = _cause(message[match.end() :])
    return f"the query is malformed at line {line}, column {column}: {cause}\n  {shown}\n  {' ' * (column - 1)}^\n"


def _cause(message: str) -> str:
    """Return the sentence in a parser's message where there is one, else its list of tokens on one line."""
    prose = _PROSE.search(message)
    if prose:
        return prose.group()
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
