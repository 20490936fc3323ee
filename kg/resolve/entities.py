"""Gather mentions into entities: one for each thing, with its labels, aliases and every place it is named."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from kg.facts import CitedMention, EntityFact
from kg.iri import fold, mint_entity, mint_time
from kg.model import Findings, Mention, PreparedText
from kg.resolve.legal import work_of_instrument
from kg.resolve.scope import NATIONAL, canonical_name, mention_scope

_UNIT = re.compile(r"(?:thành phố|thị xã|thị trấn|huyện|quận|phường|xã|đô thị) (?=\w)")
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class EntityIndex:
    """The entities of one document, and which of them each mention means (None for a mention passed over)."""

    entities: list[EntityFact] = field(default_factory=list)
    of_mention: list[str | None] = field(default_factory=list)


def resolve_entities(prepared: PreparedText, findings: Findings, *, base_iri: str, scope: str) -> EntityIndex:
    """Return the entities behind the mentions; spans of the result count in the source text."""
    index = EntityIndex()
    groups: dict[str, list[Mention]] = {}
    classes: dict[str, str] = {}
    for number, mention in enumerate(share_units(findings.mentions)):
        if number in findings.covered:
            index.of_mention.append(None)
            continue
        iri = entity_iri(mention, base_iri=base_iri, scope=scope)
        index.of_mention.append(iri)
        groups.setdefault(iri, []).append(mention)
        classes[iri] = mention.cls
    for iri in sorted(groups):
        entity = _entity(iri, classes[iri], mentions=groups[iri], prepared=prepared, base_iri=base_iri)
        works = {work_of_instrument(m, base_iri=base_iri, scope=scope) for m in groups[iri] if m.as_instrument.number}
        entity.same_as = sorted(filter(None, works))
        index.entities.append(entity)
    return index


def share_units(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions; a bare name means the one unit that the text names it by elsewhere (`thị xã Nghi Sơn`)."""
    units: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        match = _UNIT.match(mention.key) if mention.cls == "Place" else None
        if match:
            units.setdefault(mention.key[match.end() :], {}).setdefault(mention.key, mention)
    only = {name: next(iter(named.values())) for name, named in units.items() if len(named) == 1}

    def shared(mention: Mention) -> Mention:
        unit = only.get(mention.key) if mention.cls == "Place" else None
        return replace(mention, key=unit.key, label=unit.label, reading=unit.reading) if unit else mention

    return [shared(mention) for mention in mentions]


def entity_iri(mention: Mention, *, base_iri: str, scope: str) -> str:
    """Return the IRI of what `mention` names in a document of jurisdiction `scope`."""
    if mention.cls == "Time":
        return mint_time(base_iri, mention.key)
    own = mention_scope(mention, document=scope)
    return mint_entity(base_iri, mention.cls, scope=own, name=canonical_name(mention, scope=own))


def _entity(iri: str, cls: str, *, mentions: list[Mention], prepared: PreparedText, base_iri: str) -> EntityFact:
    """Make the entity of one group of mentions."""
    spans: dict[tuple[int, int], tuple[float, str]] = {}
    printed: Counter[str] = Counter()
    for mention in mentions:
        span = prepared.to_source(mention.start_char, mention.end_char)
        spans[span] = max(spans.get(span, (0.0, "")), (mention.confidence, mention.rule))
        printed[_SPACE.sub(" ", prepared.text[mention.start_char : mention.end_char])] += 1
    label = _label(mentions, printed=printed)
    aliases = sorted({name for name in printed if fold(name) != fold(label)})
    year = next((m.as_instrument.year for m in mentions if m.as_instrument.year), "")
    if cls == "Instrument" and year and not any(year in name for name in (label, *aliases)):
        aliases = sorted([*aliases, f"{label} năm {year}"])
    return EntityFact(
        id=iri,
        cls=cls,
        label=label,
        aliases=aliases,
        same_as=[],
        mentions=[CitedMention(*span, confidence, rule=rule) for span, (confidence, rule) in sorted(spans.items())],
        normal=mentions[0].key if cls == "Time" else "",
        code=next(filter(None, (m.as_place.code or m.as_work.code for m in mentions)), ""),
        became=_successor(mentions, base_iri=base_iri),
    )


def _successor(mentions: list[Mention], *, base_iri: str) -> tuple[str, str] | None:
    """Return IRI and name of the province of today that holds an abolished administrative unit."""
    name = next((mention.as_place.became for mention in mentions if mention.as_place.became), "")
    return (mint_entity(base_iri, "Place", scope=NATIONAL, name=fold(name)), name) if name else None


def _label(mentions: list[Mention], *, printed: Counter[str]) -> str:
    """Return the name to show: one that a finder gave, else the whole name that is printed most often."""
    given = Counter(mention.label for mention in mentions if mention.label)
    names = given or printed
    whole = {mention.key for mention in mentions}
    return min(
        names,
        key=lambda name: (
            name.isupper() and " " in name,
            not given and not any(fold(name).endswith(key) for key in whole),
            -names[name],
            -len(name),
            name,
        ),
    )
