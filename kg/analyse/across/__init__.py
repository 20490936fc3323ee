"""Look at the documents of one graph side by side: indicators, tasks alike, what they share and cite."""

from kg.analyse.across.compare import compare_folder
from kg.analyse.across.groups import GROUPINGS
from kg.analyse.across.model import Comparison, to_dict

__all__ = ["GROUPINGS", "Comparison", "compare_folder", "to_dict"]
