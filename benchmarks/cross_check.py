"""Find the lexicon entries that one annotated text alone supports, for the cross-check of `quality.py`.

An entry is supported by a text that holds its term. One that only an annotated text holds, and no text of the corpus,
of the evaluation folder or of the samples, may have been written for that text: the cross-check scores the text
without such entries. What the score loses is the most that fitting to that text can have won.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.iri import fold
from kg.resources import leaving_out, ontology_path, read_table, sample_path

Entry = tuple[str, str]
"""File below `ontology/`, and the term as written."""


def all_entries() -> list[Entry]:
    """Return the entries of all lexicons that have a column `term`."""
    entries = []
    for path in sorted((ontology_path() / "lexicons").glob("*.tsv")):
        file = f"lexicons/{path.name}"
        entries.extend((file, row["term"]) for row in read_table(file) if "term" in row)
    return list(dict.fromkeys(entries))


def read_folded(path: Path) -> str:
    """Return a text in the form in which terms are compared."""
    return fold(path.read_bytes().decode("utf-8"))


def other_texts(corpus: Path, evaluation: Path) -> dict[Path, str]:
    """Return the folded texts of the corpus, the evaluation folder and the samples, by resolved path."""
    paths = [
        *corpus.glob("*.txt"),
        *(evaluation / "texts").glob("*.txt"),
        *sample_path("thai-binh").parent.glob("*.txt"),
    ]
    return {path.resolve(): read_folded(path) for path in sorted(paths)}


def holds(text: str, term: str) -> bool:
    """Say whether a folded text holds a folded term as whole words."""
    at = text.find(term)
    while at >= 0:
        end = at + len(term)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() and term[0].isalnum()) and not (after.isalnum() and term[-1].isalnum()):
            return True
        at = text.find(term, at + 1)
    return False


def supported_only_by(source: Path, texts: dict[Path, str]) -> tuple[int, list[Entry]]:
    """Return how many entries the text at `source` holds, and those that no other text holds.

    Texts with the same words (a copy of the same document) count as the same text.
    """
    own = read_folded(source)
    held = [entry for entry in all_entries() if holds(own, fold(entry[1]))]
    others = [text for path, text in texts.items() if path != source.resolve() and text != own]
    return len(held), [entry for entry in held if not any(holds(text, fold(entry[1])) for text in others)]


@contextmanager
def without(entries: list[Entry]) -> Iterator[None]:
    """Run a block with lexicons that lack `entries`."""
    clear_caches()
    with leaving_out(entries):
        yield
    clear_caches()


def clear_caches() -> None:
    """Forget what the modules of kg have read and compiled."""
    for name, module in sorted(sys.modules.items()):
        if name == "kg" or name.startswith("kg."):
            for value in list(vars(module).values()):
                if callable(getattr(type(value), "cache_clear", None)):
                    value.cache_clear()
