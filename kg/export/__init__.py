"""Write a graph in the formats that other tools read; the same graph gives the same bytes."""

from kg.export.facts import iter_facts, read_facts, sort_facts, to_lines, write_facts
from kg.export.folders import FOLDER_EXPORTERS, FOLDER_SUFFIXES
from kg.export.formats import EXPORTERS, SUFFIXES
from kg.export.silence import read_silent

__all__ = [
    "EXPORTERS",
    "FOLDER_EXPORTERS",
    "FOLDER_SUFFIXES",
    "SUFFIXES",
    "iter_facts",
    "read_facts",
    "read_silent",
    "sort_facts",
    "to_lines",
    "write_facts",
]
