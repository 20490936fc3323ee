"""Broken sentences are joined, repeated passages and page furniture noted, and the source stays as it was."""

from kg.model import Document
from kg.text import prepare


def repaired(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    return prepared, [(r.kind, text[r.start_char : r.end_char]) for r in prepared.repairs]


def test_a_sentence_cut_by_a_page_break_is_one_segment():
    text = "Đẩy mạnh thu hút doanh nghiệp vào phát triển sản\n\nxuất, kinh doanh. Xây dựng đường."
    prepared, repairs = repaired(text)
    assert repairs == [("page-break", "\n\n")]
    first = prepared.segments[0]
    assert (
        prepared.text[first.start_char : first.end_char]
        == "Đẩy mạnh thu hút doanh nghiệp vào phát triển sản xuất, kinh doanh"
    )
    assert text[slice(*prepared.to_source(first.start_char, first.end_char))].endswith(
        "phát triển sản\n\nxuất, kinh doanh"
    )


def test_a_running_title_inside_a_sentence_is_passed_over():
    text = "Phát triển nông nghiệp hữu cơ gắn với chế\n\n(Tiếp theo trang 3)\n\nbiến sâu nông sản."
    prepared, repairs = repaired(text)
    assert ("running-title", "(Tiếp theo trang 3)") in repairs
    assert "page-break" in [kind for kind, _ in repairs]
    assert prepared.text[prepared.segments[0].start_char : prepared.segments[0].end_char].endswith(
        "gắn với chế biến sâu nông sản"
    )


def test_a_passage_printed_twice_is_noted_with_its_first_printing():
    passage = "Tăng cường quản lý đất đai, bảo vệ môi trường và ứng phó với biến đổi khí hậu trên địa bàn."
    text = f"{passage}\n\nXây dựng đường.\n\n{passage}\n"
    prepared, repairs = repaired(text)
    assert repairs == [("repeat", passage)]
    assert text[slice(*prepared.repairs[0].other)] == passage
    assert prepared.repairs[0].other.start_char == 0


def test_two_headings_are_not_joined():
    prepared, repairs = repaired("I. MỤC TIÊU\n\nphát triển kinh tế nhanh, bền vững.")
    assert repairs == []
    assert len(prepared.blocks) == 2


def test_the_sample_has_the_repairs_that_its_reader_sees(sample):
    text = sample.read_text(encoding="utf-8")
    prepared, repairs = repaired(text)
    assert [kind for kind, _ in repairs] == ["running-title", "page-break", "suspect", "repeat", "repeat"]
    assert ("suspect", "hơc") in repairs
    assert text[prepared.repairs[1].start_char - 3 : prepared.repairs[1].end_char + 4] == "sản\n\nxuất"
