"""The file of decisions: what is written is read, in one order, and what is wrong in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.decisions import Decision, Decisions, read_decisions, write_decisions
from kg.decisions.file import COLUMNS, change_file, from_line, to_line
from kg.errors import DecisionError

WHEN = "2026-05-15T09:30:00+07:00"
ACCEPTED = Decision("plan", "measure", "accept", "Xây dựng cầu", "Lan", WHEN, {"action": "build"}, start=7)
MENDED = Decision("plan", "target", "correct", "đạt 85 %", "Minh", WHEN, {"value": "85"}, {"value": "8.5"}, "OCR")
words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(lambda text: " ".join(text.split()) or "x")


@given(words, words, words, st.dictionaries(words, words), words, st.integers(0, 10**9))
def test_a_decision_is_read_as_it_was_written(exact, by, note, states, prefix, start):
    one = Decision("plan", "measure", "reject", exact, by, WHEN, states, note=note, prefix=prefix, start=start)
    assert from_line(to_line(one)) == one


def test_a_file_is_the_same_whatever_the_order_of_decisions(tmp_path: Path):
    one, other = tmp_path / "one.tsv", tmp_path / "other.tsv"
    write_decisions(one, Decisions((ACCEPTED, MENDED)))
    write_decisions(other, Decisions((MENDED, ACCEPTED)))
    assert one.read_bytes() == other.read_bytes()
    assert list(read_decisions(one).all) == [MENDED, ACCEPTED]


def test_notes_and_line_ends_of_windows_are_kept_and_read(tmp_path: Path):
    file = tmp_path / "decisions.tsv"
    text = "\r\n".join(["# checked on 15 May", "\t".join(COLUMNS), to_line(ACCEPTED), ""])
    file.write_bytes(text.encode("utf-8"))
    change_file(file, lambda decisions: [*decisions, MENDED])
    assert file.read_text(encoding="utf-8").startswith("# checked on 15 May\n")
    assert len(read_decisions(file).all) == 2


WRONG = {
    "columns": ("plan\tmeasure\taccept", "line 3: has 3 columns, not 12"),
    "kind": (to_line(ACCEPTED).replace("measure", "mesure"), "line 3: no kind of fact is 'mesure'"),
    "verdict": (to_line(ACCEPTED).replace("accept", "yes"), "line 3: 'yes' is no decision on a measure"),
    "time": (to_line(ACCEPTED).replace(WHEN, "yesterday"), "line 3: 'yesterday' is no time"),
    "zone": (to_line(ACCEPTED).replace("+07:00", ""), "is no time"),
    "person": (to_line(ACCEPTED).replace("Lan", " "), "line 3: by is empty"),
    "start": (to_line(ACCEPTED)[:-1] + "x", "line 3: start is 'x'"),
    "json": (to_line(MENDED).replace('{"value": "8.5"}', "{value: 8.5}"), "line 3: change is '{value: 8.5}'"),
    "field": (to_line(MENDED).replace('{"value": "8.5"}', '{"role": "lead"}'), "'role' of a target can't be corrected"),
    "number": (to_line(MENDED).replace('"8.5"', '"8,5"'), "'8,5' is no value"),
    "day": (to_line(MENDED).replace('{"value": "8.5"}', '{"due": "2026-02-30"}'), "'2026-02-30' is no due"),
    "nothing": (to_line(MENDED).replace('{"value": "8.5"}', ""), "a correction changes something"),
    "again": (
        to_line(ACCEPTED) + "\n" + to_line(ACCEPTED).replace("accept", "reject"),
        "line 4: decides again what line 3",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_line(case: str, tmp_path: Path):
    line, told = WRONG[case]
    file = tmp_path / "decisions.tsv"
    file.write_text("\t".join(COLUMNS) + "\n\n" + line + "\n", encoding="utf-8")
    with pytest.raises(DecisionError) as caught:
        read_decisions(file)
    assert told in str(caught.value)
    assert str(file) in str(caught.value)
    assert caught.value.remedy


def test_a_build_by_a_broken_file_ends_with_2_and_writes_nothing(tmp_path: Path, run_kg):
    source, file = tmp_path / "plan.txt", tmp_path / "decisions.tsv"
    source.write_text("Xây dựng cầu Nghìn.\n", encoding="utf-8")
    file.write_text("\t".join(COLUMNS) + "\n" + to_line(ACCEPTED).replace("accept", "maybe") + "\n", encoding="utf-8")
    done = run_kg("build", source, "-o", tmp_path / "out", "--decisions", file)
    assert done.returncode == 2
    assert f"{file}: line 2: 'maybe' is no decision on a measure" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
