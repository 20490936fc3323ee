"""Items of a list of cases and the blanks of a form commit nobody."""

import pytest

from tests.extract.pieces import run

LISTS = [
    "Phạt tiền từ 5.000.000 đồng đối với một trong các hành vi sau đây:",
    "Giấy phép bị thu hồi trong các trường hợp sau:",
    "Nghiêm cấm các hành vi sau đây:",
]


@pytest.mark.parametrize("head", LISTS)
def test_items_of_a_list_of_cases_are_no_measures(head):
    text = f"1. {head}\na) Sử dụng giấy phép đã hết hạn;\nb) Xây dựng công trình không phép.\nĐiều 2. Thực hiện\nSở Xây dựng kiểm tra dự án."
    prepared, findings = run(text)
    said = [prepared.text[m.start_char : m.end_char] for m in findings.measures]
    assert "Sở Xây dựng kiểm tra dự án" in said
    assert not any(words.startswith(("Sử dụng", "Xây dựng")) for words in said)
    assert [reason for _, reason in findings.silent].count("listed case") == 2


def test_a_list_of_what_is_to_be_done_in_cases_stays():
    _, findings = run(
        "1. Việc xử lý các trường hợp vi phạm thực hiện như sau:\na) Thu hồi giấy phép;\nb) Xử phạt chủ công trình."
    )
    assert len(findings.measures) >= 2


def test_blanks_and_the_pages_of_a_form_are_no_measures():
    prepared, findings = run(
        "Điều 1. Sở Nội vụ rà soát hồ sơ.\n\nMẫu số 01\n\nĐề nghị cơ quan xem xét hồ sơ.\n\nCấp ngày: ..............\n\n"
        "Điều 2. Sở Tài chính bố trí kinh phí."
    )
    said = [prepared.text[m.start_char : m.end_char] for m in findings.measures]
    assert said == ["Sở Nội vụ rà soát hồ sơ", "Sở Tài chính bố trí kinh phí"]
