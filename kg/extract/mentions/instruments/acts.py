"""Find acts that go by what they are to do (`Nghị định quy định chi tiết …`)."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.extract.grammar.lexicon import KINDS, filled, worded
from kg.extract.grammar.rules import Grammar, Groups, Rule
from kg.iri import fold
from kg.model import Mention
from kg.text.scan import iter_anchored

_CHANGE = r"sửa đổi(?:,? (?:và )?bổ sung)?|thay thế|bãi bỏ"
_DETAILS = "quy định chi tiết|hướng dẫn (?:thi hành|thực hiện|một số|chi tiết|Luật|Bộ luật)|xử phạt vi phạm"
_TAIL = r"(?=(?P<tail>[^;.:\n]{8,220}))"
_LEAST_WORDS = 3
_PURPOSE = "bảo đảm|đảm bảo|để|nhằm|theo (?:quy định|trình tự|thẩm quyền|chỉ đạo|hướng)|cho phù hợp|nếu|làm cơ sở"
_END = re.compile(
    rf"[;.:\n]|,? (?=(?:{_PURPOSE})(?!\w))|, (?=(?:trình|báo cáo|trong đó|hoàn thành|theo|nêu|nhất là|như)(?!\w))"
    r"| (?=ngày \d|trong (?:năm|quý|tháng|giai đoạn)(?!\w)|trước (?:ngày|tháng|năm|\d)|vào (?:năm|quý|tháng)(?!\w)"
    r"|(?:và|hoặc) (?:trình|báo cáo|tổ chức|triển khai)(?!\w)|đã được|được (?:ban hành|thông qua|ký|phê duyệt)"
    r"|có hiệu lực|và (?:các )?(?:văn bản|quy định)(?!\w))"
)
_NEXT_ACT = r",? (?:và |hoặc )?(?={Ruling}(?!\w))"
_ON_ACTS = "(?:của|thay thế|bãi bỏ|bổ sung|thi hành)(?: các)? {Ruling}"
"""What an act is about may be several acts, all in its name."""
_CITES = r"(?<!\w)(?:(?:theo|tại|trong|các|những|mọi|nhiều|một số|Các|Những) |{Ruling}, )$"


def _words(groups: Groups) -> str:
    return groups["tail"] or ""


RULES = (
    Rule(
        "act that details",
        rf"{{Ruling}} (?=(?:{_DETAILS}) ){_TAIL}",
        _words,
        {
            "Xây dựng Nghị định quy định chi tiết một số điều của Luật Điện lực": "quy định chi tiết một số điều của "
            "Luật Điện lực",
            "ban hành Thông tư hướng dẫn thực hiện công tác lưu trữ": "hướng dẫn thực hiện công tác lưu trữ",
        },
        ("theo Luật quy định chi", "Nghị định này quy định chi tiết một số điều"),
    ),
    Rule(
        "act that changes",
        rf"{{Ruling}} (?=(?:{_CHANGE}) ){_TAIL}",
        _words,
        {
            "trình Quốc hội Nghị quyết sửa đổi, bổ sung một số điều của Hiến pháp": "sửa đổi, bổ sung một số điều của "
            "Hiến pháp",
            "ban hành Nghị định thay thế Nghị định số 12/2020/NĐ-CP": "thay thế Nghị định số 12/2020/NĐ-CP",
        },
        ("Luật sửa đổi.", "Nghị định số 5/2020/NĐ-CP sửa đổi, bổ sung một số điều"),
    ),
    Rule(
        "act that rules",
        rf"(?!Luật|Bộ luật){{Ruling}} (?=quy định (?!tại |này|trên|nêu|của |rõ )){_TAIL}",
        _words,
        {"ban hành Nghị định quy định danh mục cơ sở dữ liệu quốc gia": "quy định danh mục cơ sở dữ liệu quốc gia"},
        ("Nghị định quy định tại Điều 5 và Điều 6", "Nghị quyết quy định rõ trách nhiệm"),
    ),
)


@lru_cache(maxsize=1)
def ruling() -> Grammar:
    """Return the grammar of acts that go by what they are to do."""
    return Grammar(RULES, frame=r"(?<!\w){rules}", words={"Ruling": filled(KINDS, "{Ruling}")})


def acts(text: str, notes: Annotations) -> list[Mention]:
    """Return the acts that go by what they rule, change or detail; what they cite inside their name is part of it."""
    found = []
    grammar = ruling()
    for match in iter_anchored(grammar.regex, worded(KINDS, "{Ruling}"), text):
        reading = grammar.read(match)
        start = reading.start_char
        if worded(KINDS, _CITES).search(text, max(0, start - 14), start):
            continue
        end = _end(text, reading.end_char, reading.end_char + len(reading.value), notes=notes)
        if len(text[start:end].split()) >= _LEAST_WORDS + 2:
            name = fold(text[start:end])
            found.append(Mention("Instrument", start, end, key=name, confidence=0.8, pattern=reading.rule))
    return found


def _end(text: str, start: int, end: int, *, notes: Annotations) -> int:
    """Return where a name that begins before `start` stops: at a mark, a time, a purpose, or a body behind a comma."""
    stop = _END.search(text, start, end)
    end = stop.start() if stop else end
    for other in worded(KINDS, _NEXT_ACT).finditer(text, start, end):
        if other.group().strip() and not worded(KINDS, _ON_ACTS).search(text, start, other.start()):
            end = other.start()
            break
    for comma in re.finditer(r", ", text[start:end]):
        at = start + comma.end()
        bodies = notes.hits("agent", at, end_char=at + 60)
        if bodies and bodies[0].label != "none" and bodies[0].start_char == at and text[at].isupper():
            end = start + comma.start()
            break
    return start + len(text[start:end].rstrip(" ,-"))
