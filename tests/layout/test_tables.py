"""Tables of every make give their rows: pipes, tabs, and lines that a PDF broke inside cells and over pages."""

import pytest

from kg.layout.columns import heads_tasks, read_head
from kg.layout.evidence import cell_score, shown_at_end, shown_at_start
from kg.layout.numbers import Succession, read_number
from kg.layout.rows import spread_heads
from kg.model import Document
from kg.resources import read_table
from kg.text import prepare

HEAD = "TT \nTên nhiệm vụ \nCơ quan  \nchủ trì \nCơ quan  \nphối hợp \nKết quả \nThời gian \nhoàn thành \n"
PAGE = "\nCÔNG BÁO/Số 12/Ngày 03-02-2026 \n{} \n \n"


def rows(text):
    """Return the rows of the first table as words by column, and the text as prepared."""
    prepared = prepare(Document("case", "case.txt", text, ""))
    (table, *_) = prepared.tables
    return [
        {
            column: prepared.text[slice(*cell)]
            for column, cell in zip(table.columns, row.cells, strict=False)
            if cell.end_char > cell.start_char
        }
        for row in table.rows
        if row.kind not in ("head", "part")
    ], prepared


FLAT = {
    "one line a cell": (
        "1 \nXây dựng đề án bảo tồn làng nghề \nBộ Tài chính \nCác bộ, ngành \nBáo cáo \nTháng 5/2027 \n"
        "2 \nRà soát quy định về di sản \nBộ Nội vụ \nBộ Tư pháp \nNghị định được ban hành \n2028 \n",
        [
            {
                "task": "Xây dựng đề án bảo tồn làng nghề",
                "lead": "Bộ Tài chính",
                "coordinate": "Các bộ, ngành",
                "result": "Báo cáo",
                "due": "Tháng 5/2027",
            },
            {
                "task": "Rà soát quy định về di sản",
                "lead": "Bộ Nội vụ",
                "coordinate": "Bộ Tư pháp",
                "result": "Nghị định được ban hành",
                "due": "2028",
            },
        ],
    ),
    "names broken at every word": (
        "1. \nNghiên cứu, đề xuất sửa đổi các quy \nđịnh về di sản văn hóa biển \nBộ \nNội \nvụ, \nBộ \nNgoại \ngiao \n"
        "Bộ Công an, \nBộ \nTài \nchính, \ncác \nBộ, \nngành \nliên quan \nĐề xuất xây dựng \nLuật \nNăm 2026 – \n2030 \n",
        [
            {
                "task": "Nghiên cứu, đề xuất sửa đổi các quy định về di sản văn hóa biển",
                "lead": "Bộ Nội vụ, Bộ Ngoại giao",
                "coordinate": "Bộ Công an, Bộ Tài chính, các Bộ, ngành liên quan",
                "result": "Đề xuất xây dựng Luật",
                "due": "Năm 2026 - 2030",
            }
        ],
    ),
    "a cell left empty": (
        "1 \nTổ chức diễn tập ứng phó sự cố \ntràn dầu trên biển \nBộ Quốc phòng \nHằng năm \n"
        "2 \nLập bản đồ vùng bờ \nBộ Nông nghiệp \nvà Môi trường \nCác địa phương \nBản đồ \nQuý IV/2027 \n",
        [
            {
                "task": "Tổ chức diễn tập ứng phó sự cố tràn dầu trên biển",
                "lead": "Bộ Quốc phòng",
                "due": "Hằng năm",
            },
            {
                "task": "Lập bản đồ vùng bờ",
                "lead": "Bộ Nông nghiệp và Môi trường",
                "coordinate": "Các địa phương",
                "result": "Bản đồ",
                "due": "Quý IV/2027",
            },
        ],
    ),
    "two cells on one line": (
        "1  Xây dựng bản tin về khí hậu \nBộ Tài chính   Bộ Nội vụ \nBáo cáo \nThường \nxuyên \n",
        [
            {
                "task": "Xây dựng bản tin về khí hậu",
                "lead": "Bộ Tài chính",
                "coordinate": "Bộ Nội vụ",
                "result": "Báo cáo",
                "due": "Thường xuyên",
            }
        ],
    ),
    "a row that goes on over a page": (
        "1 \nTăng cường bảo vệ rừng đầu nguồn, \nxử lý nghiêm các hành vi \nBộ Tài chính \nBộ Công an, \ncác địa \n"
        "Báo cáo \n2027 \n" + PAGE.format("31") + HEAD + "phá rừng trái phép. \nphương \n"
        "2 \nTrồng rừng ngập mặn \nBộ Nội vụ \nCác bộ \nKế hoạch \n2028 \n",
        [
            {
                "task": "Tăng cường bảo vệ rừng đầu nguồn, xử lý nghiêm các hành vi phá rừng trái phép.",
                "lead": "Bộ Tài chính",
                "coordinate": "Bộ Công an, các địa phương",
                "result": "Báo cáo",
                "due": "2027",
            },
            {
                "task": "Trồng rừng ngập mặn",
                "lead": "Bộ Nội vụ",
                "coordinate": "Các bộ",
                "result": "Kế hoạch",
                "due": "2028",
            },
        ],
    ),
}


