"""Who leads, coordinates, decides and benefits, and what is inherited."""

import pytest

from tests.extract.pieces import run

CASES = [
    (
        "Trên cơ sở đề xuất của các bộ, cơ quan ngang bộ, địa phương, Bộ Tài chính tổng hợp nhu cầu vốn.",
        [("lead", "Bộ Tài chính")],
    ),
    ("1. Theo đề nghị của Bộ Y tế, các bộ, ngành rà soát danh mục thuốc.", [("lead", "các bộ, ngành")]),
    (
        "1. Căn cứ vào các kiến nghị đã nêu, các bộ, ngành khẩn trương giải quyết vướng mắc.",
        [("lead", "các bộ, ngành")],
    ),
    (
        "Các đơn vị, địa phương căn cứ chức năng, nhiệm vụ được giao rà soát quy hoạch.",
        [("lead", "Các đơn vị"), ("lead", "địa phương")],
    ),
    ("Các cơ quan, đơn vị tổ chức tuyên truyền, phổ biến pháp luật.", [("lead", "Các cơ quan"), ("lead", "đơn vị")]),
    (
        "Ngành Giáo dục phối hợp với ngành Y tế khám sức khỏe định kỳ.",
        [("lead", "Ngành Giáo dục"), ("coordinate", "ngành Y tế")],
    ),
    (
        "Tổ chức tập huấn cho đối tượng là cán bộ, công chức.",
        [("beneficiary", "cán bộ"), ("beneficiary", "công chức")],
    ),
    ("Ưu tiên các dự án do thanh niên làm chủ.", []),
    ("Bố trí cán bộ trong đội ngũ lãnh đạo từng cơ quan, đơn vị.", []),
    ("Miễn tiền thuê đất đối với các trường đại học công lập.", [("beneficiary", "các trường đại học công lập")]),
    ("UBND các xã phường rà soát quy hoạch.", [("lead", "UBND các xã phường")]),
    ("Bảo đảm người trồng rừng được vay vốn ưu đãi.", [("beneficiary", "người trồng rừng")]),
    (
        "Trung tâm Y tế, bệnh viện đa khoa khu vực bảo đảm thuốc cho người bệnh.",
        [("lead", "Trung tâm Y tế"), ("lead", "bệnh viện đa khoa khu vực"), ("beneficiary", "người bệnh")],
    ),
    (
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông đẩy nhanh tiến độ thi công.",
        [("lead", "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông")],
    ),
    ("Tối thiểu 80% doanh nghiệp áp dụng công nghệ tiên tiến.", [("lead", "doanh nghiệp")]),
    ("Phát triển tối thiểu 10 doanh nghiệp công nghệ số.", []),
    (
        "Bộ Y tế, Bộ Tài chính theo chức năng, nhiệm vụ được giao rà soát danh mục thuốc.",
        [("lead", "Bộ Y tế"), ("lead", "Bộ Tài chính")],
    ),
    ("Các sở, ngành theo nhiệm vụ được phân công xây dựng kế hoạch.", [("lead", "Các sở, ngành")]),
    ("Rà soát danh mục thuốc (giao Sở Y tế chủ trì).", [("lead", "Sở Y tế")]),
    (
        "Rà soát danh mục thuốc (Sở Y tế, Sở Nội vụ chủ trì, phối hợp với Sở Tài chính).",
        [("lead", "Sở Y tế"), ("lead", "Sở Nội vụ"), ("coordinate", "Sở Tài chính")],
    ),
    (
        "Kiểm tra các cơ sở kinh doanh (Công an tỉnh chủ trì; Sở Y tế, Sở Nội vụ phối hợp).",
        [("lead", "Công an tỉnh"), ("coordinate", "Sở Y tế"), ("coordinate", "Sở Nội vụ")],
    ),
    ("Rà soát danh mục thuốc (Sở Y tế, Sở Nội vụ).", [("lead", "Sở Y tế"), ("lead", "Sở Nội vụ")]),
    ("Rà soát danh mục thuốc (Sở Y tế chủ trì) ngay trong năm 2026.", [("lead", "Sở Y tế")]),
    ("Rà soát danh mục thuốc (theo đề nghị của Sở Y tế).", []),
    (
        "Tăng cường phối hợp giữa Sở Y tế với Sở Nội vụ, Sở Tài chính.",
        [("coordinate", "Sở Y tế"), ("coordinate", "Sở Nội vụ"), ("coordinate", "Sở Tài chính")],
    ),
    ("Phấn đấu hộ nghèo giảm 1% mỗi năm.", []),
    ("Phấn đấu trên 80% giáo viên mầm non được bồi dưỡng.", [("beneficiary", "giáo viên mầm non")]),
    ("Hoàn thành dự án trong năm 2025, Bộ Xây dựng chịu trách nhiệm.", [("lead", "Bộ Xây dựng")]),
    ("Ban Chỉ đạo rà soát danh mục dự án.", [("lead", "Ban Chỉ đạo")]),
    ("Giao Hội đồng thẩm tra dự án luật.", [("lead", "Hội đồng")]),
    ("Lực lượng Công an chủ trì lập hồ sơ quản lý.", [("lead", "Lực lượng Công an")]),
    ("Các cơ quan chủ trì xây dựng dự thảo luật.", [("lead", "Các cơ quan chủ trì")]),
    (
        "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính trình Ủy ban nhân dân tỉnh phê duyệt đề án.",
        [("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính"), ("approve", "Ủy ban nhân dân tỉnh")],
    ),
    (
        "Giao Bộ Y tế hoàn thiện hồ sơ, báo cáo Thủ tướng Chính phủ.",
        [("lead", "Bộ Y tế"), ("report", "Thủ tướng Chính phủ")],
    ),
    ("Bộ Quốc phòng chỉ đạo các quân khu hỗ trợ thi công.", [("lead", "Bộ Quốc phòng"), ("implement", "các quân khu")]),
    ("Tăng cường đào tạo nghề cho lao động nông thôn.", [("beneficiary", "lao động nông thôn")]),
    ("Các bộ, ngành, địa phương rà soát quy hoạch.", [("lead", "Các bộ, ngành"), ("lead", "địa phương")]),
    ("Xử lý nghiêm hành vi gây khó khăn cho doanh nghiệp.", []),
    ("Khuyến khích doanh nghiệp đầu tư nhà ở xã hội.", [("implement", "doanh nghiệp")]),
    ("Doanh nghiệp nhỏ và vừa được hỗ trợ lãi suất vay.", [("beneficiary", "Doanh nghiệp nhỏ và vừa")]),
    ("Kiểm tra các chợ do Sở Công Thương thực hiện.", [("lead", "Sở Công Thương")]),
    ("Thanh tra tỉnh kiểm tra, giám sát việc chi tiêu.", [("supervise", "Thanh tra tỉnh")]),
    ("Định kỳ hằng quý báo cáo kết quả thực hiện về Sở Nội vụ để tổng hợp.", [("implement", "Sở Nội vụ")]),
    (
        "Sở Y tế báo cáo kết quả mua thuốc cho Ủy ban nhân dân tỉnh.",
        [("lead", "Sở Y tế"), ("report", "Ủy ban nhân dân tỉnh")],
    ),
    ("Nâng cao chất lượng công tác thi đua, khen thưởng các cấp.", []),
    (
        "Sở Công Thương trình Chính phủ kế hoạch đã được Bộ Công Thương phê duyệt.",
        [("lead", "Sở Công Thương"), ("approve", "Chính phủ")],
    ),
    (
        "Giao Thường trực Hội đồng nhân dân, các Ban Hội đồng nhân dân giám sát việc thực hiện.",
        [("supervise", "Thường trực Hội đồng nhân dân"), ("supervise", "các Ban Hội đồng nhân dân")],
    ),
    (
        "Thủ trưởng các ngành, đơn vị liên quan tổ chức thực hiện đề án.",
        [("lead", "Thủ trưởng các ngành, đơn vị liên quan")],
    ),
    (
        "Đề nghị các Bộ: Tài chính, Xây dựng thẩm định dự án.",
        [("lead", "các Bộ: Tài chính, Xây dựng")],
    ),
]


