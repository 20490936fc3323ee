"""The saved questions: every row of two small documents, and on the sample exactly what its facts say.

`data/<name>.tsv` holds the rows that each question gives on two copies of the small document, of which the second
has another slug only; so what both name must not be counted twice.
"""

from __future__ import annotations

import dataclasses
import itertools
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from facts_factory import TEXT, Factory, make_facts

from kg.config import Options
from kg.export import iter_facts
from kg.graph import iter_triples
from kg.model import Span
from kg.store import GraphFolder, SavedQuery, list_queries, load_query
from kg.store.questions.queries import read_query
from kg.vocab import PREFIXES

DATA = Path(__file__).resolve().parent / "data"
QUERIES = list_queries()
OWNERS = {"lead", "implement", "supervise", "advise"}
Facts = dict[str, list[dict]]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFolder]:
    """Return a folder with two copies of the small document."""
    path = tmp_path_factory.mktemp("two") / "graph"
    with GraphFolder(path, writable=True) as folder:
        folder.add_ontology()
        for facts in (make_facts("first"), make_facts("second")):
            folder.add_graph(facts.id, iter_triples(facts, options=Options()))
            folder.add_text(facts.document)
    with GraphFolder(path) as folder:
        yield folder


@pytest.fixture(scope="module")
def sample_folder(sample_out: Path) -> Iterator[GraphFolder]:
    """Return the graph folder of the sample."""
    with GraphFolder(sample_out) as folder:
        yield folder


@pytest.fixture(scope="module")
def facts(sample_folder: GraphFolder) -> Facts:
    """Return the facts of the sample by kind."""
    found: Facts = {}
    for fact in iter_facts(map(sample_folder.graph, sample_folder.documents)):
        found.setdefault(fact["fact"], []).append(fact)
    return found


def rows_of(folder: GraphFolder, name: str) -> list[dict[str, str | None]]:
    """Return the rows of a saved question as dicts."""
    result = folder.query(load_query(name).sparql)
    return [dict(zip(result.columns, row, strict=True)) for row in result]


def short(cell: str | None) -> str:
    """Return a cell as the data files hold it: data IRIs without their base."""
    return (cell or "").replace("https://w3id.org/policykg/id/", "")


def test_every_question_has_its_expected_rows() -> None:
    assert {path.stem for path in DATA.glob("*.tsv")} == {query.name for query in QUERIES}
    assert len(QUERIES) == 11


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_the_rows_on_the_small_documents_are_the_expected_ones(query: SavedQuery, two: GraphFolder) -> None:
    result = two.query(query.sparql)
    found = ["\t".join(result.columns), *("\t".join(map(short, row)) for row in result)]
    assert found == (DATA / f"{query.name}.tsv").read_text(encoding="utf-8").splitlines()
    assert len(result) > 1


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
@pytest.mark.parametrize("which", ["two", "sample_folder"])
def test_every_row_quotes_its_document(query: SavedQuery, which: str, request: pytest.FixtureRequest) -> None:
    folder: GraphFolder = request.getfixturevalue(which)
    rows = rows_of(folder, query.name)
    assert len({tuple(row.items()) for row in rows}) == len(rows) > 0
    for row in rows:
        text = folder.text(str(row["document"]))
        assert row["quote"] == text[int(str(row["start"])) : int(str(row["end"]))]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_terms_are_written_with_prefixes(query: SavedQuery) -> None:
    assert not [namespace for namespace in PREFIXES.values() if namespace in query.sparql]


# --- on the sample, against its facts ---------------------------------------------------------------


def due_rows(facts: Facts) -> list[tuple]:
    return [(f["due"], f["start"], f["end"]) for f in facts["measure"] if "due" in f]


def gap_rows(facts: Facts) -> list[tuple]:
    aimed = {f.get("measure") for f in facts.get("target", [])}
    owned = {f["id"] for f in facts["measure"] if OWNERS & {agent["role"] for agent in f.get("agents", [])}}
    return [
        (f["sectors"][0], f["start"], f["end"])
        for f in facts["measure"]
        if "due" not in f and f["id"] not in aimed | owned
    ]


