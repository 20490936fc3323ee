"""Hold the rules for calendar expressions: how a day, a month, a quarter, years and feasts are written."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.grammar.rules import Grammar, Rule
from kg.extract.mentions.times.calendar import (
    Yearless,
    lunar_years,
    read_cell_years,
    read_century,
    read_date,
    read_feast,
    read_lunar_year,
    read_months,
    read_new_year,
    read_part,
    read_quarters,
    read_this_year,
    read_year,
    read_yearless_date,
    read_yearless_quarter,
    read_years,
)
from kg.resources import alternatives, terms_of

_TABLE = "lexicons/time_words.tsv"
_YEAR = r"(?:19|20)\d\d"
_QUARTER = r"(?:IV|I{1,3}|[1-4])"
_NO_YEARS_ON = rf"(?! ?[-–] ?{_YEAR})"
_TO = "(?:đến|tới)"

DATED = (
    Rule(
        "years from to",
        rf"từ năm (?P<first>{_YEAR}) {_TO}(?: hết)?(?: năm)? (?P<last>{_YEAR})",
        read_years,
        {"làm từ năm 2021 đến năm 2025": "2021/2025", "từ năm 2026 tới hết 2030": "2026/2030"},
        ("từ năm 2021", "từ tháng 3 đến tháng 10 năm 2026"),
    ),
    Rule(
        "months from to",
        rf"từ tháng (?P<first>\d{{1,2}})(?:(?:/| năm )(?P<first_year>{_YEAR}))? {_TO}(?: hết| cuối)? "
        rf"tháng (?P<last>\d{{1,2}})(?:/| năm )(?P<year>{_YEAR})",
        read_months,
        {
            "từ tháng 3 đến tháng 10 năm 2026": "2026-03/2026-10",
            "từ tháng 11/2025 đến hết tháng 2/2026": "2025-11/2026-02",
            "từ tháng 10 đến tháng 3 năm 2026": "",
        },
        ("từ tháng 3 năm 2026", "từ tháng 3 đến tháng 10"),
    ),
    Rule(
        "day",
        r"(?:ngày )?(?P<day>\d{1,2})(?: tháng |[/.-](?=\d{1,2}[/. -])| ?[/.-] ?(?=\d))(?P<month>\d{1,2})"
        rf"(?: ?[,/.-]? ?năm |[/.-])(?P<year>{_YEAR})",
        read_date,
        {
            "vào ngày 19 tháng 12 năm 2025": "2025-12-19",
            "trước ngày 30/11/2025": "2025-11-30",
            "dịp 02/9/2025": "2025-09-02",
            "ngày 31/02/2025": "",
        },
        ("trước ngày 30/11", "tháng 11/2025", "Nghị quyết số 10/11/2025/QH15"),
    ),
    Rule(
        "month",
        rf"tháng (?P<month>\d{{1,2}})(?: năm | ?[/.-] ?)(?P<year>{_YEAR})",
        read_date,
        {"trong tháng 11 năm 2025": "2025-11", "đến hết tháng 6/2026": "2026-06", "tháng 13/2026": ""},
        ("trong tháng 11", "12 tháng năm 2025"),
    ),
    Rule(
        "quarters",
        rf"[Qq]uý (?P<first>{_QUARTER})(?:(?: và|,| -|-| đến) (?:[Qq]uý )?(?P<last>{_QUARTER}))?(?:,? năm "
        rf"| ?[/-] ?)(?P<year>{_YEAR})",
        read_quarters,
        {
            "trong quý I năm 2026": "2026-01/2026-03",
            "quý III và quý IV năm 2025": "2025-07/2025-12",
            "Quý IV/2026": "2026-10/2026-12",
        },
        ("trong quý I", "hằng quý năm 2025"),
    ),
    Rule(
        "first or last months",
        rf"(?P<months>0?6|0?9|0?3) tháng (?P<part>đầu|cuối)(?: năm)? (?P<year>{_YEAR})",
        read_part,
        {"trong 6 tháng đầu năm 2025": "2025-01/2025-06", "3 tháng cuối năm 2026": "2026-10/2026-12"},
        ("6 tháng đầu năm", "5 tháng đầu năm 2025"),
    ),
    Rule(
        "years of a period",
        rf"{{period}}(?: từ)?(?: năm)? \(?(?P<first>{_YEAR})(?: ?[-–] ?|, | đến năm | đến )(?P<last>{_YEAR})",
        read_years,
        {"thời kỳ 2021 - 2030": "2021/2030", "trong nhiệm kỳ (2020 - 2025)": "2020/2025", "giai đoạn 2030-2025": ""},
        ("dự án 2021 - 2030", "giai đoạn 2021"),
    ),
    Rule(
        "feast",
        rf"(?P<name>{{feast}}) (?:năm )?(?P<year>{_YEAR})",
        read_feast,
        {"dịp Quốc khánh năm 2025": "2025-09-02"},
        ("dịp Quốc khánh", "Tết Nguyên đán 2025"),
    ),
    Rule(
        "Tết by the name of its year",
        rf"tết (?:nguyên đán |âm lịch |cổ truyền )?(?P<name>{{lunar}})(?:,? (?:năm )?{_YEAR})?",
        read_lunar_year,
        {"phục vụ Tết Bính Ngọ": "2026-02-17", "Tết Nguyên đán Ất Tỵ năm 2025": "2025-01-29"},
        ("Tết Nguyên đán", "năm Bính Ngọ"),
    ),
    Rule(
        "Tết by its year",
        rf"tết nguyên đán (?P<year>{_YEAR})",
        read_new_year,
        {"Tết Nguyên đán 2025": "2025-01-29"},
        ("Tết Nguyên đán", "Tết dương lịch 2025"),
    ),
    Rule(
        "year",
        rf"năm (?P<year>{_YEAR}){_NO_YEARS_ON}",
        read_year,
        {"vào năm 2025": "2025", "ngay trong năm 2021": "2021", "đến năm 2030, tầm nhìn 2045": "2030"},
        ("năm 2021 - 2025", "năm 20255", "5 năm"),
    ),
    Rule(
        "year that is looked ahead to",
        rf"(?:(?<=tầm nhìn )|(?<=từ nay )|(?<!\d )(?=đến \d{{4}}, ))đến (?P<year>{_YEAR}){_NO_YEARS_ON}",
        read_year,
        {"tầm nhìn đến 2045": "2045", "từ nay đến 2030": "2030", "Mục tiêu đến 2030, cả nước": "2030"},
        ("tăng đến 2030 hộ", "2025 đến 2030, cả nước"),
    ),
    Rule(
        "years behind a number of years",
        rf"(?<=\d năm )(?P<first>{_YEAR}) ?[-–] ?(?P<last>{_YEAR})",
        read_years,
        {"kế hoạch 5 năm 2026 - 2030": "2026/2030"},
        ("kế hoạch 2026 - 2030",),
    ),
    Rule(
        "part of a century",
        r"(?P<name>{century})",
        read_century,
        {"đến giữa thế kỷ XXI": "2050", "nửa đầu thế kỷ XXI": "2001/2050"},
        ("thế kỷ XXI", "giữa thế kỷ"),
    ),
)
"""What states its year."""
YEARLESS = (
    Rule(
        "day without its year",
        r"ngày (?P<day>\d{1,2})(?: tháng |/)(?P<month>\d{1,2})",
        read_yearless_date,
        {"trước ngày 30 tháng 11": Yearless(11, 30), "chậm nhất là ngày 15/3": Yearless(3, 15)},
        ("trước ngày 30/11/2025", "trước ngày 30/11 hằng năm", "từ ngày 30/11"),
    ),
    Rule(
        "month without its year",
        r"(?:đầu |cuối |giữa )?tháng (?P<month>\d{1,2})",
        read_yearless_date,
        {"trong tháng 01": Yearless(1), "vào cuối tháng 6": Yearless(6)},
        ("trong tháng 6/2026", "trong tháng 6 năm 2026", "sau tháng 6"),
    ),
    Rule(
        "quarter without its year",
        r"(?:đầu |cuối )?quý (?P<quarter>IV|I{1,3})",
        read_yearless_quarter,
        {"trong quý IV": Yearless(quarter=4)},
        ("trong quý IV/2026", "quý IV"),
    ),
    Rule(
        "this year",
        r"(?:(?:trong|đến hết|hết|đến cuối|cuối|từ nay đến hết|từ nay đến cuối|ngay trong) )?năm nay",
        read_this_year,
        {"hoàn thành trong năm nay": Yearless()},
        ("hằng năm", "trong năm"),
    ),
    Rule(
        "end of the year",
        r"(?:từ nay )?đến (?:hết|cuối) năm(?! (?:\d|nay|học|tài chính|kế hoạch))",
        read_this_year,
        {"giải ngân đến hết năm": Yearless(), "từ nay đến cuối năm": Yearless()},
        ("đến hết năm 2026", "đến cuối năm học"),
    ),
)
"""Deadlines that leave their year to the date of the document."""
CELLS = (
    Rule(
        "years in a column of times",
        rf"(?:(?:giai đoạn|các năm|từ năm|năm|từ) )?(?P<first>{_YEAR})(?: ?(?:[-–]|đến) ?(?:năm )?(?P<last>{_YEAR}))?",
        read_cell_years,
        {"2023": "2023", "2022-2030": "2022/2030", "từ 2026 đến 2030": "2026/2030"},
        ("12/2025", "20255"),
    ),
    Rule(
        "month in a column of times",
        rf"(?:(?:trước|đến|hết|trong) )?(?:tháng )?(?P<month>\d{{1,2}}) ?[/.-] ?(?P<year>{_YEAR})",
        read_date,
        {"12/2025": "2025-12", "trước tháng 6/2026": "2026-06", "13/2025": ""},
        ("2025", "1/12/2025"),
    ),
)
"""What is a time by itself in a column of times of a table."""


@lru_cache(maxsize=1)
def dated() -> Grammar:
    """Return the grammar of the expressions that state their year, with the prepositions that belong to them."""
    words = {kind: alternatives(terms_of(_TABLE, kind), any_case=True) for kind in ("period", "feast", "century")}
    words["before"] = alternatives(terms_of(_TABLE, "before", "by"), any_case=True)
    words["lunar"] = alternatives(lunar_years(), any_case=True)
    frame = r"(?<!\w)(?:{years from to}|{months from to}|(?:{before} )?{rules})(?![\d/])"
    return Grammar(DATED, frame=frame, words=words, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def yearless() -> Grammar:
    """Return the grammar of the deadlines without a year."""
    no_year = rf"(?![\d/])(?! ?[,/.-]? ?(?:năm )?{_YEAR})(?! (?:năm|hằng|hàng))"
    frame = rf"(?<!\w)(?:{{by}} {{rules}}{no_year}|{{this year}}|{{end of the year}})(?!\w)"
    by = alternatives(terms_of(_TABLE, "by"), any_case=True)
    return Grammar(YEARLESS, frame=frame, words={"by": by}, flags=re.IGNORECASE)


@lru_cache(maxsize=1)
def in_cells() -> Grammar:
    """Return the grammar of the years and months that stand bare in a column of times."""
    return Grammar(CELLS, frame=r"(?<![\w/.-]){rules}(?![\w/])", flags=re.IGNORECASE)
