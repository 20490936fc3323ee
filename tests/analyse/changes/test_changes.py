"""What became of the statements of one document in another: paired by words and place, judged by what is stated."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.changes import STATUSES, compare_documents, to_csv, to_dict
from kg.analyse.changes.judging import latest_day, more_is
from kg.analyse.changes.statements import find_numbers, split_words

A, B = "https://example.vn/id/doc/a", "https://example.vn/id/doc/b"
WORDS = (
    "Xây dựng cảng Diêm Điền thành cảng tổng hợp của vùng",
    "Nâng cấp quốc lộ 39 đoạn qua huyện Hưng Hà",
    "Đào tạo nghề cho lao động nông thôn bị thu hồi đất",
    "Khuyến khích trồng rừng ngập mặn ven biển Tiền Hải",
    "Tổ chức tiếp công dân định kỳ hằng tháng tại trụ sở xã",
    "Kiểm tra an toàn thực phẩm ở các bếp ăn tập thể",
)


def measure(doc: str, at: int, quote: str, **more: Any) -> dict[str, Any]:
    """Return a measure that stands `at` a place of a document; its first two words are its verb phrase."""
    trigger = [at, at + len(" ".join(quote.split()[:2]))]
    fact = {"fact": "measure", "id": f"{doc}/measure/{at}", "doc": doc, "trigger": trigger, "action": "build"}
    return fact | {"start": at, "end": at + len(quote), "quote": quote, "sectors": ["transport"]} | more


def target(doc: str, at: int, quote: str, **more: Any) -> dict[str, Any]:
    fact = {"fact": "target", "id": f"{doc}/target/{at}", "doc": doc, "indicator": quote, "comparator": "="}
    return fact | {"start": at, "end": at + len(quote), "quote": quote} | more


def document(doc: str, *facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"fact": "document", "id": doc, "doc": doc, "title": doc[-1], "type": "Plan"}, *facts]


def diff(before: list[dict[str, Any]], after: list[dict[str, Any]], texts: tuple[str, str] = ("", "")):
    return compare_documents(document(A, *before), document(B, *after), documents=(A, B), texts=texts)


def one(before: dict[str, Any], after: dict[str, Any]):
    """Return the one pair of two statements."""
    (pair,) = diff([before], [after]).pairs
    return pair


def test_a_document_is_kept_in_itself():
    facts = [measure(A, 100 * at, words, due="2025") for at, words in enumerate(WORDS)]
    found = compare_documents(document(A, *facts), document(A, *facts), documents=(A, A))
    assert [pair.status for pair in found.pairs] == ["kept"] * len(WORDS)
    assert {pair.confidence for pair in found.pairs} == {1.0}


def test_what_moved_is_kept():
    before = [measure(A, 100 * at, words) for at, words in enumerate(WORDS)]
    after = [measure(B, 100 * at, words.lower()) for at, words in enumerate(reversed(WORDS))]
    found = diff(before, after)
    assert [pair.status for pair in found.pairs] == ["kept"] * len(WORDS)
    assert all(pair.before.quote.lower() == pair.after.quote for pair in found.pairs)


def test_what_is_gone_is_dropped_and_what_came_is_new_each_where_it_stood():
    before = [measure(A, 100 * at, words) for at, words in enumerate(WORDS[:5])]
    after = [measure(B, 100 * at, words) for at, words in enumerate((WORDS[0], WORDS[5], *WORDS[2:5]))]
    found = diff(before, after)
    assert [pair.status for pair in found.pairs] == ["kept", "dropped", "new", "kept", "kept", "kept"]
    assert found.count("measure") == dict.fromkeys(STATUSES, 0) | {"kept": 4, "dropped": 1, "new": 1}


@pytest.mark.parametrize(
    "before, after, status",
    [
        ({"due": "2025"}, {"due": "2024"}, "stronger"),
        ({"due": "2025"}, {"due": "2025-06"}, "stronger"),
        ({"due": "2025-12-31"}, {"due": "2026"}, "weaker"),
        ({"due": "2025"}, {"due": "2025-12-31"}, "changed"),
        ({}, {"due": "2025"}, "stronger"),
        ({"due": "2025"}, {}, "weaker"),
        ({"modality": "should"}, {"modality": "must"}, "stronger"),
        ({"modality": "encouraged"}, {}, "stronger"),
        ({"modality": "must"}, {"modality": "should"}, "weaker"),
        ({"modality": "must"}, {"modality": "prohibited"}, "changed"),
        ({"recurrence": ["P1Y"]}, {"recurrence": ["P3M"]}, "changed"),
        ({"due": "2024", "modality": "must"}, {"due": "2025"}, "weaker"),
        ({"due": "2025", "modality": "must"}, {"due": "2024"}, "changed"),
        ({"due": "2025", "due_inherited": True}, {"due": "2030", "due_inherited": True}, "kept"),
        ({"due": "2025", "due_inherited": True}, {"due": "2030"}, "weaker"),
    ],
)
def test_what_is_stated_decides(before, after, status):
    pair = one(measure(A, 0, WORDS[0], **before), measure(B, 9, WORDS[0], **after))
    assert pair.status == status
    assert pair.changes


def agent(name: str, at: int, role: str = "lead", **more: Any) -> dict[str, Any]:
    return {"id": f"https://example.vn/id/agent/{name}", "role": role, "start": at, "end": at + 3} | more


@pytest.mark.parametrize(
    "before, after, status",
    [
        ([], [agent("so-xay-dung", 5)], "stronger"),
        ([agent("so-xay-dung", 5)], [], "weaker"),
        ([agent("so-xay-dung", 5)], [agent("so-tai-chinh", 5)], "changed"),
        ([agent("so-xay-dung", 5)], [agent("so-xay-dung", 5, "coordinate")], "changed"),
        ([agent("nong-dan", 5, "beneficiary")], [], "kept"),
        ([agent("so-xay-dung", 5)], [agent("so-xay-dung", 900, inherited=True)], "kept"),
        ([], [agent("so-xay-dung", 900, inherited=True)], "kept"),
    ],
)
def test_who_answers_for_it_decides(before, after, status):
    assert one(measure(A, 0, WORDS[0], agents=before), measure(B, 0, WORDS[0], agents=after)).status == status


def test_a_body_named_in_another_measure_is_told_as_stated_around():
    """`Bộ X chủ trì A; làm B`: where A goes, B loses its body, though its own words are as they were."""
    before = [measure(A, 0, WORDS[0]), measure(A, 100, WORDS[1], agents=[agent("bo-x", 5)])]
    found = diff(before, [measure(B, 0, WORDS[1])])
    kept = next(pair for pair in found.pairs if pair.status == "kept")
    assert [(change.aspect, change.inherited) for change in kept.changes] == [("owner", True)]


def test_a_number_in_the_words_is_a_change_where_no_target_was_read():
    pair = one(
        measure(A, 0, "Xây dựng 5 cầu dân sinh ở Thái Thụy"), measure(B, 0, "Xây dựng 7 cầu dân sinh ở Thái Thụy")
    )
    assert pair.status == "changed"
    assert [(change.aspect, change.before, change.after) for change in pair.changes] == [("number", "5", "7")]


def test_a_number_that_the_due_time_tells_of_is_not_told_twice():
    words = "Hoàn thành cầu sông Hóa trong năm {}"
    pair = one(measure(A, 0, words.format(2024), due="2024"), measure(B, 0, words.format(2025), due="2025"))
    assert [change.aspect for change in pair.changes] == ["due"]
    assert pair.status == "weaker"


def test_other_words_are_a_rewording_with_both_quotes():
    before = [measure(A, 100 * at, words) for at, words in enumerate(WORDS[:3])]
    said = "Làm mới quốc lộ 39 đoạn chạy qua huyện Hưng Hà"
    after = [measure(B, 100 * at, words) for at, words in enumerate((WORDS[0], said, WORDS[2]))]
    pair = diff(before, after).pairs[1]
    assert (pair.status, pair.before.quote, pair.after.quote) == ("reworded", WORDS[1], said)
    assert 0.5 < pair.likeness < 1
    assert 0.5 < pair.confidence < 1


@pytest.mark.parametrize(
    "before, after, status",
    [
        ({"value": 80, "comparator": ">="}, {"value": 90, "comparator": ">="}, "stronger"),
        ({"value": 5, "comparator": "<="}, {"value": 3, "comparator": "<="}, "stronger"),
        ({"value": 5, "comparator": "<="}, {"value": 8, "comparator": "<="}, "weaker"),
        ({"value": 5}, {"value": 8}, "changed"),
        ({"value": 5, "unit": "km"}, {"value": 5, "unit": "ha"}, "changed"),
        ({"level": "đô thị loại II"}, {"level": "đô thị loại I"}, "changed"),
        ({"value": 5}, {"value": 5}, "kept"),
    ],
)
def test_the_value_of_a_target_decides(before, after, status):
    words = "tỷ lệ hộ dùng nước sạch"
    assert one(target(A, 0, words, **before), target(B, 0, words, **after)).status == status


@pytest.mark.parametrize(
    "quote, more",
    [
        ("tỷ lệ hộ nghèo còn 2%", "down"),
        ("tỷ lệ hộ nghèo giảm xuống còn dưới 2%", "down"),
        ("giảm 1,5% tỷ lệ hộ nghèo", "up"),
        ("tỷ lệ đô thị hóa đạt tối thiểu 45%", "up"),
        ("tối đa 30 học sinh một lớp", "down"),
        ("45% dân số", ""),
    ],
)
def test_words_say_which_way_an_aim_points(quote, more):
    assert more_is({"quote": quote, "comparator": "="}) == more


def test_a_change_of_a_number_points_where_its_words_say():
    low, high = target(A, 0, "hộ nghèo còn 3%", value=3), target(B, 0, "hộ nghèo còn 2%", value=2)
    assert one(low, high).status == "stronger"


def test_words_that_the_other_text_has_unread_are_kept_and_say_so():
    before = [measure(A, 0, WORDS[0]), measure(A, 100, WORDS[1])]
    found = diff(before, [measure(B, 0, WORDS[0])], texts=("", f"{WORDS[0]}; {WORDS[1].replace(' ', '  ')}."))
    assert [(pair.status, pair.note) for pair in found.pairs] == [("kept", ""), ("kept", "elsewhere")]
    found = diff(before, [measure(B, 0, WORDS[0])], texts=("", f"{WORDS[0]}."))
    assert [pair.status for pair in found.pairs] == ["kept", "dropped"]


def test_the_same_words_twice_are_told_apart_by_what_stands_around_them():
    """A body and its annex print one measure each; the one of the annex goes."""
    order = (0, 5, 1, 2, 5, 3)
    before = [measure(A, 100 * at, WORDS[number]) for at, number in enumerate(order)]
    after = [measure(B, 100 * at, WORDS[number]) for at, number in enumerate((0, 5, 1, 2, 3))]
    (gone,) = [pair for pair in diff(before, after).pairs if pair.status == "dropped"]
    assert gone.before.start == 400


@given(st.permutations(range(len(WORDS))), st.sets(st.integers(0, 5), max_size=3), st.randoms(use_true_random=False))
def test_every_statement_has_one_answer_whatever_the_order_of_the_facts(order, gone, chance: random.Random):
    before = [measure(A, 100 * at, words) for at, words in enumerate(WORDS)]
    after = [measure(B, 100 * at, WORDS[number]) for at, number in enumerate(order) if number not in gone]
    found = diff(before, after)
    assert sorted(pair.before.start for pair in found.pairs if pair.before) == [one["start"] for one in before]
    assert sorted(pair.after.start for pair in found.pairs if pair.after) == [one["start"] for one in after]
    assert found.count("measure")["dropped"] == len(gone)
    for some in (before, after):
        chance.shuffle(some)
    assert diff(before, after) == found


def test_words_are_folded_and_numbers_found():
    assert split_words("Hòa, 05/7/2025; 8,5%")[1:] == ["5/7/2025", "8,5%"]
    assert split_words("Hoà BÌNH") == split_words("Hòa bình")
    assert find_numbers("đô thị loại IV, mạng 5G, 1.000 ha, số 21-NQ/TW, và V") == ["iv", "5g", "1.000", "21", "v"]
    assert find_numbers("Chi vi mix") == []


@pytest.mark.parametrize(
    "due, day",
    [("2025", "2025-12-31"), ("2025-06", "2025-06-31"), ("2025-06-01", "2025-06-01"), ("2020/2025", "2025-12-31")],
)
def test_the_last_day_of_a_time_sorts(due, day):
    assert latest_day(due) == day


def test_a_table_for_spreadsheets_has_a_row_a_pair_and_runs_nothing():
    found = diff([measure(A, 0, "=CMD() xây dựng cầu")], [measure(B, 0, WORDS[0])])
    rows = to_csv(found).decode("utf-8-sig").splitlines()
    assert len(rows) == 3
    assert "'=CMD()" in rows[1] + rows[2]


def test_the_record_leaves_absent_values_out():
    record = to_dict(diff([measure(A, 0, WORDS[0])], [measure(B, 0, WORDS[0], due="2025")]))
    (pair,) = record["pairs"]
    assert pair["changes"] == [{"aspect": "due", "after": "2025", "direction": "stronger"}]
    assert set(pair["before"]) == {"id", "doc", "start", "end", "quote"}
    assert record["counts"]["measure"]["stronger"] == 1
