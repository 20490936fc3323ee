"""ODT: what LibreOffice shows of a file is its text, with lists counted and tables as rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import odt, rezip

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import ReadText
from kg.read.registry import format_of
from kg.read.word.odt import read_odt

STYLES = """
<style:font-face style:name="Cu" svg:font-family=".VnTimeH"/>
<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="Cu"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="P0"/>
<style:style style:name="P0" style:family="paragraph"><style:text-properties fo:font-family="'VNI-Times'"/></style:style>
<style:style style:name="C1" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000"/></style:style>
<text:list-style style:name="L1">
 <text:list-level-style-number text:level="1" style:num-prefix="Điều " style:num-suffix="." style:num-format="1"/>
 <text:list-level-style-number text:level="2" style:num-suffix=")" style:num-format="a"/>
 <text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3" text:start-value="4"/>
</text:list-style>
<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/></text:list-style>
"""


def item(text: str, inside: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{inside}</text:list-item>"


def read(data: bytes) -> ReadText:
    return read_odt(data, "a.odt", options=ReadOptions())


def text(body: str) -> str:
    return read(odt(body, STYLES)).text


def test_lists_are_counted_and_their_labels_written():
    deep = f"<text:list>{item('sâu')}</text:list>"
    inner = f"<text:list>{item('một')}{item('hai', deep)}</text:list>"
    first = f'<text:list text:style-name="L1">{item("Phạm vi")}{item("Đối tượng", inner)}</text:list>'
    after = f'<text:list text:style-name="L1" text:continue-numbering="true">{item("Thi hành")}</text:list>'
    bullets = f'<text:list text:style-name="L2">{item("ý")}<text:list-header><text:p>đầu</text:p></text:list-header></text:list>'
    assert text(first + "<text:p>giữa</text:p>" + after + bullets).split("\n") == [
        "Điều 1. Phạm vi", "Điều 2. Đối tượng", "a) một", "b) hai", "2.b.4 sâu", "giữa", "Điều 3. Thi hành", "- ý", "đầu",
    ]  # fmt: skip


def test_signs_spaces_changes_and_fonts():
    body = (
        '<text:tracked-changes><text:p>xóa</text:p></text:tracked-changes><text:p>Một  hai\n ba<text:s text:c="2"/>x<text:tab/>y'
        "<text:line-break/>z<office:annotation><text:p>lời</text:p></office:annotation></text:p>"
        '<text:p text:style-name="P1">Ñaàu tö <text:span text:style-name="T1">bé</text:span></text:p>'
    )
    assert text(body) == "Một hai ba  x\ty\nz\nĐầu tư BỘ"


def test_tables_notes_boxes_and_running_heads():
    cell = '<table:table-cell table:style-name="C1"{}>{}</table:table-cell>'
    rows = (
        "<table:table-row>" + cell.format(' table:number-columns-spanned="2"', "<text:p>a|b</text:p>") + "<table:covered-table-cell/>"
        + cell.format("", "<text:p>c</text:p><text:p>d</text:p>") + "</table:table-row><table:table-header-rows><table:table-row>"
        + cell.format(' table:number-columns-repeated="3"', "<text:p>x</text:p>") + "</table:table-row></table:table-header-rows>"
    )  # fmt: skip
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Ghi</text:p></text:note-body></text:note>"
    box = "<draw:frame><draw:text-box><text:p>MẬT</text:p></draw:text-box></draw:frame>"
    heads = "<style:header><text:p>CÔNG BÁO</text:p></style:header><style:footer><text:p>2</text:p></style:footer>"
    body = f'<text:h text:outline-level="2">Chương</text:h><text:p>Luật{note}{box} này</text:p><table:table>{rows}</table:table>'
    done = read(odt(body, STYLES, heads))
    assert done.text == "CÔNG BÁO\n\nChương\nLuật[1] này\nMẬT\n| a¦b |  | c d |\n| x | x | x |\n\n[1] Ghi"
    kinds = [(block.kind, block.level) for block in done.layout.blocks if block.kind not in ("row", "cell")]
    assert kinds == [("furniture", 0), ("heading", 2), ("paragraph", 0), ("paragraph", 0), ("table", 0), ("note", 0)]


def test_it_is_known_by_what_it_holds():
    assert format_of(odt("<text:p>x</text:p>"), "a.zip").media_type == "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (rezip(odt("<text:p>x</text:p>"), {"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "document type"),
        (rezip(odt("<text:p>x</text:p>"), {"content.xml": b"<a/>"}), "no document"),
        (odt("<text:p>x</text:p>")[:80], "damaged"),
        (odt("<text:section>" * 80 + "<text:p>x</text:p>" + "</text:section>" * 80), "nested more than 50"),
    ],
)
def test_hostile_and_damaged_files_are_refused(data, said):
    with pytest.raises(ReadError, match=said) as caught:
        read(data)
    assert caught.value.remedy


def test_numbers_that_say_too_much_are_bounded():
    many = '<text:p>a<text:s text:c="99999"/>b</text:p><table:table><table:table-row><table:table-cell table:style-name="C1"'
    many += (
        ' table:number-columns-repeated="99999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    assert len(text(many)) < 5000


@settings(max_examples=150)
@given(st.data())
def test_altered_content_gives_a_text_or_an_error(data):
    body = f'<text:list text:style-name="L1">{item("Một")}</text:list><table:table><table:table-row/></table:table>'
    whole = bytearray(
        f'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">{body}'.encode()
        if data.draw(st.booleans())
        else odt(body, STYLES)
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(read(bytes(whole)), ReadText)
    except KgError as error:
        assert error.remedy
