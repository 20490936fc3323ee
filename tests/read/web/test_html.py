"""HTML: what a browser shows of a page, without menus and scripts, however deep its tags are nested."""

from __future__ import annotations

import html
import re
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import ReadText
from kg.read.registry import format_of
from kg.read.web.html import read_html, read_mhtml


def read(page: str | bytes) -> ReadText:
    return read_html(page.encode() if isinstance(page, str) else page, "a.html", options=ReadOptions())


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>Một\n  hai<b> ba</b></p><p>Bốn</p>", "Một hai ba\nBốn"),
        ("<div>Một<div>hai</div>ba</div>", "Một\nhai\nba"),
        ("Một<br>hai<br><br>ba", "Một\nhai\n\nba"),
        ("<title>T</title><script>x</script><style>y</style><nav>Menu</nav><p hidden>z</p><p>Một", "Một"),
        ("<p style='display: none'>a<b>b</b></p><span style='mso-hide:all'>c</span><p>Một", "Một"),
        ("<ol start=3><li>x<li><p>y</p><ul><li>z</ul><li value=9>t</ol>", "3. x\n4. y\n- z\n9. t"),
        ("<ol type=a><li>x<li>y</ol><ol style='list-style: none'><li>z</ol>", "a. x\nb. y\nz"),
        ("<ul><li>a) điểm<li>- gạch<li>1. số</ul>", "a) điểm\n- gạch\n1. số"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<p>m<sup>2</sup> &amp; &#273;&nbsp;x</p>", "m2 & đ\u00a0x"),
        ('<font face=".VnTimeH">®Çu t­</font> <span style="font-family:\'VNI-Times\'">tænh</span>', "ĐẦU TƯ tỉnh"),
        ("<p>Một</p><!-- <p>hai</p> --><![if !x]>3<![endif]>", "Một\n3"),
    ],
)
def test_what_a_browser_shows_is_read(page, expected):
    assert read(page).text == expected


def test_tables_are_rows_with_a_cell_for_each_column():
    done = read(
        "<table border=1><tr><th>TT<th colspan=2>Việc</tr><tr><td rowspan=2>1<td>a|b<td><p>c</p><p>d</p></tr>"
        "<tr><td>e<td><table><tr><td>trong</table></table><p>Sau"
    )
    assert done.text == "| TT | Việc |  |\n| 1 | a¦b | c d |\n|  | e | trong |\n\nSau"
    cells = [block for block in done.layout.blocks if block.kind == "cell"]
    assert [(block.row, block.column) for block in cells[-3:]] == [(2, 0), (2, 1), (2, 2)]


def test_a_letterhead_set_as_a_table_is_lines():
    page = "<table><tr><td>UBND TỈNH<br>Số: 1<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<tr><td>a<td>b</table>"
    assert read(page).text == "UBND TỈNH\nSố: 1\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\na\nb"


def test_headings_notes_and_the_foot_of_a_page_are_told_apart():
    page = (
        "<h2>Chương I</h2><p>Một<div style='mso-element:footnote'><p>Ghi chú</p></div><footer>Bản quyền</footer><p>Hai"
    )
    assert [(b.kind, b.level) for b in read(page).layout.blocks] == [
        ("heading", 2), ("paragraph", 0), ("paragraph", 0), ("note", 0), ("furniture", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("head", "encoding"),
    [("", "utf-8"), ("", "utf-8-sig"), ("", "utf-16"), ("<meta charset=windows-1252>", "utf-8"), ("", "cp1258"),
     ("<meta http-equiv=Content-Type content='text/html; charset=windows-1258'>", "cp1258")],
)  # fmt: skip
def test_the_encoding_is_found(head, encoding):
    words = "Đường bộ và các tỉnh"
    shown = (
        words.replace("ờ", "ơ\u0300").replace("ộ", "ô\u0323").replace("ỉ", "i\u0309") if encoding == "cp1258" else words
    )
    assert read(f"<html>{head}<p>{shown}</p></html>".encode(encoding)).text == words


def test_a_page_in_an_old_encoding_without_fonts_is_read():
    page = "<html><p>®Çu t­ x©y dùng c¶ng cho c¸c tØnh ven biÓn</p></html>".encode("latin-1")
    done = read(page)
    assert done.text == "đầu tư xây dựng cảng cho các tỉnh ven biển"
    assert any("TCVN3" in warning for warning in done.warnings)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "span"])
def test_no_depth_of_nesting_loses_a_word(tag):
    began = time.process_time()
    done = read("<p>trước</p>" + f"<{tag}>" * 10_000 + "chữ" + f"</{tag.split('>')[0]}>" * 10_000 + "<p>sau</p>")
    assert re.findall(r"\w+", done.text) == ["trước", "chữ", "sau"]
    assert time.process_time() - began < 20


def test_a_page_that_shows_nothing_is_refused():
    with pytest.raises(ReadError, match="shows no text"):
        read("<html><body><nav>Menu</nav><script>1</script></body></html>")


@pytest.mark.parametrize("name", ["a.html", "a.txt", "a.doc", "a"])
def test_a_page_is_known_by_its_tags(name):
    data = b"<!DOCTYPE html>\n<html><body><p>Mot</p></body></html>"
    assert format_of(data, name).media_type == "text/html"
    assert format_of(data.decode().encode("utf-16"), name).media_type == "text/html"


MHTML = (
    b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/css\r\n\r\np{}\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>=C4=90i=E1=BB=81u 1</p></html>\r\n--b--\r\n"
)


def test_the_page_of_a_web_archive_is_read():
    assert format_of(MHTML, "a").media_type == "multipart/related"
    assert read_mhtml(MHTML, "a.mht", options=ReadOptions()).text == "Điều 1"
    with pytest.raises(ReadError, match="holds no web page"):
        read_mhtml(b"MIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nx", "a.mht", options=ReadOptions())


@settings(max_examples=300)
@given(st.lists(st.sampled_from(
    "<p> </p> <table> </table> <tr> <td colspan=9 rowspan=99999> </td> <li> <ol type=i start=-5> </ol> <br> <pre> </pre> <h1> chữ \0 & &# <!-- "
    "--> <![CDATA[ <script> </script> <footer> </footer> <th> <?x <a href='".split()), max_size=40))  # fmt: skip
def test_any_tags_give_a_text_or_an_error(tags):
    try:
        done = read("".join(tags))
    except KgError as error:
        assert error.remedy
    else:
        assert "\0" not in done.text


@given(st.binary(max_size=300))
def test_any_bytes_give_a_text_or_an_error(data):
    for function, start in ((read_html, b"<html>"), (read_mhtml, b"MIME-Version: 1.0\r\n"), (read_mhtml, MHTML[:120])):
        try:
            assert isinstance(function(start + data, "a", options=ReadOptions()), ReadText)
        except KgError as error:
            assert error.remedy


@pytest.mark.tool("shared")
def test_pages_made_of_real_texts_keep_their_words(shared: Path):
    paths = sorted((shared / "corpus").glob("*.txt"))[::20]
    assert len(paths) >= 15
    for path in paths:
        text = path.read_text(encoding="utf-8-sig")
        parts = [html.escape(part).replace("\n", "<br>\n") for part in re.split(r"\n\s*\n", text)]
        page = "<html><head><title>x</title></head><body><nav><a>Trang chủ</a></nav><div><div><p>" + "</p>\n<p>".join(
            parts
        )
        read_words, given_words = words(read(page).text), words(text)
        both = (read_words & given_words).total()
        assert both / given_words.total() >= 0.986 and both / read_words.total() >= 0.991, path.name
