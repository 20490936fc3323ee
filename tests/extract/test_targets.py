"""Numbers and levels to be reached, with indicator, comparator, unit and due time."""

import pytest

from kg.extract.grammar.numbers import find_numbers
from tests.extract.pieces import run

CASES = [
    ("Phấn đấu 100% hộ dân được sử dụng nước sạch.", ("hộ dân được sử dụng nước sạch", "=", "100", "", "%", "", "")),
    ("Tỷ lệ đô thị hóa đạt tối thiểu 45% vào năm 2030.", None),
    (
        "Phấn đấu thu nhập bình quân đầu người đạt 8.300-8.500 USD vào năm 2030.",
        ("thu nhập bình quân đầu người", "range", "8300", "8500", "USD", "2030", ""),
    ),
    ("Bảo đảm tỷ lệ che phủ rừng đạt khoảng 42%.", ("tỷ lệ che phủ rừng", "~", "42", "", "%", "", "")),
    (
        "Xây dựng thành phố Thái Bình trở thành đô thị loại I.",
        ("thành phố Thái Bình", "=", "", "", "", "", "đô thị loại I"),
    ),
    ("Phấn đấu phổ cập mạng di động 5G vào năm 2025.", ("mạng di động 5G", "=", "", "", "", "2025", "phổ cập")),
    (
        "Bảo đảm tối thiểu 02 bác sĩ/trạm y tế.",
        ("bác sĩ", ">=", "02", "", "bác sĩ/trạm y tế", "", ""),
    ),
    (
        "Đạt 35 giường bệnh/10.000 dân vào năm 2030.",
        ("giường bệnh", "=", "35", "", "giường bệnh/10.000 dân", "2030", ""),
    ),
    (
        "Tỷ lệ hộ có cáp quang đạt trên 85% (năm 2025 là 70%).",
        ("Tỷ lệ hộ có cáp quang", ">", "85", "", "%", "", ""),
    ),
    ("Duy trì mức sinh thay thế.", ("mức sinh", "=", "", "", "", "", "mức sinh thay thế")),
    (
        "Hoàn thành trên 3.000 km đường bộ cao tốc trong năm 2025.",
        ("đường bộ cao tốc", ">", "3000", "", "km", "2025", ""),
    ),
]


