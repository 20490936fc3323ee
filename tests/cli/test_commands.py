"""Every command as its user runs it: what it prints, its exit code, what it writes."""

import csv
import io
import json
import re

import pytest

from kg.cli.app import app
from kg.cli.graph import Format
from kg.export import EXPORTERS, FOLDER_EXPORTERS


def test_build_prints_what_a_person_wants_to_know(run_kg, tmp_path):
    done = run_kg("build", "--sample", "thai-binh", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for words in (
        "219  measures",
        "10  projects and works",
        "Best connected:",
        "Khu kinh tế Thái Bình",
        "graph.html",
        "Next: kg query",
    ):
        assert words in done.stdout


def test_build_for_machines(run_kg, tmp_path):
    assert (
        json.loads(run_kg("build", "--json", "--sample", "thai-binh", "-o", tmp_path / "a").stdout)["counts"][
            "measures"
        ]
        == 219
    )
    assert run_kg("build", "-q", "--sample", "thai-binh", "-o", tmp_path / "b").stdout == ""


def test_build_from_standard_input(run_kg, tmp_path):
    done = run_kg("build", "-", "-o", tmp_path / "out", "-q", input="Xây dựng cảng Diêm Điền.\n")
    assert done.returncode == 0, done.stderr
    assert "cảng Diêm Điền" in (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8")


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 20,
    "latin1.txt": "Phát triển".encode("latin-1", "replace") + b"\xe1\xea\n",
    "nul.txt": "Phát\0 triển".encode(),
    "broken.pdf": b"%PDF-1.7\n1 0 obj",
    "utf16.txt": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_line_and_exit_code_2(run_kg, tmp_path, name):
    (tmp_path / name).write_bytes(BAD[name])
    done = run_kg("build", tmp_path / name, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert done.stdout == ""
    assert re.fullmatch(rf"kg: error: .*{re.escape(name)}: .+ \(.+\)\n", done.stderr)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_bad_inputs_among_good_ones_are_named_and_strict_stops(run_kg, tmp_path, sample):
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_bytes(sample.read_bytes())
    (source / "empty.txt").write_bytes(b"")
    done = run_kg("build", source, tmp_path / "none.txt", "-o", tmp_path / "out")
    assert done.returncode == 0
    lines = done.stderr.splitlines()
    assert [re.fullmatch(r"kg: not read: .*/(\w+\.txt): (.+) \(.+\)", line).groups() for line in lines] == [
        ("none.txt", "does not exist"),
        ("empty.txt", "is empty"),
    ]
    assert "Not read: 2" in done.stdout
    quiet = run_kg("build", "-q", source, "-o", tmp_path / "out")
    assert (quiet.stdout, quiet.stderr.count("\n"), quiet.returncode) == ("", 1, 0)
    inspected = run_kg("inspect", source, "--json")
    assert [one["slug"] for one in json.loads(inspected.stdout)] == ["good"]
    assert "empty.txt" in inspected.stderr
    strict = run_kg("build", "--strict", source, "-o", tmp_path / "other")
    assert (strict.returncode, strict.stdout, strict.stderr.count("\n")) == (2, "", 1)
    assert not (tmp_path / "other").exists()


@pytest.mark.parametrize("option", [("--pages", "7-3"), ("--pages", "eins"), ("--pages", "0"), ("--ocr", "perhaps")])
def test_options_of_reading_that_do_not_fit(run_kg, tmp_path, sample, option):
    done = run_kg("build", sample, *option, "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "out").exists()


def test_no_input_a_missing_file_and_an_empty_folder(run_kg, tmp_path):
    for args in ((), (tmp_path / "missing.txt",), (tmp_path,), ("--sample", "nowhere")):
        done = run_kg("build", *args, "-o", tmp_path / "out")
        assert done.returncode == 2
        assert done.stderr.startswith("kg: error: ")
        assert "Traceback" not in done.stderr


def test_a_long_single_line_is_read(run_kg, tmp_path):
    (tmp_path / "long.txt").write_text("Phát triển nông nghiệp và " * 80_000, encoding="utf-8")
    done = run_kg("build", "-q", tmp_path / "long.txt", "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (
        json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["documents"][0]["characters"]
        == 2_080_000
    )


@pytest.mark.parametrize("format", ["csv", "tsv", "json", "xml", "table"])
def test_query_formats(run_kg, sample_out, format):
    done = run_kg(
        "query", sample_out, "SELECT ?n WHERE { ?p a pol:Port ; rdfs:label ?n } ORDER BY ?n", "--format", format
    )
    assert done.returncode == 0, done.stderr
    assert "cảng Diêm Điền" in done.stdout


def test_query_ways(run_kg, sample_out, tmp_path):
    (tmp_path / "q.rq").write_text("CONSTRUCT { ?p a pol:Port } WHERE { ?p a pol:Port }", encoding="utf-8")
    turtle = run_kg("query", sample_out, "--file", tmp_path / "q.rq", "--format", "turtle")
    assert "pol:Port" in turtle.stdout
    rows = list(
        csv.DictReader(io.StringIO(run_kg("query", sample_out, "--name", "projects", "--format", "csv").stdout))
    )
    assert {row["project"] for row in rows} >= {"đường 221A", "cảng Diêm Điền", "Tuyến đường bộ ven biển"}
    assert run_kg("query", sample_out).returncode == 2
    assert run_kg("query", sample_out, "--name", "nothing").returncode == 2
    broken = run_kg("query", sample_out, "SELECT ?x WHERE {")
    assert broken.returncode == 2
    assert "line 1" in broken.stderr


def test_queries_lists_each_on_one_line(run_kg):
    vietnamese, english = run_kg("queries"), run_kg("queries", "--lang", "en")
    assert len(vietnamese.stdout.splitlines()) == len(english.stdout.splitlines()) == 11
    assert "Who answers for what" in english.stdout
    assert len(json.loads(run_kg("queries", "--json").stdout)) == 11


def test_export_formats_are_the_exporters(run_kg, sample_out, tmp_path):
    assert [member.value for member in Format] == [*EXPORTERS, *FOLDER_EXPORTERS]
    done = run_kg("export", sample_out, "--format", "facts", "-o", tmp_path / "facts.jsonl")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "facts.jsonl").read_bytes() == (sample_out / "facts.jsonl").read_bytes()
    missing = run_kg("export", sample_out, "--format", "facts", "-o", tmp_path / "no" / "where.jsonl")
    assert missing.returncode == 2


def test_view_validate_stats_and_inspect(run_kg, sample_out, sample, tmp_path):
    assert run_kg("view", sample_out, "-o", tmp_path / "page.html").returncode == 0
    assert (tmp_path / "page.html").read_bytes() == (sample_out / "graph.html").read_bytes()
    conforming = run_kg("validate", sample_out)
    assert (conforming.returncode, "conforms" in conforming.stdout) == (0, True)
    assert "measures" in run_kg("stats", sample_out).stdout
    assert json.loads(run_kg("stats", sample_out, "--json").stdout)["triples"] > 5000
    seen = run_kg("inspect", sample).stdout
    for words in (
        "3.2 Đẩy mạnh phát triển kinh tế - xã hội",
        "page-break",
        "hơc: no Vietnamese syllable",
        "Text that yielded nothing",
        "Coverage:",
        "decimal mark ','",
    ):
        assert words in seen
    assert json.loads(run_kg("inspect", "--json", sample).stdout)[0]["repairs"]["repeat"] == 2


def test_validate_ends_with_1_when_the_graph_does_not_conform(run_kg, sample_out, tmp_path):
    import shutil

    from pyoxigraph import NamedNode, Store

    broken = tmp_path / "broken"
    shutil.copytree(sample_out, broken)
    store = Store(str(broken / "store"))
    document = NamedNode("https://w3id.org/policykg/id/doc/thai-binh")
    indicator = NamedNode("https://w3id.org/policykg/ontology#indicator")
    quads = list(store.quads_for_pattern(None, indicator, None, document))
    store.remove(quads[0])
    store.flush()
    del store
    done = run_kg("validate", broken)
    assert done.returncode == 1
    assert "indicator" in done.stdout


def test_a_folder_that_is_none(run_kg, tmp_path):
    for command in (
        ("query", tmp_path, "SELECT * WHERE {}"),
        ("stats", tmp_path),
        ("validate", tmp_path),
        ("view", tmp_path),
    ):
        done = run_kg(*command)
        assert done.returncode == 2
        assert "kg build" in done.stderr


def test_every_command_has_help_and_stands_in_the_reference(run_kg, root):
    reference = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    names = [command.name for command in app.registered_commands]
    assert len(names) == 23
    assert set(re.findall(r"^\| `kg (\w+)", reference, re.MULTILINE)) == set(names)
    for name in names:
        assert run_kg(name, "--help").returncode == 0
        assert f"`kg {name}" in reference
    assert run_kg("--version").stdout.strip() == "kg 0.2.0"


def test_output_survives_a_closed_pipe_and_a_plain_terminal(run_kg, sample_out):
    done = run_kg("queries", env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0


def test_inspect_tells_why_at_a_place(run_kg, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("1. Sở Xây dựng xây dựng cầu Nghìn.\n", "utf-8")
    assert "mention: Work: name: cầu Nghìn" in run_kg("inspect", text, "--why", "24:33").stdout
    told = json.loads(run_kg("inspect", text, "--why", "24:33", "--json").stdout)
    assert {"rule", "start_char", "end_char", "what", "confidence", "pattern"} == told["found"][0].keys()


def test_inspect_refuses_a_place_that_is_none(run_kg, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("1. Sở Xây dựng xây dựng cầu Nghìn.\n", "utf-8")
    for place in ("24", "33:24", "0:9999"):
        result = run_kg("inspect", text, "--why", place)
        assert result.returncode == 2 and "START:END" in result.stderr
