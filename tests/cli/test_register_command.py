"""`kg register` and `kg audit --verdicts` as their user runs them."""

import csv
import io
import json
import re

import pyoxigraph
import pytest

from kg.analyse.answers.words import read_words
from kg.analyse.commitments import STATES, STEPS, VERDICTS
from kg.names import DCTERMS

HEAD = "id\tverdict\tdate\tsource\tquote\n"


@pytest.fixture(scope="module")
def made(run_kg, sample_out, tmp_path_factory):
    """Return the register of the sample with two verdicts, and the file of these."""
    folder = tmp_path_factory.mktemp("register")
    assert run_kg("register", sample_out, "-o", folder / "r").returncode == 0
    rows = read_rows(folder / "r")
    lines = [
        f"{rows[0]['id']}\tkept\t2024-12-31\thttps://example.vn/<b>\tĐã làm & xong",
        f"{rows[5]['id'].rsplit('/', 1)[-1]}\tbroken\t2025-06-30\tThanh tra tỉnh\tchưa làm",
    ]
    (folder / "v.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    done = run_kg("register", sample_out, "-o", folder / "r", "--verdicts", folder / "v.tsv", "--lang", "en")
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def read_rows(folder):
    return list(csv.DictReader(io.StringIO((folder / "register.csv").read_text(encoding="utf-8-sig"))))


def test_there_is_a_row_and_a_page_for_each_commitment(made):
    folder, told = made
    rows = read_rows(folder / "r")
    assert len(rows) == 228 and "228" in told and "What others say: kept" in told
    pages = {path.stem for path in (folder / "r" / "c").iterdir()}
    assert pages == {row["id"].rsplit("/", 1)[-1] for row in rows}
    index = (folder / "r" / "index.html").read_text(encoding="utf-8")
    assert {link for link in re.findall(r'href="c/(\w+)\.html"', index)} == pages
    assert not re.search(r"<script| on[a-z]+=| src=", index) and "default-src &#39;none&#39;" in index


def test_others_words_stand_apart_on_the_page(made):
    folder, _ = made
    row = read_rows(folder / "r")[0]
    page = (folder / "r" / "c" / f"{row['id'].rsplit('/', 1)[-1]}.html").read_text(encoding="utf-8")
    ours, theirs = page.split("What others say", 1)
    assert row["quote"][:40] in ours and "Đã làm" not in ours
    assert "Đã làm &amp; xong" in theirs and "neither the document nor kg says so" in theirs
    assert 'href="https://example.vn/&lt;b&gt;"' in theirs
    assert "verdict" not in ",".join(row)


def test_the_json_ld_has_what_others_say_in_a_graph_of_its_own(made):
    folder, _ = made
    data = (folder / "r" / "register.jsonld").read_bytes()
    graphs = {}
    for quad in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.JSON_LD):
        graphs.setdefault(quad.graph_name.value, []).append((quad.subject, quad.predicate.value, quad.object.value))
    assert set(graphs) == {"urn:kg:commitments", "urn:kg:verdicts-of-others"}
    found = {subject for subject, predicate, _ in graphs["urn:kg:commitments"] if predicate == DCTERMS.identifier}
    assert len(found) == 228
    annotation = "http://www.w3.org/ns/oa#Annotation"
    assert annotation not in {obj for _, _, obj in graphs["urn:kg:commitments"]}
    said = graphs["urn:kg:verdicts-of-others"]
    assert sum(obj == annotation for _, _, obj in said) == 2
    words = {obj for _, predicate, obj in said if predicate == "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"}
    assert words == {"kept", "broken", "Đã làm & xong", "chưa làm"}


def test_writing_it_again_makes_the_same_bytes(made, run_kg, sample_out):
    folder, _ = made
    before = {path: path.read_bytes() for path in (folder / "r").rglob("*") if path.is_file()}
    run_kg("register", sample_out, "-o", folder / "r", "--verdicts", folder / "v.tsv", "--lang", "en")
    assert before == {path: path.read_bytes() for path in (folder / "r").rglob("*") if path.is_file()}


def test_the_audit_shows_what_others_say_under_their_name(made, run_kg, sample_out, tmp_path):
    folder, _ = made
    given = ("--verdicts", folder / "v.tsv", "--register", folder / "r" / "register.csv", "--lang", "en")
    assert "What others say: broken 1" in run_kg("audit", sample_out, *given).stdout
    for name in ("a.html", "a.md", "a.csv", "a.json"):
        assert run_kg("audit", sample_out, *given, "-o", tmp_path / name).returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "What others say" in page and "Thanh tra tỉnh" in page and "neither the document nor kg says so" in page
    assert "- What others say: broken (30 June 2025, Thanh tra tỉnh" in (tmp_path / "a.md").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert [row["Others: verdict"] for row in rows].count("kept") == 1
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert data["verdicts_of_others"]["counts"]["kept"] == 1
    assert "verdict" not in json.dumps(data["measures"])
    plain = run_kg("audit", sample_out, "--format", "html", "--lang", "en").stdout
    assert "What others say" not in plain


def test_errors_name_file_line_and_remedy(made, run_kg, sample_out, tmp_path):
    folder, _ = made
    bad = tmp_path / "bad.tsv"
    bad.write_text(HEAD + "x\tkept\t2024-01-01\tA\tq\n", encoding="utf-8")
    for command in (("register", sample_out, "-o", tmp_path / "r"), ("audit", sample_out)):
        done = run_kg(*command, "--verdicts", bad)
        assert done.returncode == 2 and "bad.tsv: line 2: there is no commitment 'x' (take the id" in done.stderr
    assert not (tmp_path / "r").exists()
    done = run_kg("register", sample_out, "-o", tmp_path / "r", "--previous", tmp_path / "none.csv")
    assert done.returncode == 2 and "none.csv: can't be read" in done.stderr
    done = run_kg("audit", sample_out, "--register", folder / "r" / "register.csv")
    assert done.returncode == 2 and "add --verdicts FILE" in done.stderr


def test_a_register_is_not_written_where_the_next_build_would_remove_it(run_kg, sample_out):
    for place in (sample_out, sample_out / "register"):
        done = run_kg("register", sample_out, "-o", place)
        assert done.returncode == 2 and "write the register beside it" in done.stderr
    assert not (sample_out / "register").exists() and not (sample_out / "register.csv").exists()


def test_every_state_step_and_verdict_has_a_name():
    words = read_words()
    assert set(words["commitment_states"]) == set(STATES) and set(words["steps"]) == set(STEPS)
    assert set(words["verdicts"]) == {*VERDICTS, "differ"}
