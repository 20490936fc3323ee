"""The page for those who query: every console example runs on the sample, and what it lists is what there is."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from kg.config import FUNCTION_NAMESPACE
from kg.prefixes import QUERY_PREFIXES
from kg.store import list_queries
from kg.store.questions.functions import CUSTOM_FUNCTIONS
from kg.store.questions.parameters import TYPES

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "queries.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\$ (kg .+)$", PAGE, re.M)


def test_the_page_has_its_examples() -> None:
    assert len(COMMANDS) == 16
    assert {shlex.split(command)[1] for command in COMMANDS} == {"search", "queries", "query"}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_example_answers(command: str, run_kg, sample_out: Path) -> None:
    args = [str(sample_out) if arg == "out" else arg for arg in shlex.split(command)[1:]]
    done = run_kg(*args)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 3
    assert "(0 " not in done.stdout


def test_prefixes_functions_and_types_are_named() -> None:
    for prefix in QUERY_PREFIXES:
        assert f"`{prefix}:`" in PAGE
    assert f"`{FUNCTION_NAMESPACE}`" in PAGE
    for name in CUSTOM_FUNCTIONS:
        assert f"`pfn:{name.removeprefix(FUNCTION_NAMESPACE)}(" in PAGE
    for name in TYPES:
        assert f"`{name}`" in PAGE
    assert {p.type for query in list_queries() for p in query.parameters} <= set(TYPES)
