"""A row of a task table says who does what by when, whatever make the table is of."""

import pytest
from extract.pieces import run

HEAD = "TT \nNhiệm vụ \nCơ quan chủ trì \nCơ quan phối hợp \nKết quả \nThời gian hoàn thành \n"


def read(text):
    """Return for each measure its trigger, the bodies with their roles, and the due time."""
    prepared, findings = run(text)
    return [
        (
            prepared.text[slice(*m.trigger)],
            {
                (a.role, prepared.text[findings.mentions[a.mention].start_char : findings.mentions[a.mention].end_char])
                for a in m.agents
            },
            m.due,
        )
        for m in findings.measures
    ]


def pipe(*cells):
    return "| " + " | ".join(cells) + " |\n"


PIPE_HEAD = pipe("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Kết quả", "Thời gian hoàn thành")


def test_a_broken_row_gives_its_clauses_bodies_and_deadline():
    text = HEAD + (
        "1 \nRà soát các quy định về bến \nxe khách; xây dựng bến mới. \nBộ \nXây \ndựng \nBộ Công an, \ncác địa \nphương \n"
        "Báo cáo \nQuý IV/2027 \n"
    )
    bodies = {("lead", "Bộ Xây dựng"), ("coordinate", "Bộ Công an"), ("coordinate", "các địa phương")}
    assert read(text) == [("Rà soát", bodies, "2027-12"), ("xây dựng", bodies, "2027-12")]


def test_a_catalogue_of_tasks_holds_measures():
    text = (
        "PHỤ LỤC\nDANH MỤC CÁC NHIỆM VỤ\n" + PIPE_HEAD + pipe("1", "Xây dựng chợ nổi", "Sở Y tế", "", "Báo cáo", "2027")
    )
    assert read(text) == [("Xây dựng", {("lead", "Sở Y tế")}, "2027")]


@pytest.mark.parametrize(
    ("cell", "due", "times"),
    [
        ("2027", "2027", ["2027"]),
        ("12/2027", "2027-12", ["2027-12"]),
        ("Tháng 3/2027", "2027-03", ["2027-03"]),
        ("2026-2027", "2026/2027", ["2026/2027"]),
        ("Năm 2026 - 2028", "2026/2028", ["2026/2028"]),
        ("Giai đoạn 2026 - 2030", "2026/2030", ["2026/2030"]),
        ("Trước ngày 10/5/2027", "2027-05-10", ["2027-05-10"]),
        ("Thường xuyên", "", []),
        ("Hằng năm", "", []),
        ("Năm 2026 và các năm tiếp theo", "", ["2026"]),
        ("2026 và hằng năm", "", ["2026"]),
        ("2026 trở đi", "", ["2026"]),
    ],
)
def test_times_of_a_cell(cell, due, times):
    text = PIPE_HEAD + pipe("1", "Xây dựng chợ nổi", "Sở Y tế", "", "Báo cáo", cell)
    assert [measure[2] for measure in read(text)] == [due]
    _, findings = run(text)
    assert [m.key for m in findings.mentions if m.cls == "Time"] == times


def test_rows_without_a_number_take_from_the_row_above_what_they_have_not():
    text = (
        PIPE_HEAD
        + pipe("1", "Xây dựng kho số", "Sở Nội vụ", "Sở Tài chính", "Kho", "2027")
        + pipe("Vận hành kho dự phòng của thành phố", "Sở Xây dựng")
    )
    assert read(text) == [
        ("Xây dựng", {("lead", "Sở Nội vụ"), ("coordinate", "Sở Tài chính")}, "2027"),
        ("Vận hành", {("lead", "Sở Xây dựng"), ("coordinate", "Sở Tài chính")}, "2027"),
    ]


def test_items_that_are_no_clauses_tell_who_does_the_task_above():
    text = HEAD + (
        "1 \nHoàn thiện tiêu chuẩn thiết kế công trình. \n \n \n- \nCông trình đê điều. \nBộ Nội vụ \nCác bộ \nBáo cáo \n"
        "2027 \n- \nCông trình giao thông. \nBộ Xây dựng \nCác bộ \nBáo cáo \n2027 \n"
    )
    bodies = {("lead", "Bộ Nội vụ"), ("lead", "Bộ Xây dựng"), ("coordinate", "Các bộ")}
    assert read(text) == [("Hoàn thiện", bodies, "2027")]


def test_results_hold_no_measures_but_instruments():
    text = PIPE_HEAD + pipe(
        "1",
        "Xây dựng Chương trình phát triển điện mặt trời mái nhà",
        "Bộ Y tế",
        "",
        "Chương trình được ban hành",
        "2027",
    )
    prepared, findings = run(text)
    assert [prepared.text[slice(*m.trigger)] for m in findings.measures] == ["Xây dựng"]
    names = [prepared.text[m.start_char : m.end_char] for m in findings.mentions if m.cls == "Instrument"]
    assert names == ["Chương trình phát triển điện mặt trời mái nhà", "Chương trình"]
    assert len({m.key for m in findings.mentions if m.cls == "Instrument"}) == 1


def test_a_task_that_is_a_name_is_an_instrument_with_bodies_and_no_measure():
    text = PIPE_HEAD + pipe("1", "Đề án về chợ nổi trên sông", "Sở Y tế", "Các bộ", "Báo cáo", "2027")
    prepared, findings = run(text)
    assert findings.measures == []
    shown = [m for i, m in enumerate(findings.mentions) if i not in findings.covered]
    assert [(m.cls, prepared.text[m.start_char : m.end_char]) for m in sorted(shown, key=lambda m: m.start_char)] == [
        ("Instrument", "Đề án về chợ nổi trên sông"),
        ("Agent", "Sở Y tế"),
        ("Agent", "Các bộ"),
        ("Time", "2027"),
    ]


