"""Say which jurisdiction a name belongs to: a province, or `vn` for the country.

The jurisdiction is part of an entity's identity: `Sở Xây dựng` of two provinces are two bodies, `Bộ Xây dựng` is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.mentions.instruments.identity import is_local
from kg.iri import fold
from kg.model import WORK_CLASSES, Header, Mention
from kg.resources import read_table

NATIONAL = "vn"
_SEVERAL = re.compile(r"(?<!\w)(?:các|những|mọi|mỗi|từng|toàn thể|cấp)(?!\w)")


@lru_cache(maxsize=1)
def provinces() -> dict[str, str]:
    """Return folded province name -> name, of both eras."""
    return {fold(row["name"]): row["name"] for row in read_table("gazetteer/units.tsv") if row["level"] == "province"}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    names = sorted(provinces(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def province_in(text: str) -> str:
    """Return the first province that `text` names, or an empty string."""
    match = _pattern().search(fold(text))
    return provinces()[match.group()] if match else ""


@lru_cache(maxsize=1)
def _rules() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return for agents, works and instruments the patterns of the lexicon with their scope, in its order."""
    rules: dict[str, list[tuple[re.Pattern[str], str]]] = {"agent": [], "work": [], "instrument": []}
    for row in read_table("lexicons/jurisdictions.tsv"):
        head = r"" if row["where"] == "start" else r".*(?<!\w)"
        rules[row["of"]].append((re.compile(head + re.escape(fold(row["term"])) + r"(?!\w)"), row["scope"]))
    return rules


@lru_cache(maxsize=65536)
def scope_of_name(name: str, kind: str) -> str:
    """Return `nation` or `province` for the folded name of an `agent`, `work` or `instrument`, empty for neither."""
    return next((scope for pattern, scope in _rules()[kind] if pattern.match(name)), "")


def document_scope(header: Header) -> str:
    """Return the province that a document speaks for, `vn` for a national one."""
    if scope_of_name(fold(header.issuer or header.adopted_by), "agent") == "nation":
        return NATIONAL
    stated = (header.issuer, header.adopted_by, header.title)
    return next(filter(None, map(province_in, stated)), NATIONAL)


def mention_scope(mention: Mention, *, document: str) -> str:
    """Return the jurisdiction of what `mention` names in a document of jurisdiction `document`."""
    if mention.cls == "Place":
        known, kind = mention.as_place.province, mention.as_place.kind
        wide = kind in ("province", "region", "country", "sea") or not (known or kind)
        return NATIONAL if wide else known or document
    if mention.cls in WORK_CLASSES:
        return NATIONAL if scope_of_name(mention.key, "work") == "nation" else document
    if is_local(mention.as_instrument.number):
        return province_in(mention.as_instrument.issuer) or province_in(mention.key) or document
    kind = "agent" if mention.cls == "Agent" else "instrument"
    if _is_any(mention) or scope_of_name(mention.key, kind) != "province":
        return NATIONAL
    return province_in(mention.key) or document


def _is_any(mention: Mention) -> bool:
    """Say whether a body is any of its kind (`các sở`, `doanh nghiệp`), not the one that is written like a name."""
    generic = mention.as_agent.generic
    return generic and (not mention.label[:1].isupper() or _SEVERAL.search(fold(mention.label)) is not None)


def canonical_name(mention: Mention, *, scope: str) -> str:
    """Return the key that identifies the thing within its class and scope: a body's own province left out."""
    if mention.cls == "Agent" and scope != NATIONAL:
        own = fold(scope)
        return re.sub(rf"\b(tỉnh|thành phố) {re.escape(own)}\b", r"\1", mention.key)
    return " ".join(filter(None, (mention.key, _year(mention))))


def _year(mention: Mention) -> str:
    """Return the year that tells an act from those of the same number or title, empty where its number holds it."""
    year = mention.as_instrument.year
    return "" if f"/{year}/" in mention.key else year
