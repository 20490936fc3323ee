"""Pages to print and to hand on: no scripts, no requests, both languages in one file."""

from kg.view.papers.compare import render_compare
from kg.view.papers.diff import render_diff
from kg.view.papers.map import render_map

__all__ = ["render_compare", "render_diff", "render_map"]
