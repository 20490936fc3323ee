"""Turtle is what Oxigraph's serialiser writes, whatever the terms."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse, serialize

from kg.prefixes import PREFIXES
from kg.store.graphs.serialise import iter_ordered, write_turtle
from kg.triples import Literal, Triples, iter_lines

_WORDS = st.text(st.characters(exclude_categories=("Cs",)), max_size=12) | st.sampled_from(
    ["", "1", "-1.50", "true", "1e5", "01", "+3", ".5", "a^^<b>", 'nói "thế"', "x\ty\n\u0000", "^^", "@vi", "\\", "12."]
)
_LOCAL = st.sampled_from(["", "a", "a.b", "a.", "-x", "0", "a/b", "đường", "a%20b", "a,b", "a(b)", "~x", "a:b"])
_IRIS = st.one_of(
    st.builds("".join, st.tuples(st.sampled_from(sorted(PREFIXES.values())), _LOCAL)),
    st.builds("https://w3id.org/policykg/id/doc/{}".format, _LOCAL),
)
_DATATYPES = st.sampled_from(
    [PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "boolean", "date", "nonNegativeInteger")]
)
_LITERALS = st.one_of(
    st.builds(Literal, _WORDS, st.just(""), st.sampled_from(["", "vi", "en-GB"])),
    st.builds(Literal, _WORDS, _DATATYPES | _IRIS, st.just("")),
)


def by_oxigraph(lines: list[str]) -> bytes:
    """Return what Oxigraph writes below its prefixes."""
    triples = (quad.triple for quad in parse("".join(lines), format=RdfFormat.N_TRIPLES))
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
    return b"".join(line for line in data.splitlines(keepends=True) if not line.startswith(b"@prefix "))


@given(st.lists(st.tuples(_IRIS, _IRIS | st.just(PREFIXES["rdf"] + "type"), _IRIS | _LITERALS), max_size=8))
def test_turtle_is_what_oxigraph_writes(triples: list) -> None:
    lines = list(iter_lines(iter_ordered(Triples(triples))))
    head, _, body = write_turtle(lines).partition(b"\n\n")
    assert body == by_oxigraph(lines)
    assert head.count(b"@prefix ") == len(PREFIXES)
