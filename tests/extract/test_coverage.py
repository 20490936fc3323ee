"""Text that yielded nothing says why, kind by kind."""

import pytest

from kg.extract.review.coverage import BLOCK_REASONS, NOT_UNDERSTOOD
from tests.extract.pieces import run

DOCUMENT = """CHÍNH PHỦ
Số: 12/NQ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 6 tháng 5 năm 2026
NGHỊ QUYẾT
Về phát triển đô thị
Căn cứ Luật Tổ chức Chính phủ;
I. NHIỆM VỤ
1. Đẩy mạnh cải cách hành chính.
CÔNG BÁO/Số 281/Ngày 21-05-2026
Nơi nhận:
- Các bộ;
TM. CHÍNH PHỦ
THỦ TƯỚNG
Lê Minh Hưng
(Kèm theo Nghị quyết số 12/NQ-CP ngày 6 tháng 5 năm 2026)
"""


def reasons(text):
    prepared, findings = run(text)
    return {prepared.text[slice(*span)]: reason for span, reason in findings.silent}


def test_every_part_of_a_document_has_its_reason():
    found = reasons(DOCUMENT)
    expected = {
        "CHÍNH PHỦ": "letterhead",
        "NGHỊ QUYẾT": "title",
        "Căn cứ Luật Tổ chức Chính phủ;": "legal basis",
        "I. NHIỆM VỤ": "heading",
        "CÔNG BÁO/Số 281/Ngày 21-05-2026": "page furniture",
        "- Các bộ;": "recipients",
        "(Kèm theo Nghị quyết số 12/NQ-CP ngày 6 tháng 5 năm 2026)": "legal basis",
    }
    assert {words: found.get(words) for words in expected} == expected
    assert "Đẩy mạnh cải cách hành chính" not in found


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Trong Nghị định này, làng nghề được hiểu là cụm dân cư cấp thôn.", "definition"),
        ("Nghị định này quy định chính sách hỗ trợ.", "scope and effect"),
        ("Mức hỗ trợ là 40.000 đồng cho một người.", "rate or amount"),
        ("Trường hợp hồ sơ không đủ thì thời hạn là mười ngày.", "condition"),
        ("Tuy nhiên, hạ tầng còn yếu kém.", "assessment"),
        ("Họ và tên: ..........................", "form"),
        ("Trường Đại học Y Hà Nội và Bệnh viện Bạch Mai.", "names only"),
        (
            "Các lớp này được mở hằng năm tại nơi có người học làm nghề thủ công, sáng tạo và phát triển.",
            NOT_UNDERSTOOD,
        ),
    ],
)
def test_reasons_of_sentences(sentence, reason):
    assert reason in reasons(f"I. NỘI DUNG\nĐoạn đầu.\n{sentence}\n").values()


def test_a_heading_with_its_number_is_one_passage():
    prepared, findings = run("I. NHIỆM VỤ\nSở Tài chính bố trí vốn cho cảng.\n1. Về giao thông\nXây dựng cầu Nghìn.\n")
    spans = [span for span, reason in findings.silent if reason == "heading"]
    assert [prepared.text[slice(*span)] for span in spans] == ["I. NHIỆM VỤ", "1. Về giao thông"]


def test_passages_are_sorted_and_inside_the_text():
    prepared, findings = run(DOCUMENT)
    assert findings.silent == sorted(findings.silent)
    assert all(0 <= start < end <= len(prepared.text) for (start, end), _ in findings.silent)
    assert set(BLOCK_REASONS) == {"title", "header", "heading", "basis", "recipients", "signature", "furniture"}
