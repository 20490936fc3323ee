"""Titles in capitals come back in the case of running text, with the capitals of names."""

import pytest

from kg.extract.document.titles import in_capitals, sentence_case
from tests.extract.pieces import run

TITLES = [
    "về phát triển tỉnh Thái Bình đến năm 2030, tầm nhìn đến năm 2045",
    "của Phó Thủ tướng Trần Hồng Hà tại cuộc họp về nhà ở",
    "của Thủ tướng Chính phủ Phạm Minh Chính tại hội nghị cấp cao ASEAN lần thứ 46",
    "của đồng chí Nguyễn Thị Kim Ngân về xây dựng nông thôn mới",
    "về phát triển KT-XH vùng đồng bằng sông Cửu Long và các tỉnh Tây Nguyên",
    "người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng",
    "triển khai Luật Đất đai, Luật Nhà ở trên địa bàn huyện Tiền Hải và xã Đông Hoàng",
    "phát triển xã hội số, chính quyền số của UBND tỉnh Nghệ An",
    "phòng, chống dịch COVID-19, HIV/AIDS",
    "phát triển logistics, internet, 5G và thu hút FDI",
    "của Ban Thường vụ Tỉnh ủy nhiệm kỳ XX",
    "sắp xếp Sở Y tế, Sở Xây dựng thành phố Hồ Chí Minh",
    "quản lý nhà nước về đất đai",
    "hợp tác với Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam",
]


@pytest.mark.parametrize("title", TITLES)
def test_names_keep_their_capitals(title):
    assert sentence_case(title.upper()) == title


@pytest.mark.parametrize("title", ["thực hiện Quyết định số 12/QĐ-TTg", "Phê duyệt đề án", "km2 và ha", ""])
def test_a_title_in_running_text_stays_as_it_is(title):
    assert sentence_case(title) == title
    assert not in_capitals(title)


def test_codes_in_mixed_case_are_no_running_text():
    title = "THỰC HIỆN QUYẾT ĐỊNH SỐ 12/QĐ-TTg, ỨNG DỤNG VNeID"
    assert in_capitals(title)
    assert sentence_case(title) == "thực hiện quyết định số 12/QĐ-TTg, ứng dụng VNeID"


def test_names_that_the_text_itself_writes_are_known():
    text = "Triển khai Dự án sân bay Long Thành, ứng dụng CDC. Sông Đáy chảy qua. Bảo vệ sông Đáy, làng Hữu Nghị."
    assert sentence_case("BẢO VỆ SÔNG ĐÁY VÀ LÀNG HỮU NGHỊ", text) == "bảo vệ sông Đáy và làng Hữu Nghị"
    assert sentence_case("VỀ SÂN BAY LONG THÀNH", text) == "về sân bay Long Thành"


def test_a_name_that_only_begins_the_same_is_none():
    assert sentence_case("VỀ SÔNG ĐÁ VÀ VƯỜN CÂY", "Bảo vệ sông Đà Giang, vườn Cây Dầu.") == "về sông đá và vườn cây"


@pytest.mark.parametrize(
    "kind", ["KẾT LUẬN", "NGHỊ QUYẾT", "QUYẾT ĐỊNH", "CHỈ THỊ", "KẾ HOẠCH", "CHƯƠNG TRÌNH", "THÔNG BÁO", "BÁO CÁO"]
)
def test_the_title_of_any_type_of_document(kind):
    head = "TỈNH ỦY THÁI BÌNH\n*\nSố 12-KL/TU\nThái Bình, ngày 5 tháng 3 năm 2025\n\n"
    _, findings = run(f"{head}{kind}\nVỀ PHÁT TRIỂN CẢNG DIÊM ĐIỀN, HUYỆN THÁI THỤY\n\nPhát triển cảng Diêm Điền.\n")
    assert findings.header.title == f"{kind.capitalize()} về phát triển cảng Diêm Điền, huyện Thái Thụy"


def test_a_body_that_no_lexicon_knows_keeps_the_names_in_it():
    _, findings = run(
        "BAN QUẢN LÝ KHU KINH TẾ NGHI SƠN\nSố: 12/BC-BQL\n\nBÁO CÁO\nVề đầu tư\n\nPhát triển Khu kinh tế Nghi Sơn.\n"
    )
    assert findings.header.issuer == "Ban Quản lý khu kinh tế Nghi Sơn"


def test_the_first_word_of_a_quoted_clause_makes_no_name():
    text = "Thực hiện chỉ thị “Tăng cường cải cách” và (Bình đẳng giới), theo Kế hoạch xuất khẩu hàng hóa của tỉnh."
    title = "VỀ TĂNG CƯỜNG CẢI CÁCH, BÌNH ĐẲNG GIỚI VÀ KẾ HOẠCH XUẤT KHẨU HÀNG HÓA"
    assert sentence_case(title, text) == "về tăng cường cải cách, bình đẳng giới và Kế hoạch xuất khẩu hàng hóa"
