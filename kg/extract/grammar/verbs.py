"""Tell verbs from nouns that are printed like them."""

from __future__ import annotations

import re

from kg.annotate import Hit

VERBAL = frozenset(("verb", "nominal", "closed", "noun", "light", "state", "reach", "praise"))
_PEOPLE = re.compile(
    r"(?:,| và| hoặc|/) (?:các )?(?:cá nhân|đơn vị|hộ |doanh nghiệp|cơ quan|công dân|cộng đồng|người )"
)
BODY_OR_VERB = "tổ chức"


def is_body(text: str, hit: Hit) -> bool:
    """Say whether `tổ chức` is the noun of a list of bodies (`tổ chức, cá nhân`) and no verb."""
    return hit.term == BODY_OR_VERB and _PEOPLE.match(text, hit.end_char) is not None
