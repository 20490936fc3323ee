"""What Windows and macOS ask: other line ends, names that a disk can't hold or tell apart, no fork."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import kg_environment

import kg

TEXT = """NGHỊ QUYẾT

1. Sở Y tế chủ trì xây dựng 5 trạm y tế trong năm 2027.
2. Nâng cấp đường từ thành phố Thái Bình đi cầu Nghìn trước năm 2028.
"""
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]|[ .]$|^(?:con|prn|aux|nul|(?:com|lpt)\d)(?:\.|$)', re.I)


def found(text: str) -> list[tuple[str, ...]]:
    """Return the facts of a text by kind, words and rule, line ends aside."""
    with kg.build(text=text, name="a note") as graph:
        source = graph.text(graph.documents[0])
        facts = [fact for fact in graph.facts() if "quote" in fact]
    assert source == text
    assert all(source[fact["start"] : fact["end"]] == fact["quote"] for fact in facts)
    return [(fact["fact"], " ".join(fact["quote"].split()), fact["rule"]) for fact in facts]


def test_line_ends_of_windows_and_of_old_macs_make_no_difference() -> None:
    facts = found(TEXT)
    assert {kind for kind, *_ in facts} >= {"measure", "target"}
    assert found(TEXT.replace("\n", "\r\n")) == facts
    assert found(TEXT.replace("\n", "\r")) == facts


def test_every_file_of_a_graph_can_lie_on_a_disk_of_windows(tmp_path: Path) -> None:
    names = ("CON", "aux", "com1", "a:b?*", "Tên có dấu", "ten co dau", "dấu chấm.", "x" * 200)
    for number, name in enumerate(names):
        kg.build(text=TEXT + f"{number}. Xây dựng cầu số {number}.\n", name=name, out=tmp_path / "out").close()
    with kg.open(tmp_path / "out") as graph:
        assert len(graph.documents) == len(names)
    made = [path.relative_to(tmp_path) for path in (tmp_path / "out").rglob("*")]
    assert len(made) > len(names)
    assert not [path for path in made for part in path.parts if FORBIDDEN.search(part)]
    assert len({str(path).casefold() for path in made}) == len(made)
    assert max(len(str(path)) for path in made) < 200  # of the 260 that Windows has for a whole path


def test_what_is_written_has_one_line_end_on_every_system(sample_out: Path) -> None:
    for name in ("graph.ttl", "facts.jsonl", "report.json", "graph.html"):
        data = (sample_out / name).read_bytes()
        assert b"\n" in data
        assert b"\r" not in data.replace(b"\\r", b""), name


@pytest.mark.parametrize("jobs", [0, 2])
def test_a_system_without_fork_builds_and_answers(tmp_path: Path, sample_out: Path, jobs: int) -> None:
    code = f"""
import os
del os.fork
import kg
graph = kg.build(kg.sample("thai-binh{".pdf" if jobs == 0 else ""}"), out="out", jobs={jobs})
print(len([fact for fact in graph.facts() if fact["fact"] == "measure"]))
print(graph.query("SELECT ?x WHERE {{ ?x a pol:Bridge }}").rows)
graph.close()
"""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        env=kg_environment(),
    )
    assert done.returncode == 0, done.stderr
    measures, rows = done.stdout.splitlines()
    assert measures == "219"
    assert "cau-nghin" in rows
    if jobs:
        assert (tmp_path / "out" / "facts.jsonl").read_bytes() == (sample_out / "facts.jsonl").read_bytes()


def test_a_system_without_fork_is_told_that_it_cannot_serve(sample_out: Path) -> None:
    code = "import os, sys; del os.fork; sys.argv = ['kg', 'serve', sys.argv[1], '--port', '0']; from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, str(sample_out)],
        capture_output=True,
        encoding="utf-8",
        env=kg_environment(),
        timeout=60,
    )
    assert done.returncode == 3
    assert "fork" in done.stderr
