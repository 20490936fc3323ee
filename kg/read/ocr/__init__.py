"""Read the text of images, with where each word stands and how sure it is.

`recognise(image, options=…, dpi=…)` gives the lines of a page's image in reading order; `kg.read.pdf.scan`
makes a page of them, for an image file and for the scanned page of a PDF alike.
"""

from kg.read.ocr.gray import to_gray
from kg.read.ocr.recognise import recognise
from kg.read.ocr.words import SURE, OcrLine, OcrWord

__all__ = ["SURE", "OcrLine", "OcrWord", "recognise", "to_gray"]
