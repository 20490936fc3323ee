"""Build the spaCy `vi` pipeline: syllable tokenizer, folded norms, lexicon matcher."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter

import spacy
from spacy.attrs import NORM
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, SpanGroup

from kg.annotate import tokenizer
from kg.annotate.lexicons import LEXICONS, load_entries
from kg.iri import fold

_PLACE = itemgetter(1, 2)
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
        self.meaning: dict[int, tuple[int, str, str]] = {}
        for number, (group, terms) in enumerate(load_entries().items()):
            label = LEXICONS[group].label
            for term, rows in terms.items():
                key = f"{group}\t{term}"
                self.matcher.add(key, [nlp.tokenizer(term)])
                self.meaning[nlp.vocab.strings[key]] = (number, rows[0][label], term)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with its hits set."""
        found: list[list[tuple[int, int, str, str]]] = [[] for _ in LEXICONS]
        reached, before = [0] * len(found), [0] * len(found)
        matches = sorted(self.matcher(doc), key=_PLACE)
        longest = {start: end for _, start, end in matches}
        meaning = self.meaning
        for key, start, end in matches:
            group, label, term = meaning[key]
            if start >= reached[group]:
                found[group].append((start, end, label, term))
            elif start != found[group][-1][0] or (
                before[group] == end - 1 and _halves_word(start, end, longest=longest)
            ):
                before[group] = end
                continue
            else:
                found[group][-1] = (start, end, label, term)
            reached[group] = before[group] = end
        doc._.lexicon_hits = dict(zip(LEXICONS, found, strict=True))
        return doc


def _halves_word(start: int, end: int, *, longest: dict[int, int]) -> bool:
    """Say whether a term ends inside the next word where one without that syllable fits (`đầu tư công | trình`).

    `longest` has the end of the longest term from each place.
    """
    return end - 1 - start >= _SHORTEST_HALVED and longest.get(end - 1, 0) > end


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
    nlp.vocab.lex_attr_getters = {NORM: fold}  # what else spaCy notes of a word takes a quarter of the time to load
    nlp.add_pipe("kg_lexicon_matcher")
    return nlp
