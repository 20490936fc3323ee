"""Find works and zones (công trình, dự án): specific ones, by name, number or route, see GUIDELINES section 4."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations, Hit
from kg.extract import _routes
from kg.extract._names import CAPITALISED, FUNCTION_WORDS
from kg.extract._project_refs import project_references
from kg.extract._work_keys import key_of
from kg.iri import fold
from kg.model import Findings, Mention, PreparedText
from kg.resources import read_table

_NUMBER = re.compile(
    r"(?: số)?(?: |\. ?)(?P<number>\d{1,4}[A-ZĐ]?(?:\.\d+)?(?:[-/][A-Z\d]+)?)(?![\w%]|[.,]\d| (?:km|ha|m|tỷ|triệu"
    r"|dự án|tuyến|công trình)\b)"
)
_NAME = re.compile(rf" (?P<name>{CAPITALISED}(?: \d{{1,2}}\b(?!/))?)")
_RING_NAME = re.compile(
    rf" (?:(?:[Tt]hành phố|TP\.?|vùng Thủ đô|[Tt]hủ đô) ?)?{CAPITALISED}(?! - )|(?: vùng)? Thủ đô\b"
)
_AT = re.compile(rf" (?:tại|ở|trên) (?:quần đảo|đảo|huyện|thị xã|thành phố|xã|phường|đặc khu) {CAPITALISED}")
_NEXT_WORD = re.compile(r" ([a-zà-ỹđ]+)")
_PHASE = re.compile(r"(?: \([^()]{0,40}\))?,? (?:giai đoạn|phân kỳ) (?:\d|I{1,3})\b(?! ?[-–]|\d)")
_PROJECT = re.compile(
    r"(?:[Dd]ự án )(?:(?:đầu tư )?(?:xây dựng|nâng cấp|mở rộng|cải tạo|nâng cấp, mở rộng)(?: tuyến)? )?$"
)
_PLURAL = re.compile(
    r"(?<!\w)(?:các|những|hệ thống|mạng lưới|nhiều|một số|hai|ba|mọi|số|\d+) (?:dự án |tuyến |công trình )?$",
    re.IGNORECASE,
)
_DESCRIBED = re.compile(r"(?: [a-zà-ỹđ]+){1,6}(?=[,.;)]|$)")
_DESCRIBED_CLASSES = frozenset(("EconomicZone", "IndustrialPark", "UrbanArea"))
_SENTENCE_START = re.compile(r"(?:^|[.;:!?\n*-]\s*)$")


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of works, and of the places at the ends of their routes, to `findings.mentions`."""
    text = prepared.text
    found: list[Mention] = []
    alone: list[Hit] = []
    for hit in notes.hits("work"):
        mention = _specific(text, hit, form=notes.rows("work", hit)[0]["form"])
        if mention is not None:
            found.append(mention)
        elif text[hit.start_char].isupper():
            alone.append(hit)
    found.extend(_named(text))
    routes = _routes.find_routes(text, notes=notes)
    taken = [(m.start_char, m.end_char) for m in routes if m.attrs.get("inside") != "1"]
    found = [m for m in found if not any(start <= m.start_char and m.end_char <= end for start, end in taken)]
    found.extend(routes)
    found.extend(_back_references(text, alone, found=found))
    found.extend(project_references(prepared, found))
    findings.mentions.extend(found)


def _specific(text: str, hit: Hit, *, form: str) -> Mention | None:
    """Return the work that the head `hit` begins, by its number or its name, or None for a generic noun."""
    if (
        _in_capitals(text, hit)
        or text[hit.start_char - 1 : hit.start_char].isalnum()
        or _PLURAL.search(text, max(0, hit.start_char - 24), hit.start_char)
    ):
        return None
    short = hit.term in ("ql", "đt", "đh", "tl", "ct", "kcn", "ccn")
    if short and not text[hit.start_char : hit.end_char].isupper():
        return None
    attrs: dict[str, str] = {}
    end = 0
    if "number" in form:
        number = _NUMBER.match(text, hit.end_char)
        if number:
            end = number.end()
            attrs["number"] = number.group("number")
            ring = _RING_NAME.match(text, end) if "vành đai" in hit.term else None
            end = ring.end() if ring else end
    if not end and "name" in form:
        name = _NAME.match(text, hit.end_char)
        if name and not _is_sentence(text, hit, name):
            end = name.end()
    if not end and hit.label in ("Airport", "Port"):
        at = _AT.match(text, hit.end_char)
        end = at.end() if at else 0
    if (
        not end
        and hit.label in _DESCRIBED_CLASSES
        and text[hit.start_char].isupper()
        and not _SENTENCE_START.search(text, max(0, hit.start_char - 4), hit.start_char)
    ):
        described = _DESCRIBED.match(text, hit.end_char)
        if described and described.group().split()[0] not in FUNCTION_WORDS:
            end = described.end()
    return make(text, hit.start_char, end, cls=hit.label, attrs=attrs) if end else None


