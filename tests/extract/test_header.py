"""What a document says of itself, in the national, the Party and the Markdown layout."""

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
