"""What a document says of itself, in the national, the Party and the Markdown layout."""

import pytest

from tests.extract.pieces import run

NATIONAL = """| ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ------- |
| Số: 556/KH-UBND | Đồng Tháp, ngày 19 tháng 11 năm 2025 |
KẾ HOẠCH
PHÁT TRIỂN KINH TẾ BIỂN GIAI ĐOẠN 2026 - 2030
I. MỤC TIÊU
Phát triển kinh tế biển.
"""
PARTY = """BỘ CHÍNH TRỊ
ĐẢNG CỘNG SẢN VIỆT NAM
*
Số 15-NQ/TW
Hà Nội, ngày 5 tháng 5 năm 2022
NGHỊ QUYẾT
về phương hướng phát triển Thủ đô
Xây dựng Thủ đô văn minh.
"""


def test_national_layout():
    header = run(NATIONAL)[1].header
    assert (header.type, header.number, header.issued, header.place) == (
        "Plan",
        "556/KH-UBND",
        "2025-11-19",
        "Đồng Tháp",
    )
    assert header.issuer == "Ủy ban nhân dân tỉnh Đồng Tháp"
    assert header.period == ("2026", "2030")


def test_party_layout():
    header = run(PARTY)[1].header
    assert (header.type, header.number, header.issued) == ("Resolution", "15-NQ/TW", "2022-05-05")
    assert header.issuer == "Bộ Chính trị"
    assert header.title == "Nghị quyết về phương hướng phát triển Thủ đô"


def test_the_sample(sample):
    header = run(sample.read_text(encoding="utf-8"))[1].header
    assert header.title == "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Thái Bình lần thứ XX, nhiệm kỳ 2020 - 2025"
    assert (header.type, header.period) == ("Resolution", ("2020", "2025"))
    assert header.adopted_by == "Đại hội đại biểu Đảng bộ tỉnh Thái Bình lần thứ XX"


def test_a_text_without_header_takes_its_file_name_as_title():
    header = run("Xây dựng đường.")[1].header
    assert (header.title, header.type) == ("case.txt", "Other")


GAZETTE = """2
CÔNG BÁO/Số 1053 + 1054/Ngày 23-12-2021

VĂN BẢN QUY PHẠM PHÁP LUẬT

BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI

BỘ LAO ĐỘNG - THƯƠNG BINH
VÀ XÃ HỘI

Số: 12/2021/TT-BLĐTBXH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hà Nội, ngày 10 tháng 12 năm 2021
THÔNG TƯ
Quy định chế độ báo cáo;
hướng dẫn tổ chức thực hiện

Căn cứ Luật Thống kê số 89/2015/QH13;
Bộ trưởng Bộ Lao động - Thương binh và Xã hội ban hành Thông tư.

Điều 1. Phạm vi điều chỉnh
Thông tư này quy định chế độ báo cáo.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG

Đại tướng Nguyễn Bá Hoan
"""
DISPLACED = """NGHỊ ĐỊNH
Quy định cơ chế ưu đãi

Căn cứ Luật Điện lực số 61/2024/QH15 được sửa đổi, bổ sung bởi Luật
số 94/2025/QH15;
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định cơ chế.
CHÍNH PHỦ
_________
Số: 135/2026/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 31 tháng 02 năm 2026
Hà Nội, ngày 7 tháng 4 năm 2026
"""
LAW = """QUỐC HỘI
Luật số: 51/2024/QH15
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
LUẬT
BẢO HIỂM Y TẾ
Căn cứ Hiến pháp;
Điều 1. Phạm vi
Luật này quy định về bảo hiểm y tế.
Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 8 thông qua ngày 27 tháng 11 năm 2024.
CHỦ TỊCH QUỐC HỘI
Trần Thanh Mẫn
"""
CONSOLIDATED = """VĂN BẢN HỢP NHẤT - BỘ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
THÔNG TƯ1
Ban hành danh mục thuốc

Thông tư số 05/2015/TT-BYT ngày 17 tháng 3 năm 2015 của Bộ trưởng Bộ Y tế ban hành danh mục thuốc, có hiệu lực kể từ \
ngày 01 tháng 5 năm 2015, được sửa đổi, bổ sung bởi:
Thông tư số 50/2017/TT-BYT ngày 29 tháng 12 năm 2017 của Bộ trưởng Bộ Y tế.
Điều 1. Danh mục
Ban hành kèm theo Thông tư này danh mục thuốc.
BỘ Y TẾ
Số: 04/VBHN-BYT
XÁC THỰC VĂN BẢN HỢP NHẤT
Hà Nội, ngày 13 tháng 4 năm 2018
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Phạm Lê Tuấn
"""
OLD_PARTY = """ĐẢNG CỘNG SẢN VIỆT NAM
BAN CHẤP HÀNH TRUNG ƯƠNG
*
Số 06-NQ/TW
Hà Nội, ngày 10 tháng 11 năm 1998
N G H Ị Q U Y Ế T
VỀ MỘT SỐ VẤN ĐỀ PHÁT TRIỂN NÔNG NGHIỆP
Nông nghiệp đã đạt nhiều thành tựu.
T/M BỘ CHÍNH TRỊ
TỔNG BÍ THƯ
(Đã ký)
Lê Khả Phiêu
"""
CELLS = """| UBND TỈNH ĐỒNG THÁP | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
| Số: 556/KH-UBND | Đồng Tháp, ngày 19 tháng 11 năm 2025 |
KẾ HOẠCH
THỰC HIỆN NGHỊ QUYẾT SỐ 48/NQ-CP CỦA CHÍNH PHỦ
I. MỤC TIÊU
Phát triển kinh tế biển.
| Nơi nhận: - Văn phòng Chính phủ; - Lưu: VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Thành Diệu |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            GAZETTE,
            {
                "type": "Circular",
                "number": "12/2021/TT-BLĐTBXH",
                "issuer": "Bộ Lao động - Thương binh và Xã hội",
                "issued": "2021-12-10",
                "title": "Thông tư Quy định chế độ báo cáo; hướng dẫn tổ chức thực hiện",
                "signatory": "Nguyễn Bá Hoan",
                "signed_as": "Thứ trưởng",
            },
        ),
        (DISPLACED, {"type": "Decree", "number": "135/2026/NĐ-CP", "issuer": "Chính phủ", "issued": "2026-04-07"}),
        (
            LAW,
            {
                "type": "Law",
                "number": "51/2024/QH15",
                "issued": "2024-11-27",
                "adopted_by": "Quốc hội",
                "title": "Luật bảo hiểm y tế",
                "signatory": "Trần Thanh Mẫn",
                "signed_as": "Chủ tịch quốc hội",
            },
        ),
        (
            CONSOLIDATED,
            {
                "type": "Circular",
                "number": "04/VBHN-BYT",
                "issuer": "Bộ Y tế",
                "issued": "2018-04-13",
                "signatory": "Phạm Lê Tuấn",
            },
        ),
        (
            OLD_PARTY,
            {
                "type": "Resolution",
                "number": "06-NQ/TW",
                "issued": "1998-11-10",
                "issuer": "Ban Chấp hành Trung ương",
                "signatory": "Lê Khả Phiêu",
                "signed_as": "Tổng bí thư",
            },
        ),
        (
            CELLS,
            {
                "number": "556/KH-UBND",
                "title": "Kế hoạch thực hiện nghị quyết số 48/NQ-CP của Chính phủ",
                "signatory": "Nguyễn Thành Diệu",
                "signed_as": "Phó chủ tịch",
            },
        ),
    ],
    ids=("gazette", "displaced", "law", "consolidated", "old-party", "cells"),
)
def test_layouts(text, expected):
    header = run(text)[1].header
    assert {name: getattr(header, name) for name in expected} == expected


def test_a_form_to_be_signed_has_no_signatory():
    header = run("Điều 1. Mẫu đơn\nBan hành mẫu đơn.\nGIÁM ĐỐC\n(Ký, ghi rõ họ tên)\n")[1].header
    assert header.signatory == ""


BROKEN_CELLS = """ỦY BAN NHÂN
DÂN
THÀNH PHỐ HỒ CHÍ MINH
--------
|
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
--------
|
Số:
21/KH-UBND
|
Thành phố Hồ
Chí Minh, ngày 4 tháng 6 năm 2024
|

