"""Read PDF files: lines by the place of each character, tables by their rules, what pages repeat, scans by OCR."""

from kg.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
