"""The command line: one thin function a command; errors become exit codes."""

from kg.cli.app import main

__all__ = ["main"]
