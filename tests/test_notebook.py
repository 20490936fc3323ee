"""Run the notebooks from the first cell to the last, and compare the answers with those that are kept."""

from __future__ import annotations

import os
import re
from pathlib import Path

import nbformat
import pytest

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
SECONDS = 180
pytestmark = [
    # Jupyter's own parts warn of each other; none of it is the notebook's doing.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def outputs(cell: nbformat.NotebookNode) -> list[str]:
    """Return what a cell printed and showed as plain text, object addresses left out."""
    shown = []
    for output in cell.get("outputs", ()):
        text = output.get("text") or output.get("data", {}).get("text/plain", output.get("output_type"))
        shown.append(re.sub(r" at 0x[0-9a-f]+", "", text))
    return shown


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_runs_and_gives_the_kept_answers(
    path: Path, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(root), os.environ.get("PYTHONPATH")])))
    monkeypatch.setenv("JUPYTER_PLATFORM_DIRS", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    kept = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    run = nbformat.read(path, as_version=4)
    NotebookClient(run, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": tmp_path}}).execute()
    code = [(old, new) for old, new in zip(kept.cells, run.cells, strict=True) if old.cell_type == "code"]
    asked = [old for old, _ in code if "sparql" in old.metadata.get("tags", ())]
    assert len(asked) >= 3
    assert path.name.startswith("01-") or sum("assert " in old.source for old, _ in code) >= len(code) // 2
    for old, new in code:
        assert outputs(old), f"cell {old.id} has no kept output"
        assert outputs(new) == outputs(old), f"cell {old.id} gives another answer than the kept one"


def test_there_are_the_notebooks_that_the_docs_name() -> None:
    assert [path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))] == [
        "01-quickstart.ipynb",
        "02-sparql.ipynb",
        "03-who-answers.ipynb",
        "04-two-terms.ipynb",
        "05-network.ipynb",
        "06-corpus.ipynb",
    ]


def test_there_is_a_quickstart_with_a_picture() -> None:
    notebook = nbformat.read(NOTEBOOKS / "01-quickstart.ipynb", as_version=4)
    kinds = {kind for cell in notebook.cells for output in cell.get("outputs", ()) for kind in output.get("data", {})}
    assert "image/svg+xml" in kinds


def test_the_quickstart_shows_the_page_without_holding_it() -> None:
    path = NOTEBOOKS / "01-quickstart.ipynb"
    (cell,) = (
        cell
        for cell in nbformat.read(path, as_version=4).cells
        if "graph.view(" in cell.source and cell.cell_type == "code"
    )
    assert "<iframe" in cell.outputs[0]["data"]["text/html"]
    assert path.stat().st_size < 100_000
