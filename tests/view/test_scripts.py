"""Check the page's scripts: modules without a cycle, in rooms that know those below them only, and the bundle of them."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from kg.view.assets import ASSETS, read_script

SCRIPTS = ASSETS.parent / "scripts"
ROOMS = ("base", "model", "drawing", "text", "panel", "views", "page")
"""The rooms of the scripts from the ground up (docs/explorer.md)."""
_IMPORT = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";$', re.M)
_ANY_IMPORT = re.compile(r"^import\b|\bimport\(", re.M)
_EXPORT = re.compile(
    r"^export (?:async )?(?:function\*? (\w+)|class (\w+)|(?:const|let) (?:(\w+)|\[([^\]]+)\]|\{ ([^}]+) \}) =)", re.M
)


def _scripts() -> dict[str, str]:
    return {path.relative_to(SCRIPTS).as_posix(): path.read_text(encoding="utf-8") for path in SCRIPTS.rglob("*.js")}


def _imports(name: str, script: str) -> dict[str, set[str]]:
    """Return what a script imports: names by script."""
    found: dict[str, set[str]] = {}
    for names, path in _IMPORT.findall(script):
        other = os.path.normpath(Path(name).parent / path)
        found.setdefault(Path(other).as_posix(), set()).update(re.findall(r"\w+", names))
    return found


def _exports(script: str) -> set[str]:
    return {name for groups in _EXPORT.findall(script) for group in groups for name in re.findall(r"\w+", group)}


def find_cycle(imports: dict[str, set[str]]) -> list[str]:
    """Return scripts of which each imports the next and the last the first; empty where there are none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return way[way.index(name) :]
        if name in done:
            return []
        found = next((cycle for other in sorted(imports[name]) if (cycle := walk(other, [*way, name]))), [])
        done.add(name)
        return found

    return next((cycle for name in sorted(imports) if (cycle := walk(name, []))), [])


def test_scripts_import_without_a_cycle() -> None:
    assert find_cycle({name: set(_imports(name, script)) for name, script in _scripts().items()}) == []


def test_a_cycle_is_found() -> None:
    assert find_cycle({"a": {"b"}, "b": {"c"}, "c": {"d", "b"}, "d": set()}) == ["b", "c"]
    assert find_cycle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_a_room_knows_those_below_it_only() -> None:
    for name, script in _scripts().items():
        for other in _imports(name, script):
            assert ROOMS.index(other.split("/")[0]) <= ROOMS.index(name.split("/")[0]), (name, other)


def test_what_is_imported_is_exported_and_used() -> None:
    scripts = _scripts()
    wanted: dict[str, set[str]] = {name: set() for name in scripts}
    for name, script in scripts.items():
        assert len(_ANY_IMPORT.findall(script)) == len(_IMPORT.findall(script)), name
        body = _IMPORT.sub("", script)
        for other, names in _imports(name, script).items():
            assert names <= _exports(scripts[other]), (name, other, names - _exports(scripts[other]))
            assert all(re.search(rf"\b{one}\b", body) for one in names), (name, names)
            wanted[other] |= names
    for name, script in scripts.items():
        assert _exports(script) == wanted[name], name


def test_the_bundle_is_of_these_scripts() -> None:
    digest = hashlib.sha256()
    for name, script in sorted(_scripts().items()):
        digest.update(f"{name}\n".encode() + script.encode() + b"\0")
    assert digest.hexdigest() in read_script().split("\n")[0], "run `npm run build` in tools/page"


@pytest.mark.tool("npm")
def test_the_bundle_is_what_esbuild_makes(root: Path, tmp_path: Path) -> None:
    tools = root / "tools" / "page"
    for name in ("package.json", "build.mjs"):
        shutil.copy(tools / name, tmp_path)
    if (tools / "node_modules").is_dir():
        (tmp_path / "node_modules").symlink_to(tools / "node_modules")
    else:
        npm = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        done = subprocess.run(npm, cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode and os.environ.get("KG_REQUIRE_ALL") != "1":
            version = json.loads((tools / "package.json").read_text(encoding="utf-8"))["devDependencies"]["esbuild"]
            pytest.skip(f"npm could not install esbuild {version}: {done.stderr[-300:]}")
        assert done.returncode == 0, done.stderr
    built = tmp_path / "page.js"
    subprocess.run(["node", "build.mjs", SCRIPTS, built], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert built.read_text(encoding="utf-8").rstrip() == read_script()
