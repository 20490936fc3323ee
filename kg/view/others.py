"""Pack what others say of measures and targets, apart from what the documents say."""

from __future__ import annotations

from collections.abc import Mapping

from kg.analyse.commitments import Register

Json = dict[str, object]


def pack_others(register: Register | None, *, numbers: Mapping[str, int]) -> Json:
    """Return `others`: how many commitments have which latest verdict, with their nodes; all verdicts, latest first.

    A verdict is `[node, verdict, day, source, words of the source]`, its node -1 where this build has no such fact.
    Nothing is returned without verdicts.
    """
    if register is None or not register.verdicts:
        return {}
    known = {one.id: numbers.get(one.fact, -1) for one in register.commitments}
    counts = [
        [kind, len(ids), [known[one] for one in ids if known[one] >= 0]]
        for kind, ids in register.count_verdicts().items()
        if ids
    ]
    said = [[known[one.id], one.verdict, one.date, one.source, one.quote] for one in register.verdicts]
    return {"others": {"counts": counts, "said": said}}
