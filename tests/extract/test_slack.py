"""Words of manner, number and place between a cue and those it speaks of; who is told apart from others by a clause."""

import pytest

from tests.extract.pieces import run
from tests.extract.test_roles import roles

CASES = [
    ("Hỗ trợ kịp thời toàn bộ hộ nghèo bị mất nhà.", [("beneficiary", "hộ nghèo bị mất nhà")]),
    ("Hướng dẫn cụ thể các sở, ngành về việc điều chỉnh hợp đồng.", [("implement", "các sở, ngành")]),
    (
        "Huy động tối đa đoàn viên, thanh niên tham gia dọn vệ sinh.",
        [("implement", "đoàn viên"), ("implement", "thanh niên")],
    ),
    (
        "Tuyên truyền cho công nhân trong các khu công nghiệp, đồng bào dân tộc thiểu số về an toàn lao động.",
        [("beneficiary", "công nhân"), ("beneficiary", "đồng bào dân tộc thiểu số")],
    ),
    (
        "Tăng cường công tác tuyên truyền, vận động đoàn viên, hội viên tích cực tham gia phong trào.",
        [("implement", "đoàn viên"), ("implement", "hội viên")],
    ),
    ("Từng cơ quan, đơn vị xây dựng kế hoạch cụ thể.", [("lead", "Từng cơ quan"), ("lead", "đơn vị")]),
    ("Những địa phương chưa phân bổ hết vốn phải hoàn thành trước ngày 15/3.", [("lead", "Những địa phương")]),
    ("Văn phòng Sở Y tế là đầu mối tổng hợp, báo cáo kết quả.", [("lead", "Văn phòng Sở Y tế")]),
    ("05 Tổ công tác tiếp tục rà soát, tháo gỡ khó khăn.", [("lead", "Tổ công tác")]),
    ("Tổ công tác số 4 kiểm tra, đôn đốc việc giải ngân.", [("lead", "Tổ công tác số 4")]),
    (
        "Viettel Nghệ An, VNPT Nghệ An xây dựng kế hoạch phát triển mạng.",
        [("lead", "Viettel Nghệ An"), ("lead", "VNPT Nghệ An")],
    ),
    (
        "Phó Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn An trực tiếp chỉ đạo giải phóng mặt bằng.",
        [("lead", "Phó Chủ tịch Ủy ban nhân dân tỉnh")],
    ),
    (
        "Ủy ban nhân dân các tỉnh, thành phố từ Thanh Hóa đến Quảng Ngãi kiểm đếm tàu thuyền.",
        [("lead", "Ủy ban nhân dân các tỉnh, thành phố từ Thanh Hóa đến Quảng Ngãi")],
    ),
    ("Các cơ quan, tổ chức liên quan công khai dữ liệu.", [("lead", "Các cơ quan"), ("lead", "tổ chức liên quan")]),
    ("Sở Y tế tham mưu tổ chức thực hiện Kế hoạch.", [("lead", "Sở Y tế")]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles_over_what_stands_between(text, expected):
    prepared, findings = run(f"I. NHIỆM VỤ\n1. {text}\n")
    (measure,) = findings.measures
    assert [(role, name.removeprefix("và ")) for role, name in roles(prepared, findings, measure)] == expected


def test_those_ordered_by_a_line_without_doer_carry_out_its_items():
    prepared, findings = run("1. Chỉ đạo các sở, ngành tập trung:\n- Rà soát quy hoạch.\n- Bố trí vốn.\n")
    told = [roles(prepared, findings, measure) for measure in findings.measures]
    assert told == [[("implement", "các sở, ngành")]] * 2


def test_those_who_took_part_in_a_meeting_are_not_called_on_by_its_conclusions():
    text = (
        "THÔNG BÁO\nKết luận cuộc họp\n\nNgày 10 tháng 11 năm 2025, Thủ tướng Chính phủ chủ trì cuộc họp; dự họp có "
        "lãnh đạo các Bộ: Quốc phòng, Công an; sau khi nghe báo cáo, Thủ tướng Chính phủ thống nhất kết luận như sau:\n"
        "1. Khôi phục sản xuất, kinh doanh.\n2. Sửa chữa nhà cửa cho người dân.\n"
    )
    prepared, findings = run(text)
    assert not [agent for measure in findings.measures for agent in measure.agents if agent.role == "lead"]
