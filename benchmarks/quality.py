"""Score the extractor on every gold file and print a line a document, and each kind over all documents.

    python benchmarks/quality.py [--eval FOLDER] [--gold FOLDER] [--only PART] [--errors KIND] [--packaged]
                                 [--cross-check]

What is learned is scored by leave-one-document-out: each document that the weights of `ontology/weights/` were learned
from is read with weights that the other documents give. The blind documents (`BLIND.md` of the evaluation folder) were
never learned from; they are scored with the packaged weights. Their errors are not shown, nor those of the ranges in
`tools/ranges/unread`. `--packaged` reads all documents with the packaged weights, which is no figure to publish. Rules
were written by people who saw the documents that are not blind: no figure but those of blind documents tells what an
unseen text gets.

`--cross-check` guards against fitting the lexicons to the annotated texts: each is scored again without the entries
that only its own text supports, and the entries are listed (see `cross_check.py`).

`--gold FOLDER` scores the gold that `kg gold` made of people's decisions, in the place of that of the evaluation
folder; a range of it counts only for the kinds that are complete in it (`kinds`).

Builds each annotated text on its own, writes its facts, and runs the scorer of the evaluation folder on them. Learning
needs the extra `train`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import kg
from kg.extract.grammar.evidence import Weights, weights_instead

_UNREAD = "unread"
_FURTHER = {"read": "Further ranges, errors read", _UNREAD: "Further ranges, errors not read"}
"""Folder of `tools/ranges` -> title of its group of further ranges of documents that are not blind."""
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


ROWS_OF = {
    "sections": ("sections",),
    "entities": ("works", "places", "agents", "instruments"),
    "measures": ("measures", "triggers", "due times (of paired measures)"),
    "sectors": ("sectors", "main sector (of paired measures)"),
    "responsibilities": ("responsibilities",),
    "targets": ("targets",),
    "relations": ("relations",),
}
"""What is complete in a range of decisions -> the rows that it can be scored by."""


def gold_files(evaluation: Path, *, only: str = "", decided: Path | None = None) -> list[Path]:
    """Return the gold files of the evaluation folder and of this checkout whose name holds `only`, further ranges last.

    Those of `decided`, which `kg gold` made, stand in their place.
    """
    here = Path(__file__).resolve().parents[1]
    folders = [evaluation / "gold", here / "tests" / "gold", *(here / "tools" / "ranges" / name for name in _FURTHER)]
    folders = [decided / "gold"] if decided else folders
    return [path for folder in folders for path in sorted(folder.glob("*.json")) if only in path.name]


def blind_files(evaluation: Path) -> set[str]:
    """Return the names of the gold files whose errors nobody looks at."""
    listed = evaluation / "BLIND.md"
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.is_file() else []
    return {Path(line.split("`")[1]).stem for line in lines if line.startswith("- `gold/")}


def weights_of_others(evaluation: Path) -> dict[str, dict[str, Weights]]:
    """Return for each document that is learned from the weights that the other documents give, by kind."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    from tools.labels import LABELS
    from tools.train import gather, leave_one_out, scored

    tables: dict[str, dict[str, Weights]] = {}
    documents = scored(evaluation)
    for kind, examples in gather(evaluation, list(LABELS)).items():
        for document, weights in leave_one_out(kind, examples, documents).items():
            tables.setdefault(document, {})[kind] = weights
    return tables


def score_one(gold: Path, scorer: ModuleType, *, errors: str, weights: Mapping[str, Weights] = {}) -> dict[str, Any]:
    """Return the scorer's result for one gold file, read with other weights where some are given; print its errors."""
    with weights_instead(weights):
        return _score(gold, scorer, errors=errors)


def _score(gold: Path, scorer: ModuleType, *, errors: str) -> dict[str, Any]:
    data = json.loads(gold.read_text(encoding="utf-8"))
    source = (gold.parent / data["source"]).resolve()
    with tempfile.TemporaryDirectory() as folder, kg.build(source, decisions=False) as graph:
        facts = Path(folder) / "facts.jsonl"
        facts.write_text(
            "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in graph.facts()), encoding="utf-8"
        )
        gold_data, found = scorer.load(gold), scorer.load(facts)
    limits = gold_data.get("range")
    text = source.read_bytes().decode("utf-8")
    result, wrong = scorer.score(scorer.clip(gold_data, limits), scorer.clip(found, limits), text)
    if "kinds" in data:
        keep_kinds(result, wrong, data["kinds"])
    for name, lines in wrong.items():
        if errors in (name, "all"):
            print(f"\n{gold.stem}, {name}:\n" + "\n".join("  " + line for line in lines))
    return result


