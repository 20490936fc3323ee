"""Say which file of decisions a graph folder goes by, and sum up in its report what became of them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.decisions.file import FILE_NAME, Decisions, digest_of
from kg.decisions.outcomes import HELD, TOLD
from kg.resources import sample_path

Report = dict[str, Any]


def default_file(files: Iterable[Path], out: Path) -> Path:
    """Return where decisions on inputs are kept where nobody says otherwise: beside the inputs, if they are together.

    Of packaged samples, of texts that are in no file, and of files that have no folder in common it is beside `out`.
    """
    folders = {os.path.dirname(os.path.realpath(path)) for path in files}
    try:
        common = Path(os.path.commonpath(folders)) if folders else None
    except ValueError:  # other drives
        common = None
    if common is None or common == common.parent or common == sample_path("thai-binh").resolve().parent:
        common = Path(os.path.realpath(out)).parent
    return common / FILE_NAME


def remembered(report: Report, out: Path) -> Path | None:
    """Return the file by which a folder was built last, None for none."""
    way = report.get("decisions", {}).get("file", "")
    return Path(os.path.normpath(Path(os.path.realpath(out)) / way)) if way else None


def way_to(path: Path, out: Path) -> str:
    """Return how a folder's report names a file: the way from the folder to it."""
    try:
        return Path(os.path.relpath(os.path.realpath(path), os.path.realpath(out))).as_posix()
    except ValueError:  # another drive of Windows
        return Path(os.path.realpath(path)).as_posix()


def sum_up(entries: Iterable[Report], decisions: Decisions, *, file: str) -> Report:
    """Return what a folder's report says of decisions: counts over its documents, and what to look at.

    `absent` are documents that are decided on and not in the folder, `not_applied` those that were kept as they were
    built by other decisions.
    """
    entries = list(entries)
    told = {entry["slug"]: entry["decisions"] for entry in entries if "decisions" in entry}
    there = {entry["slug"] for entry in entries}
    wanted = {slug: digest_of(decisions.of(slug)) for slug in decisions.documents}
    stale = sorted(slug for slug in there if told.get(slug, {}).get("digest", "") != wanted.get(slug, ""))
    names = ("decisions", HELD, "moved", *TOLD)
    return {
        "file": file,
        "digest": decisions.digest,
        **{name: sum(one[name] for one in told.values()) for name in names},
        "absent": sorted(wanted.keys() - there),
        "not_applied": stale,
        "look": [{"document": slug} | line for slug in sorted(told) for line in told[slug]["look"]],
    }
