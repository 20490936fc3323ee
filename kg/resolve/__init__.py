"""Turn what was found in the working text into entities and statements that cite the source text."""

from kg.resolve.document import resolve

__all__ = ["resolve"]
