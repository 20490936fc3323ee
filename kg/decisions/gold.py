"""Make gold of decisions: what people say a text holds, in ranges of it that were read to the end.

FOLDER/gold/SLUG.json    an annotation a range: its facts, `range` in code points of the text, `kinds` that are complete
FOLDER/texts/SLUG.txt    the text that offsets count in
FOLDER/judged/KIND.tsv   clauses decided on outside of such ranges: text, start, end, right (1) or not (0)

Who decides on what a program found can't tell what it missed. So a range is a run of passages of which people say that
nothing is missing, and a kind of fact is complete in it where each of them was decided on, and nobody disagrees.
"""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from kg.decisions.anchors import Anchors
from kg.decisions.claims import Claim, list_claims
from kg.decisions.file import Decisions, digest_of, from_line
from kg.decisions.match import Settled, match, settle
from kg.decisions.model import REJECT
from kg.errors import DecisionError
from kg.export.facts import iter_facts
from kg.model import Span
from kg.store import GraphFolder

Json = dict[str, Any]
KINDS = {
    "sections": ("section",),
    "entities": ("entity",),
    "measures": ("measure",),
    "sectors": ("measure", "sectors"),
    "responsibilities": ("measure", "responsibility"),
    "targets": ("target",),
    "relations": ("entity", "relation"),
}
"""What a scorer counts -> the kinds of facts that have to be decided for it: a role is paired by its measure."""
_HEAD = (
    "# Clauses that people decided on, outside of ranges that they read to the end.",
    "text\tstart\tend\tright",
)


class Made(NamedTuple):
    """The files of gold by their names, and what they hold: ranges, characters in them, clauses judged one by one."""

    files: dict[str, bytes]
    ranges: int
    characters: int
    judged: int


def make_gold(folder: GraphFolder, decisions: Decisions) -> Made:
    """Return the gold of all documents of a folder that are decided on.

    Raises `DecisionError` where the folder was not built by these decisions, or keeps no text of a document.
    """
    entries = {entry["slug"]: entry for entry in folder.report.get("documents", [])}
    files: dict[str, bytes] = {}
    rows: list[str] = []
    ranges = characters = 0
    for slug in decisions.documents:
        lines = decisions.of(slug)
        if slug not in entries:
            continue
        if entries[slug].get("decisions", {}).get("digest") != digest_of(lines):
            raise DecisionError(
                f"{slug} was not built by the decisions in it as they are now",
                path=decisions.path,
                remedy="build the document again with --decisions, then make gold",
            )
        document = _Document(folder, entries[slug]["id"], slug, lines)
        made = [one for one in document.ranges() if one["kinds"]]
        for number, one in enumerate(made):
            ending = f"-{_letters(number)}" if len(made) > 1 else ""
            files[f"gold/{slug}{ending}.json"] = _dump(one)
            characters += one["range"][1] - one["range"][0]
        ranges += len(made)
        judged = document.judged([Span(*one["range"]) for one in made if "measures" in one["kinds"]])
        rows += judged
        if made or judged:
            files[f"texts/{slug}.txt"] = document.text.encode("utf-8")
    if rows:
        files["judged/measure.tsv"] = "\n".join([*_HEAD, *rows, ""]).encode("utf-8")
    return Made(files, ranges, characters, len(rows))


def _letters(number: int) -> str:
    first, second = divmod(number, 26)
    return (string.ascii_lowercase[first - 1] if first else "") + string.ascii_lowercase[second]


