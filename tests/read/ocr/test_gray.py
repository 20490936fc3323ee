"""An image made grey band by band is the one made grey as a whole."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from kg.read.ocr import to_gray
from kg.read.ocr.gray import BAND

SIZE = (40, 2 * BAND + 7)
NOISE = np.random.default_rng(5).integers(0, 256, (SIZE[1], SIZE[0], 4), dtype=np.uint8)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr"])
def test_colours_are_shades(mode):
    image = Image.fromarray(NOISE[..., :3]).convert(mode)
    assert np.array_equal(to_gray(image), image.convert("L"))


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_is_white_paper(mode):
    image = Image.fromarray(NOISE).convert(mode)
    paper = Image.new("RGBA", SIZE, "white")
    assert np.array_equal(to_gray(image), Image.alpha_composite(paper, image.convert("RGBA")).convert("L"))


@pytest.mark.parametrize("mode", ["I", "F", "I;16"])
def test_deep_shades_are_spread_over_those_of_a_byte(mode):
    deep = Image.fromarray((NOISE[..., 0].astype(np.uint16) + 300) * 7).convert(mode)
    gray = np.asarray(to_gray(deep)).astype(int)
    wanted = NOISE[..., 0].astype(int) - NOISE[..., 0].min()
    assert gray.min() == 0
    assert gray.max() == 255
    assert np.abs(gray - wanted * 255 / wanted.max()).max() <= 1
