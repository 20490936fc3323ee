"""Show a network to a reader: one offline HTML page, and small pictures."""

from kg.view.extras import Extras
from kg.view.folder import View, render_folder
from kg.view.page import render_html, write_html
from kg.view.svg import neighbourhood_svg

__all__ = ["Extras", "View", "neighbourhood_svg", "render_folder", "render_html", "write_html"]
