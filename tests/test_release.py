"""What is released: the wheel and the source archive, how to cite them, what they carry."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

from kg.config import VERSION

ROOT = Path(__file__).resolve().parent.parent


def run(*args: object) -> str:
    done = subprocess.run(
        [sys.executable, *map(str, args)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run("-m", "build", "--outdir", folder, ".")
    return folder


def test_wheel_and_source_archive_are_sound(dist: Path) -> None:
    files = sorted(dist.iterdir())
    assert [path.name for path in files] == [f"policy_kg-{VERSION}-py3-none-any.whl", f"policy_kg-{VERSION}.tar.gz"]
    run("-m", "twine", "check", "--strict", *files)
    run("-m", "check_wheel_contents", files[0])


def test_both_hold_what_the_package_needs_and_nothing_else(dist: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert {name.split("/")[0] for name in names} == {"kg", f"policy_kg-{VERSION}.dist-info"}
    for folder, place in (("ontology", "kg/ontology"), ("kg", "kg")):
        kept = [
            path
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and not {"__pycache__", "scripts"} & set(path.parts)  # scripts go in as their bundle
        ]
        assert kept
        assert {f"{place}/{path.relative_to(ROOT / folder).as_posix()}" for path in kept} <= names
    with tarfile.open(next(dist.glob("*.tar.gz"))) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"kg", "ontology", "LICENSE", "SECURITY.md", "CITATION.cff"} <= tops
    assert not {"tests", "exports", "benchmarks"} & tops


def test_the_citation_is_of_this_version() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == VERSION
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors", "license", "type"} <= set(citation)
    assert all(author.get("name") for author in citation["authors"])


def test_the_version_is_semantic_and_heads_no_older_changes() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    released = [tuple(map(int, head.split("."))) for head in heads if head != "Unreleased"]
    assert released == sorted(released, reverse=True)
    assert all(one <= tuple(map(int, VERSION.split("."))) for one in released)


def test_the_bill_of_materials_names_all_that_is_carried(tmp_path: Path) -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import sbom
    finally:
        sys.path.pop(0)
    carried = {address.replace("%40", "@"): licence for address, licence, _ in sbom.carried()}
    banner = json.loads((ROOT / "tools" / "editor" / "package.json").read_text(encoding="utf-8"))["scripts"]["build"]
    (version,) = re.findall(r"codemirror (\d+\.\d+\.\d+)", banner)
    assert f"pkg:npm/codemirror@{version}" in carried
    notice = (ROOT / "ontology" / "gazetteer" / "NOTICE.md").read_text(encoding="utf-8")
    for name, version in re.findall(r"\*\*([\w-]+) (\d[\d.]*\d)\*\*", notice):
        assert any(address.endswith(f"/{name}@{version}") for address in carried), name
    bill = sbom.without_paths({"components": [{"externalReferences": [{"url": "file:///x"}, {"url": "https://x"}]}]})
    assert bill == {"components": [{"externalReferences": [{"url": "https://x"}]}]}
    assert sbom.component(*sbom.carried()[0])["name"] == "@codemirror/autocomplete"
    assert not sbom.FREE.search("Proprietary") and sbom.COPYLEFT.search("GPL-3.0-only")
