"""Numbers and levels to be reached, with indicator, comparator, unit and due time."""

import pytest

from kg.extract._numbers import decimal, find_numbers
from tests.extract.pieces import run

CASES = [
    ("Phấn đấu 100% hộ dân được sử dụng nước sạch.", ("hộ dân được sử dụng nước sạch", "=", "100", "", "%", "", "")),
    ("Tỷ lệ đô thị hóa đạt tối thiểu 45% vào năm 2030.", None),
    (
        "Phấn đấu thu nhập bình quân đầu người đạt 8.300-8.500 USD vào năm 2030.",
        ("thu nhập bình quân đầu người", "range", "8300", "8500", "USD", "2030", ""),
    ),
    ("Bảo đảm tỷ lệ che phủ rừng đạt khoảng 42%.", ("tỷ lệ che phủ rừng", "~", "42", "", "%", "", "")),
    (
        "Xây dựng thành phố Thái Bình trở thành đô thị loại I.",
        ("thành phố Thái Bình", "=", "", "", "", "", "đô thị loại I"),
    ),
    ("Phấn đấu phổ cập mạng di động 5G vào năm 2025.", ("mạng di động 5G", "=", "", "", "", "2025", "phổ cập")),
    ("Duy trì mức sinh thay thế.", ("mức sinh", "=", "", "", "", "", "mức sinh thay thế")),
    (
        "Hoàn thành trên 3.000 km đường bộ cao tốc trong năm 2025.",
        ("đường bộ cao tốc", ">", "3000", "", "km", "2025", ""),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [case for case in CASES if case[1]])
def test_targets(text, expected):
    _, findings = run(text)
    found = [(t.indicator, t.comparator, t.value, t.value_max, t.unit, t.due, t.level) for t in findings.targets]
    assert found == [expected]


def test_a_result_clause_of_a_part_on_aims_is_a_target():
    _, findings = run("II. MỤC TIÊU\n- Tỷ lệ đô thị hóa đạt tối thiểu 45%.")
    assert [(t.indicator, t.comparator, t.value) for t in findings.targets] == [("Tỷ lệ đô thị hóa", ">=", "45")]


@pytest.mark.parametrize(
    "text",
    [
        "Bầu Ban Chấp hành gồm 51 đồng chí.",
        "Đại hội đánh giá thu ngân sách đã đạt 12% kế hoạch.",
        "Thực hiện Điều 15 và khoản 2 của Luật.",
    ],
)
def test_what_is_no_target(text):
    _, findings = run(text)
    assert findings.targets == []


@pytest.mark.parametrize(
    ("figure", "expected"), [("8.300", "8300"), ("7,5", "7.5"), ("1.234.567,8", "1234567.8"), ("100", "100")]
)
def test_vietnamese_figures(figure, expected):
    assert decimal(figure) == expected


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tăng bình quân 8,5%/năm", "%/năm"),
        ("tăng 8,5% mỗi năm", "%/năm"),
        ("tăng bình quân 8,5%", "%"),
        ("đạt 30% GDP", "% GDP"),
        ("đạt 12 giường bệnh/vạn dân", "giường bệnh/vạn dân"),
        ("đón 1,7 triệu lượt khách", "triệu lượt khách"),
        ("đạt 84,3 nghìn tỷ đồng", "nghìn tỷ đồng"),
        ("đạt 5 ngàn tỉ đồng", "nghìn tỷ đồng"),
        ("tăng gấp đôi", "lần"),
    ],
)
def test_units_are_those_printed(text, unit):
    assert [number.unit for number in find_numbers(text, 0, len(text))] == [unit]
