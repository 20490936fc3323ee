"""Find back references to a project (`Dự án`, `dự án này`) and the parts that a text numbers (`Dự án thành phần 3`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.iri import fold
from kg.model import WORK_CLASSES, Mention, PreparedText, Span
from kg.text.spans import SpanIndex

_REFERENCE = re.compile(
    r"(?P<word>Dự án|dự án)"
    r"(?P<part> thành phần (?:số )?(?P<number>\d+)(?: \([^()]{1,80}\))?)?(?P<this> này)?(?!\w)"
)
_LONGEST_STAGE = 20
_PLAIN = re.compile(
    r"(?<!\w)(?:xây dựng|hoàn thành|phục vụ|đưa|của|thực hiện|triển khai|cho|đầu tư|khánh thành|khởi công|bàn giao) $"
)
"""What stands before `dự án` where it means the one project that the heading names."""
_PLAIN_ON = re.compile(r" (?:đồng bộ|hoàn thành|đảm bảo|bảo đảm|đi vào|đạt)(?!\w)")
_STAGE = re.compile(r"giai đoạn \d (?:của )?$")
_PHASE = re.compile(r" giai đoạn \w+$")
_DEFINED = re.compile(r"[^()\n]{0,80}\((?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt )?là:? [\"“']?[Dd]ự án[\"”']?\)")
_GOES_ON = re.compile(
    r"[,.;:)]|$|\n| (?:cần|phải|được|có|là|và|để|theo|trong|khi|sẽ|đúng|vào|với|nhằm|khoảng|trước)(?!\w)"
)


def project_references(prepared: PreparedText, works: list[Mention]) -> list[Mention]:
    """Return the mentions that mean the one project of the heading above, or of the paragraph before them."""
    text = prepared.text
    outer = SpanIndex(m for m in works if not m.within and m.cls in WORK_CLASSES)
    if not outer.items:
        return []
    scope = _Scope(prepared, outer)
    found = []
    for match in _REFERENCE.finditer(text):
        stage = _STAGE.search(text, max(0, match.start() - _LONGEST_STAGE), match.start())
        start = stage.start() if stage else match.start()
        goes_on = _GOES_ON.match(text, match.end())
        plain = match.group("word") == "dự án" and not (match.group("this") or match.group("part") or stage)
        goes_on = goes_on or (plain and _PLAIN_ON.match(text, match.end()))
        if text[start - 1 : start].isalnum() or scope.covers(start) or not goes_on:
            continue
        if plain and not _PLAIN.search(text, max(0, start - 12), start):
            continue
        whole = scope.headed(start) if plain else scope.of(start)
        if whole is None:
            continue
        end = match.end() - len(match.group("this") or "")
        reading, key = replace(whole.as_work, route=False), whole.key
        if match.group("part"):
            key = f"{whole.key} dự án thành phần {match.group('number')}"
            reading = replace(reading, whole=True, of=whole.key)
        elif stage:
            base = _PHASE.sub("", whole.key)
            key = f"{base} {fold(stage.group())}".removesuffix(" của")
            reading = replace(reading, whole=True, of=base)
        label = text[start:end] if reading.whole and key != whole.key else whole.label
        found.append(Mention(whole.cls, start, end, key=key, label=label, confidence=0.8, reading=reading))
    return found


def _defined(text: str, works: list[Mention]) -> Mention | None:
    """Return the work that the text calls `Dự án` from then on (`sau đây gọi là Dự án`)."""
    for work in works:
        if _DEFINED.match(text, work.end_char):
            return work
    return None


class _Scope:
    """Which one project a place in the text speaks of."""

    def __init__(self, prepared: PreparedText, works: SpanIndex[Mention]) -> None:
        self.prepared = prepared
        self.works = works
        self.defined = _defined(prepared.text, works.items)
        self.blocks = SpanIndex(prepared.blocks)

    def covers(self, position: int) -> bool:
        """Say whether a work's name holds the position."""
        return self.works.holding(position) is not None

    def headed(self, position: int) -> Mention | None:
        """Return the only work that the nearest heading above with a work names, or the one defined; else None."""
        block = self.blocks.last_from(position)
        for span in self._headings(block.section if block else -1):
            named = self.works.beginning_in(*span)
            if named:
                return named[0] if len({m.key for m in named}) == 1 else None
        return self.defined if self.defined is not None and self.defined.start_char < position else None

    def of(self, position: int) -> Mention | None:
        """Return the only work of the headings above, else the one so defined, else the only one before, else None."""
        block = self.blocks.last_from(position)
        if block is None:
            return None
        if any(self.works.beginning_in(*span) for span in self._headings(block.section)):
            return self.headed(position)
        if self.defined is not None and self.defined.start_char < position:
            return self.defined
        before = self.works.beginning_in(block.start_char, position)
        return before[0] if len({m.key for m in before}) == 1 else None

    def _headings(self, section: int) -> Iterator[Span]:
        """Yield the spans of the headings above."""
        while section >= 0:
            yield self.prepared.sections[section].heading_span
            section = self.prepared.sections[section].parent
