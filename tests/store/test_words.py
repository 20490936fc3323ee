"""Words without accents: what is one word whatever its marks, and where a text says it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.questions.words import contains, find, plain

TEXT = "Nâng cấp cảng Diêm Điền, xây Cảng  biển tại Diêm Điền."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cảng Diêm Điền", "cang diem dien"),
        ("HÒA BÌNH", "hoà bình"),
        ("Thuỷ lợi", "thủy lợi"),
        ("Đường 221A", "duong 221a"),
        ("kinh tế - xã hội", "kinh te xa hoi"),
        ("15-NQ/TU", "15 nq tu"),
    ],
)
def test_marks_and_case_and_punctuation_make_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert contains(one, other)


@given(st.text(max_size=40))
def test_how_letters_are_composed_makes_no_difference(text: str) -> None:
    assert plain(unicodedata.normalize("NFD", text)) == plain(unicodedata.normalize("NFC", text))
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("words", "said"),
    [("cang diem", True), ("diem dien", True), ("ang diem", False), ("cang dien", False), ("", False), ("-", False)],
)
def test_whole_words_in_their_order(words: str, said: bool) -> None:
    assert contains(TEXT, words) is said


def test_the_place_is_found_in_composed_and_decomposed_text() -> None:
    for text in (TEXT, unicodedata.normalize("NFD", TEXT)):
        spans = find(text, "DIEM DIEN")
        assert [unicodedata.normalize("NFC", text[start:end]) for start, end in spans] == ["Diêm Điền", "Diêm Điền"]


def test_words_that_stand_apart_are_found_one_by_one() -> None:
    assert [TEXT[start:end] for start, end in find(TEXT, "cap bien")] == ["cấp", "biển"]
    assert find(TEXT, "cau") == find(TEXT, "") == []
