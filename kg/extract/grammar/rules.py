"""State what is looked for as named rules: a pattern, how its match is read, and what it must and must not find."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with a name; the groups of its pattern are its own, whatever other rules call theirs.

    `yes` maps texts that it must find to their reading, `no` holds texts in which it must find nothing: they are its
    tests and its documentation.
    """

    id: str
    pattern: str
    read: Callable[[Groups], Any]
    yes: Mapping[str, Any] = field(default_factory=dict)
    no: Sequence[str] = ()


class Reading(NamedTuple):
    """A match of a rule: offsets into the text that was searched, the rule's id, and what its match was read as."""

    start_char: int
    end_char: int
    rule: str
    value: Any
    groups: Groups


class Grammar:
    """Rules tried in their order at each place, in one pass; `frame` says what may stand around them.

    `frame` holds `{rules}` where the alternatives belong; a rule whose id stands there in braces has a place of its
    own. `words` are alternatives of the lexicon, put in where patterns and frame name them in braces. The frame has no
    named or numbered groups: the last group to be closed is that of the rule.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        frame: str = "{rules}",
        words: Mapping[str, str] | None = None,
        flags: int = 0,
    ) -> None:
        self.rules = {rule.id: rule for rule in rules}
        if len(self.rules) != len(rules):
            raise ValueError("two rules of a grammar have one id")
        keys = {rule.id: f"r{number}" for number, rule in enumerate(rules)}
        parts = {rule.id: f"(?P<{keys[rule.id]}>{_own(rule.pattern, keys[rule.id])})" for rule in rules}
        placed = {name: part for name, part in parts.items() if f"{{{name}}}" in frame}
        shared = "|".join(part for name, part in parts.items() if name not in placed)
        pattern = _filled(frame, {"rules": shared, **placed})
        self.regex = re.compile(_filled(pattern, words or {}), flags)
        self._keys = {key: name for name, key in keys.items()}
        self._groups = {
            name: [(group[len(key) + 2 :], group) for group in self.regex.groupindex if group.startswith(f"{key}__")]
            for name, key in keys.items()
        }

    def read(self, match: re.Match[str]) -> Reading:
        """Return what a match of the grammar's pattern was read as."""
        rule = self.rules[self._keys[match.lastgroup or ""]]
        groups = {own: match.group(group) for own, group in self._groups[rule.id]}
        return Reading(*match.span(), rule.id, rule.read(groups), groups)

    def find(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Reading]:
        """Yield the readings in `text[start:end]`, in order, none overlapping another."""
        for match in self.regex.finditer(text, start, len(text) if end is None else end):
            yield self.read(match)


def _own(pattern: str, key: str) -> str:
    """Give the groups of a rule's pattern names that no other rule's groups have."""
    return re.sub(r"\(\?P(<|=)(\w+)", lambda m: f"(?P{m.group(1)}{key}__{m.group(2)}", pattern)


def _filled(pattern: str, parts: Mapping[str, str]) -> str:
    """Put parts in where a pattern names them in braces, each as a group."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{part})")
    return pattern
