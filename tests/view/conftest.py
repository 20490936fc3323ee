"""Give the tests the small hand-made document, and a browser that tells what a page does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import pytest
from answer_facts import DOC, TEXT, make_facts

from kg.analyse import read_sector_labels, to_network
from kg.analyse.answers import build_index
from kg.view import Extras, write_html

DATA = Path(__file__).resolve().parent / "data"
LABELS = {
    "transport": {"vi": "giao thông", "en": "transport"},
    "tourism": {"vi": "du lịch", "en": "tourism"},
    "business-investment": {"vi": "doanh nghiệp, đầu tư", "en": "enterprises and investment"},
}
ALLOWED = ("file:", "data:", "blob:")


class Small(NamedTuple):
    """The small document: its facts, its source text by IRI, the network of both."""

    facts: list[dict[str, object]]
    texts: dict[str, str]
    network: nx.MultiDiGraph


@pytest.fixture
def small() -> Small:
    """Return the small document."""
    facts = [json.loads(line) for line in (DATA / "small.facts.jsonl").read_text(encoding="utf-8").splitlines()]
    text = (DATA / "small.txt").read_bytes().decode("utf-8")
    return Small(facts, {facts[0]["id"]: text}, to_network(facts, sector_labels=LABELS))


class Visit:
    """Open pages in one browser and note every request that leaves, console message, error and dialogue."""

    def __init__(self, browser: object) -> None:
        self.browser = browser
        self.noted: list[str] = []

    @contextmanager
    def open(
        self,
        path: Path,
        *,
        width: int = 1280,
        height: int = 800,
        view: str = "drawing",
        ready: str = "html[data-ready=whole]",
        **settings: object,
    ) -> Iterator[object]:
        """Open a file at one of its views (at the first where that is empty); at the end nothing may have been noted.

        It is there once the selector `ready` finds something.
        """
        settings = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"} | settings
        page = self.browser.new_page(**settings)
        page.set_default_timeout(10_000)
        page.on("request", lambda request: self._note("request", request.url, allowed=ALLOWED))
        page.on("console", lambda message: self._note("console", message.text))
        page.on("pageerror", lambda error: self._note("error", str(error)))
        page.on("dialog", lambda dialog: (self._note("dialogue", dialog.message), dialog.dismiss()))
        try:
            page.goto(path.as_uri() + (f"#{view}" if view else ""))
            page.wait_for_selector(ready, state="attached")
            yield page
            assert self.noted == []
        finally:
            page.close()

    def _note(self, kind: str, text: str, *, allowed: tuple[str, ...] = ()) -> None:
        if not (allowed and text.startswith(allowed)):
            self.noted.append(f"{kind}: {text[:300]}")


@pytest.fixture
def page_path(small: Small, tmp_path: Path) -> Path:
    """Return the page of the small document."""
    return write_html(small.network, tmp_path / "page.html", title="Nghị quyết", texts=small.texts)


@pytest.fixture
def plan_path(tmp_path: Path) -> Path:
    """Return the page of the made-up plan of `answer_facts`, with its answers."""
    facts = make_facts()
    network = to_network(facts, sector_labels=read_sector_labels())
    extras = Extras(index=build_index(facts))
    return write_html(network, tmp_path / "plan.html", title="Kế hoạch", texts={DOC: TEXT}, extras=extras)


@pytest.fixture
def visit(browser: object) -> Visit:
    """Return what opens pages."""
    return Visit(browser)
