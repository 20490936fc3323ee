"""Characters taken from pdfium all at once are those that it tells one by one."""

import ctypes

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.pdf.pages import SAMPLES, make_pdf, put

from kg.read.pdf.characters import read_glyphs
from kg.read.pdf.geometry import FRAMES, Affine
from kg.read.pdf.glyphs import Printed

TURNS = ((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0))
"""Text matrices of the four directions."""


def taken(data: bytes) -> tuple[Printed, dict[int, tuple[str, float, float]]]:
    """Return the characters of the first page, and what pdfium tells of each: letter and origin, from the upper left."""
    page = pdfium.PdfDocument(data)[0]
    width, height = page.get_size()
    textpage = page.get_textpage()
    count = textpage.count_chars()
    told = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        if pdfium_c.FPDFText_IsGenerated(textpage.raw, index) != 1:
            pdfium_c.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
            told[index] = chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, index)), x.value, height - y.value
    shown = Affine(1, 0, 0, -1, 0, height)
    return read_glyphs(textpage.raw, count=count, shown=shown, size=(width, height)), told


def turned(x: float, y: float, text: str, turn: tuple[int, ...]) -> bytes:
    """Return the commands that write a text in a direction."""
    return b"BT /F 12 Tf %d %d %d %d %.1f %.1f Tm (%s) Tj ET\n" % (*turn, x, y, text.encode("latin-1"))


def check(printed: Printed, told: dict[int, tuple[str, float, float]]) -> None:
    """Compare letters and baselines."""
    seen = set()
    for frame, glyphs in printed.by_frame.items():
        assert len({len(column) for column in glyphs}) == 1
        for index, base, text in zip(glyphs.index.tolist(), glyphs.base.tolist(), glyphs.text.tolist(), strict=True):
            letter, x, y = told[index]
            assert text == (" " if letter.isspace() else letter)
            assert base == pytest.approx(frame.affine.apply(x, y)[1], abs=0.01)
            seen.add(index)
    assert seen == set(told)


def test_the_first_page_of_the_sample():
    printed, told = taken((SAMPLES / "thai-binh.pdf").read_bytes())
    assert len(told) > 1000
    check(printed, told)


def test_boxes_of_more_characters_than_are_asked_for_at_once():
    page = pdfium.PdfDocument(SAMPLES / "thai-binh.pdf")[0]
    width, height = page.get_size()
    textpage = page.get_textpage()
    count = textpage.count_chars()
    assert count > 3000
    printed = read_glyphs(textpage.raw, count=count, shown=Affine(1, 0, 0, -1, 0, height), size=(width, height))
    box = pdfium_c.FS_RECTF()
    (glyphs,) = printed.by_frame.values()
    for index, *sides in zip(*(column.tolist() for column in (glyphs.index, glyphs.left, glyphs.right)), strict=True):
        assert pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, index, box)
        assert sides == [box.left, box.right]


lines = st.tuples(
    st.integers(150, 450), st.integers(150, 700), st.from_regex(r"[a-z]{1,5}( [a-z]{1,4})?", fullmatch=True)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(lines, st.sampled_from(TURNS)), min_size=1, max_size=8, unique_by=lambda line: line[0][:2]))
def test_lines_in_all_directions(written):
    printed, told = taken(make_pdf(b"".join(turned(*line, turn) for line, turn in written)))
    directions = {FRAMES[(4 - TURNS.index(turn)) % 4] for (_, _, text), turn in written if text.strip()}
    assert set(printed.by_frame) == directions
    check(printed, told)


def test_a_page_without_text():
    printed, told = taken(make_pdf(b"0 0 m 9 9 l S"))
    assert printed == Printed({}, "", 0)
    assert not told


def test_white_space_of_any_kind_is_a_blank():
    printed, _ = taken(make_pdf(put(72, 700, "a\xa0b c")))
    (glyphs,) = printed.by_frame.values()
    assert "".join(glyphs.text.tolist()) == "a b c"
    assert np.array_equal(glyphs.ink, [True, False, True, False, True])
