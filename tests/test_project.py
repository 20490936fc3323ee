"""The project itself: packages, layers, style, documents, exports, and an installed wheel."""

import ast
import configparser
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "kg").rglob("*.py"))


def metadata() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def test_every_package_is_listed():
    listed = set(metadata()["options"]["packages"].split())
    folders = [path.parent.relative_to(ROOT) for path in (ROOT / "kg").rglob("__init__.py")]
    on_disk = {"kg.ontology"} | {".".join(folder.parts) for folder in folders}
    assert listed == on_disk


def test_the_layers_hold():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", "setup.cfg", "--no-cache"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, env=os.environ | {"PYTHONUTF8": "1"}
    )
    assert done.returncode == 0, done.stdout


def test_the_style_holds():
    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "."], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_have_their_size_and_their_docstrings(path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    tree = ast.parse(source)
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno <= 60, node.name
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in [*tree.body, *(member for owner in classes if not owner.name.startswith("_") for member in owner.body)]:
        named = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
            "_"
        )
        if named and ast.unparse(node.body[0]) != "...":
            assert ast.get_docstring(node), f"{node.name} has no docstring"


def test_nothing_names_a_machine_or_a_thing_to_be_done():
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout.split("\n")
    texts = [
        ROOT / name
        for name in tracked
        if name.endswith((".py", ".md", ".cfg", ".toml", ".ipynb", ".sh", "Makefile", "run"))
    ]
    assert len(texts) > 50
    marks = "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX"))
    for path in texts:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"(?<![\w.])/(?:work|farm|root|home)/", text), path
            assert not re.search(rf"\b(?:{marks})\b", text), path


def test_the_readme_begins_with_its_two_commands():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines[0].strip().startswith("make demo")
    assert lines[1].strip().startswith("make test")


def test_the_documents_link_to_what_is_there():
    for document in (
        ROOT / "README.md",
        *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "CONTRIBUTING.md",
        ROOT / "benchmarks" / "README.md",
    ):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


EXPORTS = {".ttl": "turtle", ".jsonld": "jsonld", ".facts.jsonl": "facts", ".graphml": "graphml", ".html": None}


@pytest.mark.parametrize("suffix", EXPORTS)
def test_the_exports_are_what_the_code_makes(suffix, sample_out):
    import kg

    kept = (ROOT / "exports" / f"thai-binh-2020-2025{suffix}").read_bytes()
    with kg.open(sample_out) as graph:
        made = graph.export(EXPORTS[suffix]) if EXPORTS[suffix] else (sample_out / "graph.html").read_bytes()
    assert made == kept, "run make exports, look at the change and commit it"


@pytest.mark.parametrize("format", ["html", "md"])
def test_the_audit_of_the_sample_is_what_the_code_makes(format, sample_out):
    import kg
    from kg.export.answers import write_audit

    with kg.open(sample_out) as graph:
        made = write_audit(graph.index(), graph.report, format=format, silent=graph.silent())
    kept = (ROOT / "exports" / f"thai-binh-2020-2025.audit.{format}").read_bytes()
    assert made == kept, "run make exports, look at the change and commit it"


def test_help_is_quick():
    code = "import sys; import kg.cli; heavy = {'spacy', 'rdflib', 'networkx', 'pyvis', 'pyoxigraph', 'pyshacl'} & set(sys.modules); print(heavy)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "set()"


def run(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
    """Run a program; its failure fails the test."""
    return subprocess.run([str(arg) for arg in args], check=True, capture_output=True, encoding="utf-8", **options)


def test_an_installed_wheel_builds_the_sample_in_an_empty_folder(tmp_path):
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-q", "-w", tmp_path / "dist", ROOT)
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    python = tmp_path / "venv" / "bin" / "python"
    (wheel,) = (tmp_path / "dist").glob("policy_kg-*.whl")
    run(python, "-m", "pip", "install", "-q", wheel)
    empty = tmp_path / "empty"
    empty.mkdir()
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = run(tmp_path / "venv" / "bin" / "kg", "build", "--sample", "thai-binh", "-o", "out", cwd=empty, env=clean)
    assert "219  measures" in done.stdout
    made = {path.name for path in (empty / "out").iterdir()}
    assert made >= {"store", "texts", "report.json", "graph.ttl", "facts.jsonl", "graph.html"}
    assert "pytest" not in run(python, "-m", "pip", "list", cwd=empty).stdout


def test_the_page_of_rules_is_what_the_tables_give():
    done = subprocess.run([sys.executable, ROOT / "tools" / "rules_doc.py", "--check"], check=False)
    assert done.returncode == 0, "run python tools/rules_doc.py and commit docs/rules.md"
