"""A stamp changes with whatever may change what a document gives, and with nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from kg import stamp
from kg.config import Options
from kg.model import Document
from kg.pages import SourceLayout, SourcePage

DOCUMENT = Document("a", "a.txt", "Xây dựng cầu.\n", "0" * 64)


def of(document: Document = DOCUMENT, **options: object) -> str:
    return stamp.stamp_document(document, options=Options(**options))


@pytest.mark.parametrize(
    "changed",
    [
        replace(DOCUMENT, text="Xây dựng đường.\n"),
        replace(DOCUMENT, name="b.txt"),
        replace(DOCUMENT, slug="b"),
        replace(DOCUMENT, layout=SourceLayout(pages=(SourcePage(0, 14, 1),))),
    ],
)
def test_another_document_has_another_stamp(changed: Document) -> None:
    assert of(changed) != of() == of(replace(DOCUMENT))


def test_options_that_change_the_folder_change_the_stamp() -> None:
    stamps = {of(), of(base_iri="https://example.org/"), of(keep_text=False), of(keep_source=True)}
    assert len(stamps) == 4


def test_the_program_is_its_files_and_libraries(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {name for name, _ in stamp._files()}
    assert names >= {"kg/stamp.py", "kg/view/assets/style.css", "ontology/lexicons/verbs.tsv", "ontology/policy.ttl"}
    assert not [name for name in names if "__pycache__" in name]
    before = stamp.stamp_program()
    monkeypatch.setattr(stamp, "_version", lambda name: "0")
    stamp.stamp_program.cache_clear()
    try:
        assert stamp.stamp_program() != before
    finally:
        stamp.stamp_program.cache_clear()


def test_the_stamp_is_the_same_in_every_process() -> None:
    code = "from kg.stamp import stamp_program; print(stamp_program())"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
