"""DOCX: what Word shows of a file is its text, once, with lists counted, tables as rows, and nothing that was deleted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import cell, docx, paragraph, rezip, run, table

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import ReadText
from kg.read.registry import format_of
from kg.read.word.docx import read_docx

NUMBERING = """
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:suff w:val="nothing"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
 <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
 <w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="3"/></w:num>
"""
BOMB = b'<!DOCTYPE d [<!ENTITY a "lolololololol">'
BOMB += b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9)) + b"]>"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Chuong"><w:name w:val="Chương"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cũ"/><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Hoa"><w:name w:val="Hoa"/><w:rPr><w:caps/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Khoan"><w:name w:val="Khoản"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
"""


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def styled(text: str, style: str) -> str:
    return paragraph(text, properties=f'<w:pStyle w:val="{style}"/>')


def read(data: bytes) -> ReadText:
    return read_docx(data, "a.docx", options=ReadOptions())


def text(body: str, **parts: str) -> str:
    return read(docx(body, **parts)).text


def kinds(done: ReadText) -> list[tuple[str, str]]:
    return [(block.kind, done.text[block.start_char : block.end_char]) for block in done.layout.blocks]


def test_lists_are_counted_and_their_labels_written():
    body = (
        numbered("Phạm vi", 1) + numbered("Một", 1, 1) + numbered("Hai", 1, 1) + numbered("chi tiết", 1, 2)
        + numbered("Đối tượng", 1) + numbered("Ba", 1, 1) + styled("Bốn", "Khoan")
        + numbered("Phần", 2) + numbered("ý", 2, 1) + numbered("Thi hành", 3) + numbered("Sau", 3)
    )  # fmt: skip
    assert text(body, numbering=NUMBERING, styles=STYLES).split("\n") == [
        "Điều 1. Phạm vi", "1.1. Một", "1.2. Hai", "a)chi tiết", "Điều 2. Đối tượng", "2.1. Ba", "2.2. Bốn",
        "III. Phần", "- ý", "Điều 7. Thi hành", "Điều 8. Sau",
    ]  # fmt: skip


