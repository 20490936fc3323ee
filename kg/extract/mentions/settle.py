"""Settle which mention stays where several finders read the same words: the longest one, route ends excepted."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.annotate import Annotations
from kg.iri import fold
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText

_LEVEL_BEFORE = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|quận) $", re.IGNORECASE)
_PLANS = ("quy hoạch", "đề án", "kế hoạch", "chương trình", "đồ án")
_LAWS = ("luật ", "bộ luật ", "pháp lệnh ")
_RANK = {**dict.fromkeys(WORK_CLASSES, 0), "Instrument": 1, "Agent": 2, "Place": 3, "Time": 4}


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Drop the mentions that lie inside or across a longer one, and those in page furniture and signatures.

    Those with `inside` stay (end points of a route).
    """
    blocks = [b for b in prepared.blocks if b.kind in ("furniture", "recipients", "signature")]
    starts = [block.start_char for block in blocks]

    def printed_in_text(mention: Mention) -> bool:
        at = bisect_right(starts, mention.start_char) - 1
        if at < 0 or blocks[at].end_char <= mention.start_char:
            return True
        filed = mention.cls == "Agent" and " " in prepared.text[mention.start_char : mention.end_char]
        return blocks[at].kind == "recipients" and filed

    _part(findings.mentions, prepared.text)
    kept = [mention for mention in findings.mentions if printed_in_text(mention)]
    lands = {(m.start_char, m.end_char) for m in kept if m.attrs.get("kind") in ("country", "region")}
    # `Đài Loan` begins like the name of a station (`Đài …`).
    kept = [m for m in kept if m.cls != "Agent" or (m.start_char, m.end_char) not in lands]
    findings.mentions = settle(kept)


def _part(mentions: list[Mention], text: str) -> None:
    """End a body named by its level where the name of a document begins (`HĐND tỉnh | Nghị quyết chuyên đề …`)."""
    starts = sorted(m.start_char for m in mentions if m.cls == "Instrument")
    for mention in mentions:
        at = bisect_right(starts, mention.start_char)
        if mention.cls != "Agent" or at == len(starts) or starts[at] >= mention.end_char:
            continue
        if _LEVEL_BEFORE.search(text, mention.start_char, starts[at]):
            tail = fold(text[starts[at] : mention.end_char])
            mention.end_char = starts[at] - 1
            mention.key = mention.key.removesuffix(tail).strip()
            mention.label = ""


def _in_plans(mentions: list[Mention], kept: list[Mention]) -> list[Mention]:
    """Return the works named inside the name of a plan, which is for them (`quy hoạch chung Khu kinh tế A`)."""
    plans = sorted((m.start_char, m.end_char) for m in kept if m.cls == "Instrument" and m.key.startswith(_PLANS))
    starts = [start for start, _ in plans]
    found = []
    for mention in mentions:
        at = bisect_right(starts, mention.start_char) - 1
        if mention.attrs.get("named") == "1" or mention.attrs.get("back") == "1":
            continue
        if (
            mention.cls in WORK_CLASSES
            and at >= 0
            and starts[at] < mention.start_char
            and mention.end_char <= plans[at][1]
        ):
            mention.attrs = {**mention.attrs, "inside": "1", "point": "plan"}
            found.append(mention)
    return found


def settle(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that stay, by position."""
    outer = [m for m in mentions if m.attrs.get("inside") != "1"]
    outer.sort(key=lambda m: (m.start_char, -m.end_char, _RANK[m.cls]))
    kept: list[Mention] = []
    for mention in outer:
        if kept and mention.start_char < kept[-1].end_char:
            if mention.cls == "Instrument" and kept[-1].cls == "Agent" and mention.start_char > kept[-1].start_char:
                continue  # its head is part of the body's name: `Bộ Kế hoạch và Đầu tư`
            if mention.cls == "Agent" and kept[-1].key.startswith(_LAWS) and mention.start_char > kept[-1].start_char:
                continue  # its head is part of the law's name: `Luật Tổ chức Chính phủ`
            if mention.end_char - mention.start_char > kept[-1].end_char - kept[-1].start_char:
                kept[-1] = mention
            continue
        kept.append(mention)
    inner = [m for m in mentions if m.attrs.get("inside") == "1"]
    inner.extend(_in_plans(outer, kept))
    spans = {(m.start_char, m.end_char, m.cls) for m in kept}
    kept.extend(m for m in inner if (m.start_char, m.end_char, m.cls) not in spans)
    return sorted(kept, key=lambda m: (m.start_char, m.end_char, m.cls))
