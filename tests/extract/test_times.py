"""Calendar expressions with their prepositions and their ISO form."""

import pytest

from tests.extract.pieces import run

CASES = [
    ("Hoàn thành vào năm 2025.", [("vào năm 2025", "2025")]),
    ("Xong ngay trong năm 2021.", [("ngay trong năm 2021", "2021")]),
    ("Trong nhiệm kỳ 2020 - 2025, xây dựng cảng.", [("Trong nhiệm kỳ 2020 - 2025", "2020/2025")]),
    (
        "Quy hoạch thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.",
        [("thời kỳ 2021 - 2030", "2021/2030"), ("đến năm 2050", "2050")],
    ),
    ("Báo cáo trước ngày 30/11/2025.", [("trước ngày 30/11/2025", "2025-11-30")]),
    ("Khánh thành vào ngày 19 tháng 12 năm 2025.", [("vào ngày 19 tháng 12 năm 2025", "2025-12-19")]),
    ("Trình trong tháng 11 năm 2025.", [("trong tháng 11 năm 2025", "2025-11")]),
    ("Trình trong quý I năm 2026.", [("trong quý I năm 2026", "2026-01/2026-03")]),
    ("Báo cáo hằng năm, ngày 31/02/2025.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_times(text, expected):
    prepared, findings = run(text)
    times = [m for m in findings.mentions if m.cls == "Time"]
    assert [(prepared.text[m.start_char : m.end_char], m.key) for m in times] == expected


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Hoàn thành đường ven biển vào năm 2025.", "2025"),
        ("Thực hiện Quy hoạch tỉnh thời kỳ 2021 - 2030.", ""),
        ("Phát huy kinh nghiệm trong nhiệm kỳ 2015 - 2020.", ""),
        ("Xây dựng cảng trong nhiệm kỳ 2020 - 2025 và các nhiệm kỳ tiếp theo.", ""),
        ("1. Đến năm 2030\n- Phát triển năng lượng tái tạo.", "2030"),
    ],
)
def test_due(text, due):
    _, findings = run(text)
    assert [m.due for m in findings.measures] == [due]
