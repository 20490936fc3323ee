"""Load the saved questions of `ontology/queries`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.errors import QueryError, ResourceError
from kg.resources import ontology_path

_FIELD = re.compile(r"#\s*(title|description)@(vi|en):\s*(.+)")


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question: its name, its SPARQL, its title and description by language (`vi`, `en`)."""

    name: str
    sparql: str
    titles: dict[str, str]
    descriptions: dict[str, str]


@lru_cache(maxsize=1)
def list_queries() -> tuple[SavedQuery, ...]:
    """Return the saved questions by name; raises `ResourceError` for one without title or description."""
    return tuple(
        _read(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((ontology_path() / "queries").glob("*.rq"))
    )


def _read(name: str, sparql: str) -> SavedQuery:
    fields: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for kind, language, words in _FIELD.findall(sparql):
        fields[kind][language] = words.strip()
    if any(set(values) != {"vi", "en"} for values in fields.values()):
        raise ResourceError(
            "a saved question needs title and description in vi and en",
            path=f"ontology/queries/{name}.rq",
            remedy="add lines such as '# title@vi: …'",
        )
    return SavedQuery(name, sparql, fields["title"], fields["description"])


def load_query(name: str) -> SavedQuery:
    """Return a saved question; raises `QueryError` that lists the names there are."""
    for query in list_queries():
        if query.name == name:
            return query
    raise QueryError(
        f"no saved question is called {name!r}", remedy="names: " + ", ".join(query.name for query in list_queries())
    )
