"""Decisions put together: what becomes what, and every contradiction a named error with its line."""

from __future__ import annotations

from itertools import permutations

import pytest

from kg.errors import MergeError
from kg.merges.settle import Thing, settle
from kg.merges.table import Decision, Table

BASE = "https://example.vn/id/"
DOCUMENTS = [f"{BASE}doc/mot", f"{BASE}doc/hai"]


def thing(name: str, label: str, *codes: str, documents: tuple[str, ...] = ("mot", "hai")) -> Thing:
    made = Thing(BASE + name, codes=set(codes), documents={f"{BASE}doc/{slug}" for slug in documents})
    made.labels[label] += len(documents)
    return made


THINGS = {
    one.iri: one
    for one in (
        thing("agent/a", "Sở A"),
        thing("agent/b", "Sở B"),
        thing("agent/c", "Sở C"),
        thing("agent/d", "Sở D", documents=("mot",)),
        thing("road/r", "đường R"),
        thing("place/p", "xã P", "001"),
        thing("place/q", "xã Q", "002"),
        thing("place/o", "xã O"),
    )
}


def put(*lines: str, is_kept: bool = False):
    rows = [line.split("\t") for line in lines]
    decisions = tuple(Decision(kind, a, b, line=number) for number, (kind, a, b) in enumerate(rows, 2))
    return settle(Table(decisions, path="merges.tsv", is_kept=is_kept), THINGS, DOCUMENTS, base=BASE)


def short(mapping: dict) -> dict:
    return {key.removeprefix(BASE): value.removeprefix(BASE) for key, value in mapping.items()}


def test_the_first_of_two_stays_and_chains_lead_to_their_end():
    for lines in permutations(["same\tagent/a\tagent/b", "same\tagent/b\tagent/c"]):
        found = put(*lines)
        assert short(found.become) == {"agent/b": "agent/a", "agent/c": "agent/a"}
        assert short(found.names) == {"agent/a": "Sở A"}


def test_an_iri_may_be_written_whole():
    assert short(put(f"same\t{BASE}agent/a\tagent/b").become) == {"agent/b": "agent/a"}


def test_a_name_given_goes_to_what_the_thing_becomes():
    found = put("same\tagent/a\tagent/b", "rename\tagent/b\tSở Mới")
    assert short(found.names) == {"agent/a": "Sở Mới"}


def test_a_thing_is_parted_in_one_document():
    found = put("different\tagent/a\tdoc/hai")
    ((document, name), other) = next(iter(found.split.items()))
    assert (document, name) == (f"{BASE}doc/hai", f"{BASE}agent/a")
    assert other.startswith(f"{BASE}agent/a-")
    again = put("different\tagent/a\tdoc/hai", f"same\tagent/c\t{other}")
    assert again.become[other] == f"{BASE}agent/c"


def test_documents_are_copies_or_none():
    found = put("same\tdoc/mot\tdoc/hai")
    assert found.copies == [(DOCUMENTS[0], DOCUMENTS[1])]
    assert found.become == {}
    assert put("different\tdoc/mot\tdoc/hai").no_copies == [(DOCUMENTS[0], DOCUMENTS[1])]


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        (["same\tagent/a\tagent/b", "different\tagent/b\tagent/a"], 3, "line 2 says that both are one"),
        (
            ["same\tagent/a\tagent/b", "same\tagent/b\tagent/c", "different\tagent/a\tagent/c"],
            4,
            "line 2, 3 says that both are one",
        ),
        (["same\tagent/a\tagent/b", "same\tagent/b\tagent/a"], 2, "lines 2, 3 go round in a circle"),
        (["same\tagent/a\tagent/a"], 2, "both are one already"),
        (["different\tagent/a\tagent/a"], 2, "can't differ from itself"),
        (["same\tagent/a\troad/r"], 2, "can't become one"),
        (["same\tplace/p\tplace/q"], 2, "two units, with the official codes 001, 002"),
        (["same\tplace/o\tplace/p", "same\tplace/o\tplace/q"], 2, "several units would be one"),
        (["same\tagent/a\tagent/nobody"], 2, "nothing here is agent/nobody"),
        (["rename\tagent/nobody\tSở"], 2, "nothing here is agent/nobody"),
        (["rename\tagent/a\tX", "rename\tagent/a\tY"], 3, "line 2 gives the same thing another name"),
        (
            ["same\tagent/a\tagent/b", "rename\tagent/a\tX", "rename\tagent/b\tY"],
            4,
            "line 3 gives the same thing another name",
        ),
        (["rename\tagent/a\tSở B", "rename\tagent/b\tsở a"], 2, "lines 2, 3 give each other's names, in a circle"),
        (
            ["rename\tagent/a\tSở B", "rename\tagent/b\tSở C", "rename\tagent/c\tSở A"],
            2,
            "lines 2, 3, 4 give each other's names",
        ),
        (["same\tdoc/mot\tdoc/hai", "different\tdoc/mot\tdoc/hai"], 3, "line 2 says otherwise"),
        (["same\tdoc/mot\tdoc/hai", "same\tdoc/hai\tdoc/mot"], 3, "line 2 says otherwise"),
        (["same\tdoc/mot\tdoc/nothing"], 2, "nothing here is doc/mot"),
        (["different\tagent/d\tdoc/hai"], 2, "does not name agent/d"),
    ],
)
def test_a_contradiction_is_named_with_its_line(lines, line, said):
    with pytest.raises(MergeError, match=said) as caught:
        put(*lines)
    assert caught.value.line == line
    assert caught.value.path == "merges.tsv"


def test_the_same_said_twice_is_no_contradiction():
    assert short(put("same\tagent/a\tagent/b", "same\tagent/a\tagent/b").become) == {"agent/b": "agent/a"}
    assert put("rename\tagent/a\tX", "rename\tagent/a\tX").names
    assert put("rename\tagent/a\tSở A").names


def test_what_is_gone_is_no_error_in_the_file_that_a_folder_keeps():
    found = put("same\tagent/a\tagent/nobody", "same\tagent/a\tagent/b", "different\tagent/d\tdoc/hai", is_kept=True)
    assert sorted(one.line for one in found.unused) == [2, 4]
    assert short(found.become) == {"agent/b": "agent/a"}
