"""Mentions become things, passages printed twice one fact, and every span is one of the source."""

import pytest

from kg.config import BASE_IRI
from kg.errors import ExtractionError
from kg.iri import digest
from kg.model import Document, Header, Mention, Span
from kg.readings import AgentReading, PlaceReading
from kg.resolve import resolve
from kg.resolve.document import check_spans
from kg.resolve.scope import document_scope, mention_scope, province_in
from tests.extract.pieces import run


def facts_of(text):
    prepared, findings = run(text)
    return resolve(prepared, findings, base_iri=BASE_IRI)


def test_forms_of_one_name_are_one_thing():
    facts = facts_of(
        "Nâng cấp Quốc lộ 39A và QL.39A. Sở Y tế và UBND tỉnh lập kế hoạch. Ủy ban nhân dân tỉnh phê duyệt đề án."
    )
    roads = [entity for entity in facts.entities if entity.cls == "Road"]
    assert [len(road.mentions) for road in roads] == [2]
    assert len([entity for entity in facts.entities if entity.label.lower().startswith(("ubnd", "ủy ban"))]) == 1


def test_the_two_placements_of_tone_marks_are_one_name():
    facts = facts_of("Xây dựng cảng Hoà Phú. Mở rộng cảng Hòa Phú.")
    assert [len(entity.mentions) for entity in facts.entities if entity.cls == "Port"] == [2]


def test_a_passage_printed_twice_is_one_measure_with_two_spans():
    passage = "Tăng cường quản lý đất đai, bảo vệ môi trường; phấn đấu 100% hộ dân được sử dụng nước sạch trên địa bàn."
    text = f"{passage}\n\nXây dựng đường.\n\n{passage}\n"
    facts = facts_of(text)
    repeated = [measure for measure in facts.measures if len(measure.spans) == 2]
    assert len(repeated) == 2
    for measure in repeated:
        first, second = (text[slice(*span)] for span in measure.spans)
        assert first == second
    assert [len(target.spans) for target in facts.targets] == [2]


DUTY = "Bố trí kinh phí thực hiện các nhiệm vụ được giao theo quy định của Luật Ngân sách nhà nước."
HEALTH, WORKS = "so-y-te", "so-xay-dung"
HEADED = "II. NHIỆM VỤ\n\n"
TABLE = "| TT | Nhiệm vụ | Cơ quan chủ trì |\n|---|---|---|\n"


@pytest.mark.parametrize("duty", [DUTY, "Xây dựng kế hoạch."])
@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("1. Sở Y tế\n- {}\n2. Sở Xây dựng\n- {}\n", [HEALTH, WORKS]),
        ("1. Sở Y tế:\n- {}\n2. Sở Xây dựng:\n- {}\n", [HEALTH, WORKS]),
        ("1. Sở Y tế: {}\n2. Sở Xây dựng: {}\n", [HEALTH, WORKS]),
        ("**Sở Y tế**\n\n- {}\n\n**Sở Xây dựng**\n\n- {}\n", [HEALTH, WORKS]),
        ("Giao Sở Y tế:\n- {}\nGiao Sở Xây dựng:\n- {}\n", [HEALTH, WORKS]),
        ("- Giao Sở Y tế:\n+ {}\n- Giao Sở Xây dựng:\n+ {}\n", [HEALTH, WORKS]),
        (TABLE + "| 1 | {} | Sở Y tế |\n| 2 | {} | Sở Xây dựng |\n", [HEALTH, WORKS]),
        ("1. Huyện Hải Hậu\n- {}\n2. Huyện Giao Thủy\n- {}\n", ["huyen-hai-hau", "huyen-giao-thuy"]),
        ("1. Năm 2026\n- {}\n2. Năm 2027\n- {}\n", []),
        ("Giai đoạn 2026 - 2030:\n- {}\nGiai đoạn 2031 - 2035:\n- {}\n", []),
    ],
)
def test_a_duty_printed_for_each_of_two_is_two(text, leads, duty):
    once, again = (facts_of(HEADED + text.format(duty, duty)) for _ in range(2))
    assert [len(measure.spans) for measure in once.measures] == [1, 1]
    assert len({measure.id for measure in once.measures}) == 2
    named = [agent.agent.rsplit("/", 1)[-1][:-7] for measure in once.measures for agent in measure.agents]
    assert named == leads
    assert [measure.id for measure in once.measures] == [measure.id for measure in again.measures]


