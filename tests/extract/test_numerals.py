"""Figures however their digits are grouped: the value that is printed, or none, and never another one."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.grammar.numbers import find_indices, find_numbers
from kg.extract.grammar.numerals import decimal_mark, read_figure
from tests.extract.pieces import run


def values(text, mark=","):
    return [(n.value, n.value_max, n.unit) for n in find_numbers(text, 0, len(text), mark=mark)]


@pytest.mark.parametrize(
    ("printed", "mark", "value"),
    [
        ("8.300", ",", "8300"),
        ("7,5", ",", "7.5"),
        ("1.234.567,8", ",", "1234567.8"),
        ("100", ",", "100"),
        ("05", ",", "05"),
        ("10 000", ",", "10000"),
        ("1 234 567,25", ",", "1234567.25"),
        ("1 234.5", ".", "1234.5"),
        ("1,234.5", ",", "1234.5"),
        ("12.5", ",", "12.5"),
        ("1.234", ".", "1.234"),
        ("1,234", ".", "1234"),
        ("1,234", ",", "1.234"),
        ("0.500", ",", "0.500"),
        ("1,234,567", ",", "1234567"),
        ("1.23.456", ",", ""),
        ("1.2345.678", ",", ""),
        ("0.500.000", ",", ""),
        ("00.500", ",", ""),
        ("012.5", ",", ""),
        ("12 34", ",", ""),
        ("090 123 456", ",", ""),
        ("1 234.567", ",", ""),
        ("1.234,567.8", ",", ""),
        ("2025,100", ",", ""),
    ],
)
def test_a_figure_is_what_its_digits_state_plainly(printed, mark, value):
    assert read_figure(printed, mark) == value


GROUPED = [
    ("đạt 10 000 lượt khách", [("10000", "", "lượt khách")]),
    ("đạt 1 234 567 người", [("1234567", "", "người")]),
    ("đạt 1 234,5 tỷ đồng", [("1234.5", "", "tỷ đồng")]),
    ("từ 10 000 đến 12 000 lượt", [("10000", "12000", "lượt")]),
    ("diện tích 2.000-2.500 ha", [("2000", "2500", "ha")]),
    ("mỗi năm 10 000 lao động", [("10000", "", "lao động")]),
    ("vùng chè 10 000 ha", [("10000", "", "ha")]),
    ("sàn rộng 5 000 m²", [("5000", "", "m²")]),
    ("đạt 12 giường bệnh/10 000 dân", [("12", "", "giường bệnh/10 000 dân")]),
]
BESIDE = [
    ("năm 2025 100 xã", [("100", "", "xã")]),
    ("các năm 2025, 2026 100% số xã", [("100", "", "%")]),
    ("đến năm 2030 1 500 doanh nghiệp", [("1500", "", "doanh nghiệp")]),
    ("giai đoạn 2021-2025 10% số hộ", [("10", "", "%")]),
    ("Theo Điều 5 100% hộ", [("100", "", "%")]),
    ("tháng 12 500 lượt", [("500", "", "lượt")]),
    ("Tiêu chí 4 100 xã", [("100", "", "xã")]),
    ("ngày 31/12/2025 100% số xã", [("100", "", "%")]),
    ("COVID-19 100 triệu đồng", [("100", "", "triệu đồng")]),
    ("QL10 500 km", [("500", "", "km")]),
    ("1. 500 ha", [("500", "", "ha")]),
    ("| 5 | 100 xã |", [("100", "", "xã")]),
]
BROKEN = [
    "đạt 123 45 678 người",
    "đạt 1 23,5 ha",
    "đạt 10 00 ha",
    "đạt 1. 234 người",
    "đạt 12, 5%",
    "đạt 1'234 người",
    "điện thoại 0904 123 456 người",
    "đạt 3/4 số xã",
    "công suất 2 x 600 MW",
    "tăng trưởng -5%",
    "Tỷ lệ 1 100%",
    "khoản 5-7 100 xã",
    "Phường 5 100 hộ",
    "xã 1, 2 500 ha",
    "dịp 30.4 người dân",
]


@pytest.mark.parametrize(("text", "expected"), [*GROUPED, *BESIDE, *((text, []) for text in BROKEN)])
def test_digits_side_by_side(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("trên 2 tỷ 500 triệu đồng", [("2.5", "", "tỷ đồng")]),
        ("đạt 1 triệu 200 nghìn lượt", [("1.2", "", "triệu lượt")]),
        ("đạt 2 tỷ 500 triệu 300 nghìn đồng", [("2.5003", "", "tỷ đồng")]),
        ("đạt 1 tỉ 2 trăm triệu đồng", [("1.2", "", "tỷ đồng")]),
        ("đạt 3 nghìn 500 tỷ đồng", [("3500", "", "tỷ đồng")]),
        ("đạt 2 triệu 500 nghìn tỷ đồng", [("2500", "", "nghìn tỷ đồng")]),
        ("đạt 2,5 triệu tỷ đồng", [("2.5", "", "triệu tỷ đồng")]),
        ("đạt 10 nghìn 500 người", [("10500", "", "người")]),
        ("từ 2 tỷ đến 3 tỷ đồng", [("2", "3", "tỷ đồng")]),
        ("500 triệu - 1,5 tỷ đồng", [("0.5", "1.5", "tỷ đồng")]),
        ("đạt 2 triệu 350 lượt", []),
        ("đạt 2,5 tỷ 500 triệu đồng", []),
        ("đạt 500 triệu 2 tỷ đồng", []),
        ("đạt 2 tỷ 1500 triệu đồng", []),
        ("hai nghìn 500 tỷ đồng", []),
    ],
)
def test_amounts_of_several_magnitudes(text, expected):
    assert values(text) == expected


def test_a_footnote_mark_behind_a_figure_is_no_part_of_it():
    for mark in ("¹", "²³", "(1)", "[2]"):
        (number,) = find_numbers(text := f"đạt 95%{mark} số hộ", 0, 12 + len(mark))
        assert (number.value, number.unit, text[number.start_char : number.end_char]) == ("95", "%", "95%")
        assert text[number.after :] == " số hộ"


VIETNAMESE = "Tăng 7,5%. Vốn 1.234,5 tỷ đồng. "
ENGLISH = "Tăng 7.5%. Vốn 1,234.5 tỷ đồng. "


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Không có số.", (",", 0, 0)),
        ("Đạt 1.234 km và 1,234 km.", (",", 0, 0)),
        (VIETNAMESE, (",", 2, 0)),
        (ENGLISH, (".", 0, 2)),
        ("Đạt 1.500 người.", (",", 1, 0)),
        ("Đạt 1,500 người.", (".", 0, 1)),
        ("Hệ số 0.75.", (".", 0, 1)),
        ("Ngày 30.4.2025, mục 2.1 ha.", (",", 0, 0)),
        (VIETNAMESE + "Lãi 7.5%.", (",", 2, 1)),
        ("Tăng 7.5%. Tăng 7,5%.", (",", 1, 1)),
    ],
)
def test_the_decimal_mark_is_what_most_plain_figures_show(text, mark):
    assert tuple(decimal_mark(text)) == mark


def test_an_ambiguous_figure_follows_its_document():
    aims = (
        "I. MỤC TIÊU ĐẾN NĂM 2030\n- Tỷ lệ đô thị hóa đạt {}%.\n- Tổng vốn đạt {} tỷ đồng.\n- Sản lượng đạt {} tấn.\n"
    )
    for figures, mark in ((("45,5", "1.234", "1,234"), ","), (("45.5", "1,234", "1.234"), ".")):
        _, findings = run(aims.format(*figures))
        assert findings.header.decimal_mark[0] == mark
        assert [t.value for t in findings.targets] == ["45.5", "1234", "1.234"]


def test_an_index_is_read_under_either_mark():
    for text, mark in (("HDI đạt 0.75", "."), ("HDI đạt 0,75", ",")):
        assert [n.value for n in find_indices(text, 0, len(text), mark=mark)] == ["0.75"]


def test_columns_parted_by_white_space_are_no_figure():
    head = "I. MỤC TIÊU ĐẾN NĂM 2030\n- Số doanh nghiệp đạt 10{}000 doanh nghiệp.\n"
    for gap in (" ", "\u00a0", "\u202f", "\u2009"):
        assert [t.value for t in run(head.format(gap))[1].targets] == ["10000"], repr(gap)
    for gap in ("\t", "   "):
        assert run(head.format(gap))[1].targets == [], repr(gap)


STYLES = [(".", ","), (" ", ","), ("", ","), (",", "."), (" ", "."), ("", ".")]
"""The mark between groups of three digits, and the decimal mark."""


def printed(number, style):
    whole, _, rest = str(number).partition(".")
    groups = f"{int(whole):,}".replace(",", style[0])
    return groups + (style[1] + rest if rest else "")


@settings(max_examples=60, deadline=None)
@given(
    number=st.decimals(min_value=Decimal("0.1"), max_value=Decimal(10**10), places=2) | st.integers(1, 10**10),
    style=st.sampled_from(STYLES),
    unit=st.sampled_from(["tỷ đồng", "%", "người", "ha", "triệu lượt", "km2"]),
    before=st.sampled_from(["", "năm 2025 ", "Điều 5 ", "12 ", "1. ", "1 234 ", "(1) ", "tăng ", "0904 ", "2 tỷ "]),
)
def test_a_number_is_read_as_it_is_printed_or_not_at_all(number, style, unit, before):
    figure = printed(number, style)
    text = f"{ENGLISH if style[1] == '.' else VIETNAMESE}Chỉ tiêu đạt {before}{figure} {unit}."
    found = [n for n in find_numbers(text, 32, len(text), mark=decimal_mark(text).mark) if n.end_char > len(text) - 3]
    expected = {Decimal(str(number))}
    if before.strip().replace(" ", "").isdigit() and (style[0] in ("", " ") or style[0] not in figure):
        expected.add(Decimal((before + figure).replace(" ", "").replace(style[1], ".")))
    if before == "2 tỷ ":
        expected = {2 + Decimal(str(number)) / 1000} if unit == "triệu lượt" else set()
    assert all(Decimal(n.value) in expected for n in found), text
    if before in ("", "tăng ", "(1) ", "năm 2025 ") and unit != "người" and not ("%" in unit and " " in figure):
        assert [Decimal(n.value) for n in found] == [Decimal(str(number))], text
