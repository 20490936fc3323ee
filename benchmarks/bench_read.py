"""Measure how fast files of each format are read, and how much of their words is got right.

    python benchmarks/bench_read.py [--samples FOLDER] [--format NAME] [--ocr auto]

For each file of `SAMPLES`: pages and megabytes a second of processor time, the word-bag F1 against the transcript
beside it, and the same of a plain extraction where there is one, in the same run. Folds what transcripts write
otherwise: dashes, quotation marks, white space, rows of dots, raised figures, decimal marks; for Markdown its marks.
Transcripts in Markdown leave out what pages repeat, so for them furniture does not count.
"""

from __future__ import annotations

import argparse
import contextlib
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.config import ReadOptions
from kg.errors import KgError
from kg.pages import ReadText
from kg.read.registry import format_of

SHARED = Path(__file__).resolve().parents[2] / "shared" / "samples"
_FOLDED = str.maketrans(
    {
        "\u00a0": " ",
        "–": "-",
        "—": "-",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "\u00ad": "-",
        "…": "...",
        "\u2011": "-",
    }
    | dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹µ", "0123456789μ", strict=True))
)
_MOST_RUNS, _LONG = 20, 2.0
"""So many runs, or so many seconds of them."""
MARKDOWN = re.compile(r"<[^>]+>|[*#`]|-{3,}")


def plain_pdf(data: bytes) -> str:
    """Return the text that pypdfium2 gives by itself."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    return "\n".join(texts)


class Samples(NamedTuple):
    """Files of one format: where they are, what their transcripts end in, how a plain extraction reads them."""

    name: str
    pattern: str
    transcript: str
    plain: Callable[[bytes], str] | None = None


SAMPLES = (
    Samples("pdf", "pdf/*.pdf", ".txt", plain_pdf),
    Samples("pdf", "transcribed/*.pdf", ".md", plain_pdf),
    Samples("pdf", "legacy/*.pdf", ".txt", plain_pdf),
    Samples("pdf-scan", "scan/*.pdf", ".txt", plain_pdf),
    Samples("docx", "docx/*.docx", ".txt"),
    Samples("docx", "legacy/*.docx", ".txt"),
    Samples("doc", "docx/*.doc", ".txt"),
    Samples("doc", "legacy/*.doc", ".txt"),
    Samples("rtf", "legacy/*.rtf", ".txt"),
)


def words(text: str) -> Counter[str]:
    """Return how often each word stands in a text, case and signs folded; bars of tables are no words."""
    folded = unicodedata.normalize("NFC", text).translate(_FOLDED).replace("|", " ").lower()
    return Counter(re.sub(r"(?<=\d)\.(?=\d)", ",", re.sub(r"_{3,}|\.{4,}|-{4,}", " ", folded)).split())


def without_furniture(read: ReadText) -> str:
    """Return a text without what pages repeat."""
    text = list(read.text)
    for block in read.layout.blocks:
        if block.kind == "furniture":
            text[block.start_char : block.end_char] = " " * (block.end_char - block.start_char)
    return "".join(text)


def word_bag(text: str, transcript: str) -> float:
    """Return the F1 of the words of a text, as a bag, against those of a transcript."""
    found, wanted = words(text), words(transcript)
    return 2 * (found & wanted).total() / max(1, found.total() + wanted.total())


def timed(*works: Callable[[], object]) -> list[tuple[object, float]]:
    """Return what each of `works` gives and the processor time that it takes, the least of some runs where it is short.

    They take turns, so that whatever else the machine does meanwhile slows all of them.
    """
    made: list[object] = [None] * len(works)
    seconds: list[list[float]] = [[] for _ in works]
    while len(seconds[0]) < _MOST_RUNS and sum(map(sum, seconds)) < _LONG * len(works):
        for at, work in enumerate(works):
            start = time.process_time()
            made[at] = work()
            seconds[at].append(max(1e-9, time.process_time() - start))
    return list(zip(made, map(min, seconds), strict=True))


def measure(path: Path, samples: Samples, options: ReadOptions) -> str:
    """Return the line of the table for a file."""
    data = path.read_bytes()
    reader = format_of(data, path.name).load()
    works = [lambda: reader(data, path.name, options=options)]
    if samples.plain:
        works.append(lambda: samples.plain(data))
    (read, seconds), *others = timed(*works)
    transcript = path.with_suffix(samples.transcript)
    wanted = transcript.read_text(encoding="utf-8") if transcript.is_file() else ""
    is_markdown = samples.transcript == ".md"
    wanted, text = (MARKDOWN.sub(" ", wanted), without_furniture(read)) if is_markdown else (wanted, read.text)
    pages = len(read.layout.pages) or 1
    cells = [samples.name, path.name[:36], str(pages), f"{pages / seconds:.1f}", f"{len(data) / seconds / 1e6:.1f}"]
    cells.append(f"{word_bag(text, wanted):.4f}" if wanted else "–")
    for plain, taken in others:
        cells += [f"{pages / taken:.1f}", f"{taken / seconds:.2f}", f"{word_bag(plain, wanted):.4f}" if wanted else "–"]
    if not others:
        cells += ["–"] * 3
    return f"| {' | '.join(cells)} |"


def _warm(path: Path, options: ReadOptions) -> None:
    """Have what is loaded once a process loaded before anything is timed."""
    data = path.read_bytes()
    with contextlib.suppress(KgError):
        format_of(data, path.name).load()(data, path.name, options=options)


def lines(folder: Path, wanted: str, options: ReadOptions) -> Iterator[str]:
    """Yield the lines of the table."""
    yield "| format | file | pages | pages/s | MB/s | F1 | plain pages/s | speed to plain | plain F1 |"
    yield "| --- " * 9 + "|"
    for samples in SAMPLES:
        paths = sorted(folder.glob(samples.pattern))
        if paths and wanted in ("", samples.name):
            _warm(paths[0], options)
        for path in paths:
            if not wanted or samples.name == wanted:
                try:
                    yield measure(path, samples, options)
                except KgError as error:
                    yield f"| {samples.name} | {path.name[:36]} | {type(error).__name__}: {error} |"


def main() -> None:
    """Print a table with a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, default=SHARED)
    parser.add_argument("--format", default="", help="only files of this format")
    parser.add_argument("--ocr", default="never", help="never, auto or always")
    arguments = parser.parse_args()
    if not arguments.samples.is_dir():
        print(f"no samples at {arguments.samples}")
        return
    for line in lines(arguments.samples, arguments.format, ReadOptions(ocr=arguments.ocr)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
