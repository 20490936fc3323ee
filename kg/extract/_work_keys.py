"""Fold the name of a work to what tells it apart, so that its forms meet in one entity."""

from __future__ import annotations

import re

from kg.iri import fold

_KEYS = tuple(
    (re.compile(pattern), fold(full) + (" " if full.endswith(" ") else ""))
    for pattern, full in (
        (r"^(?:tuyến |dự án )+", ""),
        (r"^(?:đường )?(?:quốc lộ|ql)(?: số)?\.? ?", "quốc lộ "),
        (r"^(?:tỉnh lộ|đường tỉnh|đt|tl)(?: số)?\.? ?", "đường tỉnh "),
        (r"^đường (?:bộ )?cao tốc ", "cao tốc "),
        (r"^kcn ", "khu công nghiệp "),
        (r"^ccn ", "cụm công nghiệp "),
        (r"^sân bay quốc tế ", "sân bay "),
        (r"^cảng hàng không(?: quốc tế)? ", "sân bay "),
    )
)


def key_of(name: str) -> str:
    """Return the folded name that tells a work apart: kinds of road written out, `tuyến` left out."""
    folded = fold(name)
    for pattern, full in _KEYS:
        folded = pattern.sub(full, folded)
    return folded
