"""A journalist's questions, asked by the SDK's own client over both transports: how many in all, the right quotes."""

from __future__ import annotations

import contextlib
import re
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from assist.questions import AWARENESS, BRIDGE, MANY, MONITORING, SAMPLE, SEVERAL, Question
from assist.speaking import Assistant, connected, http, stdio

import kg

CITED = {"quote", "document", "slug", "start", "end", "open"}
NEAR = 0.05


def check(assistant: Assistant, question: Question, folder: Path) -> None:
    """See to it that a question is answered as expected, and that every row is cited as its text has it."""
    answer = assistant.call(question.tool, **question.given)
    if question.where:
        (answer,) = (part for part in answer["parts"] if part["part"] == question.where)
    total, rows = answer["total"], answer["rows"]
    if callable(question.total):
        with kg.open(folder) as graph:
            assert total == question.total(graph)
    else:
        assert question.total in (None, total)
    assert len(rows) == min(total, question.given.get("limit", 3 if question.where else 10))
    assert answer["next_offset"] == (len(rows) if len(rows) < total else None)
    for row in rows:
        is_cited(row, folder)
    for quote, said in question.rows:
        fits = [row for row in rows if one_line(row["quote"]).startswith(quote) and says(row, said)]
        assert fits, f"{quote} {said}: {rows}"


def says(row: dict[str, Any], said: dict[str, Any]) -> bool:
    """Say whether a row says all of that; a confidence moves a little each time it is counted anew."""
    near = abs(row.get("confidence", 0) - said.get("confidence", row.get("confidence", 0))) <= NEAR
    return near and {**said, "confidence": 0}.items() <= {**row, "confidence": 0}.items()


def one_line(text: str) -> str:
    return " ".join(text.split())


def is_cited(row: dict[str, Any], folder: Path) -> None:
    """See to it that a row has all of a citation, and that its quote stands there."""
    assert row.keys() >= CITED, row
    text = (folder / "texts" / f"{row['slug']}.txt").read_bytes().decode("utf-8")
    assert row["quote"] == text[row["start"] : row["end"]] != ""
    assert row["open"].endswith(f"/text/{row['slug']}?start={row['start']}&end={row['end']}#cited")
    assert "id" not in row or not row["id"].startswith("http")
    assert 0 < row.get("confidence", 1) <= 1


@pytest.mark.parametrize("question", SAMPLE, ids=lambda one: one.words)
def test_the_sample_is_asked(on_sample: Assistant, sample_out: Path, question: Question) -> None:
    check(on_sample, question, sample_out)


@pytest.mark.parametrize("question", SEVERAL, ids=lambda one: one.words)
def test_several_documents_are_asked(on_plans: Assistant, plans_out: Path, question: Question) -> None:
    check(on_plans, question, plans_out)


def test_there_are_twenty_of_each() -> None:
    assert min(len(SAMPLE), len(SEVERAL), len(MANY)) >= 20


def test_two_documents_are_compared(on_plans: Assistant, plans_out: Path) -> None:
    answer = on_plans.call("compare", before="15/KH-UBND", after="27/KH-UBND", limit=100)
    assert (answer["before"], answer["after"], answer["total"]) == ("15/KH-UBND", "27/KH-UBND", 9)
    assert sum(sum(counts.values()) for counts in answer["counts"].values()) == 9
    found = {(row["kind"], row["status"]): row for row in answer["rows"]}
    for row in answer["rows"]:
        for side in ("before", "after"):
            assert side not in row or is_cited(row[side], plans_out) is None
    assert found["measure", "dropped"]["before"]["quote"] == BRIDGE
    assert found["measure", "kept"]["after"]["quote"] == AWARENESS
    stronger = found["measure", "stronger"]
    assert stronger["before"]["quote"] == MONITORING
    assert stronger["changes"] == ["due: – → 2027-12-31 (stronger)"]
    only = on_plans.call("compare", before="15/KH-UBND", after="27/KH-UBND", status="dropped")
    assert only["rows"] == [found["measure", "dropped"]]


def test_documents_and_sections_lead_to_their_text(on_plans: Assistant) -> None:
    documents = on_plans.call("documents")
    assert [row.get("number") for row in documents["rows"]] == ["88/QĐ-BTC", "27/KH-UBND", "15/KH-UBND", None]
    sections = on_plans.call("sections", document="88/QĐ-BTC")
    assert [row["number"] for row in sections["rows"]] == ["Điều 1", "Điều 2", "Điều 3"]
    piece = on_plans.call("read", document="88/QĐ-BTC", section="Điều 2")
    assert piece["text"] == "Điều 2. Ủy ban nhân dân tỉnh Thái Bình nâng cấp đường 221A, hoàn thành năm 2028."
    again = on_plans.call("read", document="qd-88-2026", section=sections["rows"][1]["id"])
    assert again == piece
    around = on_plans.call("read", document="88/QĐ-BTC", start=piece["start"] + 8, end=piece["start"] + 38)
    assert around["text"] == "Ủy ban nhân dân tỉnh Thái Bình"
    paged = on_plans.call("read", document="thai-binh", start=9814, end=9828)
    assert (paged["text"], paged["page"]) == ("cảng Diêm Điền", "5")
    assert "is 2 sections" in on_plans.fail("read", document="kh-15-2021", section="1")


