"""Read in which slot of a clause each party stands: what leads to it, what follows it, where in the clause it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.annotate import Hit
from kg.extract.clauses.parties import Party
from kg.extract.clauses.reading import Reading
from kg.extract.duties.words import DECIDED, pattern, shaped
from kg.extract.grammar.quantities import so_many
from kg.extract.grammar.slack import slack_before
from kg.extract.grammar.verbs import VERBAL
from kg.extract.mentions.agents.restrictions import opening_words
from kg.model import MeasureFinding

_CONNECT = re.compile(
    r"(?: \([^()]{0,200}\))?(?:[,;]? và |[,;] |/| hoặc |,? cùng | - )(?:(?:nhất là|đặc biệt là|kể cả|như) )?"
    r"(?:(?:cho|với|đối với|đến|tới|của) )?(?:(?:đồng chí|các đồng chí) )?"
)
_WORD_BEFORE = re.compile(r"(\w+)(?P<mark>[^\w]*)$")
_WORD_BEHIND = re.compile(r"(?P<mark>\W*)(\w+)")
_DECIDES = ("approve decide settle", r"(?: \([^()]{1,80}\))?,? (?:để )?{}(?!\w)")
_GATHERS = r"[^.;]{0,120}?(?:,| để| trước ngày[^,;]{3,40}?)? (?:để |theo dõi, )?{gather}(?!\w)"
_TELLS = ("tell", r"(?<!\w)(?i:{}|đăng ký)(?!\w)[^;:.()]{0,110}$")
_PURPOSE = re.compile(r"(?<!\w)(?:để|nhằm|bảo đảm|đảm bảo|góp phần)(?!\w)")
_MENTION = re.compile(r"(?<!\w)(?:theo|do|trên cơ sở|căn cứ|tại|thuộc|của)(?!\w)[^,;.]{0,60}$")
_PLAN = (
    r"(?:{instrument_heads: owned Owned}|[Dd]ự án|[Pp]hong trào|[Cc]hính sách|[Pp]hổ cập)"
    r"[^,;.:]{0,100}$"
)
_REACH = 60
_FAR = 130


PLAIN = "plain cue"
"""Shown where the words before a party leave no doubt of its role."""


class Slot(NamedTuple):
    """A party of a clause, what speaks for or against its having a role there, and those of its list before it."""

    party: Party
    evidence: dict[str, float]
    before: list[Party]


def read_slots(parties: list[Party], measure: MeasureFinding, *, reading: Reading, start: int) -> list[Slot]:
    """Return the slots of the parties of a clause from `start` on, those of a list sharing what leads to it."""
    return [
        Slot(party, _evidence(party, group, measure, reading=reading, start=start), group[:number])
        for group in in_lists(parties, text=reading.text)
        for number, party in enumerate(group)
    ]


def in_lists(parties: list[Party], *, text: str) -> list[list[Party]]:
    """Return parties parted into those that are named one behind another."""
    groups: list[list[Party]] = []
    for party in parties:
        if groups and _CONNECT.fullmatch(text, groups[-1][-1].end_char, party.start_char):
            groups[-1].append(party)
        else:
            groups.append([party])
    return groups


def _evidence(
    party: Party, group: list[Party], measure: MeasureFinding, *, reading: Reading, start: int
) -> dict[str, float]:
    text, end = reading.text, measure.end_char
    before = _before(group[0].start_char, measure, reading=reading, start=start)
    behind = _behind(group[-1].end_char, end, reading=reading)
    side = "before the verb" if party.end_char <= measure.trigger.start_char else "behind the verb"
    found = {f"{party.kind}": 1.0, before: 1.0, behind: 1.0, side: 1.0}
    found |= _words(group, start, end, text=text, cued=before.startswith("cue "))
    if len(group) > 1:
        found["in a list"] = 1.0
        if party is not group[0]:
            found["not the first of its list"] = 1.0
    if _plainly_led(group[0].start_char, reading=reading, start=start):
        found[PLAIN] = 1.0
    far = group[0].start_char - measure.trigger.end_char
    found["far behind the verb"] = min(max(far, 0), 200) / 200
    if measure.action in ("support", "attract", "mobilise", "educate", "reform", "report", "coordinate"):
        found[f"measure: {measure.action}"] = 1.0
    window = max(start, group[0].start_char - _FAR)
    if pattern(*_TELLS).search(text, window, group[0].start_char):
        found["behind a word of telling"] = 1.0
    if shaped(_GATHERS).match(text, group[-1].end_char, end):
        found["before a word of gathering"] = 1.0
    decided = DECIDED.search(text, start, group[0].start_char) is not None
    if not decided and pattern(*_DECIDES).match(text, group[-1].end_char, end):
        found["decides"] = 1.0
    if measure.trigger.end_char < group[0].start_char and _PURPOSE.search(
        text, measure.trigger.end_char, group[0].start_char
    ):
        found["in a purpose"] = 1.0
    if _MENTION.search(text, max(start, group[0].start_char - _REACH), group[0].start_char):
        found["in a phrase of basis or owner"] = 1.0
    if shaped(_PLAN).search(text, max(start, group[0].start_char - _FAR), group[0].start_char):
        found["behind the name of a plan"] = 1.0
    if text.rfind("(", start, party.start_char) > text.rfind(")", start, party.start_char):
        found["in brackets"] = 1.0
    if text.rfind("“", start, party.start_char) > text.rfind("”", start, party.start_char):
        found["in quotation marks"] = 1.0
    return found


def _words(group: list[Party], start: int, end: int, *, text: str, cued: bool) -> dict[str, float]:
    """Return the words right before (where they are no cue) and right behind a list, in lower case."""
    window = text[max(start, group[0].start_char - _REACH) : group[0].start_char].lower()
    before, behind = _WORD_BEFORE.search(window), _WORD_BEHIND.match(text, group[-1].end_char, end)
    words = {f"word before: {before.group(1)}": 1.0} if before and not cued else {}
    return words | ({f"word behind: {behind.group(2).lower()}": 1.0} if behind else {})


def _before(position: int, measure: MeasureFinding, *, reading: Reading, start: int) -> str:
    """Return what leads to a party: a cue, a verb by its class of action, or a kind of word."""
    text = reading.text
    window = max(start, position - _REACH)
    slack = slack_before(text, window, position)
    led = _cue_before(slack, window, reading=reading) if slack < position else ""
    if led:
        return led
    if so_many("{rules}(?: các)? $").regex.search(text, max(start, position - 30), position):
        return "counted"
    led = _cue_before(position, window, reading=reading)
    if led:
        return led
    verb = _ending_at(reading.notes.hits("verb", window, end_char=position), position)
    if verb:
        action = reading.notes.rows("verb", verb)[0]["action"]
        return f"object of {action if verb.label in VERBAL else verb.label}"
    word = _WORD_BEFORE.search(text, window, position)
    if word is None or position <= start:
        return "first"
    if word.group("mark").strip():
        return f"behind {word.group('mark').strip()[-1]}"
    return f"behind {opening_words().get(word.group(1), 'a noun')}"


def _cue_before(position: int, window: int, *, reading: Reading) -> str:
    """Return the cue that ends right before a place, empty for none."""
    cue = _ending_at(reading.notes.hits("cue", window, end_char=position), position)
    if cue is None or cue.label == "-":
        return ""
    return f"cue {cue.label}" if " " in cue.term else f"cue {cue.term}"


def _plainly_led(position: int, *, reading: Reading, start: int) -> bool:
    """Say whether a cue that leaves no doubt ends right before a place."""
    cue = _ending_at(reading.notes.hits("cue", max(start, position - _REACH), end_char=position), position)
    return cue is not None and reading.notes.rows("cue", cue)[0]["of"] == "sure"


def _ending_at(hits: list[Hit] | tuple[Hit, ...], position: int) -> Hit | None:
    return hits[-1] if hits and hits[-1].end_char == position - 1 else None


def _behind(position: int, end: int, *, reading: Reading) -> str:
    """Return what follows a party: a verb, a mark, or a kind of word."""
    word = _WORD_BEHIND.match(reading.text, position, end)
    if word is None:
        return "then end"
    if word.group("mark").strip():
        return f"then {word.group('mark').strip()[0]}"
    hits = reading.notes.hits("verb", position, end_char=end)
    if hits and hits[0].start_char == word.start(2):
        return "then verb" if hits[0].label in VERBAL else f"then {hits[0].label}"
    return f"then {opening_words().get(word.group(2), 'a noun')}"