KẾ HOẠCH
TRỒNG CÂY XANH NĂM 2025

Căn cứ Luật Bảo vệ môi trường;
"""
IN_TITLE = """CHỈ THỊ
CỦA THỦ TƯỚNG CHÍNH PHỦ SỐ 7/1999/CT-TTG NGÀY 3 THÁNG 4 NĂM 1999 VỀ PHÒNG CHÁY RỪNG

Mùa khô năm nay đến sớm.
"""
ONE_LINE = """Quyết định về việc phê duyệt đề án phát triển chợ trên địa bàn tỉnh nghệ an
Uỷ ban nhân dân tỉnh nghệ an
Căn cứ Luật Thương mại;
Điều 1. Phê duyệt Đề án.
"""
CARRIED_OUT = """TỈNH ỦY ĐỒNG NAI
*
ĐẢNG CỘNG SẢN VIỆT NAM
Biên Hòa, ngày 3 tháng 12 năm 2020

KẾ HOẠCH
thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Đồng Nai lần thứ XI

Phát triển kinh tế.
"""
HEADED = [
    (BROKEN_CELLS, ("21/KH-UBND", "2024-06-04", "Thành phố Hồ Chí Minh", "Ủy ban nhân dân thành phố Hồ Chí Minh")),
    (IN_TITLE, ("7/1999/CT-TTG", "1999-04-03", "", "Thủ tướng Chính phủ")),
    (ONE_LINE, ("", "", "", "Ủy ban nhân dân tỉnh Nghệ An")),
    (CARRIED_OUT, ("", "2020-12-03", "Biên Hòa", "Tỉnh ủy Đồng Nai")),
    (
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 8/NQ-CP | Hà Nội, ngày 3 tháng 2 năm 2020\nNGHỊ QUYẾT\nVề chợ\n",
        ("8/NQ-CP", "2020-02-03", "Hà Nội", "Chính phủ"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADED, ids=("cells", "in-title", "one-line", "carried-out", "row"))
def test_number_date_place_and_issuer(text, expected):
    header = run(text)[1].header
    assert (header.number, header.issued, header.place, header.issuer) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (IN_TITLE, "Chỉ thị về phòng cháy rừng"),
        (ONE_LINE, "Quyết định về việc phê duyệt đề án phát triển chợ trên địa bàn tỉnh Nghệ An"),
    ],
)
def test_titles_of_older_layouts(text, title):
    assert run(text)[1].header.title == title
