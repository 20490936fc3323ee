"""What others say of commitments: read from their own file, counted by the latest day, wrong lines named."""

from __future__ import annotations

import pytest
from commitment_facts import ROADS, SCHOOLS, WATER, make_facts

from kg.analyse.commitments import attach_verdicts, make_register
from kg.errors import RegisterError

HEAD = "id\tverdict\tdate\tsource\tquote"


@pytest.fixture
def register():
    return make_register(make_facts(("I", ROADS), ("I", SCHOOLS), ("I", WATER))[0])


def attach(register, *lines: str, head: str = HEAD):
    return attach_verdicts(register, "\n".join([head, *lines]).encode(), path="v.tsv")


def test_the_latest_verdict_counts_and_the_others_stay(register):
    road, school, water = (one.id for one in register.commitments)
    code = register.commitments[0].code
    found = attach(
        register,
        "# what the inspectorate says",
        f"{road}\tin work\t2023-05-01\tBáo A\tđang thi công",
        f"{code}\tBroken\t2025-05-01\thttps://example.vn/b\tdừng thi công",
        "",
        f"{school}\tkept\t2024-01-01\tBáo A\tđã xong",
        f"{school}\tbroken\t2024-01-01\tBáo B\tchưa xong",
        f"{water}\tnot rated\t2024-01-01\tBáo A\t",
    )
    assert [(one.verdict, one.date, one.line) for one in found.said_of(road)] == [
        ("broken", "2025-05-01", 4),
        ("in work", "2023-05-01", 3),
    ]
    assert found.latest(school) == "differ"
    counts = {kind: len(ids) for kind, ids in found.count_verdicts().items()}
    assert counts == {"kept": 0, "in work": 0, "broken": 1, "not rated": 1, "differ": 1}
    assert found.commitments == register.commitments


def test_columns_may_stand_in_any_order_and_lines_end_as_in_windows(register):
    code = register.commitments[0].code
    data = f"\ufeffquote\tsource\tdate\tverdict\tid\r\nxong\tBáo\t2024-01-01\tkept\t{code}\r\n".encode()
    (one,) = attach_verdicts(register, data, path="v.tsv").verdicts
    assert (one.id, one.verdict, one.quote) == (register.commitments[0].id, "kept", "xong")


@pytest.mark.parametrize(
    ("line", "told", "remedy"),
    [
        ("{code}\tdone\t2024-01-01\tA\tq", "'done' is no verdict", "kept, in work, broken, not rated"),
        ("nobody\tkept\t2024-01-01\tA\tq", "no commitment 'nobody'", "register.csv"),
        ("{code}\tkept\t01/02/2024\tA\tq", "'01/02/2024' is no day", "2025-06-30"),
        ("{code}\tkept\t20240101\tA\tq", "'20240101' is no day", "2025-06-30"),
        ("{code}\tkept\t2024-02-30\tA\tq", "'2024-02-30' is no day", "2025-06-30"),
        ("{code}\tkept\t2024-01-01\t\tq", "nothing says where", "name the source"),
        ("{code}\tkept\t2024-01-01\tA\t", "words of the source are missing", "quote"),
        ("{code}\tkept\t2024-01-01\tA", "it has 4 cells, not 5", "tab"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(register, line, told, remedy):
    with pytest.raises(RegisterError) as error:
        attach(register, "# first", line.format(code=register.commitments[0].code))
    assert str(error.value).startswith("v.tsv: line 3: ") and told in str(error.value)
    assert remedy in error.value.remedy and error.value.facts["line"] == 3


def test_the_same_line_twice_and_a_file_without_heads_are_errors(register):
    line = f"{register.commitments[0].code}\tkept\t2024-01-01\tA\tq"
    with pytest.raises(RegisterError, match="line 3: the same stands in line 2"):
        attach(register, line, line)
    with pytest.raises(RegisterError, match="line 1: the columns are"):
        attach(register, head=line)
    with pytest.raises(RegisterError, match="line 2 is not UTF-8"):
        attach_verdicts(register, HEAD.encode() + b"\n\xff\xfe", path="v.tsv")
    with pytest.raises(RegisterError, match="line 1: the columns are none"):
        attach_verdicts(register, b"", path="v.tsv")