def test_a_page_printed_twice_keeps_its_bodies():
    page = f"1. Sở Y tế\n- Xây dựng bệnh viện.\n- {DUTY}\n2. Sở Xây dựng\n- {DUTY}\n"
    facts = facts_of(f"{HEADED}{page}3. Sở Tài chính\n- Lập dự toán.\n{page}")
    assert sorted(len(measure.spans) for measure in facts.measures) == [1, 2, 2, 2]
    assert all(len(measure.agents) == 1 for measure in facts.measures)


def test_a_part_of_a_page_printed_again_below_another_heading_stays_with_its_own():
    tail = (
        f"- {DUTY}\n2. Sở Xây dựng\n- Xây dựng bến xe khách phía nam tỉnh trong năm 2026 theo quy hoạch được duyệt.\n"
    )
    facts = facts_of(f"{HEADED}1. Sở Y tế\n{tail}3. Sở Tài chính\n- Lập dự toán.\n{tail}")
    named = {measure.agents[0].agent.rsplit("/", 1)[-1][:-7]: len(measure.spans) for measure in facts.measures}
    assert named == {"so-y-te": 2, "so-xay-dung": 2, "so-tai-chinh": 1}


def test_an_aim_set_for_each_of_two_is_two():
    facts = facts_of(
        "II. MỤC TIÊU ĐẾN NĂM 2030\nHuyện Hải Hậu:\n- Hộ nghèo dưới 2%.\nHuyện Giao Thủy:\n- Hộ nghèo dưới 2%.\n"
    )
    assert [len(target.spans) for target in facts.targets] == [1, 1]


def test_iris_are_made_of_what_a_thing_is():
    one, two = facts_of("Xây dựng cảng Diêm Điền."), facts_of("1. Mục tiêu\nMở rộng cảng Diêm Điền.")
    assert {e.id for e in one.entities if e.cls == "Port"} == {e.id for e in two.entities if e.cls == "Port"}
    assert {m.id for m in one.measures}.isdisjoint({m.id for m in two.measures})


@pytest.mark.parametrize(
    ("cls", "key", "reading", "scope"),
    [
        ("Agent", "sở y tế", None, "Thái Bình"),
        ("Agent", "bộ y tế", None, "vn"),
        ("Agent", "bộ phận một cửa", None, "Thái Bình"),
        ("Agent", "đại hội đại biểu toàn quốc lần thứ xiii của đảng", None, "vn"),
        ("Agent", "doanh nghiệp", AgentReading(generic=True), "vn"),
        ("Road", "đường 221a", None, "Thái Bình"),
        ("Road", "quốc lộ 39a", None, "vn"),
        ("Place", "tỉnh nam định", PlaceReading("province", province="Nam Định"), "vn"),
        ("Place", "huyện tiền hải", PlaceReading("district", province="Thái Bình"), "Thái Bình"),
        ("Instrument", "quy hoạch tỉnh", None, "Thái Bình"),
        ("Instrument", "vietgap", None, "vn"),
    ],
)
def test_jurisdiction(cls, key, reading, scope):
    assert mention_scope(Mention(cls, 0, 1, key=key, reading=reading), document="Thái Bình") == scope


PLAN = """ỦY BAN NHÂN DÂN
TỈNH {upper}
Số: 1/KH-UBND
{name}, ngày 5 tháng 1 năm 2024

KẾ HOẠCH
Phát triển hạ tầng tỉnh {name}

II. NHIỆM VỤ
1. {body} chủ trì xây dựng đường tỉnh 454, đường Trần Hưng Đạo tại xã Hòa Bình.
"""


