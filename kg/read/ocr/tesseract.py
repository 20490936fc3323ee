"""Read an image with the program Tesseract and its Vietnamese model, where they are installed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from PIL import Image

from kg.errors import ReadError
from kg.pages import Box
from kg.read.ocr.words import OcrLine, OcrWord, line_of

PROGRAM = "tesseract"
_LANGUAGE = "vie"
_PAGE_MODE = "1"
"""Find the blocks of the page and which way up it is; see the manual of Tesseract, `--psm`."""
_WORD_LEVEL = "5"
_SECONDS = 120


@lru_cache(maxsize=1)
def is_present() -> bool:
    """Say whether Tesseract is installed with its Vietnamese model."""
    program = shutil.which(PROGRAM)
    if program is None:
        return False
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return _LANGUAGE.encode() in listed.stdout.split()


def read_lines(image: Image.Image, *, dpi: int) -> list[OcrLine]:
    """Return the lines of an image in the order in which Tesseract reads them; raises `ReadError` where it fails."""
    stream = io.BytesIO()
    image.save(stream, "PPM")  # the quickest to write and to read; the resolution is told apart
    command = [PROGRAM, "-", "-", "-l", _LANGUAGE, "--psm", _PAGE_MODE, "--dpi", str(dpi), "tsv"]
    # Its own threads make it slower, and who runs several pages at once has none to give.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=stream.getvalue(), capture_output=True, timeout=_SECONDS, check=True, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReadError(f"{PROGRAM} failed: {error}", remedy="try it on the image by hand") from error
    return list(_lines(done.stdout.decode("utf-8")))


def _lines(table: str) -> Iterator[OcrLine]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == _WORD_LEVEL and (row["text"] or "").strip())
    for _, row_words in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield line_of(map(_word, row_words))


def _word(row: dict[str, str]) -> OcrWord:
    left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
    box = Box(left, top, left + width, top + height)
    return OcrWord("".join(row["text"].split()), box, min(1.0, max(0.0, float(row["conf"]) / 100)))
