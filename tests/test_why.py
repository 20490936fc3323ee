"""What was found at a place, by which rule, and how it was decided."""

import pytest

import kg
from kg.config import Options
from kg.errors import ReadError
from kg.extract.grammar.evidence import BIAS, Ruling, weights_instead
from kg.graph import to_graph
from kg.model import Document, Span
from kg.pipeline import to_facts
from kg.vocab import POL
from kg.why import _decided, why

TEXT = "II. NHIỆM VỤ\n1. Sở Xây dựng chủ trì, phối hợp với Sở Tài chính xây dựng cầu Nghìn.\n"


def place(words):
    start = TEXT.index(words)
    return start, start + len(words)


def told(words):
    return why(Document("a", "a.txt", TEXT, ""), *place(words))


def test_what_was_found_names_its_rule():
    rules = {found.rule: found.what for found in told("cầu Nghìn").found}
    assert rules["mention: Work: name"] == "cầu Nghìn"
    assert any(rule.startswith("measure: agent") for rule in rules)


def test_a_time_and_an_act_name_the_pattern_that_found_them():
    text = "Sở Xây dựng xây dựng Nghị định quy định chi tiết Luật Nhà ở trước ngày 30/11/2025.\n"
    found = why(Document("a", "a.txt", text, ""), 0, len(text) - 1).found
    patterns = {one.what: one.pattern for one in found if one.pattern}
    assert patterns == {"Nghị định quy định chi tiết Luật Nhà ở": "act that details", "trước ngày 30/11/2025": "day"}


def test_the_graph_names_the_pattern_that_read_a_time():
    text = "Sở Xây dựng xây dựng cầu Nghìn từ năm 2021 đến năm 2025, báo cáo trước ngày 30/11/2025.\n"
    facts = to_facts(Document("a", "a.txt", text, ""), options=Options())
    graph = to_graph(facts, options=Options())
    times = {str(rule).removeprefix("mention: Time: ") for rule in graph.objects(None, POL.rule) if "Time" in str(rule)}
    patterns = {
        one.pattern for one in why(facts.document, 0, len(text) - 1).found if one.rule.startswith("mention: Time")
    }
    assert times == patterns == {"years from to", "day"}


def test_a_responsibility_is_told_with_the_whole_of_its_measure():
    roles = {found.rule: found.what for found in told("cầu Nghìn").found if found.rule.startswith("responsibility")}
    assert roles == {"responsibility: lead": "Sở Xây dựng", "responsibility: coordinate": "Sở Tài chính"}


def test_what_lies_elsewhere_is_not_told():
    assert all(found.what != "cầu Nghìn" for found in told("Sở Tài chính").found if found.rule.startswith("mention"))


def test_silence_has_its_reason():
    assert {reason for _, reason in told("NHIỆM VỤ").silent} == {"heading"}


def test_a_file_can_be_asked(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert kg.explain(path, *place("cầu Nghìn")).found == told("cầu Nghìn").found


def test_a_place_outside_is_refused():
    with pytest.raises(ReadError, match=r"give START:END"):
        why(Document("a", "a.txt", TEXT, ""), 0, len(TEXT) + 1)


def test_what_tips_a_decision_is_named():
    with weights_instead({"kind": {BIAS: 0.5, "verb first": 2.0, "assessment heading": -3.0}}):
        decided = _decided(Ruling("kind", 0, 1, "", {"verb first": 1.0, "assessment heading": 1.0}, 0.38), Span(0, 1))
    assert decided.shares == [("assessment heading", -3.0), ("verb first", 2.0), (BIAS, 0.5)]
    assert decided.tips == ["assessment heading"]


def test_of_all_fields_those_that_are_likely_are_told():
    fields = {
        (one.kind, one.what): one.probability for one in told("xây dựng cầu").decided if one.kind.startswith("sector")
    }
    assert max(fields, key=lambda one: fields[one])[1] == "transport"
    assert {kind for kind, _ in fields} == {"sector first", "sector"}
    assert min(fields.values()) >= 0.1
