"""Read what somebody looks for: its words, and the other words that say the same by the lexicons.

`CNTT` is looked for as `công nghệ thông tin` too, `hải cảng` as what is a port, `UBND` as `ủy ban nhân dân`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from typing import NamedTuple

from kg.resources import read_table
from kg.store.questions.words import plain

_MOST = 12
_LONGEST = 12
_SHORTEST_CODE = 3


class Stretch(NamedTuple):
    """A part of what is looked for: the plain words that say it, as typed first, and the classes that it names."""

    said: tuple[str, ...]
    kinds: tuple[str, ...] = ()

    @property
    def expression(self) -> str:
        """Return the expression of SQLite's FTS5 for it: the words as typed wherever each stands, or another way."""
        typed = " AND ".join(f'"{term}"' for term in self.said[0].split())
        return " OR ".join((f"({typed})", *(f'"{other}"' for other in self.said[1:]), *self.of_kind))

    @property
    def of_kind(self) -> tuple[str, ...]:
        """Return the expressions for things of the classes."""
        return tuple(f'kinds : "{kind}"' for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the words as typed, and the stretches that they consist of."""

    words: str
    stretches: tuple[Stretch, ...]

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the plain words as typed, then with stretches of them said in other words, twelve at most."""
        return tuple(" ".join(some) for some in islice(product(*(one.said for one in self.stretches)), _MOST))

    @property
    def together(self) -> str:
        """Return the expression for any of the readings, its words side by side, or for the class that is named."""
        kinds = self.stretches[0].of_kind if len(self.stretches) == 1 else ()
        return " OR ".join((*(f'"{reading}"' for reading in self.readings), *kinds))

    @property
    def apart(self) -> str:
        """Return the expression for all words, wherever each stands."""
        return " AND ".join(f"({stretch.expression})" for stretch in self.stretches)

    @property
    def begun(self) -> str:
        """Return the expression for the words side by side, the last one perhaps the beginning of a longer one."""
        return f'"{self.readings[0]}" *'


def read_wanted(words: str) -> Wanted:
    """Return what `words` ask for; the longest stretch that the lexicons know goes first."""
    known = _same()
    terms, stretches, at = plain(words).split(), [], 0
    while at < len(terms):
        many = next((n for n in range(_LONGEST, 1, -1) if " ".join(terms[at : at + n]) in known), 1)
        stretch = " ".join(terms[at : at + many])
        stretches.append(known.get(stretch) or Stretch((stretch,)))
        at += many
    return Wanted(words, tuple(stretches))


@lru_cache(maxsize=1)
def _same() -> dict[str, Stretch]:
    """Return plain words to what says the same."""
    said: dict[str, dict[str, None]] = defaultdict(dict)
    kinds: dict[str, list[str]] = defaultdict(list)
    for one, other, kind in read_pairs():
        if kind == "class":
            kinds[plain(one)].append(plain(other))
        elif plain(one) != plain(other):
            said[plain(one)][plain(other)] = None
    return {words: Stretch((words, *said[words]), tuple(kinds[words])) for words in {*said, *kinds}}


def read_pairs() -> Iterator[tuple[str, str, str]]:
    """Yield words, what is to be found for them, and of which kind that is."""
    for row in read_table("lexicons/search_words.tsv"):
        yield row["term"], row["same"], row["kind"]
        if row["kind"] in ("short", "synonym"):
            yield row["same"], row["term"], row["kind"]
    for row in read_table("lexicons/agents.tsv"):
        if row["kind"] == "named" and row["key"] != "-":
            yield row["term"], row["key"], "name"
            yield row["key"], row["term"], "name"
    for row in read_table("lexicons/issuer_codes.tsv"):
        if len(row["code"]) >= _SHORTEST_CODE:
            yield row["code"], row["body"], "code"