@pytest.mark.parametrize(("body", "expected"), FLAT.values(), ids=FLAT)
def test_lines_that_a_pdf_broke_are_put_into_their_cells(body, expected):
    found, prepared = rows(HEAD + body)
    assert [{name: words for name, words in row.items() if name != "number"} for row in found] == expected
    assert [section.number for section in prepared.sections] == [str(n + 1) for n in range(len(expected))]


ORDERS = [
    ("task", "lead", "coordinate", "due"),
    ("number", "task", "due", "lead", "coordinate"),
    ("number", "lead", "task", "result", "due"),
    ("number", "task", "result", "due", "lead", "coordinate"),
]
WORDS = {
    "number": "TT",
    "task": "Nhiệm vụ",
    "lead": "Cơ quan \nchủ trì",
    "coordinate": "Cơ quan \nphối hợp",
    "result": "Sản phẩm",
    "due": "Thời gian",
}
CONTENT = [
    {
        "number": "1",
        "task": "Xây dựng quy chế phối hợp giữa các \ncảng cá",
        "lead": "Bộ Tài chính",
        "coordinate": "Các bộ, \nngành",
        "result": "Quy chế \nđược ban hành",
        "due": "Quý II/2027",
    },
    {
        "number": "2",
        "task": "Tổ chức lại lực lượng kiểm ngư \nở các tỉnh ven biển",
        "lead": "Bộ Nội vụ",
        "coordinate": "Bộ Công an, \ncác địa phương",
        "result": "Đề án",
        "due": "2026 - \n2028",
    },
]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_columns_stand_in_any_order_with_or_without_numbers(order):
    lines = [WORDS[column] for column in order] + [row[column] for row in CONTENT for column in order]
    found, _ = rows(" \n".join(lines) + " \n")
    assert found == [{column: row[column].replace(" \n", " ") for column in order} for row in CONTENT]


def test_what_stands_in_a_cell_leads_back_to_the_source():
    text = HEAD + FLAT["a row that goes on over a page"][0]
    _, prepared = rows(text)
    table = prepared.tables[0]
    row = next(row for row in table.rows if row.kind == "body")
    cells = dict(zip(table.columns, row.cells, strict=True))
    start, end = prepared.to_source(*cells["task"])
    assert (text[start : start + 10], text[end - 10 : end]) == ("Tăng cường", "trái phép.")
    start, end = prepared.to_source(*cells["lead"])
    assert text[start:end] == "Bộ Tài chính"
    assert {repair.kind for repair in prepared.repairs} == {"page-break", "running-title"}


def test_notes_at_the_foot_of_a_page_stay_out_of_the_cells():
    note = "1 Nghị quyết số 11-NQ/TW ngày 10/02/2022 của Bộ Chính trị về phương hướng phát triển kinh tế - xã hội vùng núi."
    text = (
        HEAD
        + "1 \nThực hiện phương hướng phát triển vùng \nBộ Tài chính \nCác bộ \nBáo cáo \nNghị quyết 11-NQ/TW1 \n2027 \n \n"
        + note
        + " \n"
        + PAGE.format("8")
        + HEAD
        + "2 \nTrồng rừng ven biển \nBộ Nội vụ \nCác bộ \nKế hoạch \n2028 \n"
    )
    found, prepared = rows(text)
    assert [row["due"] for row in found] == ["2027", "2028"]
    assert found[0]["result"].endswith("11-NQ/TW")
    assert note in [line.strip() for line in prepared.text.splitlines()]


