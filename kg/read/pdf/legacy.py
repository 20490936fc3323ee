"""Make Unicode of pages that are set in fonts of TCVN3, VNI and their like."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import groupby, repeat

import numpy as np
import pypdfium2.raw as pdfium_c

from kg.read.legacy import find_legacy
from kg.read.pdf.glyphs import Glyphs, Printed
from kg.read.pdf.raw import address, font_of, place_at, run_of

_SPACE = 0.15
_SAMPLES = 12
_UNICODE_SHARE = 0.05
"""With more letters than these that only Unicode has, no text by other fonts is looked for."""
_NAME_BYTES = 128
_ONE_LETTER = np.dtype("<U1").itemsize
_ODD, _UNICODE = ("\x80", "\xff"), ("\u1ea0", "\u1ef9")
Convert = Callable[[str, str], str]


def to_unicode(printed: Printed, textpage: object) -> Printed:
    """Return characters whose text is Unicode, those of a Unicode page as they are; `textpage` tells the fonts."""
    if not any(_is_legacy(found, textpage) for found in printed.by_frame.values()):
        return printed
    from kg.read.fonts import to_unicode as convert

    made = {frame: _converted(found, textpage, convert) for frame, found in printed.by_frame.items()}
    return printed._replace(by_frame=made)


def _is_legacy(glyphs: Glyphs, textpage: object) -> bool:
    """Say whether fonts of a page are called as those are, or its letters spell Vietnamese as theirs do."""
    (odd,) = _between(glyphs, *_ODD).nonzero()
    if not len(odd):
        return False
    from kg.read.fonts import family_of

    if any(map(family_of, _fonts(glyphs.index[odd[:: max(1, len(odd) // _SAMPLES)]], textpage)[1])):
        return True
    unicode = np.count_nonzero(_between(glyphs, *_UNICODE))
    return unicode < _UNICODE_SHARE * glyphs.count and find_legacy(_text(glyphs)) is not None


def _text(glyphs: Glyphs) -> str:
    letters = glyphs.text.tolist()
    return " ".join("".join(letters[start:end]) for start, end in _word_edges(glyphs, np.zeros(glyphs.count)))


def _between(glyphs: Glyphs, first: str, last: str) -> np.ndarray:
    if glyphs.text.dtype.itemsize != _ONE_LETTER:
        return (glyphs.text >= first) & (glyphs.text <= last)
    codes = glyphs.text.view(np.uint32)  # compared much faster
    return (codes >= ord(first)) & (codes <= ord(last))


def _font(textpage: object, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, index, name, _NAME_BYTES, flags)
    return name.value.decode("utf-8", "replace")


def _word_edges(glyphs: Glyphs, runs: np.ndarray) -> list[tuple[int, int]]:
    """Return first and last place of the words of characters in the order of the file, each within a run of a font."""
    reach = _SPACE * glyphs.height[1:]
    gaps, lower = glyphs.left[1:] - glyphs.right[:-1], np.abs(np.diff(glyphs.base))
    is_back = glyphs.right[1:] < glyphs.left[:-1]
    is_apart = (lower > 2 * reach) | (gaps > reach) | is_back | (runs[1:] != runs[:-1])
    ink = glyphs.ink
    begins = ink & np.concatenate(([True], is_apart | ~ink[:-1]))
    ends = ink & np.concatenate((is_apart | ~ink[1:], [True]))
    return list(zip(np.flatnonzero(begins).tolist(), (np.flatnonzero(ends) + 1).tolist(), strict=True))


def _fonts(index: np.ndarray, textpage: object) -> tuple[list[int], list[str]]:
    """Return the number of the font of each character, given their places in the file's order, and fonts' names."""
    indices = index.tolist()
    drawn = list(map(run_of, repeat(address(textpage)), indices))
    names: dict[object, str] = {}
    of_run: dict[int | None, str] = {}
    for run, index in dict(zip(drawn, indices, strict=True)).items():
        font = font_of(place_at(run)) if run else None
        if not font or font not in names:
            names[font or run] = _font(textpage, index)
        of_run[run] = names[font or run]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(of_run.values()))}
    number_of = {run: numbers[name] for run, name in of_run.items()}
    return list(map(number_of.__getitem__, drawn)), list(numbers)


def _converted(glyphs: Glyphs, textpage: object, convert: Convert) -> Glyphs:
    """Return characters with the letters that they show; where two make one letter, the first one bears its word."""
    fonts, names = _fonts(glyphs.index, textpage)
    letters, right = glyphs.text.tolist(), glyphs.right.copy()
    kept = np.ones(glyphs.count, dtype=bool)
    whole = "".join(letters)
    for font, edges in groupby(_word_edges(glyphs, np.array(fonts)), key=lambda edge: fonts[edge[0]]):
        places = list(edges)
        words = [whole[start:end] for start, end in places]
        shown = convert(" ".join(words), names[font]).split(" ")
        if len(shown) != len(words):
            continue
        for (start, end), word, text in zip(places, words, shown, strict=True):
            if len(text) == len(word):
                if text != word:
                    letters[start:end] = text
            else:
                letters[start], right[start] = text, right[start:end].max()
                kept[start + 1 : end] = False
    return glyphs._replace(text=np.array(letters, dtype=np.str_), right=right).take(kept)
