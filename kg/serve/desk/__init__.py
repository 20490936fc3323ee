"""Compute answers for the server in a process of its own, over one snapshot."""
