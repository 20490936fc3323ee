"""The file of decisions: what it may hold, and which line is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MergeError
from kg.merges.table import COLUMNS, KINDS, Decision, Table, extend_lines, parse_table, read_table, write_lines

HEAD = "\t".join(COLUMNS)


def parse(*lines: str) -> list[Decision]:
    made, _ = parse_table("\n".join([HEAD, *lines]).encode("utf-8"), path="merges.tsv")
    return made


def test_lines_are_decisions_and_comments_are_none():
    made, left = parse_table(
        f'\ufeff# a comment\r\n\r\n{HEAD}\r\nsame\ta\tb\tNguyễn A\t2026-03-31\twhy\r\n?\ta\tc\r\nrename\ta\t"tên mới"\r\n'.encode(),
        path="merges.tsv",
    )
    assert made == [
        Decision("same", "a", "b", "Nguyễn A", "2026-03-31", "why", 4),
        Decision("rename", "a", "tên mới", line=6),
    ]
    assert left == [Decision("?", "a", "c", line=5)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("same\ta", "needs two cells"),
        ("same a b", "is no decision"),
        ("merge\ta\tb", "'merge' is no decision"),
        ("same\ta b\tc", "'a b' is no IRI"),
        ('rename\ta\t""', "needs a name"),
        ("same\ta\tb\t\tyesterday", "'yesterday' is no date"),
        ("same\ta\tb\t\t2026", "'2026' is no date"),
        ("same\ta\tb\t\t2026-02-30", "is no date"),
        ("same\ta\tb\t\t2026-W01-1", "is no date"),
        ("same\ta\tb\t\t2026-03-31 10:00", "is no date"),
        ("same\ta\tb\t\t2026-03-31T10", "is no date"),
        ("same\ta\tb\tA\x00B", "control character"),
        ("same\ta\tb\tc\t2026-01-01\te\tf", "has 7 cells"),
    ],
)
def test_a_wrong_line_is_named(line, said):
    with pytest.raises(MergeError, match=said) as caught:
        parse("same\tx\ty", line)
    assert caught.value.line == 3
    assert "line 3" in str(caught.value)
    assert "merges.tsv" in str(caught.value)
    assert caught.value.remedy


def test_a_file_without_heads_or_of_other_bytes_is_an_error(tmp_path: Path):
    with pytest.raises(MergeError, match="line 1: the line of heads is missing"):
        parse_table(b"same\ta\tb\n", path="x")
    with pytest.raises(MergeError, match="no UTF-8"):
        parse_table("decision ế".encode("utf-16"), path="x")
    with pytest.raises(MergeError, match=r"can.t be read"):
        read_table(tmp_path / "none.tsv")


CELL = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters='#"<>{}|\\^`'), min_size=1
)


@given(st.lists(st.tuples(st.sampled_from(KINDS), CELL, CELL, CELL | st.just(""), CELL | st.just(""))))
def test_what_is_written_is_read(rows):
    decisions = [Decision(kind, a, b, who, "2026-03-31", note) for kind, a, b, who, note in rows]
    made, left = parse_table(write_lines(decisions, comments=["head"]).encode(), path="x")

    def bare(some: list[Decision]) -> list[tuple[str, ...]]:
        return [(one.kind, one.a, one.b, one.who, one.note) for one in some]

    assert sorted(bare([*made, *left])) == sorted(bare(decisions))


def test_the_digest_is_of_what_was_decided_not_of_how_it_is_written():
    one = Table(tuple(parse("same\ta\tb", "# c", "different\ta\tc")))
    other = Table(tuple(parse("different\ta\tc", "same\ta\tb", "?\tx\ty")))
    assert one.digest == other.digest != Table(tuple(parse("same\ta\tb"))).digest
    assert Table().digest == ""


def test_proposals_are_added_behind_what_a_file_holds():
    data = f"# mine\n{HEAD}\nsame\ta\tb".encode()
    table = Table(data=data)
    assert extend_lines(table, [Decision("?", "c", "d")]) == f"# mine\n{HEAD}\nsame\ta\tb\n?\tc\td\n"