def keep_kinds(result: dict[str, Any], wrong: dict[str, list[str]], kinds: list[str]) -> None:
    """Leave out of a result what can't be scored by gold that is complete for some kinds only."""
    kept = {row for kind in kinds for row in ROWS_OF[kind]}
    for name, row in result["rows"].items():
        if name not in kept:
            row |= {"f1": None, "tp": 0, "gold": 0, "found": 0}
            wrong.pop(name, None)
    parts = [result["rows"][row]["f1"] for row in ROWS if result["rows"][row]["f1"] is not None]
    result["score"] = sum(parts) / len(parts) if parts and result["faithful"] == 1.0 else 0.0


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


def show(results: Mapping[str, dict[str, Any]], *, blind: set[str]) -> None:
    """Print a line a document: its score, the share of quotes that hold, and F1 by kind."""
    print("| document | score | faithful | " + " | ".join(ROWS) + " |")
    print("| --- |" + " --- |" * (len(ROWS) + 2))
    for name, result in results.items():
        cells = ["-" if (f1 := result["rows"][row]["f1"]) is None else f"{f1:.2f}" for row in ROWS]
        shown = f"{name} (blind)" if name in blind else name
        print(f"| {shown} | {result['score']:.3f} | {result['faithful']:.3f} | " + " | ".join(cells) + " |")


def pool(results: list[dict[str, Any]]) -> None:
    """Print precision, recall and F1 of each kind over documents together, and of all kinds."""
    total = [0, 0, 0]
    print("| kind | precision | recall | F1 | right | in gold | found |\n| --- |" + " --- |" * 6)
    rows = [*ROWS, "main sector (of paired measures)", "due times (of paired measures)"]
    for row in (*rows, "all"):
        counts = total
        if row != "all":
            parts = [result["rows"][row] for result in results if row in result["rows"]]
            counts = [sum(part[key] for part in parts) for key in ("tp", "gold", "found")]
            if row in ROWS:
                total = [one + other for one, other in zip(total, counts, strict=True)]
        right, gold, found = counts
        shares = (right / max(found, 1), right / max(gold, 1), 2 * right / max(gold + found, 1))
        print(f"| {row} | " + " | ".join(f"{share:.3f}" for share in shares) + f" | {right} | {gold} | {found} |")
    scores = [result["score"] for result in results]
    print(f"mean of {len(scores)} documents {sum(scores) / len(scores):.3f}, lowest {min(scores):.3f}\n")


def main() -> None:
    """Run the scorer on all gold files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="score the gold that kg gold wrote there")
    parser.add_argument("--errors", default="", metavar="KIND", help="print errors of a kind; never of unread texts")
    parser.add_argument("--cross-check", action="store_true", help="score without what only one text supports")
    parser.add_argument("--only", default="", help="gold files whose name holds this")
    parser.add_argument("--packaged", action="store_true", help="read every document with the packaged weights")
    arguments = parser.parse_args()
    scorer, blind = load_scorer(arguments.eval), blind_files(arguments.eval)
    golds = gold_files(arguments.eval, only=arguments.only, decided=arguments.gold)
    weights = {} if arguments.packaged or arguments.gold else weights_of_others(arguments.eval)
    results = {}
    further = {title: {path.stem for path in golds if path.parent.name == name} for name, title in _FURTHER.items()}
    for path in golds:
        errors = "" if path.stem in blind or path.parent.name == _UNREAD else arguments.errors
        document = Path(json.loads(path.read_text(encoding="utf-8"))["source"]).stem
        results[path.stem] = score_one(path, scorer, errors=errors, weights=weights.get(document, {}))
    show(results, blind=blind)
    groups = {
        "Not blind": results.keys() - blind - set().union(*further.values()),
        **further,
        "Blind": results.keys() & blind,
    }
    for title, names in groups.items():
        chosen = [result for name, result in results.items() if name in names]
        if chosen:
            packaged = arguments.packaged or arguments.gold or title == "Blind"
            print(f"\n{title}, {'packaged weights' if packaged else 'leave-one-document-out'}\n")
            pool(chosen)
    if arguments.cross_check:
        cross_check([path for path in golds if path.stem not in blind], scorer, evaluation=arguments.eval)


if __name__ == "__main__":
    main()