def test_a_label_is_read_in_its_own_font():
    words = run("®Çu t­ x©y dùng", '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>')
    body = paragraph(words, properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>')
    assert text(body, numbering=NUMBERING) == "Điều 1. đầu tư xây dựng"


def test_insertions_are_kept_and_deletions_are_not():
    body = paragraph(
        "Giao ",
        f'<w:ins w:id="1">{run("Sở Tài chính")}</w:ins>',
        '<w:del w:id="2"><w:r><w:delText>Sở Nội vụ</w:delText></w:r></w:del>',
        f'<w:moveFrom w:id="3">{run("chỗ cũ")}</w:moveFrom><w:moveTo w:id="4">{run(" chủ trì")}</w:moveTo>',
        run("ẩn", "<w:vanish/>"),
    )
    assert text(body) == "Giao Sở Tài chính chủ trì"


def test_signs_within_runs():
    body = paragraph(
        "<w:r><w:t>Số 12</w:t><w:noBreakHyphen/><w:t>NQ</w:t><w:tab/><w:t>mật</w:t><w:br/><w:t>khẩn</w:t><w:softHyphen/></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        run(" trang 3"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
        "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>",
    )
    assert text(body) == "Số 12-NQ\tmật\nkhẩn trang 3\uf0fex=1"


def test_a_text_box_is_read_once_behind_its_paragraph():
    box = f"<w:txbxContent>{paragraph('MẬT')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(paragraph("Một", both) + paragraph("Hai")) == "Một\nMẬT\nHai"


def test_tables_are_rows_with_a_cell_for_each_column():
    body = paragraph("Trước") + table(
        ["TT", "Nhiệm vụ", cell("Chủ trì", "phối hợp"), "Hạn"],
        [
            cell("1", properties="<w:vMerge w:val='restart'/>"),
            cell("Xây | dựng", properties="<w:gridSpan w:val='2'/>"),
            "2026",
        ],
        [cell(properties="<w:vMerge/>"), cell(table(["a", "b"], ["c", "d"])), "Sở Y tế", ""],
    )
    done = read(docx(body + paragraph("Sau")))
    assert done.text.split("\n") == [
        "Trước",
        "| TT | Nhiệm vụ | Chủ trì phối hợp | Hạn |",
        "| 1 | Xây ¦ dựng |  | 2026 |",
        "|  | a b c d | Sở Y tế |  |",
        "",
        "Sau",
    ]
    blocks = done.layout.blocks
    assert [block.kind for block in blocks[1:7]] == ["table", "row", "cell", "cell", "cell", "cell"]
    shown = {
        (block.row, block.column): words
        for block, (kind, words) in zip(blocks, kinds(done), strict=True)
        if kind == "cell"
    }
    assert (shown[0, 2], shown[1, 1], shown[1, 3], shown[2, 2]) == ("Chủ trì phối hợp", "Xây ¦ dựng", "2026", "Sở Y tế")
    assert kinds(done)[1][1] == "\n".join(done.text.split("\n")[1:4])


def test_a_letterhead_set_as_a_table_is_lines():
    head = [cell("UBND TỈNH", "Số: 1/QĐ"), cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")]
    lines = "UBND TỈNH\nSố: 1/QĐ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    assert text(table(head, borders=False)) == lines
    assert text(table(head, borders=True)) == lines
    assert text(table(["a", "b"], borders=True)) == "| a | b |"
    signed = [cell("Nơi nhận:", "- Như trên;"), cell("CHỦ TỊCH", "Nguyễn Văn A")]
    assert text(table(signed, borders=True)) == "Nơi nhận:\n- Như trên;\nCHỦ TỊCH\nNguyễn Văn A"
    old = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    motto = paragraph(run("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", old))
    done = read(docx(table([cell("UBND"), cell(motto)], borders=True)))
    assert done.text == "UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert done.warnings == ("read 40 characters in letters of VNI as Unicode",)
    assert text(table(["một cột"], ["hai"], borders=True)) == "một cột\nhai"


def test_notes_and_running_heads_stand_apart():
    body = paragraph("Theo luật", '<w:r><w:footnoteReference w:id="5"/></w:r>', " này") + paragraph("Hết")
    notes = f'<w:footnote w:id="0"><w:p/></w:footnote><w:footnote w:id="5">{paragraph("Luật số 1")}</w:footnote>'
    done = read(
        docx(
            body, footnotes=notes, header1=paragraph("CÔNG BÁO"), header2=paragraph("CÔNG BÁO"), footer1=paragraph("12")
        )
    )
    assert done.text == "CÔNG BÁO\n\nTheo luật[1] này\nHết\n\n[1] Luật số 1"
    assert [kind for kind, _ in kinds(done)] == ["furniture", "paragraph", "paragraph", "note"]


def test_headings_are_known_by_outline_or_name_of_style():
    body = styled("Mục", "H2") + styled("Chương I", "Chuong") + paragraph("x", properties='<w:outlineLvl w:val="9"/>')
    blocks = read(docx(body, styles=STYLES)).layout.blocks
    assert [(block.kind, block.level) for block in blocks] == [("heading", 2), ("heading", 1), ("paragraph", 0)]


def test_capitals_and_old_fonts_of_styles_and_runs():
    old = '<w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/>'
    body = (
        styled("bé tµi chÝnh", "Cu")
        + styled("hoa", "Hoa")
        + paragraph(run("Ñaàu tö", old), run(" đầu tư của "), run("tænh", old))
    )
    done = read(docx(body, styles=STYLES))
    assert done.text == "BỘ TÀI CHÍNH\nHOA\nĐầu tư đầu tư của tỉnh"
    assert any("TCVN3" in warning for warning in done.warnings) and any("VNI" in warning for warning in done.warnings)


def test_a_font_name_left_on_unicode_text_changes_nothing():
    old = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    body = paragraph(run("Có ý kiến của các xã về đường, cầu và bến cảng ở tỉnh", old)) + paragraph(run("Có", old))
    done = read(docx(body))
    assert done.text == "Có ý kiến của các xã về đường, cầu và bến cảng ở tỉnh\nCó"
    assert done.warnings == ()


def test_the_strict_form_of_the_standard_is_read_alike():
    data = docx(table(["a", "b"]) + paragraph("Một"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    strict = xml.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read(rezip(data, {"word/document.xml": strict})).text == read(data).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda xml: xml.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1),
            "document type",
        ),
        (
            lambda xml: xml.replace(b"?>", b'?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', 1),
            "document type",
        ),
        (lambda xml: xml.replace(b"?>", b"?>" + BOMB, 1).replace(b"<w:body>", b'<w:body x="&j;">', 1), "damaged"),
        (lambda xml: xml[:200], "damaged"),
        (lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b"<w:tbl><w:tr><w:tc>" * 20000, 1), "damaged"),
        (lambda xml: b"<a/>", "no document"),
    ],
)
def test_hostile_and_damaged_files_are_refused(change, said):
    data = docx(paragraph("Một"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml")
    with pytest.raises(ReadError, match=said) as caught:
        read(rezip(data, {"word/document.xml": change(xml)}))
    assert str(caught.value).startswith("a.docx: ") and caught.value.remedy


def test_a_file_that_unpacks_to_too_much_is_refused():
    data = docx(paragraph("aaaa") * 50_000)
    assert len(data) < 100_000
    with pytest.raises(ReadError, match="unpacks to more than 1 MiB"):
        read_docx(data, "a.docx", options=ReadOptions(part_bytes=1 << 20))


def test_a_file_of_too_many_tags_is_refused():
    with pytest.raises(ReadError, match="more than 5,000,000 tags"):
        read(docx("<w:p/>" * 5_000_000))


def test_tables_nested_too_deeply_are_refused():
    inner = "x"
    for _ in range(55):
        inner = table([cell(inner if inner.startswith("<") else paragraph(inner), "<w:p/>"), "y"])
    with pytest.raises(ReadError, match="nested more than 50 deep"):
        read(docx(inner))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_and_altered_files_give_a_text_or_say_what_is_wrong(data):
    body = numbered("Phạm vi", 1) + table(["a", "b"]) + paragraph("Một") + styled("x", "H2")
    whole = docx(body, numbering=NUMBERING, styles=STYLES)
    if data.draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            name = data.draw(st.sampled_from([item for item in archive.namelist() if item.startswith("word/")]))
            part = bytearray(archive.read(name))
        for _ in range(data.draw(st.integers(1, 4))):
            part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.integers(0, 255))
        altered = rezip(whole, {name: bytes(part)})
    else:
        mutable = bytearray(whole[: data.draw(st.integers(30, len(whole)))])
        for _ in range(data.draw(st.integers(0, 4))):
            mutable[data.draw(st.integers(4, len(mutable) - 1))] = data.draw(st.integers(0, 255))
        altered = bytes(mutable)
    try:
        assert isinstance(read(altered), ReadText)
    except KgError as error:
        assert error.remedy


@pytest.mark.tool("shared")
def test_the_real_ones_are_read_whole(shared: Path):
    paths = sorted((shared / "samples" / "docx").glob("*.docx"))
    assert len(paths) == 3
    for path in paths:
        data = path.read_bytes()
        done = format_of(data, path.name).load()(data, path.name, options=ReadOptions())
        assert done.warnings == (), path.name
        assert len(done.text) > 20_000
        for block in done.layout.blocks:
            words = done.text[block.start_char : block.end_char]
            assert words == words.strip() and (words or block.kind == "cell")


def test_parts_are_found_by_their_relations():
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="r{}" Type="' + kinds + '/{}" Target="{}"/>'
    old = docx(numbered("Phạm vi", 1), numbering=NUMBERING, header1=paragraph("A"), header2=paragraph("B"))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(old)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            moved = name.replace("word/document", "word/document22").replace("word/numbering", "word/so/dem")
            target.writestr(moved, source.read(name))
        target.writestr("_rels/.rels", relations.format(link.format(1, "officeDocument", "/word/document22.xml")))
        inside = link.format(1, "numbering", "so/dem.xml") + link.format(2, "header", "header2.xml")
        target.writestr("word/_rels/document22.xml.rels", relations.format(inside))
    assert read(out.getvalue()).text == "B\n\nĐiều 1. Phạm vi"


def test_a_paragraph_that_was_deleted_takes_no_number():
    gone = '<w:del w:id="1"><w:r><w:delText>Bỏ</w:delText></w:r></w:del>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = paragraph(gone, properties=f"{number}<w:rPr><w:del w:id='2'/></w:rPr>")
    body = numbered("Một", 1) + deleted + numbered("", 1) + numbered("Ba", 1)
    assert text(body, numbering=NUMBERING).split("\n") == ["Điều 1. Một", "Điều 2.", "Điều 3. Ba"]


def test_a_file_of_pictures_is_refused_with_what_to_do():
    data = docx(paragraph(" "))
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/media/image1.png", b"x")
    with pytest.raises(ReadError, match="holds 1 pictures and no text") as caught:
        read(out.getvalue())
    assert "PDF" in caught.value.remedy


def test_old_letters_whose_font_was_changed_are_read_and_lines_of_unicode_among_them_stay():
    old = paragraph("®Çu t­ x©y dùng c¶ng cho c¸c tØnh ven biÓn, huyÖn vµ x·") + paragraph("§iÒu 2")
    done = read(docx(old + paragraph("Ý kiến: có, đã được duyệt ở tỉnh") + paragraph("Có")))
    assert (
        done.text
        == "đầu tư xây dựng cảng cho các tỉnh ven biển, huyện và xã\nĐiều 2\nÝ kiến: có, đã được duyệt ở tỉnh\nCó"
    )
    assert len(done.warnings) == 1 and "TCVN3" in done.warnings[0]


@pytest.mark.parametrize(("font", "encoding"), [("VPS Times", "VPS"), ("VI Times", "VISCII")])
def test_fonts_whose_names_say_little_are_believed_where_their_words_are_syllables(font, encoding):
    from kg.read import legacy

    table = {letter: chr(code) for code, letter in legacy._tables()[encoding].items() if 0xA0 <= code < 256}
    shown = "".join(table.get(char, char) for char in "xây dựng cảng và đầu tư cho các tỉnh")
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    assert text(paragraph(run(shown, fonts))) == "xây dựng cảng và đầu tư cho các tỉnh"
    assert text(paragraph(run("façade, café, naïve", fonts))) == "façade, café, naïve"


def test_embedded_files_are_told_of():
    out = io.BytesIO(docx(paragraph("Một")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/embeddings/oleObject1.bin", b"x")
    assert read(out.getvalue()).warnings == ("holds 1 embedded files, such as sheets, which are not read",)
