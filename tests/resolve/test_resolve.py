"""Mentions become things, passages printed twice one fact, and every span is one of the source."""

import pytest

from kg.config import BASE_IRI
from kg.errors import ExtractionError
from kg.iri import digest
from kg.model import Document, Header, Mention, Span
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


def test_iris_are_made_of_what_a_thing_is():
    one, two = facts_of("Xây dựng cảng Diêm Điền."), facts_of("1. Mục tiêu\nMở rộng cảng Diêm Điền.")
    assert {e.id for e in one.entities if e.cls == "Port"} == {e.id for e in two.entities if e.cls == "Port"}
    assert {m.id for m in one.measures}.isdisjoint({m.id for m in two.measures})


@pytest.mark.parametrize(
    ("cls", "key", "attrs", "scope"),
    [
        ("Agent", "sở y tế", {}, "Thái Bình"),
        ("Agent", "bộ y tế", {}, "vn"),
        ("Agent", "bộ phận một cửa", {}, "Thái Bình"),
        ("Agent", "đại hội đại biểu toàn quốc lần thứ xiii của đảng", {}, "vn"),
        ("Agent", "doanh nghiệp", {"generic": "1"}, "vn"),
        ("Road", "đường 221a", {}, "Thái Bình"),
        ("Road", "quốc lộ 39a", {}, "vn"),
        ("Place", "tỉnh nam định", {"kind": "province", "province": "Nam Định"}, "vn"),
        ("Place", "huyện tiền hải", {"kind": "district", "province": "Thái Bình"}, "Thái Bình"),
        ("Instrument", "quy hoạch tỉnh", {}, "Thái Bình"),
        ("Instrument", "vietgap", {}, "vn"),
    ],
)
def test_jurisdiction(cls, key, attrs, scope):
    assert mention_scope(Mention(cls, 0, 1, key=key, attrs=attrs), document="Thái Bình") == scope


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
