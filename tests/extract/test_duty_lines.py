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
    ("1. Sở Y tế rà soát danh sách người sinh trước ngày 01/01/1945.", ""),
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


def duties(text):
    """Return the start of each measure with the names and roles of those who have it, `+` for inherited ones."""
    prepared, findings = run(HEAD + text)
    names = [prepared.text[m.start_char : m.end_char] for m in findings.mentions]
    return {
        prepared.text[m.start_char : m.end_char].split()[0]: {(names[a.mention], a.role) for a in m.agents}
        for m in findings.measures
    }


def test_a_label_below_a_numbered_task_says_nothing_of_the_tasks_before_it():
    found = duties(
        "1. Rà soát hồ sơ.\n2. Ban hành quy chế.\n+ Cơ quan chủ trì: Sở Y tế.\n+ Cơ quan thẩm định: Sở Tư pháp."
    )
    assert found == {"Rà": set(), "Ban": {("Sở Y tế", "lead")}}


def test_a_task_that_follows_its_labels_in_the_line():
    found = duties("1. Rà soát hồ sơ.\n2. Chủ trì: Sở Y tế. Phối hợp: Sở Tài chính. Nội dung: Ban hành quy chế.")
    assert found == {"Rà": set(), "Ban": {("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate")}}


def test_what_only_repeats_a_label_is_no_task():
    found = duties("1. Sửa đổi quy chế. Phân công: Sở Y tế chủ trì, phối hợp với Sở Tài chính.")
    assert found == {"Sửa": {("Sở Y tế", "lead"), ("Sở Tài chính", "coordinate")}}


HEADINGS = [
    ("2. Công tác đào tạo (do Sở Y tế chủ trì)", ["Sở Y tế"]),
    (
        "2. Các sở, ngành và Ủy ban nhân dân các xã, căn cứ chức năng, nhiệm vụ:",
        ["Các sở, ngành", "Ủy ban nhân dân các xã"],
    ),
    ("2. Sở Y tế là cơ quan thường trực, có trách nhiệm:", ["Sở Y tế"]),
    ("2. Nhiệm vụ cụ thể của các sở, ngành", ["các sở, ngành"]),
    (
        "2. Các đơn vị thuộc Công an tỉnh và Công an các xã, phường",
        ["Các đơn vị thuộc Công an tỉnh", "Công an các xã, phường"],
    ),
    ("2. Đảng ủy các xã, phường", ["Đảng ủy các xã, phường"]),
    ("2. Đảng ủy Chính phủ lãnh đạo, chỉ đạo:", ["Đảng ủy Chính phủ"]),
    ("2. Ban Thường vụ Đảng ủy Quốc hội", ["Ban Thường vụ Đảng ủy Quốc hội"]),
]


@pytest.mark.parametrize(("heading", "leads"), HEADINGS)
def test_those_whom_a_heading_addresses(heading, leads):
    found = duties(
        f"II. PHÂN CÔNG\n1. Sở Nội vụ\n- Theo dõi kết quả.\n{heading}\n- Rà soát hồ sơ.\n3. Sở Xây dựng\n- Lập đồ án."
    )
    assert found["Rà"] == {(lead, "lead") for lead in leads}


def test_items_listed_inside_a_sentence_are_tasks_of_those_it_addresses():
    found = duties("1. Đề nghị Sở Y tế: (i) Rà soát hồ sơ; (ii) ưu tiên bố trí nhân lực; (iii) báo cáo kết quả.")
    assert found == {word: {("Sở Y tế", "lead")} for word in ("Rà", "ưu", "báo")}
