"""Find instruments (công cụ chính sách): named programmes, plans, laws, resolutions, standards, indices, funds.

A long name ends where a predicate, a purpose, a place or a mark begins; its abbreviation in brackets belongs to it.
"""

from __future__ import annotations

import re

from kg.annotate import Annotations, Hit
from kg.extract.grammar.names import UPPER, function_words, is_acronym
from kg.extract.mentions.instruments.acts import acts
from kg.extract.mentions.instruments.alone import acts_alone, plans_alone
from kg.extract.mentions.instruments.cells import names_in_cells
from kg.extract.mentions.instruments.forms import by_form
from kg.extract.mentions.instruments.identity import identify, year_behind
from kg.extract.mentions.instruments.names import (
    LAW_NUMBER,
    NUMBER,
    NUMBERED,
    QUOTE,
    REVISED,
    Verbs,
    law_end,
    name_end,
    read_verbs,
)
from kg.extract.mentions.instruments.references import again, approved, of_plenum, opens_sentence, scaled, short_forms
from kg.iri import fold
from kg.model import WORK_CLASSES, Findings, Mention, PreparedText
from kg.readings import InstrumentReading

_BRACKET = re.compile(rf" \((?P<short>[{UPPER}][{UPPER}\d &-]+)\)")
_CONGRESS = re.compile(
    r" Đại hội(?: đại biểu)?(?: (?:toàn quốc|Đảng toàn quốc|Đảng bộ (?:tỉnh|thành phố|huyện|các cấp)?(?: ["
    + UPPER
    + r"]\w*)*|Đảng))?(?: (?:lần thứ )?[IVX]+)?(?: của Đảng)?(?: lần thứ [IVX]+)?"
)
_BODY = re.compile(r"(?:Bộ|Sở|Phòng|Ban|Vụ|Cục|Viện|Trường) $")
_SELF = re.compile(r" này\b")
_PERIOD = re.compile(r",? (?:giai đoạn|thời kỳ|đến năm) ?\d{4}")
_PLAN_WITH_PERIOD = re.compile(
    r"(?P<name>(?: [a-zà-ỹđ]+){2,9}),? (?:giai đoạn|thời kỳ) (?:20|19)\d\d ?[-–] ?(?:20|19)\d\d"
    r"|(?P<of>(?: (?!(?:đến|đầu|cuối|hết|trong|vào|của|hoàn|dài) )[a-zà-ỹđ]+){2,9}),?(?: đến)? năm (?:20|19)\d\d(?!\d)"
)
_SHORTEST = 3
_SHORTEST_LISTED = 4
_NO_NAME = "|".join(sorted(function_words()))
_WHOLE_FIELD = re.compile(
    rf" (?:(?:tổng thể )?phát triển|quốc gia(?: về)?) (?!(?:{_NO_NAME})(?!\w))[a-zà-ỹđ]+,? [a-zà-ỹđ]+"
)
"""What singles out a plan in lower case: it is of a field as a whole, or the country's."""
_DEVELOPS = frozenset(("quy hoạch", "quy hoạch tổng thể", "chiến lược"))
_LONG_TERM = _DEVELOPS | {"chương trình"}
_SEVERAL = re.compile(r"(?:các|những|mọi) $")
_TO_BE_MADE = re.compile(
    r"(?:lập|xây dựng|làm|trong|về|bản đồ|nội dung|dữ liệu|công tác|các|những|mọi|một số|nhiều) $", re.IGNORECASE
)
_FOR_WORK = re.compile(r" (?:chung|phân khu|chi tiết|tổng mặt bằng)(?: (?:xây dựng|phát triển|mở rộng|đô thị))* ")
_MARKER = re.compile(r"(?:^|\n)\s*(?:\d{1,3}[.)]|[a-zđ]\)|[-+*•])?\s*$")
_ORDER = re.compile(r"(?<!\w)[IVX]+(?!\w)")
_OWN_KINDS = frozenset(
    ("chương trình hành động", "kế hoạch thực hiện", "kế hoạch triển khai", "chương trình hành động của chính phủ")
)
_LETTERHEAD = 700
_OWN_NUMBER = re.compile(r"Số:? ?(?P<number>\d{1,5}(?:/\d{4})?(?:[-/][A-ZĐa-z\d]+)+)")
_ABOUT = re.compile(r" về(?= )")
_ABOUT_AFTER = re.compile(r" (?:quốc gia|tổng thể|hành động(?: quốc gia)?|hợp tác|phối hợp|toàn diện) về(?= )(?! việc)")
_ABOUT_ANY = re.compile(rf"{_ABOUT_AFTER.pattern}|{_ABOUT.pattern}(?! việc)")
_TREATY_ABOUT = re.compile(
    r" (?:của )?(?:Liên hợp quốc|Liên Hợp Quốc|ASEAN|quốc tế|khung)(?: của Liên hợp quốc)? về(?= )"
)
_FUND_ABOUT = re.compile(r" (?:[Qq]uốc gia|[Tt]rung ương) về(?= )")
_ABOUT_KINDS = frozenset(("kế hoạch", "chương trình", "đề án", "chiến lược", "bộ tiêu chí", "bộ chỉ số"))
_OF_GOVERNMENT = re.compile(r" của (?:Chính phủ|Tỉnh ủy|Thành ủy|Bộ Chính trị|Ban Chấp hành [^,;.\n]{4,40}?)(?!\w)")
_SAYS = re.compile(
    r" (?:(?:xác định|liên quan|đề ra|kế thừa|chủ động|nêu|hướng (?:đến|tới)|đặt ra|tập trung|được|có|là)(?!\w)"
    r"|(?:tổ chức |triển khai )?thực hiện (?:theo|từ|trên|tại)(?!\w))"
)
_BARE_NAMES = frozenset(
    (
        "thực hiện",
        "triển khai",
        "triển khai thực hiện",
        "tổ chức thực hiện",
        "hành động",
        "chi tiết",
        "cụ thể",
        "công tác",
    )
)
_ABOUT_HEADS = ("chương trình mục tiêu quốc gia", "nghị quyết chuyên đề")
_YEARLY = re.compile(r" (?:hàng|hằng) (?:năm|tháng|quý)")
_INDEX = re.compile(rf"(?: [a-zà-ỹđ]+){{2,10}} \([{UPPER}]{{2,8}}\)")
_PLAN_OF_YEARS = re.compile(r"(?: [a-zà-ỹđ]+(?: -)?){0,7} \d{1,2} năm(?= (?:19|20)\d\d ?[-–])")
_FOREIGN = re.compile(
    r"(?:doanh nghiệp|nhà đầu tư|tổ chức)[^,;.()]{0,30} nước ngoài \($|(?:doanh nghiệp|khu vực) $", re.IGNORECASE
)
_MANY = re.compile(r"(?<!\w)(?:các|những|mọi|một số|nhiều|\d{1,2}) $", re.IGNORECASE)
_PROPER = re.compile(rf" [{UPPER}\d]")
_NAMED_KINDS = frozenset(("agreement", "plan"))


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the mentions of instruments to `findings.mentions`."""
    text = prepared.text
    found: list[Mention] = []
    reached = 0
    verbs = read_verbs(text, notes)
    context = _Context(prepared, notes, findings)
    titles = {hit.start_char: hit.end_char for hit in notes.hits("named_instrument") if hit.label == "law"}
    for hit in notes.hits("instrument"):
        if hit.start_char < reached or _BODY.search(text, max(0, hit.start_char - 10), hit.start_char):
            continue
        row = notes.rows("instrument", hit)[0]
        end = context.plan_of_work(hit, kind=row["kind"]) or context.listed(hit, kind=row["kind"], verbs=verbs)
        end = (
            end
            or titles.get(hit.start_char, 0) * text[hit.start_char].isupper()
            or _end(text, hit, kind=row["kind"], needs=row["needs"], verbs=verbs)
        )
        if end and not (row["kind"] in _NAMED_KINDS and _unnamed(text, hit, end=end)):
            mention = _mention(text, hit.start_char, context.without_bodies(hit.end_char, end))
            if context.is_itself(mention):
                continue
            reached = mention.end_char
            found.append(mention)
    for hit in notes.hits("named_instrument"):
        printed = text[hit.start_char : hit.end_char]
        term = notes.rows("named_instrument", hit)[0]
        if hit.label == "law" or (
            hit.label == "fund" and _FOREIGN.search(text, max(0, hit.start_char - 60), hit.start_char)
        ):
            continue
        if not is_acronym(term["term"]) or printed == term["term"]:
            found.append(
                Mention(
                    "Instrument",
                    hit.start_char,
                    hit.end_char,
                    confidence=0.95,
                    key=fold(term["key"] if term["key"] != "-" else term["term"]),
                )
            )
    found.extend(of_plenum(text, found))
    found.extend(short_forms(text, found))
    found.extend(acts(text, notes))
    found.extend(by_form(text, found, verbs=verbs))
    found.extend(acts_alone(text, found, title=findings.header.title))
    found.extend(plans_alone(text, found, header=findings.header))
    found.extend(scaled(text))
    found.extend(again(text, notes.hits("instrument"), found=found))
    found.extend(approved(text, found))
    found.extend(names_in_cells(prepared, found))
    findings.mentions.extend(identify(text, found))


class _Context:
    """What reading instruments needs to know of the document: its works, its bodies, its own number and type."""

    def __init__(self, prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
        self.text = prepared.text
        self.prepared = prepared
        self.notes = notes
        self.header = findings.header
        printed = _OWN_NUMBER.search(self.text, 0, _LETTERHEAD)
        self.own_number = fold(self.header.number or (printed.group("number") if printed else ""))
        works = [m for m in findings.mentions if m.cls in WORK_CLASSES and not m.within]
        self.works = {m.start_char: m.end_char for m in works}
        self.blocks = [block.start_char for block in prepared.blocks]

    def plan_of_work(self, hit: Hit, *, kind: str) -> int:
        """Return where a plan in lower case ends that is for one work (`quy hoạch chung Khu kinh tế A`), 0 for none."""
        if kind != "plan" or self.text[hit.start_char].isupper():
            return 0
        before = _FOR_WORK.match(self.text, hit.end_char)
        return self.works.get(before.end(), 0) if before else 0

    def listed(self, hit: Hit, *, kind: str, verbs: Verbs) -> int:
        """Return where a plan ends whose name opens a list line or a cell (`- Đề án phát triển …`), 0 for none."""
        text, start = self.text, hit.start_char
        if kind != "plan" or not text[start].isupper() or hit.term.startswith("quy hoạch"):
            return 0
        cell = text[max(0, start - 2) : start].strip(" ") in ("|", "\t")
        if not (cell or _MARKER.search(text, max(0, start - 12), start)):
            return 0
        if text[hit.start_char : hit.end_char + 8].isupper() or NUMBER.match(text, hit.end_char):
            return 0
        years = _PLAN_OF_YEARS.match(text, hit.end_char)
        if years:
            return years.end()
        end = name_end(text, hit.end_char, verbs=verbs)
        return end if len(text[hit.end_char : end].split()) >= _SHORTEST_LISTED else 0

    def without_bodies(self, start: int, end: int) -> int:
        """Return the end of a name before a comma behind which a body begins (`Chương trình hành động, các bộ …`)."""
        for comma in re.finditer(r", (?:các |những )?", self.text[start:end]):
            hits = self.notes.hits("agent", start + comma.start(), end_char=start + comma.end() + 60)
            bodies = [hit for hit in hits if hit.label != "none"]
            if bodies and bodies[0].start_char <= start + comma.end() and not self._of_people(bodies[0], start):
                return start + comma.start()
        return end

    def _of_people(self, group: Hit, start: int) -> bool:
        """Say whether a group of people stands behind another in a name (`bồi dưỡng cán bộ, công chức`)."""
        before = self.notes.hits("agent", start, end_char=group.start_char)
        return group.label == "group" and bool(before) and before[-1].end_char == group.start_char - 2

    def is_itself(self, mention: Mention) -> bool:
        """Say whether a mention is of the document itself, by its number or as the resolution of its own congress."""
        title = fold(self.header.title)
        own_kind = mention.key in _OWN_KINDS or (
            self.header.type in ("Plan", "Programme") and mention.key.split(" ")[:2] == title.split(" ")[:2]
        )
        if own_kind and mention.key in title and "sửa đổi" not in title:
            return True
        number = NUMBER.search(self.text, mention.start_char, mention.end_char)
        if number:
            dated, issued = year_behind(self.text, mention.end_char), self.header.issued[:4]
            return fold(number.group("number")) == self.own_number and not (dated and issued and dated != issued)
        if self.header.type != "Resolution" or not mention.key.startswith("nghị quyết đại hội"):
            return False
        if mention.key == "nghị quyết đại hội":
            return True
        order = _ORDER.search(self.text, mention.start_char, mention.end_char)
        own = fold(f"{self.header.title} {self.header.adopted_by}")
        local = "đảng bộ" in mention.key
        return bool(
            order
            and re.search(rf"(?<!\w){order.group().lower()}(?!\w)", own)
            and "đại hội" in own
            and (local or "toàn quốc" in mention.key or "đảng bộ" not in own)
            and local == ("đảng bộ" in own)
        )


def _unnamed(text: str, hit: Hit, *, end: int) -> bool:
    """Say whether a plural names nothing (`các Hiệp định thương mại`): no name, number, quotation or period."""
    return bool(
        _MANY.search(text, max(0, hit.start_char - 8), hit.start_char)
        and (text[hit.end_char : end] == " MTQG" or not _PROPER.search(text, hit.end_char, end))
        and not _PERIOD.match(text, end)
    )


def _end(text: str, hit: Hit, *, kind: str, needs: str, verbs: Verbs) -> int:
    """Return where the instrument that the head `hit` begins ends, 0 for a generic noun."""
    start, end = hit.start_char, hit.end_char
    if _SELF.match(text, end):
        return 0
    capital = text[start].isupper()
    if "number" in needs:
        number = NUMBER.match(text, end)
        if number:
            return number.end()
        words = NUMBERED.match(text, end)
        if words and capital:
            return NUMBER.match(text, words.end()).end()  # type: ignore[union-attr]
    if "quote" in needs or kind == "plan":
        quote = QUOTE.match(text, end)
        if quote:
            return quote.end()
    if "bare" in needs:
        return name_end(text, end, verbs=verbs, most=2) if capital else 0
    if "name" not in needs:
        return 0
    congress = _CONGRESS.match(text, end) if hit.term == "nghị quyết" and capital else None
    if congress:
        return congress.end()
    if kind == "document":
        return 0
    if kind == "law":
        return law_end(text, end, verbs=verbs) if capital else 0
    if kind == "index" and not capital:
        index = _INDEX.match(text, end)
        return index.end() if index else 0
    if kind == "plan" and (years := _PLAN_OF_YEARS.match(text, end)):
        return years.end()
    if not capital:
        return _end_in_lower_case(text, hit, verbs=verbs) if kind == "plan" else 0
    if opens_sentence(text, start) or text[start : end + 12].isupper():
        return 0
    if hit.term == "chương trình hành động" and text.startswith(" thực hiện Nghị quyết", end):
        inner = end + len(" thực hiện Nghị quyết")
        congress, number = _CONGRESS.match(text, inner), NUMBER.match(text, inner)
        return congress.end() if congress else number.end() if number else inner
    if hit.term == "chương trình hành động" and (whose := _OF_GOVERNMENT.match(text, end)):
        return whose.end()
    if kind == "plan" and _SAYS.match(text, end):
        return 0
    about = _of_body_about(text, hit, kind=kind) or _about(text, hit)
    finish = name_end(text, about.end() if about else end, verbs=verbs)
    if kind == "fund" and (act := text.find(" và ", end, finish)) > 0 and act + len(" và ") in verbs.starts:
        finish = act
    if text[end:finish].strip() in _BARE_NAMES or _YEARLY.fullmatch(text, end, finish):
        return 0
    return finish if finish - end >= _SHORTEST else 0


def _end_in_lower_case(text: str, hit: Hit, *, verbs: Verbs) -> int:
    """Return where a plan in lower case ends that its period or the whole field that it is for singles out, else 0."""
    start, end = hit.start_char, hit.end_char
    period = _PLAN_WITH_PERIOD.match(text, end)
    if period and not _SEVERAL.search(text, max(0, start - 8), start):
        return period.end(period.lastgroup or "name")
    whole = _WHOLE_FIELD.match(text, end) if hit.term in _LONG_TERM else None
    short = hit.term not in _DEVELOPS and not text.startswith(" quốc gia", end)
    if whole is None or short or _TO_BE_MADE.search(text, max(0, start - 12), start):
        return 0
    return name_end(text, whole.end(), verbs=verbs)


def _of_body_about(text: str, hit: Hit, *, kind: str) -> re.Match[str] | None:
    """Return the words that stand before what a treaty or fund is about (`Công ước | Liên hợp quốc về | quyền …`)."""
    pattern = _TREATY_ABOUT if kind == "agreement" else _FUND_ABOUT if kind == "fund" else None
    return pattern.match(text, hit.end_char) if pattern else None


def _about(text: str, hit: Hit) -> re.Match[str] | None:
    """Return the words by which a name says what it is about (`Chương trình | quốc gia về | dữ liệu`)."""
    if hit.term in _ABOUT_HEADS:
        return _ABOUT.match(text, hit.end_char)
    pattern = _ABOUT_AFTER if hit.term.startswith("kế hoạch") else _ABOUT_ANY
    return pattern.match(text, hit.end_char) if hit.term in _ABOUT_KINDS else None


def _law_tail(text: str, end: int) -> re.Match[str] | None:
    """Return what makes a law one of several of its title: its number, or that it is to be revised."""
    return LAW_NUMBER.match(text, end) or REVISED.match(text, end)


def _mention(text: str, start: int, end: int) -> Mention:
    """Make the mention of a long name with the abbreviation in brackets behind it."""
    short = ""
    if text.startswith(("Luật", "Bộ luật", "Pháp lệnh"), start) and (more := _law_tail(text, end)):
        end = more.end()
    bracket = _BRACKET.match(text, end)
    if bracket:
        short = bracket.group("short")
        end = bracket.end()
    number = NUMBER.search(text, start, end)
    key = fold(text[start:end])
    if number:
        key = re.sub(r" số ", " ", key)
    sure = 0.93 if number or bracket else 0.85
    return Mention("Instrument", start, end, key=key, confidence=sure, reading=InstrumentReading(short=short))
