"""Read one specific work from its head noun: by its number, its name, its place, or the words that describe a zone."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import CAPITALISED, UPPER, function_words
from kg.extract.works.keys import CODE, PHASE, key_of, phase_key
from kg.extract.works.lists import NAME, NUMBER, is_name, other_head
from kg.model import Mention
from kg.readings import NO_WORK, WorkReading
from kg.resources import read_table

_NUMBER = re.compile(rf"(?: số)?(?: |\. ?)(?:(?:ĐT|QL|TL|ĐH)[. ]{{0,2}})?(?P<number>{NUMBER})")
_NAME = re.compile(
    rf"(?: \d{{2,3}} ?kV)?(?: (?:phía|tỉnh|thành phố|huyện|thị xã|xã|khu vực|vùng|sông|hữu|tả|hữu sông|tả sông"
    rf"|hồ|suối|hồ suối|biển|đảo|núi|bãi|đầm|vịnh|thác|cồn|cù lao|qua đèo|qua sông|đèo)(?= [{UPPER}]))?"
    rf" (?:(?P<name>{NAME})|(?P<serial>số \d{{1,2}}\b(?! ?[%/])(?: {CAPITALISED})?|thứ (?:hai|ba|tư)\b))"
)
_TWIN = re.compile(r"(?P<base>.+) \d{1,2}")
_SIDE = re.compile(
    rf" phía (?:Đông Bắc|Đông Nam|Tây Bắc|Tây Nam|Đông|Tây|Nam|Bắc)(?: (?:[Tt]ỉnh|[Tt]hành phố|[Tt]hị xã"
    rf"|[Hh]uyện|[Qq]uận|TP\.?)"
    rf" {CAPITALISED}| {CAPITALISED})?"
)
_KIND = re.compile(rf"(?P<kind>(?: [a-zà-ỹđ]+){{1,6}}) (?P<name>{NAME})")
_OF_AIRPORT = rf"(?:,? ?-? ?(?:tại |của )?(?:(?:[Cc]ảng hàng không|[Ss]ân bay)(?: quốc tế)? )?{CAPITALISED})"
_TERMINAL = re.compile(rf" T\d{_OF_AIRPORT}?")
NEXT_TERMINAL = re.compile(rf"(?:, | và |, và )(?P<name>T\d{_OF_AIRPORT}?)")
"""A further terminal in a list whose first one has the head (`nhà ga T3 Tân Sơn Nhất, T2 Nội Bài`)."""
_RING = re.compile(
    rf"(?:,? ?(?:- )?(?:[Tt]hành phố|TP\.?|[Vv]ùng [Tt]hủ đô|[Vv]ùng|[Tt]hủ đô) ?(?:{CAPITALISED})?"
    rf"| (?:- )?{CAPITALISED})(?! - )"
)
_AT = re.compile(rf" (?:tại|ở|trên) (?P<place>(?:quần đảo|đảo|huyện|thị xã|thành phố|xã|phường|đặc khu) {CAPITALISED})")
_NEXT_CAPITALS = re.compile(rf" [{UPPER}]{{2,}}(?!\w)(?!,? \d)")
_NEXT_WORD = re.compile(r" ([a-zà-ỹđ]+)")
_PROJECT = re.compile(
    r"(?<!\w)dự án (?:(?:thành phần|đầu tư) )*(?:(?:xây dựng|nâng cấp|mở rộng|cải tạo|kéo dài)(?:(?:,"
    r"| và) (?:xây dựng|nâng cấp"
    r"|mở rộng|cải tạo))* )?(?:(?:tuyến|công trình) )?$",
    re.IGNORECASE,
)
PLURAL = re.compile(
    r"(?<!\w)(?:các|những|hệ thống|mạng lưới|nhiều|một số|hai|ba|bốn|mọi|số|con|(?<!số )\d+)"
    r" (?:dự án |tuyến |công trình )?$",
    re.IGNORECASE,
)
_CIRCUIT = re.compile(r" \d{2,3} ?kV(?: Bắc(?: -|,)? Nam)?,? mạch \d(?!\w)")
_SITE = re.compile(r" (?:cơ sở|phân hiệu) (?:\d|[IVX]+)(?!\w)")
"""A second site of a hospital or school, which is a work of its own."""
_DESCRIBED = re.compile(r"(?: [a-zà-ỹđ]+){1,6}(?=[,.;)]|$)")
DESCRIBED_CLASSES = frozenset(("EconomicZone", "IndustrialPark", "UrbanArea"))
_LINE_NAME = re.compile(rf" {CAPITALISED}(?! [-–])")
_OF_LEVEL = re.compile(rf" (?:tỉnh|thành phố|huyện|thị xã)(?! [{UPPER}])(?!\w)")
_COUNTRYLESS = frozenset(("Road", "Railway", "Waterway", "Bridge", "Airport", "Port"))
SENTENCE_START = re.compile(r"(?:^|[.;:!?\n*-]\s*)$")


def specific(text: str, hit: Hit, *, form: str, notes: Annotations) -> Mention | None:
    """Return the work that the head `hit` begins, by its number or its name, or None for a generic noun."""
    if not _may_begin(text, hit):
        return None
    end, reading = 0, NO_WORK
    if "number" in form:
        end, number = _numbered(text, hit)
        reading = WorkReading(number=number)
    if not end and "name" in form:
        end = _named(text, hit, form=form, notes=notes)
    if not end and "side" in form:
        side = _SIDE.match(text, hit.end_char)
        end = side.end() if side else 0
    if not end and hit.label == "EnergyFacility":
        circuit = _CIRCUIT.match(text, hit.end_char)
        end = circuit.end() if circuit else 0
    if not end and hit.label in ("Airport", "Port"):
        at = _AT.match(text, hit.end_char)
        end, reading = (at.end(), WorkReading(sited=True)) if at else (0, reading)
    if not end and hit.label == "Facility" and text[hit.start_char].isupper():
        level = _OF_LEVEL.match(text, hit.end_char)
        opens = SENTENCE_START.search(text, max(0, hit.start_char - 4), hit.start_char)
        end = level.end() if level and not opens else 0
    if not end and hit.label in DESCRIBED_CLASSES:
        end = _described(text, hit)
    return make(text, hit.start_char, end, cls=hit.label, reading=reading) if end else None


def _may_begin(text: str, hit: Hit) -> bool:
    """Say whether a hit can be the head of one work: no plural, no part of a word, no abbreviation in lower case."""
    start = hit.start_char
    if in_capitals(text, hit) or text[start - 1 : start].isalnum() or ends_compound(text, start, head=hit.term):
        return False
    numbered = text[start : hit.end_char].isupper() and _NUMBER.match(text, hit.end_char) is not None
    if not numbered and PLURAL.search(text, max(0, start - 24), start) and not _head_repeated(text, hit):
        return False
    short = len(hit.term) <= 3 and not any(ch in "aeiouyàáảãạăâêôơưđ" for ch in hit.term[1:])
    return not short or text[start : hit.end_char].isupper()


@lru_cache(maxsize=1)
def _compounds() -> dict[str, tuple[str, ...]]:
    """Return head -> the words that end in it and name no work, without the head."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_table("lexicons/head_compounds.tsv"):
        before, _, head = row["term"].rpartition(" ")
        found[head] = (*found.get(head, ()), before)
    return found