def _dump(annotation: Json) -> bytes:
    return (json.dumps(annotation, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


class _Document:
    """The gold of one document."""

    def __init__(self, folder: GraphFolder, iri: str, slug: str, lines: Sequence[str]) -> None:
        self.slug, self.text = slug, folder.text(iri)
        if not self.text:
            raise DecisionError(f"no text of {slug} is kept", path=folder.path, remedy="build it without --no-text")
        triples = folder.triples(iri)
        self.facts = list(iter_facts([triples]))
        self.claims = list_claims(triples)
        self.settled = settle(match(map(from_line, lines), self.claims, Anchors(self.text)))
        self.decided = {
            (claim.fact, claim.id)
            for one in self.settled
            if one.claim and one.verb
            for claim in (one.claim, *one.decisions[0].twins)
        }
        self.people = sorted({from_line(line).by for line in lines})

    def ranges(self) -> list[Json]:
        """Return an annotation for each run of passages that were read to the end."""
        return [self._annotate(span) for span in join(self._complete(), self.text)]

    def _complete(self) -> list[Span]:
        """Return the passages of which nobody says that something is missing, and somebody that nothing is."""
        passages = (one for one in self.settled if one.decisions[0].decision.fact == "passage")
        return sorted(one.decisions[0].span for one in passages if one.verb == "accept")

    def _annotate(self, span: Span) -> Json:
        inside = [one for one in self.claims if one.spans and _begins_in(one, span)]
        undecided = {one.fact for one in inside if (one.fact, one.id) not in self.decided}
        kinds = [kind for kind, needed in KINDS.items() if undecided.isdisjoint(needed)]
        chosen = {one.id for one in inside}
        return {
            "doc": self.slug,
            "source": f"../texts/{self.slug}.txt",
            "sha256": hashlib.sha256(self.text.encode("utf-8")).hexdigest(),
            "range": list(span),
            "kinds": kinds,
            **annotation(self.facts, chosen),
            "annotation": "decisions of " + ", ".join(self.people),
        }

    def judged(self, ranges: Iterable[Span]) -> list[str]:
        """Return the clauses decided on outside of ranges: whether they are measures."""
        ranges, rows = list(ranges), []
        for one in self.settled:
            if one.decisions[0].decision.fact != "measure" or not one.verb:
                continue
            span = _words_of(one)
            if not any(start <= span.start_char < end for start, end in ranges):
                rows.append((*span, int(one.verb != REJECT)))
        return [f"texts/{self.slug}.txt\t{start}\t{end}\t{right}" for start, end, right in sorted(set(rows))]


def _words_of(settled: Settled) -> Span:
    """Return the words that a decision leaves a measure: those of its claim, else those decided on."""
    if settled.claim is not None and settled.verb != REJECT:
        return settled.claim.spans[0]
    return settled.decisions[0].span


def _begins_in(claim: Claim, span: Span) -> bool:
    return any(span.start_char <= start < span.end_char for start, _ in claim.spans)


def join(passages: Iterable[Span], text: str) -> list[Span]:
    """Return the runs of passages between which there is nothing but white space."""
    runs: list[Span] = []
    for passage in passages:
        if runs and not text[runs[-1].end_char : passage.start_char].strip():
            runs[-1] = Span(runs[-1].start_char, max(runs[-1].end_char, passage.end_char))
        else:
            runs.append(passage)
    return runs


def annotation(facts: Sequence[Json], chosen: set[str]) -> Json:
    """Return facts as an annotation has them, with names of its own; `chosen` are IRIs of facts that it holds."""
    names: dict[str, str] = {}
    for letter, kind in (("s", "section"), ("e", "entity"), ("m", "measure"), ("t", "target")):
        some = [one for one in facts if one["fact"] == kind]
        names |= {one["id"]: f"{letter}{number}" for number, one in enumerate(some, 1)}
    by_kind: dict[str, list[Json]] = {}
    for one in facts:
        by_kind.setdefault(one["fact"], []).append(one)
    picked = {kind: [one for one in some if one["id"] in chosen] for kind, some in by_kind.items()}
    return {
        "sections": [
            _named(one, names, "number", "heading", "start", "end")
            | {"parent": names.get(one.get("parent", "")) if one.get("parent") in chosen else None}
            for one in picked.get("section", [])
        ],
        "entities": [_named(one, names, "class", "label", "mentions") for one in by_kind.get("entity", [])],
        "measures": [_measure(one, names) for one in picked.get("measure", [])],
        "targets": [
            _named(one, names, *"start end indicator comparator value value_max unit due baseline level also".split())
            for one in picked.get("target", [])
        ],
        "relations": [_relation(one, names) for one in picked.get("relation", [])],
    }


def _named(fact: Json, names: dict[str, str], *keys: str) -> Json:
    return {"id": names[fact["id"]]} | {key: fact[key] for key in keys if key in fact}


def _measure(fact: Json, names: dict[str, str]) -> Json:
    measure = _named(fact, names, *"start end trigger also sectors priority due modality".split())
    told = ("role", "start", "end", "inherited")
    agents = [
        {"entity": names[agent["id"]]} | {key: agent[key] for key in told if key in agent}
        for agent in fact.get("agents", [])
    ]
    return measure | ({"agents": agents} if agents else {})


def _relation(fact: Json, names: dict[str, str]) -> Json:
    to = names.get(fact["object"])
    other = {"object": to} if to else {"value": fact["object"]}
    place = {"start": fact["start"], "end": fact["end"]}
    return {"subject": names[fact["subject"]], "predicate": fact["predicate"]} | other | place
