"""Words of a commitment found in a text that has other lines, letters and words."""

from hypothesis import given
from hypothesis import strategies as st

from kg.analyse.commitments.locate import Passages

WORDS = "xây dựng đường ven biển từ cầu Nghìn đến cảng Diêm Điền trước năm 2025"
TEXT = f"Một. Nâng cấp các trường học.\nHai. {WORDS}.\nBa. Xây dựng đường làng, ngõ xóm ở các xã."


def test_words_are_found_where_they_stand():
    start, end, alike = Passages(TEXT).find(WORDS)
    assert TEXT[start:end] == WORDS and alike == 1


def test_misread_split_and_missing_words_do_not_hide_it():
    text = TEXT.replace("ven biển", "vsn bi ển").replace("cảng ", "").replace("cầu", "cầu\n")
    start, end, alike = Passages(text).find(WORDS)
    assert text[start:end].startswith("xây dựng") and text[start:end].endswith("2025") and 0.85 < alike < 1


def test_where_something_else_was_read_it_must_be_clearly_more_alike():
    text = f"Một. {WORDS}. Hai. {WORDS.replace('biển', 'biẻn')}."
    start, end, _ = Passages(text).find(WORDS)
    assert (start, text[start:end]) == (5, WORDS)
    other, _, alike = Passages(text).find(WORDS, taken=[(start, end)])
    assert other > end and 0.9 < alike < 1
    assert Passages(f"Một. {WORDS}.").find(WORDS, taken=[(start, end)]) == (start, end, 1)


def test_other_words_are_not_found():
    assert Passages(TEXT).find("trồng rừng ngập mặn ven biển huyện Tiền Hải") is None
    assert Passages(TEXT).find("xây dựng") is None
    assert Passages("").find(WORDS) is None


@given(st.text(alphabet="ab cđ.\n", max_size=80), st.text(alphabet="ab cđ.\n", max_size=80))
def test_words_are_found_behind_anything(before, after):
    text = f"{before} {WORDS} {after}"
    start, end, alike = Passages(text).find(WORDS)
    assert text[start:end] == WORDS and alike == 1
