"""The report counts every character once, and says which text yielded nothing and why."""

from kg.config import Options
from kg.model import Document
from kg.pipeline import to_facts
from kg.report import MEASURES, REST, count_silent, cover, describe

TEXT = "NGHỊ QUYẾT\nVề đô thị\nI. NHIỆM VỤ\nĐẩy mạnh cải cách hành chính.\nTuy nhiên, hạ tầng còn yếu kém.\n"


def facts_of(text):
    return to_facts(Document("case", "case.txt", text, ""), options=Options())


def test_shares_add_up_and_name_reasons():
    shares = cover(facts_of(TEXT))
    assert abs(sum(shares.values()) - 1) < 0.001
    assert shares[MEASURES] == round(len("Đẩy mạnh cải cách hành chính") / len(TEXT), 4)
    assert {"title", "heading", "assessment", REST} <= set(shares)


def test_reasons_are_counted_the_most_frequent_first():
    counts = count_silent(facts_of(TEXT))
    assert counts["assessment"] == 1
    assert list(counts.values()) == sorted(counts.values(), reverse=True)
    assert describe(facts_of(TEXT))["silent_reasons"] == counts


def test_the_report_says_which_decimal_mark_was_taken():
    text = "MỤC TIÊU\nTăng trưởng đạt 7.5%. Vốn đạt 1,234.5 tỷ đồng. Nợ giảm 3,5%.\n"
    assert describe(facts_of(text))["decimal_mark"] == {"mark": ".", "commas": 1, "points": 2}


def test_an_empty_report_has_no_shares_above_zero():
    facts = facts_of("...\n")
    assert cover(facts)[MEASURES] == 0
