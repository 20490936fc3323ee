"""A graph folder keeps the texts read, their layouts and, where asked, the files; they come and go with their documents."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from laid_out import document, of_pages, of_paragraphs

import kg
from kg.config import Options
from kg.errors import OptionError, StoreError
from kg.model import Document
from kg.pages import Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.pipeline import build, remove
from kg.read import Reading, Source
from kg.store.graphs.kept import read_layout, source_name, write_layout

WORDS = "Xây dựng cầu Nghìn trước năm 2030."


def files(out: Path) -> list[str]:
    return sorted(f"{path.parent.name}/{path.name}" for name in ("texts", "sources") for path in (out / name).glob("*"))


def read(*names: str, words: str = WORDS) -> Reading:
    """Return what reading PDFs of these names would give, one page each."""
    reading = Reading()
    for name in names:
        one = document(of_pages([("paragraph", "KẾ HOẠCH"), ("paragraph", f"{words} Tên {name}.")]), f"{name}.pdf")
        one = replace(one, sha256=name * 8)
        reading.documents.append(one)
        reading.sources[one.sha256] = [Source("text", one.name)]
        reading.originals[one.sha256] = f"%PDF of {name}".encode()
    return reading


KEEP = Options(keep_source=True)


def test_texts_layouts_and_files_come_and_go_with_their_documents(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(read("a", "b"), out, options=KEEP)
    kept = [f"{folder}/{name}" for name in ("a", "b") for folder in ("texts", "sources")]
    assert {path.partition(".")[0] for path in files(out)} == set(kept)
    assert len(files(out)) == 6
    assert (out / "texts" / "b.txt").read_text(encoding="utf-8").startswith("KẾ HOẠCH")
    assert next((out / "sources").glob("b.*")).read_bytes() == b"%PDF of b"
    report = build(read("c"), out, options=Options())
    assert [path for path in files(out) if "/c" in path] == ["texts/c.pages.json", "texts/c.txt"]
    assert len(files(out)) == 8
    assert [item.get("original", "").partition(".")[0] for item in report["documents"]] == ["a", "b", ""]
    remove(["a"], out)
    assert {path.split("/")[1][0] for path in files(out)} == {"b", "c"}
    build(read("b"), out, options=Options())
    assert [path for path in files(out) if path.startswith("sources")] == []
    build(read("c"), out, options=Options(), sync=True)
    assert files(out) == ["texts/c.pages.json", "texts/c.txt"]
    build(read("c"), out, options=Options(keep_text=False), sync=True)
    assert files(out) == []


def test_the_same_layout_is_the_same_bytes_and_holds_all(tmp_path: Path) -> None:
    layout = SourceLayout(
        (SourceBlock("heading", 0, 4, page=0, box=Box(1.0, 2.123456, 3, 4), level=2), SourceBlock("cell", 5, 9, row=0)),
        (SourcePage(0, 9, 3, label="xi", width=595.2756, height=842.0, origin="ocr", quality=0.912345),),
        (SourceLine(0, 4, 0, Box(1, 2, 3, 4)),),
        (SourceWord(0, 4, 0.987654),),
    )
    data = write_layout(layout)
    assert data == write_layout(layout)
    assert json.loads(data) == {
        "pages": [
            {
                "number": 3,
                "label": "xi",
                "start": 0,
                "end": 9,
                "width": 595.28,
                "height": 842,
                "rotation": 0,
                "origin": "ocr",
                "quality": 0.9123,
            }
        ],
        "blocks": [
            {"kind": "heading", "start": 0, "end": 4, "page": 0, "level": 2, "box": [1, 2.12, 3, 4]},
            {"kind": "cell", "start": 5, "end": 9, "row": 0},
        ],
        "lines": [[0, 4, 0, [1, 2, 3, 4]]],
        "words": [[0, 4, 0.9877]],
    }
    assert b"842.0" not in data
    (tmp_path / "texts").mkdir()
    place = tmp_path / "texts" / "d.pages.json"
    place.write_bytes(data)
    again = read_layout(tmp_path, "d")
    assert write_layout(again) == data
    assert (again.blocks[1], again.lines, again.pages[0].label) == (layout.blocks[1], layout.lines, "xi")
    assert read_layout(tmp_path, "other") == SourceLayout()
    for broken in (b"{", b"[]", b'{"pages": [{}]}', b'{"lines": [[1]]}', b'{"blocks": [1]}'):
        place.write_bytes(broken)
        with pytest.raises(StoreError, match="build the document again"):
            read_layout(tmp_path, "d")


def test_a_text_without_layout_has_no_file_of_it(tmp_path: Path, sample: Path) -> None:
    with kg.build(sample, out=tmp_path / "out", keep_source=True) as graph:
        assert files(graph.path) == ["sources/thai-binh.txt", "texts/thai-binh.txt"]
        assert (graph.path / "sources" / "thai-binh.txt").read_bytes() == sample.read_bytes()
        assert graph.report["documents"][0]["original"] == "thai-binh.txt"
    with kg.build(text=WORDS, name="lời.md", out=tmp_path / "two", keep_source=True) as graph:
        assert files(graph.path) == ["sources/loi.md", "texts/loi.txt"]


def test_a_source_is_not_kept_without_its_text(tmp_path: Path, sample: Path) -> None:
    with pytest.raises(OptionError, match="without its text"):
        kg.build(sample, out=tmp_path / "out", keep_source=True, keep_text=False)
    assert not (tmp_path / "out").exists()


def test_the_name_of_a_source_has_the_ending_of_its_format() -> None:
    assert source_name("a", "text/plain") == "a.txt"
    assert source_name("a", "application/x-unknown") == "a.bin"


def test_report_tells_pages_blocks_and_warnings(tmp_path: Path) -> None:
    pages = (SourcePage(0, 30, 1, quality=0.5, origin="ocr"), SourcePage(31, 61, 2, quality=1.0))
    text = f"{WORDS}\n{WORDS}"
    ocr = Document(
        "a",
        "a.pdf",
        text,
        "1" * 64,
        "application/pdf",
        SourceLayout((), pages, (), (SourceWord(0, 3, 0.4),)),
        ("page 1 is faint",),
    )
    plain = document(of_paragraphs(("paragraph", WORDS), ("heading", "Điều", 1)), "b.docx")
    bare = document(ReadText(WORDS), "c.txt")
    reading = Reading([ocr, plain, replace(bare, sha256="2" * 64)])
    reading.sources = {one.sha256: [Source("text", one.name)] for one in reading.documents}
    first, second, third = build(reading, tmp_path / "out", options=Options())["documents"]
    assert (first["pages"], first["quality"]) == ({"layer": 1, "ocr": 1}, 0.75)
    assert first["ocr"] == {"quality": 0.5, "words": 1}
    assert first["warnings"] == ["page 1 is faint"]
    assert second["blocks"] == {"heading": 1, "paragraph": 1}
    assert not {"pages", "blocks", "ocr"} & set(third)
