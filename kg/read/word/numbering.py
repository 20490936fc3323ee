"""Count the numbered paragraphs of a DOCX file and write their labels (`Điều 1.`), which the file does not hold."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from kg.read.flow.blocks import Run
from kg.read.flow.numerals import numeral
from kg.read.word.styles import WORD, Styles, font_of, is_on, value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 9
_BULLETS = ("+", "*")
"""Bullets that people type; any other one is a dash."""


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    gap: str
    font: str
    restart: int
    style: str
    legal: bool


class Numbering:
    """The lists of a file and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, etree._Element]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is None:
            return
        for abstract in root.iter(WORD + "abstractNum"):
            levels = {_number(level.get(WORD + "ilvl", "")): _level(level) for level in abstract.iter(WORD + "lvl")}
            self._abstract[abstract.get(WORD + "abstractNumId", "")] = levels
        for num in root.iter(WORD + "num"):
            overrides = {_number(item.get(WORD + "ilvl", "")): item for item in num.iter(WORD + "lvlOverride")}
            self._lists[num.get(WORD + "numId", "")] = (value(num, "abstractNumId"), overrides)

    def label(self, properties: etree._Element | None, style: str) -> Run | None:
        """Return the label of a paragraph with these properties, None for one that has no number."""
        listed, stated = self._place(properties, style)
        if listed not in self._lists or listed == "0":
            return None
        abstract, overrides = self._lists[listed]
        levels = dict(self._abstract.get(abstract, {}))
        for index, override in overrides.items():
            own = override.find(WORD + "lvl")
            if own is not None:
                levels[index] = _level(own)
        depth = _number(stated) if stated else _of_style(levels, style)
        if depth not in levels:
            return None
        counts = self._count(abstract, listed, depth=depth, levels=levels, overrides=overrides)
        level = levels[depth]
        if level.form == "bullet":
            text = level.text if level.text in _BULLETS else "-"
            return Run(f"{text} ")
        text = _PLACE.sub(lambda match: _part(int(match[1]) - 1, counts, levels, legal=level.legal), level.text)
        return Run(text + level.gap, level.font) if text else None

    def _place(self, properties: etree._Element | None, style: str) -> tuple[str, str]:
        listed, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        for found, level in self._styles.numbering(style):
            listed, depth = listed or found, depth or level
            if listed:
                break
        return listed, depth

    def _count(
        self,
        abstract: str,
        listed: str,
        *,
        depth: int,
        levels: dict[int, _Level],
        overrides: dict[int, etree._Element],
    ) -> dict[int, int]:
        counts = self._counts.setdefault(abstract, {})
        if depth in overrides and (listed, depth) not in self._begun:
            self._begun.add((listed, depth))
            start = value(overrides[depth], "startOverride")
            if start:
                counts[depth] = _number(start) - 1
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [index for index in counts if index > depth and _restarts(levels.get(index), depth)]:
            del counts[deeper]
        return counts


def _of_style(levels: dict[int, _Level], style: str) -> int:
    """Return the level that is bound to a paragraph's style; the first one for want of it."""
    return next((index for index, level in levels.items() if style and level.style == style), 0)


def _restarts(level: _Level | None, depth: int) -> bool:
    return level is None or level.restart < 0 or (level.restart > 0 and depth < level.restart)


def _part(index: int, counts: dict[int, int], levels: dict[int, _Level], *, legal: bool) -> str:
    level = levels.get(index)
    if level is None:
        return ""
    return numeral("decimal" if legal else level.form, counts.get(index, level.start))


def _level(element: etree._Element) -> _Level:
    start, restart = value(element, "start"), value(element, "lvlRestart")
    return _Level(
        _number(start) if start else 1,
        value(element, "numFmt") or "decimal",
        value(element, "lvlText"),
        "" if value(element, "suff") == "nothing" else " ",
        font_of(element.find(WORD + "rPr")),
        _number(restart) if restart else -1,
        value(element, "pStyle"),
        is_on(element, "isLgl") is True,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < _DEEPEST else 0
