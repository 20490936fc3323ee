"""Overview, responsibilities, timeline and audit: for people as pages, for programs as JSON and CSV, as described."""

from __future__ import annotations

import csv
import html
import io
import os
import re
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema
import openpyxl
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from serve.serving import Server, serving

import kg
from kg.serve.rest.answers import ENDPOINTS
from kg.serve.rest.fields import FINDINGS, GAPS, LEVELS, REASONS, ROLES, STATES

HTML = "text/html"
LISTS = [one.name for one in ENDPOINTS if one.paged]
CITED = ("measures", "targets", "tasks", "timeline")
PLANS = (
    "QUYẾT ĐỊNH\nVề phát triển cảng\n1. Bộ Tài chính chủ trì, phối hợp với Bộ Xây dựng bố trí vốn cho cảng Diêm Điền"
    " trước ngày 30/6/2026.\n2. Ủy ban nhân dân tỉnh Thái Bình nâng cấp đường 221A.\n",
    "KẾ HOẠCH\nVề môi trường\n1. Bộ Xây dựng xây dựng cầu Nghìn, hoàn thành năm 2030.\n2. Phấn đấu đến năm 2030 tỷ lệ"
    " che phủ rừng đạt 42%.\n",
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over two plans that give tasks to ministries."""
    out = tmp_path_factory.mktemp("plans") / "out"
    for number, text in enumerate(PLANS):
        kg.build(text=text, name=f"plan{number}.txt", out=out).close()
    with serving(out) as running:
        yield running


def api(server: Server, name: str, **fields: object) -> Any:
    """Return an answer of the interface for programs; it must be one."""
    got = server.get(f"/api/{name}?{urlencode(fields)}")
    assert (got.status, got.type) == (200, "application/json"), got.text
    return got.json()


def every(server: Server, name: str, **fields: object) -> list[dict[str, Any]]:
    """Return all rows of an answer, page by page."""
    link, rows = f"/api/{name}?{urlencode(fields | {'size': 37})}", []
    while link:
        got = server.get(link).json()
        rows += got["rows"]
        link = got["next"]
    assert len(rows) == got["total"]
    return rows


# --- the description ----------------------------------------------------------------------------------


def test_the_description_is_valid_and_tells_every_endpoint(server: Server) -> None:
    described = server.get("/openapi.json").json()
    OpenAPIV31SpecValidator(described).validate()
    assert set(described["paths"]) == {f"/api/{one.name}" for one in ENDPOINTS}
    assert described["paths"].keys() == {f"/api/{name}" for name in described_names(described)}


def described_names(described: dict[str, Any]) -> set[str]:
    return {one["get"]["operationId"] for one in described["paths"].values()}


def test_what_is_answered_is_what_is_described(server: Server) -> None:
    described = server.get("/openapi.json").json()
    for path, one in described["paths"].items():
        fields = {"q": "cảng"} if path == "/api/search" else {}
        for response in one["get"]["responses"]["200"]["content"].values():
            schema = (
                {"$ref": response["schema"]["$ref"], "components": described["components"]}
                if "$ref" in response["schema"]
                else None
            )
            if schema:
                got = server.get(f"{path}?{urlencode(fields)}").json()
                jsonschema.Draft202012Validator(schema).validate(got)
                with pytest.raises(jsonschema.ValidationError):
                    jsonschema.Draft202012Validator(schema).validate([])


def test_every_field_described_is_taken_and_no_other(server: Server) -> None:
    described = server.get("/openapi.json").json()
    values = {
        "q": "cang",
        "class": "Port",
        "document": "thai-binh",
        "due_before": "2026",
        "today": "2026-01-01",
        "year": "2025",
        "page": "1",
        "size": "5",
        "sector": "transport",
        "body": "nhan dan",
    }
    for path, one in described["paths"].items():
        for field in one["get"]["parameters"]:
            choices = field["schema"].get("enum")
            for value in choices or [values[field["name"]]]:
                got = server.get(
                    f"{path}?{urlencode({'q': 'cang', field['name']: value} if path == '/api/search' else {field['name']: value})}"
                )
                assert got.status == 200, (path, field["name"], value, got.text)
            if choices or "pattern" in field["schema"] or field["schema"]["type"] == "integer":
                wrong = server.get(f"{path}?{field['name']}={quote('no such')}")
                assert (wrong.status, wrong.type) == (400, "application/json")
        other = server.get(f"{path}?nothing=1")
        assert other.status == 400
        assert "nothing" in other.json()["error"]
    assert server.get("/api/none").status == 404
    assert server.get("/api/tasks?document=none").status == 404


def test_the_choices_are_those_of_the_model() -> None:
    from kg.analyse import answers
    from kg.analyse.answers import times
    from kg.analyse.answers.words import read_words
    from kg.model import ROLES as MODEL_ROLES

    assert (set(ROLES), LEVELS) == (set(MODEL_ROLES), answers.LEVELS)
    assert set(REASONS) == set(read_words()["reasons"])
    assert (FINDINGS, GAPS) == (answers.FINDINGS, answers.GAPS)
    assert set(STATES) == {times.OVERDUE, times.SOON, times.LATER, times.EARLIER}


# --- rows ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CITED)
def test_every_row_cites_its_place(server: Server, sample: Path, name: str) -> None:
    text = sample.read_bytes().decode("utf-8")
    rows = every(server, name)
    assert rows
    for row in rows:
        assert row["quote"] == text[row["start"] : row["end"]]
        assert row["document_id"].endswith("/doc/thai-binh")
        assert row["links"]["cited"] == f"/text/thai-binh?start={row['start']}&end={row['end']}#cited"
    assert server.get(rows[0]["links"]["thing"], accept="text/turtle").status == 200


def test_what_gave_nothing_is_listed_from_its_number(server: Server, sample: Path) -> None:
    text = sample.read_bytes().decode("utf-8")
    for one in api(server, "overview")["silent"]:
        rows = every(server, "silent", reason=one["reason"])
        assert len(rows) == one["passages"]
        assert all(row["quote"] == text[row["start"] : row["end"]] and row["reason"] == one["reason"] for row in rows)
        shown = server.get(f"/silent?{urlencode({'reason': one['reason']})}", accept=HTML).text
        assert all(row["links"]["cited"].replace("&", "&amp;") in shown for row in rows)
    assert "/silent?reason=not+understood" in server.get("/overview", accept=HTML).text
    assert api(server, "silent")["untold"] == 0


@pytest.mark.parametrize("name", LISTS)
def test_pages_hold_each_row_once_in_one_order(server: Server, name: str) -> None:
    fields = {"q": "phat trien"} if name == "search" else {}
    whole = api(server, name, size=1000, **fields)
    assert whole["total"] == len(whole["rows"]) > 0
    assert every(server, name, **fields) == whole["rows"]
    assert api(server, name, size=5, page=10**5, **fields)["rows"] == []


@pytest.mark.parametrize("name", [one.name for one in ENDPOINTS if one.csv])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_csv_has_all_rows_and_heads_in_words(server: Server, name: str, lang: str) -> None:
    got = server.get(f"/api/{name}?format=csv&lang={lang}")
    assert (got.status, got.type) == (200, "text/csv")
    heads, *rows = list(csv.reader(io.StringIO(got.body.decode("utf-8-sig"))))
    assert len(rows) == api(server, name)["total"]
    assert not [head for head in heads if re.fullmatch(r"[a-z]+_[a-z_]+", head)]
    assert ("Trích nguyên văn" in heads) == (lang == "vi" and name != "bodies")


def test_numbers_lead_to_as_many_rows(server: Server) -> None:
    overview, audit = api(server, "overview"), api(server, "audit")
    for finding in overview["findings"]:
        assert api(server, "measures", finding=finding["key"])["total"] == finding["number"]
    for gap in GAPS:
        assert api(server, "measures", gap=gap)["total"] == audit["total"][f"no_{gap}"]
    for line in audit["by_sector"]:
        assert api(server, "measures", sector=line["key"])["total"] == line["measures"]
        assert api(server, "measures", sector=line["key"], gap="all")["total"] == line["no_all"]
    for line in audit["by_body"]:
        assert api(server, "measures", body=line["key"])["total"] == line["measures"]
    for year in overview["targets_by_year"]:
        assert api(server, "targets", year=year["year"] or "none")["total"] == year["targets"]
    timeline = api(server, "timeline", today="2024-01-01")
    for kind, field in (("states", "state"), ("bases", "basis"), ("kinds", "kind")):
        assert timeline[kind]
        for value, number in timeline[kind].items():
            assert api(server, "timeline", today="2024-01-01", **{field: value})["total"] == number
    assert (
        sum(one["stated"] + one["inherited"] for one in timeline["years"]) + timeline["bases"].get("recurring", 0)
        == timeline["total"]
    )


def test_no_day_is_taken_from_the_clock(server: Server) -> None:
    assert api(server, "timeline")["states"] == {}
    assert all(not row.get("state") for row in every(server, "tasks"))
    assert "2024" in api(server, "timeline", today="2024-01-01")["today"]


# --- two plans ------------------------------------------------------------------------------------------------


def test_what_must_a_ministry_do_by_when(plans: Server) -> None:
    rows = every(plans, "tasks", body="bo tai chinh")
    assert {(row["body"], row["role"], row["due"]) for row in rows} == {("Bộ Tài chính", "lead", "2026-06-30")}
    assert api(plans, "tasks", body="bo tai chinh", due_before="2026-05")["total"] == 0
    assert api(plans, "tasks", body="bo tai chinh", due_before="2026")["total"] == 1
    both = every(plans, "tasks", body="bo xay dung")
    assert {row["document_id"].rpartition("/")[2] for row in both} == {"plan0", "plan1"}
    assert len(every(plans, "tasks", body="bo xay dung", document="plan1")) == 1
    page = plans.get(
        f"/tasks/sheet?{urlencode({'body': 'bo tai chinh', 'lang': 'en', 'today': '2026-07-01'})}", accept=HTML
    ).text
    assert ">Bộ Tài chính</a></h1>" in page
    assert "30 June 2026" in page
    assert "time has passed" in page
    wrong = plans.get("/tasks/sheet?body=" + quote("bộ tài chánh"), accept=HTML)
    assert wrong.status == 400
    assert "Bộ Tài chính" in wrong.text


def test_a_workbook_has_a_sheet_for_the_body_and_its_quotes(plans: Server) -> None:
    got = plans.get("/tasks?format=xlsx&body=" + quote("Bộ Tài chính"))
    assert got.status == 200
    assert "attachment" in got.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(got.body))
    cells = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert any("bố trí vốn cho cảng Diêm Điền" in cell for cell in cells)
    calendar = plans.get("/timeline?format=ics")
    assert calendar.type == "text/calendar"
    assert "20260630" in calendar.text


def test_the_matrix_leads_to_its_cells(plans: Server) -> None:
    for by in ("sector", "document"):
        matrix = api(plans, "matrix", by=by)
        assert {row["body"] for row in matrix["rows"]} >= {"Bộ Tài chính", "Bộ Xây dựng"}
        for row in matrix["rows"]:
            for key, cell in row["cells"].items():
                fields = {"sector": key} if by == "sector" else {"document": key.rpartition("/")[2]}
                found = every(plans, "tasks", body=row["body_id"], **fields)
                assert len({one["id"] for one in found}) == cell["tasks"]


# --- pages ------------------------------------------------------------------------------------------------


PAGES = [
    "/overview",
    "/overview?document=thai-binh",
    "/audit",
    "/tasks",
    "/tasks?view=sector",
    "/tasks?view=document",
    "/tasks?view=list",
    "/timeline?today=2024-01-01",
    "/measures?gap=all",
    "/targets",
    "/map",
    "/map?document=thai-binh",
]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_its_total_and_all_its_links_lead_somewhere(server: Server, path: str, lang: str) -> None:
    got = server.get(f"{path}{'&' if '?' in path else '?'}lang={lang}", accept=HTML)
    assert (got.status, got.type) == (200, HTML), got.text
    assert f'<html lang="{lang}">' in got.text
    assert "script-src 'self'" in got.headers["content-security-policy"]
    assert "<script" not in got.text
    assert " style=" not in got.text
    assert not re.findall(r">\s*(?:(?:field|list|view|said|no)_\w+|None\s*<)", got.text)
    links = {html.unescape(link).partition("#")[0] for link in re.findall(r'href="([^"#]+)', got.text)}
    for link in sorted(links)[:: max(1, len(links) // 25)]:
        if link.startswith("/"):
            assert server.get(link, accept="text/html,*/*;q=0.1").status == 200, link


def test_pages_count_what_the_interface_counts(server: Server) -> None:
    for path, name in (
        ("/measures?gap=owner", "measures?gap=owner"),
        ("/targets?", "targets?"),
        ("/tasks?view=list", "tasks?"),
        ("/timeline?", "timeline?"),
    ):
        page = server.get(f"{path}&lang=en", accept=HTML).text
        total = re.search(r'role="status">[^<]* of ([\d,]+)</p>', page).group(1)
        assert int(total.replace(",", "")) == server.get(f"/api/{name}").json()["total"]


@pytest.mark.parametrize(
    "path",
    [
        "/tasks?view=x",
        "/tasks?role=boss",
        "/timeline?today=soon",
        "/measures?gap=x",
        "/tasks/sheet",
        "/overview?document=x",
        "/targets?format=docx",
        "/tasks?due_before=%27",
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(server: Server, path: str) -> None:
    got = server.get(path, accept=HTML)
    assert got.status in (400, 404)
    assert len(got.text) > 10


def test_a_folder_without_documents_has_its_pages(tmp_path: Path) -> None:
    kg.build(text="Không có gì.\n", name="none.txt", out=tmp_path / "out").close()
    with serving(tmp_path / "out") as running:
        for path in ("/", *(path for path in PAGES if "thai-binh" not in path)):
            assert running.get(path, accept=HTML).status == 200, path
        assert api(running, "tasks")["total"] == 0


# --- the processes that compute -----------------------------------------------------------------------------


def desks(server: Server) -> list[int]:
    """Return the processes of a server that search and compute."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(server.process.pid)],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "kg.serve.desk.process" in line]


def test_the_server_answers_others_while_one_waits_for_what_is_computed(plans: Server) -> None:
    assert api(plans, "overview")
    assert len(desks(plans)) >= 2
    for pid in desks(plans):
        os.kill(pid, signal.SIGSTOP)
    waited: list[int] = []
    thread = threading.Thread(target=lambda: waited.append(plans.get("/overview", accept=HTML).status))
    try:
        thread.start()
        time.sleep(0.3)
        assert plans.get("/healthz").status == 200
        assert plans.ask("SELECT ?s { ?s a pol:Port }").status == 200
        assert plans.get("/", accept=HTML).status == 200
        assert waited == []
    finally:
        for pid in desks(plans):
            os.kill(pid, signal.SIGCONT)
    thread.join(30)
    assert waited == [200]


def test_too_many_that_wait_are_told_so_and_the_others_answered(plans: Server) -> None:
    assert api(plans, "bodies")
    for pid in desks(plans):
        os.kill(pid, signal.SIGSTOP)
    with ThreadPoolExecutor(80) as threads:
        try:
            asked = [threads.submit(plans.get, f"/api/bodies?size={number + 1}") for number in range(80)]
            deadline = time.monotonic() + 15
            while sum(one.done() for one in asked) < 80 - 64:
                assert time.monotonic() < deadline
                time.sleep(0.05)
            assert {one.result().status for one in asked if one.done()} == {429}
        finally:
            for pid in desks(plans):
                os.kill(pid, signal.SIGCONT)
        got = [one.result() for one in asked]
    assert Counter(one.status for one in got) == {200: 64, 429: 16}
    for number, one in enumerate(got):
        assert one.status == 429 or one.json()["size"] == number + 1


def test_a_process_that_is_lost_is_replaced(plans: Server) -> None:
    assert api(plans, "overview")
    before = desks(plans)
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    for name, fields in (("overview", {}), ("search", {"q": "cang"})):
        for _ in range(20):
            got = plans.get(f"/api/{name}?{urlencode(fields)}")
            if got.status == 200:
                break
            assert got.status == 503
            time.sleep(0.2)
        assert got.status == 200
    assert not set(desks(plans)) & set(before)


def test_a_new_graph_has_new_answers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build(text=PLANS[0], name="plan.txt", out=out).close()
    with serving(out) as running:
        assert api(running, "tasks", body="Bộ Tài chính")["total"] == 1
        kg.build(text=PLANS[1], name="other.txt", out=out).close()
        deadline = time.monotonic() + 60
        while running.metric("kg_reloads_total") < 1:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        assert api(running, "targets")["total"] == 1
        assert api(running, "search", q="cau nghin")["total"] > 0
        assert len(desks(running)) <= 4
