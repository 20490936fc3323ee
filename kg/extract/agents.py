"""Find bodies, offices and groups (tổ chức, cơ quan, chức danh) that the text names.

Proper names become mentions here. Bodies and groups named by their kind only (`các sở, ngành`) count as
agents only where a measure gives them a role: `kg.extract.roles` adds those.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container

from kg.annotate import Annotations, Hit
from kg.extract._agent_lists import find_lists
from kg.extract._names import CAPITALISED, FUNCTION_WORDS, UPPER, extend_name, is_acronym
from kg.extract._parties import widen
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText

_UNIT = r"(?:[Tt]ỉnh|[Tt]hành phố|[Hh]uyện|[Qq]uận|[Tt]hị xã|[Tt]hị trấn|[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
_PLACES = rf"{CAPITALISED}(?:(?:, | và )(?!{_UNIT}){CAPITALISED})*"
_LEVEL_TAIL = re.compile(
    rf" các {_UNIT}(?:(?:, | và |/){_UNIT})*(?: trực thuộc [Tt]rung ương)?(?:(?:: ?| ){_PLACES})?"
    rf"| (?:cấp )?{_UNIT}(?:(?:, | và "
    rf"|/)(?:cấp )?{_UNIT}(?! {CAPITALISED}))*(?: trực thuộc [Tt]rung ương)?(?: {CAPITALISED}|: ?{_PLACES})?"
    rf"| các cấp| cùng cấp| {CAPITALISED}"
)
_TERM = re.compile(r",? kh[óo][aá] [IVXL]+")
_CONGRESS_TAIL = re.compile(r"(?: lần thứ)? [IVX]+(?: của Đảng)?| của Đảng(?: lần thứ [IVX]+)?")
_CONGRESS_BEHIND = re.compile(r"(?: đại biểu)?(?: toàn quốc)?(?: của)? Đảng(?: toàn quốc)? lần thứ")
_BRACKET = re.compile(rf" \(([{UPPER}][{UPPER}\d&-]+)\)")
_DEFINED = re.compile(r"\((?:sau đây|dưới đây)?,? ?(?:viết|gọi) (?:tắt )?(?:chung )?là:? [\"“]?([^)\"”]{2,60})[\"”]?\)")
_LEVELLED = frozenset(map(fold, ("ủy ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd")))
_COMMITTEE = (fold("tỉnh ủy"), fold("thành ủy"), fold("huyện ủy"), fold("thị ủy"))
_COMMITTEE_TAIL = re.compile(rf" {CAPITALISED}")
_COMMITTEES = re.compile(r"(?:(?:, |/| và )(?:các )?(?:[Tt]hành ủy|[Đđ]ảng ủy trực thuộc Trung ương))+")
_LEVELLED_NAME = re.compile(r" (?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Hội đồng nhân dân|HĐND)")
_LOCAL = re.compile(rf" (?:(?:các|cấp) )?{_UNIT}\b")
_FULL_FORMS = tuple(
    (re.compile(rf"\b{short}\b"), fold(full))
    for short, full in (
        ("ubnd", "ủy ban nhân dân"),
        ("hđnd", "hội đồng nhân dân"),
        ("qlda", "quản lý dự án"),
        ("ubmttq", "ủy ban mặt trận tổ quốc"),
    )
)
_CONGRESS = re.compile(
    r"đại hội (?:đại biểu toàn quốc )?(?:của đảng )?(?:đảng toàn quốc )?(?:lần thứ )?([ivx]+)(?: của đảng)?"
)
_INSIDE_NAME = re.compile(rf"(?:các|[{UPPER}]\w*) $")
_NUMBERED = re.compile(r",? (?:lần thứ|khóa|khoá|nhiệm kỳ) .*")
_JOINT = re.compile(r", | và ")
_MOST_GOVERNED = 6
_WORD = re.compile(r"(,| ?\w+|\W)")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of named agents to `findings.mentions`."""
    text = prepared.text
    hits = [hit for hit in notes.hits("agent") if hit.label in ("named", "head", "office") and _is_name(text, hit)]
    verbs = frozenset(
        hit.start_char for hit in notes.hits("verb") if " " in hit.term and text[hit.start_char].islower()
    )
    heads = frozenset(hit.start_char for hit in (*hits, *notes.hits("instrument")))
    found: list[Mention] = []
    short: list[Hit] = []
    reached = 0
    for hit in hits:
        if hit.start_char < reached:
            continue
        mention = _read_agent(text, hit, notes=notes, verbs=verbs, heads=heads)
        if mention is None:
            short.append(hit)
            continue
        reached = mention.end_char
        found.append(mention)
    _join_lists(text, found)
    _stretch_to_definitions(text, found)
    _join_brackets(text, found, notes=notes)
    found.extend(_abbreviations(text, found))
    found.extend(_short_forms(text, short, found=found))
    findings.mentions.extend(sorted(found, key=lambda mention: (mention.start_char, mention.end_char)))


