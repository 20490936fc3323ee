"""Offsets lead back to the source exactly, whatever was changed on the way."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Document
from kg.text import prepare
from kg.text.normalise import normalise
from kg.text.offsets import apply_edits, apply_parts

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200)
VIETNAMESE = st.text(alphabet="aăâeêioôơuưyđnghct ̣́̀̉̃.,;:\n\r\t-()0123456789ABĐ\u00a0\u200b", max_size=200)


@given(
    st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.text(max_size=4)), max_size=6)
)
def test_edits_map_each_new_character_to_where_it_came_from(text, cuts):
    edits = _apart(cuts, len(text))
    new, offsets = apply_edits(text, edits)
    previous = (0, 0)
    for position in range(len(new)):
        start, end = offsets.to_source(position, position + 1)
        assert 0 <= start <= end <= len(text)
        assert start >= previous[0]
        assert end >= previous[1]
        inside = [edit for edit in edits if edit[0] <= start and end <= edit[1]]
        assert new[position] == text[start:end] or any(new[position] in replacement for _, _, replacement in inside)
        previous = (start, end)


EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 4), st.text(max_size=3)), max_size=5)


@given(st.text(max_size=40), EDITS, EDITS)
def test_one_map_through_two_changes_leads_where_both_lead_in_turn(text, first, second):
    changed, earlier = apply_edits(text, _apart(first, len(text)))
    new, later = apply_edits(changed, _apart(second, len(changed)))
    both = earlier.after(later)
    for start in range(len(new) + 1):
        for end in (start, start + 1, start + 3, len(new)):
            if start <= end <= len(new):
                assert both.to_source(start, end) == earlier.to_source(*later.to_source(start, end))


@given(TEXT | VIETNAMESE)
def test_normalised_spans_are_the_source_in_plain_characters(text):
    plain, offsets, _, _ = normalise(text)
    assert not set(plain) & {"\r", "\x0b", "\x0c", "\x85", "\u2028", "\u00a0", "\u00ad", "\u2013", "\u00d0"}
    for start in range(0, len(plain), 7):
        source = text[slice(*offsets.to_source(start, start + 1))]
        assert source
        assert (
            source == plain[start]
            or not source.isalnum()
            or unicodedata.normalize("NFKC", source) != source
            or source in "Ððɖ"
        )


@given(TEXT | VIETNAMESE)
def test_every_span_of_a_prepared_text_is_inside_the_source(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    for block in prepared.blocks:
        assert 0 <= block.start_char <= block.body_start <= block.end_char <= len(prepared.text)
    for segment in prepared.segments:
        start, end = prepared.to_source(segment.start_char, segment.end_char)
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
    for section in prepared.sections:
        start, end = prepared.to_source(section.start_char, section.end_char)
        assert 0 <= start < end <= len(text)


def test_a_decomposed_text_is_cited_as_printed():
    text = unicodedata.normalize("NFD", "Xây dựng đường ven biển.")
    prepared = prepare(Document("x", "x.txt", text, ""))
    (segment,) = prepared.segments
    start, end = prepared.to_source(segment.start_char, segment.end_char)
    assert text[start:end] == text[:-1]
    assert prepared.text[segment.start_char : segment.end_char] == "Xây dựng đường ven biển"
    assert [repair.kind for repair in prepared.repairs] == ["normalised"]


def _apart(cuts, size):
    """Return the cuts as edits of a text of `size` characters, those left out that touch the one before."""
    edits, reached = [], 0
    for start, length, replacement in sorted(cuts):
        if start >= reached and start + length <= size:
            edits.append((start, start + length, replacement))
            reached = start + length + 1
    return edits


PARTS = st.lists(st.one_of(st.tuples(st.integers(0, 30), st.integers(0, 6)), st.sampled_from(" |\n")), max_size=8)


@given(st.text(alphabet="abcđê \n", min_size=40, max_size=40), PARTS)
def test_parts_put_together_in_any_order_lead_back_to_the_smallest_span_around_them(text, drawn):
    parts = [(p[0], p[0] + p[1], "") if isinstance(p, tuple) else (0, 0, p) for p in drawn]
    new, offsets = apply_parts(text, parts)
    assert new == "".join(put or text[start:end] for start, end, put in parts)
    origin = [at for start, end, put in parts for at in ([None] * len(put) or range(start, end))]
    for start in range(len(new)):
        for end in range(start + 1, len(new) + 1):
            kept = [at for at in origin[start:end] if at is not None]
            if kept and origin[start] is not None and origin[end - 1] is not None:
                assert offsets.to_source(start, end) == (min(kept), max(kept) + 1)


def test_a_map_through_a_change_of_order_leads_back_through_both():
    changed, first = apply_edits("một  hai ba", [(3, 5, " ")])
    text, second = apply_parts(changed, [(8, 10, ""), (0, 0, " | "), (0, 7, "")])
    assert text == "ba | một hai"
    both = first.after(second)
    assert both.to_source(0, 2) == (9, 11)
    assert both.to_source(5, 12) == (0, 8)
    assert both.to_source(0, 12) == (0, 11)
