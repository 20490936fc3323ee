"""Say how well a syllable fits between its neighbours, from counts on official texts.

The counts are `ontology/syllables/syllables.tsv`. Words are lower-case NFC.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from kg.resources import read_table

TABLE = "syllables/syllables.tsv"
_ALONE, _SMALL = 0.1, 0.1
"""How much a syllable's own share counts beside that of its pair, and how often one counts that was never met."""


@dataclass(frozen=True, slots=True)
class SyllableModel:
    """How often each syllable was met, and how often each other behind it."""

    counts: dict[str, int]
    followers: dict[str, dict[str, int]]
    total: int

    def fit(self, word: str, *, before: str = "", after: str = "") -> float:
        """Return the logarithm of how likely `word` stands between its neighbours, empty where there are none."""
        fit = log(self._share(word, before))
        return fit + log(self._share(after, word)) if after in self.counts else fit

    def _share(self, word: str, before: str) -> float:
        alone = (self.counts.get(word, 0) or _SMALL) / self.total
        if before not in self.counts:
            return alone
        return _ALONE * alone + (1 - _ALONE) * self.followers[before].get(word, 0) / self.counts[before]


@lru_cache(maxsize=1)
def syllable_model() -> SyllableModel:
    """Return the counts that ship with the package."""
    counts, followers = {}, {}
    for row in read_table(TABLE):
        counts[row["syllable"]] = int(row["count"])
        pairs = row["followers"].split() if row["followers"] != "-" else []
        followers[row["syllable"]] = {name: int(times) for name, _, times in (pair.partition(":") for pair in pairs)}
    return SyllableModel(counts, followers, sum(counts.values()))
