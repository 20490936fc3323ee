"""Serve a graph folder over HTTP: the SPARQL 1.1 Protocol, pages for its things, an editor for questions."""

from kg.serve.server import serve
from kg.serve.settings import Settings

__all__ = ["Settings", "serve"]
