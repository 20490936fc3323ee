"""Things of one name are called with what tells them apart, all others by their names alone."""

from __future__ import annotations

import kg
from kg.analyse.across import compare_folder
from kg.analyse.answers import build_index
from kg.analyse.answers.naming import Named, tell_apart
from kg.view.papers.compare import render_compare

IRI = "https://w3id.org/policykg/id/"
PLAN = """ỦY BAN NHÂN DÂN TỈNH {}
Số: 15/KH-UBND

KẾ HOẠCH
Phát triển

Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;
Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;
1. Sở Xây dựng xây dựng cầu Nghìn.
"""


def test_acts_are_told_apart_by_year_then_number_and_bodies_by_province_or_what_they_belong_to():
    found = tell_apart(
        [
            Named("a", "Luật Đất đai", ("Luật Đất đai năm 2013",)),
            Named("b", "Luật đất đai", ("Luật Đất đai năm 2024",)),
            Named("c", "Quy hoạch điện", ("Quyết định số 500/QĐ-TTg",)),
            Named("d", "Quy hoạch điện"),
            Named(IRI + "agent/thai-binh/so-x-1", "Sở Tài chính"),
            Named(IRI + "agent/dong-nai/so-x-1", "Sở Tài chính"),
            Named("e", "Văn phòng", parent="Bộ Y tế"),
            Named("f", "Văn phòng", parent="Bộ Công an"),
            Named("g", "Luật Thủy lợi", ("Luật Thủy lợi năm 2017",)),
        ]
    )
    assert found == {
        "a": "Luật Đất đai (2013)",
        "b": "Luật đất đai (2024)",
        "c": "Quy hoạch điện (500/QĐ-TTg)",
        "d": "Quy hoạch điện",
        IRI + "agent/thai-binh/so-x-1": "Sở Tài chính (Thái Bình)",
        IRI + "agent/dong-nai/so-x-1": "Sở Tài chính (Đồng Nai)",
        "e": "Văn phòng (Bộ Y tế)",
        "f": "Văn phòng (Bộ Công an)",
        "g": "Luật Thủy lợi",
    }


def test_what_is_alike_tells_nothing_and_nothing_is_invented():
    twice = [
        Named("a", "Luật X", ("Luật X năm 2013", "1/2013/QH")),
        Named("b", "Luật X", ("Luật X năm 2013", "2/2013/QH")),
    ]
    assert tell_apart(twice) == {"a": "Luật X (1/2013/QH)", "b": "Luật X (2/2013/QH)"}
    assert tell_apart([Named("a", "Hội"), Named("b", "Hội")]) == {"a": "Hội", "b": "Hội"}
    assert tell_apart([]) == {}


def test_the_drawing_and_the_lists_tell_laws_bodies_and_documents_apart(tmp_path):
    for name in ("THÁI BÌNH", "NAM ĐỊNH"):
        kg.build(text=PLAN.format(name), name=f"{name[:3]}.txt", out=tmp_path / "out", jobs=0).close()
    with kg.open(tmp_path / "out") as graph:
        facts = graph.facts()
    comparison = compare_folder(facts, by="year")
    assert {link.label for link in comparison.links} == {"Luật Đất đai (2013)", "Luật Đất đai (2024)"}
    assert {"Luật Đất đai (2013)", "Luật Đất đai (2024)"} <= {one.label for one in comparison.shared}
    page = render_compare(comparison)
    for words in (">Luật Đất đai (2013)<", ">Luật Đất đai (2024)<", "15/KH-UBND (Ủy ban nhân dân tỉnh Nam Định)"):
        assert words in page, words
    index = build_index(facts)
    bodies = {index.label(iri) for iri, row in index.entities.items() if row.label == "Sở Xây dựng"}
    assert bodies == {"Sở Xây dựng (Thái Bình)", "Sở Xây dựng (Nam Định)"}
    assert {link.label for row in index.documents.values() for link in row.links} == {
        "Luật Đất đai (2013)",
        "Luật Đất đai (2024)",
    }
