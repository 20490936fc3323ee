"""Measure what `kg diff` finds between a text and a revision of it in which it is known what was changed.

    python benchmarks/bench_diff.py [--seeds N] [--text FILE…] [--show] [--assignment]

A script drops 20 measures, adds 20, changes the due time or number of 10 and rewords 10 (`revise.py`; half of each for
texts with less than 120 measures); both texts are built by `kg` and compared. Found is a change that is called one: of
a reworded measure the right pair, of a changed one the right pair called stronger, weaker or changed. False is every
statement of those that nobody touched that is not called kept. `--assignment` compares the greedy choice of pairs with
the best one (scipy, networkx) and times it on some 2,000 by 2,000 measures; `--show` prints what was missed.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from revise import ADDITIONS, Edit, Fact, revise, reword

import kg
from kg.analyse.changes import Difference, Pair, compare_documents
from kg.analyse.changes.matching import ENOUGH, Matcher
from kg.analyse.changes.statements import make_statement
from kg.errors import ExtractionError

COUNTS = {"dropped": 20, "added": 20, "changed": 10, "reworded": 10}
SHARED = Path(__file__).resolve().parents[2] / "shared"
TEXTS = ("quyet-dinh-so-982-qd-ttg-469699.txt", "nghi-quyet-so-100-nq-cp-469357.txt")
FURTHER = ("quyet-dinh-so-892-qd-ttg-469579.txt", "nghi-quyet-so-116-nq-cp-469463.txt")
_DIRECTED = ("stronger", "weaker", "changed")


def read(text: str, name: str) -> list[dict[str, Any]]:
    """Return the facts of a text."""
    with kg.build(text=text, name=name) as graph:
        return graph.facts()


def measures_of(facts: Sequence[Fact]) -> list[Fact]:
    """Return the measures of facts, in the order of the text."""
    return sorted((fact for fact in facts if fact["fact"] == "measure"), key=lambda fact: fact["start"])


def further_measures() -> list[str]:
    """Return measures of other texts that can stand as sentences, and own ones."""
    found = list(ADDITIONS)
    for name in FURTHER:
        path = SHARED / "corpus" / name
        if path.is_file():
            quotes = (fact["quote"] for fact in measures_of(read(path.read_text(encoding="utf-8"), name)))
            found += [one for one in quotes if one[0].isupper() and 8 <= len(one.split()) <= 40 and "\n" not in one]
    return list(dict.fromkeys(found))


class Scored:
    """What of a known revision a difference has found."""

    def __init__(self, difference: Difference, edits: Sequence[Edit]) -> None:
        self.found: Counter[str] = Counter()
        self.right_kind: Counter[str] = Counter()
        self.missed: list[tuple[Edit, Pair | None]] = []
        self.judged: list[tuple[float, bool, str]] = []
        touched = {edit.measure for edit in edits if edit.measure}
        measures = [pair for pair in difference.pairs if pair.kind == "measure"]
        by_id = {pair.before.id: pair for pair in measures if pair.before}
        for edit in edits:
            pair = by_id.get(edit.measure) if edit.measure else _over(measures, edit)
            if pair is not None and self._is_found(edit, pair):
                self.found[edit.kind] += 1
            else:
                self.missed.append((edit, pair))
        self.false = [pair for pair in difference.pairs if self._is_false(pair, touched, edits)]

    def _is_found(self, edit: Edit, pair: Pair) -> bool:
        match edit.kind:
            case "dropped":
                right = found = pair.status == "dropped"
            case "added":
                right = found = pair.status == "new"
            case "changed":
                found = right = pair.status in _DIRECTED and _overlaps(pair, edit)
            case _:
                found = pair.status in ("reworded", *_DIRECTED) and _overlaps(pair, edit)
                right = found and pair.status == "reworded"
        self.right_kind[edit.kind] += right
        self.judged.append((pair.confidence, found, pair.status))
        return found

    def _is_false(self, pair: Pair, touched: set[str], edits: Sequence[Edit]) -> bool:
        """Say whether a pair tells of a change where nothing was done."""
        if pair.before and pair.before.id in touched:
            return False
        if any(_overlaps(pair, edit) or _was_over(pair, edit) for edit in edits):
            return False
        self.judged.append((pair.confidence, pair.status == "kept", pair.status))
        return pair.status != "kept"


def _over(pairs: Sequence[Pair], edit: Edit) -> Pair | None:
    return next((pair for pair in pairs if _overlaps(pair, edit)), None)


def _overlaps(pair: Pair, edit: Edit) -> bool:
    return bool(pair.after and pair.after.start < edit.new_end and edit.new_start < pair.after.end)


def _was_over(pair: Pair, edit: Edit) -> bool:
    return bool(pair.before and pair.before.start < edit.end and edit.start < pair.before.end)


def score(text: str, facts: list[dict[str, Any]], **how: Any) -> Scored:
    """Return what is found of a revision; `how` it is made are the options of `revise`."""
    revised, edits = revise(text, measures_of(facts), **how)
    after = read(revised, "revised.txt")
    documents = facts[0]["doc"], after[0]["doc"]
    return Scored(compare_documents(facts, after, documents=documents, texts=(text, revised)), edits)


def main() -> None:
    """Print for each text what is found and what is false, in the mean and at worst."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--text", type=Path, nargs="*", help="texts to revise; the sample and two others without")
    parser.add_argument("--synonyms", type=int, default=2, help="so many at most in a reworded measure")
    parser.add_argument("--show", action="store_true", help="print what was missed and what is false")
    parser.add_argument("--assignment", action="store_true", help="compare ways to choose pairs")
    arguments = parser.parse_args()
    others = [path for name in TEXTS if (path := SHARED / "corpus" / name).is_file()]
    further = further_measures()
    print("| text | measures | edits | found, mean | at worst | false, mean | at worst | right kind | by kind |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    bins: dict[str, list[bool]] = defaultdict(list)
    for path in arguments.text or [kg.sample("thai-binh"), *others]:
        text = path.read_text(encoding="utf-8")
        facts = read(text, path.name)
        size = len(measures_of(facts))
        counts = {kind: number if size >= 120 else number // 2 for kind, number in COUNTS.items()}
        how = {"further": further, "counts": counts, "synonyms": arguments.synonyms}
        scores = []
        for seed in range(arguments.seeds):
            try:
                scores.append(score(text, facts, seed=seed, **how))
            except ExtractionError as error:  # a defect of the extraction, which a build reports as one
                print(f"seed {seed} of {path.name}: {error}")
        print(_row(path.stem, size, scores, counts), flush=True)
        for one in scores:
            for confidence, right, _ in one.judged:
                bins["≥ 0.95" if confidence >= 0.95 else "0.8–0.95" if confidence >= 0.8 else "< 0.8"].append(right)
            if arguments.show:
                _show(one)
    print("\n| confidence | pairs | right |\n| --- | --- | --- |")
    for name in sorted(bins, reverse=True):
        print(f"| {name} | {len(bins[name])} | {mean(bins[name]):.3f} |")
    if arguments.assignment:
        compare_assignments()


def _row(name: str, size: int, scores: Sequence[Scored], counts: dict[str, int]) -> str:
    found = [sum(one.found.values()) for one in scores]
    right = [sum(one.right_kind.values()) for one in scores]
    false = [len(one.false) for one in scores]
    kinds = ", ".join(
        f"{kind} {mean(one.found[kind] for one in scores):.1f}/{number}" for kind, number in counts.items()
    )
    cells = (name, size, sum(counts.values()), f"{mean(found):.1f}", min(found), f"{mean(false):.1f}", max(false))
    return "| " + " | ".join(map(str, (*cells, f"{mean(right):.1f}", kinds))) + " |"


def _show(one: Scored) -> None:
    for edit, pair in one.missed:
        after = pair.after.quote[:150] if pair and pair.after else None
        print("MISSED", edit.kind, json.dumps(edit.words[:150], ensure_ascii=False), pair and pair.status, after)
    for pair in one.false:
        quotes = [place and place.quote[:110] for place in (pair.before, pair.after)]
        print("FALSE", pair.kind, pair.status, quotes, [c for c in pair.changes if c.aspect != "words"])


def compare_assignments() -> None:
    """Print what each way to choose pairs comes to on the measures of many resolutions, half of them revised."""
    import networkx
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    names = [f"nghi-quyet-so-{name}" for name in ("17-2026", "20-2026", "23-2026", "24-2026")]
    facts: list[dict[str, Any]] = []
    for path in sorted(path for name in names for path in (SHARED / "corpus").glob(f"{name}-*.txt")):
        text = path.read_text(encoding="utf-8")
        facts += measures_of(read(text, path.name))
    before = [make_statement(fact) for fact in facts]
    changed = [fact | {"id": fact["id"] + "/new", "quote": reword(fact["quote"], 4)[0]} for fact in facts]
    after = [make_statement(fact) for fact in changed]
    start = time.process_time()
    matcher = Matcher(before, after)
    chosen = {(match.before, match.after) for match in matcher.match()}
    print(f"\n{len(before)} by {len(after)} measures in {time.process_time() - start:.1f} s of processor time")
    scores = {pair: score for pair, score in matcher.scores.items() if score >= ENOUGH}
    rows, columns = ({at: n for n, at in enumerate(sorted({pair[side] for pair in scores}))} for side in (0, 1))
    same = {pair for pair in chosen if pair not in scores}
    weights = np.zeros((len(rows), len(columns)))
    for (one, other), value in scores.items():
        weights[rows[one], columns[other]] = value
    ways: dict[str, tuple[set[tuple[int, int]], float]] = {"greedy": (chosen - same, 0.0)}
    start = time.process_time()
    picked = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    left, right = list(rows), list(columns)
    pairs = {(left[i], right[j]) for i, j in picked if weights[i, j] > 0}
    ways["scipy"] = pairs, time.process_time() - start
    start = time.process_time()
    graph = networkx.Graph()
    graph.add_weighted_edges_from((("a", one), ("b", other), value) for (one, other), value in scores.items())
    found = (sorted(edge) for edge in networkx.max_weight_matching(graph))
    ways["networkx"] = {(one[1], other[1]) for one, other in found}, time.process_time() - start
    print("\n| choice | pairs | right | sum of likeness | s |\n| --- | --- | --- | --- | --- |")
    for way, (some, seconds) in ways.items():
        right_ones = sum(one == other for one, other in some)
        print(f"| {way} | {len(some)} | {right_ones} | {sum(scores[pair] for pair in some):.1f} | {seconds:.2f} |")


if __name__ == "__main__":
    main()