def test_a_page_number_without_running_head_is_no_row():
    text = (
        HEAD + "1 \nBảo vệ rừng đầu nguồn và rừng ven \nBộ Tài chính \nCác bộ \nBáo cáo \n2027 \n\n31\n\n"
        "biển. \n2 \nTrồng rừng ngập mặn \nBộ Nội vụ \nCác bộ \nKế hoạch \n2028 \n"
    )
    found, _ = rows(text)
    assert [(row["number"], row["task"], row["due"]) for row in found] == [
        ("1", "Bảo vệ rừng đầu nguồn và rừng ven biển.", "2027"),
        ("2", "Trồng rừng ngập mặn", "2028"),
    ]


def test_each_sign_of_a_cell_has_a_weight_for_a_column_that_there_is():
    columns = {row["column"] for row in read_table("lexicons/table_columns.tsv")} | {"any", "other"}
    weights = read_table("lexicons/table_evidence.tsv")
    assert {row["column"] for row in weights} <= columns
    signs = {row["evidence"] for row in weights}
    assert {sign.removeprefix("held-") for sign in signs if sign.startswith("held-")} <= signs
    for text in ("Xây dựng chợ", "Bộ Y tế", "Báo cáo", "Theo kế hoạch"):
        assert set(shown_at_start(text)) <= signs
    assert set(shown_at_end("Bộ Tài") + shown_at_end("Bộ Y tế") + shown_at_end("Nghị định được ban hành")) <= signs


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("Rà soát quy định về bến thủy nội địa", "task"),
        ("Bộ Nội vụ, Bộ Y tế", "lead"),
        ("Nghị định được ban hành", "result"),
        ("Quý IV/2026", "due"),
        ("Thường xuyên", "due"),
        ("Theo kế hoạch năm 2027", "due"),
        ("Nghị quyết số 66-NQ/TW", "note"),
    ],
)
def test_what_a_cell_shows_speaks_for_its_column(text, best):
    columns = ("task", "lead", "result", "due", "note")
    assert max(columns, key=lambda column: cell_score(column, text)) == best


def test_titles_of_parts_and_items_below_a_row():
    body = (
        "I \nHOÀN THIỆN THỂ CHẾ \n1 \nHoàn thiện tiêu chuẩn thiết kế công trình. \n \n \n- \nCông trình đê điều. \n"
        "Bộ Nội vụ \nCác bộ \nTiêu chuẩn \n2027 \n- \nCông trình giao thông. \nBộ Xây dựng \nCác bộ \nTiêu chuẩn \n2028 \n"
    )
    found, prepared = rows(HEAD + body)
    assert [(section.number, section.heading) for section in prepared.sections] == [
        ("I", "HOÀN THIỆN THỂ CHẾ"),
        ("1", ""),
    ]
    assert [row.get("number") for row in found] == ["1", "-", "-"]
    assert [row.get("lead") for row in found] == [None, "Bộ Nội vụ", "Bộ Xây dựng"]


PIPES = {
    "pipes": (
        "| TT | Nội dung/nhiệm vụ | Chủ trì | Phối hợp | Thời gian |\n|---|---|---|---|---|\n"
        "| 1 | Sửa chợ | Sở Công Thương | Sở Tài chính | 2027 |\n"
    ),
    "tabs": "TT\tNội dung\tChủ trì\tPhối hợp\tThời gian\n1\tSửa chợ\tSở Công Thương\tSở Tài chính\t2027\n",
}


@pytest.mark.parametrize("text", PIPES.values(), ids=PIPES)
def test_cells_stand_under_their_heading(text):
    (row,), _ = rows(text)
    assert row == {
        "number": "1",
        "task": "Sửa chợ",
        "lead": "Sở Công Thương",
        "coordinate": "Sở Tài chính",
        "due": "2027",
    }


def test_columns_without_a_heading_are_known_by_what_they_hold():
    text = (
        "| 7 | Xây dựng bến thuyền mới ở cửa sông | Sở Xây dựng | Sở Tài chính, các xã | 2027 |\n"
        "| 8 | Rà soát các tuyến đò ngang | Sở Nội vụ | Các xã | Quý II/2026 |\n"
        "| 9 | Tổ chức tập huấn cho chủ đò | Công an tỉnh | Sở Y tế | Thường xuyên |\n"
    )
    found, prepared = rows(text)
    assert prepared.tables[0].columns == ("number", "task", "lead", "coordinate", "due")
    assert [row["lead"] for row in found] == ["Sở Xây dựng", "Sở Nội vụ", "Công an tỉnh"]


