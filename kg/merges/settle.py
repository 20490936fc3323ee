"""Settle decisions against the things of a folder: what becomes what, what is called how, and where they contradict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.errors import MergeError
from kg.iri import digest, fold
from kg.merges.table import DIFFERENT, RENAME, SAME, Decision, Table

_SHOWN = 3


@dataclass(slots=True)
class Thing:
    """An entity of the folder: how often each name is its label, by documents, and the official codes it has."""

    iri: str
    labels: Counter[str] = field(default_factory=Counter)
    codes: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    @property
    def label(self) -> str:
        """Return the name that most documents give it."""
        return min(self.labels, key=lambda name: (-self.labels[name], name), default="")


@dataclass(slots=True)
class Settled:
    """What decisions come to.

    `become` leads from a thing to the one it is; `split` from a document and a thing to the other thing it is there;
    `names` says what the things that stay are called; `about` which decisions a thing has part in; `copies` and
    `no_copies` which pairs of documents are copies of one and which are not, the one that counts first.
    """

    become: dict[str, str] = field(default_factory=dict)
    split: dict[tuple[str, str], str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    about: dict[str, list[Decision]] = field(default_factory=dict)
    copies: list[tuple[str, str]] = field(default_factory=list)
    no_copies: list[tuple[str, str]] = field(default_factory=list)
    unused: list[Decision] = field(default_factory=list)
    """Decisions of a kept file on things that are gone."""


def expand(name: str, *, base: str) -> str:
    """Return the IRI that a cell names."""
    return name if "://" in name else base + name


def settle(table: Table, things: Mapping[str, Thing], documents: Iterable[str], *, base: str) -> Settled:
    """Return what the decisions of a table come to; things and documents are by IRI.

    Raises `MergeError` with the line for a name that there is not (but in a kept table), for two decisions that
    contradict each other, and for what can't be one thing.
    """
    return _Settler(table, things, frozenset(documents), base).settle()


class _Settler:
    """One go over the decisions of a table."""

    def __init__(self, table: Table, things: Mapping[str, Thing], documents: frozenset[str], base: str) -> None:
        self.table, self.base, self.documents = table, base, documents
        self.things = dict(things)
        self.found = Settled()
        self.into: dict[str, dict[str, Decision]] = {}
        """From a thing to those it is said to become, each with the decision."""

    def settle(self) -> Settled:
        """Return what the decisions come to."""
        meant = [self._expand(one) for one in self.table.decisions]
        on_documents = [one for one in meant if one.kind != RENAME and {one.a, one.b} <= self.documents]
        splits = [one for one in meant if one.kind == DIFFERENT and one.b in self.documents and one.a in self.things]
        for one in splits:
            self._split(one)
        rest = self._known(one for one in meant if one not in on_documents and one not in splits)
        for one in rest:
            if one.kind == SAME:
                self._check_pair(one)
                self.into.setdefault(one.b, {}).setdefault(one.a, one)
        self._merge()
        self._name([one for one in rest if one.kind == RENAME])
        for one in rest:
            if one.kind == DIFFERENT:
                self._check_apart(one)
        self._note(rest)
        self._settle_documents(on_documents)
        return self.found

    def _expand(self, one: Decision) -> Decision:
        b = one.b if one.kind == RENAME else expand(one.b, base=self.base)
        return replace(one, a=expand(one.a, base=self.base), b=b)

    def _known(self, decisions: Iterable[Decision]) -> list[Decision]:
        """Return the decisions all of whose things there are; the others are an error, or unused in a kept table."""
        known = []
        for one in decisions:
            missing = [name for name in ((one.a,) if one.kind == RENAME else (one.a, one.b)) if name not in self.things]
            if not missing:
                known.append(one)
            elif self.table.is_kept:
                self.found.unused.append(one)
            else:
                raise self._error(
                    one,
                    f"nothing here is {self._short(missing[0])}",
                    "take names that kg merges or kg search prints, or take the line out",
                )
        return known

    def _split(self, one: Decision) -> None:
        """Make another thing of what a document calls `a`."""
        thing = self.things[one.a]
        if one.b not in thing.documents:
            if self.table.is_kept:
                self.found.unused.append(one)
                return
            raise self._error(one, f"this document does not name {self._short(one.a)}", "take the line out")
        other = f"{one.a}-{digest(one.b.rsplit('/', 1)[-1], length=6)}"
        self.found.split[one.b, one.a] = other
        self.things[other] = Thing(other, thing.labels.copy(), set(thing.codes), {one.b})
        for name in (one.a, other):
            self.found.about.setdefault(name, []).append(replace(one, b=other))

    def _check_pair(self, one: Decision) -> None:
        if one.a == one.b:
            raise self._error(one, "both are one already", "take the line out")
        kinds = [name.removeprefix(self.base).split("/", 1)[0] for name in (one.a, one.b)]
        if kinds[0] != kinds[1]:
            raise self._error(
                one, f"a thing of the class {kinds[1]} can't become one of {kinds[0]}", "merge things of one class"
            )
        codes = [self.things[name].codes for name in (one.a, one.b)]
        if codes[0] and codes[1] and codes[0] != codes[1]:
            raise self._error(
                one,
                f"they are two units, with the official codes {', '.join(sorted(codes[0] | codes[1]))}",
                "take the line out",
            )

    def _merge(self) -> None:
        """Find for each thing the one that it becomes in the end."""
        for group in self._groups():
            stay = sorted(group - self.into.keys())
            lines = sorted({one.line for name in group for one in self.into.get(name, {}).values()})
            if not stay:
                first = min((one for name in group for one in self.into[name].values()), key=lambda one: one.line)
                shown = ", ".join(map(str, lines))
                raise self._error(
                    first, f"none of these things stays: lines {shown} go round in a circle", "turn one of them round"
                )
            codes = {code for name in group for code in self.things[name].codes}
            said = (one for name in group for one in self.into.get(name, {}).values())
            if len(codes) > 1:
                first = min(said, key=lambda one: one.line)
                raise self._error(
                    first, f"several units would be one, of the codes {', '.join(sorted(codes))}", "take a line out"
                )
            for name in group - {stay[0]}:
                self.found.become[name] = stay[0]
            self.found.names[stay[0]] = self.things[stay[0]].label

    def _groups(self) -> Iterator[set[str]]:
        """Yield the things that become one, a set for each."""
        near: dict[str, set[str]] = {}
        for name, others in self.into.items():
            for other in others:
                near.setdefault(name, set()).add(other)
                near.setdefault(other, set()).add(name)
        left = dict.fromkeys(sorted(near))
        while left:
            todo, group = [next(iter(left))], set()
            while todo:
                name = todo.pop()
                if name not in group:
                    group.add(name)
                    left.pop(name, None)
                    todo += near[name]
            yield group

    def _end(self, name: str) -> str:
        return self.found.become.get(name, name)

    def _name(self, renames: list[Decision]) -> None:
        """Note the new names; two for one thing, and names that go round in a circle, are errors."""
        given: dict[str, Decision] = {}
        for one in renames:
            end = self._end(one.a)
            other = given.setdefault(end, one)
            if other.b != one.b:
                raise self._error(one, f"line {other.line} gives the same thing another name", "keep one of the two")
        bearers: dict[tuple[str, str], str] = {}
        for end in given:
            bearers.setdefault((end.removeprefix(self.base).split("/", 1)[0], fold(self.things[end].label)), end)
        for start, first in given.items():
            at, seen = start, []
            while at is not None and at not in seen:
                seen.append(at)
                at = bearers.get((at.removeprefix(self.base).split("/", 1)[0], fold(given[at].b)))
            if at == start and len(seen) > 1:
                lines = ", ".join(map(str, sorted(given[name].line for name in seen)))
                raise self._error(
                    first, f"lines {lines} give each other's names, in a circle", "say with same which things are one"
                )
        self.found.names.update((end, one.b) for end, one in given.items())

    def _check_apart(self, one: Decision) -> None:
        if one.a == one.b:
            raise self._error(one, "a thing can't differ from itself", f"to part it, name a document: {one.a} doc/SLUG")
        if self._end(one.a) == self._end(one.b):
            end = self._end(one.a)
            lines = sorted(
                {said.line for name, others in self.into.items() for said in others.values() if self._end(name) == end}
            )
            shown = ", ".join(map(str, lines[:_SHOWN])) + (" …" if len(lines) > _SHOWN else "")
            raise self._error(one, f"line {shown} says that both are one", "take one of these lines out")

    def _note(self, decisions: Iterable[Decision]) -> None:
        for one in decisions:
            for name in dict.fromkeys((one.a,) if one.kind == RENAME else (one.a, one.b)):
                self.found.about.setdefault(name, []).append(one)

    def _settle_documents(self, decisions: list[Decision]) -> None:
        said: dict[frozenset[str], Decision] = {}
        for one in decisions:
            if one.a == one.b:
                raise self._error(one, "both are one document", "take the line out")
            other = said.setdefault(frozenset((one.a, one.b)), one)
            if (other.kind, other.a) != (one.kind, one.a):
                raise self._error(one, f"line {other.line} says otherwise", "take one of the two out")
            for name in (one.a, one.b):
                self.found.about.setdefault(name, []).append(one)
        pairs = list(said.values())
        self.found.copies = [(one.a, one.b) for one in pairs if one.kind == SAME]
        self.found.no_copies = [(one.a, one.b) for one in pairs if one.kind == DIFFERENT]

    def _short(self, name: str) -> str:
        return name.removeprefix(self.base)

    def _error(self, one: Decision, what: str, remedy: str) -> MergeError:
        return MergeError(f"line {one.line}: {what}", path=self.table.path, remedy=remedy, line=one.line)
