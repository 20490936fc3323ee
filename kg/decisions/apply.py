"""Apply decisions to the facts of a document, and keep them as reviews.

What is rejected goes, with what hangs on it; what is corrected states what the person says; what is accepted stays as
the person saw it. The confidence of both is the highest of the scale: a person read the sentence and says so, and
people err too. What the counts gave before stands in the review.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.confidence import HIGHEST
from kg.config import Options
from kg.decisions.anchors import Anchors, overlap
from kg.decisions.claims import Claim, list_claims
from kg.decisions.edit import Editor
from kg.decisions.file import digest_of, from_line
from kg.decisions.match import NEAR, Matched, Settled, match, settle
from kg.decisions.model import ADD, CORRECT, REJECT, Decision, describe, describe_change, shorten, squeeze
from kg.decisions.outcomes import CHANGED, DISPUTED, GONE, HELD, LOST, RESTORED, WENT, Outcome, is_void, tell
from kg.decisions.restore import restore
from kg.decisions.things import RULE
from kg.facts import DocumentFacts, ReviewFact
from kg.graph import iter_triples
from kg.iri import mint_part
from kg.triples import Triples

VERDICTS = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


def apply_decisions(facts: DocumentFacts, lines: Sequence[str], *, options: Options) -> dict[str, object]:
    """Change the facts of a document by the decisions in `lines`; return what its report says of them."""
    decisions = [from_line(line) for line in lines]
    claims = list_claims(Triples(iter_triples(facts, options=options)))
    anchors = Anchors(facts.document.text)
    matched = match(decisions, claims, anchors)
    outcomes = [Outcome(one.decision, LOST) for one in matched if one.found is None]
    editor = Editor(facts, base_iri=options.base_iri)
    for settled in sorted(settle(matched), key=_order):
        became, fact = _carry_out(settled, editor, claims)
        for one in settled.decisions:
            outcomes.append(Outcome(one.decision, became, *_place(one)))
            facts.reviews.append(_review(one, settled, facts=facts, fact=fact))
    _break_silence(facts)
    return tell(sorted(outcomes, key=lambda one: decisions.index(one.decision)), digest=digest_of(lines))


def _break_silence(facts: DocumentFacts) -> None:
    """No passage is silent in which a measure or a target stands by a decision."""
    put = sorted(span for one in (*facts.measures, *facts.targets) if one.rule == RULE for span in one.spans)
    if put:
        facts.silent = [one for one in facts.silent if not any(overlap(one[0], span) for span in put)]


_STEPS = "document section entity measure sectors due target responsibility relation link passage".split()


def _order(settled: Settled) -> tuple[int, int]:
    """Return when a decision's turn is: what others hang on first."""
    return _STEPS.index(settled.decisions[0].decision.fact), settled.decisions[0].span.start_char


def _place(matched: Matched) -> tuple[bool, bool]:
    """Say whether the words stand elsewhere, and whether other words are around them."""
    return bool(matched.found and matched.found.moved), not (matched.found and matched.found.same)


def _carry_out(settled: Settled, editor: Editor, claims: Sequence[Claim]) -> tuple[str, str]:
    """Do what was decided; return what became of it, and the IRI of the fact, empty where it is left out."""
    decision, claim = settled.decisions[0].decision, settled.claim
    if decision.fact == "passage":
        return (HELD if settled.verb else DISPUTED), ""
    if not settled.verb:
        return DISPUTED, editor.now(claim.id) if claim else ""
    if decision.fact == "measure" and settled.verb == REJECT:
        editor.rejected.append(settled.decisions[0].span)
    if claim is None:
        if not is_void(decision):
            made = restore(settled, editor)
            return (RESTORED, made) if made else (WENT if _hung(settled, editor) else GONE, "")
        other = any(one.fact == decision.fact and settled.decisions[0].span in one.spans for one in claims)
        return (CHANGED if other else HELD), ""
    if decision.verdict == ADD and decision.fact == "entity":
        return HELD, editor.now(claim.id)
    facts = []
    for one in (claim, *settled.decisions[0].twins):
        if settled.verb == REJECT:
            editor.drop(one)
        else:
            facts.append(editor.set(one, settled.truth, sure=HIGHEST, words=settled.decisions[0].words))
    if settled.verb == REJECT:
        return HELD, ""
    return (HELD if any(facts) else WENT), next(filter(None, facts), "")


def _hung(settled: Settled, editor: Editor) -> bool:
    """Say whether a decision was about what hangs on a measure that is rejected."""
    matched, text = settled.decisions[0], editor.facts.document.text
    if matched.decision.fact == "sectors":
        return any(overlap(matched.span, words) >= NEAR for words in editor.rejected)
    words = squeeze(str(matched.decision.states.get("measure", "")))
    return any(squeeze(shorten(text[slice(*span)])) == words for span in editor.rejected)


def _review(matched: Matched, settled: Settled, *, facts: DocumentFacts, fact: str) -> ReviewFact:
    decision, claim = matched.decision, settled.claim
    return ReviewFact(
        id=mint_part(facts.id, "review", *_identity(decision)),
        fact=fact,
        verdict=VERDICTS[decision.verdict],
        who=decision.by,
        when=decision.at,
        span=matched.span,
        reviewed=describe(decision.fact, decision.states),
        correction=describe_change(decision.change) if decision.verdict == CORRECT else "",
        note=decision.note,
        before=claim.confidence if claim else None,
        disputed=not settled.verb,
    )


def _identity(decision: Decision) -> tuple[str, ...]:
    return (*decision.key, str(decision.start), decision.by, decision.at)