def roles(prepared, findings, measure):
    return [
        (a.role, prepared.text[findings.mentions[a.mention].start_char : findings.mentions[a.mention].end_char])
        for a in measure.agents
    ]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles(text, expected):
    prepared, findings = run(text)
    assert len(findings.measures) == 1
    assert roles(prepared, findings, findings.measures[0]) == expected


def test_a_subject_carries_over_to_the_next_clauses_of_its_sentence():
    prepared, findings = run("Bộ Y tế rà soát danh mục; bổ sung thuốc; hướng dẫn thực hiện.")
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Bộ Y tế")]] * 3


def test_items_inherit_the_addressee_of_the_heading():
    text = (
        "1. Sở Công Thương\n- Xây dựng kế hoạch phát triển cụm công nghiệp.\n- Thu hút đầu tư vào năng lượng tái tạo."
    )
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Sở Công Thương")]] * 2
    assert all(a.inherited for m in findings.measures for a in m.agents)


def test_items_inherit_the_addressee_of_the_introducing_line():
    text = "Giao Bộ Tài chính:\na) Rà soát các khoản chi;\nb) Bố trí vốn cho dự án."
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Bộ Tài chính")]] * 2


def test_partners_of_the_introducing_line_are_handed_down_with_its_lead():
    text = (
        "1. Sở Y tế chủ trì, phối hợp với các sở, ngành; các huyện thực hiện các nhiệm vụ sau:\n"
        "- Rà soát các trạm y tế.\n- Mua sắm thuốc."
    )
    prepared, findings = run(text)
    expected = [("lead", "Sở Y tế"), ("coordinate", "các sở, ngành"), ("coordinate", "các huyện")]
    assert [roles(prepared, findings, m) for m in findings.measures] == [expected] * 2


