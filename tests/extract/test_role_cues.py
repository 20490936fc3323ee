"""Words before a body or group that give it a role: those who are made to act, who watch, who get something."""

import pytest

from tests.extract.pieces import run
from tests.extract.test_roles import roles

MADE_TO_ACT = [
    ("Xây dựng cơ chế đặt hàng doanh nghiệp tư nhân xây dựng phần mềm.", "doanh nghiệp tư nhân"),
    ("Khuyến khích sự tham gia của doanh nghiệp trong dạy nghề.", "doanh nghiệp"),
    ("Thúc đẩy vai trò của các hợp tác xã trong tiêu thụ nông sản.", "các hợp tác xã"),
    ("Phân công nhiệm vụ cho từng cán bộ.", "từng cán bộ"),
    ("Nghiên cứu phương án giao Bộ Y tế quản lý các bệnh viện.", "Bộ Y tế"),
    ("Xây dựng khung hướng dẫn cho các sở, ngành lập kế hoạch.", "các sở, ngành"),
    ("Tổ chức lực lượng xung kích dọn vệ sinh.", "lực lượng xung kích"),
]


@pytest.mark.parametrize(("text", "name"), MADE_TO_ACT)
def test_who_is_made_to_act_implements(text, name):
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("implement", name)]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Xây dựng cơ chế thử nghiệm có sự giám sát của Nhà nước.", [("supervise", "Nhà nước")]),
        ("Tháo gỡ các khó khăn cho doanh nghiệp.", [("beneficiary", "doanh nghiệp")]),
        ("Công bố thủ tục, không gây khó khăn cho doanh nghiệp.", []),
        ("Rà soát thuốc được giao Bộ Y tế quản lý.", []),
        ("Tiếp nhận hàng cứu trợ thông qua đầu mối Sở Y tế.", [("coordinate", "Sở Y tế")]),
    ],
)
def test_other_cues(text, expected):
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [expected]
