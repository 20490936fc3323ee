"""Where a unit is, by code and name: today's where it still is one, else a commune of today in its middle."""

from __future__ import annotations

import pytest

from kg.coordinates import find_point, find_unit, read_outline


@pytest.mark.parametrize(
    "code, name, level, became",
    [
        ("34", "tỉnh Thái Bình", "province", ("tỉnh Hưng Yên",)),
        ("33", "Tỉnh Hưng Yên", "province", ()),
        ("336", "thành phố Thái Bình", "district", ("tỉnh Hưng Yên",)),
        ("20333", "đặc khu Hoàng Sa", "commune", ()),
        ("00006", "phường Vĩnh Phúc", "commune", ("phường Ngọc Hà",)),
    ],
)
def test_a_unit_is_known_by_code_and_name(code, name, level, became):
    unit = find_unit(code, name)
    assert unit is not None
    assert (unit.level, unit.became) == (level, became)
    point = find_point(code, name)
    assert point is not None
    assert point.stated == (not became)


def test_a_code_that_went_to_another_province_is_told_by_its_name():
    """44 was Quảng Bình and is Quảng Trị."""
    assert find_unit("44", "tỉnh Quảng Bình").became == ("tỉnh Quảng Trị",)
    assert find_unit("44", "tỉnh Quảng Trị").became == ()


@pytest.mark.parametrize(
    "code, name", [("34", "tỉnh Nam Định"), ("", "sông Hồng"), ("999", "huyện Không Có"), ("7", "x")]
)
def test_what_is_no_unit_has_no_point(code, name):
    assert find_unit(code, name) is None
    assert find_point(code, name) is None


def test_the_outline_is_read_in_degrees():
    outline = read_outline()
    assert max(len(ring) for part, ring in outline if part == "land") > 800
    for part, ring in outline:
        west, south, east, north = (100.9, 5.7, 118.5, 24.5) if part == "around" else (102.0, 6.5, 117.5, 23.5)
        assert all(west <= lon <= east and south <= lat <= north for lon, lat in ring), part
