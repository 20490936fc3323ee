"""Make blocks and sections of lines: letterhead, title, headings, the hierarchy of numbering schemes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from kg.layout.rows import RowReader
from kg.model import Block, Section, Span
from kg.resources import alternatives, read_table, terms_of
from kg.text.bodies import begins_body, is_shared_head
from kg.text.letters import UPPER
from kg.text.lines import BASIS, ENACTS, HEADER, LETTERHEAD, RECIPIENTS, SIGNATURE, Line
from kg.text.sentences import FULL_STOP, holds_act, is_sentence, opens_clause, reads_as_title, verbs

_RANK = {
    "phan": 0,
    "phuluc": 0,
    "chuong": 10,
    "alpha": 20,
    "roman": 30,
    "muc": 40,
    "dieu": 50,
    "arabic": 60,
    "ordinal": 65,
    "dotted": 70,
    "khoan": 72,
    "num_paren": 80,
    "paren_num": 82,
    "letter": 90,
    "sub": 92,
}
_CAPS_RANK = 25
_PLAIN, _PRINTED = "plain", "printed"
_LONGEST_HEADING = 230
_TITLED = frozenset(("phan", "phuluc", "chuong", "muc"))
LISTED = frozenset(("letter", "num_paren", "paren_num", "sub"))
_INNER_STOP = re.compile(r"[.;:] ")
_RUN_IN = re.compile(r"(?P<title>[^.;:]{3,120})(?<!các tỉnh)(?<!thành phố)(?<!địa phương): ")
_TOPIC = re.compile(
    r"Về (?:(?:(?! phải | cần )[^.;:]){3,120}: |(?:đề nghị|kiến nghị|đề xuất) [^.:]{3,700}: "
    rf"|(?:(?! phải | cần )(?:[^.;]|\.(?=\w))){{3,700}}?: (?=(?:giao|yêu cầu|đề nghị) |[{UPPER}][^\s,.;:]* ))"
)
"""What a point is about; a long one, which may hold figures and colons, where it is called on or somebody named."""
_TITLE_LINE = re.compile(
    r"(?:Quyết định|Nghị quyết|Chỉ thị|Thông báo|Kế hoạch|Chương trình|Kết luận|Công điện|Đề án)"
    r" (?:(?:của|số) [^.;]{2,60} )?(?:về|về việc|phê duyệt|ban hành|thông qua|kết luận|ý kiến|quy định|thực hiện"
    r"|hội nghị)(?!\w)"
)
_NUMBERED = re.compile(r"\d| [IVX]+")
Item = tuple[list[Line], int, int]


@lru_cache(maxsize=1)
def _duty_labels() -> re.Pattern[str]:
    """Return the pattern of a line that says of the task above who does it, by when, or what comes of it."""
    kinds = ("lead", "coordinate", "due", "result", "approve")
    terms = terms_of("lexicons/table_columns.tsv", *kinds, column="column")
    return re.compile(rf"(?:{alternatives(terms)})(?: thực hiện| dự kiến)?(?: sau khi |:)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _retrospects() -> tuple[str, ...]:
    """Return the words that begin the title of a part that looks back, verbs among them (`Hạn chế, yếu kém: …`)."""
    return tuple(row["term"] for row in read_table("lexicons/section_kinds.tsv") if row["kind"] == "assessment")


@lru_cache(maxsize=1)
def _title_words() -> tuple[str, ...]:
    """Return the words that a title begins with: the types of documents, in lower case."""
    return tuple(row["term"] for row in read_table("lexicons/document_types.tsv"))


def _size(scheme: str) -> int:
    """Return by how many sizes a heading known by its print is smaller than the largest ones, -1 for other schemes."""
    return int(scheme.removeprefix(_PRINTED)) if scheme.startswith(_PRINTED) else -1


class Builder:
    """Builds the blocks and sections of one text from its paragraphs, in one pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.sections: list[Section] = []
        self.stack: list[tuple[int, int, str]] = []
        self.front = True
        self.tail = ""
        self.titled = False
        self.rows = RowReader(text)
        self.table_base = 0

    def add(self, line: Line, end: int, *, leads: bool = False) -> None:
        """Add the paragraph that begins with `line` and ends at `end`; `leads` says that a list follows it."""
        text = self.text[line.start : end]
        kind = self._kind(line, text)
        if kind is not None:
            headed = kind == "row" and self._row(line, end)
            if kind not in ("row", "furniture"):
                self._leave_table(line.start)
            self._block(kind, line.start, end, body=end if headed else line.body, marker=line.number)
            return
        self._leave_table(line.start)
        self.front = False
        if line.scheme:
            self._numbered(line, end)
        elif line.kind in ("markdown", "heading") or line.bold_end >= end or self._is_caps_heading(text):
            stop = line.bold_end if line.bold_end >= 0 else end
            if self._titles_part(Span(line.body, self._trim(line.body, stop))):
                self._block("heading", line.start, end, body=end)
                return
            rank, heading = _CAPS_RANK + line.depth, Span(line.body, self._trim(line.body, stop))
            self._open(rank, "", line.start, heading=heading, number="")
            self._block("heading", line.start, end, body=end)
        elif line.kind == "printed":
            self._set_apart(line, end)
        elif (
            leads and line.kind == "text" and any(section.number for section in self.sections) and reads_as_title(text)
        ):
            top = self.stack[-1] if self.stack else (0, -1, "")
            rank = top[0] if top[2] == _PLAIN else top[0] + 1
            self._open(rank, _PLAIN, line.start, heading=Span(line.body, end), number="")
            self._block("heading", line.start, end, body=end)
        else:
            topic = _TOPIC.match(self.text, line.body, end)
            body = topic.end() if topic else line.body
            kind = "item" if line.kind == "item" else "paragraph"
            self._block(kind, line.start, end, body=body, marker=line.number)

    def _set_apart(self, line: Line, end: int) -> None:
        """Open the section of a heading that only its print shows.

        It stands beside one of its size or a smaller one that only figures and letters stand below, else below what is
        open.
        """
        heading = Span(line.body, self._trim(line.body, end))
        if not self._titles_part(heading):
            inner = takewhile(lambda item: item[0] >= _RANK["arabic"] or _size(item[2]) >= 0, reversed(self.stack))
            alike = [rank for rank, _, scheme in inner if _size(scheme) >= line.depth]
            top, _, scheme = self.stack[-1] if self.stack else (_CAPS_RANK, -1, "")
            rank = alike[-1] if alike else top if scheme == _PLAIN else top + 1
            self._open(rank, f"{_PRINTED}{line.depth}", line.start, heading=heading, number="")
        self._block("heading", line.start, end, body=end)

    def _titles_part(self, heading: Span) -> bool:
        """Give a line of capitals to the chapter or annex right above it as its heading, where that has none."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind != "heading" or not self.stack or self.stack[-1][2] not in _TITLED:
            return False
        section = self.sections[self.stack[-1][1]]
        if section.start_char != last.start_char or section.heading:
            return False
        section.heading = self.text[heading.start_char : heading.end_char].replace("\n", " ")
        section.heading_span = heading
        return True

    def close(self, end: int) -> None:
        """End all open sections at `end`, the end of the last block that belongs to the body.

        A part that got neither number nor title is named by its own word (`Phụ lục`).
        """
        self.rows.close()
        self._pop(-1, end)
        self._free_tasks()
        for section in self.sections:
            if not section.number and not section.heading:
                own = Span(section.start_char, self._trim(section.start_char, section.heading_span.start_char))
                section.heading, section.heading_span = self.text[own.start_char : own.end_char], own

    def _free_tasks(self) -> None:
        """Turn headings that are tasks into text: a verb phrase, and right below it who does that or by when."""
        for at, (block, below) in enumerate(pairwise(self.blocks)):
            if block.kind != "heading" or block.section < 0:
                continue
            section = self.sections[block.section]
            if not section.number or section.start_char != block.start_char:
                continue
            heading, tells = section.heading_span, self.text[below.body_start : below.end_char]
            if below.section != block.section or not _duty_labels().match(tells):
                continue
            if section.heading.isupper() or verbs().match(section.heading) is None:
                continue
            self.blocks[at] = replace(block, kind="item", body_start=heading.start_char)
            section.heading, section.heading_span = "", Span(heading.start_char, heading.start_char)

    def _kind(self, line: Line, text: str) -> str | None:
        """Return the kind of a block that is no body text, or None."""
        if line.kind in ("row", "furniture"):
            return "header" if self.front and line.kind == "row" and LETTERHEAD.search(text) else line.kind
        plain = text.strip("*# ")
        if ENACTS.fullmatch(plain):
            self.tail = ""
            self.titled = self.titled or self.front
            return "title"
        if self.tail and plain.isupper() and plain.casefold() in _title_words():
            self.tail, self.front, self.titled = "", True, False
        if RECIPIENTS.match(text):
            self.tail = "recipients"
        elif SIGNATURE.match(text) and not line.scheme:
            self.tail = self.tail or "signature"
            if not self.front:
                return "signature"
        if self.tail:
            if line.scheme and line.scheme in ("roman", "alpha", "phuluc", "chuong", "phan", "dieu"):
                self.tail = ""
            else:
                return self.tail
        if not self.front:
            return "basis" if not line.scheme and self._is_basis(text) else None
        return self._front_kind(line, text)

    def _is_basis(self, text: str) -> bool:
        """Say whether a paragraph behind the title lines is one of the legal bases."""
        numbered = any(section.number for section in self.sections)
        return BASIS.match(text) is not None and (text.endswith(";") or not numbered)

    def _front_kind(self, line: Line, text: str) -> str | None:
        """Return the kind of a block before the body begins: letterhead, title or legal basis."""
        if line.kind == "markdown" and (not self.titled or not line.scheme):
            self.titled = True
            return "title"
        if line.scheme:
            return None
        if HEADER.fullmatch(text):
            return "header"
        if BASIS.match(text):
            return "basis"
        plain = text.strip("* ")
        if plain.isupper() and len(plain) < 600:
            self.titled = self.titled or plain.casefold().startswith(_title_words())
            return "title" if self.titled else "header"
        heads = self._goes_on_as_title(plain) if line.kind == "printed" else line.kind == "heading" and not self.titled
        self.titled = self.titled or heads
        return "title" if heads or self._below_type(plain) or self._opens_as_title(plain) else None

    def _goes_on_as_title(self, plain: str) -> bool:
        """Say whether a line that is set as headings are is part of the title: right below it, or its first one."""
        last = self.blocks[-1].kind if self.blocks else ""
        return last == "title" or plain.casefold().startswith(_title_words())

    def _opens_as_title(self, plain: str) -> bool:
        """Say whether the first words of a text are its title in one line (`Quyết định về việc phê duyệt …`)."""
        if self.titled or any(block.kind != "furniture" for block in self.blocks) or len(plain) > 400:
            return False
        self.titled = _TITLE_LINE.match(plain) is not None
        return self.titled

    def _below_type(self, plain: str) -> bool:
        """Say whether a line says what the document is about, below a title line that is a bare type word."""
        last = self.blocks[-1] if self.blocks else None
        if last is None or last.kind != "title" or plain[-1:] in ".;:" or len(plain) > 400:
            return False
        return self.text[last.start_char : last.end_char].strip("*# ").casefold() in _title_words()

    def _is_caps_heading(self, text: str) -> bool:
        plain = text.strip("* ")
        return (
            len(plain) > 3 and plain.isupper() and len(plain) < _LONGEST_HEADING and any(ch.isalpha() for ch in plain)
        )

    def _row(self, line: Line, end: int) -> bool:
        """Take a table line in, and open the section that its number begins; say whether it is a title as a whole."""
        if not self.rows.is_open:
            self.table_base = len(self.stack)
        row, number = self.rows.read(line.start, end, section=self.stack[-1][1] if self.stack else -1)
        if row is None or number is None:
            return row is not None and row.kind in ("head", "part")
        opens = row.kind == "part" or (row.kind == "body" and self.rows.lists_tasks and number.scheme != "dash")
        if opens:
            own = self.rows.opening
            heading = row.cells[-1] if row.kind == "part" else Span(own.end_char, own.end_char)
            depth = len(number.parts) - 2 if number.scheme == "dotted" else 0
            rank = _RANK[number.scheme] + depth
            self._pop(rank, line.start)
            self._open(rank, number.scheme, own.start_char, heading=heading, number=number.text)
            self.table_base = min(self.table_base, len(self.stack) - 1)
            self.rows.belongs(len(self.sections) - 1)
        return row.kind in ("head", "part")

    def _leave_table(self, position: int) -> None:
        """End the sections of a table's rows where other text follows."""
        if self.rows.is_open:
            self.rows.close()
            while len(self.stack) > self.table_base:
                self._pop(self.stack[-1][0], position)

    def _numbered(self, line: Line, end: int) -> None:
        """Open the section that a numbered paragraph begins."""
        text = self.text
        rank = self._rank(line)
        heading_end = self._heading_end(line, end)
        heading = Span(line.body, heading_end) if heading_end > line.body else Span(line.body, line.body)
        bare = line.scheme == "phuluc" and not _NUMBERED.search(line.number)
        self._open(rank, line.scheme, line.start, heading=heading, number="" if bare else line.number)
        body = heading_end
        topic = _TOPIC.match(text, line.body, end) if heading_end == line.body else None
        body = topic.end() if topic else body
        while body < end and text[body] in " *:.\n":
            body += 1
        if body >= end:
            self._block("heading", line.start, end, body=end, marker=line.number)
        else:
            self._block(
                "item" if line.scheme in LISTED else "paragraph", line.start, end, body=body, marker=line.number
            )

    def _heading_end(self, line: Line, end: int) -> int:
        """Return where the heading of a numbered paragraph ends; its body's start when it has none."""
        text = self.text
        if line.bold_end > line.body:
            return self._trim(line.body, line.bold_end)
        rest = text[line.body : end]
        if line.scheme in _TITLED or rest.isupper():
            return self._trim(line.body, end)
        inner = rest.rstrip(" *")
        looks_back = _RUN_IN.match(rest)
        if looks_back and looks_back.group("title").casefold().startswith(_retrospects()):
            return line.body + looks_back.end("title")
        if line.scheme == "ordinal" or not inner or opens_clause(rest):
            return line.body
        stop = _INNER_STOP if inner and inner[-1] in ".:" else FULL_STOP
        if len(inner) <= _LONGEST_HEADING and not stop.search(inner[:-1]) and inner[-1] not in ";,…":
            longest = {":": 90, ".": 70}.get(inner[-1], 150 if line.scheme in LISTED else _LONGEST_HEADING)
            if len(inner) < longest and not (inner[-1] == "." and is_sentence(inner)):
                return self._trim(line.body, end)
        title = _RUN_IN.match(rest)
        if title is None or (rest[title.end()].islower() and begins_body(rest, 0)):
            return line.body  # `Các bộ, ngành: theo chức năng …` names who is to act
        if is_shared_head(title.group("title")) and holds_act(rest):
            return line.body  # `Bộ trưởng các Bộ: Quốc phòng, Công an chỉ đạo …`: a head with its list
        return line.body + title.end("title")

    def _trim(self, start: int, end: int) -> int:
        while end > start and self.text[end - 1] in " *:.\n,":
            end -= 1
        return end

    def _rank(self, line: Line) -> int:
        """Return the depth of a scheme; deeper decimal numbers are deeper."""
        rank = _RANK[line.scheme]
        if line.scheme == "dotted":
            return rank + min(line.number.count("."), 4)
        if line.scheme == "alpha" and line.number == "A" and any(scheme == "roman" for _, _, scheme in self.stack):
            return 35
        if line.scheme == "alpha":
            return next((rank_ for rank_, _, scheme in self.stack if scheme == "alpha"), rank)
        return rank

    def _open(self, rank: int, scheme: str, start: int, *, heading: Span, number: str) -> None:
        self._pop(rank, start)
        if scheme == "dotted":
            self._leave_other_branch(number, start)
        parent = self.stack[-1][1] if self.stack else -1
        self.sections.append(
            Section(
                number,
                self.text[heading.start_char : heading.end_char].replace("\n", " "),
                parent,
                len(self.stack) + 1,
                start,
                start,
                heading,
            )
        )
        self.stack.append((rank, len(self.sections) - 1, scheme))

    def _leave_other_branch(self, number: str, start: int) -> None:
        """Close the sections that a decimal number such as `3.2` does not stand under."""
        while self.stack and self.stack[-1][2] in ("arabic", "dotted"):
            above = self.sections[self.stack[-1][1]].number
            if number.startswith(above + "."):
                return
            self._pop(self.stack[-1][0], start)

    def _pop(self, rank: int, position: int) -> None:
        while self.stack and self.stack[-1][0] >= rank:
            _, index, _ = self.stack.pop()
            self.sections[index].end_char = self._end_before(position, self.sections[index].start_char)

    def _end_before(self, position: int, start: int) -> int:
        text = self.text
        while position > start and (text[position - 1].isspace() or text[position - 1] in "*#"):
            position -= 1
        return position

    def _block(self, kind: str, start: int, end: int, *, body: int, marker: str = "") -> None:
        section = self.stack[-1][1] if self.stack else -1
        self.blocks.append(Block(kind, start, end, min(body, end), section, marker))
