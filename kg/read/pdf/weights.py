"""Tell which characters of a page are set in bold."""

from __future__ import annotations

import ctypes
import re
from itertools import pairwise, repeat

import numpy as np
import pypdfium2.raw as pdfium_c

from kg.read.pdf.raw import address, font_of, mode_of, place_at, run_of

_BOLD = 600
"""From this weight on a font is bold; a regular one has 400."""
_FORCED = 1 << 18
"""The flag of a font that is drawn bold at any size (PDF 32000-1, 9.8.2)."""
_NAMED = re.compile(r"bold|black|heavy|demi\b|demi(?=[-,])", re.IGNORECASE)
"""What fonts are called that are bold and state the weight of a regular one."""
_NAME_BYTES = 128
_OUTLINED = pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE
"""Letters whose outline is drawn too, as is done where a font has no bold one."""


def bold_words(textpage: object, is_letter: np.ndarray, *, is_break: np.ndarray) -> np.ndarray:
    """Return which characters of a raw text page are bold, as far as a line begins with such ones.

    `is_letter` says which of them are letters, and no white space, `is_break` where pdfium ends a line; all are
    booleans of shape (n,). The first letter of each line is asked for, of bold lines that of each word.
    """
    page, fonts, runs = address(textpage), {}, {}

    def is_bold(run: int | None) -> bool:
        if run not in runs:
            runs[run] = bool(run) and _is_bold(place_at(run), fonts)
        return runs[run]

    bold = np.zeros(len(is_letter), dtype=bool)
    if not is_letter.any():
        return bold
    begins_word = is_letter.copy()
    begins_word[1:] &= ~is_letter[:-1]
    (words,) = begins_word.nonzero()
    lines = is_break.cumsum()[words]
    begins = [0, *((lines[1:] != lines[:-1]).nonzero()[0] + 1).tolist()]
    places = [*words.tolist(), len(bold)]
    runs_of_lines = map(run_of, repeat(page), [places[first] for first in begins])
    for run, (first, end) in zip(runs_of_lines, pairwise([*begins, len(words)]), strict=True):
        if not is_bold(run):
            continue
        at = first + 1
        while at < end and is_bold(run_of(page, places[at])):
            at += 1
        bold[places[first] : places[at]] = True
    return bold


def _is_bold(run: object, fonts: dict[int | None, bool]) -> bool:
    """Say whether a run of text is bold; `fonts` holds what is known of its page's fonts."""
    if mode_of(run) == _OUTLINED:
        return True
    font = font_of(run)
    if font not in fonts:
        fonts[font] = bool(font) and _is_bold_font(font)
    return fonts[font]


def _is_bold_font(at: int) -> bool:
    font = ctypes.cast(at, pdfium_c.FPDF_FONT)
    if pdfium_c.FPDFFont_GetWeight(font) >= _BOLD or max(0, pdfium_c.FPDFFont_GetFlags(font)) & _FORCED:
        return True
    name = ctypes.create_string_buffer(_NAME_BYTES)
    pdfium_c.FPDFFont_GetBaseFontName(font, name, _NAME_BYTES)
    return _NAMED.search(name.value.decode("utf-8", "replace")) is not None
