"""Read the text of images, with where each word stands and how sure it is.

`recognise(image, options=…, dpi=…)` gives the lines of a page's image in reading order; `page_of(lines, size, …)` makes
the page's text, blocks, lines and words of them, for an image and for the scanned page of a PDF alike.
"""

from kg.read.ocr.page import OcrPage, page_of
from kg.read.ocr.recognise import recognise
from kg.read.ocr.words import OcrLine, OcrWord

__all__ = ["OcrLine", "OcrPage", "OcrWord", "page_of", "recognise"]
