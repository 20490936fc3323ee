"""What a document does to others: its legal bases, what it amends, replaces and consolidates."""

import pytest

from tests.extract.pieces import run

DECREE = """CHÍNH PHỦ
Số: 192/2026/NĐ-CP
Hà Nội, ngày 30 tháng 5 năm 2026
NGHỊ ĐỊNH
Sửa đổi, bổ sung một số điều của Nghị định số 72/2015/NĐ-CP ngày 07 tháng 9 năm 2015 của Chính phủ

Căn cứ Nghị định số 89/2022/NĐ-CP ngày 28 tháng 10 năm 2022 của Chính phủ; Nghị định số 20/2024/NĐ-CP sửa đổi, \
bổ sung một số điều của Nghị định số 89/2022/NĐ-CP;
Chính phủ ban hành Nghị định.

Điều 1. Phạm vi điều chỉnh
Thực hiện theo Nghị định số 11/2011/NĐ-CP.
Điều 2. Hiệu lực thi hành
1. Nghị định này có hiệu lực từ ngày 01 tháng 7 năm 2026 và thay thế Nghị định số 40/2021/NĐ-CP và Nghị định số \
41/2021/NĐ-CP.
2. Quyết định số 75/2009/QĐ-TTg ngày 11 tháng 5 năm 2009 của Thủ tướng Chính phủ hết hiệu lực kể từ ngày Nghị định \
này có hiệu lực thi hành.
3. Bãi bỏ khoản 2 Điều 26 Nghị định số 60/2021/NĐ-CP.
"""


def links(text):
    prepared, findings = run(text)
    return [
        (link.predicate, prepared.text[findings.mentions[link.object].start_char : link.end_char].split()[-1])
        for link in findings.links
    ]


def test_a_decree():
    assert links(DECREE) == [
        ("amends", "72/2015/NĐ-CP"),
        ("based_on", "89/2022/NĐ-CP"),
        ("based_on", "20/2024/NĐ-CP"),
        ("repeals", "40/2021/NĐ-CP"),
        ("repeals", "41/2021/NĐ-CP"),
        ("repeals", "75/2009/QĐ-TTg"),
        ("amends", "60/2021/NĐ-CP"),
    ]


def test_a_consolidated_text_prints_its_origin_anew():
    text = """VĂN BẢN HỢP NHẤT - BỘ Y TẾ
THÔNG TƯ
Ban hành danh mục thuốc

Thông tư số 05/2015/TT-BYT ngày 17 tháng 3 năm 2015 của Bộ trưởng Bộ Y tế ban hành danh mục thuốc, có hiệu lực kể từ \
ngày 01 tháng 5 năm 2015, được sửa đổi, bổ sung bởi:
Thông tư số 50/2017/TT-BYT ngày 29 tháng 12 năm 2017 của Bộ trưởng Bộ Y tế.
Điều 1. Danh mục
Ban hành danh mục.
"""
    assert links(text) == [("consolidates", "05/2015/TT-BYT")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị định số 11/2011/NĐ-CP được sửa đổi, bổ sung theo Nghị định số 12/2012/NĐ-CP.",
        "Thực hiện đúng Nghị định số 12/2012/NĐ-CP.",
        "Thay thế cụm từ “theo Nghị định số 12/2012/NĐ-CP” bằng cụm từ khác.",
    ],
)
def test_what_others_did_is_no_act_of_this_document(sentence):
    assert links(f"Điều 1. Phạm vi\nNghị định này quy định.\nĐiều 2. Hiệu lực thi hành\n{sentence}\n") == []
