"""Find bodies, offices and groups (tổ chức, cơ quan, chức danh) that the text names.

Proper names become mentions here. Bodies and groups named by their kind only (`các sở, ngành`) count as
agents only where a measure gives them a role: `kg.extract.duties.roles` adds those.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import UPPER, function_words, is_acronym
from kg.extract.mentions.agents.lists import find_lists
from kg.extract.mentions.agents.names import DEFINED, NameReader, canonical
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText
from kg.resources import alternatives
from kg.text.spans import SpanIndex

_INSIDE_NAME = re.compile(rf"(?:các|[{UPPER}]\w*) $")
_NUMBERED = re.compile(r",? (?:lần thứ|khóa|khoá|nhiệm kỳ) .*")
_WORD = re.compile(r"(,| ?\w+|\W)")
_ACT = ("Luật", "Bộ luật", "Pháp lệnh")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of named agents to `findings.mentions`."""
    text = prepared.text
    reader = NameReader(text, notes=notes)
    found: list[Mention] = []
    short: list[Hit] = []
    reached = 0
    for hit in reader.hits:
        if hit.start_char < reached:
            continue
        mention = reader.read(hit)
        if mention is None:
            short.append(hit)
            continue
        reached = mention.end_char
        found.append(mention)
    found = _join_lists(text, found, reader=reader)
    found = _stretch_to_definitions(text, found)
    found = _join_brackets(text, found, notes=notes)
    found.extend(_abbreviations(text, found))
    found.extend(_short_forms(text, short, found=found))
    findings.mentions.extend(sorted(found, key=lambda mention: (mention.start_char, mention.end_char)))


def _join_lists(text: str, found: list[Mention], *, reader: NameReader) -> list[Mention]:
    """Return one mention of ministries that share their head, one each of firms, in place of those read inside."""
    lists = list(find_lists(text))
    if not lists:
        return found
    outside = [m for m in found if not any(start <= m.start_char < end for start, end, _ in lists)]
    listed = [reader.mention(name.start_char, name.end_char, label=name.label) for *_, names in lists for name in names]
    return sorted([*outside, *listed], key=lambda mention: (mention.start_char, mention.end_char))


def _stretch_to_definitions(text: str, found: list[Mention]) -> list[Mention]:
    """Return the names; one that the text abbreviates runs up to the bracket that says so (`… (sau đây gọi là X)`)."""
    found = list(found)
    for match in DEFINED.finditer(text):
        short = match.group(1).strip()
        near = [
            index
            for index, m in enumerate(found)
            if match.start() - 250 < m.start_char
            and m.end_char < match.start()
            and fold(text[m.start_char : m.end_char]).startswith(fold(short))
        ]
        if near:
            last, end = found[near[-1]], match.start() - 1
            name = text[last.start_char : end]
            reading = replace(last.as_agent, short=short)
            found[near[-1]] = replace(last, end_char=end, label=name, key=canonical(name), reading=reading)
    return found


def _join_brackets(text: str, found: list[Mention], *, notes: Annotations) -> list[Mention]:
    """Return the names, with the body before one that stands in brackets (`Nhà đầu tư (Tập đoàn X)`)."""
    joined = []
    ends = {hit.end_char: hit.start_char for hit in notes.hits("agent") if hit.label in ("body", "group", "head")}
    for mention in found:
        before = ends.get(mention.start_char - 2)
        if (
            before is not None
            and text[mention.start_char - 2 : mention.start_char] == " ("
            and text.startswith(")", mention.end_char)
        ):
            mention = replace(mention, start_char=before, end_char=mention.end_char + 1)
        joined.append(mention)
    return joined


def _abbreviations(text: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions by an abbreviation or short name that the document itself defines."""
    defined = {}
    for mention in found:
        short = mention.as_agent.short
        if short and short not in defined:
            defined[short] = mention
    if not defined:
        return []
    pattern = re.compile(r"(?<!\w)(?:" + alternatives(defined) + r")(?!\w)")
    taken = SpanIndex(found)
    mentions = []
    for match in pattern.finditer(text):
        origin = defined[match.group()]
        if match.start() < origin.end_char or taken.holding(match.start()) is not None:
            continue
        mentions.append(Mention("Agent", match.start(), match.end(), key=origin.key, label=origin.label))
    return mentions


def _short_forms(text: str, short: list[Hit], *, found: list[Mention]) -> list[Mention]:
    """Return heads that stand alone and mean the body named in full before (`Đại hội`, `Ban Chỉ đạo`)."""
    mentions: list[Mention] = []
    full = sorted((m for m in found if not _in_act(text, m)), key=lambda m: m.start_char)
    firsts: dict[str, tuple[int, str]] = {}
    for hit in short:
        following = _WORD.match(text, hit.end_char)
        word = following.group().strip() if following else ""
        if hit.label == "office" or (
            word
            and word[0].islower()
            and word not in function_words()
            and not _starts_verb(text, hit.end_char + 1, word=word)
        ):
            continue
        if is_acronym(text[hit.start_char : hit.end_char]) or _INSIDE_NAME.search(
            text, max(0, hit.start_char - 12), hit.start_char
        ):
            continue
        if hit.term not in firsts:
            named = ((m.start_char, _name_with_head(text[m.start_char : m.end_char], head=hit.term)) for m in full)
            firsts[hit.term] = next(((start, name) for start, name in named if name), (len(text), ""))
        start, full_name = firsts[hit.term]
        if start >= hit.start_char:
            continue
        if full_name:
            mentions.append(
                Mention(
                    "Agent", hit.start_char, hit.end_char, key=canonical(full_name), label=full_name, confidence=0.8
                )
            )
    return mentions


def _in_act(text: str, mention: Mention) -> bool:
    """Say whether a name is part of that of an act (`Luật | Tổ chức Chính phủ`)."""
    before = text[max(0, mention.start_char - 12) : mention.start_char]
    return before.rstrip().endswith(_ACT)


def _name_with_head(name: str, *, head: str) -> str:
    """Return the part of `name` that begins with `head`, without its number, or an empty string.

    `Đảng bộ tỉnh Thái Bình` for the head `Đảng bộ` in `Đại hội đại biểu Đảng bộ tỉnh Thái Bình lần thứ XX`.
    """
    folded = fold(name)
    if f"{head} " not in folded:
        return ""
    match = re.search(rf"(?<!\w){re.escape(head)} ", folded)
    if not match or not name[match.start()].isupper():
        return ""
    part = name[match.start() :]
    return part if match.start() == 0 else _NUMBERED.sub("", part)


def _starts_verb(text: str, start: int, *, word: str) -> bool:
    """Say whether what follows a lone head is plainly a predicate: `Đại hội ghi nhận`, `Đại hội thông qua`."""
    return text.startswith(
        ("ghi nhận", "thông qua", "kêu gọi", "giao", "yêu cầu", "nhất trí", "quyết định", "thống nhất"), start
    )
