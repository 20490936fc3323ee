"""Names of sheets that Excel takes."""

import re

from hypothesis import given
from hypothesis import strategies as st

from kg.export.answers.workbook import NAME_LENGTH, name_sheets

_LABELS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), max_size=12)


@given(_LABELS)
def test_names_are_short_legal_and_each_once(labels):
    names = name_sheets(labels)
    assert len(names) == len(labels) == len({name.casefold() for name in names})
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= NAME_LENGTH
        assert not re.search(r"[\[\]:*?/\\]", name) and not name.startswith("'") and not name.endswith("'")
        assert name.casefold() != "history"


def test_long_names_that_begin_alike_are_numbered():
    names = name_sheets(["Ủy ban nhân dân các tỉnh, thành phố trực thuộc trung ương"] * 2 + ["History"])
    assert names == ["Ủy ban nhân dân các tỉnh, thành", "Ủy ban nhân dân các tỉnh, t (2)", "History (2)"]
