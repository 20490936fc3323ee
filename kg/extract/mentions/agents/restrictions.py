"""Find where a body or group named by its kind ends, when words behind it say which is meant (`người bị thu hồi đất`).

Each place behind the kind at which the name may end is weighed by the words on both sides of it: what kind of word
comes next, what opened the restriction, and what the group stands in (for whom, whose doing, subject of a clause).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kg.annotate import Annotations
from kg.extract.grammar.evidence import is_recording, weigh
from kg.extract.grammar.slack import slack_before
from kg.resources import read_table

KIND = "agent end"
_WORD = re.compile(r"(, | và | hoặc | - |-|/| )(\w+)")
_MOST_WORDS = 24
_SLOTS = re.compile(
    r"(?:(?P<moved>(?<!\w)(?:vận động|khuyến khích|huy động|kêu gọi|mời))"
    r"|(?P<for>(?<!\w)(?:cho|đối với|để|tới|đến|bảo đảm|đảm bảo|giúp|hỗ trợ|phục vụ))"
    r"|(?P<with>(?<!\w)(?:với|cùng|phối hợp))|(?P<of>(?<!\w)(?:của|do|từ|giữa|là))|(?P<list>,|(?<!\w)(?:và|hoặc)|/)"
    r"|(?P<head>[;:.\n]|^|%|số))\W*(?:các|những|mọi|mỗi|từng|số|đội ngũ)? ?$",
    re.IGNORECASE,
)
_MOVED = "moved"
_AREA = "trên địa bàn"
_LOOK_BACK = 24
_PART_OF_NOUN = re.compile(r"(?:cuộc|đời) $")
"""Before `sống` it makes a noun (`đời sống`)."""
_OF_ALL = 0.5
"""How strongly a kind speaks whatever follows it, beside how strongly it does with what follows."""
_COUNTING = re.compile(r"^(?:tất cả |các |những |mọi |mỗi |từng |toàn thể |một số |\d+ )+")
_LISTED = re.compile(r"(?:, | và |/)(?:các )?")


class Place(NamedTuple):
    """A place at which a name may end, and the kind of word that follows it."""

    at: int
    follows: str


@lru_cache(maxsize=1)
def opening_words() -> dict[str, str]:
    """Return word -> kind of `restriction_words.tsv`."""
    return {row["term"]: row["kind"] for row in read_table("lexicons/restriction_words.tsv")}


class Restrictions:
    """Reads where the names of bodies and groups end in one text."""

    def __init__(
        self, text: str, *, notes: Annotations, parties: frozenset[int], others: frozenset[int] = frozenset()
    ) -> None:
        self.text = text
        self.others = others
        self.parties = parties
        self.verbs = {hit.start_char: (hit.end_char, hit.label) for hit in notes.hits("verb")}
        self.fields = {hit.start_char: hit.end_char for hit in notes.hits("sector")}
        self._last, self._last_slot = 0, ""

    def end(self, start: int, end: int, *, kind: str, bare: bool) -> int:
        """Return where the name ends whose head and attributes end at `end`; `bare` says that it may end there."""
        opened, slot = "", ""
        best, chosen, going_on = 0.0, end, 1.0
        to_the_end = is_recording()
        for number, place in enumerate(self._places(end)):
            if not number:
                opened = place.follows
                if not bare and opened.startswith(("comma", "joint", "end")):
                    return end
                slot = self._slot(start)
            if place.at == end and not bare:
                continue
            if going_on <= best and not to_the_end:
                break
            words = self.text.count(" ", end, place.at)
            evidence = {f"next: {place.follows}": 1.0, f"kind: {kind}": 1.0, f"after: {slot}": 1.0}
            if number:
                evidence |= {
                    f"opened by: {opened}": 1.0,
                    "words behind": min(words, 12) / 12,
                }
            else:
                head = self._head(start, end)
                evidence |= {"right behind": 1.0, f"head: {head}": _OF_ALL, f"{head}, {place.follows}": 1.0}
                evidence |= {f"{kind}, then {place.follows}": 1.0, f"{slot}, {place.follows}": 1.0}
            ends = weigh(KIND, evidence, span=(start, place.at))
            if ends * going_on > best:
                best, chosen = ends * going_on, place.at
            going_on *= 1.0 - ends
        chosen = self._without_opener(end, chosen)
        self._last, self._last_slot = chosen, slot
        return chosen

    def _without_opener(self, start: int, end: int) -> int:
        """Return where a name ends that would end in a word that only opens what restricts it (`doanh nghiệp | có`)."""
        while end > start and opening_words().get(self.text[start:end].rsplit(" ", 1)[-1]):
            end = max(start, self.text.rfind(" ", start, end))
        return end

    def _head(self, start: int, end: int) -> str:
        """Return the words that name the kind, without what counts them."""
        return _COUNTING.sub("", self.text[start:end].lower())

    def _slot(self, start: int) -> str:
        """Return what a name stands in: the kind of word before it; all of a list are called on as its first is."""
        if self._last_slot == _MOVED and _LISTED.fullmatch(self.text, self._last, start):
            return _MOVED
        start = slack_before(self.text, 0, start)
        before = _SLOTS.search(self.text, max(0, start - _LOOK_BACK), start)
        if before and before.lastgroup:
            return before.lastgroup
        return "word"

    def _places(self, end: int) -> Iterator[Place]:
        """Yield the places at which a name may end: before each word that is not plainly part of a noun."""
        at, words, inside, first = end, 0, 0, True
        while words < _MOST_WORDS:
            match = _WORD.match(self.text, at)
            if match is None:
                yield Place(at, "end")
                break
            follows = self._follows(match)
            if at >= inside and (follows != "plain" or first):
                yield Place(at, follows)
                first = False
            if match.group(1) != " " and match.start(2) in self.others:
                break  # the next of a list is an instrument
            if follows.endswith(" party"):
                break  # of bodies in a list each is one, and what all share stays with the last
            begins = match.start(2)
            verb = self.verbs.get(begins)
            inside = max(inside, verb[0] if verb else 0, self.fields.get(begins, 0))
            at, words = match.end(), words + 1

    def _follows(self, match: re.Match[str]) -> str:
        """Return the kind of what follows a place: a joint with what it leads to, or the next word."""
        joint, word, start = match.group(1), match.group(2), match.start(2)
        if joint in (" - ", "-"):
            return "plain"
        kind = self._kind(word, start)
        if joint == " ":
            return kind
        led = "party" if start in self.parties or self._quantified(start) else kind
        return f"{'comma' if joint == ', ' else 'joint'} {led}"

    def _kind(self, word: str, start: int) -> str:
        if start in self.parties and not self._acts(start):
            return "party"
        if self.text.startswith(_AREA, start):
            return "area"
        known = opening_words().get(word)
        if known and not _PART_OF_NOUN.search(self.text, max(0, start - 5), start):
            return known
        verb = self.verbs.get(start)
        if verb and word[0].islower():
            return f"verb {verb[1]}" if verb[1] in ("adverb", "modal", "light", "past", "none") else "verb"
        if word[0].isdigit():
            return "number"
        if word[0].isupper():
            return "capital"
        return "field" if start in self.fields else "plain"

    def _acts(self, start: int) -> bool:
        """Say whether a word for a body is a verb here: another verb is right behind (`tổ chức tuyên truyền`)."""
        end, label = self.verbs.get(start, (0, ""))
        return label == "light" and end + 1 in self.verbs

    def _quantified(self, start: int) -> bool:
        return any(
            self.text.startswith(word, start) and start + len(word) in self.parties
            for word in ("các ", "những ", "mọi ", "mỗi ", "từng ")
        )
