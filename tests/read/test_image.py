"""Image files give the text of their pages; what is damaged, hostile or empty is said so."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from read.ocr.printed import DPI, likeness, page

from kg.config import ReadOptions
from kg.errors import ReadError, UnsupportedError
from kg.read.documents import read_inputs
from kg.read.image import read_image
from kg.read.registry import format_of

TOP = (90, 40, 620, 300)
"""The running head and the first lines of the left column."""


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def part() -> Image.Image:
    return page()[0].crop(TOP)


def read(data: bytes, **options: object):
    return read_image(data, "trang.png", options=ReadOptions(**options))


def png_of(width: int, height: int) -> bytes:
    """Return a small file that says it is an image of so many pixels."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = b"IDAT" + zlib.compress(bytes(1000))
    chunks = [head, body, b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) for chunk in chunks
    )


@pytest.mark.parametrize(
    ("kind", "options"), [("PNG", {}), ("JPEG", {"quality": 85}), ("TIFF", {"compression": "tiff_lzw"})]
)
def test_the_kinds_of_images_are_known_by_their_bytes(kind, options, tmp_path):
    data = saved(part(), kind, dpi=(DPI, DPI), **options)
    assert format_of(data, "x.txt").media_type == f"image/{kind.lower()}"
    path = tmp_path / f"trang.{kind.lower()}"
    path.write_bytes(data)
    (document,) = read_inputs([path]).documents
    (only,) = document.layout.pages
    assert (only.origin, only.number) == ("ocr", 1)
    assert only.width == pytest.approx(530 * 72 / DPI, abs=0.2)
    assert "Ứng dụng triệt để công nghệ thông tin" in document.text
    assert document.layout.words and only.quality > 0.8
    for line in document.layout.lines:
        assert 0 <= line.box.left < line.box.right <= only.width


def test_the_pages_of_a_tiff_are_pages_and_may_be_chosen():
    other = page()[0].crop((640, 170, 1150, 300))
    data = saved(part(), "TIFF", save_all=True, append_images=[other], dpi=(DPI, DPI))
    both = read(data)
    assert [one.number for one in both.layout.pages] == [1, 2]
    first, second = (both.text[one.start_char : one.end_char] for one in both.layout.pages)
    assert "Khu kinh tế" in first and "giao thông thủy nội địa" in second
    assert [one.number for one in read(data, pages=((2, 2),)).layout.pages] == [2]
    with pytest.raises(ReadError, match="has 2 pages, none of 3-4"):
        read(data, pages=((3, 4),))


def test_what_a_camera_says_of_the_way_up_is_followed():
    turned = part().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6
    made = read(saved(turned, "JPEG", exif=exif, dpi=(DPI, DPI)))
    (only,) = made.layout.pages
    assert only.width > only.height
    assert "Ứng dụng triệt để công nghệ thông tin" in made.text


def test_a_page_without_a_resolution_is_taken_for_a4():
    image, text = page()
    small = image.crop((0, 0, image.width, 420))
    paper = Image.new("L", image.size, 255)
    paper.paste(small)
    made = read(saved(paper, "PNG"))
    (only,) = made.layout.pages
    assert (only.width, only.height) == (pytest.approx(595, abs=2), pytest.approx(842, abs=2))
    assert likeness(made.text, text) > 0.2


@pytest.mark.parametrize("size", [(40_000, 25_000), (2**31 - 1, 2**31 - 1)])
def test_an_image_of_a_billion_pixels_is_refused_before_it_is_unpacked(size):
    with pytest.raises(ReadError, match=r"trang\.png: is an image of [\d,]+ pixels, more than 150,000,000"):
        read(png_of(*size))


def test_a_large_page_within_a_tiff_is_refused_too():
    large = Image.new("1", (20_000, 10_000))
    data = saved(part().convert("1"), "TIFF", save_all=True, append_images=[large], compression="group4")
    with pytest.raises(ReadError, match=r"is an image of [\d,]+ pixels"):
        read(data)


def test_an_image_without_text_says_so():
    with pytest.raises(ReadError, match="is an image in which OCR finds no text"):
        read(saved(Image.new("L", (300, 300), 255), "PNG"))


def test_ocr_may_be_switched_off():
    with pytest.raises(UnsupportedError, match=r"trang\.png: is an image, and OCR is switched off"):
        read(saved(part(), "PNG"), ocr="never")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_file_that_is_cut_off_says_so_with_its_name(kind):
    data = saved(part(), kind)
    with pytest.raises(ReadError, match=r"trang\.png: is a damaged image"):
        read(data[: len(data) // 2])


BLANK = {kind: saved(Image.new("L", (64, 64), 255), kind) for kind in ("PNG", "JPEG", "TIFF")}


@settings(max_examples=150)
@given(
    st.sampled_from(sorted(BLANK)),
    st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=6),
    st.integers(0, 10_000),
)
def test_damage_of_any_kind_is_an_error_with_a_name(kind, changes, end):
    data = bytearray(BLANK[kind])
    for at, value in changes:
        data[at % len(data)] = value
    try:
        read(bytes(data[: end if changes and end < len(data) else len(data)]), pages=((1, 2),))
    except ReadError as error:
        assert str(error).startswith("trang.png: ") and error.remedy
