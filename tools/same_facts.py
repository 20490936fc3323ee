"""Say whether a change of the code left every fact as it was, and name the first that differs.

    python tools/same_facts.py BASE [--texts FOLDER …] [--every N] [--write FILE]

BASE is a revision of this repository, or a file that `--write` made. The facts of every text (the packaged sample,
and `../shared/corpus` and `../shared/eval/texts` where they are there) are read by the code of BASE, in a checkout of
its own made aside, and by the code here; a digest of their canonical JSON is compared text by text. Ends with 0 where
all are the same and 1 where one is not.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
SHARED = HERE.parent / "shared"
FOLDERS = (HERE / "kg" / "samples", SHARED / "corpus", SHARED / "eval" / "texts")


def texts(folders: list[Path], *, every: int) -> list[Path]:
    """Return the texts below the folders, every Nth of them."""
    return [path for folder in folders for path in sorted(folder.glob("*.txt"))][::every]


def canonical(path: Path) -> str:
    """Return the facts of one text as JSON with sorted keys; needs `kg` to be the code that is asked."""
    from kg.config import Options
    from kg.model import Document
    from kg.pipeline import to_facts

    document = Document(path.stem, path.name, path.read_bytes().decode("utf-8-sig"), "")
    facts = asdict(to_facts(document, options=Options()))
    del facts["document"]
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)


def write_digests(paths: list[Path], out: Path) -> None:
    """Write a line a text, its path and the digest of its facts, with the seconds of processor time at the end."""
    start = time.process_time()
    lines = [f"{hashlib.sha256(canonical(path).encode()).hexdigest()} {path}" for path in paths]
    out.write_text("\n".join([*lines, f"seconds {time.process_time() - start:.1f}"]) + "\n", encoding="utf-8")


def run(code: Path, arguments: list[str]) -> str:
    """Run this script with the `kg` of another checkout and return what it prints."""
    environment = os.environ | {"PYTHONPATH": str(code), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, str(Path(__file__).resolve()), *arguments]
    return subprocess.run(command, env=environment, cwd=code, check=True, capture_output=True, text=True).stdout


def first_difference(one: object, other: object, where: str = "") -> str:
    """Return the path to the first place where two JSON values differ, with both values."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(one.keys() | other.keys()):
            if one.get(key) != other.get(key):
                return first_difference(one.get(key), other.get(key), f"{where}.{key}")
    if isinstance(one, list) and isinstance(other, list):
        for number, (left, right) in enumerate(zip(one, other, strict=False)):
            if left != right:
                return first_difference(left, right, f"{where}[{number}]")
        return f"{where}: {len(one)} before, {len(other)} now"
    old, new = (json.dumps(value, ensure_ascii=False)[:300] for value in (one, other))
    return f"{where}: {old} before, {new} now"


def compare(before: list[str], now: list[str], *, base: Path | None) -> int:
    """Print what differs, the first in full where the code of `base` is at hand, and return how many texts differ."""
    seconds = [float(lines[-1].split()[1]) for lines in (before, now)]
    changed = [line.split(" ", 1)[1] for old, line in zip(before[:-1], now[:-1], strict=True) if old != line]
    if changed and base:
        old, new = (json.loads(run(code, ["--one", changed[0]])) for code in (base, HERE))
        print(f"{changed[0]}{first_difference(old, new)}")
    for path in changed:
        print(f"differs: {Path(path).name}")
    same = "same" if not changed else f"{len(changed)} differ"
    print(f"{same}: {len(now) - 1} texts, {seconds[1]:.0f} s of processor time against {seconds[0]:.0f} before")
    return len(changed)


def main() -> None:
    """Compare the facts of two states of the code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", nargs="?", default="", metavar="BASE")
    parser.add_argument("--texts", type=Path, nargs="*", default=list(FOLDERS), metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, help="take every Nth text only")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the digests of the code that runs this")
    parser.add_argument("--one", type=Path, metavar="TEXT", help="print the facts of one text")
    arguments = parser.parse_args()
    if arguments.one:
        print(canonical(arguments.one))
        return
    if arguments.write:
        write_digests(texts(arguments.texts, every=arguments.every), arguments.write)
        return
    if not arguments.base:
        parser.error("name a revision, or a file that --write made")
    which = ["--every", str(arguments.every), "--texts", *map(str, arguments.texts)]
    with tempfile.TemporaryDirectory() as folder:
        code, old, new = Path(folder, "base"), Path(folder, "old"), Path(folder, "new")
        if Path(arguments.base).is_file():
            code, old = None, Path(arguments.base)
        else:
            subprocess.run(["git", "worktree", "add", "-q", "--detach", code, arguments.base], cwd=HERE, check=True)
        try:
            if code:
                run(code, ["--write", str(old), *which])
            run(HERE, ["--write", str(new), *which])
            before, now = (path.read_text(encoding="utf-8").splitlines() for path in (old, new))
            differ = compare(before, now, base=code)
        finally:
            if code:
                subprocess.run(["git", "worktree", "remove", "--force", code], cwd=HERE, check=True)
    sys.exit(1 if differ else 0)


if __name__ == "__main__":
    main()
