"""Calendar expressions with their prepositions and their ISO form."""

import pytest

from tests.extract.pieces import run

CASES = [
    ("Lấy mẫu từ tháng 3 đến tháng 10 năm 2026.", [("từ tháng 3 đến tháng 10 năm 2026", "2026-03/2026-10")]),
    ("Làm từ tháng 11/2025 đến hết tháng 2/2026.", [("từ tháng 11/2025 đến hết tháng 2/2026", "2025-11/2026-02")]),
    ("Làm từ tháng 10 đến tháng 3 năm 2026.", []),
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
    ("Xong trong quý III và quý IV năm 2025.", [("trong quý III và quý IV năm 2025", "2025-07/2025-12")]),
    ("Làm từ năm 2021 đến năm 2025.", [("từ năm 2021 đến năm 2025", "2021/2025")]),
    ("Kế hoạch 5 năm 2026 - 2030.", [("2026 - 2030", "2026/2030")]),
    ("Trong nhiệm kỳ (2020 - 2025), đổi mới.", [("Trong nhiệm kỳ (2020 - 2025)", "2020/2025")]),
    (
        "Phục vụ Tết Bính Ngọ và Tết Nguyên đán 2025.",
        [("Tết Bính Ngọ", "2026-02-17"), ("Tết Nguyên đán 2025", "2025-01-29")],
    ),
    ("Đến giữa thế kỷ XXI là nước phát triển.", [("Đến giữa thế kỷ XXI", "2050")]),
    ("Xong dịp 02/9/2025.", [("dịp 02/9/2025", "2025-09-02")]),
    ("Báo cáo hằng năm, ngày 31/02/2025.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_times(text, expected):
    prepared, findings = run(text)
    times = [m for m in findings.mentions if m.cls == "Time"]
    assert [(prepared.text[m.start_char : m.end_char], m.key) for m in times] == expected


HEAD = "CHÍNH PHỦ\nSố: 15/NQ-CP\nHà Nội, ngày 10 tháng 11 năm 2025\n\nNGHỊ QUYẾT\nVề đầu tư công\n\n"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Báo cáo trước ngày 30 tháng 11.", "2025-11-30"),
        ("Trình trong tháng 01.", "2026-01"),
        ("Hoàn thành trong quý IV.", "2025-10/2025-12"),
        ("Giải ngân đến hết năm.", "2025"),
        ("Hoàn thành trong năm nay.", "2025"),
        ("Báo cáo hằng năm.", ""),
    ],
)
def test_a_deadline_without_a_year_is_read_from_the_date_of_issue(text, key):
    _, findings = run(HEAD + "Điều 1. " + text)
    assert findings.header.issued == "2025-11-10"
    assert [m.key for m in findings.mentions if m.cls == "Time" and m.key != "2025-11-10"] == [key] * bool(key)
    _, findings = run(text)
    assert [m.key for m in findings.mentions if m.cls == "Time"] == []


def test_years_in_a_column_of_times_are_times():
    _, findings = run(
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian\n1 | Xây dựng đề án phát triển đô thị | Bộ Xây dựng | 2026-2030"
    )
    assert [m.key for m in findings.mentions if m.cls == "Time"] == ["2026/2030"]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Hoàn thành đường ven biển vào năm 2025.", "2025"),
        ("Thực hiện Quy hoạch tỉnh thời kỳ 2021 - 2030.", ""),
        ("Phát huy kinh nghiệm trong nhiệm kỳ 2015 - 2020.", ""),
        ("Xây dựng cảng trong nhiệm kỳ 2020 - 2025 và các nhiệm kỳ tiếp theo.", ""),
        ("1. Đến năm 2030\n- Phát triển năng lượng tái tạo.", "2030"),
        ("Xử lý dứt điểm nhà, đất dôi dư; thời hạn hoàn thành trong quý II năm 2026.", "2026-06"),
        ("Rà soát quy hoạch; thời hạn: trước 30/6/2026.", "2026-06-30"),
    ],
)
def test_due(text, due):
    _, findings = run(text)
    assert [m.due for m in findings.measures] == [due]


def test_a_clause_that_begins_later_is_not_due_when_the_one_before_it_is():
    _, findings = run("Đến hết năm 2025, hoàn thành kho dữ liệu; từ năm 2026, triển khai phân tích dữ liệu.")
    assert [m.due for m in findings.measures] == ["2025", ""]


def test_each_introduction_of_a_section_dates_what_is_behind_it():
    _, findings = run(
        "II. NHIỆM VỤ\nNăm 2026:\n- Xây dựng trường theo Luật Giáo dục.\nNăm 2027:\n- Xây dựng trường.\n- Xây dựng cầu.\n"
    )
    assert [measure.due for measure in findings.measures] == ["2026", "2027", "2027"]


def test_one_introduction_dates_the_whole_section():
    _, findings = run("II. NHIỆM VỤ\n- Xây dựng trường.\nTrong năm 2026:\n- Xây dựng cầu.\n")
    assert [measure.due for measure in findings.measures] == ["2026", "2026"]
