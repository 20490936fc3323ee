"""Show what confidences are worth: for each kind and range of confidence, which share of facts is right.

    python benchmarks/calibration.py [--eval FOLDER] [--write] [--rules] [--held-out]

Every annotated text is built; a fact is right where it is paired with one of the gold file by the pairing of the
evaluation folder's scorer (`score.py`). To these come the facts of `judged.tsv`, drawn from gazette texts and judged
by eye, since the extractor was never tuned to them. `--rules` lists the rules with their counts, `--write` writes the
counts to `ontology/confidence.tsv`, from which confidences are made. `--held-out` gives each document confidences from
the counts of the other documents: what a confidence is worth on a text that nobody counted. The blind documents of the
evaluation folder are not counted; a table of their own tells what the packaged confidences are worth there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from quality import blind_files, gold_files, load_scorer

from kg.annotate import annotate, load_nlp
from kg.confidence import KINDS, TABLE, Counts, estimate
from kg.config import BASE_IRI
from kg.extract import extract
from kg.extract.review.rules import iter_rules
from kg.model import Document, Findings, MeasureFinding, PreparedText, Span
from kg.resolve import resolve
from kg.resources import ontology_path
from kg.text import prepare

BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Judged(NamedTuple):
    """A fact with the rule that found it, its confidence, and whether the gold file has it."""

    document: str
    kind: str
    rule: str
    confidence: float
    right: bool


class Rules:
    """Finds the rule behind a resolved fact by what it cites."""

    def __init__(self, prepared: PreparedText, findings: Findings) -> None:
        self.of: dict[tuple[str, Span, str], tuple[str, str]] = {}
        notes = annotate(load_nlp(), prepared.text)
        for full, rule, finding, measure in iter_rules(prepared, notes, findings):
            kind = full.partition(" ")[0]
            if kind == "responsibility":
                assert isinstance(measure, MeasureFinding)
                mention = findings.mentions[finding.mention]
                span = prepared.to_source(mention.start_char, mention.end_char)
                start = prepared.to_source(measure.start_char, measure.end_char).start_char
                key = (kind, span, f"{start} {finding.role}")
            else:
                span = prepared.to_source(finding.start_char, finding.end_char)
                detail = {"mention": "cls", "target": "value", "relation": "predicate"}.get(kind)
                key = (kind, span, str(getattr(finding, detail)) if detail else "")
            self.of.setdefault(key, (full, rule))

    def get(self, kind: str, span: list[int], detail: str = "") -> tuple[str, str]:
        """Return the kind of a fact, as the table of counts names it, and its rule."""
        return self.of[kind, Span(*span), detail]


def judge(gold_path: Path, scorer: ModuleType) -> Iterator[Judged]:
    """Yield the facts of one annotated text, each with its rule and whether it is right."""
    gold = scorer.load(gold_path)
    source = (gold_path.parent / gold["source"]).resolve()
    text = source.read_bytes().decode("utf-8")
    prepared = prepare(Document(source.stem, source.name, text, ""))
    findings = extract(prepared, annotate(load_nlp(), prepared.text))
    facts = resolve(prepared, findings, base_iri=BASE_IRI)
    rules = Rules(prepared, findings)
    limits = gold.get("range")
    gold = scorer.clip(gold, limits)
    found = scorer.clip(as_found(facts, rules), limits)
    name = gold_path.stem
    right = Right(scorer, gold, found)
    for _, items in right.items():
        for item, is_right in items:
            yield Judged(name, *item["rule"], item["confidence"], is_right)


def judged_by_eye(corpus: Path) -> Iterator[Judged]:
    """Yield the facts of `judged.tsv` that are still found, none where the corpus is not there."""
    table = Path(__file__).parent / "judged.tsv"
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    for name in sorted({row["document"] for row in rows if (corpus / row["document"]).is_file()}):
        text = (corpus / name).read_bytes().decode("utf-8")
        prepared = prepare(Document(Path(name).stem, name, text, ""))
        notes = annotate(load_nlp(), prepared.text)
        known = {
            (kind.partition(" ")[0], *prepared.to_source(where.start_char, where.end_char), detail): (
                kind,
                rule,
                finding.confidence,
            )
            for kind, rule, finding, where, detail in _judgeable(prepared, notes)
        }
        for row in rows:
            key = (row["kind"], int(row["start"]), int(row["end"]), row["detail"])
            if row["document"] == name and key in known:
                yield Judged(name, *known[key], row["right"] == "1")


def _judgeable(prepared: PreparedText, notes: Any) -> Iterator[tuple[str, str, Any, Any, str]]:
    """Yield kind, rule and finding of what was judged by eye, with what it spans and what else tells it apart."""
    findings = extract(prepared, notes)
    for kind, rule, finding, measure in iter_rules(prepared, notes, findings):
        if kind.startswith("responsibility"):
            body = findings.mentions[finding.mention]
            words = prepared.text[body.start_char : body.end_char].replace("\n", " ")
            yield kind, rule, finding, measure, f"{finding.role}: {words}"
        elif kind.startswith(("measure", "target")):
            yield kind, rule, finding, finding, getattr(finding, "value", "") or "-"


def as_found(facts: Any, rules: Rules) -> dict[str, list[Any]]:
    """Return facts in the form that the scorer compares, each with confidence and rule."""
    entities = [
        {
            "id": entity.id,
            "class": entity.cls,
            "label": entity.label,
            "mentions": [[m.start_char, m.end_char] for m in entity.mentions],
            "known": {
                (m.start_char, m.end_char): (
                    m.confidence,
                    rules.get("mention", [m.start_char, m.end_char], entity.cls),
                )
                for m in entity.mentions
            },
        }
        for entity in facts.entities
    ]
    measures = [
        {
            "id": m.id,
            "start": m.spans[0][0],
            "end": m.spans[0][1],
            "spans": [list(span) for span in m.spans],
            "confidence": m.confidence,
            "rule": rules.get("measure", list(m.spans[0])),
            "agents": [
                {
                    "id": duty.agent,
                    "role": duty.role,
                    "start": duty.start_char,
                    "end": duty.end_char,
                    "confidence": duty.confidence,
                    "rule": rules.get(
                        "responsibility", [duty.start_char, duty.end_char], f"{m.spans[0][0]} {duty.role}"
                    ),
                }
                for duty in m.agents
            ],
        }
        for m in facts.measures
    ]
    targets = [
        {
            "spans": [list(span) for span in t.spans],
            "indicator": t.indicator,
            "comparator": t.comparator,
            "unit": t.unit,
            "due": t.due,
            "level": t.level,
            "confidence": t.confidence,
            "rule": rules.get("target", list(t.spans[0]), t.value),
        }
        | {key: value for key, value in (("value", t.value), ("value_max", t.value_max)) if value}
        for t in facts.targets
    ]
    relations = [
        {
            "subject": r.subject,
            "predicate": r.predicate,
            "object": r.object or r.value,
            "start": r.start_char,
            "end": r.end_char,
            "confidence": r.confidence,
            "rule": rules.get("relation", [r.start_char, r.end_char], r.predicate),
        }
        for r in facts.relations
    ]
    return {"sections": [], "entities": entities, "measures": measures, "targets": targets, "relations": relations}


class Right:
    """Pairs found facts with gold ones, kind by kind, as `score.py` does."""

    def __init__(self, scorer: ModuleType, gold: dict[str, Any], found: dict[str, Any]) -> None:
        self.scorer, self.gold, self.found = scorer, gold, found

    def items(self) -> Iterator[tuple[str, list[tuple[dict[str, Any], bool]]]]:
        """Yield each kind with its facts and whether each is right."""
        yield "mention", self._mentions()
        same = self._pairs("measures", lambda a, b: self.scorer.best(a["spans"], b["spans"]), least=0.7)
        yield "measure", self._marked("measures", same)
        yield "responsibility", self._responsibilities(same)
        yield "target", self._marked("targets", self._pairs("targets", self._same_target, least=1e-9))
        yield "relation", self._marked("relations", self._relations())

    def _pairs(self, kind: str, close: Any, *, least: float) -> list[tuple[int, int]]:
        return self.scorer.pair(self.gold[kind], self.found[kind], close, least)

    def _marked(self, kind: str, pairs: list[tuple[int, int]]) -> list[tuple[dict[str, Any], bool]]:
        right = {j for _, j in pairs}
        return [(fact, j in right) for j, fact in enumerate(self.found[kind])]

    def _mentions(self) -> list[tuple[dict[str, Any], bool]]:
        known = {
            (entity["class"], start, end): entity["known"][start, end]
            for entity in self.found["entities"]
            for start, end in entity["mentions"]
        }
        judged = []
        for cls in sorted({cls for cls, *_ in known}):
            group = self.scorer.WORKS if cls in self.scorer.WORKS else {cls}
            gold = self.scorer.mentions(self.gold, group)
            found = self.scorer.mentions(self.found, group)
            pairs = self.scorer.pair(gold, found, self._same_mention, 0.5)
            right = {j for _, j in pairs}
            for j, mention in enumerate(found):
                if mention[0] == cls:
                    confidence, rule = known[mention]
                    judged.append(({"confidence": confidence, "rule": rule}, j in right))
        return judged

    def _same_mention(self, a: tuple[Any, ...], b: tuple[Any, ...]) -> float:
        return self.scorer.overlap(a[1:], b[1:]) if a[0] == b[0] else 0.0

    def _duties(self, data: dict[str, Any], known: dict[str, str]) -> list[tuple[Any, ...]]:
        spans = {entity["id"]: entity["mentions"] for entity in data["entities"]}
        return [
            (
                known.get(m["id"]),
                a["role"],
                ([[a["start"], a["end"]]] if "start" in a else []) + spans.get(a["id"], []),
                a,
            )
            for m in data["measures"]
            for a in m.get("agents", [])
        ]

    def _responsibilities(self, same: list[tuple[int, int]]) -> list[tuple[dict[str, Any], bool]]:
        measure_of = {self.found["measures"][j]["id"]: self.gold["measures"][i]["id"] for i, j in same}
        gold = self._duties(self.gold, {m["id"]: m["id"] for m in self.gold["measures"]})
        found = self._duties(self.found, measure_of)
        best = self.scorer.best
        pairs = self.scorer.pair(gold, found, lambda a, b: best(a[2], b[2]) if a[:2] == b[:2] else 0.0, 0.5)
        right = {j for _, j in pairs}
        return [(duty[3], j in right) for j, duty in enumerate(found)]

    def _same_target(self, a: dict[str, Any], b: dict[str, Any]) -> float:
        scorer = self.scorer
        near = scorer.best(a["spans"], b["spans"])
        if near <= 0 or any(scorer.number(a.get(k)) != scorer.number(b.get(k)) for k in ("value", "value_max")):
            return 0.0
        if scorer.unit(a.get("unit")) != scorer.unit(b.get("unit")):
            return 0.0
        if str(a.get("due", "")) != str(b.get("due", "")) or a.get("comparator", "=") != b.get("comparator", "="):
            return 0.0
        words_a, words_b = (set(scorer.fold(x.get("indicator", "")).split()) for x in (a, b))
        share = len(words_a & words_b) / len(words_a | words_b) if words_a | words_b else 1.0
        return near + share if share >= 0.5 else 0.0

    def _relations(self) -> list[tuple[int, int]]:
        scorer = self.scorer
        same = scorer.pair(
            self.gold["entities"],
            self.found["entities"],
            lambda a, b: scorer.best(a["mentions"], b["mentions"]) if a["class"] == b["class"] else 0.0,
            0.5,
        )
        known = {self.found["entities"][j]["id"]: self.gold["entities"][i]["id"] for i, j in same}

        def triples(data: dict[str, Any], names: dict[str, str]) -> list[tuple[Any, ...]]:
            ids = {entity["id"] for entity in data["entities"]}
            out = []
            for r in data["relations"]:
                obj = r["object"] if "object" in r else r.get("value")
                obj = names.get(obj) or (obj if obj in ids else scorer.fold(obj))
                out.append((names.get(r["subject"], r["subject"]), r["predicate"], obj))
            return out

        own = {entity["id"]: entity["id"] for entity in self.gold["entities"]}
        gold, found = triples(self.gold, own), triples(self.found, known)
        return scorer.pair(gold, found, lambda a, b: float(a == b), 1.0)


def count(judged: list[Judged]) -> Counts:
    """Return (kind, rule) -> (right, found)."""
    found = Counter((fact.kind, fact.rule) for fact in judged)
    right = Counter((fact.kind, fact.rule) for fact in judged if fact.right)
    return {key: (right[key], found[key]) for key in found}


def hold_out(judged: list[Judged]) -> list[Judged]:
    """Return the facts with confidences from the counts of the other documents only."""
    documents = sorted({fact.document for fact in judged})
    others = {name: count([fact for fact in judged if fact.document != name]) for name in documents}
    return [fact._replace(confidence=estimate(fact.kind, fact.rule, counts=others[fact.document])) for fact in judged]


def _is_of(kind: str, shown: str) -> bool:
    return shown == "all" or kind.partition(" ")[0] == shown


def show(judged: list[Judged]) -> None:
    """Print a table: kind by range of confidence, with count and share right."""
    print("| kind | " + " | ".join(f"{low:.1f} to {min(high, 1):.1f}" for low, high in pairwise(BINS)) + " |")
    print("| --- |" + " --- |" * (len(BINS) - 1))
    for kind in (*KINDS, "all"):
        cells = []
        for low, high in pairwise(BINS):
            within = [f.right for f in judged if _is_of(f.kind, kind) and low <= f.confidence < high]
            cells.append(f"{sum(within) / len(within):.2f} of {len(within)}" if within else "")
        if any(cells):
            print(f"| {kind} | " + " | ".join(cells) + " |")
    sure = [fact.right for fact in judged if fact.confidence > 0.9]
    if sure:
        print(f"\nabove 0.9: {sum(sure)} of {len(sure)} right, {sum(sure) / len(sure):.3f}")


def write(judged: list[Judged]) -> None:
    """Write the counts to the table that confidences are made from, its comment lines kept."""
    path = ontology_path() / TABLE
    head = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    rows = [
        f"{kind}\t{rule}\t{right}\t{found}\t{len({f.document for f in judged if (f.kind, f.rule) == (kind, rule)})}"
        for (kind, rule), (right, found) in sorted(count(judged).items())
    ]
    path.write_text("\n".join([*head, "kind\trule\tright\tfound\tdocuments", *rows]) + "\n", encoding="utf-8")


def main() -> None:
    """Judge the facts of all annotated texts and print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--eval", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "eval")
    parser.add_argument("--write", action="store_true", help="write the counts to ontology/confidence.tsv")
    parser.add_argument("--rules", action="store_true", help="list the rules with their counts")
    parser.add_argument("--held-out", action="store_true", help="confidences from the other documents' counts")
    parser.add_argument("--json", type=Path, help="write the judged facts to this file")
    arguments = parser.parse_args()
    scorer = load_scorer(arguments.eval)
    blind = blind_files(arguments.eval)
    golds = [path for path in gold_files(arguments.eval) if path.parent.name == "gold"]  # complete for every kind
    judged = [fact for path in golds if path.stem not in blind for fact in judge(path, scorer)]
    judged += judged_by_eye(arguments.eval.parent / "corpus")
    counts = count(judged)
    if arguments.rules:
        by_kind: dict[str, list[str]] = defaultdict(list)
        for (kind, rule), (right, found) in sorted(counts.items()):
            by_kind[kind].append(f"| {kind} | {rule} | {right} | {found} | {right / found:.2f} |")
        print("| kind | rule | right | found | share |\n| --- | --- | --- | --- | --- |")
        print("\n".join(line for kind in sorted(by_kind) for line in by_kind[kind]) + "\n")
    if arguments.write:
        write(judged)
        judged = [f._replace(confidence=estimate(f.kind, f.rule, counts=counts)) for f in judged]
    if arguments.json:
        arguments.json.write_text(json.dumps(judged, ensure_ascii=False, indent=0), encoding="utf-8")
    show(judged)
    if arguments.held_out:
        print("\nConfidences from the counts of the other documents\n")
        show(hold_out(judged))
    unseen = [fact for path in golds if path.stem in blind for fact in judge(path, scorer)]
    if unseen:
        print("\nBlind documents\n")
        show([f._replace(confidence=estimate(f.kind, f.rule, counts=counts)) for f in unseen])


if __name__ == "__main__":
    main()
