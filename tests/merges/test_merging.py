"""Decisions on the next build: applied, stated with who decided, undone without a trace, the same for any way there."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from merges.texts import BODY, BRIDGE, MONEY, SHORT, TEXTS

import kg
from kg.analyse.across import compare_folder
from kg.errors import MergeError
from kg.merges.propose import propose_in
from kg.merges.table import COLUMNS, Table, read_table
from kg.report import total
from kg.serve.desk.answers import Answers
from kg.serve.desk.places import Places
from kg.store import GraphFolder
from kg.view.papers import render_compare, render_map
from kg.view.papers.compare import write_markdown

BASE = "https://w3id.org/policykg/id/"
ALL = (
    f"same\t{BODY}\t{SHORT}\tNguyễn Thị A\t2026-03-31\tmột sở",
    f"rename\t{BRIDGE}\tcầu Sông Hóa mới\tTrần B\t2026-03-31T10:00:00",
    f"different\t{MONEY}\tdoc/hai",
)


def decide(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "merges.tsv"
    path.write_text("\n".join(["\t".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


def build(inputs: Path, out: Path, **options: Any) -> dict[str, Any]:
    with kg.build(inputs, out=out, **options) as graph:
        return graph.report


def state(out: Path) -> dict[str, bytes]:
    """Return the files of a folder that are the same every time."""
    names = {"report.json", "merges.tsv"}
    paths = (path for path in out.rglob("*") if path.is_file() and "store" not in path.relative_to(out).parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.name not in names}


def stored(out: Path) -> list[str]:
    """Return what the store of a folder holds, graph by graph and in the merge, but for its runs."""
    run = re.compile(r"/run/|/runs>")
    with GraphFolder(out) as folder:
        return sorted(str(quad) for quad in folder.store if not run.search(str(quad)))


def entities(out: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if fact["fact"] == "entity":
            found.setdefault(fact["id"].removeprefix(BASE), []).append(fact)
    return found


def test_one_thing_has_one_node_its_names_and_all_its_tasks(inputs, tmp_path):
    build(inputs, tmp_path / "out", merges=decide(tmp_path, ALL[0]))
    found = entities(tmp_path / "out")
    assert SHORT not in found
    assert [(one["label"], one["aliases"]) for one in found[BODY]] == [("Sở Giao thông vận tải", ["Sở GTVT"])] * 2
    text = (tmp_path / "out" / "texts" / "hai.txt").read_text(encoding="utf-8")
    named = [text[start:end] for start, end in found[BODY][0]["mentions"]]
    assert sorted(named) == ["Sở GTVT", "Sở Giao thông vận tải"]
    with kg.open(tmp_path / "out") as graph:
        (row,) = [one for one in graph.overview().bodies if one.body.id == BASE + BODY]
        assert len(row.owned) == 3
        assert graph.validate().conforms


def test_the_decision_stands_in_the_graph_with_who_and_when(inputs, tmp_path):
    build(inputs, tmp_path / "out", merges=decide(tmp_path, *ALL))
    with kg.open(tmp_path / "out") as graph:
        rows = graph.query(
            """SELECT ?said ?who ?when ?thing WHERE {
            ?one a pol:IdentityDecision, ?cls ; pol:decision/skos:notation ?said ; pol:decidedOn ?thing .
            OPTIONAL { ?one prov:wasAssociatedWith/rdfs:label ?who ; dcterms:date ?when }
            } ORDER BY ?said ?thing"""
        )
        told = [tuple(str(cell) if cell is not None else "" for cell in row) for row in rows]
        assert (*("same", "Nguyễn Thị A", "2026-03-31"), BASE + SHORT) in told
        assert (*("rename", "Trần B", "2026-03-31T10:00:00"), BASE + BRIDGE) in told
        assert ("different", "", "", BASE + MONEY) in told
        (row,) = graph.query(f"SELECT ?a WHERE {{ <{BASE}{SHORT}> prov:alternateOf ?a }}")
        assert str(row[0]) == BASE + BODY
        assert graph.validate().conforms


def test_a_thing_is_renamed_and_another_is_parted_in_one_document(inputs, tmp_path):
    build(inputs, tmp_path / "out", merges=decide(tmp_path, *ALL))
    found = entities(tmp_path / "out")
    assert [(one["label"], one["aliases"]) for one in found[BRIDGE]] == [("cầu Sông Hóa mới", ["cầu Sông Hóa"])]
    assert [one["doc"] for one in found[MONEY]] == [BASE + "doc/mot"]
    (other,) = [name for name in found if name.startswith(MONEY) and name != MONEY]
    assert [one["doc"] for one in found[other]] == [BASE + "doc/hai"]
    again = decide(tmp_path, *ALL, f"same\t{BODY}\t{other}")
    build(inputs, tmp_path / "out", merges=again)
    assert other not in entities(tmp_path / "out")


def test_a_line_that_is_taken_out_brings_the_old_bytes_back(inputs, tmp_path):
    out = tmp_path / "out"
    build(inputs, out)
    before = state(out)
    report = build(inputs, out, merges=decide(tmp_path, *ALL))
    assert state(out) != before
    assert report["changes"]["unchanged"]
    assert report["merges"]["documents"] == report["merges"]["written"] == 2
    report = build(inputs, out, merges=decide(tmp_path, ALL[1]))
    assert report["merges"]["written"] == 2  # one is as it was, one has but the name left
    build(inputs, out, merges=decide(tmp_path))
    assert state(out) == before
    assert not (out / "merges.tsv").exists()
    assert not (out / "unmerged").exists()


def test_the_bytes_are_the_same_by_any_way_and_number_of_workers(inputs, tmp_path, monkeypatch):
    table = decide(tmp_path, *ALL)
    build(inputs, tmp_path / "at once", merges=table)
    wanted = state(tmp_path / "at once")
    build(inputs, tmp_path / "workers", merges=table, jobs=2)
    assert state(tmp_path / "workers") == wanted
    for name in TEXTS:
        build(inputs / f"{name}.txt", tmp_path / "one by one")
    report = build(inputs, tmp_path / "one by one", merges=table)
    assert not report["changes"]["rebuilt"]
    assert state(tmp_path / "one by one") == wanted
    assert stored(tmp_path / "one by one") == stored(tmp_path / "at once")
    monkeypatch.setattr("kg.making.CHANGED_IN_PLACE", 0)  # nothing is taken out of a store: it is loaded anew
    build(inputs, tmp_path / "one by one", merges=decide(tmp_path, ALL[0]))
    assert stored(tmp_path / "one by one") != stored(tmp_path / "at once")
    monkeypatch.undo()
    build(inputs, tmp_path / "at once", merges=table)
    assert stored(tmp_path / "one by one") == stored(tmp_path / "at once")
    build(inputs, tmp_path / "at once", merges=decide(tmp_path, *ALL))
    assert state(tmp_path / "at once") == wanted
    decide(tmp_path, *reversed(ALL))
    report = build(inputs, tmp_path / "at once", merges=table)
    assert report["merges"]["written"] == 0  # the same decisions in another order
    assert state(tmp_path / "at once") == wanted


def test_a_folder_keeps_its_decisions_and_answers_by_them(inputs, tmp_path):
    out = tmp_path / "out"
    build(inputs, out, merges=decide(tmp_path, *ALL))
    wanted = state(out)
    build(inputs, out)
    assert state(out) == wanted
    new = tmp_path / "bon.txt"
    new.write_text(TEXTS["mot"].replace("12/KH", "99/KH").replace("cầu Sông Hóa", "cầu Diêm Điền"), encoding="utf-8")
    report = build(new, out)
    assert report["merges"]["written"] == 1
    assert [one["doc"] for one in entities(out)[BODY]] == [BASE + "doc/bon", BASE + "doc/hai", BASE + "doc/mot"]
    with kg.open(out) as graph:
        rows = graph.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ ?s itsrdf:taIdentRef <{BASE}{SHORT}> }}")
        assert str(next(iter(rows))[0]) == "0"  # in the store too
    kg.remove(out, "hai").close()
    assert entities(out)[SHORT]  # what it was said to be is in no document any more
    with GraphFolder(out) as folder:
        assert folder.report["merges"]["unused_lines"] == [2, 4]


def test_a_name_that_there_is_not_ends_the_build_and_leaves_the_folder(inputs, tmp_path):
    out = tmp_path / "out"
    build(inputs, out)
    before = state(out)
    with pytest.raises(MergeError, match=r"line 3: nothing here is agent/vn/khong") as caught:
        build(inputs, out, merges=decide(tmp_path, ALL[0], f"same\t{BODY}\tagent/vn/khong"))
    assert caught.value.line == 3
    assert state(out) == before


def test_what_links_a_thing_to_itself_or_says_a_role_twice_is_gone(inputs, tmp_path):
    text = TEXTS["hai"].replace("phối hợp với Sở GTVT và Công an tỉnh", "Sở GTVT chủ trì,")
    (inputs / "hai.txt").write_text(text, encoding="utf-8")
    build(inputs, tmp_path / "out", merges=decide(tmp_path, ALL[0]))
    facts = [json.loads(line) for line in (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    for fact in facts:
        roles = [(agent["id"], agent["role"]) for agent in fact.get("agents", ())]
        assert len(roles) == len(set(roles))
        assert fact.get("subject", "") != fact.get("object", "-")
    with kg.open(tmp_path / "out") as graph:
        assert graph.validate().conforms


def test_what_is_proposed_is_what_the_file_says_nothing_of(inputs, tmp_path):
    out = tmp_path / "out"
    build(inputs, out)

    def proposed(table: Table) -> set[tuple[str, str]]:
        with GraphFolder(out) as folder:
            return {(one.a.removeprefix(BASE), one.b.removeprefix(BASE)) for one in propose_in(folder, table)}

    assert (BODY, SHORT) in proposed(Table())
    for line in (f"same\t{BODY}\t{SHORT}", f"different\t{SHORT}\t{BODY}", f"?\t{SHORT}\t{BODY}"):
        assert (BODY, SHORT) not in proposed(read_table(decide(tmp_path, line)))
    build(inputs, out, merges=decide(tmp_path, ALL[0]))
    assert (BODY, SHORT) not in proposed(read_table(out / "merges.tsv"))


def test_kg_merges_prints_lines_that_a_person_decides(inputs, tmp_path, run_kg):
    out, table = tmp_path / "out", tmp_path / "mine.tsv"
    build(inputs, out)
    done = run_kg("merges", out, "--lang", "en")
    assert done.returncode == 0
    assert f"?\t{BODY}\t{SHORT}\t\t\t0." in done.stdout
    assert "Sở Giao thông vận tải = Sở GTVT; one name abbreviates the other" in done.stdout
    assert run_kg("merges", out, "--file", table).stdout.startswith("1 proposals")
    assert read_table(table).open
    table.write_text(table.read_text(encoding="utf-8").replace("?\tagent", "same\tagent"), encoding="utf-8")
    done = run_kg("build", inputs, "-o", out, "--merges", table)
    assert "Decisions on names: 1, in the graphs of 2 documents" in done.stdout
    kept = table.read_bytes()
    assert run_kg("merges", out, "--file", table).stdout.startswith("0 proposals")
    assert table.read_bytes() == kept
    assert json.loads(run_kg("merges", out, "--json").stdout) == []
    table.write_text("same\n", encoding="utf-8")
    done = run_kg("build", inputs, "-o", out, "--merges", table)
    assert done.returncode == 2
    assert "mine.tsv: line 1" in done.stderr


def check_counted_once(graph, copy, out, run_kg):
    """See to it that what counts leaves out the copy, and says so."""
    report = graph.report
    counted = [entry for entry in report["documents"] if entry["id"] != copy["id"]]
    assert len(counted) == len(report["documents"]) - 1
    assert report["counts"] == total(entry["counts"] for entry in counted)
    measures = report["counts"]["measures"]
    stats = run_kg("stats", out).stdout
    assert re.search(rf"^measures +{measures}$", stats, re.M)
    assert re.search(rf"^documents +{len(counted) + 1}\nof these copies, not counted +1$", stats, re.M)
    compared = compare_folder(graph.facts(), by="year")
    assert sorted(head.id for head in compared.documents) == sorted(entry["id"] for entry in counted)
    assert [head.id for head in compared.copies] == [copy["id"]]
    assert copy["id"] not in str((compared.alike, compared.series, compared.shared, compared.links))
    assert sum(group.measures for group in compared.groups) == measures
    for page in (render_compare(compared), write_markdown(compared, lang="vi"), render_map(graph.facts())):
        assert re.search(r"; 1 (<span class=.vi. lang=.vi.>)?bản sao không tính", page)
    assert "copies not counted: 1" in run_kg("compare", out, "--lang", "en").stdout
    places = Places(graph.facts())
    assert copy["id"] not in {said.doc for one in places.of("") for said in one.citations}
    assert {said.doc for one in places.of(copy["id"]) for said in one.citations} == {copy["id"]}


def test_a_document_from_two_sources_counts_once_and_is_told_of(inputs, tmp_path, run_kg):
    out = tmp_path / "out"
    text = (Path(kg.__file__).parent / "samples" / "thai-binh.txt").read_text(encoding="utf-8")
    (inputs / "nghi quyet.txt").write_text(text, encoding="utf-8")
    build(inputs, out)
    with kg.open(out) as graph:
        single = len(graph.index().tasks)
        assert not graph.overview().copies
    (inputs / "ban khac.txt").write_text(text.replace(" và ", "\nvà "), encoding="utf-8")
    report = build(inputs, out)
    (copy,) = report["copies"]
    assert copy["likeness"] > 0.9
    with kg.open(out) as graph:
        assert abs(len(graph.index().tasks) - single) < 5  # another text of the two may count
        (told,) = graph.overview().copies
        assert told.counted.id == copy["of"]
        assert [row.id for row in told.others] == [copy["id"]]
        assert graph.audit().overview.copies == (told,)
        alone = graph.index(copy["id"].rpartition("/")[2])  # asked for by itself it counts
        assert len(alone.tasks) > 100
        assert not alone.copies
        assert len(graph.index(*(one.rpartition("/")[2] for one in (copy["id"], copy["of"]))).documents) == 1
        rows = graph.query("SELECT ?a ?b WHERE { ?a pol:copyOf ?b ; pol:likeness ?n }")
        assert [tuple(map(str, row)) for row in rows] == [(copy["id"], copy["of"])]
        assert graph.validate().conforms
        check_counted_once(graph, copy, out, run_kg)
    answers = Answers(out)
    for told in (answers.overview(), answers.audit()):
        (said,) = told["copies"]
        assert (said["counted"], said["others"]) == (copy["of"], [copy["id"]])
        assert said["sentence"]["vi"].startswith("2 văn bản có cùng nội dung, chỉ tính một: ")
    assert answers.overview(document=copy["id"])["document"]["copy_of"] == copy["of"]
    assert "chỉ tính một: " in (out / "graph.html").read_text(encoding="utf-8")
    done = run_kg("audit", out, "--format", "md", "--lang", "en")
    assert "2 documents say the same, counted once" in done.stdout
    build(inputs, out, merges=decide(tmp_path, "different\tdoc/nghi-quyet\tdoc/ban-khac"))
    with kg.open(out) as graph:
        assert len(graph.index().tasks) > 2 * single - 10
        assert graph.report["copies"] == []
