"""A rendered page is read with each engine and with both, whichever way it lies, the same at every run."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import numpy as np
import pytest
from PIL import Image, ImageDraw
from read.ocr.printed import DPI, likeness, page

from kg.config import ReadOptions
from kg.errors import UnsupportedError
from kg.read.ocr import OcrLine, neural, recognise, tesseract

COLUMN = (90, 150, 620, 496)
"""The first lines of the left column."""
FIRST, LAST = "chuyển dịch đầu tư", "và chủ quyền, an ninh biên giới biển."


def printed() -> str:
    text = page()[1]
    return text[text.index(FIRST) : text.index(LAST)]


@cache
def column() -> Image.Image:
    return page()[0].crop(COLUMN)


def read(image: Image.Image) -> list[OcrLine]:
    return recognise(image, options=ReadOptions(), dpi=DPI)


def text_of(lines: list[OcrLine]) -> str:
    return "\n".join(line.text for line in lines)


@cache
def straight() -> list[OcrLine]:
    return read(column())


def test_a_page_is_read_in_order_with_a_box_and_a_confidence_for_each_word():
    lines = straight()
    assert likeness(text_of(lines), printed()) >= 0.965
    tops = [line.box.top for line in lines]
    assert tops == sorted(tops)
    for line in lines:
        for word in line.words:
            assert 0 <= word.confidence <= 1
            assert word.text and not any(map(str.isspace, word.text))
            box = word.box
            assert 0 <= box.left < box.right <= column().width and 0 <= box.top < box.bottom <= column().height
        lefts = [word.box.left for word in line.words]
        assert lefts == sorted(lefts)


def test_a_word_stands_where_its_box_says():
    pixels = np.asarray(column())
    for line in straight()[:4]:
        for word in line.words:
            left, top, right, bottom = map(round, word.box)
            assert pixels[top:bottom, left:right].min() < 100, word


def test_the_same_image_gives_the_same_lines():
    assert read(column().copy()) == straight()


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_turned_and_its_places_are_those_of_the_image_given(quarters):
    turn = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}[quarters]
    image = column().transpose(turn)
    lines = read(image)
    assert likeness(text_of(lines), printed()) >= 0.95
    pixels = np.asarray(image)
    left, top, right, bottom = map(round, lines[0].box)
    assert pixels[top:bottom, left:right].min() < 100
    assert ((bottom - top) > (right - left)) is (quarters != 2)


@pytest.mark.parametrize("degrees", [-6, 5])
def test_a_page_aslant_is_straightened(degrees):
    image = column().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    lines = read(image)
    assert likeness(text_of(lines), printed()) >= 0.95
    first = lines[0].box
    assert 0 <= first.left < first.right <= image.width
    drift = np.tan(np.radians(abs(degrees))) * (first.right - first.left)
    assert first.bottom - first.top >= drift * 0.8


def test_a_stamp_over_the_text_spoils_little():
    image = column().convert("RGB")
    ImageDraw.Draw(image).ellipse((150, 60, 350, 260), outline=(200, 60, 60), width=3)
    assert likeness(text_of(read(image)), printed()) >= 0.9


def test_a_blank_page_has_no_lines():
    assert read(Image.new("L", (600, 800), 255)) == []


def test_transparent_paper_and_deep_shades_are_read():
    clear = Image.new("RGBA", column().size, (0, 0, 0, 0))
    clear.putalpha(column().point(lambda value: 255 - value))
    assert likeness(text_of(read(clear)), printed()) >= 0.95
    deep = Image.fromarray(np.asarray(column()).astype(np.uint16) * 257)
    assert likeness(text_of(read(deep)), printed()) >= 0.95


def test_a_fine_scan_is_read_as_a_coarse_one_with_the_places_of_its_own_pixels():
    fine = column().resize((column().width * 3, column().height * 3), Image.Resampling.BICUBIC)
    lines = recognise(fine, options=ReadOptions(), dpi=DPI * 3)
    assert likeness(text_of(lines), printed()) >= 0.95
    assert max(line.box.right for line in lines) > column().width * 2


def test_the_models_alone_are_enough():
    image = column()
    readings = neural.read_lines(image, neural.READINGS)
    assert len(readings) == len(neural.READINGS)
    assert all(likeness(text_of(lines), printed()) >= 0.9 for lines in readings)


@pytest.mark.tool("tesseract")
def test_tesseract_alone_is_enough():
    assert likeness(text_of(tesseract.read_lines(column(), dpi=DPI)), printed()) >= 0.9
    assert tesseract.orientation(page()[0].transpose(Image.Transpose.ROTATE_90)) == 1


def test_ocr_may_be_switched_off():
    with pytest.raises(UnsupportedError, match="--ocr never"):
        recognise(column(), options=ReadOptions(ocr="never"))


def test_without_an_engine_the_error_says_what_to_install(monkeypatch, tmp_path):
    module = import_module("kg.read.ocr.recognise")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    tesseract.languages.cache_clear()
    try:
        with pytest.raises(UnsupportedError, match=r"a\.png: is an image.*policy-kg\[ocr\]"):
            recognise(column(), options=ReadOptions(), name="a.png")
    finally:
        tesseract.languages.cache_clear()
