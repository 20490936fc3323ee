"""Words that no tone rule allows are noted, possible syllables and foreign words are not."""

import pytest

from kg.text.offsets import OffsetMap
from kg.text.suspects import find_suspects, is_syllable


@pytest.mark.parametrize(
    "word", "nghiêng quyết giếng gì giữ khuỷu thuở uyển ngoằn xuất yêu đường hoà hòa thuý thúy ghế quốc".split()
)
def test_possible_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", "hơc nghiêp môt đươc ngưỡngg triểnn quốq".split())
def test_impossible_syllables(word):
    assert not is_syllable(word)


def test_names_abbreviations_and_foreign_words_are_passed_over():
    assert find_suspects("UBND Đắk Lắk logistics website COVID-19 kilôgam", OffsetMap()) == []


def test_a_suspect_cites_the_word():
    text = "Hợp hơc nhân thiện"
    (repair,) = find_suspects(text, OffsetMap())
    assert text[repair.start_char : repair.end_char] == "hơc"