def instrument_rows(facts: Facts) -> list[tuple]:
    named = [f for f in facts["entity"] if f["class"] == "Instrument"]
    return [(f["label"], start, end) for f in named for start, end in f["mentions"]]


def sector_rows(facts: Facts) -> list[tuple]:
    return [(f["sectors"][0], f["start"], f["end"]) for f in facts["measure"]]


def mention_rows(facts: Facts) -> list[tuple]:
    named = [f for f in facts["entity"] if f["class"] != "Time"]
    return [(f["label"], f["class"], start, end) for f in named for start, end in f["mentions"]]


def place_rows(facts: Facts) -> list[tuple]:
    label = {f["id"]: f["label"] for f in facts["entity"] if f["class"] == "Place"}
    works = {f["id"]: f["label"] for f in facts["entity"] if f["id"] not in label and is_work(f)}
    rows = [
        (label[e], None, f["start"], f["end"]) for f in facts["measure"] for e in f.get("entities", []) if e in label
    ]
    stated = [f for f in facts["relation"] if f["object"] in label and f["subject"] in works]
    return rows + [(label[f["object"]], works[f["subject"]], f["start"], f["end"]) for f in stated]


def priority_rows(facts: Facts) -> list[tuple]:
    return [(f["priority"], f["start"], f["end"]) for f in facts["measure"] if "priority" in f]


def is_work(fact: dict) -> bool:
    return fact["class"] not in ("Place", "Agent", "Instrument", "Time")


def context_rows(facts: Facts) -> list[tuple]:
    things = {f["id"]: f for f in facts["entity"]}
    return [
        (things[work]["label"], things[other]["label"], f["start"], f["end"])
        for f in facts["measure"]
        for work in f.get("entities", [])
        for other in f["entities"]
        if is_work(things[work]) and other != work
    ]


def project_rows(facts: Facts) -> list[tuple]:
    return [(f["label"], f["class"], *min(f["mentions"])) for f in facts["entity"] if is_work(f)]


def duty_rows(facts: Facts) -> list[tuple]:
    label = {f["id"]: f["label"] for f in facts["entity"]}
    return [
        (label[agent["id"]], agent["role"], str(agent.get("inherited", False)).lower(), f["start"], f["end"])
        for f in facts["measure"]
        for agent in f.get("agents", [])
    ]


def target_rows(facts: Facts) -> list[tuple]:
    return [(f.get("due"), f["indicator"], f.get("unit"), f["start"], f["end"]) for f in facts["target"]]


ORACLES: dict[str, tuple[tuple[str, ...], Callable[[Facts], list[tuple]]]] = {
    "deadlines": (("due",), due_rows),
    "gaps": (("sector",), gap_rows),
    "instruments": (("instrument",), instrument_rows),
    "measures-by-sector": (("sector",), sector_rows),
    "mentions": (("thing", "class"), mention_rows),
    "places": (("place", "work"), place_rows),
    "priorities": (("priority",), priority_rows),
    "project-context": (("project", "other"), context_rows),
    "projects": (("project", "class"), project_rows),
    "responsibilities": (("agent", "role", "inherited"), duty_rows),
    "targets": (("due", "indicator", "unit"), target_rows),
}


@pytest.mark.parametrize("name", ORACLES)
def test_the_sample_answers_what_its_facts_say(name: str, sample_folder: GraphFolder, facts: Facts) -> None:
    columns, oracle = ORACLES[name]
    found = {
        (*(row[column] for column in columns), int(str(row["start"])), int(str(row["end"])))
        for row in rows_of(sample_folder, name)
    }
    assert found == set(oracle(facts))


def test_every_question_has_an_oracle() -> None:
    assert set(ORACLES) == {query.name for query in QUERIES}


def test_the_three_named_projects_of_the_sample_are_answered(sample_folder: GraphFolder) -> None:
    rows = {str(row["project"]).casefold(): row for row in rows_of(sample_folder, "projects")}
    assert {row["class"] for name, row in rows.items() if "đường bộ ven biển" in name} == {"Road"}
    assert rows["cảng diêm điền"]["class"] == "Port"
    assert rows["đường 221a"]["number"] == "221A"


