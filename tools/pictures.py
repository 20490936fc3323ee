"""Take the pictures of the page's views at three widths for `docs/images/views`, from the page in `exports/`.

    python tools/pictures.py [PAGE.html] [FOLDER]

Needs chromium and Playwright. Pictures are kept small: 96 colours.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
VIEWS = {
    "overview": "",
    "who": "#who=",
    "when": "#when=",
    "map": "#map=",
    "ask": "#ask=",
    "drawing": "#drawing=",
}
SIZES = ((1440, 900), (1280, 800), (375, 812))


def main() -> None:
    """Write `VIEW-WIDTH.png` of every view."""
    page_file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "exports" / "thai-binh-2020-2025.html"
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images" / "views"
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for width, height in SIZES:
            for name, place in VIEWS.items():
                page = browser.new_page(viewport={"width": width, "height": height})
                page.goto(page_file.resolve().as_uri() + place)
                page.wait_for_timeout(1500)
                path = folder / f"{name}-{width}.png"
                page.screenshot(path=path)
                page.close()
                Image.open(path).convert("RGB").quantize(96).save(path, optimize=True)
        browser.close()


if __name__ == "__main__":
    main()