def _join_lists(text: str, found: list[Mention]) -> None:
    """Make one mention of bodies that share their head, in place of those read inside it."""
    lists = list(find_lists(text))
    if lists:
        found[:] = [m for m in found if not any(start <= m.start_char < end for start, end in lists)]
        found.extend(_mention(text, start, end) for start, end in lists)
        found.sort(key=lambda mention: (mention.start_char, mention.end_char))


def _is_name(text: str, hit: Hit) -> bool:
    """Say whether a hit is printed as a name: capitalised, and not only for standing in a heading of capitals."""
    printed = text[hit.start_char : hit.end_char]
    if hit.term.startswith("đại hội") and _CONGRESS_BEHIND.match(text, hit.end_char):
        return True
    return printed[0].isupper() and (hit.label == "named" or not printed.isupper() or hit.term in _LEVELLED)


def _read_agent(
    text: str, hit: Hit, *, notes: Annotations, verbs: Container[int], heads: Container[int]
) -> Mention | None:
    """Return the mention whose head or name is `hit`, or None for a head that stands alone."""
    end = hit.end_char
    if hit.label == "named":
        row = notes.rows("agent", hit)[0]
        tail = (
            _COMMITTEES.match(text, end) or _COMMITTEE_TAIL.match(text, end) if hit.term.endswith(_COMMITTEE) else None
        )
        if tail is None and hit.term.startswith("ban chấp hành"):
            tail = _TERM.match(text, end)
        if tail:
            return _mention(text, hit.start_char, tail.end())
        return _mention(text, hit.start_char, end, key=row["key"] if row["key"] != "-" else row["term"])
    if hit.term in _LEVELLED:
        tail = _LEVEL_TAIL.match(text, end)
        return _mention(text, hit.start_char, tail.end()) if tail else None
    if hit.term.startswith("đại hội"):
        tail = _CONGRESS_TAIL.match(text, end)
        if tail:
            return _mention(text, hit.start_char, tail.end())
    if hit.label == "office":
        return _read_office(text, hit, notes=notes, verbs=verbs, heads=heads)
    end = extend_name(text, end, verbs=verbs, heads=heads)
    name = text[hit.end_char : end]
    if not any(word[0].isupper() for word in name.split()) and not _LOCAL.match(name):
        return None
    committees = _COMMITTEES.match(text, end) if fold(text[hit.start_char : end]).endswith(_COMMITTEE) else None
    end = committees.end() if committees else end
    if hit.term.startswith("đại hội"):
        tail = _CONGRESS_TAIL.match(text, end)
        end = tail.end() if tail else end
    return _mention(text, hit.start_char, end)


def _governed(text: str, end: int, *, notes: Annotations) -> int:
    """Return where the bodies end that an office heads (`Thủ trưởng các ngành, đơn vị có liên quan`), 0 for none."""
    at, reached = end + 1, 0
    for _ in range(_MOST_GOVERNED):
        start = at + 4 if text.startswith("các ", at) else at
        bodies = [hit for hit in notes.hits("agent", at, end_char=at + 80) if hit.label == "body"]
        if not bodies or bodies[0].start_char not in (at, start) or not text[at].islower():
            break
        reached = widen(text, bodies[0].start_char, end=bodies[0].end_char, notes=notes)[1]
        joint = _JOINT.match(text, reached)
        if joint is None or text.startswith("các ", joint.end()):
            break
        at = joint.end()
    return reached


def _read_office(
    text: str, hit: Hit, *, notes: Annotations, verbs: Container[int], heads: Container[int]
) -> Mention | None:
    """Return the mention of an office with the body it belongs to (`Chủ tịch Ủy ban nhân dân tỉnh`)."""
    levelled = _LEVELLED_NAME.match(text, hit.end_char)
    if levelled:
        tail = _LEVEL_TAIL.match(text, levelled.end())
        return _mention(text, hit.start_char, tail.end() if tail else levelled.end())
    end = hit.end_char
    governed = _governed(text, end, notes=notes)
    if governed:
        return _mention(text, hit.start_char, governed)
    if end + 1 in heads or _LOCAL.match(text, end):
        end = extend_name(text, end, verbs=verbs, heads=heads, most_lower=4)
    return _mention(text, hit.start_char, end)


