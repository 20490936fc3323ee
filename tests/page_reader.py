"""Do on a page what a reader does: search, read the panel and the text, look at the table of what is drawn."""

from __future__ import annotations

MIDDLE = 21
"""How many pixels below the canvas's middle a centred symbol stands: between the tools above and below it."""


def search(page: object, query: str) -> None:
    """Search and take the first result."""
    page.fill("#search", query)
    page.wait_for_selector("#results [role=option]")
    page.press("#search", "Enter")


def panel(page: object) -> str:
    """Return the panel's words."""
    return page.inner_text("#panel")


def title(page: object) -> str:
    """Return the name of what the panel shows."""
    return page.text_content("#panel h2")


def act(page: object, key: str) -> None:
    """Press one of the buttons of the panel."""
    page.click(f"#panel [data-act={key}]")


def drawn(page: object) -> list[str]:
    """Return the names of what is drawn, from the table view; the drawing is shown again afterwards."""
    page.click("#as-table")
    names = page.locator("#table tbody th bdi").all_text_contents()
    page.click("#as-table")
    return names


def said(page: object) -> str:
    """Return what was announced last."""
    return page.text_content("#live")


def sentence(page: object) -> str:
    """Return the sentence that the reading pane has scrolled to."""
    return "".join(page.locator("#text-body .now").all_text_contents())


def is_in_view(page: object, selector: str, *, inside: str) -> bool:
    """Say whether an element lies within the visible part of another one."""
    inner, outer = page.locator(selector).first.bounding_box(), page.locator(inside).bounding_box()
    return outer["y"] <= inner["y"] and inner["y"] + inner["height"] <= outer["y"] + outer["height"]


def show(page: object, view: str) -> None:
    """Go to a view by its tab in the top bar."""
    page.click(f"[data-view-tab={view}]")


def tab(page: object, name: str) -> None:
    """Open a tab beside the drawing."""
    page.click(f"[data-tab={name}]")