def test_the_nearest_heading_outranks_a_line_that_introduces_the_whole():
    text = (
        "Chủ tịch yêu cầu các sở thực hiện:\n1. Sở Nội vụ\na) Rà soát biên chế.\n2. Đối với các xã\na) Lập danh sách."
    )
    prepared, findings = run(text)
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Sở Nội vụ")], [("lead", "các xã")]]


def test_a_rule_of_procedure_inherits_the_doer_of_its_item():
    prepared, findings = run("1. Sở Xây dựng\n- Công trình phải bảo đảm an toàn.\n- Kiểm tra công trình.")
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Sở Xây dựng")]] * 2


def test_lines_below_a_task_say_who_does_it_and_by_when():
    text = (
        "1. Xây dựng phần mềm quản lý chợ.\n- Đơn vị chủ trì: Sở Công Thương.\n"
        "- Đơn vị phối hợp: Sở Tài chính.\n- Thời gian hoàn thành: năm 2027."
    )
    prepared, findings = run(text)
    (measure,) = findings.measures
    assert roles(prepared, findings, measure) == [("lead", "Sở Công Thương"), ("coordinate", "Sở Tài chính")]
    assert measure.due == "2027"


def test_a_table_of_tasks_gives_each_clause_of_a_row_its_bodies_and_deadline():
    text = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\nI | Quản lý chợ | |\n"
        "1 | Rà soát các chợ; cải tạo chợ cũ | Sở Công Thương | 2027\n2 | Đề án chợ đêm | Sở Du lịch | 2028"
    )
    prepared, findings = run(text)
    assert [prepared.text[slice(*m.trigger)] for m in findings.measures] == ["Rà soát", "cải tạo"]
    assert [roles(prepared, findings, m) for m in findings.measures] == [[("lead", "Sở Công Thương")]] * 2
    assert [m.due for m in findings.measures] == ["2027", "2027"]
    assert [prepared.sections[m.section].number for m in findings.measures] == ["1", "1"]


def test_partners_of_an_introduction_are_handed_down():
    prepared, findings = run(
        "III. TỔ CHỨC THỰC HIỆN\n\na) Bộ Tài chính chủ trì, phối hợp với các bộ, cơ quan, địa phương:\n\n"
        "- Tổng hợp tình hình thiệt hại.\n\n- Xây dựng phương án hỗ trợ."
    )
    expected = {
        ("Bộ Tài chính", "lead"),
        ("các bộ", "coordinate"),
        ("cơ quan", "coordinate"),
        ("địa phương", "coordinate"),
    }
    assert [_agents(prepared, findings, measure) for measure in findings.measures] == [expected, expected]


def test_whoever_is_called_on_before_answers_for_the_list():
    prepared, findings = run(
        "Đề nghị Thường trực Tỉnh ủy tập trung lãnh đạo, chỉ đạo thực hiện các nhiệm vụ đã giao; trong đó lưu ý một số "
        "nội dung trọng tâm sau:\n\n1. Đổi mới tư duy phát triển.\n\n2. Hoàn thiện thể chế."
    )
    assert [_agents(prepared, findings, m) for m in findings.measures[-2:]] == [{("Thường trực Tỉnh ủy", "lead")}] * 2


def test_bodies_of_the_assembly_supervise_and_the_audit_too():
    prepared, findings = run(
        "3. Hội đồng Dân tộc, các Ủy ban khác của Quốc hội, Đoàn đại biểu Quốc hội, trong phạm vi nhiệm vụ, quyền hạn "
        "của mình, giám sát việc thực hiện Nghị quyết này.\n\n4. Kiểm toán nhà nước kiểm toán việc thực hiện Dự án."
    )
    bodies = ("Hội đồng Dân tộc", "các Ủy ban khác của Quốc hội", "Đoàn đại biểu Quốc hội")
    assert [_agents(prepared, findings, measure) for measure in findings.measures] == [
        {(body, "supervise") for body in bodies},
        {("Kiểm toán nhà nước", "supervise")},
    ]


