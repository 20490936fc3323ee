"""Measure how well scanned pages are read, by each engine and by their vote, and how often a suggestion is right.

    python benchmarks/ocr.py [--shared FOLDER] [--pages N]

Pages with a transcript are drawn from `samples/pdf` at 150 dots an inch, a little blurred, grained and packed as JPEG.
For each engine: similarity (difflib) of the words with the transcript, the share of Vietnamese syllables among plain
words, processor seconds a page; then, of the words that single readings got wrong and that are no syllables, how many
first suggestions are right. Scans without a transcript give syllables and seconds only.
"""

from __future__ import annotations

import argparse
import io
import re
import resource
import time
import unicodedata
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageFilter

from kg.config import ReadOptions
from kg.read.ocr import OcrLine, neural, recognise, tesseract
from kg.read.ocr.order import in_order
from kg.syllables import is_syllable
from kg.text.offsets import OffsetMap
from kg.text.readings import Neighbours, Suggester, confusions
from kg.text.suspects import find_suspects

SHARED = Path(__file__).resolve().parents[2] / "shared"
DPI = 150
_SIGNED = re.compile(r"Ký bởi:?.*?\+07:00|_+", re.DOTALL)
"""What the transcripts hold and no page shows: the data of signatures, and rules."""
_WORD = re.compile(r"\w+")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def drawn(path: Path, *, rough: bool, most: int) -> Iterator[Image.Image]:
    """Yield the pages of a PDF as images; `rough` ones as a scanner might give them."""
    grain = np.random.default_rng(2)
    document = pdfium.PdfDocument(path)
    for index in range(min(most, len(document))):
        image = document[index].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        if rough:
            shades = np.asarray(image.filter(ImageFilter.GaussianBlur(0.4)), float) * 0.95 + 5
            image = Image.fromarray(np.clip(shades + grain.normal(0, 6, shades.shape), 0, 255).astype(np.uint8))
            packed = io.BytesIO()
            image.save(packed, "JPEG", quality=75)
            image = Image.open(packed)
        yield image
    document.close()


def engines() -> dict[str, Callable[[Image.Image], list[OcrLine]]]:
    """Return what reads a page: each reading of trueocr alone, Tesseract alone, and what ships."""
    found: dict[str, Callable[[Image.Image], list[OcrLine]]] = {
        f"trueocr {reading.up:g} {reading.stretch:g}": lambda image, reading=reading: in_order(
            neural.read_lines(image, [reading])[0]
        )
        for reading in neural.READINGS
    }
    if tesseract.is_present():
        found["tesseract"] = lambda image: in_order(tesseract.read_lines(image, dpi=DPI))
    found["vote"] = lambda image: recognise(image, options=ReadOptions(), dpi=DPI)
    return found


def words(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def similarity(read: str, transcript: str) -> float:
    """Return how much of two texts is the same words in the same order."""
    return SequenceMatcher(None, words(read), words(transcript), autojunk=False).ratio()


def syllables(text: str) -> float:
    """Return the share of syllables among words in lower case or with a capital; codes such as NQ-CP are left out."""
    plain = [word for word in re.findall(r"(?<![\w/-])[^\W\d_]{2,}(?![\w/-])", text) if word[1:].islower()]
    return sum(is_syllable(word.lower()) for word in plain) / max(1, len(plain))


def seconds() -> float:
    """Return the processor time of this process and its children."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def mistakes(read: str, transcript: str) -> Iterator[tuple[str, Neighbours, str]]:
    """Yield each suspect of a reading with its neighbours and what is printed there."""
    suspected = {read[r.start_char : r.end_char] for r in find_suspects(read, OffsetMap())}
    mine, theirs = ([word.lower() for word in _TOKEN.findall(text)] for text in (read, transcript))
    for kind, start, end, at, to in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "replace" or (end - start != to - at and end - start > 1):
            continue
        for place in range(start, end):
            if mine[place] in suspected:
                printed = " ".join(
                    theirs[at:to] if end - start == 1 else theirs[at + place - start : at + place - start + 1]
                )
                around = (mine[place - 1] if place else "", mine[place + 1] if place + 1 < len(mine) else "")
                yield mine[place], Neighbours(*(word if word.isalpha() else "" for word in around)), printed


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--pages", type=int, default=6, help="at most so many pages of a file")
    arguments = parser.parse_args()
    samples = arguments.shared / "samples"
    files = [(path, path.with_suffix(".txt")) for path in sorted((samples / "pdf").glob("*.pdf"))]
    files = [pair for pair in files if pair[1].stat().st_size < 40_000]
    files += [(path, None) for path in sorted((samples / "scan").glob("*.pdf"))]
    right = listed = wrong = 0
    recognise(Image.new("L", (300, 300), 255), options=ReadOptions())  # loads the models
    for path, transcript in files:
        pages = list(drawn(path, rough=transcript is not None, most=arguments.pages))
        text = _SIGNED.sub("", transcript.read_text(encoding="utf-8")) if transcript else ""
        for name, read in engines().items():
            before = seconds()
            made = "\n".join(line.text for page in pages for line in read(page))
            took = (seconds() - before) / len(pages)
            like = f"{similarity(made, text):.4f}" if text else "     -"
            print(f"{path.stem:36} {name:20} {like}  syllables {syllables(made):.4f}  {took:.2f} s a page", flush=True)
            if text and name != "vote":
                suggester = Suggester(made)
                for word, around, printed in mistakes(made, text):
                    wrong += 1
                    right += suggester.suggest(word, around) == printed
                    listed += confusions().get(word) == printed
    print(f"{wrong} suspects that are misread: first suggestion right for {right}, by the list alone for {listed}")


if __name__ == "__main__":
    main()
