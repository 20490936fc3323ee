"""The field in which a measure shows, and what a lexicon of fields has to hold."""

import re

import pytest

from kg.extract.measures.fields import Surroundings, Whole, make_clause
from kg.extract.measures.sectors import class_sectors
from kg.extract.measures.votes import Term
from kg.iri import fold
from kg.model import WORK_CLASSES
from kg.resources import read_table
from tests.extract.pieces import run

CASES = [
    ("Phát triển nuôi trồng thủy sản theo hướng công nghệ cao.", "fisheries"),
    ("Nâng cao chất lượng khám, chữa bệnh.", "health"),
    ("Đẩy mạnh cải cách thủ tục hành chính.", "public-administration"),
    ("Bảo tồn, phát huy các giá trị di sản văn hóa gắn với phát triển du lịch.", "culture-sport-media"),
    ("Phát triển du lịch thành ngành kinh tế quan trọng.", "tourism"),
    ("Tăng cường đấu tranh, trấn áp tội phạm.", "public-security"),
    ("Xây dựng tuyến đường bộ ven biển.", "transport"),
    ("Nâng cấp hệ thống đê sông và hồ chứa.", "water-disaster"),
    ("Trồng mới 500 ha rừng phòng hộ ven sông.", "forestry"),
    ("Tập trung giải ngân vốn đầu tư công.", "finance"),
    ("Hoàn thành cấp giấy chứng nhận quyền sử dụng đất cho các hộ.", "environment"),
    ("Phát triển các cụm liên kết ngành dệt may, da giày.", "industry"),
    ("Bảo hộ công dân Việt Nam ở nước ngoài.", "foreign-affairs"),
    ("Hoàn thành chỉ tiêu tuyển quân năm 2026.", "defence"),
]

TOOLS = [
    ("Xây dựng phần mềm, cơ sở dữ liệu quốc gia về đê điều.", ["water-disaster", "digital"]),
    ("Tăng cường thanh tra, kiểm tra và xử lý vi phạm về an toàn thực phẩm.", ["health", "justice-inspection"]),
    (
        "Xây dựng quy chuẩn kỹ thuật quốc gia đối với cảng biển và đường thủy nội địa.",
        ["transport", "science-technology"],
    ),
    ("Hoàn thiện văn bản quy phạm pháp luật và chính sách thể thao.", ["culture-sport-media", "justice-inspection"]),
]

TOGETHER = [
    ("Xây dựng nhà ở cho hộ nghèo.", {"urban-housing", "social"}),
    ("Chuyển giao tiến bộ khoa học kỹ thuật trong trồng trọt, chăn nuôi.", {"science-technology", "agriculture"}),
    ("Củng cố nền quốc phòng toàn dân và thế trận an ninh nhân dân.", {"defence", "public-security"}),
    ("Tăng cường thu gom, xử lý rác thải tại các làng nghề.", {"environment", "rural"}),
]

RESULTS = [
    ("Tỷ lệ hộ nghèo giảm còn 2% vào năm 2030.", "social"),
    ("Tổng kim ngạch xuất khẩu đạt 3 tỷ USD.", "trade-services"),
    ("100% đô thị có hệ thống thoát nước riêng.", "urban-housing"),
]

LOOKALIKES = [
    ("Tăng thu nhập cho đồng bào vùng cao.", "finance"),
    ("Tham gia công tác phòng bệnh tại bản.", "industry"),
    ("Đầu tư công trình thủy lợi tại ba xã.", "finance"),
    ("Xây dựng đất nước giàu mạnh.", "environment"),
    ("Cử đoàn thể thao dự đại hội.", "political-system"),
]


@pytest.mark.parametrize(("text", "sector"), CASES)
def test_main_sector(text, sector):
    _, findings = run(text)
    assert [m.sectors[0] for m in findings.measures] == [sector]


@pytest.mark.parametrize(("text", "sector"), RESULTS)
def test_a_result_has_the_field_of_its_subject(text, sector):
    _, findings = run(f"I. MỤC TIÊU\n1. Mục tiêu cụ thể\n- {text}\n")
    assert [m.sectors[0] for m in findings.measures] == [sector]


@pytest.mark.parametrize(("text", "sectors"), TOOLS)
def test_a_tool_comes_behind_the_field_that_it_is_used_in(text, sectors):
    _, findings = run(text)
    assert [m.sectors for m in findings.measures] == [sectors]


