"""Give commitments their identifiers: those of the register before where they are the same, else new ones.

An identifier is made once, of the document, the kind, the section and the words; from then on it belongs to the
commitment, whatever becomes of section and words. What the register before holds is matched with what a build reads by
the same words in the same section first, then by `kg.analyse.changes.Matcher`, one to one; what is left is looked for
in the text itself. Nothing leaves the register.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from kg.analyse.changes.matching import Matcher
from kg.analyse.changes.statements import Statement, make_statement
from kg.analyse.commitments.locate import Passages
from kg.analyse.commitments.model import Commitment, Register, Step
from kg.analyse.commitments.reading import KINDS, Fact, read_commitments
from kg.iri import ascii_slug, mint_part

_SAME_HEADING = 0.8
_TWINS = 0.9
"""So alike the letters of two commitments of one document are that they are probably one, printed twice."""
_TITLE_WORDS = 4
"""A title of so many words tells a document that has no number."""
Key = tuple[str, str, str]


def make_register(
    facts: Iterable[Fact], *, previous: Sequence[Commitment] = (), texts: Mapping[str, str] | None = None
) -> Register:
    """Return the register of a build; `previous` is the one before, `texts` the source texts by document IRI.

    Without a document's text what was not read in it can't be looked for, and counts as `absent`.
    """
    now = read_commitments(facts)
    return _Carrier(previous, now, texts or {}).carry()


class _Carrier:
    """Carries identifiers over from one register to the next."""

    def __init__(self, previous: Sequence[Commitment], now: Sequence[Commitment], texts: Mapping[str, str]) -> None:
        self.previous, self.now, self.texts = previous, now, texts
        self.taken = {one.id for one in previous}
        self.steps: list[Step] = []
        self.made: set[str] = set()
        """The identifiers that are new in a document which the register before had."""

    def carry(self) -> Register:
        """Return the new register."""
        before, now = _by_document(self.previous), _by_document(self.now)
        same = _match_documents(before, now, self.texts)
        found: list[Commitment] = []
        for document, ours in now.items():
            older = before.pop(same[document]) if document in same else []
            found += self._document(older, ours, document)
        for document, older in before.items():
            found += self._unread(older, document)
        found.sort(key=lambda one: (one.document, one.start, one.kind, one.id))
        order = {one.id: number for number, one in enumerate(found)}
        self.steps.sort(key=lambda step: (order[step.id], step.what))
        return Register(tuple(found), tuple(self.steps))

    def _document(self, older: list[Commitment], ours: list[Commitment], document: str) -> list[Commitment]:
        """Return the commitments of a document that is there."""
        known: dict[str, Commitment] = {}
        for kind in KINDS:
            measures = {one.id: fact for fact, one in known.items()}
            known |= self._match(_of(older, kind), _of(ours, kind), measures)
        matched = {one.id for one in known.values()}
        found = []
        seen: Counter[Key] = Counter()
        for one in ours:
            seen[key_of(one)] += 1
            earlier = known.get(one.fact)
            if earlier:
                found.append(replace(one, id=earlier.id))
                self._tell(earlier, found[-1])
            else:
                found.append(replace(one, id=self._mint(one, seen[key_of(one)])))
                if self.previous:
                    self.steps.append(Step("new", found[-1].id, 0.0, "", one.quote))
                    self.made |= {found[-1].id} if older else set()
        self._tell_collisions(found)
        self._tell_twins(found)
        ids = {one.fact: one.id for one in found}
        found = [replace(one, measure=ids.get(one.measure, "")) for one in found]
        return found + self._unread([one for one in older if one.id not in matched], document, read=found)

    def _match(
        self, older: list[Commitment], ours: list[Commitment], measures: Mapping[str, str]
    ) -> dict[str, Commitment]:
        """Return by fact what it was in the register before; `measures` leads from identifiers to facts."""
        places: dict[Key, list[int]] = defaultdict(list)
        for at, one in enumerate(ours):
            places[key_of(one)].append(at)
        pairs = [(at, places[key_of(one)].pop(0)) for at, one in enumerate(older) if places[key_of(one)]]
        matcher = Matcher([_state(one) for one in older], [_state(one) for one in ours], measures=measures, known=pairs)
        return {ours[match.after].fact: older[match.before] for match in matcher.match()}

    def _mint(self, one: Commitment, nth: int) -> str:
        """Return a free identifier: of the same words in the same section those after the first are counted."""
        around = one.work or one.document
        while True:
            told = mint_part(around, "commitment", around, *key_of(one), *([str(nth)] if nth > 1 else []))
            if told not in self.taken:
                self.taken.add(told)
                return told
            nth += 1

    def _unread(self, older: list[Commitment], document: str, *, read: Sequence[Commitment] = ()) -> list[Commitment]:
        """Return what a build did not read as it stands in the text, if it does; best where nothing else was read."""
        if not older:
            return []
        text = self.texts.get(document, "")
        passages = Passages(text) if text else None
        found: list[Commitment] = []
        for one in older:
            taken = [(other.start, other.end) for other in (*read, *found) if other.kind == one.kind]
            place = passages.find(one.quote, taken=taken) if passages else None
            state = "absent" if passages is None else "text" if place else "gone"
            later = replace(one, state=state, fact="")
            if place:
                start, end, _ = place
                later = replace(later, document=document, start=start, end=end, quote=text[start:end], page="")
            if one.state != state:
                self.steps.append(Step(state, one.id, place[2] if place else 0.0, one.quote, later.quote))
            found.append(later)
        return found

    def _tell(self, before: Commitment, after: Commitment) -> None:
        """Note how a commitment that kept its identifier is another than it was."""
        likeness = round(SequenceMatcher(None, _plain(before.quote), _plain(after.quote), autojunk=False).ratio(), 3)
        if before.state != "read":
            self.steps.append(Step("back", after.id, likeness, before.state, after.quote))
        if not _same_section(before, after):
            self.steps.append(Step("moved", after.id, likeness, before.section, after.section))
        if _plain(before.quote) != _plain(after.quote):
            self.steps.append(Step("reworded", after.id, likeness, before.quote, after.quote))

    def _tell_collisions(self, found: Sequence[Commitment]) -> None:
        """Note which commitments have the same words in the same section, told apart by their order alone."""
        same: dict[Key, list[Commitment]] = defaultdict(list)
        for one in found:
            same[key_of(one)].append(one)
        for some in same.values():
            if len(some) > 1:
                self.steps += [Step("collision", one.id, 1.0, one.quote, str(len(some))) for one in some]

    def _tell_twins(self, found: Sequence[Commitment]) -> None:
        """Note which new commitments have nearly the words of another: mostly a passage printed again, misread."""
        for one in found:
            if one.id not in self.made:
                continue
            matcher = SequenceMatcher(autojunk=False)
            matcher.set_seq2(_plain(one.quote))
            for other in found:
                if other.kind != one.kind or other.id == one.id or key_of(other) == key_of(one):
                    continue
                matcher.set_seq1(_plain(other.quote))
                if matcher.real_quick_ratio() >= _TWINS and matcher.quick_ratio() >= _TWINS:
                    likeness = round(matcher.ratio(), 3)
                    if likeness >= _TWINS:
                        self.steps.append(Step("twin", one.id, likeness, one.quote, other.id))
                        break


def key_of(one: Commitment) -> Key:
    """Return what a commitment is the same by: kind, numbers of the sections, words without marks and spaces."""
    return one.kind, ascii_slug(one.section), _plain(one.quote)


def _plain(text: str) -> str:
    return ascii_slug(text).replace("-", "")


def _state(one: Commitment) -> Statement:
    """Return a commitment as a statement to be compared."""
    said = {"value": one.value, "due": one.due, "level": one.level, "action": one.action, "measure": one.measure}
    fact = {"fact": one.kind, "id": one.id or one.fact, "quote": one.quote, "start": one.start, "end": one.end}
    return make_statement(fact | {key: value for key, value in said.items() if value})


def _same_section(one: Commitment, other: Commitment) -> bool:
    """Say whether two stand in one section: the same numbers, or headings so alike that they were misread."""
    if ascii_slug(one.section) == ascii_slug(other.section):
        return True
    heads = _plain(one.heading), _plain(other.heading)
    return all(heads) and SequenceMatcher(None, *heads, autojunk=False).ratio() >= _SAME_HEADING


def _of(some: Iterable[Commitment], kind: str) -> list[Commitment]:
    return sorted((one for one in some if one.kind == kind), key=lambda one: (one.start, one.id))


def _by_document(some: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = defaultdict(list)
    for one in some:
        found[one.document].append(one)
    return dict(found)


def _match_documents(
    before: Mapping[str, list[Commitment]], now: Mapping[str, list[Commitment]], texts: Mapping[str, str]
) -> dict[str, str]:
    """Return for documents of now which of before they are: by IRI, by ELI, by a title that only they have."""
    same = {document: document for document in now if document in before}
    for told in (lambda one: one.work, _title):
        left, right = (
            [one for one in side if one not in taken] for side, taken in ((now, same), (before, same.values()))
        )
        ours, theirs = ({doc: told(side[doc][0]) for doc in docs} for side, docs in ((now, left), (before, right)))
        for document, name in ours.items():
            fits = [old for old, other in theirs.items() if other == name and old not in texts]
            if name and len(fits) == 1 and Counter(ours.values())[name] == 1:
                same[document] = fits[0]
    return same


def _title(one: Commitment) -> str:
    name = ascii_slug(one.title)
    return name if name.count("-") + 1 >= _TITLE_WORDS else ""
