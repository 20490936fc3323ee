"""Words that no spelling allows are noted with a suggestion; possible syllables, loans and foreign words are not."""

import pytest

from kg.resources import read_table
from kg.syllables import is_syllable
from kg.text import suspects
from kg.text.offsets import OffsetMap
from kg.text.suspects import find_suspects, is_loan, suggestion_of


@pytest.mark.parametrize(
    "word", "nghiêng quyết giếng gì giữ khuỷu thuở uyển ngoằn xuất yêu đường hoà hòa thuý thúy ghế quốc kỹ tuýp".split()
)
def test_possible_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", "hơc nghiêp môt đươc ngưỡngg triểnn quốq nuớc ngề nghành cí kà".split())
def test_impossible_syllables(word):
    assert not is_syllable(word)
    assert not is_loan(word)


@pytest.mark.parametrize("word", "axít magiê crôm cácbon vécni virút kilôgam iốt amiăng".split())
def test_loan_words_are_passed_over(word):
    assert is_loan(word)
    assert find_suspects(f"một {word} nữa", OffsetMap()) == []


def test_names_abbreviations_and_foreign_words_are_passed_over():
    text = "UBND Đắk Lắk logistics website COVID-19 kilôgam ЖƯỜ μs façade điêzen ntđ N’Đir"
    assert find_suspects(text, OffsetMap()) == []


def test_a_suspect_cites_the_word_and_suggests_a_reading():
    text = "Hợp hơc nhân thiện, giáđang xét"
    first, second = find_suspects(text, OffsetMap())
    assert text[first.start_char : first.end_char] == "hơc"
    assert suggestion_of(first) == "học"
    assert text[second.start_char : second.end_char] == "giáđang"
    assert suggestion_of(second) == "giá đang"


def test_the_list_of_confusions_leads_from_no_syllable_to_syllables():
    rows = read_table("lexicons/text_confusions.tsv")
    assert len(rows) > 50
    for row in rows:
        assert not is_syllable(row["term"]), row
        assert not is_loan(row["term"]), row
        assert is_syllable(row["reading"]), row


def test_many_misread_words_are_found_as_few_are(monkeypatch):
    text = "một hơc nữa-hơc, hơc/x (ngêu) kết qủa; tỉnh Hơc hơc.\nhơcs ngêu"
    few = find_suspects(text, OffsetMap())
    assert len(few) > 3
    monkeypatch.setattr(suspects, "_FEW", 0)
    assert find_suspects(text, OffsetMap()) == few
