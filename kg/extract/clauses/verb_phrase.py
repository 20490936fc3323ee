"""Read the committing verb phrase (cụm động từ) of a clause from the verbs of the lexicon.

The phrase is the unbroken chain of adverbs, modal words and verbs up to the first object. What may stand next in
the chain follows from the kinds of the lexicon's entries, see ontology/lexicons/verbs.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations, Hit
from kg.extract.grammar.quantities import bounds
from kg.extract.grammar.verbs import VERBAL, is_body
from kg.resources import read_table

_MODIFIER = frozenset(("adverb", "modal", "passive", "negation"))
_AFTER_VERB = frozenset(("adverb", "verb", "nominal", "closed", "light", "passive", "praise"))
_JOINTS = frozenset((", ", " và ", ", và ", " hoặc ", " - ", "/"))
_NO_VERB = frozenset(("past", "assess", "free", "none"))
_NAMED = re.compile(r" (?:này|nêu trên|nói trên|số \d|số:|của )")
"""What follows a noun that is printed like a verb: `Quyết định số 5`, `Báo cáo của …`, `Kế hoạch này`."""
_HAS = "có"
_SHARE_BEFORE = re.compile(r"\d ?%[^.;:%]{1,60}$")
_TAKES_ACTS = frozenset(("thực hiện", "hướng dẫn", "chủ trì", "phối hợp", "có trách nhiệm", "chịu trách nhiệm"))
"""Verbs whose object may be an act: what follows is the verb of that act (`Thực hiện rà soát`, `Hướng dẫn xử lý`)."""
_DEGREE = "degree"
_NO_ACTION = frozenset(("-", _DEGREE))
_ENSURES = frozenset(("bảo đảm", "đảm bảo"))


class Chain(NamedTuple):
    """A verb phrase: offsets into the working text, its class of action, its modality or an empty string."""

    start_char: int
    end_char: int
    action: str
    modality: str
    first: str
    """Kind of the first word (`verb`, `adverb`, `modal` …)."""
    main: bool
    """False for a phrase of adverbs and modal words only."""


def read_chain(text: str, hits: Sequence[Hit], index: int, *, notes: Annotations) -> Chain | None:
    """Return the chain that starts at `hits[index]`, or None where a word there can't start one."""
    first = hits[index]
    if first.label in _NO_VERB or _NAMED.match(text, first.end_char) or is_body(text, first):
        return None
    if first.label in ("state", "praise"):
        return None
    if first.term == _HAS and not _commits_to_have(text, first):
        return None
    chain = [first]
    saturated = False
    for hit in hits[index + 1 :]:
        gap = text[chain[-1].end_char : hit.start_char]
        if text[hit.start_char].isupper() or hit.label in _NO_VERB or hit.label == "call" or is_body(text, hit):
            break
        if gap in _JOINTS:
            saturated = False
            if not _joins(chain[-1], hit, text=text):
                break
        elif gap != " " or not _follows(chain[-1], hit, saturated=saturated, notes=notes):
            break
        if hit.label == "adverb" and gap == " " and chain[-1].label in ("verb", "nominal", "noun"):
            saturated = True
        chain.append(hit)
    while len(chain) > 1 and (
        chain[-1].label == "negation"
        or (chain[-1].label == "adverb" and text[chain[-2].end_char : chain[-1].start_char] in _JOINTS)
    ):
        chain.pop()
    return _finish(chain, notes=notes)


@lru_cache(maxsize=1)
def _had() -> re.Pattern[str]:
    """Return the pattern of what a body commits to by `có`: a means of policy, or a number that is to be reached."""
    things = "|".join(row["term"] for row in read_table("lexicons/clause_words.tsv") if row["kind"] == "had")
    return re.compile(rf" (?:(?:các|những|một số|nhiều) )?(?:(?:{things})(?!\w)|(?:(?:{bounds()}|từ) )?\d)")


@lru_cache(maxsize=4)
def _words(kind: str) -> frozenset[str]:
    """Return the clause words of a kind."""
    return frozenset(row["term"] for row in read_table("lexicons/clause_words.tsv") if row["kind"] == kind)


def _commits_to_have(text: str, hit: Hit) -> bool:
    """Say whether `có` commits (`Có cơ chế …`, `100% xã có …`) and does not only say what is there."""
    return (
        _had().match(text, hit.end_char) is not None
        or _SHARE_BEFORE.search(text[max(0, hit.start_char - 80) : hit.start_char]) is not None
    )


def _joins(last: Hit, hit: Hit, *, text: str) -> bool:
    """Say whether `hit` goes on the chain behind a comma or `và`."""
    if hit.label == "adverb":
        return last.label != "closed" or text[hit.end_char : hit.end_char + 1] == " "
    return hit.label not in ("state", "reach")


def _follows(last: Hit, hit: Hit, *, saturated: bool, notes: Annotations) -> bool:
    """Say whether `hit` goes on the chain right behind `last`."""
    if saturated:
        return hit.label == "adverb"
    if hit.term in _words("activity") and last.term in _words("promoter"):
        return False
    if hit.label in ("state", "reach"):
        return last.label == "modal"
    if last.label in _MODIFIER or last.label in ("light", "call"):
        return hit.label != "negation"
    if last.term in _TAKES_ACTS and hit.label in ("verb", "nominal", "closed", "noun"):
        return hit.label != "noun" or last.label == "verb"
    if last.label in ("verb", "noun"):
        return hit.label in _AFTER_VERB
    if last.label == "closed" and hit.label == "adverb":
        return notes.rows("verb", hit)[0]["action"] == _DEGREE
    if last.term in _ENSURES:
        return hit.label in ("verb", "nominal", "light")
    return last.label == "nominal" and hit.label == "adverb"


def _finish(chain: list[Hit], *, notes: Annotations) -> Chain | None:
    """Return the chain's facts; trailing nouns read as verbs stay, a chain without any word is None."""
    verbs = [hit for hit in chain if hit.label in VERBAL or hit.label == "call"]
    if not verbs:
        adverbs = [hit for hit in chain if hit.label == "adverb"]
        verbs = [hit for hit in adverbs if notes.rows("verb", hit)[0]["action"] not in _NO_ACTION][:1]
    proper = [hit for hit in verbs if hit.label != "light"] or verbs
    action = notes.rows("verb", proper[0])[0]["action"] if proper else "other"
    modality = ""
    for hit in chain:
        if hit.label == "modal":
            modality = notes.rows("verb", hit)[0]["action"]
            break
    if not modality and verbs and verbs[0].term == "khuyến khích":
        modality = "encouraged"
    return Chain(
        chain[0].start_char,
        chain[-1].end_char,
        action if action != "-" else "other",
        modality,
        chain[0].label,
        bool(verbs),
    )
