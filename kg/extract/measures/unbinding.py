"""Find the segments that commit nobody for where they stand: items of a list of cases, and forms to fill in."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.document.sections import heading_kinds
from kg.model import PreparedText
from kg.resources import read_table

CASE, FORM, BLANK = "listed case", "form", "blanks to fill in"
_BLANKS = re.compile(r"\.{5,}|…{2,}|_{4,}|\[ *\]|(?:\.{3}|…)[^.…]+(?:\.{3}|…)")
"""What is left open in a form; dots in two places of a clause are more than an omission."""
_OF_BLANKS = ("..", "…", "__", "[")
"""One of these is in whatever is left open."""
_FORM_HEAD = re.compile(r"(?:Mẫu|MẪU)(?: số| SỐ)?:? ?\d+[\w./-]*")
_FORM_END = re.compile(r"(?:Điều|ĐIỀU) \d|(?:Chương|CHƯƠNG) [IVX\d]|(?:Phụ lục|PHỤ LỤC)(?: [IVX\d]|$)")
_LONGEST_HEAD = 30
_REACH = 160
"""So much of the end of a line says what its list holds, in characters."""


@lru_cache(maxsize=1)
def _announces() -> re.Pattern[str]:
    """Return the pattern of the end of a line that announces cases."""
    nouns = "|".join(row["term"] for row in read_table("lexicons/case_nouns.tsv"))
    return re.compile(
        rf"(?<!\w)(?:(?:{nouns})(?: [^,;:.()]{{1,60}}?)? (?<!như )(?:sau đây|dưới đây|sau)"
        rf"|một trong (?:các|những|số) (?:{nouns})(?: [^,;:.()]{{1,40}})?|hành vi bị (?:nghiêm )?cấm)$",
        re.IGNORECASE,
    )


def unbinding(prepared: PreparedText) -> dict[int, str]:
    """Return index of segment -> why it commits nobody."""
    found = _in_forms(prepared)
    cases = _case_sections(prepared)
    for index, segment in enumerate(prepared.segments):
        start = max(segment.start_char, segment.end_char - _REACH)
        if segment.section in cases:
            found[index] = CASE
        elif segment.intro and _announces().search(prepared.text, start, segment.end_char):
            found.update(dict.fromkeys(_listed(prepared, index), CASE))
        elif _holds_blank(prepared.text, segment.start_char, segment.end_char):
            found.setdefault(index, BLANK)
    return found


def _holds_blank(text: str, start: int, end: int) -> bool:
    """Say whether something is to be filled in between two places; few texts hold what all blanks are printed with."""
    may = any(text.find(mark, start, end) >= 0 for mark in _OF_BLANKS)
    return may and _BLANKS.search(text, start, end) is not None


def _case_sections(prepared: PreparedText) -> frozenset[int]:
    """Return the sections whose heading, or that of a section around them, announces cases or a list of names."""
    cases: set[int] = set()
    for index, section in enumerate(prepared.sections):
        start, end = section.heading_span
        while end > start and prepared.text[end - 1] in ": *":
            end -= 1
        if (
            section.parent in cases
            or heading_kinds(section.heading) == ("names",)
            or _announces().search(prepared.text, max(start, end - _REACH), end)
        ):
            cases.add(index)
    return frozenset(cases)


def _listed(prepared: PreparedText, index: int) -> list[int]:
    """Return the segments of the list below an introducing line: in parts of its section, or in items behind it."""
    segments, blocks, sections = prepared.segments, prepared.blocks, prepared.sections
    own, listed, items = segments[index].section, [], True
    for at in range(index + 1, len(segments)):
        section = segments[at].section
        if own >= 0 and section != own:
            above = sections[section].parent if section >= 0 else -1
            while above not in (own, -1):
                above = sections[above].parent
            if above < 0:
                break
            items = False
        elif not items or blocks[segments[at].block].kind != "item":
            break
        listed.append(at)
    return listed


def _in_forms(prepared: PreparedText) -> dict[int, str]:
    """Return the segments behind the heading of a form (`Mẫu số 01`), up to the next article, chapter or annex."""
    open_form, found, at = False, {}, 0
    for number, block in enumerate(prepared.blocks):
        start, end = block.start_char, block.end_char
        if end - start <= _LONGEST_HEAD and _FORM_HEAD.fullmatch(prepared.text, start, end):
            open_form = True
        elif open_form and _FORM_END.match(prepared.text, start, end):
            open_form = False
        while at < len(prepared.segments) and prepared.segments[at].block <= number:
            if open_form and prepared.segments[at].block == number:
                found[at] = FORM
            at += 1
    return found
