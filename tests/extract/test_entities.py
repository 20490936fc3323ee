"""Works, places and instruments: what is named, and where the name ends."""

import pytest

from kg.model import WORK_CLASSES
from tests.extract.pieces import run

WORKS = [
    ("Giám sát tuyến ống Long Sơn - Bình An.", [("EnergyFacility", "tuyến ống Long Sơn - Bình An")]),
    ("1. Về Dự án cầu Nghìn\nSở Xây dựng sớm hoàn thành dự án.", [("Bridge", "Dự án cầu Nghìn"), ("Bridge", "dự án")]),
    ("Vận hành Nhà máy điện Ô Môn 3 và Ô Môn 4.", [("EnergyFacility", "Nhà máy điện Ô Môn 3 và Ô Môn 4")]),
    ("Đẩy nhanh đường 221A và đường 223.", [("Road", "đường 221A"), ("Road", "đường 223")]),
    (
        "Xây dựng đường từ thành phố Thái Bình đi cầu Nghìn.",
        [("Road", "đường từ thành phố Thái Bình đi cầu Nghìn"), ("Bridge", "cầu Nghìn")],
    ),
    ("Hoàn thành tuyến đường bộ ven biển.", [("Road", "tuyến đường bộ ven biển")]),
    (
        "Đầu tư các tuyến cao tốc: Tân Phú - Bảo Lộc, Dầu Giây - Tân Phú.",
        [("Road", "Tân Phú - Bảo Lộc"), ("Road", "Dầu Giây - Tân Phú")],
    ),
    ("Khởi công dự án Quy Nhơn - Pleiku.", [("Road", "dự án Quy Nhơn - Pleiku")]),
    ("Nâng cấp Quốc lộ 39A và QL.10.", [("Road", "Quốc lộ 39A"), ("Road", "QL.10")]),
    ("Xây dựng cảng Diêm Điền, cảng Ba Lạt.", [("Port", "cảng Diêm Điền"), ("Port", "cảng Ba Lạt")]),
    (
        "Phát triển Khu kinh tế Thái Bình. Quy hoạch đô thị trong Khu kinh tế.",
        [("EconomicZone", "Khu kinh tế Thái Bình"), ("EconomicZone", "Khu kinh tế")],
    ),
    ("Vận hành nhà máy điện gió Tân Phú Đông 1.", [("EnergyFacility", "nhà máy điện gió Tân Phú Đông 1")]),
    (
        "Mở rộng các tuyến: quốc lộ 4B, 4C; QL37; ĐT.454.",
        [("Road", "quốc lộ 4B"), ("Road", "4C"), ("Road", "QL37"), ("Road", "ĐT.454")],
    ),
    ("Xây dựng các cầu Tứ Liên, Ngọc Hồi.", [("Bridge", "Tứ Liên"), ("Bridge", "Ngọc Hồi")]),
    (
        "Lập quy hoạch các khu công nghiệp: Lương Điền, Thanh Hà và Bình Giang.",
        [("IndustrialPark", "Lương Điền"), ("IndustrialPark", "Thanh Hà"), ("IndustrialPark", "Bình Giang")],
    ),
    ("2. Đường sắt\n- Yên Viên - Phả Lại - Hạ Long", [("Railway", "Yên Viên - Phả Lại - Hạ Long")]),
    ("Đầu tư Nội Bài - Lào Cai (CT.05).", [("Road", "Nội Bài - Lào Cai (CT.05)")]),
    ("Phát triển hành lang kinh tế Lào Cai - Hà Nội - Hải Phòng.", []),
    ("Xây dựng Khu công nghiệp Việt Nam - Singapore.", [("IndustrialPark", "Khu công nghiệp Việt Nam - Singapore")]),
    ("Tăng cường hợp tác Việt Nam - Lào trong các dự án.", []),
    (
        "Xây dựng nhà ga T3 Cảng hàng không quốc tế Tân Sơn Nhất.",
        [("Airport", "nhà ga T3 Cảng hàng không quốc tế Tân Sơn Nhất")],
    ),
    ("Xây dựng nhà máy sản xuất giấy Bãi Bằng.", [("Facility", "nhà máy sản xuất giấy Bãi Bằng")]),
    ("Đáp ứng yêu cầu Halal và nhu cầu Việt Nam.", []),
    ("Hội chẩn tại bệnh viện hạng III.", []),
    ("Kết nối với đường sắt Trung Quốc.", []),
    (
        "Xây dựng cảng cạn Văn Lâm (Hưng Yên), Gia Bình (Bắc Ninh).",
        [("Port", "cảng cạn Văn Lâm"), ("Port", "Gia Bình")],
    ),
    (
        "Đưa vào khai thác nhà ga T3 Tân Sơn Nhất, T2 Nội Bài.",
        [("Airport", "nhà ga T3 Tân Sơn Nhất"), ("Airport", "T2 Nội Bài")],
    ),
    (
        "Lấp đầy Khu công nghiệp phía Tây thành phố Thanh Hóa.",
        [("IndustrialPark", "Khu công nghiệp phía Tây thành phố Thanh Hóa")],
    ),
    (
        "Hoàn thành cầu Cát Lái; nâng cấp Bệnh viện đa khoa tỉnh.",
        [("Bridge", "cầu Cát Lái"), ("Facility", "Bệnh viện đa khoa tỉnh")],
    ),
    (
        "Củng cố đê tả Trà Lý, xây dựng trạm biến áp 220 kV Vũ Thư.",
        [("WaterWorks", "đê tả Trà Lý"), ("EnergyFacility", "trạm biến áp 220 kV Vũ Thư")],
    ),
    ("Phát triển các khu công nghiệp và các tuyến đường huyết mạch.", []),
    ("Đáp ứng yêu cầu Chương trình giáo dục phổ thông mới.", []),
]
PLACES = [
    ("Bảo vệ rừng tại Vùng ven biển miền Trung và phía Nam quốc lộ 1.", ["Vùng ven biển miền Trung"]),
    ("Họp do Bộ trưởng Hồ Văn Nam chủ trì, đại diện tỉnh Bà Rịa - Vũng Tàu dự.", ["tỉnh Bà Rịa - Vũng Tàu"]),
    ("Nâng cấp trường học ở Thừa Thiên Huế và Hà Tây.", ["Thừa Thiên Huế", "Hà Tây"]),
    ("Liên kết với các tỉnh Nam Định, Hà Nam.", ["Nam Định", "Hà Nam"]),
    ("Phát triển hai bên bờ sông Trà Lý tại huyện Tiền Hải.", ["sông Trà Lý", "huyện Tiền Hải"]),
    ("Kết nối khu vực đồng bằng sông Hồng và vùng Duyên hải Bắc Bộ.", ["đồng bằng sông Hồng", "vùng Duyên hải Bắc Bộ"]),
    ("Phát triển Thái Bình thành tỉnh mạnh của cả nước trong tỉnh.", ["Thái Bình"]),
    ("Xây dựng Khu kinh tế Thái Bình.", []),
    ("Phát triển các đô thị Trấn Biên, Nhơn Trạch.", ["Trấn Biên", "Nhơn Trạch"]),
    ("Kết nối Bà Rịa - Vũng Tàu với Thủ đô Hà Nội.", ["Bà Rịa - Vũng Tàu", "Thủ đô Hà Nội"]),
    ("Mở cửa khẩu quốc gia Hoàng Diệu.", ["cửa khẩu quốc gia Hoàng Diệu"]),
    ("Phát triển hành lang kinh tế Lào Cai - Hà Nội.", ["hành lang kinh tế Lào Cai - Hà Nội"]),
]
INSTRUMENTS = [
    ("Sở Xây dựng hoàn thiện quy hoạch 1/500 theo các Hiệp định thương mại.", ["quy hoạch 1/500"]),
    (
        "Sở Nội vụ thực hiện Chiến lược phát triển giao thông vận tải theo quy định.",
        ["Chiến lược phát triển giao thông vận tải"],
    ),
    (
        "Phê duyệt Quy hoạch cấp nước vùng hạ. Giao huyện quản lý quy hoạch.",
        ["Quy hoạch cấp nước vùng hạ", "quy hoạch"],
    ),
    ("Thực hiện Nghị quyết số 15-NQ/TW ngày 10/11/2022.", ["Nghị quyết số 15-NQ/TW"]),
    ("Hoàn thành Quy hoạch tỉnh thời kỳ 2021 - 2030.", ["Quy hoạch tỉnh"]),
    ("Áp dụng tiêu chuẩn VietGAP, dùng vốn ODA.", ["VietGAP", "ODA"]),
    (
        "Nâng hạng Chỉ số năng lực cạnh tranh cấp tỉnh (PCI); cải thiện PCI.",
        ["Chỉ số năng lực cạnh tranh cấp tỉnh (PCI)", "PCI"],
    ),
    ('Duy trì phong trào "Toàn dân đoàn kết".', ['phong trào "Toàn dân đoàn kết"']),
    ("Xây dựng lộ trình thực hiện Luật Giáo dục.", ["Luật Giáo dục"]),
    ("Tổ chức thực hiện Nghị quyết này. Xây dựng kế hoạch, chương trình.", []),
    ("Sửa đổi Luật Đầu tư nước ngoài tại Việt Nam.", ["Luật Đầu tư nước ngoài tại Việt Nam"]),
    ("Quán triệt Nghị quyết Trung ương 4 khóa XII.", ["Nghị quyết Trung ương 4 khóa XII"]),
    ("Rà soát quy hoạch chung Khu kinh tế Nghi Sơn.", ["quy hoạch chung Khu kinh tế Nghi Sơn"]),
    ("Kiểm soát chỉ số giá tiêu dùng (CPI).", ["chỉ số giá tiêu dùng (CPI)"]),
    ("Bộ Kế hoạch và Đầu tư kiểm tra, giám sát.", []),
    ("Công bố Quy hoạch tỉnh Phú Thọ; thực hiện Quy hoạch theo quy định.", ["Quy hoạch tỉnh Phú Thọ", "Quy hoạch"]),
]


