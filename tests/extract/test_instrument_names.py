"""Names of instruments end where their title does; what stands for one alone means the one named before."""

import pytest

from kg.extract.mentions.instruments.forms import RULES, by_forms
from tests.resolve.test_resolve import facts_of


def named(text):
    facts = facts_of(text)
    found = [m for entity in facts.entities if entity.cls == "Instrument" for m in entity.mentions]
    return [facts.document.text[m.start_char : m.end_char] for m in sorted(found, key=lambda m: m.start_char)]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "Triển khai Đề án bồi dưỡng cán bộ, công chức làm công tác thư viện đến năm 2030.",
            ["Đề án bồi dưỡng cán bộ, công chức làm công tác thư viện"],
        ),
        (
            "Ban hành Chương trình phát triển kinh tế số, xã hội số trong năm 2026.",
            ["Chương trình phát triển kinh tế số, xã hội số"],
        ),
        ("Triển khai Chương trình đào tạo 5.000 kỹ sư đến năm 2030.", ["Chương trình đào tạo 5.000 kỹ sư"]),
        ("Xây dựng Đề án thành lập thư viện số.", ["Đề án thành lập thư viện số"]),
        ("Xây dựng Đề án Thư viện xanh, các sở phối hợp thực hiện.", ["Đề án Thư viện xanh"]),
        ("Phê duyệt Chương trình quốc gia về dữ liệu mở.", ["Chương trình quốc gia về dữ liệu mở"]),
        ("Thực hiện Kế hoạch hành động số 469-KH/TU của Tỉnh ủy.", ["Kế hoạch hành động số 469-KH/TU"]),
        ("Thực hiện Nghị quyết số 66.13/2026/NQ-CP của Chính phủ.", ["Nghị quyết số 66.13/2026/NQ-CP"]),
        ("Trình Quốc hội Luật Thư viện (sửa đổi) trong năm 2027.", ["Luật Thư viện (sửa đổi)"]),
        ("Thực hiện Luật Thư viện số 46/2019/QH14.", ["Luật Thư viện số 46/2019/QH14"]),
        ("Theo dõi để Kế hoạch và tình hình thực tế phù hợp.", []),
        ("Bố trí vốn cho các Chương trình MTQG trên địa bàn tỉnh.", []),
    ],
)
def test_a_name_ends_where_its_title_does(sentence, names):
    assert named(f"Điều 1. Nhiệm vụ\n{sentence}\n") == names


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_form_reads_its_examples(rule):
    for text, value in rule.yes.items():
        assert [(reading.rule, reading.value) for reading in by_forms().find(text)] == [(rule.id, value)], text
    for text in rule.no:
        assert rule.id not in [reading.rule for reading in by_forms().find(text)], text


def test_a_kind_alone_means_the_one_that_the_title_names():
    text = (
        "QUYẾT ĐỊNH\nPhê duyệt Đề án Thư viện số toàn dân\n\n"
        "Điều 1. Phê duyệt Đề án Thư viện số toàn dân với các nội dung sau:\n"
        "1. Sở Văn hóa chủ trì triển khai Đề án bảo đảm tiến độ.\n"
        "2. Bố trí kinh phí cho các nhiệm vụ thuộc Đề án. Lồng ghép với Đề án Học tập suốt đời.\n"
        "3. Sơ kết việc thực hiện Đề án vào năm 2028.\n"
    )
    facts = facts_of(text)
    (meant,) = (e for e in facts.entities if e.label == "Đề án Thư viện số toàn dân")
    assert [text[m.start_char : m.end_char] for m in meant.mentions].count("Đề án") == 3


def test_a_plan_does_not_cite_itself():
    text = (
        "KẾ HOẠCH\nQuan trắc nước hồ Xanh năm 2026\n\n1. Sở Y tế tổ chức thực hiện Kế hoạch quan trắc nước hồ Xanh "
        "năm 2026.\n2. Sở Y tế báo cáo kết quả.\n"
    )
    assert named(text) == []


def test_kinds_of_acts_in_a_row_mean_none():
    assert named("Điều 1. Nội dung\nRà soát Luật Thư viện. Đề xuất xây dựng Luật, Nghị định về lưu trữ.\n") == [
        "Luật Thư viện"
    ]
