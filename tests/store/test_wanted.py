"""Words that mean the same are looked for together; what the lexicon says is read as it should be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resources import read_table
from kg.store.questions.words import plain
from kg.store.search.wanted import read_wanted


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("CNTT", "cong nghe thong tin"),
        ("công nghệ thông tin", "cntt"),
        ("UBND", "uy ban nhan dan"),
        ("hải cảng", "cang bien"),
        ("Ministry of Finance", "bo tai chinh"),
        ("BTC", "bo tai chinh"),
        ("EVN", "tap doan dien luc viet nam"),
        ("ứng dụng cntt ở xã", "ung dung cong nghe thong tin o xa"),
    ],
)
def test_other_words_for_the_same(words: str, other: str) -> None:
    readings = read_wanted(words).readings
    assert readings[0] == plain(words)
    assert other in readings


def test_an_english_name_is_not_found_by_the_vietnamese_one() -> None:
    assert read_wanted("Bộ Tài chính").readings == ("bo tai chinh",)


def test_a_class_is_found_by_what_it_is_called() -> None:
    wanted = read_wanted("hải cảng")
    assert 'kinds : "port"' in wanted.together
    assert 'kinds : "port"' in wanted.apart
    assert 'kinds : "port"' not in read_wanted("hải cảng Diêm Điền").together


@given(
    st.lists(
        st.sampled_from(["UBND", "tỉnh", "CNTT", "kế", "hoạch", "QLNN", '"', "OR", "*", "hải", "cảng"]), min_size=1
    )
)
def test_the_readings_are_bounded_and_hold_words_only(words: list[str]) -> None:
    wanted = read_wanted(" ".join(words))
    assert wanted.words == " ".join(words)
    assert " ".join(stretch.said[0] for stretch in wanted.stretches) == plain(" ".join(words))
    assert len(wanted.readings) <= 12
    assert all(plain(reading) == reading for reading in wanted.readings)


def test_the_lexicon_is_well_formed() -> None:
    rows = read_table("lexicons/search_words.tsv")
    assert len(rows) > 200
    assert {row["kind"] for row in rows} == {"short", "synonym", "en", "class"}
    keys = [(row["term"].casefold(), row["same"].casefold(), row["kind"]) for row in rows]
    assert len(keys) == len(set(keys))
    classes = {"port", "airport", "road", "railway"}
    for row in rows:
        assert plain(row["term"]) != plain(row["same"]), row
        if row["kind"] == "class":
            assert row["same"] in classes
        elif row["kind"] in ("en", "synonym"):
            assert " " in row["same"], f"{row}: one syllable without its accents is many words"
