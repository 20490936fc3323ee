"""The level of a body by the words of its name."""

import pytest

from kg.analyse.answers import LEVELS, find_level
from kg.resources import read_table

CASES = {
    "Bộ Chính trị": "party",
    "Ban Chấp hành Trung ương": "party",
    "Đảng ủy Chính phủ": "party",
    "Bộ Tài chính": "central",
    "các bộ, ngành": "central",
    "Thủ tướng Chính phủ": "central",
    "Ủy ban thường vụ Quốc hội": "central",
    "Ngân hàng Nhà nước chi nhánh khu vực 14": "central",
    "Bộ Nông nghiệp và Phát triển nông thôn": "central",
    "Bộ Chỉ huy Quân sự tỉnh": "province",
    "Sở Lao động - Thương binh và Xã hội": "province",
    "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương": "province",
    "UBND tỉnh Đồng Nai": "province",
    "Uỷ ban nhân dân tỉnh": "province",
    "Ủy ban nhân dân thành phố Cần Thơ": "province",
    "Tỉnh ủy": "province",
    "Ủy ban nhân dân các huyện, thành phố Tân An": "district",
    "Ủy ban nhân dân thị xã Nghi Sơn, tỉnh Thanh Hóa": "district",
    "Ủy ban nhân dân thành phố Vinh": "district",
    "UBND các xã, phường": "commune",
    "Ủy ban nhân dân cấp xã": "commune",
    "Chủ tịch UBND xã Tân Tiến, tỉnh Thanh Hóa": "commune",
    "doanh nghiệp trên địa bàn tỉnh": "enterprise",
    "Công ty Điện lực Đắk Lắk": "enterprise",
    "Tập đoàn Điện lực Việt Nam": "enterprise",
    "tổ chức chính trị - xã hội": "other",
    "người hưởng trợ cấp xã hội": "other",
    "Cán bộ": "other",
    "cơ quan có thẩm quyền": "other",
    "các cơ quan quản lý nhà nước": "other",
}


@pytest.mark.parametrize("label", CASES)
def test_a_name_tells_the_level(label):
    assert find_level(label).name == CASES[label]


def test_the_jurisdiction_speaks_where_the_name_does_not():
    level = find_level("Ban Quản lý khu kinh tế", "https://example.vn/id/agent/dong-thap/ban-quan-ly-1")
    assert level == ("province", "Đồng Tháp")
    assert find_level("Ban Quản lý khu kinh tế", "https://example.vn/id/agent/vn/ban-quan-ly-1").name == "other"


def test_the_evidence_stands_in_the_name():
    assert find_level("UBND các xã, phường").evidence == "xã"


def test_the_table_knows_levels_that_there_are():
    rows = read_table("lexicons/body_levels.tsv")
    assert {row["kind"] for row in rows} == {"firm", "tier", "head", "none"}
    assert {row["level"] for row in rows} == set(LEVELS) - {"other"} | {"-"}
    assert len({row["term"] for row in rows}) == len(rows)
    assert all((row["kind"] == "none") == (row["level"] == "-") for row in rows)
