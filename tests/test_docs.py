"""The docs: links lead somewhere, blocks marked `<!-- run -->` run, made pages are what they would be made today.

Of a console block every `$ kg` command has to end well, and each line below it to stand in its output (spaces aside). Of
a Python block a line `expression  # → text` has to give that text. A SPARQL block has to find something.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import kg

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").glob("*.md"))
PAGES = [*DOCS, ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "benchmarks" / "README.md"]
BLOCK = re.compile(r"^<!-- run -->\n```(\w+)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\(([^)\s]+)\)")


class Block(NamedTuple):
    """A block that is to be run: its page, the line on which it begins, its language and what it says."""

    page: str
    line: int
    language: str
    source: str


def blocks(path: Path) -> list[Block]:
    text = path.read_text(encoding="utf-8")
    return [Block(path.name, text.count("\n", 0, found.start()) + 2, *found.groups()) for found in BLOCK.finditer(text)]


BLOCKS = [block for path in PAGES for block in blocks(path)]
BUILT = [block for block in BLOCKS if block.page.startswith("tutorial")]
ON_SAMPLE = [block for block in BLOCKS if not block.page.startswith("tutorial")]


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture(scope="module")
def beside_sample(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the graph of the sample in `out`."""
    folder = tmp_path_factory.mktemp("docs")
    shutil.copytree(sample_out, folder / "out")
    return folder


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with nothing in it but a PDF."""
    folder = tmp_path_factory.mktemp("newcomer")
    shutil.copy(kg.sample("thai-binh.pdf"), folder)
    return folder


def commands(source: str) -> list[tuple[str, str]]:
    """Return the commands of a console block, a quoted text of several lines in one, each with the lines below it."""
    found: list[tuple[str, str]] = []
    for part in re.split(r"^\$ ", source, flags=re.M)[1:]:
        lines = part.splitlines()
        ends = next(n for n in range(1, len(lines) + 1) if "\n".join(lines[:n]).count('"') % 2 == 0)
        found.append(("\n".join(lines[:ends]), "\n".join(lines[ends:])))
    return found


def run_console(block: Block, folder: Path, run_kg) -> None:
    for command, told in commands(block.source):
        program, *args = shlex.split(command)
        assert program == "kg"
        done = run_kg(*args, cwd=folder)
        assert (done.returncode, done.stderr) == (0, ""), f"{block.page}:{block.line}: {command}"
        shown = squeezed(done.stdout)
        for line in told.splitlines():
            assert squeezed(line) in shown, f"{block.page}:{block.line}: {line!r} is not in the output:\n{done.stdout}"


def run_python(block: Block) -> None:
    names: dict[str, object] = {}
    lines = block.source.splitlines()
    for node in ast.parse(block.source).body:
        said = re.search(r"# → (.+)$", lines[node.end_lineno - 1])
        if isinstance(node, ast.Expr) and said:
            given = repr(eval(ast.unparse(node), names))
            assert given == said[1], f"{block.page}:{block.line + node.lineno}"
        else:
            exec(compile(ast.Module([node], []), block.page, "exec"), names)


def run_block(block: Block, folder: Path, run_kg, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    if block.language == "console":
        run_console(block, folder, run_kg)
    elif block.language == "python":
        run_python(block)
    else:
        assert block.language == "sparql"
        with kg.open("out") as graph:
            assert len(graph.query(block.source).rows) >= 1


def name_of(block: Block) -> str:
    return f"{block.page}:{block.line}"


def test_there_are_blocks_to_run() -> None:
    assert len(BLOCKS) >= 20
    assert {block.language for block in BLOCKS} == {"console", "python", "sparql"}
    marks = sum(len(re.findall(r"^<!-- run -->$", path.read_text(encoding="utf-8"), re.M)) for path in PAGES)
    assert marks == len(BLOCKS), "a mark stands before no block"


@pytest.mark.parametrize("block", ON_SAMPLE, ids=name_of)
def test_a_block_runs_on_the_sample(block: Block, beside_sample: Path, run_kg, monkeypatch) -> None:
    run_block(block, beside_sample, run_kg, monkeypatch)


def test_the_tutorials_lead_from_a_pdf_to_the_answer(newcomer: Path, run_kg, monkeypatch) -> None:
    assert [b.language for b in BUILT if b.page == "tutorial.md"] == [
        b.language for b in BUILT if b.page == "tutorial.en.md"
    ]
    for block in BUILT:
        run_block(block, newcomer, run_kg, monkeypatch)
    with kg.open(newcomer / "out") as graph:
        (question,) = {block.source for block in BUILT if block.language == "sparql"}
        ((_, page, quote),) = graph.query(question).rows
    for name in ("tutorial.md", "tutorial.en.md"):
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        assert f"**{page}**" in text
        assert squeezed(str(quote)) in squeezed(text.replace("\n> ", "\n"))


def test_a_block_that_is_wrong_is_told(beside_sample: Path, run_kg, monkeypatch) -> None:
    wrong = {
        "console": ["$ kg stats out\n219 measures\n", "$ kg stats nowhere\n"],
        "python": ["1 + 1  # → 3\n", "import nothing\n"],
        "sparql": ["SELECT ?x { ?x a pol:Airport }\n", "SELECT\n"],
    }
    for language, sources in wrong.items():
        for source in sources:
            with pytest.raises((AssertionError, ImportError, kg.errors.KgError)):
                run_block(Block("a page", 1, language, source), beside_sample, run_kg, monkeypatch)


def slugs(path: Path) -> set[str]:
    """Return the anchors of a page's headings, as MkDocs and GitHub make them."""
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    heads = [re.sub(r"[`*]", "", head).strip().lower() for head in re.findall(r"^#+ (.+)$", text, re.M)]
    return {re.sub(r"[^\w\- ]", "", head).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
    for link in LINK.findall(text):
        if re.match(r"https?://|mailto:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.exists(), f"{path.name} links to {link}"
        assert target.is_relative_to(ROOT)
        if anchor and target.suffix == ".md":
            assert anchor in slugs(target), f"{path.name} links to {link}"


def test_every_page_stands_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    named = re.findall(r"^\s+- .+: ([\w.-]+\.md)$", text.split("\nnav:\n")[1], re.M)
    assert len(named) == len(set(named))
    elsewhere = {"benchmarks.md", "changelog.md", "contributing.md"}
    there = {path.name for path in DOCS}
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        assert f": notebooks/{path.stem}.md\n" in text
    assert there <= set(named)
    assert set(named) - there - elsewhere == set()


def test_the_pages_of_the_reference_are_what_they_are_made_from() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "tools/reference", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), f"run python tools/reference and commit docs/{done.stdout}"


def test_the_site_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path / "site"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(DOCS)
    notebooks = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert sorted(page.stem for page in pages if page.parent.name == "notebooks") == notebooks
    network = (tmp_path / "site" / "notebooks" / "05-network.html").read_text(encoding="utf-8")
    assert "<svg" in network and "<table>" in network and re.search(r"\d{3} nodes", network)
    loads = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"?(?:https?:)?//|<link\b[^>]*\bhref=\"?(?:https?:)?//"
    )
    for page in pages:
        assert not loads.search(page.read_text(encoding="utf-8")), page.name
    for sheet in (tmp_path / "site").rglob("*.css"):
        assert not re.search(r"url\(['\"]?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet.name
