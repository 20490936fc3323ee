"""Hold the constants that a deployment may want to change, each in one place."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import OptionError
from kg.iri import check_base

VERSION = "0.2.0"

ONTOLOGY_IRI = "https://w3id.org/policykg/ontology"
"""The vocabulary's own IRI. The w3id.org names are not registered yet; nothing depends on their resolving."""

POLICY_NAMESPACE = ONTOLOGY_IRI + "#"
SECTOR_NAMESPACE = "https://w3id.org/policykg/sector/"
FUNCTION_NAMESPACE = "https://w3id.org/policykg/function/"
"""The namespace of the functions that queries may call; see docs/queries.md."""

BASE_IRI = "https://w3id.org/policykg/id/"

DOCUMENTS_WRITTEN_OUT, CHARACTERS_WRITTEN_OUT = 100, 20_000_000
"""Up to so many documents of so many characters together a build also writes graph.ttl, facts.jsonl and graph.html."""

GRAPH_FOLDER_MARKER = "report.json"
"""The file by which a folder is known to hold a built graph; such folders are no input."""

QUERY_SECONDS = 60.0
"""So long a query may take on the command line and in Python, asked of a folder or an endpoint."""

MAX_INPUT_BYTES = 256 * 1024 * 1024
LONG_TEXT_BYTES = 1 << 20
"""From so many bytes on, plain text is read in a process with limits too: to start one takes longer than less text."""
LONG_TEXT_CHARACTERS = 250_000
"""From so many characters on, the facts of a text are found in a process with limits, whatever else there is to do."""
BYTES_A_CHARACTER, USUAL_BYTES_A_CHARACTER = 60, 150
"""So much memory, at the least and usually, finding facts takes for each character of a long text (docs/scale.md)."""

OCR_MODES = ("auto", "never", "always")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read, and what one file may cost; a reader of a binary format or of much text runs in a process
    with these limits. What finds the facts of a long text does so too, in those of memory and of time by the clock.

    `ocr` is one of `OCR_MODES`: `auto` reads images, and pages without usable text. `pages` are ranges of pages from 1,
    both ends in; all without any. With `strict` the first bad input stops the run. An archive may unpack to
    `unpacked_bytes`, in so many `members`, archives in it to so many levels; the XML of a word processor's file to
    `part_bytes`.
    """

    ocr: str = "auto"
    pages: tuple[tuple[int, int], ...] = ()
    strict: bool = False
    memory_bytes: int = 1 << 30
    cpu_seconds: float = 600.0
    wall_seconds: float = 900.0
    page_characters: int = 100_000
    page_count: int = 5_000
    unpacked_bytes: int = 1 << 30
    part_bytes: int = 64 << 20
    members: int = 20_000
    nested_archives: int = 3

    def __post_init__(self) -> None:
        """Check the values; raises `OptionError` for one that does not fit."""
        if self.ocr not in OCR_MODES:
            raise OptionError(f"ocr is {self.ocr!r}", remedy="one of " + ", ".join(OCR_MODES))
        for first, last in self.pages:
            if not 1 <= first <= last:
                raise OptionError(f"no pages are {first}-{last}", remedy="count from 1, the lower page first")
        limits = (self.memory_bytes, self.cpu_seconds, self.wall_seconds, self.page_characters, self.page_count)
        if min(limits) <= 0:
            raise OptionError("a limit of reading is not above 0", remedy="give more, or leave it out")


@dataclass(frozen=True, slots=True)
class Options:
    """What a build may be told; every field takes part in the graph's bytes except `keep_source`.

    Raises `OptionError` for a base that IRIs can't begin with; one without a slash at its end gets it. It also raises
    that where the source is to be kept and not its text.
    """

    base_iri: str = BASE_IRI
    keep_text: bool = True
    keep_source: bool = False

    def __post_init__(self) -> None:
        """Check the options before any work."""
        if self.keep_source and not self.keep_text:
            raise OptionError("a source can't be kept without its text", remedy="leave one of the two options out")
        object.__setattr__(self, "base_iri", check_base(self.base_iri))
