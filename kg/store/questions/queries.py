"""Load the saved questions of `ontology/queries`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.errors import QueryError, ResourceError
from kg.resources import ontology_path
from kg.store.questions.parameters import TYPES, Parameter, fill

_FIELD = re.compile(r"^#[ \t]*([a-z]+)@(vi|en):[ \t]*(.+)$", re.M)
_PARAMETER = re.compile(r"^#[ \t]*param:[ \t]*([a-z]+)[ \t]+([a-z]+)([ \t]+required)?[ \t]*$", re.M)
_LANGUAGES = {"vi", "en"}


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question: its name, its SPARQL, its title and description by language (`vi`, `en`), its parameters."""

    name: str
    sparql: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    parameters: tuple[Parameter, ...] = ()

    def fill(self, values: Mapping[str, Sequence[str]], *, lang: str | None = None) -> str:
        """Return the SPARQL with the values of its parameters; `lang` is for the parameter of that name, if any.

        Raises `QueryError` for a parameter that is unknown, missing, or has a value that does not fit.
        """
        if lang is not None and any(parameter.name == "lang" for parameter in self.parameters):
            values = {"lang": [lang], **values}
        return fill(self.sparql, self.parameters, values)

    @property
    def everything(self) -> str:
        """Return the SPARQL that asks for all there is: what `sparql` as it stands answers, in less time."""
        return fill(self.sparql, [replace(parameter, required=False) for parameter in self.parameters], {})


@lru_cache(maxsize=1)
def list_queries() -> tuple[SavedQuery, ...]:
    """Return the saved questions by name; raises `ResourceError` for one whose header is not complete."""
    return tuple(
        read_query(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((ontology_path() / "queries").glob("*.rq"))
    )


def read_query(name: str, sparql: str) -> SavedQuery:
    """Return a saved question from its text; raises `ResourceError` where its header lacks something."""
    fields: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    for kind, language, words in _FIELD.findall(sparql):
        fields.setdefault(kind, {})[language] = words.strip()
    parameters = tuple(
        Parameter(called, kind, bool(required), fields.get(called, {}))
        for called, kind, required in _PARAMETER.findall(sparql)
    )
    if any(set(fields[kind]) != _LANGUAGES for kind in ("title", "description")):
        raise ResourceError(
            "a saved question needs title and description in vi and en",
            path=f"ontology/queries/{name}.rq",
            remedy="add lines such as '# title@vi: …'",
        )
    for parameter in parameters:
        _check(parameter, sparql, name=name)
    return SavedQuery(name, sparql, fields["title"], fields["description"], parameters)


def _check(parameter: Parameter, sparql: str, *, name: str) -> None:
    """Raise `ResourceError` for a parameter of no known type, without title, or without its one VALUES line."""
    slots = len(parameter.slot.findall(sparql))
    if parameter.type in TYPES and set(parameter.titles) == _LANGUAGES and slots == 1:
        return
    raise ResourceError(
        f"the parameter {parameter.name} needs one of the types {', '.join(TYPES)}, a title in vi and en, and one line"
        f" 'VALUES {parameter.variable} {{ UNDEF }}'",
        path=f"ontology/queries/{name}.rq",
        remedy=f"it has the type {parameter.type}, titles in {sorted(parameter.titles)}, {slots} such lines",
    )


def load_query(name: str) -> SavedQuery:
    """Return a saved question; raises `QueryError` that lists the names there are."""
    path = ontology_path() / "queries" / f"{name}.rq"
    if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file():
        return read_query(name, path.read_text(encoding="utf-8"))
    raise QueryError(
        f"no saved question is called {name!r}", remedy="names: " + ", ".join(query.name for query in list_queries())
    )
