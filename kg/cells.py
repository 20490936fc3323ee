"""Make tables safe for spreadsheets: a cell that begins like a formula is text, whatever a document has in it.

An apostrophe goes before it, as OWASP's "CSV Injection" advises; a number stays a number, `-2.5` too. Fullwidth signs
count: spreadsheets read them as the plain ones. Every table for people goes through here, what programs read by a
standard (the SPARQL protocol's own results) does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

BOM = b"\xef\xbb\xbf"
"""What a spreadsheet knows UTF-8 by."""

_SIGNS = "=+\\-@\t\r\n＝＋－＠"
_RISKY = re.compile(f"[{_SIGNS}]")
_NUMBER = re.compile(r"-?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:[eE][+-]?\d+)?%?", re.ASCII)
_CSV_RISK = re.compile(f'(?:\\A|[,\n])"?[{_SIGNS}]')
_CSV_CELL = re.compile(r'(\A|,|\r?\n)("(?:[^"]|"")*"|[^,\r\n]*)')
_TSV_TEXT = re.compile(r'(\A|[\t\n])"((?:[^"\\\n]|\\.)*)"')
_TSV_RISK = re.compile(f"[{_SIGNS}]|\\\\[trn]")
_QUOTED = re.compile(r'[",\r\n]')


def make_safe(words: str) -> str:
    """Return the text of a cell such that no spreadsheet runs it."""
    return "'" + words if _RISKY.match(words) and not _NUMBER.fullmatch(words) else words


def csv_row(cells: Sequence[str]) -> str:
    """Return safe cells as a line of CSV (RFC 4180)."""
    return ",".join(_quote(make_safe(cell)) for cell in cells) + "\r\n"


def safe_csv(data: bytes) -> bytes:
    """Return CSV with every cell safe."""
    text = data.decode("utf-8")
    if not _CSV_RISK.search(text):
        return data
    return _CSV_CELL.sub(_safe_csv_cell, text).encode("utf-8")


def safe_tsv(data: bytes) -> bytes:
    """Return SPARQL's TSV, whose texts stand in quotes with escapes, with every text safe."""
    return _TSV_TEXT.sub(_safe_tsv_text, data.decode("utf-8")).encode("utf-8")


def _safe_csv_cell(match: re.Match[str]) -> str:
    before, cell = match.groups()
    words = cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
    safe = make_safe(words)
    return match.group() if safe == words else before + _quote(safe)


def _safe_tsv_text(match: re.Match[str]) -> str:
    before, words = match.groups()
    risky = _TSV_RISK.match(words) and not _NUMBER.fullmatch(words)
    return before + '"' + ("'" if risky else "") + words + '"'


def _quote(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell
