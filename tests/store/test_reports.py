"""A report that is damaged or another version's is said to be so, by every way in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.store.graphs.reports import demand, read_report
from kg.store.graphs.snapshot import Snapshot

DOCUMENT = {"id": "x", "slug": "x", "name": "x", "counts": {}, "repairs": {}, "coverage": {"measures": 0.5}}
GOOD = ({}, {"documents": []}, {"documents": [DOCUMENT], "new": [1]}, {"conformance": {"conforms": True, "found": 0}})
BAD = (
    "",
    "{",
    "[]",
    "null",
    '"text"',
    "[" * 100_000,
    '{"documents": 3}',
    '{"documents": [3]}',
    '{"documents": [{}]}',
    json.dumps({"documents": [DOCUMENT | {"slug": None}]}),
    json.dumps({"documents": [DOCUMENT | {"counts": {"measures": "many"}}]}),
    '{"counts": []}',
    '{"durations": {"text": "long"}}',
    '{"conformance": {}}',
    '{"base_iri": 3}',
)


def write(folder: Path, text: str | bytes) -> Path:
    """Write a report into a folder and return the folder."""
    (folder / "report.json").write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return folder


@pytest.mark.parametrize("report", GOOD)
def test_a_report_of_ours_is_read(tmp_path: Path, report: dict[str, object]) -> None:
    assert read_report(write(tmp_path, json.dumps(report))) == report


@pytest.mark.parametrize("text", [*BAD, b"\xff", b"\xff\xfe{\x00}\x00"])
def test_another_one_is_refused_with_what_to_do(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(StoreError, match=r"report\.json: .*kg build INPUT -o"):
        read_report(write(tmp_path, text))


def test_none_is_none(tmp_path: Path) -> None:
    assert read_report(tmp_path) == {}
    with pytest.raises(StoreError, match="has no counts, durations"):
        demand({"documents": []}, ("documents", "counts", "durations"), folder=tmp_path)


def test_another_version_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"was written by kg 9\.9, this is"):
        read_report(write(tmp_path, '{"counts": [], "versions": {"kg": "9.9"}}'))


def test_an_error_names_the_folder_and_not_its_copy(tmp_path: Path) -> None:
    snapshot = Snapshot(write(tmp_path, "["), (), -1, Path("out"))
    with pytest.raises(StoreError, match=r"^out/report\.json"):
        _ = snapshot.report
