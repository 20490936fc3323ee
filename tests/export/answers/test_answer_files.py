"""Files of answers: every quote stands in its text, nothing runs, nothing is cut in silence, the same bytes each time."""

import csv
import io
import json
import re
from datetime import date
from itertools import pairwise

import lxml.html
import openpyxl
import pytest
from answer_facts import make_facts

from kg.analyse.answers import BENEFICIARY, build_index, list_assignments, make_audit, make_timeline
from kg.analyse.answers.words import LANGUAGES, read_words
from kg.export.answers import AUDIT_FORMATS, TASK_FORMATS, TIMELINE_FORMATS, write_audit, write_tasks, write_timeline
from kg.templates import hash_source

TODAY = date(2026, 6, 1)
PLACE = {"vi": r"ký tự (\d+)–(\d+)", "en": r"characters (\d+)–(\d+)"}
COLUMNS = {key: words["vi"] for key, words in read_words()["columns"].items()}


def one_line(text: str) -> str:
    return " ".join(text.split())


def write(name: str, index, *, lang: str = "vi", report=None, **more) -> bytes:
    """Write one of the answers in one of its formats (`audit.html`)."""
    kind, format = name.split(".")
    if kind == "audit":
        return write_audit(index, report, format=format, lang=lang, today=TODAY, **more)
    if kind == "tasks":
        return write_tasks(index, list_assignments(index), format=format, lang=lang, today=TODAY, **more)
    return write_timeline(index, make_timeline(index, today=TODAY), format=format, lang=lang, **more)


FILES = [
    *(f"audit.{format}" for format in AUDIT_FORMATS),
    *(f"tasks.{format}" for format in TASK_FORMATS),
    *(f"timeline.{format}" for format in TIMELINE_FORMATS),
]


def test_there_are_all_formats():
    assert len(FILES) == 12


@pytest.mark.parametrize("name", FILES)
def test_the_same_answers_are_the_same_bytes(many, name):
    assert write(name, many) == write(name, many)


@pytest.mark.parametrize("name", ["audit.csv", "tasks.csv", "timeline.csv"])
def test_every_row_of_csv_quotes_its_text(many, texts, name):
    data = write(name, many)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) > 30
    for row in rows:
        span = slice(int(row[COLUMNS["start"]]), int(row[COLUMNS["end"]]))
        assert texts[row[COLUMNS["document"]]][span] == row[COLUMNS["quote"]].removeprefix("'")
    assert any("\r\n" in row[COLUMNS["quote"]] for row in rows)


@pytest.mark.parametrize("name", ["audit.json", "tasks.json", "timeline.json"])
def test_every_record_of_json_quotes_its_text(many, texts, name, opened):
    value = json.loads(write(name, many, report=opened.report))
    records = value if isinstance(value, list) else value.get("measures") or value["entries"]
    assert len(records) > 30
    for record in records:
        assert texts[record["document"]][record["start"] : record["end"]] == record["quote"]


def test_every_row_of_a_workbook_quotes_its_text(many, texts):
    book = openpyxl.load_workbook(io.BytesIO(write("tasks.xlsx", many)))
    assignments = list_assignments(many)
    bodies = {one.body.id for one in assignments}
    assert len(book.sheetnames) == len(bodies) + 1 and book.sheetnames[0] == "Tổng quan"
    rows = 0
    for sheet in book.worksheets[1:]:
        heads = [cell.value for cell in sheet[1]]
        for cells in sheet.iter_rows(min_row=2):
            row = dict(zip(heads, cells, strict=True))
            span = slice(row[COLUMNS["start"]].value, row[COLUMNS["end"]].value)
            text = texts[row[COLUMNS["document"]].value]
            assert text[span].replace("\r\n", "\n") == row[COLUMNS["quote"]].value
            stated = slice(row[COLUMNS["role_start"]].value, row[COLUMNS["role_end"]].value)
            assert text[stated].strip()
            rows += 1
    assert rows == len(assignments)
    link = book.worksheets[0]["A2"].hyperlink
    assert link.location.strip("'").split("'!")[0] in book.sheetnames


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["audit.html", "tasks.html", "timeline.html"])
def test_every_quote_of_a_page_stands_in_its_text(many, texts, name, lang):
    page = lxml.html.fromstring(write(name, many, lang=lang).decode("utf-8"))
    cells = page.xpath("//td[contains(@class, 'quote')]")
    assert len(cells) > 30
    for cell in cells:
        words = cell.text_content()
        quote, place = words[words.index("“") + 1 :].rsplit("”", 1)
        span = slice(*map(int, re.search(PLACE[lang], place).groups()))
        found = [text for label, text in texts.items() if one_line(text[span]) == one_line(quote)]
        assert found, words


@pytest.mark.parametrize("name", ["audit.html", "tasks.html", "timeline.html"])
def test_a_page_asks_for_nothing_and_runs_nothing(many, name):
    data = write(name, many).decode("utf-8")
    page = lxml.html.fromstring(data)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    (style,) = page.xpath("//style/text()")
    assert policy.startswith("default-src 'none'; ") and hash_source(style) in policy
    assert "unsafe" not in policy and "script" not in policy
    assert not page.xpath("//script | //@style | //@onclick | //b[text()='lập']")
    links = page.xpath("//@href | //@src")
    assert links and all(link.startswith(("#", "data:,")) for link in links)
    anchors = set(page.xpath("//@id"))
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert "<b>lập" not in data


