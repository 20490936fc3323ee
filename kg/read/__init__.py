"""Read files, folders and standard input into documents, one reader for each format."""

from kg.read.documents import Reading, read_documents, read_inputs, read_text
from kg.read.registry import READERS

__all__ = ["READERS", "Reading", "read_documents", "read_inputs", "read_text"]