def ends_compound(text: str, start: int, *, head: str) -> bool:
    """Say whether a head of one syllable, folded, is the end of a word of its own (`yêu cầu`)."""
    words = _compounds().get(head)
    return words is not None and text[max(0, start - 20) : start].lower().rstrip(" \n").endswith(words)


def _head_repeated(text: str, hit: Hit) -> bool:
    """Say whether each work behind a plural has a head of its own (`02 dự án nhà máy A 1 và nhà máy A 2`)."""
    head = re.escape(text[hit.start_char : hit.end_char])
    return re.compile(rf" {NAME}(?:,| và|, và) {head} [{UPPER}]", re.IGNORECASE).match(text, hit.end_char) is not None


def _numbered(text: str, hit: Hit) -> tuple[int, str]:
    """Return where a work named by its number ends, 0 for none, and the number of a road."""
    number = _NUMBER.match(text, hit.end_char)
    if not number:
        return 0, ""
    if "vành đai" in hit.term:
        ring = _RING.match(text, number.end())
        return ring.end() if ring else number.end(), ""
    if hit.label == "Railway":
        name = _LINE_NAME.match(text, number.end())
        return name.end() if name else number.end(), ""
    return number.end(), _road_number(text, hit, number) if hit.label == "Road" else ""


def _road_number(text: str, hit: Hit, number: re.Match[str]) -> str:
    """Return the number of a road, with the abbreviation of its kind where one is printed (`ĐT.454`, `CT.04`)."""
    if hit.term == "ct":
        return f"CT.{number.group('number')}"
    if text[hit.start_char : hit.end_char].isupper() and len(hit.term) < 3:
        return text[hit.start_char : number.end()]
    return number.group().strip().removeprefix("số ")


