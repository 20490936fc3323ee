"""Write the page of a graph folder, with everything that the folder knows."""

from __future__ import annotations

import html
import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import build_index
from kg.analyse.commitments import Register
from kg.analyse.geography import locate
from kg.export import read_facts, read_silent
from kg.export.facts import Fact
from kg.extraction import collection_paused
from kg.files import write_atomically
from kg.store import GraphFolder
from kg.view.extras import read_extras
from kg.view.page import render_html
from kg.view.sheets import draw_sheets


class View:
    """A page in memory: a notebook shows it, `save` writes it, `str` gives its HTML."""

    def __init__(self, page: str, *, height: int = 760) -> None:
        self.page, self.height = page, height

    def __str__(self) -> str:
        return self.page

    def __repr__(self) -> str:
        return f"<kg view of {len(self.page)} characters>"

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write the page in UTF-8, whatever the locale."""
        return write_atomically(path, self.page.encode("utf-8", errors="replace"))

    def _repr_html_(self) -> str:
        """Return a frame of its own for the page: it runs its scripts, and can reach nothing of the notebook."""
        return (
            f'<iframe sandbox="allow-scripts allow-downloads" width="100%" height="{self.height}" '
            f'style="border:0" title="kg" srcdoc="{html.escape(self.page)}"></iframe>'
        )


@collection_paused()
def render_folder(
    folder: GraphFolder,
    *,
    title: str = "",
    facts: Iterable[Fact] | None = None,
    report: Mapping[str, Any] | None = None,
    page_images: bool = False,
    register: Register | None = None,
) -> View:
    """Return the page of a graph folder; `title` is that of its one document, else their number.

    `facts` saves reading its facts, `report` is that of a folder which has none yet. With `page_images` the pages that
    quotes stand on are in it, drawn from the files that were kept. Verdicts of others are those of the `register`.
    """
    facts = read_facts(folder) if facts is None else list(facts)
    network = to_network(facts, sector_labels=read_sector_labels())
    texts = {name: text for name in folder.documents if (text := folder.text(name))}
    extras = replace(
        read_extras(folder, texts=texts),
        index=build_index(facts),
        report=folder.report if report is None else report,
        places=tuple(locate(facts)),
        silent=read_silent(folder),
        register=register,
    )
    if page_images:
        extras = replace(extras, sheets=draw_sheets(folder, facts))
    return View(render_html(network, title=title or _title(folder), texts=texts, extras=extras))


def _title(folder: GraphFolder) -> str:
    """Return a title for a page on the whole folder."""
    names = [folder.title(document) for document in folder.documents]
    return names[0] if len(names) == 1 else f"{len(names)} văn bản"
