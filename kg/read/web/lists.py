"""Count the items of the lists of a web page and write their numbers, which its text does not hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.read.flow.numerals import numeral

_NONE = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LONGEST = 9


@dataclass(slots=True)
class _List:
    ordered: bool
    form: str
    next: int
    step: int
    bare: bool


@dataclass(slots=True)
class ListLabels:
    """The lists that are open, the innermost last."""

    _lists: list[_List] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> str:
        """Take the beginning of a list or an item; return the label of an item, empty for none."""
        bare = _NONE.search(attributes.get("style") or "") is not None
        if tag != "li":
            form = _FORMS.get(attributes.get("type") or "", "decimal")
            step = -1 if "reversed" in attributes else 1
            self._lists.append(_List(tag == "ol", form, _number(attributes.get("start"), 1), step, bare))
            return ""
        if not self._lists:
            return "- "
        current = self._lists[-1]
        if current.bare or bare:
            return ""
        if not current.ordered:
            return "- "
        number = _number(attributes.get("value"), current.next)
        current.next = number + current.step
        return f"{numeral(current.form, number)}. "

    def end(self) -> None:
        """Take the end of a list."""
        if self._lists:
            self._lists.pop()


def _number(text: str | None, default: int) -> int:
    text = (text or "").strip()
    return int(text) if re.fullmatch(r"-?\d+", text, re.ASCII) and len(text) <= _LONGEST else default
