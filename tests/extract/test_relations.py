"""Relations that the text states, and none that it does not."""

import pytest

from tests.extract.pieces import run

CASES = [
    ("Mở rộng chợ đầu mối, khánh thành Khu công nghiệp Phú Hội tỉnh Hưng Yên.", [("locatedIn", "tỉnh Hưng Yên")]),
    ("Giám sát tuyến ống Long Sơn - Bình An.", [("routeFrom", "Long Sơn"), ("routeTo", "Bình An")]),
    (
        "Bàn giao Dự án Nhà máy điện Ô Môn 3 và Ô Môn 4. Nghiệm thu Nhà máy điện Ô Môn 4.",
        [("partOf", "Dự án Nhà máy điện Ô Môn 3 và Ô Môn 4")],
    ),
    (
        "Đầu tư đường vành đai 4 Thành phố Hồ Chí Minh, điểm đầu tại tỉnh Đồng Nai, điểm cuối tại cảng Hiệp Phước, "
        "đi qua địa phận các tỉnh, thành phố: Đồng Nai, Tây Ninh và Thành phố Hồ Chí Minh.",
        [
            ("routeFrom", "tỉnh Đồng Nai"),
            ("routeTo", "cảng Hiệp Phước"),
            ("locatedIn", "Đồng Nai"),
            ("locatedIn", "Tây Ninh"),
            ("locatedIn", "Thành phố Hồ Chí Minh"),
        ],
    ),
    (
        "Xây dựng đường từ thành phố Thái Bình đi cồn Vành.",
        [("routeFrom", "thành phố Thái Bình"), ("routeTo", "cồn Vành")],
    ),
    ("Nâng cấp đường 221A.", [("roadNumber", "221A"), ("status", "upgrade")]),
    (
        "Đầu tư cao tốc Thành phố Hồ Chí Minh - Trung Lương - Mỹ Thuận.",
        [("routeFrom", "Thành phố Hồ Chí Minh"), ("connects", "Trung Lương"), ("routeTo", "Mỹ Thuận")],
    ),
    ("Triển khai sân bay Thổ Chu tại đảo Thổ Chu.", [("locatedIn", "đảo Thổ Chu")]),
    ("Khánh thành cảng Diêm Điền vào năm 2025.", [("dueBy", "vào năm 2025")]),
    ("Khởi công cảng Diêm Điền vào năm 2025.", []),
    ("Hoàn thành hạ tầng khu công nghiệp trong Khu kinh tế Thái Bình trong năm 2021.", []),
    (
        "Xây dựng quốc lộ 14 đoạn từ Pleiku đến cầu 110.",
        [("routeFrom", "Pleiku"), ("routeTo", "cầu 110"), ("roadNumber", "14"), ("partOf", "quốc lộ 14")],
    ),
    (
        "Đầu tư tuyến cao tốc Bắc - Nam phía Đông các đoạn Mai Sơn - Nghi Sơn, Nghi Sơn - Diễn Châu.",
        [
            ("routeFrom", "Mai Sơn"),
            ("routeTo", "Nghi Sơn"),
            ("routeFrom", "Nghi Sơn"),
            ("routeTo", "Diễn Châu"),
            ("partOf", "tuyến cao tốc Bắc - Nam phía Đông"),
            ("partOf", "tuyến cao tốc Bắc - Nam phía Đông"),
        ],
    ),
    (
        "Xây dựng quốc lộ 5 Hà Nội - Hải Phòng.",
        [("routeFrom", "Hà Nội"), ("routeTo", "Hải Phòng"), ("roadNumber", "5")],
    ),
    (
        "Đầu tư tuyến đường bộ ven biển, kết nối với tỉnh Ninh Bình và tỉnh Nghệ An.",
        [("connects", "tỉnh Ninh Bình"), ("connects", "tỉnh Nghệ An")],
    ),
    ("Xây dựng cầu Mỹ Thuận bắc qua sông Tiền.", [("locatedIn", "sông Tiền")]),
    ("Rà soát quy hoạch chung Khu kinh tế Nghi Sơn.", [("develops", "Khu kinh tế Nghi Sơn")]),
    ("Trình Thủ tướng Chính phủ ban hành Đề án phát triển đô thị.", [("issuedBy", "Thủ tướng Chính phủ")]),
    (
        "1. Dự án cầu Cát Lái\nThời gian hoàn thành dự kiến trong giai đoạn từ năm 2026 đến năm 2030.",
        [("dueBy", "trong giai đoạn từ năm 2026 đến năm 2030")],
    ),
    (
        "Đầu tư cao tốc Bắc - Nam phía Tây (CT.02) từ Tuyên Quang đến Kiên Giang.",
        [("routeFrom", "Tuyên Quang"), ("routeTo", "Kiên Giang"), ("roadNumber", "CT.02")],
    ),
    ("Xây dựng cầu Đại Ngãi trên quốc lộ 60.", [("roadNumber", "60"), ("along", "quốc lộ 60")]),
    ("Mở rộng cảng Vũng Áng, tỉnh Hà Tĩnh.", [("locatedIn", "tỉnh Hà Tĩnh"), ("status", "upgrade")]),
    (
        "Hoàn thành các dự án đang thi công: cầu Rạch Miễu 2, cầu Đại Ngãi.",
        [("status", "under-construction"), ("status", "under-construction")],
    ),
    ("Vận hành cảng Liên Chiểu (đã đưa vào khai thác).", [("status", "completed")]),
    (
        "Tập trung cho cầu Đại Ngãi, cầu Rạch Miễu 2, bảo đảm thông xe năm 2027.",
        [("dueBy", "năm 2027"), ("dueBy", "năm 2027")],
    ),
    ("Thực hiện yêu cầu của Chính phủ tại Nghị quyết số 98/NQ-CP.", [("issuedBy", "Chính phủ")]),
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


@pytest.mark.parametrize(
    ("text", "predicates"),
    [
        ("Đầu tư tuyến giao thông ra đảo Hòn Khoai.", ["routeTo"]),
        ("Xây dựng đường nối cảng Liên Chiểu.", ["connects"]),
        ("Mở tuyến đường nối cảng Liên Chiểu với quốc lộ 1.", ["connects", "connects"]),
    ],
)
def test_a_route_with_one_stated_end(text, predicates):
    _, findings = run(text)
    assert [r.predicate for r in findings.relations if r.predicate != "roadNumber"] == predicates


def test_no_route_begins_inside_a_word():
    _, findings = run("Kết nối trực tuyến đến Hệ thống thông tin của tỉnh.")
    assert not [m for m in findings.mentions if m.cls == "Road"]
