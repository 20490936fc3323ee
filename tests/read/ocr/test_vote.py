"""Two readings of a line become the likelier one, word by word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.pages import Box
from kg.read.ocr.vote import by_line, vote
from kg.read.ocr.words import OcrWord, line_of


def line(text: str, *, confidence: float = 0.9) -> list[OcrWord]:
    return [OcrWord(word, Box(10 * at, 0, 10 * at + 8, 10), confidence) for at, word in enumerate(text.split())]


def text(words: list[OcrWord]) -> str:
    return " ".join(word.text for word in words)


def test_what_both_read_is_surer_than_either_says():
    (word,) = vote(line("quyết", confidence=0.8), line("quyết", confidence=0.7))
    assert 0.93 < word.confidence < 0.95


def test_the_surer_reading_wins_where_both_are_as_likely_words():
    assert text(vote(line("39/2022", confidence=0.6), line("89/2022", confidence=0.95))) == "89/2022"
    assert text(vote(line("39/2022", confidence=0.95), line("89/2022", confidence=0.6))) == "39/2022"


def test_neighbours_decide_between_readings_that_are_about_as_sure():
    first, second = line("một sổ điều của Luật"), line("một số điều của Luật")
    assert text(vote(first, second)) == text(vote(second, first)) == "một số điều của Luật"


def test_a_sure_name_is_not_outvoted_by_a_common_word():
    first = [*line("xã"), *line("Gành", confidence=0.99)]
    second = [*line("xã"), *line("thành", confidence=0.3)]
    assert text(vote(first, second)) == "xã Gành"


def test_two_words_are_read_where_one_engine_lost_the_space():
    joined, apart = line("chi phíkhám bệnh"), line("chi phí khám bệnh")
    assert text(vote(joined, apart)) == text(vote(apart, joined)) == "chi phí khám bệnh"
    assert text(vote(line("1.Bộ Công an"), line("1. Bộ Công an"))) == "1. Bộ Công an"


def test_a_disputed_word_is_less_sure_than_one_agreed_on():
    words = vote(line("một sổ điều"), line("một số điều"))
    assert words[1].confidence < words[0].confidence


def test_a_word_that_only_one_reads_stays_if_it_is_sure():
    assert text(vote(line("Điều 1"), [])) == "Điều 1"
    assert vote([], line("~", confidence=0.1)) == []


@given(
    st.lists(st.sampled_from("một số sổ điều Luật 1. NQ-CP , 'x".split())),
    st.lists(st.sampled_from("số điểu a".split())),
)
def test_nothing_is_put_in_that_neither_read(first, second):
    chosen = vote(line(" ".join(first)), line(" ".join(second)))
    assert {word.text for word in chosen} <= {*first, *second}
    assert all(0 <= word.confidence <= 1 for word in chosen)


def test_words_go_to_the_line_that_they_stand_in():
    def at(name, left, top):
        return OcrWord(name, Box(left, top, left + 20, top + 12), 0.9)

    lines = [line_of([at("a", 0, 0), at("b", 100, 0)]), line_of([at("c", 0, 20), at("d", 100, 20)])]
    words = [at("second", 60, 1), at("first", 30, -1), at("below", 40, 21), at("outside", 300, 0), at("far", 0, 90)]
    assert [[word.text for word in row] for row in by_line(lines, words)] == [["first", "second"], ["below"]]
