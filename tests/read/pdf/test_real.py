"""Official documents as they come: their words, tables, page numbers and what is printed on every page."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path

import pytest
from read.pdf.pages import blocks, read

from kg.pages import ReadText

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT.parent / "shared" / "samples"
sys.path.append(str(ROOT / "benchmarks"))

pytestmark = pytest.mark.tool("shared")


@lru_cache
def read_sample(path: str) -> ReadText:
    return read((SAMPLES / path).read_bytes())


@pytest.mark.parametrize(
    ("path", "transcript", "least"),
    [
        ("pdf/chi-thi-so-21-ct-ttg-469580", ".txt", 0.999),
        ("pdf/nghi-quyet-so-113-nq-cp-469448", ".txt", 0.999),
        ("pdf/nghi-quyet-so-141-nq-cp-469678", ".txt", 0.999),
        ("pdf/nghi-quyet-so-175-nq-cp-40286", ".txt", 0.999),
        ("legacy/tcvn3-2006-QD115", ".txt", 0.999),
        ("transcribed/quyet-dinh-04-2025", ".md", 0.985),
        ("transcribed/quyet-dinh-06-2025", ".md", 0.98),
        ("transcribed/quyet-dinh-08-2025", ".md", 0.96),
    ],
)
def test_the_words_are_those_of_the_transcript(path, transcript, least):
    import bench_read

    made = read_sample(f"{path}.pdf")
    wanted = (SAMPLES / f"{path}{transcript}").read_text(encoding="utf-8")
    if transcript == ".md":
        score = bench_read.word_bag(bench_read.without_furniture(made), bench_read.MARKDOWN.sub(" ", wanted))
    else:
        score = bench_read.word_bag(made.text, wanted)
    assert score >= least


def test_the_gazette_s_head_and_numbers_are_furniture_on_every_page():
    made = read_sample("pdf/nghi-quyet-so-175-nq-cp-40286.pdf")
    assert [page.label for page in made.layout.pages] == [str(number) for number in range(45, 91)]
    heads = [text for text in blocks(made, "furniture") if text.startswith("CÔNG BÁO/Số 1091")]
    assert len(heads) == len(made.layout.pages)
    for kind in ("paragraph", "cell"):
        assert not [
            text
            for text in blocks(made, kind)
            if "CÔNG BÁO" in text or (text.isdigit() and len(text) == 2 and text > "44")
        ]


def test_the_number_of_a_single_page_is_known_by_the_gazette_s_head_beside_it():
    made = read((SAMPLES / "pdf/nghi-quyet-so-113-nq-cp-469448.pdf").read_bytes(), pages=((1, 1),))
    assert [page.label for page in made.layout.pages] == ["84"]
    assert "84" in blocks(made, "furniture")


def test_a_table_of_tasks_over_six_pages():
    made = read_sample("pdf/nghi-quyet-so-175-nq-cp-40286.pdf")
    rows = blocks(made, "row")
    assert rows[0] == "| STT | Đơn vị | Nhiệm vụ chủ trì | Đơn vị phối hợp | Thời gian hoàn thành |"
    assert [row.split("|")[1].strip() for row in rows[1:] if row[2] != " "] == [str(number) for number in range(1, 17)]
    assert (
        "| 6 | Văn phòng Chính phủ | Theo dõi, đôn đốc các cơ quan triển khai Đề án và kịp thời báo cáo Thủ tướng Chính phủ | Bộ Công an | Thường xuyên |"
        in rows
    )
    assert [block.row for block in made.layout.blocks if block.kind == "row"] == list(range(len(rows)))
    assert len([text for text in blocks(made, "furniture") if text.startswith("| STT |")]) == 5


def test_number_and_date_that_a_signing_program_filled_in():
    made = read_sample("transcribed/quyet-dinh-04-2025.pdf")
    assert "Số: 04 /2025/QĐ-UBND" in made.text
    assert "Hà Nội, ngày 20 tháng 01 năm 2025" in made.text
    assert "có hiệu lực thi hành từ ngày 30 tháng 01 năm 2025." in made.text


def test_the_stamp_of_a_signature_is_furniture():
    made = read_sample("pdf/nghi-quyet-so-141-nq-cp-469678.pdf")
    assert blocks(made, "furniture")[:3] == [
        "Ký bởi: CÔNG BÁO NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Cơ quan: VĂN PHÒNG CHÍNH PHỦ",
        "Ngày ký: 2026-06-12 17:05:03 +07:00",
    ]


def test_fonts_of_tcvn3_with_their_capitals():
    made = read_sample("legacy/tcvn3-2006-QD115.pdf")
    assert made.text.startswith("QUYẾT ĐỊNH\nCỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 115/2004/QĐ-TTG\n")


def test_pages_of_images_are_told():
    made = read_sample("scan/nghi-quyet-so-115-nq-cp-469452.pdf")
    assert [warning for warning in made.warnings if "is an image" in warning] == [
        "page 1 is an image with little or no text",
        "page 2 is an image with little or no text",
    ]
