"""Cut a document's text into sections, blocks and segments, with offsets that lead back to the source."""

from kg.text.prepare import prepare

__all__ = ["prepare"]