@pytest.mark.parametrize(
    ("body", "cls", "many"),
    [
        ("Ban Quản lý dự án", "Agent", 2),
        ("Ban Quản lý các khu công nghiệp", "Agent", 2),
        ("Trung tâm Xúc tiến đầu tư", "Agent", 2),
        ("Viện kiểm sát nhân dân", "Agent", 2),
        ("Thanh tra Chính phủ", "Agent", 1),
        ("Văn phòng Chính phủ", "Agent", 1),
        ("Tòa án nhân dân tối cao", "Agent", 1),
        ("Các doanh nghiệp", "Agent", 1),
        ("Sở Xây dựng", "Road", 4),
        ("Sở Xây dựng", "Place", 4),
    ],
)
def test_things_of_one_name_in_two_provinces_are_two(body, cls, many):
    found = {
        entity.id
        for name in ("Thái Bình", "Nam Định")
        for entity in facts_of(PLAN.format(upper=name.upper(), name=name, body=body)).entities
        if entity.cls == cls
    }
    assert len(found) == many, found


def test_a_document_speaks_for_the_province_that_issued_it():
    assert document_scope(Header(issuer="Ủy ban nhân dân tỉnh Đồng Tháp")) == "Đồng Tháp"
    assert document_scope(Header(issuer="Chính phủ", title="Nghị quyết về phát triển tỉnh Nghệ An")) == "vn"
    assert province_in("cả nước") == ""


def test_the_sample_names_what_the_resolution_names(sample):
    text = sample.read_text(encoding="utf-8")
    prepared, findings = run(text)
    facts = resolve(prepared, findings, base_iri=BASE_IRI)
    labels = {entity.id: entity.label for entity in facts.entities}
    works = {
        entity.label
        for entity in facts.entities
        if entity.cls in ("Road", "Port", "EconomicZone", "Bridge", "IndustrialPark")
    }
    assert works == {
        "Tuyến đường bộ ven biển",
        "đường từ thành phố Thái Bình đi cầu Nghìn",
        "cầu Nghìn",
        "đường 221A",
        "đường 223",
        "đường từ thành phố Thái Bình đi cồn Vành",
        "cảng Diêm Điền",
        "cảng Ba Lạt",
        "Khu kinh tế Thái Bình",
        "Khu công nghiệp phục vụ nông nghiệp",
    }
    stated = {(labels[r.subject], r.predicate, labels.get(r.object, r.value)) for r in facts.relations}
    assert {
        ("đường từ thành phố Thái Bình đi cầu Nghìn", "routeFrom", "thành phố Thái Bình"),
        ("đường từ thành phố Thái Bình đi cầu Nghìn", "routeTo", "cầu Nghìn"),
        ("đường từ thành phố Thái Bình đi cồn Vành", "routeTo", "cồn Vành"),
        ("đường 221A", "roadNumber", "221A"),
        ("đường 223", "roadNumber", "223"),
    } <= stated


def test_a_span_outside_the_text_is_an_error():
    facts = facts_of("Xây dựng cảng Diêm Điền.")
    facts.measures[0].spans[0] = Span(0, 999)
    with pytest.raises(ExtractionError, match=r"\[0:999\]"):
        check_spans(facts)


def test_an_empty_document_has_no_facts():
    facts = facts_of("Một hai ba.")
    assert (facts.measures, facts.targets, facts.relations) == ([], [], [])
    assert isinstance(facts.document, Document)


def test_an_abolished_province_leads_to_the_one_of_today():
    places = {
        e.label: e
        for e in facts_of("Phát triển tỉnh Thái Bình, thành phố Thái Bình và tỉnh Nghệ An.").entities
        if e.cls == "Place"
    }
    assert places["tỉnh Thái Bình"].became == (
        f"{BASE_IRI}place/vn/tinh-hung-yen-{digest('tỉnh Hưng Yên', length=6)}",
        "tỉnh Hưng Yên",
    )
    assert places["thành phố Thái Bình"].became[1] == "tỉnh Hưng Yên"
    assert places["tỉnh Nghệ An"].became is None
