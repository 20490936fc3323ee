"""Keep what a build makes on its way beside the folder, so that the next goes on from there if this one is interrupted.

.OUT.making/read/      what was read, until the build is done
.OUT.making/shards/    a folder for each document whose shard is made; see `kg.work.task`

A build that is done removes it, and so does one that ends with an error where it holds but a few shards.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import TracebackType

from kg.errors import StoreError
from kg.read import Reading
from kg.read.spool import Pending, Spool, Unfetched

WORTH_KEEPING = 8
"""So many shards are left for the next build where this one ends with an error; fewer are soon made again."""


class Bench:
    """The place beside the graph folder `out` for what a build makes on its way; for who holds the lock."""

    def __init__(self, out: str | Path) -> None:
        target = Path(os.path.realpath(out))
        self.place = target.parent / f".{target.name}.making"
        self.shards = self.place / "shards"
        try:
            self.spool = Spool(self.place / "read")
            self.shards.mkdir(exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"cannot be written: {error.strerror or error}", path=out, remedy="choose another place with -o"
            ) from error

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if kind is None or len(list(self.shards.glob("*"))) < WORTH_KEEPING:
            shutil.rmtree(self.place, ignore_errors=True)

    def take_in(self, reading: Reading) -> None:
        """Put the documents of a reading that are in memory to the others on disk."""
        reading.documents = [
            one if isinstance(one, Pending | Unfetched) else self.spool.take(one, reading.originals.get(one.sha256))
            for one in reading.documents
        ]
        reading.originals = {}