CLAUSES = [
    # only a time behind a colon, a share of a plan, a cut that goes on, who is to act before the words
    (
        "Chỉ tiêu cấp điện sinh hoạt: đến năm 2028 là 1.000 kWh/người.năm.",
        [("cấp điện sinh hoạt", "=", "1000", "kWh/người.năm", "2028")],
    ),
    ("Giải ngân 100% kế hoạch vốn được giao.", [("kế hoạch vốn được giao", "=", "100", "%", "2030")]),
    (
        "Cắt giảm 30% thời gian, 20% chi phí tuân thủ.",
        [("thời gian", "=", "30", "%", "2030"), ("chi phí tuân thủ", "=", "20", "%", "2030")],
    ),
    ("Sở Y tế nâng tỷ lệ tiêm chủng lên 95%.", [("tỷ lệ tiêm chủng", "=", "95", "%", "2030")]),
    ("Kéo giảm 5% số vụ tai nạn giao thông hằng năm.", [("số vụ tai nạn giao thông", "=", "5", "%", "2030")]),
    ("Thành lập mới 1.000 doanh nghiệp mỗi năm.", [("doanh nghiệp", "=", "1000", "doanh nghiệp/năm", "2030")]),
    ("Tuổi thọ trung bình đạt 75 tuổi.", [("Tuổi thọ trung bình", "=", "75", "tuổi", "2030")]),
    # the words of the indicator, with brackets, commas and verbs inside them
    ("Tỷ lệ rác thải được thu gom, xử lý đạt 98%.", [("Tỷ lệ rác thải được thu gom, xử lý", "=", "98", "%", "2030")]),
    ("Tỷ lệ hộ nghèo (đa chiều) còn dưới 1%.", [("Tỷ lệ hộ nghèo (đa chiều)", "<", "1", "%", "2030")]),
    (
        "Khách quốc tế 3 triệu lượt; công nghiệp - xây dựng 58,5%.",
        [("Khách quốc tế", "=", "3", "triệu lượt", "2030"), ("công nghiệp - xây dựng", "=", "58.5", "%", "2030")],
    ),
    # several in one sentence, the second without words of its own
    (
        "Kinh tế số đến năm 2027 đạt khoảng 17%, đến năm 2029 đạt khoảng 20%.",
        [("Kinh tế số", "~", "17", "%", "2027"), ("Kinh tế số", "~", "20", "%", "2029")],
    ),
    (
        "Tỷ lệ che phủ rừng đạt 40% vào năm 2026 và 42% vào năm 2028.",
        [("Tỷ lệ che phủ rừng", "=", "40", "%", "2026"), ("Tỷ lệ che phủ rừng", "=", "42", "%", "2028")],
    ),
    # what is counted stands behind
    ("Có trên 50% số xã đạt chuẩn đô thị văn minh.", [("số xã đạt chuẩn đô thị văn minh", ">", "50", "%", "2030")]),
    (
        "Xây dựng 12 bến xe và 250 km đường tỉnh.",
        [("bến xe", "=", "12", "bến xe", "2030"), ("đường tỉnh", "=", "250", "km", "2030")],
    ),
    ("Thu hút 12 triệu lượt khách nội địa.", [("khách nội địa", "=", "12", "triệu lượt", "2030")]),
    # baselines, multiples, values of an index
    (
        "Giá trị sản xuất tăng từ 150 triệu đồng/ha năm 2024 lên 180 triệu đồng/ha.",
        [("Giá trị sản xuất", "=", "180", "triệu đồng/ha", "2030")],
    ),
    ("Năng suất lao động tăng gấp 1,5 lần so với năm 2020.", [("Năng suất lao động", "=", "1.5", "lần", "2030")]),
    (
        "Chỉ số phát triển con người (HDI) duy trì trên 0,75.",
        [("Chỉ số phát triển con người (HDI)", ">", "0.75", "", "2030")],
    ),
    ("Tuổi thọ trung bình đạt 75,5 tuổi.", [("Tuổi thọ trung bình", "=", "75.5", "tuổi", "2030")]),
    # a comparator before `có`, years of their own, ranks, nothing at all, level with others
    (
        "Tối thiểu có 15 doanh nghiệp xuất khẩu gỗ.",
        [("doanh nghiệp xuất khẩu gỗ", ">=", "15", "doanh nghiệp", "2030")],
    ),
    (
        "Chi cho y tế dự phòng đạt 30% ngân sách, trong đó nguồn xã hội hóa chiếm hơn 5%.",
        [("Chi cho y tế dự phòng", "=", "30", "%", "2030"), ("nguồn xã hội hóa", ">", "5", "%", "2030")],
    ),
    (
        "Tăng trưởng kinh tế năm 2027 đạt trên 9% và năm 2028 từ 11% trở lên.",
        [("Tăng trưởng kinh tế", ">", "9", "%", "2027"), ("Tăng trưởng kinh tế", ">=", "11", "%", "2028")],
    ),
    (
        "Tỉnh thuộc nhóm 20 địa phương dẫn đầu cả nước về cải cách hành chính.",
        [("cải cách hành chính", "<=", "20", "", "2030")],
    ),
    ("Lượng phát thải ròng bằng không.", [("Lượng phát thải ròng", "=", "0", "", "2030")]),
    ("Mức sống của người dân tương đương các nước phát triển.", [("Mức sống của người dân", "=", "", "", "2030")]),
    (
        "Chỉ tiêu cấp nước sinh hoạt giai đoạn đến năm 2028 khoảng 120 lít/người/ngày đêm.",
        [("cấp nước sinh hoạt", "~", "120", "lít/người/ngày đêm", "2028")],
    ),
    # estimates of need and what belongs to the name of a line are none
    ("Tổng nhu cầu vốn khoảng 5.000 tỷ đồng.", []),
    ("Quỹ đất cần bổ sung khoảng 120 ha.", []),
    ("Đầu tư đường dây 220kV.", []),
]


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_figures_of_a_part_on_aims(text, expected):
    _, findings = run(f"I. MỤC TIÊU ĐẾN NĂM 2030\n- {text}")
    assert [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in findings.targets] == expected


def test_a_rise_keeps_where_it_begins():
    _, findings = run("I. MỤC TIÊU\n- Giá trị sản xuất tăng từ 150 triệu đồng/ha năm 2024 lên 180 triệu đồng/ha.")
    assert [t.baseline for t in findings.targets] == ["150 triệu đồng/ha"]


