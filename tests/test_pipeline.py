"""The whole chain: the same bytes in any order and folder, documents replaced and added, nothing half-written."""

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rdflib import Graph

import kg
from kg import making
from kg.errors import KgError, ReadError
from kg.validate import validate
from kg.vocab import POL, PROV

PLAN = "KẾ HOẠCH\nI. MỤC TIÊU\n- Phấn đấu 100% hộ dân dùng nước sạch vào năm 2025.\nII. NHIỆM VỤ\nSở Y tế mở rộng cảng Tân Sơn.\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def files(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in ("graph.ttl", "facts.jsonl", "graph.html")}


def test_the_same_bytes_from_other_folders_in_another_order(sample, tmp_path):
    text = sample.read_text(encoding="utf-8")
    one, two = (
        write(tmp_path / "a", plan=PLAN, resolution=text),
        write(tmp_path / "b" / "deeper", resolution=text, plan=PLAN),
    )
    kg.build(one / "plan.txt", one / "resolution.txt", out=tmp_path / "out1").close()
    kg.build(two / "resolution.txt", two / "plan.txt", out=tmp_path / "out2").close()
    assert files(tmp_path / "out1") == files(tmp_path / "out2")


def test_the_same_bytes_in_another_process(sample, sample_out, tmp_path, run_kg):
    copy = tmp_path / sample.name
    shutil.copy(sample, copy)
    done = run_kg("build", "-q", copy, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert files(tmp_path / "out") == files(sample_out)


def test_a_folder_of_much_text_has_no_files_for_people(tmp_path, monkeypatch):
    folder = write(tmp_path / "in", plan=PLAN, other=PLAN.replace("100", "90"))
    kg.build(folder, out=tmp_path / "few").close()
    assert len(files(tmp_path / "few")) == 3
    monkeypatch.setattr(making, "CHARACTERS_WRITTEN_OUT", 2 * len(PLAN) - 2)
    for unchanged in (0, 2):
        with kg.build(folder, out=tmp_path / "much") as graph:
            assert graph.report["written"] == {} and len(graph.documents) == 2
            assert graph.query("SELECT ?m WHERE { ?m a pol:Measure }").rows
            assert not any((tmp_path / "much" / name).exists() for name in files(tmp_path / "few"))
            assert len(graph.report["changes"]["unchanged"]) == unchanged


def test_every_quote_is_the_source_at_its_offsets(sample_out, sample):
    text = sample.read_bytes().decode("utf-8")
    assert (sample_out / "texts" / "thai-binh.txt").read_bytes() == sample.read_bytes()
    quoted = 0
    for line in (sample_out / "facts.jsonl").read_text(encoding="utf-8").splitlines():
        fact = json.loads(line)
        if "quote" in fact:
            quoted += 1
            assert text[fact["start"] : fact["end"]] == fact["quote"]
            for start, end in fact.get("also", []):
                assert text[start:end].split() == fact["quote"].split()
    assert quoted > 200


def test_building_again_replaces_a_document_and_keeps_the_others(tmp_path):
    folder = write(tmp_path / "in", plan=PLAN, other="Xây dựng cầu Nghìn.\n")
    kg.build(folder, out=tmp_path / "out").close()
    (folder / "other.txt").unlink()
    write(folder, plan="Xây dựng cảng Ba Lạt.\n", third="Phát triển du lịch.\n")
    with kg.build(folder, out=tmp_path / "out") as graph:
        names = sorted(Path(document).name for document in graph.documents)
        ports = {fact["label"] for fact in graph.facts() if fact.get("class") in ("Port", "Bridge")}
        assert len(graph.report["documents"]) == 3
    assert names == ["other", "plan", "third"]
    assert ports == {"cảng Ba Lạt", "cầu Nghìn"}


def test_one_bad_input_is_reported_and_the_others_are_built(tmp_path):
    folder = write(tmp_path / "in", plan=PLAN, empty="", blank="  \n")
    with kg.build(folder, out=tmp_path / "out") as graph:
        assert [item["slug"] for item in graph.report["documents"]] == ["plan"]
        unread = graph.report["unread"]
    assert [Path(one["name"]).name for one in unread] == ["blank.txt", "empty.txt"]
    assert unread[1] == {
        "name": str(folder / "empty.txt"),
        "reason": "is empty",
        "remedy": "give a file with text in it",
    }


def test_strict_and_nothing_readable_write_nothing(tmp_path):
    folder = write(tmp_path / "in", plan=PLAN, empty="", blank="  \n")
    with pytest.raises(ReadError, match=r"blank\.txt: holds nothing"):
        kg.build(folder, out=tmp_path / "out", read=kg.ReadOptions(strict=True))
    with pytest.raises(ReadError) as caught:
        kg.build(folder / "empty.txt", folder / "blank.txt", out=tmp_path / "out")
    assert len(caught.value.facts["errors"]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_an_interrupted_build_leaves_the_old_graph_whole(tmp_path):
    out = tmp_path / "out"
    kg.build(write(tmp_path / "in", plan=PLAN), out=out).close()
    before = files(out)
    many = write(tmp_path / "many", **{f"doc{n}": PLAN.replace("2025", str(2000 + n)) * 40 for n in range(30)})
    command = [sys.executable, "-X", "utf8", "-m", "kg", "build", "-q", str(many), "-o", str(out)]
    for delay in (0.6, 1.2, 2.0):
        process = subprocess.Popen(command)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        with kg.open(out) as graph:
            assert len(graph.documents) in (1, 31)
        if len(json.loads((out / "report.json").read_text(encoding="utf-8"))["documents"]) == 1:
            assert files(out) == before
    kg.build(write(tmp_path / "in", plan=PLAN), out=out).close()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_sample_conforms_and_broken_graphs_do_not(sample_out):
    with kg.open(sample_out) as graph:
        assert graph.validate().conforms
        data = graph.dataset
        union = Graph()
        for triple in data.graph(graph.documents[0]):
            union.add(triple)
    for remove in (
        (next(union.subjects(predicate=POL.triggerSpan)), PROV.wasQuotedFrom, None),
        (next(union.subjects(predicate=POL.indicator)), POL.indicator, None),
        (next(union.subjects(predicate=POL.role)), POL.role, None),
    ):
        broken = Graph()
        for triple in union:
            broken.add(triple)
        broken.remove(remove)
        assert len(broken) < len(union)
        assert not validate(broken).conforms


def test_the_report_says_what_was_read(sample_out):
    report = json.loads((sample_out / "report.json").read_text(encoding="utf-8"))
    (document,) = report["documents"]
    assert document["sha256"] == "6a77993f596d5cd5e232f5a8bcf5652e21ced07f6f02d30b379b83eec3efdd7a"
    assert report["repairs"] == {"page-break": 1, "repeat": 2, "running-title": 1, "suspect": 1}
    assert report["conformance"]["conforms"] is True
    assert document["coverage"]["measures"] > 0.9
    assert set(report["durations"]) >= {"text", "annotate", "extract", "resolve", "store", "validate", "write"}
    assert report["versions"]["kg"] == kg.__version__


def test_another_base_iri_and_no_text(tmp_path):
    folder = write(tmp_path / "in", plan=PLAN)
    with kg.build(folder, out=tmp_path / "out", base_iri="https://example.org/x/", keep_text=False) as graph:
        assert graph.documents == ("https://example.org/x/doc/plan",)
        assert len(graph.query("SELECT ?t WHERE { ?s nif:isString ?t }")) == 0


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    out = tmp_path / "mine"
    out.mkdir()
    (out / "thesis.doc").write_text("years of work", encoding="utf-8")
    with pytest.raises(KgError):
        kg.build(text="Xây dựng đường.", out=out)
    assert (out / "thesis.doc").read_text(encoding="utf-8") == "years of work"


def test_what_is_there_already_is_kept_without_loading_lexicons(tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("1. Giao Sở Tài chính chủ trì rà soát quy hoạch trước ngày 30/6/2026.", encoding="utf-8")
    code = (
        "import sys, kg; kg.build(sys.argv[1], out=sys.argv[2]);"
        " print(sorted({'spacy', 'kg.extract', 'networkx', 'pyshacl'} & set(sys.modules)))"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", code, text, tmp_path / "out"], capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()
        for _ in range(2)
    ]
    assert "spacy" in found[0] and found[1] == "[]"
