"""Relations that the text states, and none that it does not."""

import pytest

from tests.extract.pieces import run

CASES = [
    (
        "Xây dựng đường từ thành phố Thái Bình đi cồn Vành.",
        [("routeFrom", "thành phố Thái Bình"), ("routeTo", "cồn Vành")],
    ),
    ("Nâng cấp đường 221A.", [("roadNumber", "221A")]),
    (
        "Đầu tư cao tốc Thành phố Hồ Chí Minh - Trung Lương - Mỹ Thuận.",
        [("routeFrom", "Thành phố Hồ Chí Minh"), ("routeTo", "Mỹ Thuận"), ("connects", "Trung Lương")],
    ),
    ("Triển khai sân bay Thổ Chu tại đảo Thổ Chu.", [("locatedIn", "đảo Thổ Chu")]),
    ("Khánh thành cảng Diêm Điền vào năm 2025.", [("dueBy", "vào năm 2025")]),
    ("Khởi công cảng Diêm Điền vào năm 2025.", []),
    ("Hoàn thành hạ tầng khu công nghiệp trong Khu kinh tế Thái Bình trong năm 2021.", []),
    ("Thực hiện Công điện số 158/CĐ-TTg của Thủ tướng Chính phủ.", [("issuedBy", "Thủ tướng Chính phủ")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relations(text, expected):
    prepared, findings = run(text)
    found = []
    for relation in findings.relations:
        named = findings.mentions[relation.object] if relation.object >= 0 else None
        found.append(
            (relation.predicate, prepared.text[named.start_char : named.end_char] if named else relation.value)
        )
        assert relation.start_char < relation.end_char
    assert found == expected


def test_a_route_with_one_end_connects():
    prepared, findings = run("Đầu tư tuyến giao thông ra đảo Hòn Khoai.")
    assert [relation.predicate for relation in findings.relations] == ["connects"]
