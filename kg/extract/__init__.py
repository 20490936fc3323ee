"""Find what a prepared and annotated text says, a room for each kind of thing."""

from kg.extract.stages import EXTRACTORS, extract

__all__ = ["EXTRACTORS", "extract"]
