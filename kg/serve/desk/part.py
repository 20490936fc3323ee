"""Hold the facts of one document, or of all, and what is computed from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from kg.analyse.answers import Assignment, Audit, Index, list_assignments, make_audit


class Part:
    """The index of one document, or of all, and what is computed from it at the first need."""

    def __init__(self, index: Index, report: Mapping[str, Any]) -> None:
        self.index, self._report = index, report

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """Return every role of every body in every task."""
        return list_assignments(self.index)

    @cached_property
    def audit(self) -> Audit:
        """Return the audit, with the overview in it."""
        return make_audit(self.index, dict(self._report))
