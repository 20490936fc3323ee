"""Learn the weights of decisions from the annotated texts, and write them to `ontology/weights/`.

    python tools/train.py [KIND …] [--eval FOLDER] [--gold FOLDER] [--check]

Each kind of decision that `kg.extract.grammar.evidence` takes has a labeller in `tools/labels.py`, which says of a
candidate whether the annotation has it. The extractor runs over every annotated text that is not blind, over further
ranges of these documents (`tools/ranges/`) and over measures labelled one by one (`tools/labelled/`), and records its
decisions; `tools/judged/KIND.tsv` adds candidates of other texts judged one by one, `tools/examples/KIND.tsv` sentences
of our own that show what the annotated texts hardly do. Logistic regression with a penalty of one fixed size gives the
weights, a conditional logit where one of several is right. The same texts give the same bytes.
`--gold FOLDER` learns from what `kg gold` made of people's decisions too: ranges that were read to the end, for the
kinds that are complete in them, and clauses judged one by one.
`--check` prints, instead of writing, how often decisions are right by leave-one-document-out.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kg.annotate import annotate, load_nlp
from kg.extract import extract
from kg.extract.grammar.evidence import BIAS, LIKELY, Ruling, Weights, recording, weights_instead
from kg.model import Document, PreparedText
from kg.resources import ontology_path
from kg.text import prepare
from tools.choice import fit_choice
from tools.labels import CHOICES, LABELS, PAIRED, Gold, can_tell, overlap

SHARED_EVAL = Path(__file__).resolve().parents[2] / "shared" / "eval"
JUDGED = Path(__file__).parent / "judged"
"""Tables of candidates judged by hand where the annotation has too few of a kind of place."""
RANGES = Path(__file__).parent / "ranges"
"""Further ranges of documents that are not blind, annotated by a language model that worked by the guidelines."""
NOT_FROM_RANGES = ("measure", "target")
"""What is not learned from them; measures learned from them too took what had been reached (`đạt 81%`) for tasks."""
LABELLED = Path(__file__).parent / "labelled" / "measures.tsv"
"""Measures labelled one by one: their fields, and the roles of those whom their own words name."""
FROM_LABELLED = ("agent end", "role", "sector")
"""What is learned from them, by the beginning of its kind: of whom a clause inherits they say nothing."""
LABELLED_COUNTS = 0.5
"""How much such a measure counts beside an annotated one."""
EXAMPLES = Path(__file__).parent / "examples"
MADE = "(made)"
"""The document of the sentences made for a kind: learned from always, never tried on."""
MADE_COUNTS = 0.5
"""How much a made sentence counts beside an annotated one."""
MARKED = re.compile(r"⟦(.*?)⟧")
"""A span marked in a made sentence."""
LEAST_DOCUMENTS, LEAST_OF_MANY = 2, 5
"""Evidence that fewer documents show gets no weight: it says more of the document than of the language. The second is
for what is learned from the labelled measures too, which are of nearly four hundred documents."""
PENALTY, CHOICE_PENALTY = 1.0, 0.1
"""Inverse strength of the penalty on weights; one size for all kinds, not searched for. The second is for choices,
whose evidence says much the same twice: of 1, 0.1 and 0.03 the best for fields by document left out (0.720, 0.742 and
0.735)."""
DIGITS = 3


class Example(NamedTuple):
    """One candidate of an annotated text: what spoke for and against it, and whether the annotation has it.

    `choice` is what it is one of the options for, where one of several is right.
    """

    document: str
    evidence: Mapping[str, float]
    right: bool
    counts: float = 1.0
    choice: tuple[int, int] = (0, 0)


def annotated(evaluation: Path) -> list[Path]:
    """Return the gold files that may be learned from: those that are not blind."""
    blind = {
        line.split("`")[1] for line in (evaluation / "BLIND.md").read_text("utf-8").splitlines() if "`gold/" in line
    }
    return [path for path in sorted((evaluation / "gold").glob("*.json")) if f"gold/{path.name}" not in blind]


def read(source: Path) -> Document:
    """Return the document in a file."""
    return Document(source.stem, source.name, source.read_bytes().decode("utf-8-sig"), "")


def take_decisions(document: Document) -> tuple[PreparedText, list[Ruling]]:
    """Return a text as it was prepared, and the decisions that the extractor takes on it."""
    prepared = prepare(document)
    missing = {kind: {} for kind in LABELS if not (ontology_path() / "weights" / f"{kind}.tsv").is_file()}
    with weights_instead(missing), recording() as rulings:
        extract(prepared, annotate(load_nlp(), prepared.text))
    return prepared, rulings


def observe(path: Path, kinds: Iterable[str]) -> dict[str, list[Example]]:
    """Return the candidates of one annotated text by kind; those outside of the annotated range are left out."""
    data = json.loads(path.read_text("utf-8"))
    return observe_annotation(data, (path.parent / data["source"]).resolve(), kinds)


def observe_annotation(
    data: Mapping[str, Any], source: Path, kinds: Iterable[str], *, counts: float = 1.0
) -> dict[str, list[Example]]:
    """Return the candidates of a text by kind, as an annotation of it says."""
    prepared, rulings = take_decisions(read(source))
    gold = Gold(data, prepared)
    found: dict[str, list[Example]] = {kind: [] for kind in kinds}
    for ruling in rulings:
        if ruling.kind in found and can_tell(ruling.kind, data) and gold.holds(ruling):
            right = LABELS[ruling.kind](ruling, gold)
            if right is not None:
                example = Example(source.stem, ruling.evidence, right, counts, (ruling.start_char, ruling.end_char))
                found[ruling.kind].append(example)  # two ranges may be of one document
    return found


def observe_labelled(shared: Path, kinds: list[str]) -> Iterator[tuple[str, list[Example]]]:
    """Yield by kind the candidates in the measures that were labelled one by one; their texts lie below `shared`."""
    rows = [line.split("\t") for line in LABELLED.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    for name, group in itertools.groupby(rows, key=lambda row: row[0]):
        data: dict[str, Any] = {"kinds": ["entities", "sectors", "responsibilities"], "entities": [], "measures": []}
        for _, start, end, sectors, agents in group:
            given = [] if agents == "-" else [agent.split(":") for agent in agents.split()]
            spans = [(int(first), int(last), role) for first, last, role in given]
            data["entities"] += [{"class": "Agent", "mentions": [[a, b]], "id": f"{a}:{b}"} for a, b, _ in spans]
            named = [{"entity": f"{a}:{b}", "role": role, "start": a, "end": b} for a, b, role in spans]
            measure = {"start": int(start), "end": int(end), "sectors": sectors.split(","), "agents": named}
            data["measures"].append(measure)
        yield from observe_annotation(data, shared / name, kinds, counts=LABELLED_COUNTS).items()


def observe_judged(shared: Path, kind: str, *, tables: Path = JUDGED) -> list[Example]:
    """Return the candidates of a kind that were judged one by one outside of the annotated ranges.

    The texts that the table in `tables` names lie below `shared`.
    """
    table = tables / f"{kind}.tsv"
    if not table.is_file():
        return []
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    found: list[Example] = []
    for name, group in itertools.groupby(rows, key=lambda row: row[0]):
        judged = [((int(start), int(end)), right == "1") for _, start, end, right in group]
        prepared, rulings = take_decisions(read(shared / name))
        for ruling in rulings:
            span = prepared.to_source(ruling.start_char, ruling.end_char)
            right = next((right for one, right in judged if overlap(span, one) >= PAIRED), None)
            if ruling.kind == kind and right is not None:
                found.append(Example(Path(name).stem, ruling.evidence, right))
    return found


def made(kind: str) -> list[Example]:
    """Return the candidates of the sentences in `tools/examples/KIND.tsv`, which say which are right.

    Where `⟦ ⟧` mark a span, those that begin there are candidates, and the one that ends there is right.
    """
    path = EXAMPLES / f"{kind}.tsv"
    if not path.is_file():
        return []
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#")][1:]
    found: list[Example] = []
    for right, text in rows:
        plain = MARKED.sub(r"\1", text).replace("\\n", "\n")
        prepared, rulings = take_decisions(Document("example", "example.txt", plain, ""))
        marked = MARKED.search(text)
        if marked:
            start = prepared.text.index(marked.group(1))
            ends = start + len(marked.group(1))
            here = [r for r in rulings if r.kind == kind and r.start_char == start]
            found.extend(Example(MADE, r.evidence, r.end_char == ends, MADE_COUNTS) for r in here)
            continue
        found.extend(Example(MADE, r.evidence, right == "yes", MADE_COUNTS) for r in rulings if r.kind == kind)
    return found


def fit(kind: str, examples: list[Example]) -> dict[str, float]:
    """Return the weights that tell right candidates from wrong ones, rounded, by name of the evidence."""
    shown = Counter(name for _, name in {(example.document, name) for example in examples for name in example.evidence})
    least = LEAST_OF_MANY if kind.startswith(FROM_LABELLED) else LEAST_DOCUMENTS
    names = sorted(name for name, documents in shown.items() if documents >= least)
    if not names or len({example.right for example in examples}) < 2:
        return {BIAS: 3.0 if examples and examples[0].right else -3.0}
    place = {name: column for column, name in enumerate(names)}
    cells = [
        (strength, row, place[name])
        for row, example in enumerate(examples)
        for name, strength in example.evidence.items()
        if name in place
    ]
    strengths, rows, columns = zip(*cells, strict=True)
    table = csr_matrix((strengths, (rows, columns)), shape=(len(examples), len(names)))
    right = np.array([example.right for example in examples])
    counts = np.array([example.counts for example in examples])
    if kind in CHOICES:
        groups = [(example.document, example.choice) for example in examples]
        found, bias = fit_choice(table, right, counts=counts, groups=groups, penalty=CHOICE_PENALTY), 0.0
    else:
        model = LogisticRegression(C=PENALTY, solver="newton-cholesky", tol=1e-10, max_iter=200)
        model.fit(table, right, sample_weight=counts)
        found, bias = model.coef_[0], float(model.intercept_[0])
    weights = {BIAS: round(bias, DIGITS)}
    return weights | {name: round(float(found[place[name]]), DIGITS) for name in names}


def scored(evaluation: Path) -> set[str]:
    """Return the documents of which a range is annotated and not blind."""
    paths = [*annotated(evaluation), *RANGES.glob("*/*.json")]
    return {Path(json.loads(path.read_text("utf-8"))["source"]).stem for path in paths}


def leave_one_out(kind: str, examples: list[Example], documents: set[str]) -> dict[str, Weights]:
    """Return for each of some documents the weights that the other documents give."""
    known = sorted(documents & {example.document for example in examples})
    return {name: fit(kind, [example for example in examples if example.document != name]) for name in known}


def odds_of(weights: Weights, evidence: Mapping[str, float]) -> float:
    """Return the log-odds of a candidate."""
    return weights[BIAS] + sum(weights.get(name, 0.0) * strength for name, strength in evidence.items())


def check(kind: str, examples: list[Example], documents: set[str]) -> None:
    """Print how often the decisions of one kind are right in some documents, by weights of the other documents."""
    weights = leave_one_out(kind, examples, documents)
    examples = [example for example in examples if example.document in weights and example.counts == 1.0]
    odds = [odds_of(weights[example.document], example.evidence) for example in examples]
    if kind in CHOICES:
        best: dict[tuple[str, tuple[int, int]], tuple[float, bool]] = {}
        for example, value in zip(examples, odds, strict=True):
            group = (example.document, example.choice)
            best[group] = max(best.get(group, (-np.inf, False)), (value, example.right))
        share = sum(right for _, right in best.values()) / max(len(best), 1)
        print(f"{kind}: {len(best)} choices of {len(weights)} documents; leave-one-document-out: right {share:.3f}")
        return
    counts = Counter((example.right, value > 0.0) for example, value in zip(examples, odds, strict=True))
    right, found = counts[True, True], counts[True, True] + counts[False, True]
    wanted = right + counts[True, False]
    print(
        f"{kind}: {len(examples)} candidates of {len(weights)} documents, {wanted} right; leave-one-document-out at "
        f"{LIKELY}: precision {right / max(found, 1):.3f}, recall {right / max(wanted, 1):.3f}, "
        f"accuracy {(counts[True, True] + counts[False, False]) / max(len(examples), 1):.3f}"
    )


def write(kind: str, examples: list[Example]) -> Path:
    """Write the weights of one kind with the counts that they rest on."""
    documents, candidates, right = (Counter[str]() for _ in range(3))
    for name in {BIAS, *(name for example in examples for name in example.evidence)}:
        having = [example for example in examples if name == BIAS or name in example.evidence]
        documents[name] = len({example.document for example in having})
        candidates[name], right[name] = len(having), sum(example.right for example in having)
    lines = [
        f"# Made for this project: the decision {kind}, its weights in log-odds, learned by tools/train.py from "
        f"{documents[BIAS]} annotated or judged documents that are not blind. Licence: MIT, as the project.",
        "# weight: what the evidence adds; documents, candidates: how many of them show it; right: how many of these "
        "candidates were right.",
        "evidence\tweight\tdocuments\tcandidates\tright",
    ]
    for name, weight in sorted(fit(kind, examples).items()):
        lines.append(f"{name}\t{weight:.{DIGITS}f}\t{documents[name]}\t{candidates[name]}\t{right[name]}")
    path = ontology_path() / "weights" / f"{kind}.tsv"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def gather(evaluation: Path, kinds: list[str], *, decided: Path | None = None) -> dict[str, list[Example]]:
    """Return the candidates of all texts that may be learned from, by kind; of `decided` those that `kg gold` made."""
    examples: dict[str, list[Example]] = {kind: made(kind) for kind in kinds}
    ranges = sorted((decided / "gold").glob("*.json")) if decided else []
    for path in [*annotated(evaluation), *ranges]:
        for kind, found in observe(path, kinds).items():
            examples[kind].extend(found)
    further = [kind for kind in kinds if kind not in NOT_FROM_RANGES]
    for path in sorted(RANGES.glob("*/*.json")) if further else []:
        for kind, found in observe(path, further).items():
            examples[kind].extend(found)
    labelled = [kind for kind in kinds if kind.startswith(FROM_LABELLED)]
    for kind, found in observe_labelled(evaluation.parent, labelled) if labelled else ():
        examples[kind].extend(found)
    for kind in kinds:
        examples[kind].extend(observe_judged(evaluation.parent, kind))
        if decided:
            examples[kind].extend(observe_judged(decided, kind, tables=decided / "judged"))
    return examples


def main() -> None:
    """Learn and write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND", help=f"of {', '.join(LABELS)}; all without one")
    parser.add_argument("--eval", type=Path, default=SHARED_EVAL)
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="learn from what kg gold wrote there too")
    parser.add_argument("--check", action="store_true", help="print leave-one-document-out figures, write nothing")
    arguments: Any = parser.parse_args()
    unknown = sorted(set(arguments.kinds) - LABELS.keys())
    if unknown:
        parser.error(f"no decision is called {', '.join(unknown)}")
    for kind, examples in gather(arguments.eval, arguments.kinds or list(LABELS), decided=arguments.gold).items():
        if arguments.check:
            check(kind, examples, scored(arguments.eval))
        else:
            print(write(kind, examples))


if __name__ == "__main__":
    main()
