"""Share the documents of `texts.py` as files."""

from __future__ import annotations

from pathlib import Path

import pytest
from merges.texts import TEXTS


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Return a folder with the three texts."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder
