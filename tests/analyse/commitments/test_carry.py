"""Identifiers of commitments: they outlive other lines, misread letters, moves and gaps; what happened is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from commitment_facts import DOC, ROADS, SCHOOLS, WATER, make_facts

import kg
from kg.analyse.commitments import make_register, read_register
from kg.errors import RegisterError
from kg.export.answers.register import to_register_csv
from kg.iri import ascii_slug

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))
from bench_register import count_kept, misread, rebuild


def carry(before, facts, text, doc=DOC):
    return make_register(facts, previous=before.commitments, texts={doc: text})


@pytest.fixture(scope="module")
def sample():
    text = kg.sample("thai-binh").read_text(encoding="utf-8")
    return text, *rebuild(text)


def test_every_measure_and_target_of_the_sample_has_an_identifier_of_its_own(sample):
    _, register, _ = sample
    assert register.count_states() == {"read": 228, "text": 0, "gone": 0, "absent": 0}
    assert len({one.code for one in register.commitments}) == 228
    assert sum(bool(one.measure) for one in register.commitments) == 9


@pytest.mark.parametrize("width", [60, 70, 90, 120])
def test_other_lines_make_hardly_another_identifier_even_without_the_register_before(sample, width):
    text, register, places = sample
    other = misread(text, seed=0, share=0.0, width=width)
    assert count_kept(register, rebuild(other)[0], places=places, texts=(text, other)).share >= 0.98
    after, _ = rebuild(other, previous=register)
    assert count_kept(register, after, places=places, texts=(text, other)).share >= 0.99


@pytest.mark.parametrize("seed", [3, 7, 16])
def test_98_in_100_measures_keep_their_identifier_with_one_letter_in_100_misread(sample, seed):
    text, register, places = sample
    other = misread(text, seed=seed)
    assert sum(one != two for one, two in zip(text.split(), other.split(), strict=True)) > 150
    after, _ = rebuild(other, previous=register)
    kept = count_kept(register, after, places=places, texts=(text, other))
    assert kept.total == 219 and kept.share >= 0.98 and kept.read / kept.total >= 0.9, kept.lost
    assert all(one.quote == other[one.start : one.end] for one in after.commitments if one.state in ("read", "text"))
    told = {step.id for step in after.steps}
    words = {one.id: ascii_slug(one.quote) for one in register.commitments}
    assert all(one.id in told for one in after.commitments if words.get(one.id) != ascii_slug(one.quote))
    back, _ = rebuild(text, previous=after)
    assert {one.id: one.quote for one in register.commitments}.items() <= {
        one.id: one.quote for one in back.commitments if one.state == "read"
    }.items()


def test_the_same_resolution_as_a_pdf_keeps_every_identifier(sample):
    _, register, _ = sample
    with kg.build(kg.sample("thai-binh").with_suffix(".pdf")) as graph:
        after = make_register(graph.facts(), previous=register.commitments)
    assert {one.id for one in register.commitments} == {one.id for one in after.commitments if one.state == "read"}
    assert after.count_steps() == {"reworded": 2}


def test_what_moves_to_another_section_keeps_its_identifier_and_is_told():
    before = make_register(make_facts(("I", ROADS), ("II", SCHOOLS))[0])
    after = carry(before, *make_facts(("I", SCHOOLS), ("II", ROADS)))
    assert {one.quote: one.id for one in before.commitments} == {one.quote: one.id for one in after.commitments}
    assert [(step.what, step.before, step.after) for step in after.steps] == [
        ("moved", "II", "I"),
        ("moved", "I", "II"),
    ]


def test_same_words_in_one_section_are_told_apart_and_told_of():
    facts, text = make_facts(("I", ROADS), ("I", ROADS), ("II", ROADS))
    register = make_register(facts)
    assert len({one.id for one in register.commitments}) == 3
    assert [(step.what, step.after) for step in register.steps] == [("collision", "2"), ("collision", "2")]
    again = carry(register, facts, text)
    assert again.commitments == register.commitments


def test_nothing_leaves_the_register():
    before = make_register(make_facts(("I", ROADS), ("I", SCHOOLS), ("I", WATER))[0])
    facts, text = make_facts(("I", WATER))
    after = carry(before, facts, text + "Các trường: nâng cấp các trường trung học phổ thông trong toan tỉnh, v.v.")
    states = {one.quote.lower(): one.state for one in after.commitments}
    assert states == {
        WATER.lower(): "read",
        ROADS.lower(): "gone",
        "nâng cấp các trường trung học phổ thông trong toan tỉnh": "text",
    }
    assert {one.id for one in after.commitments} == {one.id for one in before.commitments}
    absent = make_register([], previous=after.commitments)
    assert {one.state for one in absent.commitments} == {"absent"}
    back = carry(absent, *make_facts(("I", ROADS), ("I", SCHOOLS), ("I", WATER)))
    assert [one.id for one in back.commitments] == [one.id for one in before.commitments]
    assert {step.what for step in back.steps} >= {"back"}


def test_a_new_commitment_never_gets_an_identifier_that_was_given():
    before = make_register(make_facts(("I", ROADS))[0])
    moved = carry(before, *make_facts(("II", ROADS)))
    both = carry(moved, *make_facts(("II", ROADS), ("I", ROADS)))
    assert len({one.id for one in both.commitments}) == 2
    assert next(one.id for one in both.commitments if one.section == "II") == before.commitments[0].id
    assert [step.what for step in both.steps] == ["new", "twin"]


def test_a_document_is_known_by_its_eli_and_by_a_title_that_only_it_has():
    work = "https://w3id.org/policykg/id/eli/vn/2020/1-nq-tu"
    other = "https://w3id.org/policykg/id/doc/scan"
    long = "Nghị quyết về phát triển kinh tế biển"
    for told in ({"work": work}, {"title": long}):
        before = make_register(make_facts(("I", ROADS), **told)[0])
        facts, text = make_facts(("I", ROADS), doc=other, **told)
        after = carry(before, facts, text, doc=other)
        assert [(one.id, one.document) for one in after.commitments] == [(before.commitments[0].id, other)]
    before = make_register(make_facts(("I", ROADS))[0])
    facts, text = make_facts(("I", ROADS), doc=other)
    assert len(carry(before, facts, text, doc=other).commitments) == 2


def test_a_passage_printed_again_and_misread_is_told_of():
    facts, text = make_facts(("I", ROADS))
    twice, text = make_facts(("I", ROADS), ("II", ROADS.replace("ven biển", "ven bien").replace("cảng", "cang x")))
    after = carry(make_register(facts), twice, text)
    assert [step.what for step in after.steps] == ["new", "twin"]
    assert after.steps[1].after == after.commitments[0].id


def test_a_register_reads_back_as_it_was_written():
    facts, _ = make_facts(("I", "=SUM(A1) là " + ROADS), ("I", 'Xây "cầu"\nqua sông, ' + SCHOOLS))
    register = make_register(facts)
    assert tuple(read_register(to_register_csv(register), path="r.csv")) == register.commitments


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: text.replace("quote", "words", 1), "columns quote are missing in line 1"),
        (lambda text: text.replace(",measure,read", ",promise,read", 1), "line 2: the kind 'promise'"),
        (lambda text: text.replace(",read,", ",unsure,", 1), "line 2: the state 'unsure'"),
        (lambda text: text + text.split("\r\n")[1] + "\r\n", "line 4: the identifier"),
        (lambda text: text + "x\r\n", "line 4: it has 1 cells"),
        (lambda text: "", "is no register"),
    ],
)
def test_a_spoiled_register_is_an_error_that_names_its_line(spoil, told):
    register = make_register(make_facts(("I", ROADS), ("I", SCHOOLS))[0])
    data = spoil(to_register_csv(register).decode("utf-8")).encode("utf-8")
    with pytest.raises(RegisterError, match=r"r\.csv") as error:
        read_register(data, path="r.csv")
    assert told in str(error.value) and error.value.remedy
