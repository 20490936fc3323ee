"""Parameters of saved questions: values become terms, whatever is in them; what does not fit is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, ResourceError
from kg.store import GraphFolder, list_queries, load_query
from kg.store.questions.parameters import TYPES, Parameter, fill, split_assignments, to_term
from kg.store.questions.queries import read_query

HEADER = "# title@vi: a\n# title@en: b\n# description@vi: a\n# description@en: b\n"
TITLES = "# who@vi: ai\n# who@en: who\n"
BODY = "SELECT ?x WHERE {\n  ?x rdfs:label ?who\n  VALUES ?param_who { UNDEF }\n  FILTER(STR(?who) = ?param_who)\n}\n"


def parameter(type: str = "string", *, required: bool = False) -> Parameter:
    return Parameter("who", type, required, {"vi": "ai", "en": "who it is"})


@pytest.mark.parametrize(
    ("name", "values", "column", "expected"),
    [
        ("projects", {"project": ["cảng Diêm Điền"]}, "project", {"cảng Diêm Điền"}),
        ("projects", {"project": ["CẢNG  diêm điền"]}, "project", {"cảng Diêm Điền"}),
        ("projects", {"project": ["đường 217"]}, "number", {"217"}),
        ("projects", {"class": ["Port", "Bridge"]}, "class", {"Port", "Bridge"}),
        ("projects", {"class": ["Port"], "sector": ["transport"]}, "class", set()),
        ("mentions", {"name": ["TP Thái Bình"]}, "quote", {"thành phố Thái Bình", "TP Thái Bình"}),
        ("measures-by-sector", {"lang": ["en"], "sector": ["transport"]}, "name", {"transport"}),
        ("deadlines", {"until": ["2024"]}, "due", set()),
        ("deadlines", {"until": ["2025-06"]}, "due", {"2025", "2020/2025"}),
        ("targets", {"year": ["2025"]}, "year", {"2025"}),
        ("responsibilities", {"role": ["lead"], "agent": ["Công an tỉnh"]}, "role", set()),
        ("responsibilities", {"agent": ["Công an tỉnh"]}, "role", {"coordinate"}),
        ("gaps", {"sector": ["health"]}, "sector", set()),
        ("gaps", {"sector": ["transport"]}, "sector", {"transport"}),
        ("instruments", {"instrument": ["Luật Quy hoạch"]}, "instrument", {"Luật Quy hoạch"}),
        ("places", {"place": ["thành phố Thái Bình"]}, "code", {"336"}),
        ("priorities", {"priority": ["key-task:1"]}, "priority", {"key-task:1"}),
        ("priorities", {"priority": ["key-task:2"]}, "priority", set()),
        ("project-context", {"project": ["cảng Diêm Điền"]}, "other", {"Luật Quy hoạch"}),
    ],
)
def test_a_value_chooses_rows(
    name: str, values: dict[str, list[str]], column: str, expected: set[str], folder: GraphFolder
) -> None:
    result = folder.query(load_query(name).fill(values))
    assert {row[result.columns.index(column)] for row in result} == expected


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_as_it_stands_a_question_asks_for_everything(query, folder: GraphFolder) -> None:
    assert query.parameters
    values = {p.name: ["x"] for p in query.parameters if p.required}
    filled = query.fill(values)
    assert "UNDEF" not in filled
    if not values:
        assert folder.query(filled).rows == folder.query(query.sparql).rows


@given(st.text())
def test_no_text_gets_out_of_its_literal(words: str) -> None:
    query = read_query("q", HEADER + "# param: who string\n" + TITLES + BODY)
    try:
        filled = query.fill({"who": [words]})
    except QueryError:
        assert any(0xD800 <= ord(ch) < 0xE000 for ch in words)
        return
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from kg.prefixes import QUERY_PREFIXES

    store = Store()
    label = NamedNode(QUERY_PREFIXES["rdfs"] + "label")
    store.add(Quad(NamedNode("a:it"), label, Literal(words)))
    store.add(Quad(NamedNode("a:other"), label, Literal(words + "!")))
    found = store.query(filled, prefixes=QUERY_PREFIXES)
    assert [solution["x"].value for solution in found] == ["a:it"]


@pytest.mark.parametrize(
    ("type", "words", "term"),
    [
        ("name", " cảng  Diêm Điền ", '"cảng Diêm Điền"'),
        ("string", 'a "b" } #', '"a \\"b\\" } #"'),
        ("language", "en", '"en"'),
        ("time", "2025-06", '"2025-06"'),
        ("integer", "-12", '"-12"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("decimal", "8.5", '"8.5"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        ("iri", "sec:transport", "<https://w3id.org/policykg/sector/transport>"),
        ("iri", "https://example.org/a", "<https://example.org/a>"),
    ],
)
def test_each_type_makes_its_term(type: str, words: str, term: str) -> None:
    assert str(to_term(parameter(type), words)) == term


def test_every_type_is_tried() -> None:
    marks = test_each_type_makes_its_term.pytestmark[0].args[1]
    assert {mark[0] for mark in marks} == set(TYPES)


@pytest.mark.parametrize(
    ("type", "words"),
    [
        ("language", "fr"),
        ("time", "năm 2025"),
        ("integer", "1.5"),
        ("integer", "١٢"),
        ("decimal", "8,5"),
        ("iri", "transport"),
        ("iri", "https://example.org/> } #"),
        ("iri", "sec:a> } #"),
        ("string", "\udc80"),
    ],
)
def test_a_value_of_another_type_is_refused(type: str, words: str) -> None:
    with pytest.raises(QueryError, match=f"is no value for who, which is of type {type}"):
        to_term(parameter(type), words)


def test_unknown_missing_and_malformed_parameters_are_named() -> None:
    with pytest.raises(QueryError, match=r"no parameter called 'work' \(parameters: class, project, sector\)"):
        load_query("projects").fill({"work": ["x"]})
    with pytest.raises(QueryError, match="it takes none"):
        fill("ASK {}", [], {"a": ["b"]})
    with pytest.raises(QueryError, match=r"needs a value for name: name or other name \(add --param name=VALUE\)"):
        load_query("mentions").fill({})
    for wrong in ("project", "=x", " = x"):
        with pytest.raises(QueryError, match="names no parameter"):
            split_assignments([wrong])
    assert split_assignments(["a=b=c", "a=", "d= e"]) == {"a": ["b=c", ""], "d": [" e"]}


def test_the_language_goes_to_the_questions_that_ask_for_one() -> None:
    query = load_query("measures-by-sector")
    assert 'VALUES ?param_lang { "vi" }' in query.fill({})
    assert 'VALUES ?param_lang { "en" }' in query.fill({}, lang="en")
    assert 'VALUES ?param_lang { "vi" }' in query.fill({"lang": ["vi"]}, lang="en")
    assert load_query("projects").fill({}, lang="en") == load_query("projects").fill({})


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "# param: who string\n" + BODY,
        HEADER + "# param: who text\n" + TITLES + BODY,
        HEADER + "# param: who string\n" + TITLES + "SELECT * {}",
        HEADER + "# param: who string\n" + TITLES + BODY + BODY,
    ],
    ids=["no title", "no type", "no line", "two lines"],
)
def test_a_header_that_lacks_something_is_a_defect_of_the_file(text: str) -> None:
    with pytest.raises(ResourceError, match="the parameter who needs"):
        read_query("q", text)
    with pytest.raises(ResourceError, match="title and description"):
        read_query("q", BODY)
