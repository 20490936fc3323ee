"""Find words for a kind of act or plan that stand alone and mean the one named before (`thi hành Luật`)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.grammar.lexicon import KINDS, worded
from kg.extract.mentions.instruments.references import opens_sentence
from kg.iri import fold
from kg.model import Header, Mention
from kg.text.scan import iter_anchored
from kg.text.spans import SpanIndex

_BEHIND = (
    "theo|trong|được|đã|là|có hiệu lực|có|phải|cần|để|với|cho|đến|tại|trên|ngay|vào|bảo đảm|đúng|bao gồm|thuộc"
    "|nhằm|đồng thời|khi|từ|sau khi|như|và"
)
_ACT_HEAD = "{Alone}|Tháng hành động"
_ACT = (
    rf"(?<!\w)(?P<kind>{_ACT_HEAD})(?=[,.;:)]|\n|$| (?:{_BEHIND})(?!\w))(?! này)"
    r"(?!, {series Series}(?!\w))"
)
_NOT_ALONE = re.compile(r"(?:các|những|mọi|dự thảo các|dự án|Điều \d+|Khoa|ngành|Đại học|Trường|Viện|Bộ) $")
_PLAN_HEAD = "{Scheme}"
_PLAN = rf"(?<!\w){_PLAN_HEAD}(?=[,.;:)]| (?:{_BEHIND}|này)(?!\w)|\n|$)(?! này)"
_OWN_TITLE = 40


def acts_alone(text: str, found: Sequence[Mention], *, title: str) -> list[Mention]:
    """Return the words for one kind of act that mean the one named before or in the title (`Luật`)."""
    named: dict[str, list[Mention]] = {}
    for mention in sorted(found, key=lambda m: (m.start_char, -m.end_char)):
        head = worded(KINDS, _ACT_HEAD).match(text, mention.start_char)
        if head and mention.end_char > head.end():
            named.setdefault(head.group(), []).append(mention)
    taken = SpanIndex(found)
    references = []
    for match in iter_anchored(worded(KINDS, _ACT), worded(KINDS, _ACT_HEAD), text):
        start = match.start()
        before = [m for m in named.get(match.group("kind"), []) if m.end_char <= start]
        if not before or opens_sentence(text, start) or _NOT_ALONE.search(text, max(0, start - 14), start):
            continue
        if taken.holding(start) is None:
            meant = _in_title(before, fold(title)) or before[-1]
            references.append(Mention("Instrument", *match.span(), key=meant.key, label=meant.label, confidence=0.75))
    return references


def plans_alone(text: str, found: Sequence[Mention], *, header: Header) -> list[Mention]:
    """Return the capitalised kinds of plan that mean the one named before (`Quy hoạch`), not the document itself."""
    plans: dict[str, list[Mention]] = {}
    for mention in sorted(found, key=lambda m: m.start_char):
        if text[mention.start_char].isupper():
            plans.setdefault(" ".join(mention.key.split(" ")[:2]), []).append(mention)
    taken, title = SpanIndex(found), fold(header.title)
    references = []
    for match in iter_anchored(worded(KINDS, _PLAN), worded(KINDS, _PLAN_HEAD), text):
        head = fold(match.group())
        before = [m for m in plans.get(head, []) if m.start_char < match.start()]
        own = head in title[:_OWN_TITLE] and header.type in ("Plan", "Programme")
        if not before or own or opens_sentence(text, match.start()) or taken.holding(match.start()) is not None:
            continue
        meant = _in_title(before, title) or (before[0] if len({m.key for m in plans[head]}) == 1 else None)
        if meant is not None:
            references.append(Mention("Instrument", *match.span(), key=meant.key, label=meant.label, confidence=0.75))
    return references


def _in_title(before: Sequence[Mention], title: str) -> Mention | None:
    """Return the one of those named before that the document's title names."""
    return next((m for m in before if m.key in title), None)