def test_a_tool_alone_is_its_own_field_and_in_a_text_about_another_that_other():
    clause = "Làm sạch dữ liệu định kỳ."
    _, findings = run(clause)
    assert findings.measures[0].sectors == ["digital"]
    others = "- Đón 2 triệu lượt khách du lịch.\n- Mở tuyến du lịch biển.\n- Xây dựng khách sạn.\n- Quảng bá du lịch.\n"
    _, findings = run(f"1. Phát triển du lịch\n{others}- {clause}")
    assert findings.measures[-1].sectors == ["tourism", "digital"]


def test_training_comes_before_its_subject():
    _, findings = run("Đào tạo, bồi dưỡng về công nghệ bán dẫn cho kỹ thuật viên.")
    assert findings.measures[0].sectors == ["education", "digital"]


def test_a_circumstance_counts_less_than_the_object():
    _, findings = run("Không để phát sinh dịch bệnh sau mưa lũ, ngập lụt.")
    assert findings.measures[0].sectors[0] == "health"


def test_abbreviations_of_official_writing_name_their_field():
    _, findings = run("Rà soát, đơn giản hóa TTHC cho người dân.\nNâng cấp hạ tầng CNTT.\nTriển khai công tác PCTT.")
    assert [m.sectors[0] for m in findings.measures] == ["public-administration", "digital", "water-disaster"]


def test_the_other_clauses_of_the_section_are_context():
    farms = "".join(f"- Phát triển {field}.\n" for field in ("trồng lúa", "chăn nuôi bò", "cây cà phê", "trồng trọt"))
    plants = "".join(f"- Phát triển {field}.\n" for field in ("dệt may", "da giày", "luyện kim")) * 2
    silent = "- Tiếp tục thực hiện các giải pháp nêu trên.\n"
    _, findings = run(f"1. Nhóm thứ nhất\n{farms}{silent}2. Nhóm thứ hai\n{plants}{silent}")
    fields = [m.sectors[0] for m in findings.measures]
    assert fields == ["agriculture"] * 5 + ["industry"] * 7


@pytest.mark.parametrize(("text", "sectors"), TOGETHER)
def test_a_clause_has_every_field_that_it_names(text, sectors):
    _, findings = run(text)
    assert [set(m.sectors) for m in findings.measures] == [sectors]


@pytest.mark.parametrize(("text", "sector"), LOOKALIKES)
def test_a_compound_is_not_read_as_the_term_inside_it(text, sector):
    _, findings = run(text)
    assert findings.measures
    assert all(sector not in m.sectors for m in findings.measures)


@pytest.mark.parametrize("clause", ["Thực hiện tốt các giải pháp.", "Bố trí kinh phí cho các nhiệm vụ trên."])
def test_a_clause_that_names_no_field_has_the_one_that_it_serves(clause):
    _, findings = run(f"1. Phát triển du lịch\n- Quảng bá du lịch biển.\n- Mở tuyến du lịch mới.\n- {clause}")
    assert findings.measures[-1].sectors[0] == "tourism"


def test_what_is_only_cited_says_nothing():
    _, findings = run("Tổ chức lễ hội đầu xuân theo quy định của Luật Đất đai.")
    assert findings.measures[0].sectors == ["culture-sport-media"]


def test_a_name_in_quotation_marks_counts_and_a_slogan_does_not():
    _, findings = run("Triển khai đề án “Trồng cây gây rừng” tại các xã.")
    assert findings.measures[0].sectors == ["forestry"]
    _, findings = run("Đẩy mạnh xây dựng nhà ở xã hội với tinh thần “vượt bão, thắng lũ”.")
    assert findings.measures[0].sectors == ["urban-housing"]


def test_a_named_work_speaks_by_its_class():
    _, findings = run("Đẩy nhanh tiến độ Khu công nghiệp Sông Khoai.")
    assert findings.measures[0].sectors == ["industry"]


@pytest.mark.parametrize(
    ("head", "sector"),
    [
        ("TỈNH ỦY HÒA BÌNH\n\nSố: 7-NQ/TU\n\nNGHỊ QUYẾT\n", "political-system"),
        ("ỦY BAN NHÂN DÂN\nTỈNH HÒA BÌNH\n\nSố: 7/KH-UBND\n\nKẾ HOẠCH\n", "public-administration"),
    ],
)
def test_where_nothing_speaks_the_field_is_that_of_the_issuing_body(head, sector):
    _, findings = run(f"{head}\nI. NHIỆM VỤ\n1. Thực hiện nghiêm các nhiệm vụ được giao.\n")
    assert [m.sectors for m in findings.measures] == [[sector]]