def test_a_rank_is_at_most_its_number():
    _, findings = run("I. MỤC TIÊU\n- Chỉ số PCI nằm trong nhóm 10 tỉnh dẫn đầu.")
    assert [(t.indicator, t.comparator, t.value, t.level) for t in findings.targets] == [
        ("Chỉ số PCI", "<=", "10", "nhóm 10 tỉnh dẫn đầu")
    ]


SIZES = [
    ("Xây dựng nhà máy điện LNG Thái Bình công suất 1.500 MW.", [("công suất", "=", "1500", "MW")]),
    ("Nâng cấp luồng Diêm Điền cho tàu trọng tải đến 50.000 tấn.", [("tàu trọng tải", "<=", "50000", "tấn")]),
    (
        "Mở rộng quốc lộ 10 quy mô tối thiểu đường cấp III, 4 làn xe.",
        [("quy mô", ">=", "", ""), ("quy mô", ">=", "4", "làn xe")],
    ),
    ("Đầu tư cầu Đại Ngãi với tổng mức đầu tư 8.000 tỷ đồng.", []),
]


@pytest.mark.parametrize(("text", "expected"), SIZES)
def test_sizes_of_works_are_targets_and_costs_are_none(text, expected):
    _, findings = run(text)
    assert [(t.indicator, t.comparator, t.value, t.unit) for t in findings.targets] == expected


def test_what_a_text_of_rules_counts_is_no_target():
    _, findings = run(
        "BỘ LAO ĐỘNG\n\nSố: 04/2024/TT-BLĐTBXH\n\nHà Nội, ngày 10 tháng 5 năm 2024\n\nTHÔNG TƯ\n\nQuy định hệ thống chỉ tiêu "
        "thống kê\n\nI. CHỈ TIÊU THỐNG KÊ\n\n1. Chuẩn hộ nghèo giai đoạn 2022 - 2025\n\n- Khu vực nông thôn: 1.500.000 "
        "đồng/người/tháng.\n- Tỷ lệ tổn thương cơ thể từ 61% trở lên."
    )
    assert findings.header.type == "Circular"
    assert findings.targets == []


def test_limits_of_a_text_of_rules_are_no_targets():
    head = "CHÍNH PHỦ\nSố: 15/2025/NĐ-CP\nHà Nội, ngày 10 tháng 11 năm 2025\n\nNGHỊ ĐỊNH\nQuy định về đô thị\n\n"
    _, findings = run(head + "Điều 1. Tổ chức phải bảo đảm tối thiểu 30% nhân viên có chứng chỉ.")
    assert findings.header.type == "Decree"
    assert findings.targets == []


@pytest.mark.parametrize(("text", "expected"), [case for case in CASES if case[1]])
def test_targets(text, expected):
    _, findings = run(text)
    found = [(t.indicator, t.comparator, t.value, t.value_max, t.unit, t.due, t.level) for t in findings.targets]
    assert found == [expected]


def test_a_result_clause_of_a_part_on_aims_is_a_target():
    _, findings = run("II. MỤC TIÊU\n- Tỷ lệ đô thị hóa đạt tối thiểu 45%.")
    assert [(t.indicator, t.comparator, t.value) for t in findings.targets] == [("Tỷ lệ đô thị hóa", ">=", "45")]


@pytest.mark.parametrize(
    "text",
    [
        "Bầu Ban Chấp hành gồm 51 đồng chí.",
        "Đại hội đánh giá thu ngân sách đã đạt 12% kế hoạch.",
        "Thực hiện Điều 15 và khoản 2 của Luật.",
    ],
)
def test_what_is_no_target(text):
    _, findings = run(text)
    assert findings.targets == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("tăng bình quân 8,5%/năm", "%/năm"),
        ("tăng 8,5% mỗi năm", "%/năm"),
        ("tăng bình quân 8,5%", "%"),
        ("đạt 30% GDP", "%"),
        ("đạt 12 giường bệnh/vạn dân", "giường bệnh/vạn dân"),
        ("đón 1,7 triệu lượt khách", "triệu lượt khách"),
        ("đạt 84,3 nghìn tỷ đồng", "nghìn tỷ đồng"),
        ("đạt 5 ngàn tỉ đồng", "nghìn tỷ đồng"),
        ("tăng gấp đôi", "lần"),
    ],
)
def test_units_are_those_printed(text, unit):
    assert [number.unit for number in find_numbers(text, 0, len(text))] == [unit]


