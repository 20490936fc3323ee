"""Propose which things of a folder are one, by near names and by what stands around them; a person decides.

Names are compared where they share a rare word, or where one holds an abbreviation. What the file of decisions says
already is carried out first, so nothing is proposed that it decides.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.config import BASE_IRI
from kg.iri import ascii_slug, fold
from kg.merges.apply import Entry, known_documents, plain_shard, read_things, wanted
from kg.merges.copies import FIGURES, UNNUMBERED, compare
from kg.merges.names import SURE, Likeness, compare_names, spell_out
from kg.merges.settle import Settled, Thing, expand, settle
from kg.merges.table import DIFFERENT, OPEN, Decision, Table
from kg.sketch import share
from kg.store import GraphFolder

LEAST = 0.5
"""Proposals below this score are not made."""
RARE = 3
MOST_IN_BLOCK = 60
_SHOWN = 2
_OTHER_SCOPE, _ONE_MEASURE, _LITTLE, _MUCH, _SUREST = 0.25, 0.3, 0.02, 0.06, 0.99
"""How far what is known of context moves a score."""
_BINDING = frozenset({"và", "-"})
_NOTE = re.compile(r"(?<=[^\W\d])\d{1,3}$")
"""The number of a note, printed at the end of a name."""
_FIGURES = re.compile(r"\d+")
_LEGAL = re.compile(r"\bsố \d[\w/.-]*|\b(?:năm )?(?:19|20)\d\d\b")
_YEAR = re.compile(r"\bnăm ((?:19|20)\d\d)$")
_OF_PLACES = frozenset({"marks", "short", "filler"})
"""The likenesses that say something of places: a commune is told from another by a letter, or by the order of words."""


@dataclass(slots=True)
class Known(Thing):
    """A thing with what stands around it: its class, aliases, sectors and other things of the measures that name it."""

    cls: str = ""
    aliases: set[str] = field(default_factory=set)
    sectors: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)


class Reason(NamedTuple):
    """Why: a key of `words.json`, and what its words are filled with."""

    key: str
    values: dict[str, str] = {}  # noqa: RUF012 - never changed

    def say(self, lang: str) -> str:
        """Return the reason in words."""
        return _read_words()[self.key][lang].format(**self.values)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two things or documents that may be one: the one to stay first, how sure from 0 to 1, their names, and why."""

    a: str
    b: str
    score: float
    labels: tuple[str, str]
    reasons: tuple[Reason, ...]

    def to_decision(self, *, base: str, lang: str = "vi") -> Decision:
        """Return the proposal as an open line of `merges.tsv`."""
        told = {"score": f"{self.score:.2f}", "ours": self.labels[0], "theirs": self.labels[1]}
        note = Reason("is", told | {"reasons": "; ".join(one.say(lang) for one in self.reasons)}).say(lang)
        return Decision(OPEN, self.a.removeprefix(base), self.b.removeprefix(base), note=note)


@lru_cache(maxsize=1)
def _read_words() -> dict[str, dict[str, str]]:
    return json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))


def say_head(lang: str) -> str:
    """Return what to do with proposals, for the head of their file."""
    return Reason("head").say(lang)


def propose_in(folder: GraphFolder, table: Table, *, least: float = LEAST) -> list[Proposal]:
    """Return what is proposed of a graph folder besides what a table says, made or open; the surest first."""
    entries, base = folder.report["documents"], folder.report.get("base_iri", BASE_IRI)
    settled = Settled()
    if table.decisions:
        things, _ = read_things(folder.place, entries, wanted=wanted(table, base), base=base)
        settled = settle(replace(table, is_kept=True), things, (entry["id"] for entry in entries), base=base)
    said = {frozenset(expand(name, base=base) for name in (one.a, one.b)) for one in (*table.decisions, *table.open)}
    known = read_known(folder.place, entries, settled)
    found = [*propose(known, settled), *_propose_copies(folder.place, entries, settled)]
    fresh = (one for one in found if one.score >= least and frozenset((one.a, one.b)) not in said)
    return sorted(fresh, key=lambda one: (-one.score, one.a, one.b))


def _propose_copies(place: Path, entries: Sequence[Entry], settled: Settled) -> Iterator[Proposal]:
    """Yield the documents that say the same to the figures, and can't be copies by what stands on their heads."""
    known = {one.id: one for one in known_documents(place, entries)}
    decided = {frozenset(pair) for pair in (*settled.copies, *settled.no_copies)}
    for pair in compare(known.values()):
        figures = share(known[pair.a].sketch.figures, known[pair.b].sketch.figures)
        if pair.is_copy or frozenset(pair[:2]) in decided or pair.likeness < UNNUMBERED or figures < FIGURES:
            continue
        labels = tuple(" ".join(filter(None, (known[name].number, known[name].issued))) for name in pair[:2])
        reason = Reason("copy", {"share": f"{pair.likeness:.0%}"})
        yield Proposal(pair.a, pair.b, round(pair.likeness, 2), labels, (reason,))


