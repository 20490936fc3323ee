r"""RTF: each run is read by its font and code page; groups that stand nowhere on the page are left out."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import ReadText
from kg.read.word.rtf import read_rtf

FONTS = (
    rb"{\fonttbl{\f0\froman\fcharset0 Times New Roman{\*\falt Times};}{\f1\fnil\fcharset0 .VnTime;}"
    rb"{\f2\fnil .VnTimeH;}{\f3 VNI-Times;}{\f4\fcharset163{\*\panose 02020603050405020304}Arial;}"
    rb"{\f5\fcharset2 Symbol;}}"
)
HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + rb"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}"
    rb"{\s3\outlinelevel0 heading 1;}}{\info{\title An}}\viewkind4\uc1\pard "
)
TABLE = rb"\trowd\clbrdrt\brdrs\cellx100\clbrdrt\brdrs\cellx200\pard\intbl "


def read(data: bytes) -> ReadText:
    return read_rtf(data, "a.rtf", options=ReadOptions())


def text(body: bytes) -> str:
    return read(HEAD + body + b"}").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb"M\u7897?t\par Hai", "Một\nHai"),
        (rb"\f1 \'ae\'c7u t\'ad {\f2 b\'e9} \f0 x", "đầu tư BỘ x"),
        (rb"\f1 \'ae\'c7u t\- x", "đầu tư x"),
        (b"\\f2 c\\'e9ng ho\\'b5", "CỘNG HOÀ"),
        (rb"\f3 \'d1a\'e0u t\'f6", "Đầu tư"),
        (rb"\f4 \'d0\'fd\'f5\'ccng", "Đường"),
        (rb"\f5\'b7 \f0 m\'e0u", "\uf0b7 màu"),
        (rb"S\u7889\'3f 1\_NQ\~TW\tab x\line y", "Số 1-NQ\u00a0TW\tx\ny"),
        (rb"\uc2 \u273\'3f\'3f\uc0\u432 a", "đưa"),
        (rb"\u-10179?\u-8704?", "😀"),
        (rb"a{\v an}{\deleted xoa}{\caps hoa} {\field{\*\fldinst HYPERLINK x}{\fldrslt nay}}{\*\la khong}", "aHOA nay"),
        (rb"{\listtext\pard\plain 1.\tab}Muc{\*\bkmkstart b}", "1.\tMuc"),
        (rb"a{\pict\wmetafile8 0102ab}b{\bin5 }}}}}c", "abc"),
        (rb"\{x\}\\ \lquote y\rquote\emdash z", "{x}\\ ‘y’—z"),
        (rb"Mot{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt Hop\par}}{\shprslt Hop}}\par Hai", "Mot\nHop\nHai"),
        (b"Mot\\\r\nHai\r\nBa\\\nBon", "Mot\nHaiBa\nBon"),
    ],
)
def test_what_a_page_shows_is_read(body, expected):
    assert text(body) == expected


def test_tables_are_rows():
    rows = TABLE + rb"TT\cell Viec|nhieu\par them\cell\row" + TABLE + rb"1\cell Hai\cell\row\pard Sau\par"
    done = read(HEAD + rb"Truoc\par " + rows + b"}")
    assert done.text == "Truoc\n| TT | Viec¦nhieu them |\n| 1 | Hai |\n\nSau"
    assert [block.kind for block in done.layout.blocks].count("cell") == 4


def test_nested_tables_and_merged_cells_are_kept():
    row = (
        rb"\trowd\clbrdrt\brdrs\cellx1\clvmrg\clbrdrt\brdrs\cellx2\clbrdrt\brdrs\cellx3\clbrdrt\brdrs\cellx4\pard\intbl"
        rb" ngoai\par{\pard\intbl\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx1\cellx2\nestrow}}"
        rb"\pard\intbl\itap1 cuoi\cell che\cell ba\cell bon\cell\row"
    )
    assert text(row) == "| ngoai a b cuoi |  | ba | bon |"


@pytest.mark.parametrize(
    "body",
    [
        rb"\trowd\cellx100\intbl So lap\cell",
        rb"\itap2\intbl So lap\nestcell",
        rb"\itap4\intbl So lap\nestcell\nestrow",
        rb"\intbl So lap",
    ],
)
def test_cells_of_a_row_that_no_mark_ends_are_kept(body):
    assert "So lap" in text(body)


def test_notes_headings_and_running_heads():
    done = read(
        HEAD + rb"{\header CONG BAO\par}{\footer Trang {\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
        rb"\pard\s3 Chuong I\par\pard Theo luat{\super\chftn{\footnote\pard\chftn Luat so 1\par}} nay\par}"
    )
    assert done.text == "CONG BAO\n\nChuong I\nTheo luat[1] nay\n\n[1] Luat so 1\n\nTrang 1"
    assert [(block.kind, block.level) for block in done.layout.blocks] == [
        ("furniture", 0),
        ("heading", 1),
        ("paragraph", 0),
        ("note", 0),
        ("furniture", 0),
    ]


def test_a_file_that_was_cut_is_read_and_said_to_be():
    done = read(HEAD + b"Mot")
    assert done.text == "Mot" and "cut off" in done.warnings[0]


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"{\\rtf1 " + b"{" * 1_000_000 + b"x" + b"}" * 1_000_000, "nested more than"), (b"Mot", "no RTF file")],
)
def test_what_is_refused(data, said):
    with pytest.raises(ReadError, match=said) as caught:
        read(data)
    assert caught.value.remedy


def test_the_time_grows_as_the_file_does():
    times = []
    for count in (200_000, 800_000):
        data = HEAD + rb"\f1 " + rb"\'b5{\f0 x}" * (count // 10) + rb"\'b5" * count + b"}"
        began = time.process_time()
        assert len(read(data).text) > count
        times.append(time.process_time() - began)
    assert times[1] < 12 * times[0]


@settings(max_examples=300)
@given(st.data())
def test_cut_and_altered_files_give_a_text_or_say_what_is_wrong(data):
    whole = (
        HEAD
        + TABLE
        + rb"TT\cell {\f1\'b5}\cell\row {\footnote x}{\header y}\u7897?\bin3 abc{\shp{\*\shpinst{\shptxt z}}}}"
    )
    mutable = bytearray(whole[: data.draw(st.integers(8, len(whole)))])
    for _ in range(data.draw(st.integers(0, 8))):
        place = data.draw(st.integers(6, len(mutable) - 1))
        mutable[place : place + 1] = data.draw(
            st.sampled_from([b"\\", b"{", b"}", b"\\cell ", b"\\row ", b"\\itap9 ", b"9", b"\0"])
        )
    try:
        assert isinstance(read(bytes(mutable)), ReadText)
    except KgError as error:
        assert error.remedy


@given(st.binary(max_size=400))
def test_any_bytes_behind_the_beginning_of_an_rtf_file(data):
    assert isinstance(read(b"{\\rtf1 " + data), ReadText)


@pytest.mark.tool("shared")
def test_capitals_of_real_files_are_restored(shared: Path):
    paths = sorted((shared / "samples" / "legacy").glob("*.rtf"))
    assert len(paths) == 2
    for path in paths:
        done = read(path.read_bytes())
        assert "BỘ TÀI CHÍNH" in " ".join(done.text.split()) and "CỘNG H" in done.text and "THÔNG TƯ" in done.text