def test_a_floor_is_an_aim_wherever_it_is_set():
    _, findings = run("III. NHIỆM VỤ\n\n- Chi ngân sách cho giáo dục đạt tối thiểu 20% tổng chi ngân sách nhà nước.")
    assert [(t.indicator, t.comparator, t.value, t.unit) for t in findings.targets] == [
        ("Chi ngân sách cho giáo dục", ">=", "20", "%")
    ]
    assert len(findings.measures) == 1


def test_a_heading_names_what_lines_with_only_a_time_measure():
    _, findings = run("1. Quy mô dân số:\n- Đến năm 2030: khoảng 180.000 người.\n- Đến năm 2040: khoảng 250.000 người.")
    found = [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in findings.targets]
    assert found == [
        ("Quy mô dân số", "~", "180000", "người", "2030"),
        ("Quy mô dân số", "~", "250000", "người", "2040"),
    ]


def test_what_is_there_today_is_no_target():
    _, findings = run("1. Quy mô dân số:\n- Dân số hiện trạng năm 2022: khoảng 120.000 người.")
    assert findings.targets == []


def test_a_list_of_ranks_goes_on_with_who_is_ranked():
    _, findings = run(
        "I. MỤC TIÊU\nĐến năm 2030, Việt Nam thuộc nhóm: 50 nước dẫn đầu về Chính phủ điện tử; 30 nước dẫn đầu về an toàn mạng."
    )
    found = [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in findings.targets]
    assert found == [("Việt Nam", "<=", "50", "", "2030"), ("Việt Nam", "<=", "30", "", "2030")]


AIMS = [
    # units as a PDF prints them, rates by the year, bounds in words, a share of GDP
    ("Mật độ đường phố đạt 4,5 km / km2.", [("Mật độ đường phố", "=", "4.5", "km/km2", "2030")]),
    ("Mỗi năm tổ chức ít nhất 12 phiên chợ.", [("phiên chợ", ">=", "12", "phiên/năm", "2030")]),
    ("Có ít nhất hai bệnh viện đạt chuẩn quốc tế.", [("bệnh viện đạt chuẩn quốc tế", ">=", "2", "bệnh viện", "2030")]),
    ("Quy mô kinh tế biển đạt 25% GRDP.", [("Quy mô kinh tế biển", "=", "25", "%", "2030")]),
    # commas between those that a share is of, brackets, a bound inside of what they are to have
    (
        "100% bệnh viện, trường học, cơ quan hành chính được kết nối mạng.",
        [("bệnh viện, trường học, cơ quan hành chính được kết nối mạng", "=", "100", "%", "2030")],
    ),
    (
        "Trên 60% diện tích cây chủ lực (chè, cà phê, hồ tiêu) được cấp mã số.",
        [("diện tích cây chủ lực (chè, cà phê, hồ tiêu) được cấp mã số", ">", "60", "%", "2030")],
    ),
    (
        "100% trường học mỗi tháng có ít nhất 2 bài viết về an toàn giao thông.",
        [
            ("trường học mỗi tháng có ít nhất 2 bài viết về an toàn giao thông", "=", "100", "%", "2030"),
            ("bài viết về an toàn giao thông", ">=", "2", "bài viết/tháng", "2030"),
        ],
    ),
    # a bound holds for the next of its list; growth is that of the figure before; what is brought to so many
    (
        "Hình thành ít nhất 40 hợp tác xã kiểu mới, 15 hợp tác xã số.",
        [
            ("hợp tác xã kiểu mới", ">=", "40", "hợp tác xã", "2030"),
            ("hợp tác xã số", ">=", "15", "hợp tác xã", "2030"),
        ],
    ),
    (
        "Giá trị xuất khẩu gỗ đạt 90 triệu USD, tốc độ tăng bình quân 7%/năm.",
        [
            ("Giá trị xuất khẩu gỗ", "=", "90", "triệu USD", "2030"),
            ("Giá trị xuất khẩu gỗ", "=", "7", "%/năm", "2030"),
        ],
    ),
    ("Cung cấp nước sạch đến 95% dân số.", [("Cung cấp nước sạch", "=", "95", "%", "2030")]),
    # all of a place, and doing away with a thing
    ("Phủ sóng 5G toàn tỉnh.", [("Phủ sóng 5G", "=", "", "", "2030")]),
    ("Xóa hoàn toàn vùng lõm sóng di động.", [("vùng lõm sóng di động", "=", "", "", "2030")]),
]


