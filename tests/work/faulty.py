"""A worker that does what a document's words say: `SẬP` ends it, `TREO` never ends, `LỖI` is a defect, `MỘT LẦN` ends
the first that reads it, `HỎNG` aborts as a library without memory does, `ĐẦY` takes more memory than there is, with
`MỘT LẦN` the first time only."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import kg.work.task as task
import kg.work.worker as worker


def misbehave(name: str, text: str, place: Path) -> None:
    """Do what the words of a text say."""
    if "ĐẦY" in text or "HỎNG" in text:
        again = (place / "tried").exists()
        with open(place / "tried", "a", encoding="utf-8") as tried:
            tried.write(f"{name}\n")
        if "HỎNG" in text:
            os.abort()
        if not ("MỘT LẦN" in text and again):
            bytearray(1 << 40)
        return
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
        misbehave(document.name, document.text, Path(os.environ["KG_TEST_PLACE"]))
        return to_facts(document, **how)

    task.to_facts = first
    worker.main()
