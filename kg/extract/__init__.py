"""Find what a prepared and annotated text says, one module for each thing extracted."""

from kg.extract.registry import EXTRACTORS, extract

__all__ = ["EXTRACTORS", "extract"]