@pytest.mark.parametrize(("text", "expected"), AIMS)
def test_aims_of_further_forms(text, expected):
    _, findings = run(f"I. MỤC TIÊU ĐẾN NĂM 2030\n- {text}")
    assert [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in findings.targets] == expected


@pytest.mark.parametrize(
    "text",
    [
        "V. KINH PHÍ THỰC HIỆN\n- Ngân sách huyện: 7 tỷ đồng.",
        "I. KẾT QUẢ THỰC HIỆN\nĐến nay, toàn huyện có 22 xã đạt chuẩn, chiếm 80% tổng số xã.",
        "Bổ sung 25 tỷ đồng từ nguồn dự phòng ngân sách trung ương cho tỉnh Yên Bái.",
        "Tuyến đường đi qua địa bàn 2 tỉnh Sơn La, Điện Biên.",
        "Hội đồng gồm 7 thành viên do Chủ tịch Ủy ban nhân dân tỉnh làm Chủ tịch.",
    ],
)
def test_costs_results_and_what_is_spelt_out_are_no_aims(text):
    _, findings = run(text)
    assert findings.targets == []


def test_figures_of_a_part_that_looks_back_are_no_aims():
    _, findings = run(
        "I. ĐÁNH GIÁ TÌNH HÌNH NĂM 2025\n- Sản lượng thủy sản ước đạt 368.000 tấn, đạt 100% kế hoạch, tăng 11,75% so cùng kỳ.\n"
        "- Số doanh nghiệp thành lập mới đạt hơn 1.600 doanh nghiệp."
    )
    assert findings.targets == []


def test_a_part_of_a_sentence_that_only_says_when_dates_its_figures():
    _, findings = run(
        "II. NHIỆM VỤ\n- Lấy mẫu với tần suất 2 lần/tháng; thời gian quan trắc từ tháng 3 đến tháng 10 năm 2026."
    )
    assert [(t.value, t.due) for t in findings.targets] == [("2", "2026-03/2026-10")]


def test_the_year_that_one_part_of_a_sentence_states_holds_for_the_others():
    _, findings = run("II. MỤC TIÊU\n- Thu nhập năm 2028 đạt 90 triệu đồng/người; tỷ lệ hộ nghèo dưới 2%.")
    assert [(t.value, t.due) for t in findings.targets] == [("90", "2028"), ("2", "2028")]


def test_a_numbered_stage_in_a_heading_gives_its_years():
    _, findings = run("I. MỤC TIÊU\na) Giai đoạn 2 (2027 - 2029)\n- Phấn đấu 60% hộ dân dùng nước sạch.")
    assert [(t.value, t.due) for t in findings.targets] == [("60", "2027/2029")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "- Tỷ lệ hộ dân dùng nước sạch:\n+ Năm 2026 đạt 60%;\n+ Năm 2027 đạt 80%.",
            [("Tỷ lệ hộ dân dùng nước sạch", "60", "2026"), ("Tỷ lệ hộ dân dùng nước sạch", "80", "2027")],
        ),
        (
            "1. Phủ sóng di động\n- Đến năm 2026: 60% dân số.\n- Đến năm 2030: đạt 99% dân số.",
            [("Phủ sóng di động", "60", "2026"), ("Phủ sóng di động", "99", "2030")],
        ),
        ("- Cấp nước: 60% dân số, 100% khu công nghiệp trong năm 2028.", [("khu công nghiệp", "100", "2028")]),
    ],
)
def test_lines_of_years_measure_what_stands_above_them(text, expected):
    _, findings = run(f"II. MỤC TIÊU\n{text}")
    assert [(t.indicator, t.value, t.due) for t in findings.targets] == expected


@pytest.mark.parametrize(
    ("cell", "sign"), [("không quá 5", "<="), ("≥ 5", ">="), ("~5", "~"), ("hơn 5", ">"), ("5", "=")]
)
def test_a_cell_of_a_table_of_targets_is_compared_by_any_word_or_mark(cell, sign):
    _, findings = run(
        "PHỤ LỤC\nCHỈ TIÊU PHÁT TRIỂN\n\n| TT | Chỉ tiêu | Đơn vị | Năm 2025 | Năm 2030 |\n| --- | --- | --- | --- | --- |\n"
        f"| 1 | Tỷ lệ hộ nghèo | % | 6 | {cell} |\n| 2 | Tỷ lệ che phủ rừng | % | 40 | 42 |\n"
    )
    assert ("2030", "5", sign) in [(target.due, target.value, target.comparator) for target in findings.targets]