def _in_capitals(text: str, hit: Hit) -> bool:
    """Say whether a head of one syllable stands in a line of capitals, where a name can't be told (`YÊU CẦU …`)."""
    around = text[max(0, hit.start_char - 12) : hit.end_char + 12]
    return (
        " " not in hit.term and len(hit.term) > 2 and text[hit.start_char : hit.end_char].isupper() and around.isupper()
    )


def _is_sentence(text: str, hit: Hit, name: re.Match[str]) -> bool:
    """Say whether what looks like a name begins a common phrase (`yêu cầu Chương trình`): one capital only."""
    following = _NEXT_WORD.match(text, name.end())
    return " " not in name.group("name") and following is not None and following.group(1) not in FUNCTION_WORDS


def make(text: str, start: int, end: int, *, cls: str, attrs: dict[str, str]) -> Mention:
    """Make the mention of a work, with the phase behind it and a singular `dự án` before it."""
    core = (start, end)
    phase = _PHASE.match(text, end)
    if phase:
        end = phase.end()
        attrs = attrs | {"whole": "1"}
    project = _PROJECT.search(text, max(0, start - 60), start)
    if project and not _PLURAL.search(text, max(0, project.start() - 12), project.start()):
        start = project.start()
    return Mention(cls, start, end, key=key_of(text[core[0] : end]), confidence=0.92, attrs=attrs)


@lru_cache(maxsize=1)
def _named_table() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = {fold(row["term"]): (row["class"], row["key"]) for row in read_table("lexicons/named_works.tsv")}
    names = sorted((row["term"] for row in read_table("lexicons/named_works.tsv")), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE), rows


def _named(text: str) -> list[Mention]:
    """Return the works that go by a description (`tuyến đường bộ ven biển`)."""
    pattern, rows = _named_table()
    found = []
    for match in pattern.finditer(text):
        cls, key = rows[fold(match.group())]
        if not _PLURAL.search(text, max(0, match.start() - 24), match.start()):
            found.append(Mention(cls, match.start(), match.end(), key=fold(key), confidence=0.93))
    return found


def _back_references(text: str, alone: list[Hit], *, found: list[Mention]) -> list[Mention]:
    """Return capitalised heads that stand alone and mean the one such work named before (`Khu kinh tế`)."""
    named: dict[tuple[str, str], list[Mention]] = {}
    for mention in sorted(found, key=lambda m: m.start_char):
        if mention.cls in _DESCRIBED_CLASSES and mention.attrs.get("inside") != "1":
            head = next(
                (
                    t
                    for t in ("khu kinh tế", "khu công nghiệp", "khu đô thị", "cụm công nghiệp")
                    if mention.key.startswith(t)
                ),
                "",
            )
            named.setdefault((mention.cls, head), []).append(mention)
    mentions = []
    for hit in alone:
        before = [m for m in named.get((hit.label, fold(hit.term)), []) if m.start_char < hit.start_char]
        if (
            not before
            or len({m.key for m in before}) > 1
            or _SENTENCE_START.search(text, max(0, hit.start_char - 4), hit.start_char)
        ):
            continue
        if any(m.start_char <= hit.start_char < m.end_char for m in found[-400:]):
            continue
        mentions.append(
            Mention(
                hit.label,
                hit.start_char,
                hit.end_char,
                key=before[0].key,
                label=before[0].label,
                confidence=0.85,
                attrs=dict(before[0].attrs),
            )
        )
    return mentions
