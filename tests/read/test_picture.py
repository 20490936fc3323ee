"""A page of a kept file is drawn as PNG, in a process with limits, or there is an error that says why not."""

from __future__ import annotations

import io

import pytest
from laid_out import picture_file
from PIL import Image

from kg.errors import ReadError
from kg.read.picture import draw_alone


def colour(png: bytes) -> tuple[int, ...]:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB").getpixel((image.width // 2, image.height // 2))


@pytest.mark.parametrize("kind", ["PDF", "TIFF", "PNG"])
def test_the_page_asked_for_is_drawn(kind: str) -> None:
    data = picture_file(kind, "red", "blue")
    red, _, blue = colour(draw_alone(data, "a", page=1))
    assert red > 200 > 50 > blue
    if kind != "PNG":
        red, _, blue = colour(draw_alone(data, "a", page=2))
        assert blue > 200 > 50 > red


@pytest.mark.parametrize("kind", ["PDF", "TIFF", "PNG"])
def test_a_page_that_is_not_there(kind: str) -> None:
    with pytest.raises(ReadError, match="has no page 3"):
        draw_alone(picture_file(kind, "red", "blue"), "a", page=3)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 3000, b"\x89PNG\r\n\x1a\n1234"])
def test_what_is_damaged_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a: "):
        draw_alone(data, "a", page=1)


def test_a_large_image_is_drawn_coarser() -> None:
    buffer = io.BytesIO()
    Image.new("1", (12_000, 9_000), 1).save(buffer, "PNG")
    image = Image.open(io.BytesIO(draw_alone(buffer.getvalue(), "a", page=1)))
    assert image.width * image.height <= 8_001_000
