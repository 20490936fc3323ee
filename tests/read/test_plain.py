"""Bytes to text: marks, encodings, binary files, and what is said of each that is no UTF-8."""

from __future__ import annotations

import codecs
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.read.plain import decode, read_plain

TEXT = "Xây dựng tuyến đường bộ ven biển, cảng Diêm Điền.\nĐẩy nhanh tiến độ\r\n"

TCVN3 = bytes.fromhex("50 68 B8 74 20 74 72 69 D3 6E 20 6B 69 6E 68 20 74 D5 20 AE CA 74 20 6E AD ED 63")
"""Phát triển kinh tế đất nước"""


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(lambda text: not text.startswith("\ufeff")))
def test_any_utf8_text_comes_back(text: str) -> None:
    try:
        assert decode(text.encode(), "a.txt") == text
    except ReadError as error:
        assert re.match(r"a\.txt: is an? ", str(error)), "only a signature may refuse a text"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_byte_order_marks_are_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + TEXT.encode(encoding), "a.txt") == TEXT


def test_a_stray_nul_is_text():
    text = "Ô chọn: \0 Có. " + TEXT * 200
    assert decode(text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("dòng 1\n".encode() * 2 + b"caf\xe9", "not UTF-8: byte 0xe9 at byte offset 19, line 3, (most of"),
        (b"d\xf4ng 1\ncaf\xe9", "not UTF-8: byte 0xf4 at byte offset 1, line 1, (looks like Latin-1"),
        (TEXT.encode("utf-16-le"), r"NUL byte at byte offset \d+: looks like UTF-16LE"),
        (TEXT.encode("utf-16-be"), r"NUL byte at byte offset 0: looks like UTF-16BE"),
        (b"a\nb\0c", "NUL byte at byte offset 3, line 2"),
        (codecs.BOM_UTF8 + b"a\nb\0c", "control character 0x00 at character 3, line 2"),
        (b"\x01\x02\x03" * 50, "control character 0x01 at character 0"),
        (codecs.BOM_UTF16_LE + b"a\0\x00\xd8", "broken UTF-16-LE: byte 0x00 at byte offset 4"),
        (b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml", "is an XLSX file"),
        (b"PK\x03\x04....readme", "is a ZIP archive"),
        (b"GIF89a\x01\0", "is a GIF image"),
    ],
)
def test_what_is_wrong_and_where(data: bytes, said: str) -> None:
    pattern = said if "\\d" in said else re.escape(said)
    with pytest.raises(ReadError, match=pattern) as caught:
        decode(data, "tệp.txt")
    message = str(caught.value)
    assert message.startswith("tệp.txt: ") and "\n" not in message
    assert caught.value.remedy and caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (TCVN3, "Phát triển kinh tế đất nước", "TCVN3"),
        (b"\xd0\xfd\xf5\xccng b\xf4\xf2", "Đường bộ", "Windows-1258"),
        (
            b"L\xe0 c\xf3 t\xe0i li\xea\xf2u, va\xcc ca\xecc ba\xcci vi\xea\xect v\xea\xcc bi\xea\xd2n \xf0a\xd2o",
            "Là có tài liệu, và các bài viết về biển đảo",
            "Windows-1258",
        ),
    ],
)
def test_bytes_of_an_older_encoding_are_spelt_in_unicode(data: bytes, text: str, encoding: str) -> None:
    read = read_plain(data, "a.txt", options=ReadOptions())
    assert read.text == text
    (warning,) = read.warnings
    assert f"read {encoding}" in warning


@pytest.mark.parametrize("text", ["La qualité a été améliorée à Hanoï, décidé à Orléans", "Größe für Bäume, hören"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_other_languages_of_one_byte_are_refused_by_their_place(text: str, encoding: str) -> None:
    with pytest.raises(ReadError, match="looks like Latin-1 or Windows-1252"):
        decode(text.encode(encoding), "a.txt")


def test_a_stray_control_character_is_kept() -> None:
    assert decode(("x" * 500 + "\x02\x0c").encode(), "a.txt").endswith("\x02\x0c")