def test_each_number_of_the_audit_leads_to_its_rows(many, opened):
    page = lxml.html.fromstring(write("audit.html", many, report=opened.report).decode("utf-8"))
    audit = make_audit(many, opened.report)
    (style,) = page.xpath("//style/text()")
    picks = page.xpath("//p[@class='pick']")
    assert len(picks) > 20
    for pick in picks:
        mark = pick.get("id").removeprefix("p-")
        rows = page.xpath(f"//tr[contains(concat(' ', @class, ' '), ' {mark} ')]")
        assert f": {len(rows)} nhiệm vụ." in pick.text_content(), mark
        assert f"#p-{mark}:target~.list tr.row:not(.{mark})" in style
    gaps = [int(number.text_content()) for number in page.xpath("//ul[@class='facts']//b")]
    assert gaps == [len(audit.total.lacking(gap)) for gap in ("owner", "time", "target", "all")]
    assert len(page.xpath("//tr[starts-with(@class, 'row ')]")) == len(many.tasks)


def test_every_quote_of_markdown_stands_in_its_text(many, texts):
    lines = write("audit.md", many).decode("utf-8").splitlines()
    found = 0
    for line, below in pairwise(lines):
        if line.startswith("- “"):
            quote = re.sub(r"\\(.)", r"\1", line[3:].rstrip().removesuffix("”"))
            span = slice(*map(int, re.search(PLACE["vi"], below).groups()))
            assert any(one_line(text[span]) == quote for text in texts.values()), line
            found += 1
    assert found == len(many.tasks)


@pytest.mark.parametrize("name", ["audit.html", "audit.md"])
def test_a_list_that_is_cut_says_so(many, name):
    assert f"3 trên {len(many.tasks)} dòng" in write(name, many, rows=3).decode("utf-8")
    assert f"{len(many.tasks)} dòng, đủ cả" in write(name, many).decode("utf-8")


def test_a_body_has_a_sheet_and_what_benefits_it_stands_apart(many):
    page = lxml.html.fromstring(write("tasks.html", many).decode("utf-8"))
    sheets = page.xpath("//section[@class='sheet']")
    assert len(sheets) == len({one.body.id for one in list_assignments(many)})
    for sheet in sheets:
        for head in sheet.xpath(".//h3[starts-with(., 'Việc phải làm')]"):
            rows = head.getnext().xpath(".//tbody/tr")
            assert head.text_content() == f"Việc phải làm ({len(rows)})"
            assert not [row for row in rows if "Thụ hưởng" in row.xpath("./td[2]")[0].text_content()]
    assert any(one.role == BENEFICIARY for one in list_assignments(many))


def test_bodies_of_one_name_are_told_apart(many):
    rows = csv.DictReader(io.StringIO(write("tasks.csv", many).decode("utf-8-sig"), newline=""))
    names = {row[COLUMNS["body"]] for row in rows}
    assert {"Sở Tài chính (Thái Bình)", "Sở Tài chính (Đồng Nai)"} <= names and "Sở Tài chính" not in names


@pytest.mark.parametrize("by", ["sector", "document"])
def test_a_matrix_has_a_column_for_each(many, by):
    table = list(csv.reader(io.StringIO(write("tasks.csv", many, by=by).decode("utf-8-sig"), newline="")))
    value = json.loads(write("tasks.json", many, by=by))
    assert len(table[0]) == 2 + len(value["columns"]) and len(table) == 1 + len(value["rows"])
    if by == "document":
        assert table[0][2:] == [column["label"] for column in value["columns"]]
        row = next(row for row in table if row[0] == "Sở Tài chính (Thái Bình)")
        assert "Chủ trì 2; 30/6/2026, định kỳ" in row


def test_what_looks_like_a_formula_is_text():
    facts = make_facts()
    for fact in facts:
        if fact["fact"] == "measure" and fact["quote"] == "lập dự toán":
            fact["quote"] = '=HYPERLINK("http://example.vn","x")'
        if fact.get("label") == "Sở Tài chính":
            fact["label"] = "=1+1"
    index = build_index(facts)
    rows = list(csv.reader(io.StringIO(write("tasks.csv", index).decode("utf-8-sig"), newline="")))
    assert {row[0] for row in rows[1:]} >= {"'=1+1"}
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    assert not any(cell.startswith("=") for row in rows for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(write("tasks.xlsx", index)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert len(cells) >= 3 and {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.hyperlink is None)


def test_characters_that_a_workbook_cannot_hold_are_white_space():
    facts = make_facts()
    for fact in facts:
        if fact.get("quote") == "lập dự toán":
            fact["quote"] = "lập\fdự\x0btoán _x000D_\tkhác"
    book = openpyxl.load_workbook(io.BytesIO(write("tasks.xlsx", build_index(facts))))
    cells = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "lập\ndự toán _x000D_\tkhác" in cells


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_folder_without_facts_has_answers_too(name, lang):
    assert write(name, build_index([]), lang=lang)


def test_every_word_is_there_in_both_languages():
    def check(value, path):
        if isinstance(value, dict) and "vi" in value:
            assert value["vi"].strip() and value["en"].strip(), path
            fields = [set(re.findall(r"\{(\w+)\}", value[lang])) for lang in LANGUAGES]
            assert fields[0] == fields[1], path
        elif isinstance(value, dict | list):
            for key, one in value.items() if isinstance(value, dict) else enumerate(value):
                check(one, f"{path}.{key}")

    check(read_words(), "words")