# --- speed ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GraphFolder]:
    """Return a folder with one document of 3,000 measures and as many targets, each with words of its own."""
    words, many = "Xây cầu. ", 3000
    factory, begin = Factory("large", extra=words * many), len(TEXT)
    made = factory.facts()
    spans = [Span(begin + len(words) * number, begin + len(words) * (number + 1) - 2) for number in range(many)]
    made.measures = [
        dataclasses.replace(measure, id=f"{measure.id}{number}", spans=[span])
        for number, (measure, span) in enumerate(zip(itertools.cycle(made.measures), spans, strict=False))
    ]
    made.targets = [
        dataclasses.replace(target, id=f"{target.id}{number}", spans=[span], measure="")
        for number, (target, span) in enumerate(zip(itertools.cycle(made.targets), spans, strict=False))
    ]
    path = tmp_path_factory.mktemp("large") / "graph"
    with GraphFolder(path, writable=True) as folder:
        folder.add_ontology()
        folder.add_graph(made.id, iter_triples(made, options=Options()))
    with GraphFolder(path) as folder:
        yield folder


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_large_graph_is_answered_in_linear_time(query: SavedQuery, large: GraphFolder) -> None:
    start = time.process_time()
    assert len(large.query(query.sparql)) > 0
    assert time.process_time() - start < 3


FORMER = {path.stem: path for path in sorted((Path(__file__).resolve().parent / "former").glob("*.rq"))}
ASKED: list[tuple[str, dict[str, list[str]]]] = [
    ("gaps", {}),
    ("gaps", {"sector": ["transport"]}),
    ("gaps", {"sector": ["economy", "health"]}),
    ("deadlines", {}),
    ("deadlines", {"until": ["2025"]}),
    ("measures-by-sector", {}),
    ("measures-by-sector", {"sector": ["transport"], "lang": ["en"]}),
    ("mentions", {"name": ["CẢNG DIÊM ĐIỀN"]}),
    ("mentions", {"name": ["Sở Y tế", "cảng Diêm Điền"]}),
    ("mentions", {"name": ["không có"]}),
    ("instruments", {}),
    ("instruments", {"instrument": ["quy hoạch TỈNH", "Luật Quy hoạch"]}),
    ("projects", {}),
    ("projects", {"class": ["Road", "Port"]}),
    ("projects", {"project": ["CẢNG DIÊM ĐIỀN"], "sector": ["transport"]}),
    ("responsibilities", {}),
    ("responsibilities", {"agent": ["ĐẢNG VIÊN", "Công an tỉnh"]}),
    ("responsibilities", {"role": ["lead"]}),
    ("responsibilities", {"agent": ["Ban Chấp hành Đảng bộ tỉnh khóa XX", "đảng viên"], "role": ["implement", "lead"]}),
    ("targets", {}),
    ("targets", {"year": ["2025"]}),
]
"""Questions that were written anew to be answered sooner, with values of their parameters."""


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_everything_is_what_a_question_asks_for_as_it_stands(query: SavedQuery, sample_folder: GraphFolder) -> None:
    assert list(sample_folder.query(query.everything)) == list(sample_folder.query(query.sparql))
    assert "UNDEF" not in query.everything


def test_questions_written_anew_take_the_same_parameters() -> None:
    assert {name for name, _ in ASKED} == FORMER.keys()
    for name, path in FORMER.items():
        former, now = read_query(name, path.read_text(encoding="utf-8")), load_query(name)
        assert (former.parameters, former.titles) == (now.parameters, now.titles)


@pytest.mark.parametrize(("name", "values"), ASKED, ids=str)
def test_a_question_written_anew_answers_what_it_did(
    name: str, values: dict[str, list[str]], two: GraphFolder, sample_folder: GraphFolder
) -> None:
    former = read_query(name, FORMER[name].read_text(encoding="utf-8"))
    for folder in (two, sample_folder):
        before, now = folder.query(former.fill(values)), folder.query(load_query(name).fill(values))
        assert (before.columns, list(before)) == (now.columns, list(now))
    assert values == {"name": ["không có"]} or list(now)
    everything = (folder.query(query.sparql) for folder in (two, sample_folder) for query in (former, load_query(name)))
    first, second, third, fourth = map(list, everything)
    assert first == second and third == fourth and len(fourth) > 3
