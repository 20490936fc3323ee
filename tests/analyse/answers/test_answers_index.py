"""The rows of the facts."""

from answer_facts import DOC, TEXT, iri, make_facts

from kg.analyse.answers import build_index


def test_every_fact_is_a_row(index):
    assert [*index.documents] == [DOC]
    assert len(index.tasks) == 4 and len(index.aims) == 1 and len(index.relations) == 1
    assert {body.label for body in index.bodies.values()} == {
        "Sở Tài chính",
        "các sở, ngành",
        "Ủy ban nhân dân tỉnh",
        "doanh nghiệp",
    }


def test_a_quote_is_what_the_text_says(index):
    rows = [*index.tasks.values(), *index.aims.values(), *index.relations]
    for row in rows:
        assert TEXT[row.cite.start_char : row.cite.end_char] == row.cite.quote
        assert row.cite.document == DOC


def test_a_row_knows_its_section(index):
    budget = index.tasks[iri("budget")]
    assert (budget.cite.section, budget.cite.heading) == ("1", "Việc")
    assert index.tasks[iri("campaign")].cite.section == ""


def test_an_owner_is_no_partner_and_no_beneficiary(index):
    budget, bridges = index.tasks[iri("budget")], index.tasks[iri("bridges")]
    assert [duty.body for duty in budget.owners] == [iri("finance")]
    assert not bridges.owners and bridges.targets == (iri("target"),)


def test_a_body_is_named_or_any(index):
    named = {index.bodies[key].label for key in index.bodies if index.bodies[key].is_named}
    assert named == {"Sở Tài chính", "Ủy ban nhân dân tỉnh"}


def test_a_thing_of_two_documents_is_one_row():
    facts = make_facts()
    again = [
        fact | {"doc": "https://example.vn/id/doc/other", "label": "Sở TC"}
        for fact in facts
        if fact["id"] == iri("finance")
    ]
    index = build_index([*facts, *again])
    row = index.entities[iri("finance")]
    assert row.aliases == ("Sở Tài chính",) or row.aliases == ("Sở TC",)
    assert len({document for document, _, _ in row.mentions}) == 2
    assert {document for document, _, _ in index.of(DOC).entities[iri("finance")].mentions} == {DOC}
    assert not index.of("https://example.vn/id/doc/other").tasks
