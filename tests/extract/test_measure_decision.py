"""Whether a clause is a measure is weighed: no heading, list or form decides alone."""

import pytest

from kg.extract.grammar.evidence import recording
from tests.extract.pieces import run


def said(text):
    """Return the words of the measures of a text."""
    prepared, findings = run(text)
    return [prepared.text[m.start_char : m.end_char] for m in findings.measures]


TASKS = (
    "- Tăng cường quản lý thu, chống thất thu thuế;\n- Tiếp tục cơ cấu lại chi ngân sách theo hướng bền vững;\n"
    "- Thường xuyên kiểm tra tiến độ các dự án, công trình;\n- Đẩy mạnh cải cách hành chính ở các xã, phường của tỉnh."
)


@pytest.mark.parametrize(
    "heading",
    [
        "DỰ BÁO TÌNH HÌNH VÀ CÁC GIẢI PHÁP THỰC HIỆN",
        "ĐÁNH GIÁ TÌNH HÌNH, NHIỆM VỤ THỜI GIAN TỚI",
        "BỐI CẢNH VÀ PHÂN CÔNG THỰC HIỆN",
    ],
)
def test_tasks_under_a_heading_that_also_names_an_assessment_are_measures(heading):
    assert len(said(f"I. {heading}\n{TASKS}")) == 4


@pytest.mark.parametrize("heading", ["ĐÁNH GIÁ TÌNH HÌNH", "KẾT QUẢ ĐẠT ĐƯỢC", "THỰC TRẠNG", "HẠN CHẾ, NGUYÊN NHÂN"])
def test_what_was_done_under_a_heading_of_assessment_is_none(heading):
    told = (
        "- Thu ngân sách ước đạt 560 tỷ đồng, bằng 81% dự toán;\n- Công tác tuyên truyền được quan tâm thực hiện;\n"
        "- Các xã đã triển khai nhiều giải pháp;\n- Phát triển doanh nghiệp tích cực hơn năm trước."
    )
    assert said(f"I. {heading}\n{told}") == []


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Nội dung: rà soát các quy hoạch ngành của tỉnh.", ["rà soát các quy hoạch ngành của tỉnh"]),
        ("Âm nhạc: xây dựng hai nhà hát của tỉnh.", ["xây dựng hai nhà hát của tỉnh"]),
        ("Công nghệ: áp dụng công nghệ đường sắt mới của châu Âu.", ["áp dụng công nghệ đường sắt mới của châu Âu"]),
        ("Bộ Y tế: Tăng cường kiểm tra cơ sở bán thuốc.", ["Bộ Y tế: Tăng cường kiểm tra cơ sở bán thuốc"]),
    ],
)
def test_a_label_is_no_part_of_the_measure_unless_it_names_who_acts(text, spans):
    assert said(text) == spans


def test_the_decision_is_recorded_with_what_spoke_for_and_against():
    with recording() as rulings:
        run("I. ĐÁNH GIÁ TÌNH HÌNH\nCác xã đã hoàn thành kế hoạch trồng rừng của năm 2024.")
    (ruling,) = [ruling for ruling in rulings if ruling.kind == "measure"]
    assert {"heading: assessment", "doubt: assessment"} <= set(ruling.evidence)
    assert ruling.probability < 0.5


def test_a_line_that_says_who_does_the_task_above_is_no_measure_unless_it_says_what():
    lines = "- Đơn vị thực hiện: Sở Du lịch chủ trì.\n- Cơ quan thực hiện: Sở Y tế tiến hành kiểm tra các bệnh viện."
    assert said(f"1. Xây dựng sổ tay du lịch của tỉnh.\n{lines}")[1:] == ["Sở Y tế tiến hành kiểm tra các bệnh viện"]


@pytest.mark.parametrize(
    "below", ["- Cơ quan chủ trì: Bộ Công an.", "- Thời gian thực hiện: năm 2026.", "+ Đơn vị thực hiện: Sở Nội vụ."]
)
def test_a_heading_that_is_a_task_with_its_doer_or_time_below_is_a_measure(below):
    prepared, _ = run(text := f"II. NỘI DUNG\n1. Tổ chức tập huấn kiến thức pháp luật cho cán bộ xã\n{below}")
    assert said(text) == ["Tổ chức tập huấn kiến thức pháp luật cho cán bộ xã"]
    assert [(s.number, s.heading) for s in prepared.sections[:2]] == [("II", "NỘI DUNG"), ("1", "")]


def test_a_heading_over_tasks_stays_one():
    text = "II. NỘI DUNG\n1. Tổ chức tập huấn cho cán bộ xã\n- Soạn thảo tài liệu tập huấn cho các xã;\n- Mở ba lớp tập huấn."
    assert "Tổ chức tập huấn cho cán bộ xã" not in said(text)


@pytest.mark.parametrize("label", ["Cấp điện", "Âm nhạc", "Ổn định", "Đường sá", "Ẩm thực", "Ứng xử", "Ô tô", "Y tế"])
def test_a_label_may_begin_with_any_capital_letter(label):
    assert said(f"{label}: xây dựng hai trung tâm mới của tỉnh.") == ["xây dựng hai trung tâm mới của tỉnh"]
