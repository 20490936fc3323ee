"""Keep what an RTF reader knows while it goes through the groups: fonts, properties, the story that text belongs to."""

from __future__ import annotations

from typing import NamedTuple

from kg.read.flow.blocks import Run
from kg.read.fonts import family_of
from kg.read.word.rtf_fonts import Fonts, Headings
from kg.read.word.rtf_story import Story
from kg.read.word.rtf_tokens import Token

SKIPPED = frozenset(
    b"colortbl info pict object themedata colorschememapping latentstyles datastore generator listtable filetbl revtbl"
    b" listoverridetable rsidtbl xmlnstbl fldinst bkmkstart bkmkend pnseclvl nonshppict shprslt template pgptbl mmathPr"
    b" private fchars lchars falt panose fontemb fontfile userprops sp nonesttables atnid atnauthor annotation atnref"
    b" atndate atntime atnicn atnparent pn tc xe rxe txe objdata objclass do ftnsep ftnsepc ftncn aftnsep aftnsepc"
    b" aftncn docvar passwordhash blipuid".split()
)
"""Groups whose words stand nowhere on the page."""
DESTINATIONS = {
    b"fonttbl": "fonts",
    b"stylesheet": "styles",
    b"header": "heads", b"headerl": "heads", b"headerr": "heads", b"headerf": "heads",
    b"footer": "feet", b"footerl": "feet", b"footerr": "feet", b"footerf": "feet",
    b"footnote": "notes",
    b"shptxt": "box",
}  # fmt: skip
SPEAKS = {
    b"tab": "\t", b"line": "\n", b"lbr": "\n", b"emdash": "—", b"endash": "–",
    b"emspace": " ", b"enspace": " ", b"qmspace": " ",
    b"bullet": "•", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"zwj": "", b"zwnj": "",
}  # fmt: skip
_STARRED = frozenset({b"shpinst", b"shppict", b"nesttableprops", b"pntext", b"listtext", b"footnote", b"ud", b"upr"})
"""Groups marked as to be ignored by who does not know them that are read all the same."""
_SIGNS = {b"~": "\u00a0", b"_": "-", b"-": "\u00ad", b"\n": "\n", b"\r": "\n", b"\t": "\t"}
_SWITCHES = {b"v": "hidden", b"deleted": "deleted", b"caps": "capitals"}
_SURROGATES = range(0xD800, 0xE000)


class State(NamedTuple):
    """What a group inherits and gives back at its end."""

    where: str = "text"
    font: int = 0
    skip: bool = False
    fallback: int = 1
    """So many characters stand behind a Unicode one for programs that know none."""
    hidden: bool = False
    deleted: bool = False
    capitals: bool = False
    nested: bool = False
    """Within what is said of the cells of a table in a cell."""