def test_a_table_of_figures_without_a_heading_stays_unread():
    text = "| 1 | Vùng nuôi A | 2146816 | 580230 |\n| 2 | Vùng nuôi B | 2144266 | 579574 |\n| 3 | C | 21 | 58 |\n"
    assert prepare(Document("case", "case.txt", text, "")).tables == []


def test_cells_that_were_merged_are_read_by_what_they_hold():
    text = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n"
        "| 1 | Xây dựng kho lưu trữ số của thành phố | Sở Nội vụ | Các sở, ngành | 2027 |\n"
        "| Tổ chức đào tạo cán bộ lưu trữ của các phường | Sở Tài chính |\n"
        "| 2 | Lập danh mục hồ sơ lưu trữ vĩnh viễn | 2028 |\n"
    )
    found, _ = rows(text)
    assert [row.get("lead") for row in found] == ["Sở Nội vụ", "Sở Tài chính", None]
    assert [row.get("due") for row in found] == ["2027", None, "2028"]


@pytest.mark.parametrize(
    "text",
    [
        "TT \nTên vật tư \nĐơn vị \ntính \nTiêu hao \n1 \nBăng vải \nCuộn \n0,17 \n2 \nGăng tay \nĐôi \n2 \n",
        "STT \nNội dung \nSố giờ \n1 \nQuyền và nghĩa vụ \n3 \n2 \nNội quy cơ sở \n3 \n",
        "TT \nHọ và tên \nNăm sinh \nChức vụ \n1 \nNguyễn Văn A \n1970 \nGiám đốc \n",
        "TT \nVăn bản \nĐiều, khoản cần sửa đổi \nCơ quan chủ trì \nsoạn thảo \n1 \nNghị định số 41/2026/NĐ-CP \nĐiều 5 \nBộ Y tế \n",
    ],
    ids=["materials", "lessons", "people", "texts to amend"],
)
def test_other_tables_are_no_tables_of_tasks(text):
    prepared = prepare(Document("case", "case.txt", text, ""))
    assert not any(heads_tasks(table.columns) for table in prepared.tables)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"), ("number", "task", "lead", "due")),
        (("STT", "Đơn vị", "Nhiệm vụ chủ trì", "Đơn vị phối hợp"), ("number", "lead", "task", "coordinate")),
        (("Chỉ tiêu", "ĐVT", "Ước thực hiện 2025", "Năm 2026"), ("indicator", "unit", "baseline", "2026")),
        (("Nhiệm vụ", "Chủ trì", "Căn cứ bổ sung", "Màu sắc"), ("task", "lead", "note", "other")),
        (("Họ tên", "Địa chỉ"), ()),
    ],
)
def test_columns_are_known_by_the_meaning_of_their_heads(heads, expected):
    assert read_head(heads) == expected


@pytest.mark.parametrize(
    ("heads", "below", "expected"),
    [
        (
            ("TT", "Chỉ tiêu", "ĐVT", "Giai đoạn 2026 - 2028"),
            ["Năm 2026", "Năm 2027", "Năm 2028"],
            ("TT", "Chỉ tiêu", "ĐVT", "Năm 2026", "Năm 2027", "Năm 2028"),
        ),
        (("TT", "Chỉ tiêu"), ["1", "Diện tích"], ()),
    ],
)
def test_a_heading_of_two_rows_has_the_years_of_the_second(heads, below, expected):
    assert spread_heads(heads, below) == expected


@pytest.mark.parametrize(
    ("printed", "accepted"),
    [
        (["1", "2", "3"], [True, True, True]),
        (["I.", "1.", "2.", "II.", "1."], [True] * 5),
        (["1.", "1.1", "1.2", "2.", "2.1"], [True] * 5),
        (["1", "2026", "2"], [True, False, True]),
        (["1", "45", "2", "XVI"], [True, False, True, False]),
        (["65.", "66."], [True, True]),
        (["1", "-", "-", "2"], [True] * 4),
    ],
)
def test_a_number_is_a_rows_where_it_continues_the_series(printed, accepted):
    order, found = Succession(), []
    for words in printed:
        number = read_number(words)
        found.append(number is not None and order.follows(number, alone=True))
        if found[-1]:
            order.add(number)
    assert found == accepted
