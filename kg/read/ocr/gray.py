"""Make images grey, band by band: a page may have 150 million pixels, and its colours take several times as much."""

from __future__ import annotations

import numpy as np
from PIL import Image

BAND = 512
"""Rows of an image that are made grey at a time."""


def to_gray(image: Image.Image) -> Image.Image:
    """Return the image in shades of grey, what is transparent as white paper."""
    if image.mode == "L" and not image.has_transparency_data:
        return image
    bands = range(0, image.height, BAND)
    is_deep = image.mode[0] in "IF"  # more than 256 shades
    darkest, span = 0.0, 1.0
    if is_deep:
        extremes = [(deep.min(), deep.max()) for deep in (_deep(image, top) for top in bands)]
        darkest = float(min(least for least, _ in extremes))
        span = float(max(most for _, most in extremes)) - darkest or 1.0
    gray = Image.new("L", image.size)
    for top in bands:
        if is_deep:
            band = Image.fromarray(((_deep(image, top) - darkest) * (255 / span)).astype(np.uint8))
        else:
            band = _flat(_band(image, top))
        gray.paste(band, (0, top))
    return gray


def _band(image: Image.Image, top: int) -> Image.Image:
    return image.crop((0, top, image.width, min(top + BAND, image.height)))


def _deep(image: Image.Image, top: int) -> np.ndarray:
    return np.asarray(_band(image, top), dtype=np.float32)


def _flat(image: Image.Image) -> Image.Image:
    """Return an image in shades of grey, on white paper."""
    if image.has_transparency_data:
        image = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return image.convert("L")
