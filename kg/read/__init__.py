"""Read files, folders and standard input into documents, one reader for each format."""

from kg.read.documents import read_documents, read_in_hand, read_inputs, read_text
from kg.read.reading import Duplicate, Reading, Source, Unread
from kg.read.registry import READERS

__all__ = [
    "READERS",
    "Duplicate",
    "Reading",
    "Source",
    "Unread",
    "read_documents",
    "read_in_hand",
    "read_inputs",
    "read_text",
]