def _named(text: str, hit: Hit, *, form: str, notes: Annotations) -> int:
    """Return where a work named by a proper name ends, 0 for none."""
    if hit.label == "Airport":
        terminal = _TERMINAL.match(text, hit.end_char)
        if terminal:
            return terminal.end()
    side = _SIDE.match(text, hit.end_char)
    if side:
        return side.end()
    inner = _inner(text, hit, notes=notes)
    if inner:
        return inner
    name = _NAME.match(text, hit.end_char)
    if (
        name
        and hit.label in _COUNTRYLESS
        and name.group().strip() == name.group("name")
        and not is_name(name.group("name"))
    ):
        return 0
    if name and name.group("serial"):
        return name.end()
    if (
        name
        and not _is_sentence(text, hit, name)
        and not other_head(name.start("name"), notes=notes, groups=("agent",))
    ):
        return _with_twin(text, name)
    if "kind" in form:
        kind = _KIND.match(text, hit.end_char)
        if (
            kind
            and not function_words().intersection(kind.group("kind").split())
            and is_name(kind.group("name"))
            and not other_head(kind.start("name"), notes=notes, groups=("agent", "instrument", "region", "unit"))
        ):
            return kind.end()
    return 0


def _with_twin(text: str, name: re.Match[str]) -> int:
    """Return where a name ends, with the twin of another number that one project joins to it (`A 3 và A 4`)."""
    numbered = _TWIN.fullmatch(name.group("name"))
    twin = re.compile(rf" và {re.escape(numbered.group('base'))} \d{{1,2}}(?!\w)") if numbered else None
    joined = twin.match(text, name.end()) if twin else None
    return joined.end() if joined else name.end()


def _inner(text: str, hit: Hit, *, notes: Annotations) -> int:
    """Return where a work ends whose name begins with another's head (`Khu đô thị mới Công viên A`), else 0."""
    position = hit.end_char + 1
    hits = notes.hits("work", position, end_char=position + 60)
    if not hits or hits[0].start_char != position or not text[position].isupper() or text[position - 1] != " ":
        return 0
    mention = specific(text, hits[0], form=notes.rows("work", hits[0])[0]["form"] + "+kind", notes=notes)
    return mention.end_char if mention is not None else 0


def _described(text: str, hit: Hit) -> int:
    """Return where a zone that is described in lower case ends (`Khu công nghiệp phục vụ nông nghiệp`), 0 for none."""
    start = hit.start_char
    if not text[start].isupper() or SENTENCE_START.search(text, max(0, start - 4), start):
        return 0
    described = _DESCRIBED.match(text, hit.end_char)
    return described.end() if described and described.group().split()[0] not in function_words() else 0


def in_capitals(text: str, hit: Hit) -> bool:
    """Say whether a head stands in a line of capitals, where a name can't be told (`YÊU CẦU …`)."""
    following = _NEXT_CAPITALS.match(text, hit.end_char)
    return len(hit.term) > 2 and text[hit.start_char : hit.end_char].isupper() and following is not None


def _is_sentence(text: str, hit: Hit, name: re.Match[str]) -> bool:
    """Say whether what looks like a name begins a common phrase (`yêu cầu Chương trình`): one capital only."""
    following = _NEXT_WORD.match(text, name.end())
    return " " not in name.group("name") and following is not None and following.group(1) not in function_words()


def make(text: str, start: int, end: int, *, cls: str, reading: WorkReading = NO_WORK, key: str = "") -> Mention:
    """Make the mention of a work, with its code and phase behind it and a singular `dự án` before it."""
    key = key or key_of(text[start:end])
    code = CODE.match(text, end)
    if code:
        end = code.end()
        reading = replace(reading, code=re.sub(r"[. ]+", ".", code.group("code")))
    site = _SITE.match(text, end) if cls == "Facility" else None
    if site:
        end, key = site.end(), f"{key}{site.group().lower()}"
    phase = PHASE.match(text, end)
    if phase:
        end, key = phase.end(), phase_key(key, phase)
        reading = replace(reading, whole=True)
    project = _PROJECT.search(text, max(0, start - 70), start)
    if project and not PLURAL.search(text, max(0, project.start() - 12), project.start()):
        start = project.start()
    return Mention(cls, start, end, key=key, confidence=0.92, reading=reading)
