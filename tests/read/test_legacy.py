"""Letters of TCVN3, VNI, VPS and VISCII are spelt in Unicode, from bytes and from the Latin letters they became."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read import legacy
from kg.read.fonts import by_content
from kg.read.plain import decode, read_plain

TEXT = "Đầu tư xây dựng cảng Diêm Điền.\nĐẩy mạnh phát triển nông nghiệp hữu cơ ở các huyện, thị xã.\n"
VNI = "Ñaàu tö xaây döïng caûng Dieâm Ñieàn.\nÑaåy maïnh phaùt trieån noâng nghieäp höõu cô ôû caùc huyeän.\n"
ONE_BYTE = ["TCVN3", "VPS", "VISCII"]


def encode(text: str, encoding: str) -> bytes:
    """Return a text in an encoding of one byte a letter; a capital that it lacks as the small letter."""
    capitals, codes = legacy._CAPITALS[encoding]
    table = dict(zip(legacy._LETTERS, bytes.fromhex(legacy._CODES[encoding]), strict=True))
    table |= dict(zip(capitals, bytes.fromhex(codes), strict=True))
    return bytes(table.get(char, table.get(char.lower(), ord(char) if ord(char) < 256 else 0x3F)) for char in text)


def read(data: bytes) -> ReadText:
    return read_plain(data, "a.txt", options=ReadOptions())


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "VNI"])
@pytest.mark.parametrize("page", ["latin-1", "windows"])
def test_letters_taken_for_latin_ones_are_spelt_in_unicode(encoding, page):
    data = VNI.encode("cp1252") if encoding == "VNI" else encode(TEXT, encoding)
    shown = data.decode("latin-1") if page == "latin-1" else legacy.as_latin(data)
    done = read(("\n2025\n" + shown).encode())
    expected = TEXT.lower().replace(", thị xã", "") if encoding == "VNI" else TEXT.lower()
    assert done.text.lower() == "\n2025\n" + expected
    (warning,) = done.warnings
    assert f"read {encoding}" in warning and "shown as Latin letters" in warning


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "VNI"])
def test_the_bytes_themselves_are_spelt_alike(encoding):
    data = VNI.encode("cp1252") if encoding == "VNI" else encode(TEXT, encoding)
    done = read(data)
    assert done.text.startswith("Đầu tư")
    assert done.text.lower().startswith("đầu tư xây dựng cảng diêm điền.\nđẩy mạnh phát triển")
    assert done.warnings[0].startswith(f"read {encoding}")


@pytest.mark.tool("recode")
@pytest.mark.parametrize("encoding", ["VPS", "VISCII"])
def test_an_independent_program_spells_every_letter_alike(encoding):
    letters = legacy._LETTERS + legacy._LETTERS.upper().replace("Ỗ", "" if encoding == "VPS" else "Ỗ")
    table = {letter: code for code, letter in legacy._tables()[encoding].items() if code < 256}
    data = b"".join(bytes((table[letter],)) for letter in letters)
    done = subprocess.run(["recode", f"{encoding}..UTF-8"], input=data, capture_output=True, check=True)
    assert unicodedata.normalize("NFC", done.stdout.decode()) == letters


@pytest.mark.tool("recode")
def test_an_independent_program_spells_vni_alike():
    text = VNI + VNI.upper()
    done = subprocess.run(["recode", "VNI..UTF-8"], input=text.encode("cp1252"), capture_output=True, check=True)
    assert unicodedata.normalize("NFC", done.stdout.decode()) == legacy.spell(text, "VNI")


def test_lines_of_unicode_among_such_letters_stay():
    shown = legacy.as_latin(encode("đầu tư xây dựng cảng", "TCVN3"))
    done = read(f"Ghi chú của phòng: có ý kiến\nGhi chú: có\n{shown}".encode())
    assert done.text == "Ghi chú của phòng: có ý kiến\nGhi chú: có\nđầu tư xây dựng cảng"


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("®Çu t­ cña UBND tØnh", "đầu tư của UBND tỉnh"),
        ("§iÒu 1. §Çu t­ §­êNG Bé", "Điều 1. Đầu tư ĐƯỜNG Bộ"),
    ],
)
def test_capitals_are_those_that_plain_letters_tell_of(shown, text):
    assert by_content(shown) == (text, "TCVN3")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        unicodedata.normalize("NFD", TEXT),
        TEXT.upper(),
        "là và có tài các bài",
        "La qualité de l'eau a été améliorée à Hanoï; décidé à l'unanimité, façade rénovée, forêt, château, naïve.",
        "Die Qualität wäre größer, über Straßen müssen schöne Grüße führen; Bäume hören früh auf.",
        "Förvaltningen på Åland är därför öppen för frågor och åtgärder.",
        "Số lượng ± 5%, ≥ 3, × 2, © 2020, ® A, 100 °C, “café” và façade, phát\u00ad triển",
        "• A\n• B\n■ C\n– D",
    ],
)
def test_no_other_text_is_taken_for_one(text):
    assert legacy.find_legacy(text) is None


@pytest.mark.tool("shared")
def test_transcripts_of_old_documents_are_told_once_encoded_and_no_unicode_text_is(shared: Path):
    transcripts = sorted((shared / "samples" / "legacy").glob("*.txt"))
    assert len(transcripts) >= 10
    for path in transcripts:
        text = path.read_text(encoding="utf-8-sig")
        for encoding in ONE_BYTE:
            found = legacy.find_legacy(legacy.as_latin(encode(text, encoding)))
            assert found is not None and found.encoding == encoding, path.name
    texts = [
        *transcripts,
        *sorted((shared / "corpus").glob("*.txt")),
        *sorted((shared / "eval" / "texts").glob("*.txt")),
    ]
    assert len(texts) > 400
    refused = [path.name for path in texts if legacy.find_legacy(path.read_text(encoding="utf-8-sig"))]
    assert refused == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", "<!DOCTYPE html>\n<html><body><p>Một</p></body></html>"),
        (
            "a.md",
            '\n <!-- một --> <?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html xmlns="x">',
        ),
        ("a", "\ufeff  <HTML LANG=vi>"),
        ("a.txt", "<div><p>Một</p>\n<p>Hai</p>\n<p>Ba</p></div>"),
        ("a.txt", "HTTP/1.1 200\n\n<html><head><title>x</title></head><body><p>a</p></body></html>"),
        ("a.HTM", "Một dòng"),
        ("a.html", "Một dòng"),
    ],
)
def test_a_web_page_is_refused_whatever_it_is_called(name, text):
    with pytest.raises(ReadError, match=re.escape(name) + ": is an HTML page") as caught:
        decode(text.encode(), name)
    assert caught.value.remedy and caught.value.exit_code == 2
    with pytest.raises(ReadError, match="is an HTML page"):
        decode(text.encode("utf-16"), name)


def test_a_web_page_that_is_not_utf8_is_refused_as_one():
    with pytest.raises(ReadError, match="is an HTML page"):
        decode("<html><p>một</p>".encode() + b"\xe9", "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "<b>Lưu ý</b>: thẻ <html> và <body> của trang.",
        "a < b và c > d",
        '<p align="center"><img src="a.png"></p>\n\n# Kế hoạch\n\nMột.\n\nHai.\n\n- Ba.\n- Bốn.\n\nNăm.\n\nSáu.\n\nBảy.\n',
        "<tên cơ quan>\nSố: <số>",
    ],
)
def test_a_text_with_a_tag_or_two_is_read(text):
    assert decode(text.encode(), "a.md") == text
