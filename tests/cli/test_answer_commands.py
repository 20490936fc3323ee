"""`kg audit`, `kg tasks` and `kg timeline` as their user runs them."""

import csv
import io
import json
import subprocess
import sys

import openpyxl
import pytest

from kg.cli.answers import AuditFormat, TaskFormat, TimelineFormat
from kg.export.answers import AUDIT_FORMATS, TASK_FORMATS, TIMELINE_FORMATS


def test_the_formats_are_those_that_there_are():
    assert [one.value for one in AuditFormat] == [*AUDIT_FORMATS]
    assert {one.value for one in TaskFormat} == {"table", *TASK_FORMATS}
    assert {one.value for one in TimelineFormat} == {"table", *TIMELINE_FORMATS}


def test_audit_tells_the_findings(run_kg, sample_out):
    told = run_kg("audit", sample_out).stdout
    assert "172 trên 219 nhiệm vụ (78,5%) không nêu người thực hiện" in told
    assert "172 of 219 measures (78.5%) name no owner" in run_kg("audit", sample_out, "--lang", "en").stdout


@pytest.mark.parametrize(
    ("command", "name", "start"),
    [
        ("audit", "a.html", b"<!DOCTYPE html>"),
        ("audit", "a.md", "# Báo cáo".encode()),
        ("audit", "a.csv", b"\xef\xbb\xbf"),
        ("audit", "a.json", b"{"),
        ("tasks", "t.xlsx", b"PK"),
        ("tasks", "t.html", b"<!DOCTYPE html>"),
        ("timeline", "t.ics", b"BEGIN:VCALENDAR\r\n"),
        ("timeline", "t.json", b"{"),
    ],
)
def test_the_ending_of_a_file_tells_its_format(run_kg, sample_out, tmp_path, command, name, start):
    done = run_kg(command, sample_out, "-o", tmp_path / name)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    first = (tmp_path / name).read_bytes()
    assert first.startswith(start)
    run_kg(command, sample_out, "-o", tmp_path / name)
    assert (tmp_path / name).read_bytes() == first


def test_tasks_of_a_body_in_a_role(run_kg, sample_out):
    done = run_kg("tasks", sample_out, "--body", "ban chap hanh dang bo tinh", "--role", "lead", "--format", "json")
    records = json.loads(done.stdout)
    assert len(records) == 4 and {record["role"] for record in records} == {"lead"}
    assert {record["level"] for record in records} == {"province"}


def test_who_benefits_has_nothing_to_do(run_kg, sample_out):
    def roles(*more: str) -> set[str]:
        text = run_kg("tasks", sample_out, "--format", "csv", "--lang", "en", *more).stdout.removeprefix("\ufeff")
        return {row["Role"] for row in csv.DictReader(io.StringIO(text))}

    assert "Beneficiary" not in roles() and "Lead" in roles()
    assert roles("--role", "beneficiary") == {"Beneficiary"}
    assert "18 lượt thụ hưởng không ở trên" in run_kg("tasks", sample_out).stdout


def test_tasks_by_body_and_by_sector(run_kg, sample_out):
    by_body = run_kg("tasks", sample_out, "--by", "body", "--lang", "en", "--format", "csv").stdout
    assert "Answers for" in by_body and "Ban Chấp hành Đảng bộ tỉnh khóa XX" in by_body
    assert "Lead 4" in run_kg("tasks", sample_out, "--by", "sector", "--lang", "en", "--format", "csv").stdout


def test_a_workbook_has_a_sheet_for_the_body_that_is_asked_for(run_kg, sample_out, tmp_path):
    run_kg("tasks", sample_out, "--body", "Bộ Chính trị", "-o", tmp_path / "t.xlsx")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames == ["Tổng quan", "Bộ Chính trị"]


def test_timeline_on_a_day(run_kg, sample_out):
    told = run_kg("timeline", sample_out, "--today", "2025-12-01", "--lang", "en").stdout
    assert "time has passed" in told and "soon due" in told
    assert "195 measures and targets have no time at all" in told
    plain = run_kg("timeline", sample_out, "--lang", "en").stdout
    assert "time has passed" not in plain and "State" not in plain


def test_one_document_of_a_folder(run_kg, sample_out):
    done = run_kg("audit", sample_out, "--document", "thai-binh", "--format", "json")
    assert json.loads(done.stdout)["findings"][0]["number"] == 219


@pytest.mark.parametrize(
    "arguments",
    [
        ("tasks", "--body", "Bộ Hàng không"),
        ("tasks", "--role", "boss"),
        ("tasks", "--level", "moon"),
        ("tasks", "--due-before", "soon"),
        ("tasks", "-o", "tasks.pdf"),
        ("tasks", "--format", "table", "-o", "tasks.txt"),
        ("timeline", "--today", "2026"),
        ("audit", "--document", "none"),
    ],
)
def test_what_there_is_not_is_one_line_and_exit_code_2(run_kg, sample_out, tmp_path, arguments):
    command, *more = arguments
    done = run_kg(command, sample_out, *more, cwd=tmp_path)
    assert done.returncode == 2 and done.stdout == ""
    assert done.stderr.startswith("kg: error: ") and done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_answers_load_no_more_than_they_need():
    code = (
        "import sys; import kg.analyse.answers, kg.export.answers;"
        " print({'spacy', 'pyvis', 'xlsxwriter', 'starlette'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"
