"""Define the functions that queries may call beside those of SPARQL: `pfn:matches` and `pfn:plain`.

`CUSTOM_FUNCTIONS` goes by IRI, for the `custom_functions` of pyoxigraph. A function gets terms, and returns a term, or
None for an error, which leaves the expression unbound as SPARQL has it.
"""

from __future__ import annotations

from collections.abc import Callable

from pyoxigraph import Literal, NamedNode

from kg.config import FUNCTION_NAMESPACE
from kg.store.questions.words import contains, plain

_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_TRUE, _FALSE = Literal("true", datatype=_BOOLEAN), Literal("false", datatype=_BOOLEAN)


def matches(*terms: object) -> Literal | None:
    """Say whether a text has some words in it, whatever their accents: `pfn:matches(?text, "cang diem")`."""
    if len(terms) != 2 or not all(isinstance(term, Literal) for term in terms):
        return None
    text, words = terms
    return _TRUE if contains(text.value, words.value) else _FALSE  # type: ignore[attr-defined]


def to_plain(*terms: object) -> Literal | None:
    """Return a text's words in lower case without accents, to sort or group by: `pfn:plain(?label)`."""
    if len(terms) != 1 or not isinstance(terms[0], Literal):
        return None
    return Literal(plain(terms[0].value))


CUSTOM_FUNCTIONS: dict[str, Callable[..., Literal | None]] = {
    FUNCTION_NAMESPACE + "matches": matches,
    FUNCTION_NAMESPACE + "plain": to_plain,
}
"""Function by IRI."""
