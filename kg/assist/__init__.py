"""Answer assistants over the Model Context Protocol: tools, resources and prompts over one graph folder."""

from kg.assist.server import serve_http, serve_stdio

__all__ = ["serve_http", "serve_stdio"]