def read_known(place: Path, entries: Iterable[Entry], settled: Settled) -> dict[str, Known]:
    """Return the things of a folder as decisions have them, with what stands around them."""
    known: dict[str, Known] = {}
    for entry in entries:
        facts = [json.loads(line) for line in plain_shard(place, entry).fact_lines()]
        document = entry["id"]

        def end(name: str, document: str = document) -> str:
            here = settled.split.get((document, name), name)
            return settled.become.get(here, here)

        for fact in facts:
            if fact["fact"] == "entity" and fact["class"] != "Time":
                _add(known, end(fact["id"]), fact, document)
        for fact in facts:
            if fact["fact"] == "measure":
                _note_around(known, fact, end)
    for name, given in settled.names.items():
        if name in known:
            known[name].labels[given] += 1 + sum(known[name].labels.values())
    return known


def _add(known: dict[str, Known], name: str, fact: Mapping[str, Any], document: str) -> None:
    thing = known.setdefault(name, Known(name))
    thing.cls = fact["class"]
    thing.labels[fact["label"]] += 1
    thing.aliases.update(fact.get("aliases", ()))
    thing.documents.add(document)
    thing.codes.update([fact["code"]] if "code" in fact else [])


def _note_around(known: Mapping[str, Known], fact: Mapping[str, Any], end: Any) -> None:
    named = {end(name) for name in (*fact.get("entities", ()), *(agent["id"] for agent in fact.get("agents", ())))}
    for name in named & known.keys():
        known[name].sectors.update(fact.get("sectors", ()))
        known[name].around.update(named - {name})


def propose(known: Mapping[str, Known], settled: Settled) -> list[Proposal]:
    """Return the proposals on things, the surest first; the same whatever the order of things."""
    said = (one for decisions in settled.about.values() for one in decisions if one.kind == DIFFERENT)
    apart = {frozenset(settled.become.get(name, name) for name in (one.a, one.b)) for one in said}
    found, figured = [], _figured(known)
    for a, b in sorted(_candidates(known)):
        if frozenset((a, b)) in apart:
            continue
        one, other = known[a], known[b]
        likeness = _compare(one, other)
        if likeness is None or (likeness.kind == "number" and max(figured[_key(one)], figured[_key(other)]) != 1):
            continue
        score, reasons = _weigh(one, other, likeness, known)
        if score >= LEAST:
            stay, go = sorted((one, other), key=_by_length if likeness.kind == "short" else _rank)
            found.append(Proposal(stay.iri, go.iri, round(score, 2), (stay.label, go.label), tuple(reasons)))
    return _span(found, known)


def _span(found: list[Proposal], known: Mapping[str, Known]) -> list[Proposal]:
    """Return as many proposals as make of all that hang together one thing, those on its best name first.

    Of five ways to write a name four are proposed to be the fifth, not ten pairs; one that a person refuses lets the
    next come up.
    """
    groups: dict[str, set[str]] = {}
    chosen = []
    for one in sorted(found, key=lambda one: (-round(one.score, 1), _rank(known[one.a]), one.b)):
        ours, theirs = groups.get(one.a, {one.a}), groups.get(one.b, {one.b})
        if ours is not theirs:
            chosen.append(one)
            groups.update(dict.fromkeys(ours | theirs, ours | theirs))
    return sorted(chosen, key=lambda one: (-one.score, one.a, one.b))


def _rank(thing: Known) -> tuple[bool, int, int, str]:
    """Return what the thing that stays is chosen by: no number of a note, in most documents, the longer name."""
    return bool(_NOTE.search(thing.label)), -len(thing.documents), -len(thing.label), thing.iri


def _by_length(thing: Known) -> tuple[int, str]:
    """Return what the thing that stays is chosen by where a name abbreviates the other: the one spelt out."""
    return -len(thing.label), thing.iri


