"""Make images of printed pages from the project's own sample, and compare words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

SAMPLE = Path(__file__).resolve().parents[3] / "kg" / "samples" / "thai-binh.pdf"
DPI = 150


@cache
def page(index: int = 1) -> tuple[Image.Image, str]:
    """Return a page of the typeset sample as a grey image, and the text of its layer."""
    document = pdfium.PdfDocument(SAMPLE)
    try:
        image = document[index].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        return image, document[index].get_textpage().get_text_bounded()
    finally:
        document.close()


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return re.findall(r"\w+", text.lower())


def likeness(read: str, printed: str) -> float:
    """Return how like two texts are by the words that they share in order."""
    return SequenceMatcher(None, words(read), words(printed), autojunk=False).ratio()


def share_found(read: str, printed: str) -> float:
    """Return the share of the printed words that were read, in whatever order."""
    left = words(read)
    found = 0
    for word in words(printed):
        if word in left:
            left.remove(word)
            found += 1
    return found / max(1, len(words(printed)))
