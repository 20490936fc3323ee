"""Letters of TCVN3, VNI, VPS and VISCII are named for what they are, as bytes and as the Latin letters they became."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import legacy
from kg.read.plain import decode

TEXT = "Đầu tư xây dựng cảng Diêm Điền.\nĐẩy mạnh phát triển nông nghiệp hữu cơ ở các huyện, thị xã.\n"
VNI = "Ñaàu tö xaây döïng caûng Dieâm Ñieàn.\nÑaåy maïnh phaùt trieån noâng nghieäp höõu cô ôû caùc huyeän.\n"
ONE_BYTE = ["TCVN3", "VPS", "VISCII"]


def encode(text: str, encoding: str) -> bytes:
    """Return a text in an encoding of one byte a letter; a capital that it lacks as the small letter."""
    capitals, codes = legacy._CAPITALS[encoding]
    table = dict(zip(legacy._LETTERS, bytes.fromhex(legacy._CODES[encoding]), strict=True))
    table |= dict(zip(capitals, bytes.fromhex(codes), strict=True))
    return bytes(table.get(char, table.get(char.lower(), ord(char) if ord(char) < 256 else 0x3F)) for char in text)


def refusal(data: bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        decode(data, "a.txt")
    return caught.value


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "VNI"])
@pytest.mark.parametrize("page", ["latin-1", "windows"])
def test_letters_taken_for_latin_ones_are_named_with_line_and_sample(encoding, page):
    data = VNI.encode("cp1252") if encoding == "VNI" else encode(TEXT, encoding)
    shown = data.decode("latin-1") if page == "latin-1" else legacy.as_latin(data)
    error = refusal(("\n2025\n" + shown).encode())
    assert f"is {encoding}" in str(error)
    assert "line 3 has " in str(error)
    assert "stands for đầu" in str(error)
    assert encoding[:4] in error.remedy
    assert error.exit_code == 2


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "VNI"])
def test_the_bytes_themselves_are_named_alike(encoding):
    data = VNI.encode("cp1252") if encoding == "VNI" else encode(TEXT, encoding)
    error = refusal(data)
    assert f"looks like {encoding}" in str(error)
    assert encoding[:4] in error.remedy


@pytest.mark.tool("iconv")
@pytest.mark.parametrize("encoding", ["TCVN3", "VISCII"])
@pytest.mark.parametrize("shown", [True, False])
def test_the_command_of_the_error_gives_the_text_back(encoding, shown, tmp_path):
    data = encode(TEXT.lower(), encoding)
    (tmp_path / "FILE").write_bytes(legacy.as_latin(data).encode() if shown else data)
    command = refusal((tmp_path / "FILE").read_bytes()).remedy
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    assert unicodedata.normalize("NFC", (tmp_path / "NEW").read_text(encoding="utf-8")) == TEXT.lower()


@pytest.mark.tool("recode")
@pytest.mark.parametrize("encoding", ["VPS", "VNI"])
@pytest.mark.parametrize("shown", [True, False])
def test_the_command_that_needs_recode_gives_the_text_back(encoding, shown, tmp_path):
    data = VNI.encode("cp1252") if encoding == "VNI" else encode(TEXT.lower(), encoding)
    (tmp_path / "FILE").write_bytes(legacy.as_latin(data).encode() if shown else data)
    command = refusal((tmp_path / "FILE").read_bytes()).remedy
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    mended = (tmp_path / "NEW").read_text(encoding="utf-8").lower()
    assert unicodedata.normalize("NFC", mended).startswith("đầu tư xây dựng cảng diêm điền.")


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


def test_a_line_of_such_letters_in_a_short_text_is_named():
    shown = legacy.as_latin(encode("đầu tư xây dựng cảng", "TCVN3"))
    assert "line 2 has" in str(refusal(f"Ghi chú của phòng:\n{shown}".encode()))


@pytest.mark.tool("shared")
def test_transcripts_of_old_documents_are_named_once_encoded_and_no_unicode_text_is(shared: Path):
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
