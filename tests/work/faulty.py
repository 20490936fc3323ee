"""A worker that does what a document's words say: `SẬP` ends it, `TREO` never ends, `LỖI` is a defect, `MỘT LẦN` ends
the first that reads it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import kg.work.task as task
import kg.work.worker as worker


def misbehave(text: str, place: Path) -> None:
    """Do what the words of a text say."""
    if "SẬP" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "TREO" in text:
        time.sleep(3600)
    if "LỖI" in text:
        raise IndexError("a defect")
    if "MỘT LẦN" in text and not (mark := place / "ended-once").exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Be the worker, with a stage that misbehaves before the others."""
    to_facts = task.to_facts

    def first(document, **how):
        misbehave(document.text, Path(os.environ["KG_TEST_PLACE"]))
        return to_facts(document, **how)

    task.to_facts = first
    worker.main()