def clause(*terms, section=0):
    named = [
        Term(f"{code} {number}", code, weight, "object", False, False) for number, (code, weight) in enumerate(terms)
    ]
    return make_clause(named, section=section, paragraph=0)


def test_what_speaks_for_a_field_tells_its_own_terms_from_what_stands_around():
    clauses = [clause(("finance", 3)), clause(("digital", 4), ("finance", 3), ("finance", 2)), clause()]
    whole = Whole({"finance": 1.0}, {"digital": 0.5, "finance": 0.5}, "education")
    around = Surroundings(clauses, whole=whole, headings={0: [{"health": 1.0}]})
    found = around.evidence(1)
    assert found["digital"] == {"object": 4 / 3, "object, any": 1.0, "first": 1.0, "first that is no tool": 1.0} | {
        "text": 0.5,
        "most of text": 1.0,
    }
    assert found["finance"]["means"] == 2 / 3
    assert found["finance"]["clause before"] == found["finance"]["around"] == 1.0
    assert found["health"] == {"heading 0": 1.0}
    assert found["education"] == {"issuer": 1.0}
    assert found["public-administration"] == {"fallback": 1.0}
    assert around.evidence(2)["finance"]["title, none"] == 1.0


def test_how_strongly_a_field_is_named_beside_the_others_speaks_for_its_being_one_of_them():
    clauses = [clause(("digital", 4), ("finance", 3))]
    around = Surroundings(clauses, whole=Whole({}, {}, "health"), headings={})
    members = around.member_evidence(0, around.evidence(0))
    assert members["digital"]["share of the strongest"] == members["digital"]["leads"] == 1.0
    assert members["finance"]["share of the strongest"] == pytest.approx(3 / 5)
    assert members["finance"]["less than the strongest"] == pytest.approx(2 / 3)
    assert members["health"]["own"] == 0.0


def test_every_measure_has_one_to_three_sectors(sample):
    _, findings = run(sample.read_text(encoding="utf-8"))
    assert all(1 <= len(m.sectors) <= 3 and len(set(m.sectors)) == len(m.sectors) for m in findings.measures)


def test_the_lexicon_knows_the_27_sectors_and_weights_from_1_to_5():
    rows = read_table("lexicons/sector_terms.tsv")
    assert len({row["sector"] for row in rows}) == 27
    assert {row["weight"] for row in rows} <= {"1", "2", "3", "4", "5"}
    pairs = [(row["term"], row["sector"]) for row in rows]
    assert len(pairs) == len(set(pairs))


def test_every_tool_is_a_term_that_names_the_field_which_yields():
    named = {
        (fold(row["term"]), row["sector"]) for row in read_table("lexicons/sector_terms.tsv") if int(row["weight"]) > 2
    }
    tools = [(fold(row["term"]), row["sector"]) for row in read_table("lexicons/sector_tools.tsv")]
    assert len(tools) == len(set(tools))
    assert set(tools) <= named


def test_zone_words_are_lower_case_and_of_a_known_kind():
    rows = read_table("lexicons/sector_zones.tsv")
    assert {row["kind"] for row in rows} == {"link", "scope", "tail", "basis", "object", "name"}
    assert all(row["term"] == row["term"].lower() for row in rows)


def test_the_fields_of_issuers_are_sectors():
    sectors = {row["sector"] for row in read_table("lexicons/sector_terms.tsv")}
    rows = read_table("lexicons/issuer_sectors.tsv")
    assert {row["sector"] for row in rows} <= sectors
    assert {row["part"] for row in rows} == {"number", "issuer"}
    assert all(re.search(r"\w", row["term"]) for row in rows)


def test_works_have_the_sector_of_their_class():
    assert class_sectors("Port") == ["transport"]
    assert class_sectors("Place") == []
    assert [cls for cls in WORK_CLASSES if not class_sectors(cls)] == ["Facility"]


def test_a_document_about_one_field_gives_it_to_clauses_that_name_another():
    lines = [
        "Xây dựng tuyến đường bộ ven biển.",
        "Nâng cấp quốc lộ 10.",
        "Mở rộng cảng biển.",
        "Hoàn thành đường cao tốc.",
    ]
    _, findings = run("\n".join([*lines, "Phát hành trái phiếu Chính phủ."]))
    assert set(findings.measures[-1].sectors) == {"finance", "transport"}
    _, findings = run("\n".join([*lines[:2], *(case for case, _ in CASES[:4]), "Phát hành trái phiếu Chính phủ."]))
    assert findings.measures[-1].sectors == ["finance"]