def test_a_superior_in_the_task_approves():
    text = PIPE_HEAD + pipe("1", "Tham mưu Chính phủ thành lập Ủy ban Biển", "Bộ Y tế", "", "Quyết định", "2027")
    ((_, bodies, _),) = read(text)
    assert {("lead", "Bộ Y tế"), ("approve", "Chính phủ")} <= bodies


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Sở Y tế, nhà cung cấp dịch vụ số", ["Sở Y tế", "nhà cung cấp dịch vụ số"]),
        ("Bộ NN&MT; Bộ Y tế", ["Bộ NN&MT", "Bộ Y tế"]),
        ("Sở Y tế (đối với các bệnh viện)", ["Sở Y tế"]),
        ("(1) Bộ Y tế (2) Bộ Nội vụ", ["Bộ Y tế", "Bộ Nội vụ"]),
        ("Bộ Văn hóa, Thể thao và Du lịch", ["Bộ Văn hóa, Thể thao và Du lịch"]),
    ],
)
def test_bodies_of_a_cell(cell, expected):
    text = PIPE_HEAD + pipe("1", "Xây dựng chợ nổi", cell, "", "Báo cáo", "2027")
    ((_, bodies, _),) = read(text)
    assert bodies == {("lead", name) for name in expected}


def test_figures_under_years_are_targets():
    text = (
        pipe("TT", "Chỉ tiêu", "ĐVT", "Ước thực hiện 2025", "Giai đoạn 2026 - 2027")
        + pipe("Năm 2026", "Năm 2027")
        + pipe("I", "CÂY CÔNG NGHIỆP", "", "", "", "")
        + pipe("1", "Chè", "", "", "", "")
        + pipe("-", "Diện tích", "Ha", "6.132", "6.500", "≥ 6.700")
    )
    _, findings = run(text)
    assert [(t.indicator, t.comparator, t.value, t.unit, t.due, t.baseline) for t in findings.targets] == [
        ("Chè diện tích", "=", "6500", "Ha", "2026", "6.132"),
        ("Chè diện tích", ">=", "6700", "Ha", "2027", "6.132"),
    ]


@pytest.mark.parametrize("ruling", ["", "| --- | --- | --- | --- | --- |\n"], ids=["as a PDF gives it", "Markdown"])
def test_a_heading_over_two_columns_is_divided_by_the_row_below(ruling):
    text = (
        pipe("TT", "Nội dung nhiệm vụ", "Phân công thực hiện", "", "Thời gian hoàn thành")
        + ruling
        + pipe("", "", "Chủ trì", "Phối hợp", "")
        + pipe("1", "Xây dựng kế hoạch đấu thầu", "Sở Y tế", "Sở Tài chính", "Quý IV/2027")
    )
    assert read(text) == [("Xây dựng", {("lead", "Sở Y tế"), ("coordinate", "Sở Tài chính")}, "2027-12")]


def test_a_bracket_behind_a_body_says_its_part():
    cell = "Sở Y tế (chủ trì), Sở Tài chính (phối hợp)"
    text = PIPE_HEAD + pipe("1", "Xây dựng chợ nổi", cell, "", "Báo cáo", "2027")
    assert read(text) == [("Xây dựng", {("lead", "Sở Y tế"), ("coordinate", "Sở Tài chính")}, "2027")]


def test_a_task_takes_no_partners_of_the_task_below():
    text = (
        PIPE_HEAD
        + pipe("1", "Xây dựng chợ nổi", "Sở Y tế", "", "Báo cáo", "2027")
        + pipe("", "Rà soát quy hoạch các bến xe", "", "Sở Tài chính", "Báo cáo", "2028")
        + pipe("", "Xây dựng kế hoạch đấu thầu", "", "Sở Nội vụ", "Báo cáo", "2028")
    )
    assert read(text)[0] == ("Xây dựng", {("lead", "Sở Y tế")}, "2027")


def test_words_of_a_cell_broken_by_a_page_are_cited_without_white_space_at_the_ends():
    head = "TT \nNhiệm vụ \nCơ quan \nchủ trì \nCơ quan \nphối hợp \nSản phẩm \nThời gian \nthực hiện \n"
    rows = [("1", "Rà soát hồ sơ", "Bộ Y tế", "Bộ Tài chính", "Báo cáo", "Quý II/2026")] * 2
    text = head + "".join(" \n".join(row) + " \n" for row in rows)
    text += (
        "3 \nPhát triển tổ hợp tác quy mô nhỏ \nBộ Y tế \nCác cơ quan liên \nquan \nCông bố danh sách \n6 tổ hợp tác \n"
        "nòng cốt chủ \nQuý IV/2026 \n\nCÔNG BÁO/Số 333/Ngày 16-06-2026 \n99 \n \n \n"
        f"{head}và vừa phù hợp với các ngành \ncó lợi thế. \nlực \n4 \nBan hành quy chế \nBộ Y tế \nBộ Tài chính \n"
        "Quy chế \nQuý II/2026 \n"
    )
    prepared, _ = run(text)
    start = prepared.text.index("6 tổ hợp tác nòng cốt chủ")
    for end in range(start + 1, prepared.text.index("lực", start) + 4):
        span = prepared.to_source(start, end)
        words = text[span.start_char : span.end_char]
        assert words == words.strip() != "", prepared.text[start:end]
