"""Fold the name of a work to what tells it apart, so that its forms meet in one entity."""

from __future__ import annotations

import re

from kg.iri import fold

_KEYS = tuple(
    (re.compile(pattern), fold(full) + (" " if full.endswith(" ") else ""))
    for pattern, full in (
        (r"^dự án (?:thành phần )?(?:(?:đầu tư )?(?:xây dựng|nâng cấp|mở rộng|cải tạo),? (?:và )?)*", ""),
        (r"^(?:tuyến |dự án |công trình )+", ""),
        (r"^(?:đường )?(?:quốc lộ|ql)(?: số)?\.? ?", "quốc lộ "),
        (r"^(?:tỉnh lộ|đường tỉnh(?: lộ)?)(?: số)? (?:đt|tl)\.? ?", "đường tỉnh "),
        (r"^(?:đường )?(?:tỉnh lộ|đường tỉnh|tỉnh lộ|đt|tl)(?: số)?\.? ?(?=\d)", "đường tỉnh "),
        (r"^(?:huyện lộ|đường huyện|đh)(?: số)?\.? ?(?=\d)", "đường huyện "),
        (r"^đường (?:bộ )?cao tốc ", "cao tốc "),
        (r"^đường vành đai ", "vành đai "),
        (r"^ct\.? ?(?=\d)", "cao tốc ct."),
        (r"^kcn ", "khu công nghiệp "),
        (r"^ccn ", "cụm công nghiệp "),
        (r"^kkt ", "khu kinh tế "),
        (r"^sân bay quốc tế ", "sân bay "),
        (r"^cảng hàng không(?:, sân bay)?(?: quốc tế)? ", "sân bay "),
        (r"\btp\.? ?hcm\b", "thành phố hồ chí minh"),
        (r"\btp\.? ?(?=\w)", "thành phố "),
    )
)
CODE = re.compile(r" \((?P<code>(?:CT|QL|ĐT|AH)[. ]{0,2}\d+[A-Z]?)\)")
"""The code of a road in brackets behind its name: `(CT.04)`."""

PHASE = re.compile(
    r"(?: \([^()\n]{0,40}\))?,? ?[-–]? ?(?:giai đoạn|phân kỳ) (?P<phase>\d|I{1,3})\b(?! ?[-–]|\d)", re.IGNORECASE
)
"""The phase of a work behind its name: `giai đoạn 1`, no span of years."""


def key_of(name: str) -> str:
    """Return the folded name that tells a work apart: kinds of road written out, `tuyến` left out."""
    folded = fold(name)
    for pattern, full in _KEYS:
        folded = pattern.sub(full, folded)
    return folded


def phase_key(key: str, phase: re.Match[str]) -> str:
    """Return the key of a phase of the work that `key` tells apart."""
    return f"{key} giai đoạn {fold(phase.group('phase'))}"
