"""The index answers as a search through all things would."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.spans import Numbered, SpanIndex, numbered

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: Span(pair[0], sum(pair))))
PLACE = st.integers(-2, 40)


@given(SPANS, PLACE, PLACE)
def test_every_question_is_answered_as_by_looking_at_all(spans, start, end):
    index = SpanIndex(spans)
    ordered = sorted(spans)
    assert index.items == ordered
    assert index.beginning_in(start, end) == [s for s in ordered if start <= s.start_char < end]
    assert index.inside(start, end) == [s for s in ordered if start <= s.start_char < end and s.end_char <= end]
    assert index.beginning_at(start) == next((s for s in ordered if s.start_char == start), None)
    assert index.next_from(start) == next((s for s in ordered if s.start_char >= start), None)
    assert index.last_from(start) == next((s for s in reversed(ordered) if s.start_char <= start), None)
    ended = [s for s in ordered if s.end_char <= start]
    assert index.last_until(start) == max(ended, key=lambda s: (s.end_char, s.start_char), default=None)


@given(st.lists(st.integers(1, 5), max_size=12), PLACE, st.integers(1, 6))
def test_of_things_that_do_not_overlap_the_one_is_found_that_holds_or_meets_a_run(widths, start, length):
    bounds = [sum(widths[:n]) for n in range(len(widths) + 1)]
    spans = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    index, end = SpanIndex(spans), start + length
    assert index.holding(start) == next((s for s in spans if s.start_char <= start < s.end_char), None)
    assert index.holding(start, end) == next((s for s in spans if s.start_char <= start and end <= s.end_char), None)
    met = [s for s in spans if s.start_char < end and start < s.end_char]
    assert index.meeting(start, end) == (met[-1] if met else None)


def test_of_those_that_begin_together_the_longest_may_come_first():
    spans = [Span(0, 2), Span(0, 9), Span(3, 4)]
    assert SpanIndex(spans).items == spans
    assert SpanIndex(spans, longest_first=True).items == [Span(0, 9), Span(0, 2), Span(3, 4)]


def test_things_can_be_found_by_their_place_in_a_list():
    listed = [Span(5, 6), Span(0, 2)]
    assert SpanIndex(numbered(listed)).items == [Numbered(0, 2, 1), Numbered(5, 6, 0)]
