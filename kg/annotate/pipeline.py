"""Build the spaCy `vi` pipeline: syllable tokenizer, folded norms, lexicon matcher."""

from __future__ import annotations

from functools import lru_cache

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, SpanGroup

from kg.annotate import tokenizer
from kg.annotate.lexicons import LEXICONS, load_entries
from kg.iri import fold

_SHORTEST_HALVED = 2
"""Syllables that are left of a term when its last one belongs to the next word."""


class LexiconMatcher:
    """Write the terms of every lexicon to `doc._.lexicon_hits[group]`: token offsets, label, folded term.

    `doc._.lexicon_spans` gives them as spaCy's span groups, made when they are asked for: that costs more than the
    matching. Terms are compared by token norm (case, Unicode form and placement of tone marks do not count).
    Within a group spans do not overlap: the leftmost and then the longest one stays.
    """

    def __init__(self, nlp: Language) -> None:
        self.matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self.meaning: dict[int, tuple[str, str, str]] = {}
        for group, terms in load_entries().items():
            label = LEXICONS[group].label
            for term, rows in terms.items():
                key = f"{group}\t{term}"
                self.matcher.add(key, [nlp.tokenizer(term)])
                self.meaning[nlp.vocab.strings[key]] = (group, rows[0][label], term)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with its hits set."""
        found: dict[str, list[tuple[int, int, str, str]]] = {group: [] for group in LEXICONS}
        words: dict[int, int] = {}
        for key, start, end in self.matcher(doc):
            group, label, term = self.meaning[key]
            found[group].append((start, -end, label, term))
            words[start] = max(words.get(start, 0), end)
        for group, matches in found.items():
            matches.sort()
            kept: list[tuple[int, int, str, str]] = []
            reached = 0
            for index, (start, negative_end, label, term) in enumerate(matches):
                if start >= reached and not _halves_word(matches, index, words=words):
                    reached = -negative_end
                    kept.append((start, reached, label, term))
            found[group] = kept
        doc._.lexicon_hits = found
        return doc


def _halves_word(matches: list[tuple[int, int, str, str]], index: int, *, words: dict[int, int]) -> bool:
    """Say whether a term ends inside the next word and one without that syllable fits (`đầu tư công | trình`)."""
    start, negative_end, _, _ = matches[index]
    last = -negative_end - 1
    if last - start < _SHORTEST_HALVED or words.get(last, 0) <= last + 1:
        return False
    return any(other[0] == start and -other[1] == last for other in matches[index + 1 : index + 4])


def _to_spans(doc: Doc) -> dict[str, SpanGroup]:
    """Return the hits of every lexicon as a span group: label = the entry's label, id = its folded term."""
    return {
        group: SpanGroup(
            doc, name=group, spans=[Span(doc, a, b, label=label, span_id=term) for a, b, label, term in hits]
        )
        for group, hits in doc._.lexicon_hits.items()
    }


Doc.set_extension("lexicon_hits", default=None, force=True)
Doc.set_extension("lexicon_spans", getter=_to_spans, force=True)


@Language.factory("kg_lexicon_matcher", assigns=["doc._.lexicon_hits"], requires=["token.norm"])
def create_lexicon_matcher(nlp: Language, name: str) -> LexiconMatcher:
    """Create the component for `nlp`."""
    return LexiconMatcher(nlp)


@lru_cache(maxsize=1)
def load_nlp() -> Language:
    """Return the pipeline, made once a process (about half a second for the lexicons)."""
    assert tokenizer.SyllableTokenizer
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "kg.SyllableTokenizer.v1"}}})
    nlp.vocab.lex_attr_getters[NORM] = fold
    nlp.add_pipe("kg_lexicon_matcher")
    return nlp
