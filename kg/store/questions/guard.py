"""Refuse queries that reach out or write: SERVICE, LOAD and every update, FROM of what is no graph of the store.

Oxigraph's grammar asks for no space between words (`1SERVICE<…>`, `FROMNAMED<…>` and `SERVICE:x` are read), so this
check cuts a query into tokens and refuses one as soon as a word outside of texts, IRIs, comments and variables holds
SERVICE. It is stricter than the grammar on purpose: a prefix may not hold the word. Behind it stands a second wall: the
processes that answer have no network (`kg.processes.sandbox`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.errors import RefusedError

_UPDATES = "insert delete load clear drop create add move copy with".split()
_SUSPECT = re.compile("service|from|" + "|".join(_UPDATES), re.I)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
    (?P<space>[\x00-\x20]+|\#[^\r\n]*)
    |(?P<text>\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}
             |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\x00-\x20]*>)
    |(?P<variable>[?$][\w\u00b7\u0300-\u036f\u203f\u2040]+)
    |(?P<blank>_:[\w\u00b7\u0300-\u036f\u203f\u2040.-]+)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    |(?P<name>(?:[^\W\d_][\w\u00b7\u0300-\u036f\u203f\u2040.-]*)?:(?:(?:[\w:%]|\\.)(?:[\w\u00b7\u0300-\u036f\u203f\u2040:%.-]|\\.)*)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<other>.)
    """,
    re.X | re.S,
)
_HIDDEN = re.compile(r"\).*(?:service|from).*#", re.I)
_REACHES_OUT = "SERVICE is refused: this endpoint reaches no other one"
_READ_ONLY = "an update is refused: the graph is read-only"


class Token(NamedTuple):
    """A token of a query: its kind (a group of the pattern above) and its characters."""

    kind: str
    text: str


class Named(NamedTuple):
    """The graphs that a query names by FROM and by FROM NAMED."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def check(sparql: str, *, prefixes: Mapping[str, str], base: str | None = None) -> Named:
    """Return the graphs that a query names itself; raises `RefusedError` for one that reaches out or writes."""
    if _ESCAPE.search(sparql):
        plain = _ESCAPE.sub(_unescape, sparql)
        if _SUSPECT.search(plain):
            _refuse_words(_tokens(plain))
    if not _SUSPECT.search(sparql):
        return Named()
    tokens = list(_tokens(sparql))
    _refuse_words(tokens)
    return _graphs(tokens, prefixes=dict(prefixes), base=base or "")


def _unescape(match: re.Match[str]) -> str:
    number = int(match.group(1) or match.group(2), 16)
    return chr(number) if number <= 0x10FFFF else ""


def _tokens(sparql: str) -> Iterator[Token]:
    """Yield the tokens of a query without spaces and comments."""
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group())


def _refuse_words(tokens: Iterator[Token] | list[Token]) -> None:
    """Raise `RefusedError` where a word, or what may be read as one, is SERVICE or begins an update."""
    begun = False
    for token in tokens:
        low = token.text.lower()
        if token.kind == "word":
            if "service" in low:
                raise RefusedError(_REACHES_OUT, remedy="ask the other endpoint by itself")
            if low in _UPDATES and not begun:
                raise RefusedError(_READ_ONLY, remedy="change the documents and run kg build again")
            begun = begun or low not in ("prefix", "base", "version")
        elif token.kind == "name" and any(word in low.partition(":")[0] for word in ("service", "from")):
            raise RefusedError(
                f"the prefix {token.text.partition(':')[0]!r} is refused: it may be read as SERVICE or FROM",
                remedy="choose another prefix",
            )
        elif token.kind == "iri" and _HIDDEN.search(low):
            raise RefusedError("an IRI may hide a word of SPARQL", remedy="write the closing bracket in the IRI as %29")
        elif token.kind == "other" and token.text == ";" and not begun:
            raise RefusedError(_READ_ONLY, remedy="send one query")


def _graphs(tokens: list[Token], *, prefixes: dict[str, str], base: str) -> Named:
    """Return the graphs behind FROM and FROM NAMED, prefixes and relative IRIs resolved."""
    from urllib.parse import urljoin

    found: tuple[list[str], list[str]] = ([], [])
    for place, token in enumerate(tokens):
        after = [*tokens[place + 1 : place + 3], Token("", ""), Token("", "")]
        low = token.text.lower() if token.kind == "word" else ""
        if low.endswith("base") and after[0].kind == "iri":
            base = urljoin(base, after[0].text[1:-1])
        elif low.endswith("prefix") and after[0].kind == "name" and after[1].kind == "iri":
            prefixes[after[0].text[:-1]] = urljoin(base, after[1].text[1:-1])
        elif "from" in low:
            named = low.endswith("fromnamed") or (after[0].kind == "word" and after[0].text.lower() == "named")
            target = after[1] if named and low.endswith("from") else after[0]
            found[named].append(_resolve(target, prefixes=prefixes, base=base))
    return Named(tuple(found[0]), tuple(found[1]))


def _resolve(target: Token, *, prefixes: Mapping[str, str], base: str) -> str:
    """Return the IRI of a graph that a query names; raises `RefusedError` where it can't be told for sure."""
    from urllib.parse import urljoin

    if target.kind == "iri":
        return urljoin(base, _ESCAPE.sub(_unescape, target.text[1:-1]))
    prefix, colon, local = target.text.partition(":")
    if target.kind == "name" and colon and prefix in prefixes:
        return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
    raise RefusedError(f"FROM {target.text[:80]} names no graph", remedy="write FROM <IRI> or FROM NAMED <IRI>")


def refuse_graph(iri: str) -> RefusedError:
    """Return the error for a graph that is not in the store; nothing is ever loaded from elsewhere."""
    return RefusedError(
        f"<{iri[:200]}> is no graph of this store", remedy="GRAPH ?g { ?s ?p ?o } lists them; nothing else is loaded"
    )
