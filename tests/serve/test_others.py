"""What others say on the pages of a server: under their name, apart from what the documents say."""

from __future__ import annotations

import csv
import io
import re

import pytest
from serve.serving import serving

import kg
from kg.export.answers.register import to_register_csv

HEAD = "id\tverdict\tdate\tsource\tquote\n"


@pytest.fixture(scope="module")
def files(sample_out, tmp_path_factory):
    """Return a register, and verdicts on two of its commitments."""
    place = tmp_path_factory.mktemp("others")
    with kg.open(sample_out) as graph:
        data = to_register_csv(graph.register())
    (place / "register.csv").write_bytes(data)
    first, second, *_ = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    lines = [
        f"{first['id']}\tkept\t2024-12-31\thttps://example.vn/1\tĐã <làm>",
        f"{second['id']}\tbroken\t2025-01-31\tThanh tra\tchưa làm",
    ]
    (place / "v.tsv").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def running(sample_out, files):
    with serving(sample_out, "--verdicts", files / "v.tsv", "--register", files / "register.csv") as server:
        yield server


@pytest.mark.parametrize("path", ["/overview", "/audit"])
def test_pages_show_what_others_say_in_a_part_of_its_own(running, path):
    page = running.get(f"{path}?lang=en", accept="text/html").text
    (part,) = re.findall(r'<section class="others">.*?</section>', page, re.S)
    assert "What others say" in part and "neither the document nor kg says so" in part
    assert "Đã &lt;làm&gt;" in part and "Thanh tra" in part and 'href="/text/thai-binh?start=' in part
    assert "Thanh tra" not in page.replace(part, "")


@pytest.mark.parametrize("name", ["overview", "audit"])
def test_programs_get_it_under_a_key_of_its_own(running, server, name):
    told = running.get(f"/api/{name}").json()
    others = told.pop("verdicts_of_others")
    assert others["counts"] == {"kept": 1, "in work": 0, "broken": 1, "not rated": 0, "differ": 0}
    assert [one["verdict"] for one in others["verdicts"]] == ["broken", "kept"] and others["total"] == 2
    assert told == server.get(f"/api/{name}").json()
    assert "What others say" not in server.get(f"/{name}?lang=en", accept="text/html").text


def test_a_wrong_line_is_told_of_before_anything_is_served(run_kg, sample_out, tmp_path):
    (tmp_path / "v.tsv").write_text(HEAD + "x\tkept\t2024-01-01\tA\tq\n", encoding="utf-8")
    done = run_kg("serve", sample_out, "--port", "0", "--verdicts", tmp_path / "v.tsv")
    assert done.returncode == 2 and "v.tsv: line 2" in done.stderr
    done = run_kg("serve", sample_out, "--port", "0", "--register", tmp_path / "r.csv")
    assert done.returncode == 2 and "add --verdicts" in done.stderr


def test_a_file_that_went_wrong_since_is_told_of_on_the_page(sample_out, tmp_path):
    from kg.serve.desk.answers import Answers

    (tmp_path / "v.tsv").write_text("nothing\n", encoding="utf-8")
    found = Answers(sample_out, others={"verdicts": str(tmp_path / "v.tsv")}).overview()
    assert "v.tsv: line 1: the columns are nothing" in found["verdicts_of_others"]["error"]
    assert found["findings"][0]["number"] == 219
