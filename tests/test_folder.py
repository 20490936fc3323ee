"""A graph folder through the whole chain: which documents it holds, who may change it, what its readers see."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from rdflib import Graph

import kg
from kg.errors import BusyError, ClosedError, ReadError, StoreError
from kg.store.graphs.lock import building
from kg.vocab import POL, RDF

HEAD = "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2025\n\nKẾ HOẠCH\nPhát triển\n\n"
SECRET = "Đoạn mật không có sự kiện nào."


def write(path: Path, *works: str) -> Path:
    """Write a small plan that builds bridges."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD + "II. NHIỆM VỤ\n" + "".join(f"Xây dựng cầu {name}.\n" for name in works), encoding="utf-8")
    return path


def slugs(graph: kg.Graph) -> list[str]:
    return [document.rpartition("/")[2] for document in graph.documents]


def bridges(graph: kg.Graph) -> set[str]:
    return {row[0] for row in graph.query("SELECT ?n { ?b a pol:Bridge ; rdfs:label ?n }")}


def check_whole(graph: kg.Graph) -> None:
    """Check that all that the folder of a graph holds speaks of the same documents."""
    out, documents = graph.path, set(graph.documents)
    assert {item["id"] for item in graph.report["documents"]} == documents
    assert {row[0] for row in graph.query("SELECT DISTINCT ?d { ?d a pol:PolicyDocument }")} == documents
    kept = {name for name in documents if graph.text(name)}
    texts = (out / "texts").iterdir() if (out / "texts").is_dir() else ()
    assert {path.stem for path in texts} == {name.rpartition("/")[2] for name in kept}
    assert {row[0] for row in graph.query("SELECT ?d { ?c nif:isString ?t ; dcterms:isPartOf ?d }")} == kept
    if documents:
        turtle = Graph().parse(out / "graph.ttl")
        assert {str(node) for node in turtle.subjects(RDF.type, POL.PolicyDocument)} == documents
        assert set(turtle) == set(graph._folder.graph())
        facts = [json.loads(line) for line in (out / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
        assert {fact["id"] for fact in facts if fact["fact"] == "document"} == documents
        assert str(graph.view()) == (out / "graph.html").read_text(encoding="utf-8")
    assert {hit.document for hit in graph.search("cầu", limit=1000)} == documents


def test_an_edited_file_replaces_its_own_document_only(tmp_path):
    one, two = write(tmp_path / "in/x/ke-hoach.txt", "A"), write(tmp_path / "in/y/ke-hoach.txt", "B")
    out = tmp_path / "out"
    with kg.build(tmp_path / "in", out=out) as graph:
        before = graph.documents
        assert bridges(graph) == {"cầu A", "cầu B"}
    write(one, "C")
    with kg.build(tmp_path / "in", out=out) as graph:
        assert (graph.documents, bridges(graph)) == (before, {"cầu B", "cầu C"})
        assert [len(graph.report["changes"][kind]) for kind in ("added", "rebuilt", "unchanged", "removed")] == [
            0,
            1,
            1,
            0,
        ]
        check_whole(graph)
    write(two, "D")
    with kg.build(two, out=out) as graph:
        assert (graph.documents, bridges(graph)) == (before, {"cầu C", "cầu D"})
        assert len(graph.report["changes"]["rebuilt"]) == 1
        check_whole(graph)


def test_files_of_one_name_in_several_builds_and_a_sync(tmp_path):
    out = tmp_path / "out"
    for folder, work in (("x", "A"), ("y", "B")):
        kg.build(write(tmp_path / folder / "ke-hoach.txt", work), out=out).close()
    with kg.open(out) as graph:
        assert (len(graph.documents), bridges(graph)) == (2, {"cầu A", "cầu B"})
    with kg.build(tmp_path / "y", out=out, sync=True) as graph:
        assert bridges(graph) == {"cầu B"}
        assert [one["slug"] for one in graph.report["changes"]["removed"]] == ["ke-hoach"]
        check_whole(graph)


def state(out: Path) -> dict[str, tuple[int, int]]:
    """Return the files of a folder but for its report and lock, each with its number and time."""
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in ("report.json", "LOCK", "LOG"))
    return {str(path.relative_to(out)): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}


def changes(graph: kg.Graph) -> dict[str, int]:
    return {kind: len(some) for kind, some in graph.report["changes"].items()}


def test_a_folder_in_which_nothing_changed_stays_as_it_is(tmp_path):
    out = tmp_path / "out"
    paths = [write(tmp_path / "in" / f"{name}.txt", name.upper(), "Nghìn") for name in "ab"]
    kg.build(tmp_path / "in", out=out).close()
    before, number = state(out), out.stat().st_ino
    for inputs, unchanged in (([tmp_path / "in"], 2), (paths[:1], 1)):
        with kg.build(*inputs, out=out) as graph:
            assert changes(graph) == {"added": 0, "rebuilt": 0, "unchanged": unchanged, "removed": 0}
            check_whole(graph)
        (out / "search.sqlite").unlink()
        assert (state(out), out.stat().st_ino) == (before, number)
    with kg.build(paths[0], out=out, sync=True) as graph:
        assert changes(graph) == {"added": 0, "rebuilt": 0, "unchanged": 1, "removed": 1}
        check_whole(graph)


@pytest.mark.parametrize("name", ["graph.ttl", "facts.jsonl", "graph.html"])
def test_a_file_that_is_missing_is_made_again(name, tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    kg.build(path, out=out).close()
    before = (out / name).read_bytes()
    (out / name).unlink()
    with kg.build(path, out=out) as graph:
        assert changes(graph)["unchanged"] == 1
    assert (out / name).read_bytes() == before


def test_whatever_the_history_the_files_are_the_same(tmp_path):
    out, files = tmp_path / "out", ("graph.ttl", "facts.jsonl", "graph.html")
    paths = {name: write(tmp_path / "in" / f"{name}.txt", name.upper(), "Nghìn") for name in "abc"}
    kg.build(paths["a"], paths["b"], out=out).close()
    write(paths["a"], "Z")
    kg.build(paths["a"], out=out).close()
    with kg.build(paths["a"], paths["c"], out=out) as graph:
        assert changes(graph) == {"added": 1, "rebuilt": 0, "unchanged": 1, "removed": 0}
        check_whole(graph)
        assert bridges(graph) == {"cầu B", "cầu C", "cầu Nghìn", "cầu Z"}
    with kg.build(tmp_path / "in", out=tmp_path / "fresh") as fresh, kg.open(out) as graph:
        assert {name: (out / name).read_bytes() for name in files} == {
            name: (tmp_path / "fresh" / name).read_bytes() for name in files
        }
        assert set(graph._folder.triples()) == set(fresh._folder.triples())
        counted = (
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(!STRSTARTS(STR(?s), 'https://w3id.org/policykg/id/run/')) }"
        )
        assert graph.query(counted).rows == fresh.query(counted).rows


def test_other_options_and_another_program_build_again(tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    kg.build(path, out=out).close()
    with kg.build(path, out=out, keep_text=False) as graph:
        assert changes(graph)["rebuilt"] == 1
    with kg.build(path, out=out, keep_text=False) as graph:
        assert changes(graph)["unchanged"] == 1
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    for stamped in (report, *report["documents"]):
        stamped["stamp"] = "that of another program"
    (out / "report.json").write_text(json.dumps(report), encoding="utf-8")
    with kg.build(path, out=out, keep_text=False) as graph:
        assert changes(graph)["rebuilt"] == 1
        check_whole(graph)


def test_facts_come_from_the_store_where_their_file_was_changed(tmp_path):
    out = tmp_path / "out"
    with kg.build(write(tmp_path / "a.txt", "A"), out=out) as graph:
        facts, page = graph.facts(), str(graph.view())
    (out / "facts.jsonl").write_text('{"fact": "document"}\n', encoding="utf-8")
    with kg.open(out) as graph:
        assert (graph.facts(), str(graph.view())) == (facts, page)


def test_documents_are_taken_out(tmp_path):
    out = tmp_path / "out"
    for name, work in (("a", "A"), ("b", "B"), ("c", "C")):
        write(tmp_path / "in" / f"{name}.txt", work, "Nghìn")
    kg.build(tmp_path / "in", out=out).close()
    with kg.remove(out, "a", str(tmp_path / "in/b.txt")) as graph:
        assert (slugs(graph), bridges(graph)) == (["c"], {"cầu C", "cầu Nghìn"})
        assert [one["name"] for one in graph.report["changes"]["removed"]] == ["a.txt", "b.txt"]
        check_whole(graph)
        fresh = kg.build(tmp_path / "in/c.txt", out=tmp_path / "fresh")
        for name in ("graph.ttl", "facts.jsonl", "graph.html"):
            assert (out / name).read_bytes() == (fresh.path / name).read_bytes()
        fresh.close()
    before = (out / "report.json").read_bytes()
    for names in (["c", "a"], ["nothing"], [""]):
        with pytest.raises(StoreError, match="there is no document"):
            kg.remove(out, *names)
    assert (out / "report.json").read_bytes() == before
    with kg.remove(out, "https://w3id.org/policykg/id/doc/c") as graph:
        check_whole(graph)
        assert graph.documents == () and graph.facts() == []
    with kg.build(tmp_path / "in/a.txt", out=out, base_iri="https://example.org/") as graph:
        assert graph.documents == ("https://example.org/doc/a",)


def test_removing_from_what_is_no_graph_folder(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        kg.remove(tmp_path / "none", "a")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_has_one_base(tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    kg.build(path, out=out, base_iri="https://example.org/x/").close()
    with pytest.raises(StoreError, match=r"begin with https://example\.org/x/, not with .*--base-iri https://exam"):
        kg.build(write(tmp_path / "b.txt", "B"), out=out, base_iri="https://example.org/y/")
    with kg.build(write(tmp_path / "b.txt", "B"), out=out) as graph:
        assert {document.rpartition("doc/")[0] for document in graph.documents} == {"https://example.org/x/"}
        check_whole(graph)


def test_a_folder_that_is_built_is_not_built_by_another(tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    kg.build(path, out=out).close()
    with building(out):
        for change in (lambda: kg.build(path, out=out), lambda: kg.remove(out, "a", wait=0.1)):
            with pytest.raises(BusyError, match="is being built by process"):
                change()
        with kg.open(out) as graph:
            assert slugs(graph) == ["a"]


def test_what_is_read_is_what_is_there_when_the_turn_comes(tmp_path):
    with pytest.raises(ReadError):
        kg.build(tmp_path / "deep" / "none.txt", out=tmp_path / "made" / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_handle_stays_what_it_was_when_it_was_opened(tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    old = kg.build(path, out=out)
    seen = (old.documents, old.report, bridges(old), old.text(old.documents[0]), old.facts(), str(old.view()))
    write(path, "B")
    new = kg.build(path, write(tmp_path / "b.txt", "C"), out=out)
    again = (old.documents, old.report, bridges(old), old.text(old.documents[0]), old.facts(), str(old.view()))
    assert again == seen
    assert {hit.label for hit in old.search("cầu")} >= {"cầu A"}
    assert old.search("cầu C") == []
    assert (bridges(new), len(new.report["documents"])) == ({"cầu B", "cầu C"}, 2)
    old.close()
    new.close()
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "b.txt", "out"]


def test_a_closed_handle_says_so(tmp_path):
    graph = kg.build(text="Xây dựng cầu A.\n")
    graph.close()
    graph.close()
    assert repr(graph).endswith("closed>")
    for ask in (
        lambda: graph.documents,
        lambda: graph.report,
        lambda: graph.dataset,
        lambda: graph.text("x"),
        lambda: graph.query("ASK {}"),
        lambda: graph.search("cầu"),
        graph.facts,
        graph.network,
        graph.validate,
        lambda: graph.export("turtle"),
        lambda: graph.to_turtle(tmp_path / "x.ttl"),
        graph.view,
    ):
        with pytest.raises(ClosedError, match="the graph is closed"):
            ask()


def test_without_text_no_text_is_anywhere(tmp_path):
    out, path = tmp_path / "out", write(tmp_path / "a.txt", "A")
    path.write_text(path.read_text(encoding="utf-8") + SECRET + "\n", encoding="utf-8")
    other = write(tmp_path / "b.txt", "B")
    kg.build(path, other, out=out).close()
    assert SECRET in (out / "texts" / "a.txt").read_text(encoding="utf-8")
    with kg.build(path, out=out, keep_text=False) as graph:
        first, second = graph.documents
        assert (graph.text(first), graph.text(second)) == ("", other.read_text(encoding="utf-8"))
        assert [item["text"] for item in graph.report["documents"]] == [False, True]
        assert "Xây dựng cầu A" in {fact.get("quote") for fact in graph.facts()}
        graph.search("cầu")
        check_whole(graph)
        assert SECRET not in str(graph.view())
        assert SECRET not in graph.export("jsonld").decode("utf-8")
    for parent, _, names in os.walk(out):
        for name in names:
            data = Path(parent, name).read_bytes()
            assert SECRET.encode() not in data, name
            assert SECRET.encode("utf-16-le") not in data, name
            assert json.dumps(SECRET).encode() not in data, name
    with kg.remove(out, "b") as graph:
        check_whole(graph)
        assert not (out / "texts").exists()


@pytest.mark.parametrize("suffix", ["", ".md"])
def test_names_as_long_as_a_file_system_takes_them(suffix, tmp_path):
    long = ("nghi-quyet-so-05-cua-ban-chap-hanh-" * 9)[: 255 - len(suffix)] + suffix
    one, two = write(tmp_path / "x" / long, "A"), write(tmp_path / "y" / long, "B")
    names = ["Nghị quyết " + "về phát triển kinh tế - xã hội " * 12 + end for end in ("M", "N")]
    out = tmp_path / "out"
    kg.build(one, two, out=out).close()
    for name in names:
        kg.build(text=HEAD + f"II. NHIỆM VỤ\nXây dựng cầu {name[-1]}.\n", name=name, out=out).close()
    write(one, "C")
    with kg.build(one, out=out) as graph:
        assert bridges(graph) == {"cầu B", "cầu C", "cầu M", "cầu N"}
        check_whole(graph)
        assert all(len(slug) <= 190 for slug in slugs(graph))
    with kg.remove(out, names[0], str(two)) as graph:
        assert bridges(graph) == {"cầu C", "cầu N"}


def test_the_command_line(tmp_path, run_kg):
    out = tmp_path / "out"
    for name in ("a", "b", "c"):
        write(tmp_path / "in" / f"{name}.txt", name.upper())
    assert run_kg("build", tmp_path / "in", "-o", out, "-q", "--wait").returncode == 0
    (tmp_path / "in" / "a.txt").unlink()
    synced = run_kg("build", "--sync", "--wait", tmp_path / "in", "-o", out)
    assert synced.returncode == 0, synced.stderr
    assert (
        "Documents: 0 new, 0 built again, 2 kept (of these 2 read and found unchanged), 1 removed\n  removed: a  a.txt\n"
        in synced.stdout
    )
    wrong = run_kg("remove", out, "b", "a.txt")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == f"kg: error: {out}: there is no document 'a.txt' (documents: b, c)\n"
    done = run_kg("remove", out, "b.txt")
    assert (done.returncode, done.stdout) == (0, f"  removed: b  b.txt\n1 document is left in {out}\n")
    with building(out):
        for args in (("remove", out, "c", "--wait", "0.1"), ("build", "--wait=0", tmp_path / "in", "-o", out)):
            busy = run_kg(*args)
            assert busy.returncode == 2
            assert "is being built by process" in busy.stderr and busy.stderr.count("\n") == 1
    done = run_kg("remove", out, "c", "--json")
    assert json.loads(done.stdout) == {
        "removed": [{"slug": "c", "name": "c.txt", "id": "https://w3id.org/policykg/id/doc/c"}],
        "documents": 0,
    }
    assert run_kg("stats", out).returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["in", "out"]
