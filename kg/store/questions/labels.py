"""Name things by their labels in a language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.store.questions.results import QueryResult

_MANY = 200
_QUESTION = """SELECT ?thing ?label ?order WHERE {{
  VALUES ?thing {{ {things} }}
  {{ ?thing skos:prefLabel ?label BIND(0 AS ?order) }} UNION {{ ?thing rdfs:label ?label BIND(1 AS ?order) }}
}}"""


def find_labels(ask: Callable[[str], QueryResult], iris: Iterable[str], *, lang: str) -> dict[str, str]:
    """Return the labels of `iris` by IRI, in `lang` or, where it has none, in another; `ask` answers queries.

    Of several labels a preferred one (SKOS) comes first, then the first in order of letters.
    """
    best: dict[str, tuple[bool, str, str]] = {}
    wanted = sorted(set(iris))
    for at in range(0, len(wanted), _MANY):
        things = " ".join(f"<{iri}>" for iri in wanted[at : at + _MANY])
        for thing, label, order in ask(_QUESTION.format(things=things)).terms:
            rank = (label.language != lang, order.value, label.value)
            if thing.value not in best or rank < best[thing.value]:
                best[thing.value] = rank
    return {iri: rank[2] for iri, rank in best.items()}
