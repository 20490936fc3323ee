"""Read an image with the program Tesseract and its Vietnamese model, where they are installed."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby, pairwise

from PIL import Image

from kg.errors import ReadError
from kg.pages import Box
from kg.read.ocr.words import OcrLine, OcrWord, line_of

PROGRAM = "tesseract"
_LANGUAGE = "vie"
_PAGE_MODE = "3"
"""Find the blocks of a page that is upright already; see the manual of Tesseract, `--psm`."""
_WORD_LEVEL = "5"
_RIGHT = (
    (0.0, 0.3),
    (50.0, 0.55),
    (80.0, 0.6),
    (87.0, 0.7),
    (92.0, 0.8),
    (94.0, 0.9),
    (95.5, 0.96),
    (96.5, 0.99),
    (97.5, 0.998),
    (100.0, 0.999),
)
"""Tesseract's confidence, and how often words with it were right on rendered gazette pages; see benchmarks/ocr.py."""
_SECONDS = 120


def is_present() -> bool:
    """Say whether Tesseract is installed with its Vietnamese model."""
    return _LANGUAGE.encode() in languages()


def orientation(gray: Image.Image) -> int:
    """Return by how many quarter turns against the clock the writing lies turned; 0 where Tesseract cannot tell."""
    if not _tells_orientation():
        return 0
    told = re.search(r"^Rotate: (\d+)", _run(gray, "--psm", "0", checked=False), re.MULTILINE)
    return int(told.group(1)) // 90 % 4 if told else 0


def read_lines(gray: Image.Image, *, dpi: int) -> list[OcrLine]:
    """Return the lines of an image in the order in which Tesseract reads them; raises `ReadError` where it fails."""
    return list(_lines(_run(gray, "-l", _LANGUAGE, "--psm", _PAGE_MODE, "--dpi", str(dpi), "tsv")))


@lru_cache(maxsize=1)
def languages() -> list[bytes]:
    """Return the names of the models that the program has; none where it is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        return []
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return listed.stdout.split()


def _tells_orientation() -> bool:
    return b"osd" in languages()


def _run(image: Image.Image, *arguments: str, checked: bool = True) -> str:
    """Return what Tesseract says of an image; raise `ReadError` where it fails and that is to be checked."""
    stream = io.BytesIO()
    image.save(stream, "PPM")  # the quickest to write and to read; the resolution is told apart
    # Its own threads make it slower, and who runs several pages at once has none to give.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            [PROGRAM, "-", "-", *arguments],
            input=stream.getvalue(),
            capture_output=True,
            timeout=_SECONDS,
            check=checked,
            env=environment,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadError(f"{PROGRAM} failed: {error}", remedy="try it on the image by hand") from error
    return done.stdout.decode("utf-8", "replace")


def _lines(table: str) -> Iterator[OcrLine]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD_LEVEL and (row["text"] or "").strip())
    for _, row_words in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield line_of(map(_word, row_words))


def _word(row: dict[str, str]) -> OcrWord:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    box = Box(left, top, left + width, top + height)
    return OcrWord("".join(row["text"].split()), box, _sureness(float(row["conf"])))


def _sureness(confidence: float) -> float:
    """Return how often a word is right of which Tesseract is so sure, in hundredths."""
    for (low, often), (high, oftener) in pairwise(_RIGHT):
        if confidence <= high:
            share = max(0.0, confidence - low) / (high - low)
            return often + share * (oftener - often)
    return _RIGHT[-1][1]
