"""Compare two documents statement by statement: kept, dropped, new, stronger, weaker, changed, reworded."""

from kg.analyse.changes.builds import BuildChanges, compare_builds
from kg.analyse.changes.compare import compare_documents
from kg.analyse.changes.model import STATUSES, Change, Difference, Head, Pair, Place
from kg.analyse.changes.pairing import DocumentPair, FolderChanges, compare_folders, pair_documents
from kg.analyse.changes.records import to_csv, to_dict, to_dict_of_all

__all__ = [
    "STATUSES",
    "BuildChanges",
    "Change",
    "Difference",
    "DocumentPair",
    "FolderChanges",
    "Head",
    "Pair",
    "Place",
    "compare_builds",
    "compare_documents",
    "compare_folders",
    "pair_documents",
    "to_csv",
    "to_dict",
    "to_dict_of_all",
]