def test_what_is_told_in_pieces_is_whole_and_each_once(on_sample: Assistant, sample_out: Path) -> None:
    rows, offset = [], 0
    while offset is not None:
        answer = on_sample.call("gaps", gap="owner", offset=offset, limit=60)
        rows += answer["rows"]
        offset = answer["next_offset"]
    assert len({row["id"] for row in rows}) == len(rows) == answer["total"] == answer["counts"]["no_owner"] > 120
    text, offset = "", 0
    while offset is not None:
        piece = on_sample.call("read", document="thai-binh", offset=offset, limit=20_000)
        text, offset = text + piece["text"], piece["next_offset"]
    assert text == (sample_out / "texts" / "thai-binh.txt").read_bytes().decode("utf-8")
    assert len(text) == piece["total"]


def test_a_thing_is_found_by_name_number_id_and_address(on_plans: Assistant) -> None:
    for thing in ("88/QĐ-BTC", "qd-88-2026", "doc/qd-88-2026"):
        assert on_plans.call("describe", thing=thing)["said"]["issued"] == "2026-03-20"
    bridge = on_plans.call("describe", thing="bridge/vn/cau-nghin-38f88c")
    assert on_plans.call("describe", thing=bridge["open"]) == bridge
    assert "is 2 things" in on_plans.fail("describe", thing="cau nghin")
    assert "bridge/vn/cau-nghin-38f88c" in on_plans.fail("describe", thing="cau nghin")


def test_a_measure_a_target_and_a_section_are_described(on_plans: Assistant, plans_out: Path) -> None:
    (row,) = on_plans.call("targets", words="ho ngheo duoi", document="27/KH-UBND")["rows"]
    target = on_plans.call("describe", thing=row["id"])
    assert target["cited"] == row
    measure = on_plans.call("describe", thing=target["parts"][0]["rows"][0]["id"])
    assert one_line(measure["cited"]["quote"]) == "Phấn đấu đến năm 2030 tỷ lệ hộ nghèo dưới 1%"
    assert [part["part"] for part in measure["parts"]] == ["targets"]
    assert measure["parts"][0]["rows"] == [row]
    (section,) = on_plans.call("search", words="nhiem vu", document="27/KH-UBND", **{"class": "Section"})["rows"]
    is_cited(section, plans_out)
    assert section["quote"] == "II. NHIỆM VỤ"
    parts = {part["part"]: part["total"] for part in on_plans.call("describe", thing=section["id"])["parts"]}
    assert parts == {"sections": 4, "measures": 4}


def test_the_address_of_a_row_opens_it(plans_address: str, on_plans: Assistant) -> None:
    row = on_plans.call("search", words="cang diem dien")["rows"][0]
    path = row["open"].partition("/text/")[2].partition("#")[0]
    with urllib.request.urlopen(f"{plans_address}/text/{path}") as response:
        page = response.read().decode("utf-8")
    assert re.search(r"<mark[^>]*>cảng Diêm Điền</mark>", page)


def test_sparql_answers_rows_truth_and_triples(on_plans: Assistant) -> None:
    numbers = "SELECT ?n WHERE { ?d a pol:PolicyDocument ; eli:number ?n } ORDER BY ?n"
    answer = on_plans.call("sparql", query=numbers, limit=2)
    assert (answer["kind"], answer["total"], answer["next_offset"]) == ("rows", 3, 2)
    assert answer["rows"] == [{"n": "15/KH-UBND"}, {"n": "27/KH-UBND"}]
    assert on_plans.call("sparql", query="ASK { <bridge/vn/cau-nghin-38f88c> a pol:Bridge }")["rows"] == [
        {"answer": "true"}
    ]
    triples = on_plans.call("sparql", query="CONSTRUCT { ?s a pol:Port } WHERE { ?s a pol:Port }")
    assert (triples["kind"], triples["total"]) == ("triples", 3)
    (row,) = on_plans.call("sparql", query="SELECT ?t { <doc/thai-binh> ^dcterms:isPartOf ?c . ?c nif:isString ?t }")[
        "rows"
    ]
    assert re.search(r"… \[cut: \d+ characters in all; SUBSTR gives the rest\]$", row["t"])


# --- forty documents ---------------------------------------------------------------------------------

NAMED = ("quyet-dinh-so-982-qd-ttg-469699", "chi-thi-so-21-ct-ttg-469580")
UNREAD = (
    *("nghi-quyet-so-105-nq-cp-469364", "nghi-quyet-so-16-2026-nq-cp-469356"),
    *("quyet-dinh-so-844-qd-ttg-469526", "quyet-dinh-so-893-qd-ttg-469593"),
)
"""Documents that only scores are made of."""


@pytest.fixture(scope="module")
def forty_out(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder of forty documents: two long ones, and the shortest of the others."""
    paths = sorted((shared / "corpus").glob("*.txt"), key=lambda path: (path.stat().st_size, path.name))
    named = [path for path in paths if path.stem in NAMED]
    chosen = [*named, *(path for path in paths if path.stem not in (*NAMED, *UNREAD))][:40]
    out = tmp_path_factory.mktemp("forty") / "out"
    kg.build(chosen, out=out).close()
    return out


@pytest.mark.tool("shared")
@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_forty_documents_are_asked(forty_out: Path, transport: str) -> None:
    with contextlib.ExitStack() as stack:
        server = stdio(forty_out) if transport == "stdio" else f"{stack.enter_context(http(forty_out))}/mcp"
        assistant = stack.enter_context(connected(server))
        assert assistant.call("documents", limit=1)["total"] == 40
        for question in MANY:
            check(assistant, question, forty_out)
        listed, cursor = [], None
        while cursor != "":
            page = assistant.ask("list_resources", cursor=cursor)
            listed += page.resources
            cursor = page.next_cursor or ""
        assert len({one.uri for one in listed}) == len(listed) == 42
