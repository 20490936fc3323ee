"""Where the name of a body or group ends: attributes, restricting clauses, lists."""

import pytest

from kg.annotate import annotate, load_nlp
from kg.extract import extract
from kg.extract.clauses.parties import Parties
from kg.model import Document
from kg.text import prepare

ENDS = [
    ("Hỗ trợ cho người bị thu hồi đất để ổn định đời sống.", "người bị thu hồi đất"),
    ("Hướng dẫn người nuôi trồng thủy sản quan trắc chất lượng nước.", "người nuôi trồng thủy sản"),
    ("Phối hợp với ngành giáo dục để xử lý vệ sinh trường lớp.", "ngành giáo dục"),
    ("Chỉ đạo các cơ sở nuôi trồng thủy sản theo dõi môi trường.", "các cơ sở nuôi trồng thủy sản"),
    ("Vận động doanh nghiệp, hợp tác xã tham gia liên kết.", "doanh nghiệp"),
    ("Giao các đơn vị liên quan khẩn trương rà soát quy hoạch.", "các đơn vị liên quan"),
    ("Yêu cầu các địa phương, đơn vị báo cáo kết quả.", "các địa phương"),
]


def parties(text):
    prepared = prepare(Document("case", "case.txt", text, ""))
    notes = annotate(load_nlp(), prepared.text)
    findings = extract(prepared, notes)
    found = Parties(prepared.text, notes=notes, findings=findings).all
    return [prepared.text[party.start_char : party.end_char] for party in found]


@pytest.mark.parametrize(("text", "name"), ENDS)
def test_a_name_ends_where_what_restricts_it_ends(text, name):
    assert parties(text)[0] == name


@pytest.mark.parametrize("text", ["Người và phương tiện.", "Trên cơ sở đề xuất.", "Xây dựng cơ sở dữ liệu đất đai."])
def test_a_head_that_means_nobody_without_a_restriction_is_no_party(text):
    assert parties(text) == []
