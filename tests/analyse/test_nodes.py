"""Check the names that facts get."""

from __future__ import annotations

import pytest

from kg.analyse.nodes import LABEL_LENGTH, cite, make_label, to_attributes


@pytest.mark.parametrize(
    ("fact", "label"),
    [
        ({"fact": "document", "id": "urn:doc/x", "title": "Nghị quyết"}, "Nghị quyết"),
        ({"fact": "document", "id": "urn:doc/x", "number": "01-NQ/TU"}, "01-NQ/TU"),
        ({"fact": "document", "id": "urn:doc/x"}, "x"),
        ({"fact": "section", "number": "(1)"}, "(1)"),
        ({"fact": "section", "heading": "Mục tiêu"}, "Mục tiêu"),
        ({"fact": "section"}, "§"),
        ({"fact": "target", "indicator": "GRDP", "comparator": ">=", "value": 8.5, "unit": "%"}, "GRDP: ≥ 8.5 %"),
        (
            {
                "fact": "target",
                "indicator": "thu nhập",
                "comparator": "range",
                "value": 8300,
                "value_max": 8500,
                "unit": "USD",
            },
            "thu nhập: 8300–8500 USD",
        ),
        ({"fact": "target", "indicator": "đô thị", "comparator": "=", "level": "loại I"}, "đô thị: loại I"),
        ({"fact": "entity", "label": "cầu\nNghìn"}, "cầu Nghìn"),
        ({"fact": "measure", "quote": "a  b\nc"}, "a b c"),
    ],
)
def test_labels(fact: dict[str, object], label: str) -> None:
    assert make_label(fact) == label


def test_a_long_measure_is_cut_between_words() -> None:
    label = make_label({"fact": "measure", "quote": "phát triển " * 20})
    assert len(label) <= LABEL_LENGTH + 2
    assert label.endswith("phát triển …") or label.endswith("phát …")


def test_a_citation_names_every_span() -> None:
    fact = {"fact": "measure", "doc": "urn:d", "start": 1, "end": 5, "also": [[7, 11]]}
    assert cite(fact) == "urn:d/text#char=1,5 urn:d/text#char=7,11"
    assert cite({"fact": "document", "doc": "urn:d"}) == ""


def test_a_targets_level_does_not_meet_a_sections() -> None:
    section = to_attributes({"fact": "section", "id": "urn:s", "doc": "urn:d", "number": "1", "level": 2})
    target = to_attributes({"fact": "target", "id": "urn:t", "doc": "urn:d", "indicator": "a", "level": "loại I"})
    assert (section["level"], target["aim"], "level" in target) == (2, "loại I", False)
