"""Tell what others say of measures and targets: from a file of theirs, apart from what the documents say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.analyse.commitments import Register, attach_verdicts, make_register, read_register
from kg.errors import KgError

Answer = dict[str, Any]


class Others:
    """The verdicts of a file on the commitments of a graph; where it can't be read, why."""

    def __init__(self, facts: Iterable[Mapping[str, Any]], texts: Mapping[str, str], files: Mapping[str, str]) -> None:
        """Read the files `verdicts` and, where it is named, `register`; a wrong one is told of in every answer."""
        self._register, self._wrong = Register(()), ""
        try:
            before = [Path(files[name]) for name in ("register",) if files.get(name)]
            known = [one for path in before for one in read_register(path.read_bytes(), path=path.name)]
            register = make_register(facts, previous=known, texts=texts)
            path = Path(files["verdicts"])
            self._register = attach_verdicts(register, path.read_bytes(), path=path.name)
        except (KgError, OSError) as error:
            self._wrong = str(error)

    def tell(self, documents: Iterable[str], *, most: int) -> Answer:
        """Return how many commitments of some documents have which verdict, and the latest verdicts, a few of them."""
        part = self._register.of(*documents)
        return {
            "error": self._wrong,
            "counts": {kind: len(ids) for kind, ids in part.count_verdicts().items()},
            "total": len(part.verdicts),
            "verdicts": [
                {
                    "commitment": one.id,
                    "verdict": one.verdict,
                    "date": one.date,
                    "source": one.source,
                    "source_quote": one.quote,
                    **{name: getattr(part.by_id[one.id], name) for name in ("kind", "state", "quote", "start", "end")},
                    "id": part.by_id[one.id].fact,
                    "document_id": part.by_id[one.id].document,
                }
                for one in part.verdicts[:most]
            ],
        }