def _agents(prepared, findings, measure):
    found = [(findings.mentions[given.mention], given.role) for given in measure.agents]
    return {(prepared.text[mention.start_char : mention.end_char], role) for mention, role in found}


def test_partners_of_a_line_of_leads_are_no_leads():
    text = "1. Xây dựng sổ tay du lịch.\n- Đơn vị thực hiện: Sở Du lịch chủ trì, phối hợp với Sở Tài chính."
    prepared, findings = run(text)
    (measure,) = findings.measures
    assert roles(prepared, findings, measure) == [("lead", "Sở Du lịch"), ("coordinate", "Sở Tài chính")]


def test_a_clause_that_names_partners_behind_an_adverbial_phrase_inherits_its_doer():
    text = (
        "1. Sở Y tế\n- Rà soát thuốc.\n"
        "- Trong phạm vi quản lý, chủ động phối hợp với các cơ quan, đơn vị có liên quan thực hiện nhiệm vụ được giao."
    )
    prepared, findings = run(text)
    assert roles(prepared, findings, findings.measures[1]) == [
        ("lead", "Sở Y tế"),
        ("coordinate", "các cơ quan"),
        ("coordinate", "đơn vị có liên quan"),
    ]


def test_the_bodies_of_a_tables_heading_are_no_agents():
    text = (
        "TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian hoàn thành\n1 | Rà soát các chợ cũ | các sở, ngành | 2027\n"
        "2 | Cải tạo các chợ cũ | Sở Công Thương | 2028"
    )
    prepared, findings = run(text)
    shown = [m for i, m in enumerate(findings.mentions) if m.cls == "Agent" and i not in findings.covered]
    assert [prepared.text[m.start_char : m.end_char] for m in shown] == ["Sở Công Thương", "các sở, ngành"]


@pytest.mark.parametrize("body", ["UBND các xã, phường", "Ủy ban nhân dân xã", "UBND cấp xã"])
def test_a_committee_before_a_colon_ends_there(body):
    prepared, findings = run(
        f"IV. TỔ CHỨC THỰC HIỆN\n3. {body}: Phối hợp với Sở Y tế rà soát các chợ; tổ chức kiểm tra."
    )
    assert [roles(prepared, findings, measure)[0] for measure in findings.measures] == [("lead", body)] * 2


@pytest.mark.parametrize(
    "line",
    [
        "Bộ Chính trị, Ban Bí thư yêu cầu tập trung thực hiện một số nhiệm vụ sau:",
        "Thực hiện Kết luận của Bộ Chính trị, Ban Bí thư về phòng, chống thiên tai, cụ thể như sau:",
        "Căn cứ chỉ đạo của Chính phủ, Thủ tướng Chính phủ về chuyển đổi số, tập trung các nhiệm vụ:",
    ],
)
def test_who_calls_or_whose_conclusion_it_is_does_not_answer_for_the_list(line):
    prepared, findings = run(f"II. NHIỆM VỤ\n1. {line}\n- Rà soát các khu vực nguy hiểm.\n- Bố trí kinh phí.")
    assert [roles(prepared, findings, measure) for measure in findings.measures] == [[], []]


def test_who_is_named_behind_the_basis_of_a_list_answers_for_it():
    text = "1. Thực hiện Kết luận của Bộ Chính trị, Ban Bí thư về thiên tai, các địa phương cần tập trung:\n- Rà soát đê điều."
    prepared, findings = run(f"II. NHIỆM VỤ\n{text}")
    assert roles(prepared, findings, findings.measures[-1]) == [("lead", "các địa phương")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 100% giáo viên được bồi dưỡng kỹ năng số.", ("beneficiary", "giáo viên")),
        ("- Phấn đấu có ít nhất 70% hộ nghèo được hỗ trợ nhà ở.", ("beneficiary", "hộ nghèo")),
    ],
)
def test_those_of_whom_a_share_is_counted(text, expected):
    prepared, findings = run(f"I. MỤC TIÊU\n{text}")
    assert roles(prepared, findings, findings.measures[0]) == [expected]


def test_a_body_that_gathers_what_it_is_sent_works_on_it():
    prepared, findings = run("1. Các sở, ngành gửi kết quả về Sở Nội vụ để tổng hợp, báo cáo Ủy ban nhân dân tỉnh.")
    assert roles(prepared, findings, findings.measures[0]) == [
        ("lead", "Các sở, ngành"),
        ("implement", "Sở Nội vụ"),
        ("report", "Ủy ban nhân dân tỉnh"),
    ]


