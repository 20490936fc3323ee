r"""Read RTF: paragraphs, tables, notes, running heads, with each run's font, in time that grows as the file does."""

from __future__ import annotations

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.pages import ReadText
from kg.read.flow.compose import compose
from kg.read.word.rtf_state import DESTINATIONS, SKIPPED, SPEAKS, Reader
from kg.read.word.rtf_tokens import Token, iter_tokens

_START = b"{\\rtf"
_DEEPEST = 2_000
_REMEDY = "open it in Word or LibreOffice and save it again"


def read_rtf(data: bytes, name: str, *, options: ReadOptions) -> ReadText:
    """Return the text of an RTF file and its layout; raise `ReadError` for what is none."""
    if not data.lstrip(b"\xef\xbb\xbf\r\n \t").startswith(_START):
        raise ReadError("is no RTF file: it does not begin as one", path=name, remedy=_REMEDY)
    reader = Reader()
    for token in iter_tokens(data):
        if token.kind == "open" and len(reader.stack) >= _DEEPEST:
            raise ReadError(f"refused: its groups are nested more than {_DEEPEST} deep", path=name, remedy=_REMEDY)
        _take(reader, token)
    story = reader.finish()
    warnings = ["may be cut off: groups are still open at its end"] if reader.stack else []
    return compose(
        story.blocks, before=reader.heads.blocks, notes=reader.notes.blocks, after=reader.feet.blocks, warnings=warnings
    )


def _take(reader: Reader, token: Token) -> None:
    """Hand a token to what it means."""
    if token.kind == "open":
        reader.open()
    elif token.kind == "close":
        reader.close()
    elif token.kind == "symbol":
        reader.symbol(token.value)
    elif token.kind == "word":
        _word(reader, token)
    else:
        reader.text(token)


def _word(reader: Reader, token: Token) -> None:
    name = token.value
    if name in SKIPPED:
        reader.skip()
    elif name in DESTINATIONS:
        reader.enter(DESTINATIONS[name])
    elif reader.is_starred_unknown(name):
        reader.skip()
    elif name in SPEAKS:
        reader.say(SPEAKS[name])
    else:
        reader.control(name, token.number)
