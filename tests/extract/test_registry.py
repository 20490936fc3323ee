"""The table of extractors names every module there is, and the lexicons are well formed."""

from pathlib import Path

import pytest

import kg.extract
from kg.extract.registry import EXTRACTORS
from kg.model import ACTIONS, MODALITIES, ROLES, WORK_CLASSES
from kg.resources import ontology_path, read_table


def test_the_registry_names_every_module():
    folder = Path(kg.extract.__file__).parent
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")} - {"registry"}
    assert set(EXTRACTORS) == modules


LEXICONS = sorted(path.name for path in (ontology_path() / "lexicons").glob("*.tsv"))


def test_there_are_lexicons():
    assert len(LEXICONS) >= 15


@pytest.mark.parametrize("name", LEXICONS)
def test_a_lexicon_says_what_it_holds_and_has_no_row_twice(name):
    lines = (ontology_path() / "lexicons" / name).read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("# ") for line in lines) >= 1
    assert len(lines[0]) > 20
    rows = [tuple(row.values()) for row in read_table(f"lexicons/{name}")]
    assert rows
    assert len(rows) == len(set(rows))


def test_the_lexicons_speak_the_model_s_language():
    verbs = read_table("lexicons/verbs.tsv")
    assert {row["action"] for row in verbs if row["kind"] not in ("modal", "adverb")} <= {*ACTIONS, "-"}
    assert {row["action"] for row in verbs if row["kind"] == "modal"} <= set(MODALITIES)
    assert {row["role"] for row in read_table("lexicons/role_cues.tsv")} <= {*ROLES, "-"}
    assert {row["class"] for row in read_table("lexicons/work_heads.tsv")} == set(WORK_CLASSES)
