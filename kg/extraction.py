"""Run the stages from a document to its facts, and time them."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.config import BYTES_A_CHARACTER, USUAL_BYTES_A_CHARACTER, Options
from kg.errors import ExtractionError
from kg.model import Document
from kg.read.inputs import SPLIT

if TYPE_CHECKING:
    from kg.facts import DocumentFacts


@dataclass(slots=True)
class Clock:
    """Adds up how long each stage took, in seconds."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Any:
        """Count the time of a block for the stage `name`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the cycle collector out of a block: it would go through every lexicon again and again to find nothing.

    What one document needs makes no cycles; the collector takes up its work behind the block if it was at work before.
    """
    at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if at_work:
            gc.enable()


def check_length(name: str, characters: int, *, memory: int) -> None:
    """Raise `ExtractionError` for a text of so many characters that its facts can't be found in `memory` bytes."""
    if characters * BYTES_A_CHARACTER > memory:
        usual = math.ceil(characters * USUAL_BYTES_A_CHARACTER / 100e6) * 100
        raise ExtractionError(
            f"has {characters:,} characters: to find its facts takes more than the {memory >> 20} MB of memory "
            "that it may take",
            path=name,
            remedy=f"{SPLIT}, or give it more: --memory {usual}",
            limit="memory",
        )


@collection_paused()
def to_facts(document: Document, *, options: Options, clock: Clock | None = None) -> DocumentFacts:
    """Return the facts of one document."""
    from kg.annotate import annotate, load_nlp
    from kg.extract import extract
    from kg.resolve import resolve
    from kg.sketch import make_sketch
    from kg.text import prepare

    clock = clock or Clock()
    with clock.stage("text"):
        prepared = prepare(document)
    with clock.stage("annotate"):
        notes = annotate(load_nlp(), prepared.text)
    with clock.stage("extract"):
        findings = extract(prepared, notes)
    with clock.stage("resolve"):
        facts = resolve(prepared, findings, base_iri=options.base_iri)
    with clock.stage("sketch"):
        facts.sketch = make_sketch(prepared.text)
    return facts