LISTS = [
    (
        "1. Bộ Quốc phòng chỉ đạo Quân khu 5, Binh đoàn 15, các đơn vị trực thuộc hỗ trợ người dân.",
        "implement",
        ["Quân khu 5", "Binh đoàn 15", "các đơn vị trực thuộc"],
    ),
    (
        "1. Bộ Công an chỉ đạo công an các địa phương, lực lượng tại chỗ bảo đảm an ninh trật tự.",
        "implement",
        ["công an các địa phương", "lực lượng tại chỗ"],
    ),
    (
        "1. Phát huy vai trò của Mặt trận Tổ quốc, người có uy tín, già làng trong tuyên truyền pháp luật.",
        "implement",
        ["Mặt trận Tổ quốc", "người có uy tín", "già làng"],
    ),
    (
        "1. Cấp ủy, chính quyền các địa phương, người đứng đầu các cấp phải trực tiếp chỉ đạo công tác cứu trợ.",
        "lead",
        ["Cấp ủy", "chính quyền các địa phương", "người đứng đầu các cấp"],
    ),
    (
        "1. Các Bộ: Quốc phòng, Công an, Y tế chủ động rà soát kế hoạch.",
        "lead",
        ["Các Bộ: Quốc phòng, Công an, Y tế"],
    ),
    ("1. Các Bộ: Quốc phòng, Công an\na) Rà soát kế hoạch.", "lead", ["Các Bộ: Quốc phòng, Công an"]),
    ("1. Giao Phòng Cảnh sát giao thông kiểm tra hồ sơ.", "lead", ["Phòng Cảnh sát giao thông"]),
    (
        "1. Báo và Phát thanh, Truyền hình Quảng Trị tăng thời lượng tuyên truyền pháp luật.",
        "lead",
        ["Báo và Phát thanh, Truyền hình Quảng Trị"],
    ),
]


@pytest.mark.parametrize(("text", "role", "names"), LISTS)
def test_all_of_a_list_have_its_role(text, role, names):
    prepared, findings = run(text)
    (measure,) = findings.measures
    assert [name for given, name in roles(prepared, findings, measure) if given == role] == names


def test_a_bracket_behind_a_task_says_who_does_it():
    prepared, findings = run("a) Rà soát thủ tục hành chính (Sở Y tế chủ trì, phối hợp với Sở Tài chính, Sở Nội vụ).")
    (measure,) = findings.measures
    assert sorted(roles(prepared, findings, measure)) == [
        ("coordinate", "Sở Nội vụ"),
        ("coordinate", "Sở Tài chính"),
        ("lead", "Sở Y tế"),
    ]


def test_a_heading_in_capitals_that_holds_bodies_only_addresses_them():
    prepared, findings = run("A. SỞ Y TẾ, SỞ TÀI CHÍNH\n1. Rà soát thủ tục hành chính.\n2. Xây dựng kế hoạch số hóa.")
    both = [("lead", "SỞ Y TẾ"), ("lead", "SỞ TÀI CHÍNH")]
    assert [roles(prepared, findings, measure) for measure in findings.measures] == [both, both]


def test_a_topic_leaves_those_addressed_who_were_addressed_above():
    text = (
        "THÔNG BÁO\nKết luận cuộc họp\n\nBộ Xây dựng tiếp thu ý kiến các đại biểu, trong đó lưu ý một số nội dung sau:\n"
        "1. Về phạm vi điều chỉnh: Rà soát, làm rõ đối tượng áp dụng.\n"
        "2. Về nguồn vốn: Bộ Tài chính đề xuất cơ chế huy động vốn.\n"
    )
    prepared, findings = run(text)
    names = [
        {
            prepared.text[findings.mentions[a.mention].start_char : findings.mentions[a.mention].end_char]
            for a in measure.agents
            if a.role == "lead"
        }
        for measure in findings.measures
    ]
    assert names[-2:] == [{"Bộ Xây dựng"}, {"Bộ Tài chính"}]


def test_the_mark_that_closes_a_document_is_in_no_measure():
    prepared, findings = run(
        "CÔNG ĐIỆN\nVề dịch bệnh\n\n1. Sở Y tế báo cáo Ủy ban nhân dân tỉnh kết quả thực hiện./.\n"
    )
    (measure,) = findings.measures
    assert prepared.text[measure.start_char : measure.end_char].endswith("kết quả thực hiện")
