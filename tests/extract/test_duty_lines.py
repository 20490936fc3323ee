"""Labels that say who does a task and by when: in lines below it, several in one line, behind it, in brackets."""

import pytest

from tests.extract.pieces import run

TASK = "1. Rà soát thủ tục hành chính, đề xuất cắt giảm.\n"
LINES = [
    TASK + "- Chủ trì: Sở Y tế\n- Phối hợp: Sở Tài chính, Sở Nội vụ\n- Thời gian: Quý II/2026",
    TASK + "* Đơn vị chủ trì: Sở Y tế; đơn vị phối hợp: Sở Tài chính, Sở Nội vụ; thời gian hoàn thành: Tháng 6/2026.",
    TASK + "Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Tài chính, Sở Nội vụ. Thời gian hoàn thành: Tháng 6/2026.",
    TASK + "- Tổ chức thực hiện: Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ.\n- Hoàn thành: Tháng 6/2026.",
    TASK + "- Cơ quan chủ trì: Sở Y tế.\n- Cơ quan phối hợp: Sở Tài chính, Sở Nội vụ.\n- Kinh phí: Ngân sách tỉnh.\n"
    "- Thời gian: Tháng 6/2026.\n- Sản phẩm: Xây dựng báo cáo.",
    "1. Rà soát thủ tục hành chính (Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: Sở Tài chính, Sở Nội vụ; thời gian "
    "hoàn thành: Quý II/2026).",
    "1. Rà soát thủ tục hành chính. Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Tài chính, Sở Nội vụ. Thời hạn: "
    "Quý II/2026.",
]


@pytest.mark.parametrize("text", LINES)
def test_labels_give_bodies_and_time(text):
    prepared, findings = run(text)
    (measure,) = findings.measures
    roles = {
        (prepared.text[findings.mentions[a.mention].start_char : findings.mentions[a.mention].end_char], a.role)
        for a in measure.agents
    }
    assert roles == {("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate"), ("Sở Nội vụ", "coordinate")}
    assert measure.due == "2026-06"


def test_a_line_of_results_without_a_line_of_doers_is_a_task():
    _, findings = run(
        "1. Sở Y tế rà soát hồ sơ.\n2. Kết quả: Sở Y tế phải công bố kết quả rà soát hồ sơ cho người dân."
    )
    assert len(findings.measures) == 2


DUES = [
    ("1. Sở Y tế rà soát thủ tục hành chính, hoàn thành năm 2026.", "2026"),
    ("1. Sở Y tế khởi công bệnh viện trong năm 2025, hoàn thành năm 2026.", "2026"),
    ("1. Tháng 11/2025: Sở Y tế rà soát thủ tục hành chính.", "2025-11"),
    ("1. Sở Y tế rà soát thủ tục hành chính, muộn nhất là ngày 30/11/2025.", "2025-11-30"),
    ("1. Sở Y tế rà soát thủ tục hành chính không muộn hơn ngày 30/11/2025.", "2025-11-30"),
    ("II. NHIỆM VỤ TRỌNG TÂM NĂM 2026\n1. Rà soát thủ tục hành chính.", "2026"),
    ("II. NHIỆM VỤ\n1. Năm 2026\n- Rà soát thủ tục hành chính.", "2026"),
    ("II. NHIỆM VỤ\n1. Giai đoạn 1 (từ nay đến tháng 6/2026)\n- Rà soát thủ tục hành chính.", "2026-06"),
    ("II. KẾ HOẠCH NĂM 2026\n1. Rà soát thủ tục hành chính.", ""),
    ("II. NHIỆM VỤ CỦA KẾ HOẠCH NĂM 2026\n1. Rà soát thủ tục hành chính.", ""),
]
HEAD = (
    "UBND TỈNH QUẢNG TRỊ\nSố: 15/KH-UBND\nQuảng Trị, ngày 10 tháng 10 năm 2025\n\nKẾ HOẠCH\nVề cải cách hành chính\n\n"
)


@pytest.mark.parametrize(("text", "due"), DUES)
def test_due(text, due):
    _, findings = run(HEAD + text)
    assert [measure.due for measure in findings.measures] == [due]


def test_a_day_that_recurs_is_no_due():
    _, findings = run(HEAD + "1. Định kỳ hằng năm, trước ngày 15/12, Sở Y tế rà soát thủ tục hành chính.")
    assert [measure.due for measure in findings.measures] == [""]
