"""Overview, responsibilities, timeline and audit of a small document, and of the sample."""

import json
from datetime import date

import pytest
from answer_facts import DOC, iri, make_facts

import kg
from kg.analyse.answers import (
    BENEFICIARY,
    FINDINGS,
    build_index,
    find_bodies,
    list_assignments,
    list_passages,
    make_audit,
    make_matrix,
    make_overview,
    make_sheets,
    make_timeline,
    select,
    to_plain,
)
from kg.errors import OptionError


def test_each_finding_has_the_measures_behind_it(index):
    found = {one.key: set(one.ids) for one in make_overview(index).findings}
    assert [*found] == [*FINDINGS]
    assert found["measures"] == set(index.tasks)
    assert found["owner"] == {iri("budget"), iri("report")}
    assert found["due_stated"] == {iri("budget")} and found["due_inherited"] == {iri("bridges")}
    assert found["due"] == {iri("budget"), iri("bridges")} and found["recurring"] == {iri("report")}
    assert found["target"] == found["number"] == {iri("bridges")}
    assert found["none"] == {iri("campaign")}


def test_a_sector_has_its_finer_ones_too(index):
    rows = {row.code: row for row in make_overview(index).sectors}
    assert len(rows["transport.roads"].main) == 3 and rows["transport.roads"].parent == "transport"
    assert len(rows["transport"].main) == len(rows["transport"].all) == 3 and rows["transport"].parent == ""
    fields = [row for row in rows.values() if not row.parent]
    assert sum(len(row.main) for row in fields) == len(index.tasks)


def test_a_project_has_what_is_said_of_it(index):
    (card,) = make_overview(index).projects
    assert [(said.predicate, said.value) for said in card.said] == [("dueBy", "2030")]
    assert card.tasks == (iri("bridges"),) and card.documents == (DOC,)


def test_silence_is_told_from_the_report(index):
    report = {
        "documents": [
            {
                "id": DOC,
                "characters": 200,
                "coverage": {"measures": 0.5, "targets": 0.1, "heading": 0.2},
                "silent_reasons": {"heading": 3},
            }
        ]
    }
    (card,) = make_overview(index, report).documents
    assert card.characters == 200 and card.share == pytest.approx(0.6)
    assert [(one.reason, one.passages, one.share) for one in card.silent] == [("heading", 3, 0.2)]
    assert [link.relation for link in card.document.links] == ["based_on"]


def test_every_passage_that_gave_nothing_is_behind_its_number(sample):
    with kg.build(sample) as graph:
        text, overview = graph.text(graph.documents[0]), graph.overview()
        (card,) = overview.documents
        assert {one.reason for one in card.silent} >= {"heading", "not understood"}
        assert all(len(one.rows) == one.passages > 0 for one in card.silent)
        rows = [row for one in card.silent for row in one.rows]
        assert all(row.cite.quote == text[row.cite.start_char : row.cite.end_char] != "" for row in rows)
        spans = [(row.cite.start_char, row.cite.end_char) for row in rows]
        assert all(not (a != b and a[0] <= b[0] and b[1] <= a[1]) for a in spans for b in spans), "none within another"
        sections = {key: row for key, row in graph.index().sections.items() if row.number == "3.4"}
        (row,) = (row for row in rows if row.cite.quote.startswith("các di tích lịch sử văn hóa"))
        assert row.cite.section == "3.4" and row.reason == "not understood"
        assert any(one.start_char <= row.cite.start_char < one.end_char for one in sections.values())
        assert make_overview(graph.index(), graph.report).documents[0].silent[0].rows == ()


def test_passages_keep_to_their_documents_and_to_the_innermost_section():
    facts = make_facts()
    inner = {"fact": "section", "id": iri("inner"), "doc": DOC, "number": "1.a", "heading": "Trong", "level": 2}
    row = {"doc": DOC, "quote": "", "reason": "names only"}
    rows = [row | {"start": 95, "end": 99}, row | {"start": 4, "end": 9}, row | {"start": 5000, "end": 5001}]
    rows.append({"doc": "https://example.vn/id/doc/other", "quote": "", "reason": "title", "start": 0, "end": 3})
    index = build_index([*facts, inner | {"start": 90, "end": 120}])
    found = list_passages(index, rows)
    assert [(one.cite.start_char, one.cite.section) for one in found] == [(4, "1"), (95, "1.a"), (5000, "")]
    assert list_passages(index, rows, reason="title") == ()


def test_a_beneficiary_stands_in_no_row_of_the_matrix(index):
    assignments = list_assignments(index)
    matrix = make_matrix(index, assignments, by="task")
    assert iri("firms") not in {row.body.id for row in matrix.rows}
    assert [column.key for column in matrix.columns] == [iri("budget"), iri("report")]
    sheets = {sheet.body.id: sheet for sheet in make_sheets(assignments)}
    assert not sheets[iri("firms")].duties and len(sheets[iri("firms")].benefits) == 1


