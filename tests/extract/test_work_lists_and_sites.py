"""Works in lists and brackets, second sites, and the places that share one address."""

import pytest

from kg.model import WORK_CLASSES
from tests.extract.pieces import run

WORKS = [
    ("Nâng cấp các tuyến ĐT.491, ĐT.494C.", ["ĐT.491", "ĐT.494C"]),
    ("Mở rộng bến số 3, số 4 cảng Lạch Huyện.", ["cảng Lạch Huyện"]),
    ("Đầu tư 4 cảng cạn.", []),
    ("Nâng cấp đê hữu Hồng.", ["đê hữu Hồng"]),
    ("Xây dựng Bệnh viện Bạch Mai cơ sở 2.", ["Bệnh viện Bạch Mai cơ sở 2"]),
    ("Hoàn thành đường dây 500 kV mạch 3.", ["đường dây 500 kV mạch 3"]),
    (
        "Hoàn thành tuyến đường sắt đô thị số 1 (Bến Thành - Suối Tiên).",
        ["tuyến đường sắt đô thị số 1 (Bến Thành - Suối Tiên)"],
    ),
    (
        "Xây dựng đường nối từ quốc lộ 1 đến khu du lịch Tam Chúc.",
        ["đường nối từ quốc lộ 1 đến khu du lịch Tam Chúc"],
    ),
]


@pytest.mark.parametrize(("text", "names"), WORKS)
def test_works_are_read_whole(text, names):
    prepared, findings = run(text)
    found = [m for m in findings.mentions if m.cls in WORK_CLASSES and not m.within]
    assert [prepared.text[m.start_char : m.end_char] for m in sorted(found, key=lambda m: m.start_char)] == names


def test_the_ends_of_a_numbered_line_stand_in_brackets():
    prepared, findings = run("Hoàn thành tuyến đường sắt đô thị số 1 (Bến Thành - Suối Tiên).")
    ends = {r.predicate: findings.mentions[r.object] for r in findings.relations if r.object >= 0}
    named = {predicate: prepared.text[m.start_char : m.end_char] for predicate, m in ends.items()}
    assert named == {"routeFrom": "Bến Thành", "routeTo": "Suối Tiên"}


def test_all_communes_of_a_list_lie_in_the_district_behind_it():
    prepared, findings = run("Mở rộng ra các xã Thanh Hà, Thanh Phong, Liêm Tiết thuộc huyện Thanh Liêm.")
    located = [findings.mentions[r.subject] for r in findings.relations if r.predicate == "locatedIn"]
    assert [prepared.text[m.start_char : m.end_char] for m in located] == ["Thanh Hà", "Thanh Phong", "Liêm Tiết"]
