"""Whom lines and headings above a measure address, and what is handed on from clause to clause."""

from tests.extract.pieces import run
from tests.extract.test_roles import roles


def _roles_of(text, name):
    prepared, findings = run(text)
    measures = [m for m in findings.measures if prepared.text.startswith(name, m.start_char)]
    assert len(measures) == 1
    return roles(prepared, findings, measures[0])


PARTNERS_ABOVE = (
    "5. Ủy ban nhân dân các xã\na) Chủ trì, phối hợp với các sở, ngành và Hội Nông dân tỉnh\n- Phát triển vùng chè.\n"
    "- Xây dựng kho lạnh.\nb) Phối hợp với Sở Y tế tổ chức:\n- Kiểm tra các cơ sở.\n"
)


def test_a_heading_that_names_partners_only_hands_them_down_beside_the_lead_above():
    expected = [
        ("coordinate", "các sở, ngành"),
        ("coordinate", "Hội Nông dân tỉnh"),
        ("lead", "Ủy ban nhân dân các xã"),
    ]
    assert _roles_of(PARTNERS_ABOVE, "Phát triển") == expected
    assert _roles_of(PARTNERS_ABOVE, "Xây dựng") == expected


def test_partners_of_a_task_are_not_those_of_what_stands_below():
    assert _roles_of(PARTNERS_ABOVE, "Kiểm tra") == [("lead", "Ủy ban nhân dân các xã")]


def test_a_group_inside_another_cuts_no_list():
    text = (
        "Các xã dành một phần đất cho doanh nghiệp nông nghiệp thuộc khu vực kinh tế tư nhân, doanh nghiệp nhỏ và vừa."
    )
    assert _roles_of(text, "Các xã") == [
        ("lead", "Các xã"),
        ("beneficiary", "doanh nghiệp nông nghiệp thuộc khu vực kinh tế tư nhân"),
        ("beneficiary", "doanh nghiệp nhỏ và vừa"),
    ]


def test_who_gives_a_task_in_mid_sentence_does_what_follows():
    text = "5. Sở Tài chính\n- Lập danh mục dự án; giao Sở Y tế mua thuốc; công bố kết quả.\n"
    assert _roles_of(text, "giao") == [("lead", "Sở Y tế")]
    assert _roles_of(text, "công bố") == [("lead", "Sở Tài chính")]


def test_who_is_called_on_first_does_the_rest_of_the_sentence():
    text = "Giao Sở Tài chính lập danh mục dự án; giao Sở Y tế mua thuốc; công bố kết quả.\n"
    assert _roles_of(text, "công bố") == [("lead", "Sở Y tế")]


def test_a_subject_that_advises_does_not_lead():
    text = "Sở Tài chính tham mưu Ủy ban nhân dân tỉnh bố trí vốn."
    assert _roles_of(text, "Sở") == [("advise", "Sở Tài chính"), ("approve", "Ủy ban nhân dân tỉnh")]


def test_a_body_that_is_given_a_power_leads():
    assert _roles_of("Các tỉnh được sử dụng ngân sách của mình để làm đường.", "Các") == [("lead", "Các tỉnh")]


POINT = (
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:\n"
    "1. Các bệnh viện có trách nhiệm chấp hành Luật Tài nguyên nước.\n"
    "Hoạt động khoan nước phải tuân thủ quy định. Nghiêm cấm các hành vi: khoan nước trái phép; xây dựng kho trái phép.\n"
    "2. Rà soát quy hoạch.\n"
)


def test_paragraphs_of_a_point_without_heading_have_its_subject():
    for name in ("Hoạt động", "Nghiêm cấm", "xây dựng kho"):
        assert _roles_of(POINT, name) == [("lead", "Các bệnh viện")]
    assert _roles_of(POINT, "Rà soát") == [("lead", "các sở, ngành")]


def test_a_paragraph_behind_items_does_not_have_the_subject_of_the_last():
    text = "1. Sở Y tế thực hiện:\n- Hội Nông dân tỉnh rà soát danh mục.\nTổng hợp kết quả."
    assert ("lead", "Hội Nông dân tỉnh") not in _roles_of(text, "Tổng hợp")


def test_who_gets_something_does_not_do_what_follows():
    text = "1. Hộ nghèo được hỗ trợ giống lúa. Xử lý nghiêm các vi phạm."
    assert _roles_of(text, "Hộ nghèo") == [("beneficiary", "Hộ nghèo")]
    assert _roles_of(text, "Xử lý") == []


def test_by_whom_something_is_done_says_who_does_it():
    text = "Khoản hỗ trợ này được Nhà nước hoàn trả cho chủ đầu tư theo quy định."
    assert _roles_of(text, "Khoản") == [("lead", "Nhà nước"), ("beneficiary", "chủ đầu tư")]
    text = "Mức hỗ trợ cụ thể do Ủy ban nhân dân tỉnh quy định, bảo đảm minh bạch."
    assert _roles_of(text, "Mức") == [("lead", "Ủy ban nhân dân tỉnh")]


def test_a_name_of_something_with_its_maker_commits_to_nothing():
    assert run("Giấy phép do Ủy ban nhân dân tỉnh cấp.")[1].measures == []


def test_what_a_condition_forbids_is_no_duty():
    text = "Trường hợp khu công nghiệp không được nhận hỗ trợ thì chủ đầu tư thực hiện thủ tục thuê đất."
    assert _roles_of(text, "Trường hợp") == [("lead", "chủ đầu tư")]


def test_a_charge_may_stand_before_the_verb_without_a_comma():
    text = "5. Sở Tài chính\n- Theo chức năng, nhiệm vụ của đơn vị phối hợp, hỗ trợ các xã làm đường.\n"
    assert ("lead", "Sở Tài chính") in _roles_of(text, "Theo")


def test_a_passive_before_a_duty_says_who_is_meant():
    text = (
        "Chủ đầu tư được hỗ trợ theo quy định tại khoản 1 Điều này phải dành một phần đất cho doanh nghiệp nhỏ và vừa."
    )
    assert _roles_of(text, "Chủ") == [("lead", "Chủ đầu tư"), ("beneficiary", "doanh nghiệp nhỏ và vừa")]


def test_a_noun_that_another_verb_follows_is_one_behind_a_basis():
    text = "5. Sở Tài chính\n- Trên cơ sở tiềm năng của các sản phẩm, nghiên cứu xây dựng kế hoạch xuất khẩu.\n"
    assert _roles_of(text, "Trên") == [("lead", "Sở Tài chính")]
