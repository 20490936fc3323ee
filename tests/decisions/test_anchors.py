"""The words of a decision are found again where lines are broken otherwise, and not where they are not."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Decision
from kg.decisions.anchors import Anchors
from kg.decisions.model import around, squeeze

TEXT = "Xây dựng cầu Nghìn. Nâng cấp cảng. Sửa cầu Nghìn trước năm 2025. Nâng cấp cảng."
WORD = st.sampled_from("xây dựng cầu Nghìn, cảng Diêm Điền. trước năm 2025; nâng cấp".split())


def decided(text: str, start: int, end: int) -> Decision:
    prefix, exact, suffix = around(text, start, end)
    return Decision(
        "d", "measure", "accept", exact, "Lan", "", prefix=prefix, suffix=suffix, start=len(squeeze(text[:start]))
    )


@given(st.lists(WORD, min_size=3, max_size=60), st.data())
def test_words_are_found_whatever_the_line_breaks(parts, data):
    text = " ".join(parts)
    first = data.draw(st.integers(0, len(parts) - 1))
    last = data.draw(st.integers(first, len(parts) - 1))
    start = len(" ".join(parts[:first])) + (first > 0)
    end = start + len(" ".join(parts[first : last + 1]))
    breaks = data.draw(
        st.lists(st.sampled_from([" ", "\n", "  ", "\n\n", "\t"]), min_size=len(parts), max_size=len(parts))
    )
    broken = "".join(word + space for word, space in zip(parts, breaks, strict=True))
    found = Anchors(broken).find(decided(text, start, end))
    assert found is not None
    assert squeeze(broken[slice(*found.span)]) == squeeze(text[start:end])
    assert squeeze(broken[: found.span.start_char]) == squeeze(text[:start])
    assert not found.moved


def test_of_two_places_the_one_with_the_words_around_it_is_found():
    second = TEXT.rindex("Nâng cấp cảng")
    changed = "Mở đầu. " + TEXT.replace("Xây dựng", "Sửa")
    found = Anchors(changed).find(decided(TEXT, second, second + len("Nâng cấp cảng")))
    assert found is not None
    assert found.span.start_char == changed.rindex("Nâng cấp cảng")
    assert found.moved
    assert found.same


def test_words_that_are_not_there_are_not_found():
    start = TEXT.index("Sửa cầu Nghìn")
    one = decided(TEXT, start, start + len("Sửa cầu Nghìn"))
    assert Anchors(TEXT.replace("Sửa cầu", "Sửa chữa cầu")).find(one) is None


def test_words_that_stand_twice_between_other_words_are_not_guessed():
    one = decided("Làm đường. Nâng cấp cảng! Xong.", 11, 24)
    assert Anchors("a Nâng cấp cảng b Nâng cấp cảng c").find(one) is None
    assert Anchors("a Nâng cấp cảng b").find(one) is not None


def test_a_text_in_other_unicode_form_is_the_same_text():
    start = TEXT.index("cầu Nghìn")
    one = decided(TEXT, start, start + len("cầu Nghìn"))
    apart = unicodedata.normalize("NFD", TEXT)
    found = Anchors(apart).find(one)
    assert found is not None
    assert unicodedata.normalize("NFC", apart[slice(*found.span)]) == "cầu Nghìn"
