"""Pages to print and to hand on: no scripts, no requests, both languages in one file."""

from kg.view.papers.compare import render_compare
from kg.view.papers.diff import render_diff

__all__ = ["render_compare", "render_diff"]
