"""Write what an environment holds and under which licences: a bill of materials (CycloneDX) and a table.

    python tools/sbom.py ENVIRONMENT/bin/python FOLDER

Writes `sbom.cdx.json`, the same bytes for the same packages, and `licences.md`. Ends with 1 where a package names no
licence, or none that lets others use what is made with it.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FREE = re.compile(
    r"\b(MIT|BSD|0BSD|Apache|ISC|Python|PSF|MPL|Mozilla|HPND|Zlib|Unlicense|W3C|CNRI|CC0|Unicode|Public Domain)", re.I
)


COPYLEFT = re.compile(r"GPL|GNU|SSPL|Commons Clause|Non-?Commercial", re.I)
CARRIED = (
    ("pkg:npm/vis-network@9.1.2", "Apache-2.0 OR MIT", "in pyvis; put into pages of graphs"),
    ("pkg:pypi/vietnamadminunits@1.0.4", "MIT", "tables of ontology/gazetteer"),
    ("pkg:npm/world-atlas@2.0.2", "ISC", "ontology/gazetteer/outline.tsv"),
)
"""What files of the wheel, or of what it needs, hold of others without being packages: where from, licence, where."""


def main() -> None:
    """Write both files."""
    python, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    command = ["cyclonedx_py", "environment", "--output-reproducible", "--of", "JSON", python]
    made = subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, encoding="utf-8").stdout
    bill = without_paths(json.loads(made))
    bill["components"] += [component(*one) for one in carried()]
    (folder / "sbom.cdx.json").write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    rows = licences(python)
    lines = ["| package | version | licence |", "| --- | --- | --- |"]
    lines += [f"| {row['Name']} | {row['Version']} | {row['License'].splitlines()[0]} |" for row in rows]
    for one in (component(*parts) for parts in carried()):
        name, licence = f"{one['name']} ({one['description']})", one["licenses"][0]["expression"]
        lines.append(f"| {name} | {one['version']} | {licence} |")
    (folder / "licences.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    unknown = [row["Name"] for row in rows if not FREE.search(row["License"]) or COPYLEFT.search(row["License"])]
    print(f"{len(rows)} packages: {folder / 'sbom.cdx.json'}, {folder / 'licences.md'}")
    if unknown:
        sys.exit(f"look at the licences of {', '.join(unknown)}")


def licences(python: str) -> list[dict[str, str]]:
    """Return name, version and licence of each package but the tools that install it."""
    command = ["piplicenses", "--python", python, "--format=json", "--from=mixed"]
    command += ["--ignore-packages", "pip", "setuptools"]
    made = subprocess.run([sys.executable, "-m", *command], check=True, capture_output=True, encoding="utf-8").stdout
    return json.loads(made)


def carried() -> list[tuple[str, str, str]]:
    """Return the address, licence and place of what is carried, the editor's parts by their versions."""
    parts = json.loads((ROOT / "tools" / "editor" / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    where = "kg/serve/assets/codemirror.js"
    editor = [(name.replace("@", "%40"), version) for name, version in parts.items() if name != "esbuild"]
    return [*((f"pkg:npm/{name}@{version}", "MIT", where) for name, version in editor), *CARRIED]


def component(address: str, licence: str, where: str) -> dict:
    """Return what is carried as a component of the bill."""
    name, _, version = address.split("/", 1)[1].replace("%40", "@").rpartition("@")
    said = {"bom-ref": address, "purl": address, "type": "library", "name": name, "version": version}
    return said | {"description": where, "licenses": [{"expression": licence}]}


def without_paths(bill: dict) -> dict:
    """Return the bill without references to files of this machine."""
    for part in bill.get("components", ()):
        kept = [one for one in part.get("externalReferences", ()) if not one.get("url", "").startswith("file:")]
        part.pop("externalReferences", None)
        if kept:
            part["externalReferences"] = kept
    return bill


if __name__ == "__main__":
    main()
