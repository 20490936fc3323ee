"""Sketches of texts: the same on every machine, near for near texts, far for others."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sketch import Sketch, contained, make_sketch, share

WORDS = [f"{onset}{rime}" for onset in "bcdghklmnpqrstvx" for rime in ("a", "o", "anh", "ong", "iên", "uyết", "ất")]


def text_of(number: int, *, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) for _ in range(number))


def jaccard(one: str, other: str) -> float:
    sets = [{tuple(words[at : at + 5]) for at in range(len(words) - 4)} for words in (one.split(), other.split())]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 0.95])
def test_the_share_of_equal_places_is_what_texts_have_in_common(kept):
    one = text_of(4000, seed=1)
    words = one.split()
    other = " ".join([*words[: int(4000 * kept)], *text_of(4000 - int(4000 * kept), seed=2).split()])
    found = share(make_sketch(one).words, make_sketch(other).words)
    assert found == pytest.approx(jaccard(one, other), abs=0.1)  # three times the standard error of 256 places


def test_a_part_of_a_text_is_contained_in_it():
    one = text_of(4000, seed=1)
    part = " ".join(one.split()[:2000])
    assert contained(make_sketch(one), make_sketch(part)) == pytest.approx(1, abs=0.15)
    assert contained(make_sketch(one), make_sketch(text_of(2000, seed=3))) < 0.05


def test_line_breaks_marks_and_tone_placement_make_no_difference():
    one = "Giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hoà giải; hoàn thành năm 2025."
    other = "**Giao Sở Xây\ndựng** chủ trì phối hợp với\n\nSở Tài chính hòa giải. Hoàn thành\tnăm 2025"
    assert make_sketch(one).to_json() == make_sketch(other).to_json()


def test_figures_have_a_sketch_of_their_own():
    one, other = make_sketch("chi 12 tỷ cho 30 xã"), make_sketch("chi 12 tỷ cho 31 xã")
    assert share(one.figures, other.figures) < 1
    assert share(one.figures, make_sketch("cho 30 xã, chi 12 tỷ").figures) == 1


def test_the_sketch_is_what_it_was():
    """Sketches of folders that are there are compared with new ones."""
    assert make_sketch("một hai ba bốn năm sáu 7").words[:4].tolist() == [59606, 25856, 432, 56393]


@given(st.text(max_size=200))
def test_any_text_has_a_sketch_that_survives_its_way_through_json(text):
    sketch = make_sketch(text)
    back = Sketch.from_json(sketch.to_json())
    assert back.to_json() == sketch.to_json()
    assert share(back.words, sketch.words) == 1


def test_what_is_no_sketch_is_an_error():
    with pytest.raises(ValueError, match="other sizes"):
        Sketch.from_json({"words": "AAAAAA==", "figures": "AAAAAA==", "size": 1})
