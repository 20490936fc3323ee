"""Hold what there is to decide on in a document: its claims, its passages, and the decisions that fit none of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg.decisions.anchors import Anchors
from kg.decisions.claims import Claim, list_claims
from kg.decisions.file import to_line
from kg.decisions.match import Matched, match
from kg.decisions.model import Decision, around
from kg.decisions.passages import iter_passages
from kg.model import Span
from kg.store import GraphFolder


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide on: a claim of the graph, or what an earlier decision was about; `key` names it here."""

    key: str
    document: str
    claim: Claim
    blank: Decision
    """A decision on it with its words and what is stated, without a verdict."""
    loose: bool = False
    """Whether only decisions speak of it: the graph does not claim it."""

    @property
    def span(self) -> Span:
        """Return the place of its words, an empty one for none."""
        return self.claim.spans[0] if self.claim.spans else Span(0, 0)


@dataclass(slots=True)
class Sheet:
    """What is to be decided on in the document `slug`, by key in the order of the text."""

    slug: str
    iri: str
    text: str
    items: dict[str, Item]
    anchors: Anchors
    _claims: Sequence[Claim]
    _matched: dict[str, Matched] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: GraphFolder, iri: str) -> Sheet:
        """Return the sheet of a document of a folder."""
        text, slug = folder.text(iri), iri.rpartition("/")[2]
        claims = list_claims(folder.triples(iri))
        claims += [Claim(f"{iri}#{span[0]}", "passage", (span,), {}) for span in iter_passages(text)]
        anchors = Anchors(text)
        apart: dict[object, Claim] = {}
        for claim in claims:  # twins are decided on as one, the first of them
            apart.setdefault(claim.identity, claim)
        items = [_item(slug, claim, anchors) for claim in apart.values()]
        ordered = sorted(items, key=lambda item: (item.span, item.claim.fact))
        return cls(slug, iri, text, {item.key: item for item in ordered}, anchors, claims)

    def decided(self, decisions: Iterable[Decision]) -> dict[str, list[Decision]]:
        """Return the decisions on this document by the key of what they are about; what they are about is there then.

        A decision that fits no claim (what was rejected is not in the graph any more) is an item of its own.
        """
        own = {to_line(one): one for one in decisions if one.document == self.slug}
        fresh = [one for line, one in own.items() if line not in self._matched]
        for one in match(fresh, self._claims, self.anchors):
            self._matched[to_line(one.decision)] = one
        found: dict[str, list[Decision]] = {}
        for line, decision in own.items():
            found.setdefault(self._key(self._matched[line]), []).append(decision)
        return found

    def _key(self, matched: Matched) -> str:
        if matched.claim is not None:
            return _key_of(self.slug, matched.claim)
        decision = matched.decision
        spans = (matched.span,) if matched.found else ()
        claim = Claim("/".join((*decision.key, str(decision.start))), decision.fact, spans, decision.states)
        key = _key_of(self.slug, claim)
        blank = replace(decision, change={}, note="")
        self.items.setdefault(key, Item(key, self.slug, claim, blank, loose=True))
        return key


def _key_of(slug: str, claim: Claim) -> str:
    return hashlib.sha256(f"{slug}\0{claim.fact}\0{claim.id}".encode()).hexdigest()[:16]


def _item(slug: str, claim: Claim, anchors: Anchors) -> Item:
    span = claim.spans[0] if claim.spans else Span(0, 0)
    prefix, exact, suffix = around(anchors.text, *span) if claim.spans else ("", "", "")
    blank = Decision(
        document=slug,
        fact=claim.fact,
        verdict="",
        exact=exact,
        by="",
        at="",
        states=claim.states,
        prefix=prefix,
        suffix=suffix,
        start=anchors.count(span.start_char),
    )
    return Item(_key_of(slug, claim), slug, claim, blank)
