"""Settle which mention stays where several finders read the same words: the longest one, route ends excepted."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.annotate import Annotations
from kg.iri import fold
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText
from kg.readings import Within
from kg.text.spans import SpanIndex

_LEVEL_BEFORE = re.compile(r" (?:tỉnh|thành phố|huyện|xã|phường|quận) $", re.IGNORECASE)
_PLANS = ("quy hoạch", "đề án", "kế hoạch", "chương trình", "đồ án")
_LAWS = ("luật ", "bộ luật ", "pháp lệnh ")
_RANK = {**dict.fromkeys(WORK_CLASSES, 0), "Instrument": 1, "Agent": 2, "Place": 3, "Time": 4}


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Drop the mentions that lie inside or across a longer one, and those in page furniture and signatures.

    Those with `within` stay (end points of a route).
    """
    blocks = SpanIndex(b for b in prepared.blocks if b.kind in ("furniture", "recipients", "signature"))

    def printed_in_text(mention: Mention) -> bool:
        block = blocks.holding(mention.start_char)
        if block is None:
            return True
        filed = mention.cls == "Agent" and " " in prepared.text[mention.start_char : mention.end_char]
        return block.kind == "recipients" and filed

    parted = _parted(findings.mentions, prepared.text)
    findings.mentions = settle([mention for mention in parted if printed_in_text(mention)])


def _parted(mentions: list[Mention], text: str) -> list[Mention]:
    """Return the mentions; a body of a level ends where the name of a document begins (`HĐND tỉnh | Nghị quyết …`)."""
    documents = SpanIndex(m for m in mentions if m.cls == "Instrument")

    def parted(mention: Mention) -> Mention:
        named = documents.next_from(mention.start_char + 1) if mention.cls == "Agent" else None
        if named is None or named.start_char >= mention.end_char:
            return mention
        if not _LEVEL_BEFORE.search(text, mention.start_char, named.start_char):
            return mention
        tail = fold(text[named.start_char : mention.end_char])
        return replace(mention, end_char=named.start_char - 1, key=mention.key.removesuffix(tail).strip(), label="")

    return [parted(mention) for mention in mentions]


def _in_plans(mentions: list[Mention], kept: list[Mention]) -> list[Mention]:
    """Return the works named inside the name of a plan, which is for them (`quy hoạch chung Khu kinh tế A`)."""
    plans = SpanIndex(m for m in kept if m.cls == "Instrument" and m.key.startswith(_PLANS))
    found = []
    for mention in mentions:
        if mention.cls not in WORK_CLASSES or mention.as_work.described or mention.as_work.back:
            continue
        plan = plans.holding(mention.start_char, mention.end_char)
        if plan is not None and plan.start_char < mention.start_char:
            found.append(replace(mention, within=Within("plan")))
    return found


def settle(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions that stay, by position."""
    outer = [m for m in mentions if not m.within]
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
    inner = [m for m in mentions if m.within]
    inner.extend(_in_plans(outer, kept))
    spans = {(m.start_char, m.end_char, m.cls) for m in kept}
    kept.extend(m for m in inner if (m.start_char, m.end_char, m.cls) not in spans)
    return sorted(kept, key=lambda m: (m.start_char, m.end_char, m.cls))
