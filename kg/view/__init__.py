"""Show a network to a reader: one offline HTML page, and small pictures."""

from kg.view.page import render_html, write_html
from kg.view.svg import neighbourhood_svg

__all__ = ["neighbourhood_svg", "render_html", "write_html"]
