"""Make Unicode of pages that are set in fonts of TCVN3, VNI and their like."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator, Sequence

import pypdfium2.raw as pdfium_c

from kg.read.legacy import find_legacy
from kg.read.pdf.glyphs import Glyph, Glyphs

_SPACE = 0.15
_SAMPLES = 12
_UNICODE_SHARE = 0.05
"""With more letters than these that only Unicode has, no text by other fonts is looked for."""
_NAME_BYTES = 128
_ODD, _UNICODE = re.compile("[\x80-\xff]"), re.compile("[\u1ea0-\u1ef9]")
Convert = Callable[[str, str], str]


def to_unicode(glyphs: Glyphs, textpage: object) -> Glyphs:
    """Return glyphs whose text is Unicode, those of a Unicode page as they are; `textpage` tells the fonts."""
    if not any(_is_legacy(found, textpage) for found in glyphs.by_frame.values()):
        return glyphs
    from kg.read.fonts import to_unicode as convert

    made = {
        frame: [glyph for run in _runs(found, textpage) for glyph in _converted(*run, convert=convert)]
        for frame, found in glyphs.by_frame.items()
    }
    return glyphs._replace(by_frame=made)


def _is_legacy(glyphs: Sequence[Glyph], textpage: object) -> bool:
    """Say whether fonts of a page are called as those are, or its letters spell Vietnamese as theirs do."""
    text = "".join([glyph.text for glyph in glyphs])
    odd = [match.start() for match in _ODD.finditer(text)]
    if not odd:
        return False
    from kg.read.fonts import family_of

    if any(family_of(_font(textpage, glyphs[at].index)) for at in odd[:: max(1, len(odd) // _SAMPLES)]):
        return True
    unicode = len(_UNICODE.findall(text))
    return unicode < _UNICODE_SHARE * len(glyphs) and find_legacy(" ".join(_words(glyphs))) is not None


def _font(textpage: object, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_int()
    pdfium_c.FPDFText_GetFontInfo(textpage, index, name, _NAME_BYTES, flags)
    return name.value.decode("utf-8", "replace")


def _words(glyphs: Sequence[Glyph]) -> Iterator[str]:
    for word in _split(glyphs):
        yield "".join(glyph.text for glyph in word)


def _split(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield the words of glyphs in the order of the file."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (glyph.text == " " or _apart(word[-1], glyph)):
            yield word
            word = []
        if glyph.text != " ":
            word.append(glyph)
    if word:
        yield word


def _apart(before: Glyph, glyph: Glyph) -> bool:
    reach = _SPACE * glyph.height
    return abs(glyph.base - before.base) > 2 * reach or glyph.left - before.right > reach or glyph.right < before.left


def _runs(glyphs: Sequence[Glyph], textpage: object) -> Iterator[tuple[list[Glyph], str]]:
    """Yield runs of glyphs in one font, with its name."""
    run: list[Glyph] = []
    of_run = ""
    for glyph in glyphs:
        font = _font(textpage, glyph.index)
        if run and font != of_run:
            yield run, of_run
            run = []
        run.append(glyph)
        of_run = font
    if run:
        yield run, of_run


def _converted(run: list[Glyph], font: str, *, convert: Convert) -> Iterator[Glyph]:
    """Yield the glyphs of a run with the letters that they show; where two make one letter, the first one bears it."""
    words = list(_split(run))
    shown = convert(" ".join("".join(glyph.text for glyph in word) for word in words), font).split(" ")
    if len(shown) != len(words):
        yield from run
        return
    yield from (glyph for glyph in run if glyph.text == " ")
    for word, text in zip(words, shown, strict=True):
        if len(text) == len(word):
            yield from (glyph._replace(text=letter) for glyph, letter in zip(word, text, strict=True))
        else:
            yield word[0]._replace(text=text, right=max(glyph.right for glyph in word))
