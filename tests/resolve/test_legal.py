"""Number and year make a document: what one prints and another cites meet, laws of one title and two years do not."""

import pytest

import kg
from kg.config import BASE_IRI, Options
from kg.graph import to_graph
from kg.model import Header
from kg.resolve.legal import label_of, work_of_document
from kg.store.search.index import search
from kg.vocab import ELI, SKOS
from tests.resolve.test_resolve import facts_of

CITED = """THỦ TƯỚNG CHÍNH PHỦ
Số: 844/QĐ-TTg
Hà Nội, ngày 07 tháng 5 năm 2026

QUYẾT ĐỊNH
Phê duyệt Đề án Thư viện số

Điều 1. Phê duyệt Đề án Thư viện số.
1. Bộ Nội vụ xây dựng kho sách số.
"""
CITING = """ỦY BAN NHÂN DÂN TỈNH NGHỆ AN
Số: 12/KH-UBND
Nghệ An, ngày 20 tháng 6 năm 2026

KẾ HOẠCH
Triển khai công tác thư viện

Điều 1. Sở Nội vụ triển khai Quyết định số 844/QĐ-TTg ngày 07/5/2026 của Thủ tướng Chính phủ.
Điều 2. Sở Nội vụ tổng kết Quyết định số 844/QĐ-TTg ngày 05/3/2020 của Thủ tướng Chính phủ.
"""


def cited(text):
    """Return the label and works of each instrument of a text."""
    instruments = [entity for entity in facts_of(text).entities if entity.cls == "Instrument"]
    return [(entity.label, [work.removeprefix(BASE_IRI) for work in entity.same_as]) for entity in instruments]


def test_a_citation_meets_the_document_that_it_cites_by_number_and_year():
    assert facts_of(CITED).work == BASE_IRI + "eli/vn/2026/844-qd-ttg"
    assert cited(CITING) == [
        ("Quyết định số 844/QĐ-TTg", ["eli/vn/2020/844-qd-ttg"]),
        ("Quyết định số 844/QĐ-TTg", ["eli/vn/2026/844-qd-ttg"]),
    ]


def test_laws_of_one_title_and_two_years_are_two_and_a_number_says_the_year():
    text = (
        "Điều 1. Nhiệm vụ\nÁp dụng Luật Đất đai ngày 29 tháng 11 năm 2013.\nÁp dụng Luật Đất đai số 31/2024/QH15.\n"
        "Áp dụng Luật Đất đai năm 2024.\n"
    )
    instruments = [entity for entity in facts_of(text).entities if entity.cls == "Instrument"]
    assert [len(entity.mentions) for entity in instruments] == [1, 2]
    assert "Luật Đất đai năm 2013" in instruments[0].aliases
    assert cited(text)[1][1] == ["eli/vn/2024/31-2024-qh15"]


def test_one_that_is_dated_once_is_the_same_elsewhere_in_the_text():
    text = (
        "Điều 1. Nhiệm vụ\nThực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị.\n"
        "Tuyên truyền Nghị quyết số 57-NQ/TW. Thực hiện Thông báo Kết luận số 99- TB/TW ngày 21 tháng 11 năm 2025.\n"
    )
    assert [work for _, work in cited(text)] == [["eli/vn/2024/57-nq-tw"], ["eli/vn/2025/99-tb-tw"]]


def test_a_local_number_is_told_by_its_province_too():
    text = (
        "Điều 1. Nhiệm vụ\nThực hiện Kế hoạch số 151/KH-UBND ngày 06/3/2025 của UBND tỉnh Nghệ An.\n"
        "Tham khảo Kế hoạch số 151/KH-UBND ngày 06/3/2025 của UBND tỉnh Đồng Nai.\n"
    )
    assert sorted(work for _, (work,) in cited(text)) == [
        "eli/dong-nai/2025/151-kh-ubnd",
        "eli/nghe-an/2025/151-kh-ubnd",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Quyết định số 844/QĐ-TTg.",
        "Thực hiện Kế hoạch số 151/KH-UBND ngày 06/3/2025.",
        "Xây dựng Kế hoạch thực hiện Kết luận số 213-KL/TW ngày 21/11/2025.",
    ],
)
def test_nothing_is_claimed_without_year_or_province_or_of_another_number(words):
    assert [work for _, work in cited(f"Điều 1. Nhiệm vụ\n{words}\n")] == [[]]


@pytest.mark.parametrize(
    ("header", "work"),
    [
        (Header(number="72/2006/QH11"), "eli/vn/2006/72-2006-qh11"),
        (Header(number="844/QĐ-TTg"), ""),
        (
            Header(number="12/KH-UBND", issued="2026-06-20", issuer="Ủy ban nhân dân tỉnh Nghệ An"),
            "eli/nghe-an/2026/12-kh-ubnd",
        ),
        (Header(number="12/KH-UBND", issued="2026-06-20"), ""),
        (Header(), ""),
    ],
)
def test_the_work_of_a_document(header, work):
    assert work_of_document(header, base_iri="") == work


@pytest.mark.parametrize(
    ("header", "label"),
    [
        (
            Header(
                type="Decision",
                number="844/QĐ-TTg",
                issued="2026-05-07",
                title="Quyết định phê duyệt Đề án Thư viện số",
            ),
            "Quyết định 844/QĐ-TTg ngày 07/5/2026 phê duyệt Đề án Thư viện số",
        ),
        (
            Header(type="Plan", number="12/KH-UBND", issued="2026-11-20", title="Triển khai công tác thư viện"),
            "Kế hoạch 12/KH-UBND ngày 20/11/2026: Triển khai công tác thư viện",
        ),
        (Header(type="Law", number="46/2019/QH14", title="Luật Thư viện"), "Luật 46/2019/QH14: Thư viện"),
        (Header(type="Resolution", title="Nghị quyết Đại hội Đảng bộ"), "Nghị quyết Đại hội Đảng bộ"),
    ],
)
def test_a_label_begins_with_type_and_number(header, label):
    assert label_of(header) == label


def test_both_sides_say_so_in_the_graph():
    printed, citing = (to_graph(facts_of(text), options=Options()) for text in (CITED, CITING))
    (work,) = set(printed.subjects(ELI.is_realized_by, None))
    assert work in set(citing.objects(None, SKOS.exactMatch))
    (expression,) = printed.objects(work, ELI.is_realized_by)
    assert printed.value(expression, ELI.realizes) == work
    assert str(printed.value(predicate=SKOS.exactMatch, object=work)).endswith("/doc/case")


@pytest.mark.parametrize("words", ["844/QĐ-TTg", "844", "quyet dinh 844"])
def test_a_document_is_found_by_its_number(words, tmp_path):
    (tmp_path / "quyet-dinh.txt").write_text(CITED, encoding="utf-8")
    kg.build(tmp_path / "quyet-dinh.txt", out=tmp_path / "out").close()
    found = [hit for hit in search(tmp_path / "out", words) if hit.node.endswith("/doc/quyet-dinh")]
    assert [hit.label for hit in found] == ["Quyết định 844/QĐ-TTg ngày 07/5/2026: Phê duyệt Đề án Thư viện số"]
