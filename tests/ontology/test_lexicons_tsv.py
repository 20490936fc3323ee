"""Every table says what it holds, where its entries come from and what its columns mean; its entries are clean."""

import re
import unicodedata

import pytest

from kg.resources import ontology_path, read_table

TABLES = sorted(
    path.relative_to(ontology_path()).as_posix()
    for path in ontology_path().rglob("*.tsv")
    if "queries" not in path.relative_to(ontology_path()).parts
)
_SOURCE = re.compile(r"[Mm]ade for this project|[Ss]ources?:|[Cc]ompiled|[Cc]ounted by|[Dd]rawn from|by this project")


def header_of(name: str) -> tuple[str, list[str]]:
    """Return the comment at the head of a table as one line, and its columns."""
    lines = (ontology_path() / name).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    assert lines[: len(comments)] == comments, "comments stand at the head"
    return " ".join(line.lstrip("# ") for line in comments), lines[len(comments)].split("\t")


def test_there_are_tables():
    assert len(TABLES) >= 25


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_holds_and_where_it_is_from(name):
    words, _ = header_of(name)
    first = words.split(". ")[0]
    assert len(first) > 20, "the first sentence says what the table holds"
    assert _SOURCE.search(words), "the header says where the entries come from"


@pytest.mark.parametrize("name", [name for name in TABLES if not name.startswith("gazetteer/")])
def test_a_table_says_what_its_columns_mean(name):
    words, columns = header_of(name)
    unsaid = [column for column in columns[1:] if not re.search(rf"(?<!\w){column}(?!\w)", words)]
    assert unsaid == []


@pytest.mark.parametrize("name", [name for name in TABLES if name.startswith("lexicons/")])
def test_entries_are_clean(name):
    for row in read_table(name):
        for cell in row.values():
            assert cell == unicodedata.normalize("NFC", cell).strip(), row
            assert cell, row
            assert "  " not in cell, row


def test_a_body_is_listed_once_however_it_is_printed():
    rows = [(row["term"].casefold(), row["kind"]) for row in read_table("lexicons/agents.tsv")]
    assert len(set(rows)) == len(rows)
