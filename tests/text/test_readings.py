"""A misread word gets the reading that its letters, its neighbours and the document speak for."""

from __future__ import annotations

import pytest

from kg.resources import read_table
from kg.syllables import is_syllable
from kg.text.readings import Neighbours, Suggester, readings


@pytest.mark.parametrize(
    ("before", "word", "after", "reading"),
    [
        ("quyết", "đinh", "", ""),
        ("tổ", "chưc", "thực", "chức"),
        ("phê", "duyêt", "kế", "duyệt"),
        ("khó khăn vướng", "măc", "trong", "mắc"),
        ("chiếm", "đoat", "tài", "đoạt"),
        ("hai mươi", "ngàv", "kể", "ngày"),
        ("biên", "siới", "đất", "giới"),
        ("các chi", "phíkhám", "bệnh", "phí khám"),
        ("thế", "siới", "và", "giới"),
        ("Việt", "xzkq", "Nam", ""),
    ],
)
def test_readings_of_misread_words(before, word, after, reading):
    last = before.split()[-1].lower()
    found = "" if is_syllable(word) else Suggester("").suggest(word, Neighbours(last, after))
    assert found == reading


def test_neighbours_decide_between_readings_as_near():
    suggester = Suggester("")
    assert suggester.suggest("thưc", Neighbours("chức", "hiện")) == "thực"
    assert suggester.suggest("thưc", Neighbours("phương", "đối")) == "thức"


def test_what_stands_elsewhere_in_the_document_confirms_a_reading():
    neighbours = Neighbours("trùng", "")
    alone = Suggester("không trùng lãp").suggest("lãp", neighbours)
    confirmed = Suggester("tránh trùng lắp; " * 5 + "không trùng lãp").suggest("lãp", neighbours)
    assert (alone, confirmed) == ("lặp", "lắp")


def test_every_reading_is_of_possible_syllables():
    for word in ("hơc", "giáđang", "neàv", "uơng", "đươ"):
        assert readings(word)
        for reading in readings(word):
            assert reading.cost >= 0
            assert all(map(is_syllable, reading.words))


def test_letters_taken_for_one_another_are_told_with_a_cost():
    rows = read_table("lexicons/letter_confusions.tsv")
    assert len({(row["printed"], row["read"]) for row in rows}) == len(rows) > 10
    for row in rows:
        assert 0 < float(row["cost"]) < 1.8
        assert len(row["printed"]) == len(row["read"]) == 1


def test_a_word_without_end_has_no_readings():
    assert readings("nghiêngnghiêng")
    assert readings("à" * 1_000_000) == ()
