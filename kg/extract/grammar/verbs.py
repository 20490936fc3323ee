"""Tell verbs from nouns that are printed like them."""

from __future__ import annotations

import re

from kg.annotate import Hit

VERBAL = frozenset(("verb", "nominal", "closed", "noun", "light", "state", "reach", "praise"))
_PEOPLE = re.compile(
    r"(?:,| và| hoặc|/) (?:các )?(?:cá nhân|đơn vị|hộ |doanh nghiệp|cơ quan|công dân|cộng đồng|người )"
)
_LISTED_BEFORE = re.compile(r"(?:cơ quan|đơn vị|ban, ngành|doanh nghiệp)(?:, | và |/)$", re.IGNORECASE)
_RESTRICTED = re.compile(r" (?:trong|thuộc|(?:có )?liên quan|khác|nêu trên|này)(?!\w)")
BODY_OR_VERB = "tổ chức"


def is_body(text: str, hit: Hit) -> bool:
    """Say whether `tổ chức` is a noun of a list of bodies (`tổ chức, cá nhân`, `các cơ quan, tổ chức liên quan`)."""
    if hit.term != BODY_OR_VERB:
        return False
    before = _LISTED_BEFORE.search(text, max(0, hit.start_char - 16), hit.start_char)
    listed = before is not None and _RESTRICTED.match(text, hit.end_char) is not None
    return listed or _PEOPLE.match(text, hit.end_char) is not None
