"""Score the extractor on every gold file and print a table by kind and document.

    python benchmarks/quality.py [--eval FOLDER] [--errors KIND] [--cross-check]

`--cross-check` guards against fitting the lexicons to the annotated texts: each is scored again without the entries
that only its own text supports, and the entries are listed (see `cross_check.py`).

Builds each annotated text on its own, writes its facts, and runs the scorer of the evaluation folder on them.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import kg

ROWS = (
    "works",
    "places",
    "agents",
    "instruments",
    "times",
    "sections",
    "measures",
    "triggers",
    "sectors",
    "responsibilities",
    "targets",
    "relations",
)


def load_scorer(folder: Path) -> ModuleType:
    """Return the scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"{folder / 'score.py'}: no scorer there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_files(evaluation: Path, *, only: str = "") -> list[Path]:
    """Return the gold files of the evaluation folder and of this checkout whose name holds `only`."""
    folders = [evaluation / "gold", Path(__file__).resolve().parents[1] / "tests" / "gold"]
    return [path for folder in folders for path in sorted(folder.glob("*.json")) if only in path.name]


def score_one(gold: Path, scorer: ModuleType, *, errors: str) -> dict[str, object]:
    """Return the scorer's result for one gold file; prints its errors of a kind where asked."""
    data = json.loads(gold.read_text(encoding="utf-8"))
    source = (gold.parent / data["source"]).resolve()
    with tempfile.TemporaryDirectory() as folder, kg.build(source) as graph:
        facts = Path(folder) / "facts.jsonl"
        facts.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in graph.facts()), encoding="utf-8"
        )
        gold_data, found = scorer.load(gold), scorer.load(facts)
    limits = gold_data.get("range")
    text = source.read_bytes().decode("utf-8")
    result, wrong = scorer.score(scorer.clip(gold_data, limits), scorer.clip(found, limits), text)
    for name, lines in wrong.items():
        if errors in (name, "all"):
            print(f"\n{gold.stem}, {name}:\n" + "\n".join("  " + line for line in lines))
    return result


def cross_check(golds: list[Path], scorer: ModuleType, *, evaluation: Path) -> None:
    """Print for each gold file its score without the lexicon entries that only its text supports."""
    from cross_check import other_texts, supported_only_by, without

    texts = other_texts(evaluation.parent / "corpus", evaluation)
    listed = []
    print(f"\nCross-check against {len(texts)} texts\n")
    print("| gold file | entries in its text | in no other text | score | without them | difference |")
    print("| --- | --- | --- | --- | --- | --- |")
    for gold in golds:
        source = (gold.parent / json.loads(gold.read_text(encoding="utf-8"))["source"]).resolve()
        held, own = supported_only_by(source, texts)
        before = score_one(gold, scorer, errors="")["score"]
        with without(own):
            after = score_one(gold, scorer, errors="")["score"]
        print(f"| {gold.stem} | {held} | {len(own)} | {before:.3f} | {after:.3f} | {after - before:+.3f} |")
        listed.append(f"{gold.stem}: " + (", ".join(f"{term} ({Path(file).stem})" for file, term in own) or "none"))
    print("\n" + "\n".join(listed))


def main() -> None:
    """Run the scorer on all gold files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval")
    parser.add_argument("--errors", default="", metavar="KIND")
    parser.add_argument("--cross-check", action="store_true", help="score without what only one text supports")
    parser.add_argument("--only", default="", help="gold files whose name holds this")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.eval)
    golds = gold_files(arguments.eval, only=arguments.only)
    results = {path.stem: score_one(path, scorer, errors=arguments.errors) for path in golds}
    print("| row | " + " | ".join(results) + " |")
    print("| --- |" + " --- |" * len(results))
    for row in ROWS:
        cells = []
        for result in results.values():
            f1 = result["rows"][row]["f1"]
            cells.append("-" if f1 is None else f"{f1:.3f}")
        print(f"| {row} | " + " | ".join(cells) + " |")
    print("| **score** | " + " | ".join(f"**{result['score']:.3f}**" for result in results.values()) + " |")
    print("| faithful | " + " | ".join(f"{result['faithful']:.4f}" for result in results.values()) + " |")
    if arguments.cross_check:
        cross_check(golds, scorer, evaluation=arguments.eval)


if __name__ == "__main__":
    main()
