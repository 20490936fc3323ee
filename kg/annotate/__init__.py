"""Annotate the working text with spaCy: syllables and the terms of the lexicons."""

from kg.annotate.annotations import Annotations, Hit, annotate
from kg.annotate.pipeline import load_nlp

__all__ = ["Annotations", "Hit", "annotate", "load_nlp"]