def _mention(text: str, start: int, end: int, *, key: str = "") -> Mention:
    """Make the mention over a name and the abbreviation in brackets that follows it."""
    name = text[start:end]
    attrs: dict[str, str] = {}
    bracket = _BRACKET.match(text, end)
    if bracket:
        attrs["short"] = bracket.group(1)
        end = bracket.end()
    else:
        defined = _DEFINED.match(text, end + 1)
        if defined:
            attrs["short"] = defined.group(1).strip()
    return Mention(
        "Agent", start, end, key=canonical(key or name), label=key or name, attrs=attrs, confidence=0.95 if key else 0.9
    )


def canonical(name: str) -> str:
    """Return the folded name with abbreviations of kinds of bodies written out."""
    folded = fold(name)
    for short, full in _FULL_FORMS:
        folded = short.sub(full, folded)
    congress = _CONGRESS.fullmatch(folded)
    if congress:
        return f"đại hội đại biểu toàn quốc lần thứ {congress.group(1)} của đảng"
    return folded


def _stretch_to_definitions(text: str, found: list[Mention]) -> None:
    """Let a name that the document abbreviates run up to the bracket that says so (`… (sau đây gọi tắt là X)`)."""
    for match in _DEFINED.finditer(text):
        short = match.group(1).strip()
        near = [
            m
            for m in found
            if match.start() - 250 < m.start_char
            and m.end_char < match.start()
            and fold(text[m.start_char : m.end_char]).startswith(fold(short))
        ]
        if near:
            last = near[-1]
            last.end_char = match.start() - 1
            last.label = text[last.start_char : last.end_char]
            last.key = canonical(last.label)
            last.attrs["short"] = short


def _join_brackets(text: str, found: list[Mention], *, notes: Annotations) -> None:
    """Make one mention of a body and its name in brackets (`Nhà đầu tư (Tập đoàn X)`)."""
    ends = {hit.end_char: hit.start_char for hit in notes.hits("agent") if hit.label in ("body", "group", "head")}
    for mention in found:
        before = ends.get(mention.start_char - 2)
        if (
            before is not None
            and text[mention.start_char - 2 : mention.start_char] == " ("
            and text.startswith(")", mention.end_char)
        ):
            mention.start_char, mention.end_char = before, mention.end_char + 1


def _abbreviations(text: str, found: list[Mention]) -> list[Mention]:
    """Return the mentions by an abbreviation or short name that the document itself defines."""
    defined = {}
    for mention in found:
        short = mention.attrs.get("short", "")
        if short and short not in defined:
            defined[short] = mention
    if not defined:
        return []
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(s) for s in sorted(defined, key=lambda s: (-len(s), s))) + r")(?!\w)"
    )
    taken = sorted((m.start_char, m.end_char) for m in found)
    mentions = []
    for match in pattern.finditer(text):
        origin = defined[match.group()]
        at = bisect_right(taken, (match.start(), len(text))) - 1
        if match.start() < origin.end_char or (at >= 0 and match.start() < taken[at][1]):
            continue
        mentions.append(Mention("Agent", match.start(), match.end(), key=origin.key, label=origin.label))
    return mentions


def _short_forms(text: str, short: list[Hit], *, found: list[Mention]) -> list[Mention]:
    """Return heads that stand alone and mean the body named in full before (`Đại hội`, `Ban Chỉ đạo`)."""
    mentions: list[Mention] = []
    full = sorted((m for m in found if m.attrs.get("inside") != "1"), key=lambda m: m.start_char)
    firsts: dict[str, tuple[int, str]] = {}
    for hit in short:
        following = _WORD.match(text, hit.end_char)
        word = following.group().strip() if following else ""
        if hit.label == "office" or (
            word
            and word[0].islower()
            and word not in FUNCTION_WORDS
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


def _name_with_head(name: str, *, head: str) -> str:
    """Return the part of `name` that begins with `head`, without its number, or an empty string.

    `Đảng bộ tỉnh Thái Bình` for the head `Đảng bộ` in `Đại hội đại biểu Đảng bộ tỉnh Thái Bình lần thứ XX`.
    """
    match = re.search(rf"(?<!\w){re.escape(head)} ", fold(name))
    if not match or not name[match.start()].isupper():
        return ""
    part = name[match.start() :]
    return part if match.start() == 0 else _NUMBERED.sub("", part)


def _starts_verb(text: str, start: int, *, word: str) -> bool:
    """Say whether what follows a lone head is plainly a predicate: `Đại hội ghi nhận`, `Đại hội thông qua`."""
    return text.startswith(
        ("ghi nhận", "thông qua", "kêu gọi", "giao", "yêu cầu", "nhất trí", "quyết định", "thống nhất"), start
    )
