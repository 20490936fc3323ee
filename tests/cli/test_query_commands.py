"""`kg query`, `kg search` and `kg load` as their user runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import kg_environment
from servers import oxigraph


def test_a_saved_question_takes_values(run_kg, sample_out: Path) -> None:
    done = run_kg("query", sample_out, "--name", "projects", "--param", "project=cảng Diêm Điền", "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert [line.split(",")[0] for line in done.stdout.splitlines()] == ["project", "cảng Diêm Điền"]
    both = run_kg("query", sample_out, "-n", "projects", "-p", "class=Port", "-p", "class=EconomicZone")
    assert {line.split()[0] for line in both.stdout.splitlines()[2:-1]} >= {"cảng", "Khu"}


RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
FORMULA = """SELECT ?a ?b { VALUES (?a ?b) { ("=HYPERLINK(\\"http://x.vn\\")" -5) ("＝1+1" 2.5) } }"""


@pytest.mark.parametrize("format", ["table", "csv", "turtle"])
def test_a_query_that_takes_too_long_is_an_error_and_no_answer(run_kg, sample_out: Path, format: str) -> None:
    done = run_kg("query", sample_out, RUNAWAY, "--timeout", "1", "--format", format)
    assert (done.returncode, done.stdout) == (2, "")
    assert "took longer than 1 seconds" in done.stderr
    assert "--timeout SECONDS" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
def test_ctrl_c_ends_a_query_with_130(root: Path, sample_out: Path) -> None:
    command = [sys.executable, "-m", "kg", "query", str(sample_out), RUNAWAY, "--timeout", "0"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=kg_environment())
    with process:
        time.sleep(2)
        start = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=15)
    assert time.monotonic() - start < 5
    assert (process.returncode, out) == (130, "")
    assert "Traceback" not in err


def test_tables_for_spreadsheets_run_nothing(run_kg, sample_out: Path) -> None:
    csv = run_kg("query", sample_out, FORMULA, "--format", "csv").stdout
    assert csv.splitlines() == ["a,b", '"\'=HYPERLINK(""http://x.vn"")",-5', "'＝1+1,2.5"]
    tsv = run_kg("query", sample_out, FORMULA, "--format", "tsv").stdout
    assert tsv.splitlines()[1:] == ['"\'=HYPERLINK(\\"http://x.vn\\")"\t-5', '"\'＝1+1"\t2.5']
    raw = json.loads(run_kg("query", sample_out, FORMULA, "--format", "json").stdout)
    assert raw["results"]["bindings"][1]["a"]["value"] == "＝1+1"


def test_a_byte_order_mark_comes_where_it_is_asked_for(run_kg, sample_out: Path) -> None:
    plain = run_kg("query", sample_out, FORMULA, "--format", "csv").stdout
    assert run_kg("query", sample_out, FORMULA, "--format", "csv", "--bom").stdout == "\ufeff" + plain
    assert run_kg("query", sample_out, FORMULA, "--format", "json", "--bom").returncode == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (
            ("--name", "projects", "--param", "work=x"),
            "no parameter called 'work' (parameters: class, project, sector)",
        ),
        (("--name", "mentions"), "add --param name=VALUE"),
        (("--name", "targets", "--param", "year=soon"), "'soon' is no value for year"),
        (("ASK {}", "--param", "a=b"), "--param fills a saved question"),
        (("ASK {}", "--endpoint", "http://127.0.0.1:1/"), "name either a graph folder or an --endpoint"),
        (("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",), "SERVICE is refused"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(run_kg, sample_out: Path, args: tuple[str, ...], words: str) -> None:
    done = run_kg("query", sample_out, *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_malformed_query_shows_a_caret(run_kg, sample_out: Path) -> None:
    done = run_kg("query", sample_out, 'SELECT ?x WHERE {\n  ?x rdfs:label "cảng" ; nosuch:due ?y\n}')
    first, line, caret, _ = done.stderr.splitlines()
    assert "line 2, column 36: Prefix not found" in first
    assert line[caret.index("^") :].split() == ["?y"]


def test_things_are_shown_by_their_labels(run_kg, sample_out: Path) -> None:
    sparql = "SELECT DISTINCT ?c { ?x a pol:Port ; a ?c } ORDER BY ?c"
    shown = {
        lang: run_kg("query", sample_out, sparql, *lang).stdout for lang in ((), ("--lang", "vi"), ("--lang", "en"))
    }
    assert "pol:Port" in shown[()]
    assert "cảng" in shown["--lang", "vi"]
    assert "\nport" in shown["--lang", "en"]
    named = run_kg("query", sample_out, "--name", "measures-by-sector", "--param", "sector=health", "--lang", "en")
    assert named.stdout.splitlines()[-1] == f"({named.stdout.count('health  health')} rows)" != "(0 rows)"


def test_search_prints_hits_for_people_and_machines(run_kg, sample_out: Path) -> None:
    done = run_kg("search", sample_out, "cang", "diem", "dien", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[2].split("  ")[0] == "port"
    assert "[cảng Diêm Điền]" in done.stdout
    hits = json.loads(run_kg("search", sample_out, "cang diem dien", "--json", "--limit", "1").stdout)
    (start, end) = hits[0]["matches"][0]
    assert (sample_out / "texts" / "thai-binh.txt").read_bytes().decode("utf-8")[start:end] == "cảng Diêm Điền"
    assert run_kg("search", sample_out, "xyz").stdout.splitlines()[-1] == "(0 hits)"
    assert run_kg("search", sample_out, "cau", "--class", "Pier").returncode == 2
    assert run_kg("search", sample_out.parent, "cau").returncode == 2


@pytest.mark.tool("oxigraph")
def test_a_folder_is_sent_and_asked_there(run_kg, sample_out: Path, tmp_path: Path) -> None:
    with oxigraph(tmp_path / "server") as url:
        sent = run_kg("load", sample_out, "--endpoint", f"{url}/update")
        assert sent.returncode == 0, sent.stderr
        assert sent.stdout.startswith("2 graphs with ")
        counts = json.loads(run_kg("load", sample_out, "--endpoint", f"{url}/store", "--graph-store", "--json").stdout)
        assert len(counts) == 2
        args = ("--name", "projects", "--param", "class=Port", "--format", "csv")
        there = run_kg("query", "--endpoint", f"{url}/query", *args)
        assert there.stdout == run_kg("query", sample_out, *args).stdout != ""
        asked = run_kg("query", "--endpoint", f"{url}/query", "ASK { ?x a pol:Port }")
        assert asked.stdout.splitlines()[-2:] == ["true", "(1 row)"]
        wrong = run_kg("load", sample_out, "--endpoint", f"{url}/query")
        assert wrong.returncode == 2
        assert "0 of 2 graphs are sent" in wrong.stderr


@pytest.mark.parametrize("args", [("query", "--name", "projects"), ("query", "ASK {}"), ("search", "cang")])
def test_asking_loads_nothing_heavy(args: tuple[str, ...], sample_out: Path) -> None:
    command, *rest = args
    code = (
        "import sys\nfrom kg.cli.app import app\n"
        f"try: app({[command, str(sample_out), *rest]!r})\nexcept SystemExit: pass\n"
        "heavy = {'spacy', 'rdflib', 'networkx', 'pyvis', 'pyshacl', 'rich', 'jinja2', 'urllib.request', 'ctypes'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    search_first = [sys.executable, "-m", "kg", "search", str(sample_out), "cang"]
    subprocess.run(search_first, check=True, capture_output=True, env=kg_environment())
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, encoding="utf-8", env=kg_environment()
    )
    assert done.stdout.splitlines()[-1] == "[]"