def names(prepared, findings, classes):
    return [(m.cls, prepared.text[m.start_char : m.end_char]) for m in findings.mentions if m.cls in classes]


@pytest.mark.parametrize(("text", "expected"), WORKS)
def test_works(text, expected):
    assert sorted(names(*run(text), WORK_CLASSES)) == sorted(expected)


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text, expected):
    assert [name for _, name in names(*run(text), ("Place",))] == expected


@pytest.mark.parametrize(("text", "expected"), INSTRUMENTS)
def test_instruments(text, expected):
    assert [name for _, name in names(*run(text), ("Instrument",))] == expected


def test_a_province_carries_its_code_and_a_commune_name_alone_is_none():
    _, findings = run("Phát triển tỉnh Thái Bình. Xây dựng Tân Lập.")
    places = [m for m in findings.mentions if m.cls == "Place"]
    assert [(m.key, m.as_place.code) for m in places] == [("tỉnh thái bình", "34")]


def test_a_commune_has_a_code_where_no_other_bears_its_full_name():
    _, findings = run("Xây dựng trường tại phường Trúc Bạch và xã Tân Lập.")
    places = {m.key: m.as_place.code for m in findings.mentions if m.cls == "Place"}
    assert places == {"phường trúc bạch": "00004", "xã tân lập": ""}
