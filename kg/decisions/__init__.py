"""What people decided about facts: a file of decisions, found again in a text, applied to facts, made into gold."""

from kg.decisions.file import FILE_NAME, Decisions, read_decisions, write_decisions
from kg.decisions.model import Decision

__all__ = ["FILE_NAME", "Decision", "Decisions", "read_decisions", "write_decisions"]