class Reader:
    """Takes tokens and fills the stories of a file: the text, notes, running heads and feet."""

    def __init__(self) -> None:
        self.stack: list[State] = []
        self.fonts, self.headings = Fonts(), Headings()
        self.notes, self.heads, self.feet = Story("note"), Story("furniture"), Story("furniture")
        self._stories = {"text": Story(), "notes": self.notes, "heads": self.heads, "feet": self.feet}
        self._boxes: list[tuple[int, Story]] = []
        self._state = State()
        self._starred = False
        self._drop = 0
        self._high = 0
        self._entry, self._name = -1, ""

    def finish(self) -> Story:
        """Return the story of the text, all of them closed."""
        while self._boxes:
            self._end_box()
        for story in self._stories.values():
            story.end_all()
        return self._stories["text"]

    def open(self) -> None:
        """Begin a group."""
        self.stack.append(self._state)
        self._starred, self._drop = False, 0

    def close(self) -> None:
        """End a group: what it set goes back to what was."""
        self._note_entry()
        if self._boxes and self._boxes[-1][0] == len(self.stack):
            self._end_box()
        if self.stack:
            before, self._state = self._state, self.stack.pop()
            if before.where != self._state.where and before.where in ("notes", "heads", "feet"):
                self._stories[before.where].end_all()
        self._starred, self._drop = False, 0

    def skip(self) -> None:
        """Leave out what follows, to the end of the group."""
        self._state = self._state._replace(skip=True)

    def is_starred_unknown(self, name: bytes) -> bool:
        """Say whether a group that may be ignored begins with a word that is not known."""
        starred, self._starred = self._starred, False
        if name == b"nesttableprops":
            self._state = self._state._replace(nested=True)
        return starred and name not in _STARRED

    def enter(self, where: str) -> None:
        """Begin a group whose text belongs elsewhere."""
        self._starred = False
        if self._state.skip:
            return
        if where == "box":
            self._boxes.append((len(self.stack), Story()))
            return
        if where == "notes":
            self.say(self.notes.mark())
        self._state = self._state._replace(where=where, font=self.fonts.default)

    def say(self, text: str) -> None:
        """Take text that is Unicode already."""
        if self._state.where in ("fonts", "styles"):
            self._name += text
        elif text and not (self._state.skip or self._state.hidden or self._state.deleted):
            name = self.fonts.names.get(self._state.font, "")
            if self._state.capitals and not family_of(name):
                text = text.upper()
            self._story().runs.append(Run(text, name))

    def text(self, token: Token) -> None:
        """Take bytes of the font in force."""
        data = token.value
        if self._drop:
            dropped = min(self._drop, len(data))
            self._drop -= dropped
            data = data[dropped:]
        if not data or self._state.skip:
            return
        if self._state.where in ("fonts", "styles"):
            self._name += data.decode("latin-1")
        else:
            self.say(self.fonts.decode(data, self._state.font))

    def symbol(self, sign: bytes) -> None:
        """Take a control symbol, such as a space that does not break."""
        if sign == b"*":
            self._starred = True
        elif sign in _SIGNS:
            self._drop = max(self._drop - 1, 0)
            if sign in b"\r\n":
                self.control(b"par", None)
            else:
                self.say(_SIGNS[sign])
        elif sign in b"\\{}":
            self.text(Token("text", sign))

    def control(self, name: bytes, number: int | None) -> None:
        """Take a control word that is neither text nor the beginning of a destination."""
        where = self._state.where
        if where == "fonts":
            self._font_entry(name, number)
        elif where == "styles":
            if name == b"s":
                self._note_entry()
                self._entry = number or 0
        elif name == b"u":
            self._unicode(number or 0)
        elif not (self._character(name, number) or self._state.skip) and (name == b"nestrow" or not self._state.nested):
            self._story().control(name, number, self.headings)

    def _character(self, name: bytes, number: int | None) -> bool:
        """Take a word on the properties of characters; say whether it was one."""
        if name == b"f":
            self._state = self._state._replace(font=number or 0)
        elif name == b"plain":
            self._state = self._state._replace(font=self.fonts.default, hidden=False, deleted=False, capitals=False)
        elif name == b"uc":
            self._state = self._state._replace(fallback=max(1 if number is None else number, 0))
        elif name in _SWITCHES:
            self._state = self._state._replace(**{_SWITCHES[name]: number != 0})
        elif name == b"deff":
            self.fonts.default = number or 0
            self._state = self._state._replace(font=self.fonts.default)
        elif name == b"ansicpg" and number:
            self.fonts.set_page(number)
        else:
            return False
        return True

    def _unicode(self, number: int) -> None:
        code = number & 0xFFFF
        self._drop = self._state.fallback
        if code in _SURROGATES:
            if code < 0xDC00:
                self._high = code
                return
            if self._high:
                self.say(chr(0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)))
            self._high = 0
        else:
            self._high = 0
            self.say(chr(code))

    def _font_entry(self, name: bytes, number: int | None) -> None:
        if name == b"f":
            self._note_entry()
            self._entry = number or 0
        elif name == b"fcharset":
            self.fonts.charsets[self._entry] = number or 0

    def _note_entry(self) -> None:
        """End an entry of the table of fonts or styles, where one is under way."""
        if self._entry >= 0 and self._name:
            if self._state.where == "fonts":
                self.fonts.names[self._entry] = self._name.strip().rstrip(";").strip()
            elif self._state.where == "styles":
                self.headings.add(self._entry, self._name)
        if self._state.where in ("fonts", "styles"):
            self._entry, self._name = (-1 if self._name else self._entry), ""

    def _story(self) -> Story:
        if self._boxes and self._state.where == "text":
            return self._boxes[-1][1]
        return self._stories.get(self._state.where, self._stories["text"])

    def _end_box(self) -> None:
        """Put the words of a text box behind the paragraph that it is bound to."""
        _, box = self._boxes.pop()
        box.end_all()
        self._story().boxes.extend(box.blocks)
