"""Names compared: what may be one thing, and what is another however near it sounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.merges.names import SURE, compare_names

ONE = [
    ("Sở GTVT", "Sở Giao thông vận tải", "short"),
    ("Bộ NN&MT", "Bộ Nông nghiệp và Môi trường", "short"),
    ("Sở LĐ-TBXH tỉnh", "Sở Lao động, Thương binh và Xã hội tỉnh", "short"),
    ("UBND tỉnh Thái Bình", "Ủy ban nhân dân tỉnh Thái Bình", "short"),
    ("Hội đồng quản lý BHXH Việt Nam", "Hội đồng quản lý Bảo hiểm xã hội Việt Nam", "short"),
    ("TP. Cần Thơ", "thành phố Cần Thơ", "short"),
    ("Bộ Lao động - Thương binh và Xã hội", "Bộ Lao động, Thương binh và Xã hội", "marks"),
    ("Sở Xây dựmg Thái Bình", "Sở Xây dựng Thái Bình", "spelling"),
    ("Bộ KHCN", "Bộ KH&CN", "spelling"),
    ("Bộ Thông tin - Truyền thông", "Bộ Thông tin và Truyền thông", "filler"),
    ("tuyến đường ven biển Thái Bình", "đường ven biển Thái Bình", "filler"),
    ("Sở Tài chính", "Sở Tài chính tỉnh", "tail"),
    ("Quỹ Phát triển Khoa học", "Quỹ Khoa học Phát triển", "order"),
    ("Luật Thủy lợi số 08/2017/QH14", "Luật Thuỷ lợi", "number"),
    ("Tổng cục Giáo dục nghề nghiệp", "Tổng cục Giáo đục nghề nghiệp", "letters"),
]
TWO = [
    ("Quốc lộ 37", "Quốc lộ 39"),
    ("Khu công nghiệp Sông Hậu I", "Khu công nghiệp Sông Hậu II"),
    ("Nghị quyết số 57-NQ/TW", "Nghị quyết số 59-NQ/TW"),
    ("Chủ tịch Ủy ban nhân dân tỉnh", "Phó Chủ tịch Ủy ban nhân dân tỉnh"),
    ("Sở Tài chính", "Bộ Tài chính"),
    ("Cục Kế hoạch Tài chính", "Vụ Kế hoạch Tài chính"),
    ("Sở Công Thương", "Sở Công an"),
    ("Chủ tịch Ủy ban nhân dân cấp tỉnh", "Chủ tịch Ủy ban nhân dân các cấp"),
    ("Ủy ban nhân dân các tỉnh, thành phố", "Ủy ban nhân dân các thành phố"),
    ("Sở GTVT", "Sở Giáo dục và Đào tạo"),
    ("Luật", "luật"),
    ("Luật Đất đai năm 2013", "Luật Đất đai năm 2024"),
]


@pytest.mark.parametrize(("ours", "theirs", "kind"), ONE)
def test_names_that_may_be_of_one_thing(ours, theirs, kind):
    for pair in ((ours, theirs), (theirs, ours)):
        found = compare_names(*pair)
        assert found is not None
        assert found.kind == kind


@pytest.mark.parametrize(("ours", "theirs"), TWO)
def test_names_of_two_things(ours, theirs):
    assert compare_names(ours, theirs) is None
    assert compare_names(theirs, ours) is None


NAMES = st.sampled_from([name for row in (*ONE, *TWO) for name in row[:2]]) | st.text(max_size=40)


@given(NAMES, NAMES)
def test_the_order_of_two_names_is_of_no_matter(ours, theirs):
    one, other = compare_names(ours, theirs), compare_names(theirs, ours)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.kind, one.sure) == (other.kind, other.sure)
        assert one.kind in SURE
