"""A page on this machine on which a person decides on facts, each beside its sentence."""

from kg.review.server import serve

__all__ = ["serve"]