def _candidates(known: Mapping[str, Known]) -> set[tuple[str, str]]:
    """Return the pairs of one class worth comparing: they share a rare word, their first letters, or all letters."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    words = {iri: spell_out(thing.label) for iri, thing in known.items()}
    slugs = {iri: {ascii_slug(word) for word in some} - {""} for iri, some in words.items()}
    counts = Counter(word for some in slugs.values() for word in some)
    for iri, some in slugs.items():
        cls = known[iri].cls
        rare = sorted(some, key=lambda word: (counts[word], word))[:RARE]
        firsts = {f"= {letters}" for letters in (_initials(words[iri]), _initials(known[iri].label.split()))}
        for key in (*rare, *firsts, "~ " + "".join(words[iri])):
            blocks[cls, key].append(iri)
    found = set()
    for some in blocks.values():
        if len(some) <= MOST_IN_BLOCK:
            found.update((min(a, b), max(a, b)) for at, a in enumerate(some) for b in some[at + 1 :])
    return found


def _initials(words: Sequence[str]) -> str:
    """Return the first letters of words but those that bind, and all letters of abbreviations."""
    found = (word if word.isupper() else word[:1] for word in (word.replace("&", "") for word in words))
    return ascii_slug("".join(letters for letters, word in zip(found, words, strict=True) if word not in _BINDING))


def _compare(one: Known, other: Known) -> Likeness | None:
    if one.codes and other.codes and one.codes != other.codes:
        return None
    if one.cls == "Agent" and not (_is_named(one.label) and _is_named(other.label)):
        return None
    names = [_NOTE.sub("", thing.label) if one.cls == "Agent" else thing.label for thing in (one, other)]
    figures = [set() if one.cls == "Agent" else _figures(thing) for thing in (one, other)]
    if one.cls == "Instrument" and figures[0] == figures[1] and fold(one.label) == fold(other.label):
        return None  # they differ in a year that neither name tells
    if figures[0] != figures[1] and all(figures):
        return None
    likeness = compare_names(*names)
    if likeness and one.cls == "Place" and likeness.kind not in _OF_PLACES:
        return None
    if likeness and not (likeness.ours or likeness.theirs) and names != [one.label, other.label]:
        return likeness._replace(kind="note")
    if likeness and figures[0] != figures[1]:
        return likeness._replace(kind="number", sure=SURE["number"])
    return likeness


def _figured(known: Mapping[str, Known]) -> Counter[tuple[str, str]]:
    """Return how many things of one class and name there are that have a number or year in their IRI."""
    return Counter(_key(thing) for thing in known.values() if _figures(thing))


def _figures(thing: Known) -> set[str]:
    """Return the numbers and years of an instrument, by its IRI and by names that tell the year."""
    years = (year for name in thing.aliases for year in _YEAR.findall(name))
    return {*_FIGURES.findall(_own(thing)), *years}


def _key(thing: Known) -> tuple[str, str]:
    return thing.cls, ascii_slug(_LEGAL.sub(" ", thing.label))


def _own(thing: Known) -> str:
    """Return the name in an IRI, without its digest."""
    return thing.iri.rpartition("/")[2].rpartition("-")[0]


def _is_named(label: str) -> bool:
    """Say whether a body has a name of its own, and is not any of its kind."""
    return any(map(str.isupper, label[1:]))


def _weigh(one: Known, other: Known, likeness: Likeness, known: Mapping[str, Known]) -> tuple[float, list[Reason]]:
    """Return how sure it is that two things are one, and the reasons."""
    score = likeness.sure
    ours, theirs = likeness.ours or "-", likeness.theirs or "-"
    words = " ".join(filter(None, (likeness.ours, likeness.theirs)))
    reasons = [Reason(likeness.kind, {"ours": ours, "theirs": theirs, "words": words})]
    scopes = [thing.iri.rsplit("/", 2)[-2] for thing in (one, other)]
    if scopes[0] != scopes[1]:
        score -= _OTHER_SCOPE
        reasons.append(Reason("scopes", {"ours": scopes[0], "theirs": scopes[1]}))
    if one.around[other.iri]:
        score -= _ONE_MEASURE
        reasons.append(Reason("measure"))
    if both := one.documents & other.documents:
        score += _LITTLE
        reasons.append(Reason("documents", {"number": str(len(both))}))
    shared = (one.around.keys() & other.around.keys()) & known.keys()
    if shared:
        score += min(_LITTLE * len(shared), _MUCH)
        rare = sorted(shared, key=lambda name: (len(known[name].documents), name))
        names = ", ".join(known[name].label for name in rare[:_SHOWN]) + (" …" if len(rare) > _SHOWN else "")
        reasons.append(Reason("around", {"names": names}))
    if sectors := sorted(one.sectors.keys() & other.sectors.keys()):
        score += _LITTLE
        reasons.append(Reason("sectors", {"names": ", ".join(sectors[:_SHOWN])}))
    elif one.sectors and other.sectors:
        score -= _MUCH
    return min(max(score, 0.0), _SUREST), reasons
