"""Relations that hold for every member of a list."""

import pytest

from tests.extract.pieces import run


def relations(text, predicate):
    prepared, findings = run(text)
    words = [prepared.text[m.start_char : m.end_char] for m in findings.mentions]
    return {(words[r.subject], words[r.object]) for r in findings.relations if r.predicate == predicate}


REGIONS = [
    (
        "Hỗ trợ các địa bàn thuộc khu vực miền Trung bị mưa lũ, bao gồm các tỉnh, thành phố: Hà Tĩnh, Huế và Đắk Lắk.",
        {("Hà Tĩnh", "miền Trung"), ("Huế", "miền Trung"), ("Đắk Lắk", "miền Trung")},
    ),
    (
        "Ưu tiên vùng đồng bằng sông Hồng (các tỉnh Hưng Yên, Ninh Bình) trong đầu tư đường cao tốc.",
        {("Hưng Yên", "vùng đồng bằng sông Hồng"), ("Ninh Bình", "vùng đồng bằng sông Hồng")},
    ),
    (
        "Phấn đấu đưa Việt Nam thuộc nhóm 3 nước dẫn đầu Đông Nam Á về chuyển đổi số.",
        {("Việt Nam", "Đông Nam Á")},
    ),
]


@pytest.mark.parametrize(("text", "expected"), REGIONS)
def test_places_of_a_list_lie_in_the_region_before_it(text, expected):
    assert expected <= relations(text, "locatedIn")


def test_a_list_without_an_opening_word_says_nothing_of_the_region():
    text = "Tăng cường hợp tác giữa miền Trung và các tỉnh Đồng Nai, Tây Ninh."
    assert relations(text, "locatedIn") == set()


def test_an_address_behind_a_dash_places_a_spot():
    assert ("Hồ Cửa Đạt", "xã Thường Xuân") in relations(
        "Quan trắc môi trường nước tại Hồ Cửa Đạt - xã Thường Xuân.", "locatedIn"
    )


def test_communes_of_a_list_share_the_district_in_brackets():
    found = relations("Đầu tư hạ tầng các xã Đôn Châu, Đôn Xuân (huyện Trà Cú).", "locatedIn")
    assert {subject for subject, _ in found} == {"Đôn Châu", "Đôn Xuân"}


ISSUERS = [
    "Thực hiện các công điện của Thủ tướng Chính phủ, đặc biệt là các Công điện số 215/CĐ-TTg ngày 13 tháng 11 năm 2025, "
    "Công điện số 225/CĐ-TTg ngày 20 tháng 11 năm 2025.",
    "Hoàn thành theo chỉ đạo của Thủ tướng Chính phủ tại Công điện số 215/CĐ-TTg ngày 13/11/2025 và Công điện số "
    "225/CĐ-TTg ngày 20/11/2025.",
    "Thực hiện nghiêm Công điện số 215/CĐ-TTg ngày 13/11/2025, Công điện số 225/CĐ-TTg ngày 20/11/2025 của Thủ tướng "
    "Chính phủ.",
]


@pytest.mark.parametrize("text", ISSUERS)
def test_acts_of_a_list_have_one_issuer(text):
    assert {act.split()[-1] for act, _ in relations(text, "issuedBy")} == {"215/CĐ-TTg", "225/CĐ-TTg"}


def test_acts_of_two_kinds_do_not_share_an_issuer():
    text = "Thực hiện Luật số 12/2024/QH15, Công điện số 225/CĐ-TTg ngày 20/11/2025 của Thủ tướng Chính phủ."
    assert {act for act, _ in relations(text, "issuedBy")} == {"Công điện số 225/CĐ-TTg"}


def test_bodies_by_kind_belong_to_the_body_behind():
    text = "Điều 5. Quốc hội, Hội đồng Dân tộc, các Ủy ban của Quốc hội giám sát việc thực hiện Nghị quyết này."
    assert relations(text, "memberOf") == {("các Ủy ban của Quốc hội", "Quốc hội")}
