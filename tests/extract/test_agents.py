"""Names of bodies begin and end where a reader would say they do."""

import pytest

from tests.extract.pieces import run

NAMED = [
    ("Thành lập Ban Chỉ đạo Trung ương về chuyển đổi số.", ["Ban Chỉ đạo Trung ương về chuyển đổi số"]),
    ("Hội đồng thẩm định Nhà nước xem xét hồ sơ.", ["Hội đồng thẩm định Nhà nước"]),
    ("Tổng Bí thư Ban Chấp hành Trung ương Đảng chủ trì.", ["Tổng Bí thư Ban Chấp hành Trung ương Đảng"]),
    (
        "Giao các Tập đoàn: Điện lực Việt Nam, Viễn thông Quân đội rà soát tiến độ.",
        ["Điện lực Việt Nam", "Viễn thông Quân đội"],
    ),
    ("Kiện toàn ban do đồng chí Nguyễn Văn A làm Trưởng ban.", []),
    ("Bộ Quốc phòng phát huy phẩm chất người lính.", ["Bộ Quốc phòng"]),
    ("Sở Văn hóa, Thể thao và Du lịch phối hợp với Sở Tài chính.", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"]),
    ("Ban Chấp hành Đảng bộ tỉnh khóa XX cần phát huy ưu điểm.", ["Ban Chấp hành Đảng bộ tỉnh khóa XX"]),
    ("Giao UBND các tỉnh: Hà Nam, Nam Định triển khai dự án.", ["UBND các tỉnh: Hà Nam, Nam Định"]),
    ("Giao UBND tỉnh Đồng Nai, EVN triển khai dự án.", ["UBND tỉnh Đồng Nai", "EVN"]),
    ("Bộ trưởng Bộ Xây dựng kiểm tra tiến độ.", ["Bộ trưởng Bộ Xây dựng"]),
    ("Tập đoàn Điện lực Việt Nam (EVN) bảo đảm điện.", ["Tập đoàn Điện lực Việt Nam (EVN)"]),
    ("Tổ chức tốt Lễ kỷ niệm của ngành; mời Tổ chức Y tế Thế giới.", ["Tổ chức Y tế Thế giới"]),
    ("Ủy ban nhân dân các quận - huyện lập kế hoạch.", ["Ủy ban nhân dân các quận - huyện"]),
    ("Kiện toàn Ban Chỉ đạo phòng, chống tội phạm tỉnh.", ["Ban Chỉ đạo phòng, chống tội phạm tỉnh"]),
    ("Hội đồng nghĩa vụ quân sự các cấp rà soát.", ["Hội đồng nghĩa vụ quân sự các cấp"]),
    ("Ban Chỉ huy Quân sự các xã, phường tuần tra.", ["Ban Chỉ huy Quân sự các xã, phường"]),
    ("Cục Thú y và Cục Bảo vệ thực vật kiểm soát chặt chẽ dịch bệnh.", ["Cục Thú y", "Cục Bảo vệ thực vật"]),
]


@pytest.mark.parametrize(("text", "names"), NAMED)
def test_named_bodies(text, names):
    prepared, findings = run(text)
    found = [prepared.text[m.start_char : m.end_char] for m in findings.mentions if m.cls == "Agent"]
    assert [name for name in found if name in names] == names
    assert not [name for name in found if name[0].isupper() and name not in names]


def test_a_defined_short_name_is_another_mention_of_the_same_body():
    prepared, findings = run(
        "Thành lập Ban Quản lý cảng cá Tân Sơn (sau đây gọi tắt là Ban Quản lý). Ban Quản lý xây dựng kế hoạch."
    )
    agents = [m for m in findings.mentions if m.cls == "Agent"]
    assert [prepared.text[m.start_char : m.end_char] for m in agents] == [
        "Ban Quản lý cảng cá Tân Sơn",
        "Ban Quản lý",
        "Ban Quản lý",
    ]
    assert len({m.key for m in agents}) == 1


def test_a_heading_in_capitals_is_no_body():
    _, findings = run("II. NHIỆM VỤ TRỌNG TÂM\nĐẩy mạnh cải cách hành chính.")
    assert not [m for m in findings.mentions if m.cls == "Agent"]


def test_generic_bodies_count_only_with_a_role():
    _, findings = run(
        "Tăng cường quản lý hoạt động của doanh nghiệp. Khuyến khích, hỗ trợ các doanh nghiệp đổi mới công nghệ."
    )
    assert len([m for m in findings.mentions if m.cls == "Agent"]) == 1


GROUPS = [
    ("Các bộ, cơ quan, địa phương rà soát quy hoạch.", ["Các bộ", "cơ quan", "địa phương"]),
    ("Các bộ, cơ quan liên quan rà soát quy hoạch.", ["Các bộ", "cơ quan liên quan"]),
    ("Yêu cầu ủy ban nhân dân các xã rà soát quỹ đất.", ["ủy ban nhân dân các xã"]),
    (
        "Giao các Tập đoàn: Điện lực Việt Nam, Viễn thông Quân đội rà soát.",
        ["Điện lực Việt Nam", "Viễn thông Quân đội"],
    ),
    (
        "Hỗ trợ doanh nghiệp có vốn đầu tư trực tiếp nước ngoài mở rộng sản xuất.",
        [
            "doanh nghiệp có vốn đầu tư trực tiếp nước ngoài",
        ],
    ),
]


@pytest.mark.parametrize(("text", "names"), GROUPS)
def test_whom_a_measure_names(text, names):
    prepared, findings = run(text)
    given = {agent.mention for measure in findings.measures for agent in measure.agents}
    found = sorted((findings.mentions[index] for index in given), key=lambda mention: mention.start_char)
    assert [prepared.text[m.start_char : m.end_char] for m in found] == names


def test_a_body_that_is_only_part_of_a_name_is_none():
    prepared, findings = run("Các cơ quan thuộc Chính phủ rà soát quy hoạch.")
    assert [prepared.text[m.start_char : m.end_char] for m in findings.mentions] == ["Các cơ quan thuộc Chính phủ"]


def test_what_a_law_is_named_for_gives_no_short_name():
    prepared, findings = run("Căn cứ Luật Tổ chức Chính phủ năm 2025;\n1. Tổ chức và triển khai kế hoạch.")
    assert [prepared.text[m.start_char : m.end_char] for m in findings.mentions if m.cls == "Agent"] == []


BODIES = [
    (
        "Bộ Tài chính phối hợp với Ủy ban nhân dân các tỉnh vùng đồng bằng sông Cửu Long và các cơ quan liên quan lập quỹ.",
        ["Bộ Tài chính", "Ủy ban nhân dân các tỉnh vùng đồng bằng sông Cửu Long", "các cơ quan liên quan"],
    ),
    ("Kho bạc Nhà nước khu vực kiểm soát chi.", ["Kho bạc Nhà nước khu vực"]),
    ("Trường Đại học Bách khoa Hà Nội đào tạo kỹ sư.", ["Trường Đại học Bách khoa Hà Nội", "kỹ sư"]),
    ("Hỗ trợ trẻ em từ 3 đến 5 tuổi.", ["trẻ em từ 3 đến 5 tuổi"]),
    ("Giao Sở Y tế tỉnh Quảng Trị, Thuế tỉnh Quảng Trị rà soát.", ["Sở Y tế tỉnh Quảng Trị", "Thuế tỉnh Quảng Trị"]),
    (
        "Giao Kho bạc Nhà nước khu vực XIII, Ngân hàng Nhà nước Khu vực 8 và Kiểm toán nhà nước khu vực II rà soát.",
        ["Kho bạc Nhà nước khu vực XIII", "Ngân hàng Nhà nước Khu vực 8", "Kiểm toán nhà nước khu vực II"],
    ),
    (
        "Giao Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 14, Sở Xây dựng các tỉnh, thành phố rà soát.",
        ["Ngân hàng Nhà nước Việt Nam - Chi nhánh Khu vực 14", "Sở Xây dựng các tỉnh, thành phố"],
    ),
    ("Giao Sở GD&ĐT, Sở NN&MT, Bộ TT&TT rà soát hồ sơ.", ["Sở GD&ĐT", "Sở NN&MT", "Bộ TT&TT"]),
    ("Giao các cơ quan thông tấn, báo chí tuyên truyền.", ["các cơ quan thông tấn, báo chí"]),
    ("1. Trạm Y tế xã Hòa Bình tổ chức tiêm chủng.", ["Trạm Y tế xã Hòa Bình"]),
    (
        "Sở Công Thương hỗ trợ doanh nghiệp, hợp tác xã, hộ sản xuất.",
        ["Sở Công Thương", "doanh nghiệp", "hợp tác xã", "hộ sản xuất"],
    ),
]


@pytest.mark.parametrize(("text", "names"), BODIES)
def test_bodies_and_groups_keep_what_tells_them_apart(text, names):
    prepared, findings = run(text)
    named = [m for i, m in enumerate(findings.mentions) if m.cls == "Agent" and i not in findings.covered]
    found = sorted(named, key=lambda m: m.start_char)
    printed = [prepared.text[m.start_char : m.end_char] for m in found]
    assert printed == names


def test_the_name_of_a_plan_ends_before_an_adverb_behind_its_comma():
    prepared, findings = run(
        "Bộ Y tế đôn đốc việc thực hiện Chương trình hành động, kịp thời báo cáo và kiến nghị Chính phủ."
    )
    assert not [
        m for m in findings.mentions if m.cls == "Instrument" and "kịp thời" in prepared.text[m.start_char : m.end_char]
    ]
