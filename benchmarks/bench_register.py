"""Rebuild a resolution from another layout and with misread letters, and count which commitments keep their identifier.

    python benchmarks/bench_register.py [--seeds N] [--share 0.01] [--width 90]

Each seed prints the text in lines of another width and makes one letter in a hundred another one, then builds it and
carries the register over. A commitment counts as kept where its identifier leads to the same place of the document:
offsets are compared by the characters before them that are no white space; of a passage that is printed twice either
place is right. It is told apart whether it was read as a
measure again, or its words were found in the text only.
"""

from __future__ import annotations

import argparse
import random
import re
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import kg
from kg.analyse.commitments import Register, make_register

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"
_NEAR = 20
"""So many characters it may begin from where it began: a first word that was misread is left out."""


def misread(text: str, *, seed: int, share: float = 0.01, width: int = 90) -> str:
    """Return a text with so large a share of its letters replaced, in lines of so many characters at most."""
    chance = random.Random(seed)
    letters = [_another(ch, chance) if ch.isalpha() and chance.random() < share else ch for ch in text]
    lines = "".join(letters).split("\n")
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line.strip() else line
        for line in lines
    )


def _another(letter: str, chance: random.Random) -> str:
    other = chance.choice([one for one in LETTERS if one != letter.lower()])
    return other.upper() if letter.isupper() else other


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the measures of a register: how many there were, were read again, were found in the text."""

    total: int
    read: int
    found: int
    new: int
    lost: tuple[str, ...]

    @property
    def share(self) -> float:
        """Return the share that kept its identifier."""
        return (self.read + self.found) / self.total


def rebuild(
    text: str, *, name: str = "thai-binh.txt", previous: Register | None = None
) -> tuple[Register, dict[str, list[int]]]:
    """Return the register of a text, and by identifier where each commitment that was read is printed."""
    with kg.build(text=text, name=name) as graph:
        texts = {document: graph.text(document) for document in graph.documents}
        facts = graph.facts()
    register = make_register(facts, previous=previous.commitments if previous else (), texts=texts)
    printed = {
        fact["id"]: [fact["start"], *(span[0] for span in fact.get("also", ()))] for fact in facts if "quote" in fact
    }
    return register, {one.id: printed[one.fact] for one in register.commitments if one.fact}


def count_kept(before: Register, after: Register, *, places: Mapping[str, list[int]], texts: tuple[str, str]) -> Kept:
    """Return which measures kept their identifier: those that it leads to the same place of the text."""
    read = found = 0
    lost = []
    measures = [one for one in before.commitments if one.kind == "measure"]
    for one in measures:
        now = after.by_id.get(one.id)
        there = now is not None and now.state in ("read", "text")
        if not there or not _is_there(places[one.id], now.start, texts):
            lost.append(one.quote)
        elif now.state == "read":
            read += 1
        else:
            found += 1
    known = set(before.by_id)
    new = sum(one.kind == "measure" and one.id not in known for one in after.commitments)
    return Kept(len(measures), read, found, new, tuple(lost))


def _is_there(starts: list[int], start: int, texts: tuple[str, str]) -> bool:
    """Say whether an offset of the other text is one of these of the first."""
    return any(abs(_ink(texts[0], at) - _ink(texts[1], start)) <= _NEAR for at in starts)


def _ink(text: str, offset: int) -> int:
    """Return how many characters that are no white space stand before an offset."""
    return len(re.sub(r"\s+", "", text[:offset]))


def main() -> None:
    """Print a line for each seed, and the lowest share."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--share", type=float, default=0.01)
    parser.add_argument("--width", type=int, default=90)
    given = parser.parse_args()
    text = kg.sample("thai-binh").read_text(encoding="utf-8")
    first, places = rebuild(text)
    shares, reads = [], []
    for seed in range(given.seeds):
        other = misread(text, seed=seed, share=given.share, width=given.width)
        kept = count_kept(first, rebuild(other, previous=first)[0], places=places, texts=(text, other))
        shares.append(kept.share)
        reads.append(kept.read / kept.total)
        print(f"seed {seed}: {kept.share:.1%} keep theirs ({kept.read} read, {kept.found} in the text), {kept.new} new")
        for quote in kept.lost:
            print(f"    lost: {quote[:100]}")
    print(f"lowest {min(shares):.1%}, mean {sum(shares) / len(shares):.1%}; read again {sum(reads) / len(reads):.1%}")


if __name__ == "__main__":
    main()
