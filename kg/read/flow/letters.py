"""Decide for a whole document which of its fonts show other letters than their characters are, and read them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from kg.read.flow.blocks import Paragraph, Run
from kg.read.fonts import Family, by_content, by_encoding, by_family, family_of
from kg.read.legacy import find_legacy, is_unicode

_SOFT_HYPHEN = "\u00ad"
_SAMPLE = 1 << 18
_UNICODE = re.compile("[ăđơưĩũĂĐƠƯĨŨ\u0300-\u0323\u1ea0-\u1ef9]")
_LATIN = re.compile("[\u00a1-\u00ff]")
_LEAST_SHARE = 4
"""A document whose runs in old fonts hold more than one Unicode letter to so many Latin ones is Unicode."""
_SAYS_LITTLE = frozenset({"VPS", "VISCII"})


class Letters:
    """Reads the runs of one document; what it read as something else is counted for `warnings`."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._read: Counter[str] = Counter()
        self._believed = set(_believed(paragraphs))
        plain = _sample(run.text for paragraph in paragraphs for run in paragraph.runs if not family_of(run.font))
        found = find_legacy(plain)
        self._encoding = found.encoding if found else ""
        self._mixed = is_unicode(plain)

    def text(self, paragraph: Paragraph, *, counted: bool = True) -> str:
        """Return what a paragraph shows; `counted` for the warnings or not."""
        groups = [(family, "".join(run.text for run in runs)) for family, runs in groupby(paragraph.runs, _family)]
        unicode = {family.encoding for family, text in groups if family and is_unicode(text)}
        shown = []
        for family, text in groups:
            if family and family.encoding in self._believed - unicode:
                self._read[family.encoding] += counted * len(text)
                shown.append(by_family(text, family))
            else:
                shown.append(self._plain(text, counted=counted))
        return "".join(shown)

    def warnings(self) -> Iterator[str]:
        """Yield what was read as something else than it says, in words for people."""
        for encoding, count in sorted((+self._read).items()):
            yield f"read {count} characters in letters of {encoding} as Unicode"

    def _plain(self, text: str, *, counted: bool) -> str:
        encoding = ""
        if text.isascii():
            return text
        if self._encoding and not is_unicode(text):
            before, text, encoding = text, by_encoding(text, self._encoding, mixed=self._mixed), self._encoding
            encoding = encoding if text != before else ""
        elif self._believed:
            text, encoding = by_content(text)
        if encoding:
            self._read[encoding] += counted * len(text)
        return text.replace(_SOFT_HYPHEN, "")


def _family(run: Run) -> Family | None:
    return family_of(run.font)


def _believed(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Yield the encodings whose fonts are set on text that is in them: a font's name may outlive its letters."""
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        for run in paragraph.runs:
            family = family_of(run.font)
            if family:
                texts.setdefault(family.encoding, []).append(run.text)
    for encoding, parts in texts.items():
        text = "\n".join(parts)
        if encoding in _SAYS_LITTLE:
            found = find_legacy(text)
            if found is None or found.encoding != encoding:
                continue
        if _LEAST_SHARE * len(_UNICODE.findall(text)) <= len(_LATIN.findall(text)):
            yield encoding


def _sample(texts: Iterator[str]) -> str:
    parts, size = [], 0
    for text in texts:
        parts.append(text)
        size += len(text)
        if size > _SAMPLE:
            break
    return "\n".join(parts)
