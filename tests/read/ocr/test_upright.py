"""An image is turned upright, and places on it lead back to the image that was given."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kg.pages import Box
from kg.read.ocr.upright import find_skew, turn_upright

MARK = Box(60, 40, 90, 52)


def sheet() -> Image.Image:
    """Return a page of bars like lines of text, with one dark mark."""
    image = Image.new("L", (400, 560), 255)
    draw = ImageDraw.Draw(image)
    for top in range(80, 520, 24):
        draw.rectangle((40, top, 360, top + 9), fill=120)
    draw.rectangle(tuple(MARK), fill=0)
    return image


@pytest.mark.parametrize("degrees", [-12, -5, -1, 0, 2.5, 7, 15])
def test_the_skew_is_found(degrees):
    image = sheet().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert find_skew(image) == pytest.approx(-degrees, abs=0.4)


def test_an_empty_page_has_no_skew():
    assert find_skew(Image.new("L", (300, 300), 255)) == 0


@pytest.mark.parametrize("quarters", range(4))
@pytest.mark.parametrize("degrees", [0, 6])
def test_a_place_on_the_upright_image_is_found_on_the_one_given(quarters, degrees):
    turns = [None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270]
    given_image = sheet().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    given_image = given_image.transpose(turns[quarters]) if quarters else given_image
    upright, turn = turn_upright(given_image, lambda image: quarters)
    dark = np.argwhere(np.asarray(upright) < 60)
    (top, left), (bottom, right) = dark.min(axis=0), dark.max(axis=0)
    box = turn.to_image(Box(float(left), float(top), float(right), float(bottom)))
    there = np.argwhere(np.asarray(given_image) < 60)
    (top, left), (bottom, right) = there.min(axis=0), there.max(axis=0)
    slack = 5
    assert box.left - slack <= left and right <= box.right + slack
    assert box.top - slack <= top and bottom <= box.bottom + slack
    assert (box.right - box.left) < 45 and (box.bottom - box.top) < 45
