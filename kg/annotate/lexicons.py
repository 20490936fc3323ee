"""Load the word lists that the pipeline matches, one group of spans for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.iri import fold
from kg.resources import read_table

Row = Mapping[str, str]
_PLURAL = "các "
_BY_KIND = frozenset(("body", "group"))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Where a list of terms lies below `ontology/`, and which of its columns hold the term and its label."""

    file: str
    term: str = "term"
    label: str = "label"


LEXICONS: dict[str, Lexicon] = {
    "verb": Lexicon("lexicons/verbs.tsv", label="kind"),
    "agent": Lexicon("lexicons/agents.tsv", label="kind"),
    "sector": Lexicon("lexicons/sector_terms.tsv", label="sector"),
    "unit": Lexicon("gazetteer/units.tsv", term="name", label="level"),
    "region": Lexicon("lexicons/regions.tsv", label="kind"),
    "work": Lexicon("lexicons/work_heads.tsv", label="class"),
    "instrument": Lexicon("lexicons/instrument_heads.tsv", label="kind"),
    "named_instrument": Lexicon("lexicons/instruments.tsv", label="kind"),
    "cue": Lexicon("lexicons/role_cues.tsv", label="role"),
    "zone": Lexicon("lexicons/sector_zones.tsv", label="kind"),
    "place_head": Lexicon("lexicons/place_heads.tsv", label="kind"),
    "named_work": Lexicon("lexicons/named_works.tsv", label="class"),
    "level": Lexicon("lexicons/target_levels.tsv", label="form"),
}
"""Group of spans to the list it is matched from. Adding a word is a line in the list, adding a list a line here."""


@lru_cache(maxsize=1)
def load_entries() -> dict[str, dict[str, tuple[Row, ...]]]:
    """Return group -> folded term -> the rows that carry it (a name can belong to several units)."""
    entries: dict[str, dict[str, tuple[Row, ...]]] = {}
    for group, lexicon in LEXICONS.items():
        terms = entries.setdefault(group, {})
        for row in read_table(lexicon.file):
            key = fold(row[lexicon.term])
            terms[key] = (*terms.get(key, ()), row)
    _add_plurals(entries["agent"])
    return entries


def _add_plurals(agents: dict[str, tuple[Row, ...]]) -> None:
    """Add each body and group with `các` before it: else the plural of a shorter name would hide the longer one."""
    for term, rows in [*agents.items()]:
        plural = f"{_PLURAL}{term}"
        if rows[0]["kind"] in _BY_KIND and not term.startswith(_PLURAL) and plural not in agents:
            agents[plural] = rows
