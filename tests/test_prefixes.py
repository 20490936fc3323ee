"""The namespaces as plain strings are those of the closed namespaces."""

from __future__ import annotations

from rdflib import Namespace

from kg import vocab
from kg.prefixes import PREFIXES, QUERY_PREFIXES


def test_every_prefix_has_the_namespace_of_its_vocabulary() -> None:
    names = {"schema": "SDO"}
    for prefix, namespace in PREFIXES.items():
        vocabulary = getattr(vocab, names.get(prefix, prefix.upper()))
        assert str(vocabulary if isinstance(vocabulary, Namespace) else vocabulary._NS) == namespace


def test_queries_know_one_prefix_more_for_functions() -> None:
    assert set(QUERY_PREFIXES) - set(PREFIXES) == {"pfn"}
    assert QUERY_PREFIXES["pfn"] not in PREFIXES.values()
