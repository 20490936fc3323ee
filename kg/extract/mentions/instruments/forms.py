"""Find instruments by a form of their own: campaigns in quotation marks, months and days of action, norms, numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.grammar.lexicon import KINDS, filled, worded
from kg.extract.grammar.rules import Grammar, Groups, Rule
from kg.extract.mentions.instruments.names import Verbs, name_end
from kg.iri import fold
from kg.model import Mention

_CAMPAIGN = (
    "Chiến dịch|Tháng (?:hành động|cùng|cao điểm)|Ngày (?:hội|chủ nhật|quốc tế|toàn dân)|Tuần lễ|Phong trào"
    "|Cuộc vận động|Mô hình|Tổng rà soát|Năm dữ liệu|Ngày Quốc tế"
)
_MOVED = "phong trào|cuộc vận động|mô hình|chiến dịch|chương trình|đề án|cuộc thi|đợt thi đua|tháng"
_ACT_CODE = r"(?:QĐ|NQ|CT|KH|NĐ|TT|KL|TB|CĐ|HD|CTr|QH\d{2}|UBTVQH\d{2}|(?!BC)B[A-ZĐ]{1,7}|UBND|VPCP)"
_ACT_NUMBER = rf"\d{{1,5}}(?:\.\d{{1,3}})?(?:/\d{{4}})?[-/]{_ACT_CODE}(?:[-/]?[A-ZĐ]\w*)*(?!\w)"


def _whole(groups: Groups) -> str:
    return groups["name"] or ""


RULES = (
    Rule(
        "campaign in quotation marks",
        rf"(?P<name>[“\"](?:{_CAMPAIGN}) [^”\"\n;]{{6,140}}[”\"])",
        _whole,
        {"triển khai “Chiến dịch 90 ngày làm sạch dữ liệu”": "“Chiến dịch 90 ngày làm sạch dữ liệu”"},
        ("thực hiện “làm sạch dữ liệu đất đai”",),
    ),
    Rule(
        "movement with a quoted name",
        rf"(?P<name>(?i:{_MOVED})(?: (?!là|với|được|theo|của)[a-zà-ỹđ]+){{1,5}} [“\"][^”\"\n;]{{6,140}}[”\"])",
        _whole,
        {"phát động phong trào thi đua “Cả nước chung tay”": "phong trào thi đua “Cả nước chung tay”"},
        ("phong trào của tỉnh “đúng, đủ, sạch, sống”",),
    ),
    Rule(
        "month or day of action",
        r"(?P<name>Tháng hành động|Tháng cao điểm|Ngày toàn dân|Ngày hội|Ngày Chuyển đổi|Ngày Pháp luật)(?= \w)",
        _whole,
        {"hưởng ứng Tháng hành động vì trẻ em": "Tháng hành động"},
        ("tháng hành động vì trẻ em",),
    ),
    Rule(
        "norm with a number",
        r"(?P<name>(?:QCVN|TCVN|TCCS)(?: ISO)?[ :]\d[\d.:/-]*(?:/[A-ZĐ]{2,})?|ISO(?:/IEC)?[ :-]?\d{4,5}(?::\d{4})?)"
        r"(?!\w)",
        _whole,
        {"theo QCVN 01-1:2018/BYT về nước sạch": "QCVN 01-1:2018/BYT", "đạt TCVN ISO 9001:2015": "TCVN ISO 9001:2015"},
        ("các QCVN về môi trường",),
    ),
    Rule(
        "act by its bare number",
        r"(?P<name>{Short} (?:số )?\d{1,3})(?![\d/]|[-.,]\d|-[A-ZĐ]| - |(?: \w+){0,3}? số \d)"
        r"(?!\w)",
        _whole,
        {"thực hiện Nghị quyết 57 của Bộ Chính trị": "Nghị quyết 57", "tổng kết Chỉ thị số 15": "Chỉ thị số 15"},
        ("Nghị quyết số 57-NQ/TW", "Nghị quyết số 98/2023/QH15"),
    ),
    Rule(
        "number of one act more",
        rf"(?:(?<=[,;] )|(?<!Số: )(?<=: )|(?<=và ))(?P<name>(?:số )?{_ACT_NUMBER})",
        _whole,
        {
            "các Nghị quyết số 57-NQ/TW, số 59-NQ/TW": "số 59-NQ/TW",
            "số 12/VPCP-KTTH và 708/BTTTT-CATTT": "708/BTTTT-CATTT",
        },
        ("Nghị quyết số 57-NQ/TW", "Số: 100/NQ-CP"),
    ),
)
_OF_ACTION = "month or day of action"
_ANOTHER = "number of one act more"
_LEAST = 3
_LISTS = r"(?:{Listed}|văn bản)[^.\n]{0,240}$"
_REPORTS = re.compile(r"(?:Tờ trình|Báo cáo|văn bản đề nghị)[^.\n]{0,160}$")


@lru_cache(maxsize=1)
def by_forms() -> Grammar:
    """Return the grammar of the forms."""
    return Grammar(RULES, frame=r"(?<!\w){rules}", words={"Short": filled(KINDS, "{Short}")})


def by_form(text: str, found: Sequence[Mention], *, verbs: Verbs) -> list[Mention]:
    """Return the instruments that are told by their form, where none is known yet."""
    taken = sorted((m.start_char, m.end_char) for m in found)
    mentions = []
    for reading in by_forms().find(text):
        start, end = reading.start_char, reading.end_char
        if any(s < end and start < e for s, e in taken):
            continue
        if reading.rule == _OF_ACTION:
            end = name_end(text, end, verbs=verbs)
            if end - reading.end_char < _LEAST:
                continue
        if reading.rule == _ANOTHER and not _goes_on_a_list(text, start):
            continue
        name = fold(text[start:end])
        mentions.append(Mention("Instrument", start, end, key=name, confidence=0.8, pattern=reading.rule))
    return mentions


def _goes_on_a_list(text: str, start: int) -> bool:
    """Say whether a number stands behind a kind of act, and no report comes between."""
    before = text[max(0, start - 260) : start]
    return worded(KINDS, _LISTS).search(before) is not None and _REPORTS.search(before) is None
