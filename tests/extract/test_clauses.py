"""A clause can be read by itself, of a text and what was found in it; nothing that reads it changes either."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from kg.annotate import annotate, load_nlp
from kg.extract.clauses.candidates import read_candidate, split_segment
from kg.extract.clauses.clauses import has_own_subject
from kg.extract.clauses.parties import load_parties
from kg.extract.clauses.reading import Reading, make_reading, parties_at, subject_at, subject_before
from tests.extract.pieces import run

CLAUSES = {
    "Bộ Y tế chủ trì, phối hợp với các bộ rà soát danh mục.": ("chủ trì, phối hợp", "doer"),
    "Giao Sở Nội vụ tổng hợp kết quả.": ("tổng hợp", "called"),
    "Đẩy mạnh cải cách hành chính.": ("Đẩy mạnh cải cách", "verb first"),
    "Việc sắp xếp cơ sở phải bảo đảm đúng tiến độ.": ("phải bảo đảm", "modal"),
}


def reading_of(text: str) -> Reading:
    notes = annotate(load_nlp(), text)
    _, findings = run(text)
    return make_reading(text, notes=notes, parties=load_parties(text, notes=notes, findings=findings))


@pytest.mark.parametrize(("text", "expected"), CLAUSES.items())
def test_a_clause_has_its_verb_phrase_and_the_rule_that_read_it(text, expected):
    reading = reading_of(text)
    clause = read_candidate(reading, 0, len(text) - 1, aim=False).clause
    assert (text[clause.chain.start_char : clause.chain.end_char], clause.rule) == expected
    assert read_candidate(reading, 0, len(text) - 1, aim=False).clause == clause


def test_a_sentence_without_a_verb_is_no_clause():
    text = "Danh mục kèm theo."
    assert read_candidate(reading_of(text), 0, len(text) - 1, aim=False) == (None, "no verb")


def test_the_bodies_of_a_list_are_one_subject():
    text = "Các sở, ngành và các doanh nghiệp rà soát danh mục."
    reading = reading_of(text)
    end = text.index(" rà soát")
    assert [text[p.start_char : p.end_char] for p in parties_at(reading, 0, len(text))] == [
        "Các sở, ngành",
        "các doanh nghiệp",
    ]
    assert subject_at(reading, 0, len(text)) == end
    assert subject_before(reading, end + 1, start=0) == (0, end)
    assert has_own_subject(reading, 0, end + 1)
    assert not has_own_subject(reading, end + 1, end + 1)


def test_a_segment_is_cut_before_a_marker_that_a_verb_follows():
    text = "Rà soát danh mục, đồng thời bãi bỏ các thủ tục."
    pieces = split_segment(reading_of(text), 0, len(text) - 1)
    assert [text[start:end] for start, end in pieces] == ["Rà soát danh mục", "đồng thời bãi bỏ các thủ tục"]


def test_what_is_known_of_a_text_stays_as_it_is_while_its_clauses_are_read():
    reading = reading_of("Giao Sở Nội vụ tổng hợp kết quả.")
    with pytest.raises(FrozenInstanceError):
        reading.text = ""
