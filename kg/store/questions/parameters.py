"""Fill the parameters of a saved question with terms of RDF, never with text.

A question declares a parameter in its header and takes its value from one VALUES line:

    # param: project name                  its name, its type, and `required` where it must be given
    # project@vi: tên công trình, dự án    what it is, in vi and en
      VALUES ?param_project { UNDEF }      UNDEF, or the value it has when none is given

Filling puts terms, written and escaped by the store's own library, in the place of UNDEF. Where no value is given, the
lines that speak of `?param_project` are left out; as it stands, the question is valid SPARQL that asks for everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.prefixes import QUERY_PREFIXES

_UNDEFINED = "UNDEF"
_XSD = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved question: its name, its type, whether it must be given, what it is by language."""

    name: str
    type: str
    required: bool
    titles: dict[str, str]

    @property
    def variable(self) -> str:
        """Return the variable that a question has the value in."""
        return f"?param_{self.name}"

    @property
    def slot(self) -> re.Pattern[str]:
        """Return what the VALUES line of the parameter looks like, its braces' content as the one group."""
        return re.compile(rf"VALUES {re.escape(self.variable)} \{{ ([^{{}}\n]+) \}}")


def _typed(pattern: str, datatype: str = "", example: str = "") -> Callable[[str], Literal]:
    """Return a maker of literals of a datatype whose words must fit `pattern`."""
    form = re.compile(pattern, re.ASCII)

    def make(words: str) -> Literal:
        if not form.fullmatch(words):
            raise ValueError(f"such as {example}")
        return Literal(words, datatype=NamedNode(_XSD + datatype)) if datatype else Literal(words)

    return make


def _name(words: str) -> Literal:
    import unicodedata

    return Literal(" ".join(unicodedata.normalize("NFC", words).split()))


def _iri(words: str) -> NamedNode:
    prefix, colon, local = words.partition(":")
    if colon and prefix in QUERY_PREFIXES and not local.startswith("//"):
        return NamedNode(QUERY_PREFIXES[prefix] + local)
    try:
        return NamedNode(words)
    except ValueError:
        raise ValueError("such as https://example.org/a or sec:transport") from None


TYPES: dict[str, Callable[[str], Literal | NamedNode]] = {
    "name": _name,
    "string": Literal,
    "language": _typed("vi|en", example="vi or en"),
    "time": _typed(r"\d{4}(?:-\d\d(?:-\d\d)?)?", example="2025, 2025-06 or 2025-06-30"),
    "integer": _typed(r"[+-]?\d+", "integer", "12"),
    "decimal": _typed(r"[+-]?\d*\.?\d+", "decimal", "8.5"),
    "iri": _iri,
}
"""Type of a parameter to what makes its term from words; ValueError says what a good value is."""


def split_assignments(assignments: Iterable[str]) -> dict[str, list[str]]:
    """Return the values by name of texts such as `project=cảng Diêm Điền`; a name may come again."""
    given: dict[str, list[str]] = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise QueryError(
                f"{assignment!r} names no parameter", remedy='write it as --param project="cảng Diêm Điền"'
            )
        given.setdefault(name.strip(), []).append(value)
    return given


def fill(sparql: str, parameters: Sequence[Parameter], values: Mapping[str, Sequence[str]]) -> str:
    """Return a saved question with the values of its parameters in place; several values of one mean any of them.

    Raises `QueryError` for a parameter that is unknown, missing, or has a value that does not fit its type.
    """
    known = {parameter.name for parameter in parameters}
    for name in values:
        if name not in known:
            raise QueryError(
                f"the question has no parameter called {name!r}",
                remedy="parameters: " + ", ".join(sorted(known)) if known else "it takes none",
            )
    for parameter in parameters:
        given = values.get(parameter.name)
        if given:
            terms = " ".join(str(to_term(parameter, words)) for words in given)
            line = f"VALUES {parameter.variable} {{ {terms} }}"
            sparql = parameter.slot.sub(lambda _, line=line: line, sparql)
        elif parameter.required:
            raise QueryError(
                f"the question needs a value for {parameter.name}: {parameter.titles['en']}",
                remedy=f"add --param {parameter.name}=VALUE",
            )
        elif default(parameter, sparql) is None:
            mention = re.compile(rf"{re.escape(parameter.variable)}\b")
            sparql = "".join(line for line in sparql.splitlines(keepends=True) if not mention.search(line))
    return sparql


def default(parameter: Parameter, sparql: str) -> str | None:
    """Return what a question has in the place of a parameter's value, None for UNDEF or no place at all."""
    match = parameter.slot.search(sparql)
    return match.group(1) if match and match.group(1) != _UNDEFINED else None


def to_term(parameter: Parameter, words: str) -> Literal | NamedNode:
    """Return the value of a parameter as a term; raises `QueryError` where it does not fit the parameter's type."""
    try:
        return TYPES[parameter.type](words)
    except ValueError as error:
        raise QueryError(
            f"{words!r} is no value for {parameter.name}, which is of type {parameter.type}", remedy=str(error)
        ) from error
