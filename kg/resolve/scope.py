"""Say which jurisdiction a name belongs to: a province, or `vn` for the country.

The jurisdiction is part of an entity's identity: `Sở Xây dựng` of two provinces are two bodies, `Bộ Xây dựng` is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.iri import fold
from kg.model import WORK_CLASSES, Header, Mention
from kg.resources import read_table

NATIONAL = "vn"
_NATIONAL_BODY = re.compile(
    r"(?:bộ (?!phận|chỉ huy|đội)|chính phủ|quốc hội|thủ tướng|phó thủ tướng|ủy ban thường vụ quốc hội|đảng$|nhà nước$|ban bí thư|.*\b(?:toàn quốc|trung ương)\b)"
)
_LOCAL_BODY = re.compile(
    r"(?:sở|ủy ban nhân dân|hội đồng nhân dân|đảng bộ|đảng ủy|tỉnh ủy|thành ủy|huyện ủy|công an|bộ chỉ huy|chủ tịch ủy ban"
    r"|ban chấp hành đảng bộ|ban thường vụ|đoàn đại biểu|đại hội|trung tâm phục vụ|bộ phận|mặt trận tổ quốc tỉnh|đảng viên)\b"
    r"|.*\b(?:tỉnh|huyện|quận|thành phố|xã|phường|thị xã)\b"
)
_LOCAL_PLAN = re.compile(r"\b(?:tỉnh|huyện|thành phố|đảng bộ)\b")
_NATIONAL_WORK = re.compile(r"^(?:quốc lộ|ql|cao tốc|đường cao tốc|ct\.|vành đai|đường sắt|cảng hàng không|sân bay)")


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


def document_scope(header: Header) -> str:
    """Return the province that a document speaks for, `vn` for a national one."""
    issuer = fold(header.issuer or header.adopted_by)
    if _NATIONAL_BODY.match(issuer):
        return NATIONAL
    return province_in(header.issuer) or province_in(header.adopted_by) or province_in(header.title) or NATIONAL


def mention_scope(mention: Mention, *, document: str) -> str:
    """Return the jurisdiction of what `mention` names in a document of jurisdiction `document`."""
    known = mention.attrs.get("province", "")
    if mention.cls == "Place":
        wide = mention.attrs.get("kind") in ("province", "region", "country", "sea") or not (
            known or mention.attrs.get("kind")
        )
        return NATIONAL if wide else known or document
    if mention.cls in WORK_CLASSES:
        return NATIONAL if _NATIONAL_WORK.match(mention.key) else known or document
    if mention.cls == "Agent":
        if mention.attrs.get("generic") == "1" or _NATIONAL_BODY.match(mention.key):
            return NATIONAL
        return (province_in(mention.key) or document) if _LOCAL_BODY.match(mention.key) else NATIONAL
    if mention.cls == "Instrument" and _LOCAL_PLAN.search(mention.key):
        return province_in(mention.key) or document
    return NATIONAL


def canonical_name(mention: Mention, *, scope: str) -> str:
    """Return the key that identifies the thing within its class and scope: a body's own province left out."""
    if mention.cls == "Agent" and scope != NATIONAL:
        own = fold(scope)
        return re.sub(rf"\b(tỉnh|thành phố) {re.escape(own)}\b", r"\1", mention.key)
    return mention.key
