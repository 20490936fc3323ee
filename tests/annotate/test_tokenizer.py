"""The tokens rebuild any text, and lexicon terms are found whatever their case and tone placement."""

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import annotate, load_nlp
from kg.annotate.annotations import iter_chunks
from kg.annotate.lexicons import LEXICONS, load_entries

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300)


@given(TEXT)
def test_tokens_rebuild_the_text(text):
    doc = load_nlp().make_doc(text)
    assert doc.text == text
    for token in doc:
        assert text[token.idx : token.idx + len(token)] == token.text


@given(TEXT, st.integers(min_value=1, max_value=50))
def test_chunks_cover_the_text_once(text, size):
    pieces = list(iter_chunks(text, size))
    assert "".join(piece for _, piece in pieces) == text
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in pieces)


def test_every_component_declares_what_it_assigns_and_requires():
    analysis = load_nlp().analyze_pipes()
    assert analysis["summary"]["kg_lexicon_matcher"]["assigns"] == ["doc._.lexicon_hits"]
    assert analysis["summary"]["kg_lexicon_matcher"]["requires"] == ["token.norm"]


def test_terms_match_in_any_case_and_tone_placement():
    notes = annotate(load_nlp(), "ĐẨY MẠNH hiện đại hoá, Hiện đại hóa nông nghiệp")
    assert [hit.term for hit in notes.hits("verb")] == ["đẩy mạnh", "hiện đại hoá", "hiện đại hoá"]


def test_the_longest_term_wins_and_hits_do_not_overlap():
    text = "Ban Chấp hành Trung ương, Bộ Tài chính"
    hits = annotate(load_nlp(), text).hits("agent")
    assert [text[hit.start_char : hit.end_char] for hit in hits] == ["Ban Chấp hành Trung ương", "Bộ Tài chính"]


def test_hits_of_a_range_lie_wholly_inside_it():
    text = "Bộ Tài chính, Bộ Xây dựng, Bộ Y tế"
    notes = annotate(load_nlp(), text)
    inside = notes.hits("agent", 5, end_char=len(text) - 2)
    assert [text[hit.start_char : hit.end_char] for hit in inside] == ["Bộ Xây dựng"]


def test_offsets_hold_over_many_chunks():
    text = "Bộ Tài chính trình.\n" * 6000
    hits = annotate(load_nlp(), text).hits("agent")
    assert len(hits) == 6000
    assert all(text[hit.start_char : hit.end_char] == "Bộ Tài chính" for hit in hits)


def test_every_lexicon_has_a_header_and_entries():
    entries = load_entries()
    assert set(entries) == set(LEXICONS)
    assert all(entries[group] for group in LEXICONS)
