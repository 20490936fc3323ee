"""Read the tier at which a people's committee or council stands (`Ủy ban nhân dân | các tỉnh, thành phố`)."""

from __future__ import annotations

import re

from kg.extract.grammar.names import CAPITALISED
from kg.iri import fold

UNIT = r"(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
"""The word of an administrative unit, for use in a pattern."""
_NEXT = rf"(?:, | và |/| - | (?=(?:xã|phường|đặc khu)(?!\w| {CAPITALISED})))"
"""What parts the units of a list; at times only a space does (`các xã phường`)."""
_PLACES = rf"{CAPITALISED}(?:(?:, | và )(?!{UNIT}){CAPITALISED})*"
_LISTED = rf"{CAPITALISED}(?:(?:(?:, | và )(?!{UNIT}){CAPITALISED})+|(?=[.;,:)\n]|$))"
"""Places behind a colon: two or more, or one that nothing follows (`UBND các xã: | Chủ động rà soát …` names none)."""
_ALONG = rf",? từ (?:{UNIT} )?{CAPITALISED} (?:trở (?:vào|ra) )?đến (?:{UNIT} )?{CAPITALISED}"
"""Places along a coast, told by the first and the last (`các tỉnh, thành phố | từ Thanh Hóa đến Quảng Ngãi`)."""
NAME_TAIL = re.compile(
    rf" các {UNIT}(?:{_NEXT}{UNIT})*(?: trực thuộc [Tt]rung ương)?(?:{_ALONG}| {_PLACES})?"
    rf"| (?:cấp {UNIT}|{UNIT}(?: {CAPITALISED})?)"
    rf"|(?: -)? [Cc]hi nhánh(?: [Kk]hu vực (?:[IVX]+|\d+)| (?:{UNIT} )?{CAPITALISED}| {UNIT})"
    r"| [Kk]hu vực (?:[IVX]+|\d+)(?!\w)"
)
"""What may follow the name of a body that has offices at lower tiers: whose, or in which area it is."""
TIER_LIST = re.compile(rf" các {UNIT}(?:{_NEXT}{UNIT})*(?! {CAPITALISED})(?: trực thuộc [Tt]rung ương)?(?!\w)")
"""Units of a tier, whose bodies are meant together (`đảng ủy | các xã, phường`)."""
OPEN_TAIL = re.compile(rf" (?:[IVX]+|\d+)(?![\w.,/]\d)|(?<!vực) {CAPITALISED}")
"""What follows such a name where it ends in the word for a tier or an area (`Thuế tỉnh | Quảng Trị`)."""
LEVELLED = frozenset(map(fold, ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd")))
"""The bodies, folded, that are named by their tier."""
LEVEL_TAIL = re.compile(
    rf" các {UNIT}(?:{_NEXT}{UNIT})*(?: trực thuộc [Tt]rung ương)?"
    rf"(?:: ?{_LISTED}|{_ALONG}| {_PLACES}| (?:vùng|khu vực|miền) (?:[a-zà-ỹđ]+ ){{0,3}}{CAPITALISED})?"
    rf"| (?:cấp )?{UNIT}(?:(?:, | và "
    rf"|/)(?:cấp )?{UNIT}(?! {CAPITALISED}))*(?: trực thuộc [Tt]rung ương)?"
    rf"(?: {CAPITALISED}(?:(?:, | và ){UNIT} {CAPITALISED})*|: ?{_LISTED})?"
    rf"| các cấp| cùng cấp|(?: các)? địa phương| {CAPITALISED}"
)
"""What follows such a body: its tier, its place, or a list of places."""
