"""Build a cited knowledge graph from Vietnamese policy documents, and ask it questions.

`kg.build` reads documents and returns a `Graph`, `kg.open` opens a graph folder that was built before.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as `typing` has it, whose import takes longer than all the rest
if TYPE_CHECKING:
    from kg.api import Graph, build, explain, open, remove, sample
    from kg.config import VERSION as __version__
    from kg.config import ReadOptions

__all__ = ["Graph", "ReadOptions", "__version__", "build", "explain", "open", "remove", "sample"]


def __getattr__(name: str) -> object:
    """Import the door on first use, so that `import kg` stays fast."""
    if name == "__version__":
        from kg.config import VERSION

        return VERSION
    if name == "ReadOptions":
        from kg.config import ReadOptions

        return ReadOptions
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
