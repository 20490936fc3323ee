"""The saved questions as files: named, described in two languages, found by name."""

from __future__ import annotations

import pytest

from kg.errors import QueryError
from kg.resources import ontology_path
from kg.store import list_queries, load_query


def test_every_file_is_a_saved_question() -> None:
    names = [query.name for query in list_queries()]
    assert names == sorted(path.stem for path in (ontology_path() / "queries").glob("*.rq"))
    assert len(names) >= 10


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_title_and_description_are_given_in_both_languages(query) -> None:
    for words in (query.titles, query.descriptions):
        assert set(words) == {"vi", "en"}
        assert words["vi"] != words["en"]
    assert len({q.titles["en"] for q in list_queries()}) == len(list_queries())


@pytest.mark.parametrize("query", list_queries(), ids=lambda query: query.name)
def test_rows_have_quote_and_offsets_in_a_stable_order(query) -> None:
    head, body = query.sparql.split("WHERE", 1)
    assert {"?quote", "?start", "?end", "?document"} <= set(head.split())
    assert "ORDER BY" in body
    assert "PREFIX" not in query.sparql


def test_a_question_is_found_by_name_and_an_unknown_one_lists_them() -> None:
    assert load_query("projects").sparql.startswith("# title@vi:")
    with pytest.raises(QueryError, match=r"no saved question is called 'project'.*projects"):
        load_query("project")
