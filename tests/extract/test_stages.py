"""The order of the stages is checked when their table is loaded; the lexicons are well formed."""

from itertools import pairwise

import pytest

from kg.errors import ExtractionError
from kg.extract.stages import EXTRACTORS, checked
from kg.model import ACTIONS, MODALITIES, ROLES, WORK_CLASSES
from kg.resources import ontology_path, read_table


@pytest.mark.parametrize("name", [name for name, entry in EXTRACTORS.items() if entry.needs])
def test_a_stage_before_what_it_needs_is_refused(name):
    with pytest.raises(ExtractionError, match=f"stage {name} needs"):
        checked({name: EXTRACTORS[name], **EXTRACTORS})


def test_neighbours_may_change_places_only_where_neither_needs_the_other():
    for before, after in pairwise(EXTRACTORS):
        swapped = {name: EXTRACTORS[name] for name in EXTRACTORS if name != before}
        table = {}
        for name, entry in swapped.items():
            table[name] = entry
            if name == after:
                table[before] = EXTRACTORS[before]
        if EXTRACTORS[before].gives in EXTRACTORS[after].needs:
            with pytest.raises(ExtractionError):
                checked(table)
        else:
            assert checked(table) == table


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
