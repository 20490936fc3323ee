"""Compare two documents statement by statement: kept, dropped, new, stronger, weaker, changed, reworded."""

from kg.analyse.changes.compare import compare_documents
from kg.analyse.changes.model import STATUSES, Change, Difference, Pair, Place
from kg.analyse.changes.records import to_csv, to_dict

__all__ = ["STATUSES", "Change", "Difference", "Pair", "Place", "compare_documents", "to_csv", "to_dict"]