def test_a_cell_tells_roles_and_the_first_day(index):
    matrix = make_matrix(index, list_assignments(index), by="document")
    row = next(row for row in matrix.rows if row.body.id == iri("finance"))
    assert row.total.roles == {"lead": (iri("budget"), iri("report"))}
    assert row.cells[DOC].due.id == iri("budget") and row.total.recurring
    assert [*matrix.by_level()] == ["province"]


@pytest.mark.parametrize(("sort", "first"), [("number", "finance"), ("name", "departments"), ("due", "finance")])
def test_rows_are_sorted(index, sort, first):
    assert make_matrix(index, list_assignments(index), sort=sort).rows[0].body.id == iri(first)


def test_assignments_are_chosen(index):
    every = list_assignments(index)
    assert {one.body.id for one in select(every, roles=["lead"])} == {iri("finance")}
    assert {one.task.id for one in select(every, due_before=date(2026, 12, 31))} == {iri("budget")}
    assert {one.task.id for one in select(every, sectors=["transport"])} == {iri("report"), iri("bridges")}
    assert select(every, levels=["commune"]) == ()
    assert select(every) == every
    for wrong in ({"roles": ["boss"]}, {"levels": ["moon"]}, {"sectors": ["alchemy"]}):
        with pytest.raises(OptionError):
            select(every, **wrong)


def test_a_body_is_found_whatever_the_accents(index):
    assert find_bodies(index, "so tai chinh") == (iri("finance"),)
    assert find_bodies(index, iri("finance")) == (iri("finance"),)
    assert set(find_bodies(index, "sở")) == {iri("finance"), iri("departments")}
    with pytest.raises(OptionError, match="Sở Tài chính"):
        find_bodies(index, "Sở Tài chánh")


def test_the_timeline_tells_stated_inherited_and_recurring_apart(index):
    timeline = make_timeline(index, today=date(2026, 11, 1))
    told = [(entry.kind, entry.basis, entry.state) for entry in timeline.entries]
    assert told == [
        ("task", "stated", "overdue"),
        ("task", "inherited", "later"),
        ("target", "stated", "later"),
        ("work", "stated", "later"),
        ("task", "recurring", "soon"),
    ]
    assert timeline.entries[-1].next_day == date(2026, 11, 30)
    assert timeline.undated == (iri("campaign"),)
    assert [(bar.year, len(bar.stated), len(bar.inherited)) for bar in timeline.years] == [(2026, 1, 0), (2030, 2, 1)]


def test_without_a_day_nothing_is_overdue(index):
    assert {entry.state for entry in make_timeline(index).entries} == {""}


def test_the_audit_adds_up(index):
    audit = make_audit(index)
    assert audit.total.owner == (iri("bridges"), iri("campaign"))
    assert audit.total.time == audit.total.all == (iri("campaign"),)
    assert len(audit.total.target) == 3
    for lines in (audit.by_document, audit.by_sector):
        assert sum(len(line.ids) for line in lines) == len(index.tasks)
        assert sum(len(line.all) for line in lines) == len(audit.total.all)
    (line,) = audit.by_body
    assert line.count.body.id == iri("finance") and line.line.owner == ()


def test_answers_become_json(index):
    value = to_plain([make_audit(index), make_timeline(index, today=date(2026, 1, 1)), index.tasks[iri("budget")]])
    assert json.loads(json.dumps(value)) == value
    assert value[2]["cite"]["quote"] == "lập dự toán" and value[2]["due"]["last"] == "2026-06-30"
    assert "start" in value[2]["cite"] and "start_char" not in value[2]["cite"]


def test_the_sample_is_answered_and_every_quote_stands_in_its_text(sample_out):
    with kg.open(sample_out) as graph:
        index, report = build_index(graph.facts()), graph.report
        text = graph.text(graph.documents[0])
    overview = make_overview(index, report)
    numbers = {one.key: one.number for one in overview.findings}
    assert numbers["measures"] == 219 and numbers["none"] == 172
    rows = [*index.tasks.values(), *index.aims.values(), *index.relations]
    assert len(rows) == 236
    for row in rows:
        assert text[row.cite.start_char : row.cite.end_char] == row.cite.quote
        for start, end in row.cite.also:
            assert text[start:end].split() == row.cite.quote.split()
    for one in list_assignments(index):
        assert text[one.duty.start_char : one.duty.end_char]
    gaps = graph_gaps(sample_out)
    assert {text[slice(*span)] for span in gaps} == {
        index.tasks[key].cite.quote for key in overview.finding("none").ids
    }
    assert BENEFICIARY not in {
        role for row in make_matrix(index, list_assignments(index)).rows for role in row.total.roles
    }


def graph_gaps(folder) -> list[tuple[int, int]]:
    """Return the spans that the saved question on gaps answers."""
    from kg.store.questions.queries import load_query

    with kg.open(folder) as graph:
        rows = graph.query(load_query("gaps").sparql)
        start, end = rows.columns.index("start"), rows.columns.index("end")
        return [(int(row[start]), int(row[end])) for row in rows]
