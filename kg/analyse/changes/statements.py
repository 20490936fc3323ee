"""Make the measures and targets of a document ready to be compared: words, numbers, and who is to do them by when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.analyse.changes.model import Head, Place
from kg.iri import fold

Fact = Mapping[str, Any]
Owner = tuple[str, str]
"""A role and the IRI of the agent that has it."""
KINDS = ("measure", "target")
WORD = re.compile(r"[^\W_]+(?:[.,/:-]\d[^\W_]*)*%?")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ZEROS = re.compile(r"(?<![\d.,])0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A measure or target with its words, folded; `verbs` of them, at the positions given, are its verb phrase.

    `owners` are those named for it alone, `inherited` those that a heading, an introduction or the clause of another
    measure names; `group` is the measure that a target belongs to, or nothing.
    """

    fact: Fact
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    verbs: frozenset[int] = frozenset()
    owners: frozenset[Owner] = frozenset()
    inherited: frozenset[Owner] = frozenset()
    group: str = ""

    @property
    def kind(self) -> str:
        """Return `measure` or `target`."""
        return str(self.fact["fact"])

    @property
    def id(self) -> str:
        """Return the IRI of the statement."""
        return str(self.fact["id"])

    @property
    def start(self) -> int:
        """Return where it begins in the source text."""
        return int(self.fact["start"])


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents: its head, its statements in the order of the text, names of bodies, its text."""

    head: Head
    statements: Sequence[Statement]
    sections: Mapping[str, str]
    labels: Mapping[str, str]
    text: str = ""

    def place(self, statement: Statement) -> Place:
        """Return where a statement stands."""
        fact = statement.fact
        section = self.sections.get(str(fact.get("section", "")), "")
        return Place(
            statement.id, self.head.id, statement.start, int(fact["end"]), str(fact["quote"]), section, fact.get("page")
        )


def split_words(text: str) -> list[str]:
    """Return the words of a text, folded as names are; a number is one word, and `05` is `5`."""
    return [_ZEROS.sub("", fold(word)) for word in WORD.findall(text)]


def find_numbers(text: str) -> list[str]:
    """Return the words of a text that have a digit or are a Roman numeral, in its order."""
    found = (word for word in WORD.findall(text) if any(map(str.isdigit, word)) or _ROMAN.fullmatch(word))
    return [_ZEROS.sub("", fold(word)) for word in found]


def head_of(facts: Iterable[Fact], document: str) -> Head:
    """Return what the document of this IRI is known by."""
    fact = next(fact for fact in facts if fact["fact"] == "document" and fact["id"] == document)
    slug = document.rsplit("/", 1)[-1]
    title = " ".join(str(fact.get("title") or fact.get("number") or slug).split())
    return Head(document, title, *(str(fact.get(name, "")) for name in ("number", "issued", "issuer")))


def read_side(facts: Iterable[Fact], document: str, *, text: str = "") -> Side:
    """Return a document made ready out of the facts of its folder; `text` is its source text, where it was kept."""
    known = list(facts)
    ours = [fact for fact in known if fact["doc"] == document]
    sections = {
        fact["id"]: " ".join(str(fact[key]) for key in ("number", "heading") if fact.get(key))
        for fact in ours
        if fact["fact"] == "section"
    }
    labels = {fact["id"]: str(fact.get("label", "")) for fact in known if fact["fact"] == "entity"}
    spans = sorted((fact["start"], fact["end"]) for fact in ours if fact["fact"] == "measure")
    statements = [make_statement(fact, spans) for fact in ours if fact["fact"] in KINDS]
    statements.sort(key=lambda one: (one.start, one.kind, one.id))
    return Side(head_of(known, document), statements, sections, labels, text)


def make_statement(fact: Fact, spans: Sequence[tuple[int, int]] = ()) -> Statement:
    """Return a fact with its words; `spans` are those of all measures, sorted. Those who only receive are no owners."""
    quote = str(fact["quote"])
    words = tuple(split_words(quote))
    verbs: frozenset[int] = frozenset()
    if "trigger" in fact:
        start, end = (at - int(fact["start"]) for at in fact["trigger"])
        first = len(split_words(quote[:start]))
        verbs = frozenset(range(first, first + len(split_words(quote[start:end]))))
    own, inherited = set(), set()
    for agent in fact.get("agents", ()):
        if agent["role"] != "beneficiary":
            around = agent.get("inherited") or _is_in_another(fact, agent, spans)
            (inherited if around else own).add((str(agent["role"]), str(agent["id"])))
    numbers = tuple(find_numbers(quote))
    return Statement(fact, words, numbers, verbs, frozenset(own), frozenset(inherited), str(fact.get("measure", "")))


def _is_in_another(fact: Fact, agent: Fact, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether an agent is named in the words of another measure (`Bộ X chủ trì A; làm B`)."""
    if int(fact["start"]) <= int(agent["start"]) < int(fact["end"]):
        return False
    at = bisect_right(spans, (int(agent["start"]), float("inf"))) - 1
    return at >= 0 and int(agent["start"]) < spans[at][1]
