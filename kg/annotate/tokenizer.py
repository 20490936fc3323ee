"""Cut Vietnamese text into syllables, numbers and marks, so that the tokens rebuild it exactly.

Written Vietnamese separates syllables, not words; every lexicon of this package is matched over
syllables, so no word segmentation is needed. A token is a run of letters and digits, one mark, or
white space beyond the single space that spaCy keeps with the token before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from pathlib import Path

from spacy import registry
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

_RUN = re.compile(r"[^ ]+ ?| +")
_TOKEN = re.compile(r"\w+ ?|[^\w\s] ?| +|[^\S ]+ ?")


class SyllableTokenizer:
    """Tokenizer whose `Doc.text` equals its input for every string without lone surrogates."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the `Doc` of `text`; token offsets count in `text`."""
        cut = [*map(_tokens, _RUN.findall(text))]
        words, spaces = (list(chain.from_iterable(map(itemgetter(part), cut))) for part in (0, 1))
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Write nothing: the tokenizer has no state (spaCy calls this when a pipeline is saved)."""

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> SyllableTokenizer:
        """Return itself: the tokenizer has no state."""
        return self

    def to_bytes(self, *, exclude: tuple[str, ...] = ()) -> bytes:
        """Return no bytes: the tokenizer has no state."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: tuple[str, ...] = ()) -> SyllableTokenizer:
        """Return itself: the tokenizer has no state."""
        return self


@lru_cache(maxsize=65536)
def _tokens(run: str) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return the tokens of what stands between two spaces, and whether a space belongs to each."""
    pieces = _TOKEN.findall(run)
    spaces = tuple(piece[-1] == " " and piece[0] != " " for piece in pieces)
    return tuple(piece[:-1] if space else piece for piece, space in zip(pieces, spaces, strict=True)), spaces


@registry.tokenizers("kg.SyllableTokenizer.v1")
def create_syllable_tokenizer() -> Callable[[Language], SyllableTokenizer]:
    """Hand spaCy's configuration the tokenizer's factory."""

    def create(nlp: Language) -> SyllableTokenizer:
        return SyllableTokenizer(nlp.vocab)

    return create
