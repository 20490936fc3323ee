"""Count the syllables of official texts into ontology/syllables/syllables.tsv.

`python tools/syllable_model.py ../shared [TABLE]` reads the texts of `corpus/` there. The blind documents
(`eval/BLIND.md`) and the texts of the sample files (`samples/`) are left out: what is measured on them must not know
them.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kg.resources import ontology_path
from kg.syllables import is_syllable

LEAST, LEAST_PAIR = 3, 10
TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")
NOTES = """\
# How often each syllable stands in official texts, and which follow it how often, in lower case
# source: {documents} texts of 2019 to 2026 from the official gazette (laws, decrees, resolutions, decisions, circulars)
#   with {syllables} syllables, counted by tools/syllable_model.py; see NOTICE.md
# count: how often it was met; followers: syllable:times of pairs met {least_pair} times or more, with nothing but white
#   space between the two
"""


def left_out(shared: Path) -> set[str]:
    """Return the names of the texts that are not counted."""
    blind = re.findall(r"gold/([\w-]+)\.json", (shared / "eval" / "BLIND.md").read_text(encoding="utf-8"))
    return {*blind, *(path.stem for path in (shared / "samples").rglob("*.*"))}


def runs(text: str) -> Iterator[list[str]]:
    """Yield the syllables that stand side by side with nothing but white space between them."""
    run: list[str] = []
    for token in TOKEN.findall(unicodedata.normalize("NFC", text).lower()):
        if token.isalpha() and is_syllable(token):
            run.append(token)
        elif run:
            yield run
            run = []
    if run:
        yield run


def main() -> None:
    """Write the table."""
    shared = Path(sys.argv[1])
    names = left_out(shared)
    counts: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    documents = [path for path in sorted((shared / "corpus").glob("*.txt")) if path.stem not in names]
    for path in documents:
        for run in runs(path.read_text(encoding="utf-8")):
            counts.update(run)
            pairs.update(pairwise(run))
    followers = defaultdict(list)
    for (first, second), times in sorted(pairs.items()):
        if times >= LEAST_PAIR:
            followers[first].append(f"{second}:{times}")
    notes = NOTES.format(documents=len(documents), syllables=sum(counts.values()), least_pair=LEAST_PAIR)
    rows = [
        "\t".join((syllable, str(times), " ".join(followers[syllable]) or "-"))
        for syllable, times in sorted(counts.items())
        if times >= LEAST
    ]
    table = Path(sys.argv[2]) if len(sys.argv) > 2 else ontology_path() / "syllables" / "syllables.tsv"
    table.write_text(notes + "\n".join(["syllable\tcount\tfollowers", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
