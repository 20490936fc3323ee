"""Tell the lines of a page apart: furniture, letterhead, headings, list items, table rows, running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.model import Span
from kg.text.letters import UPPER

FURNITURE = re.compile(
    r"\(?\s*(?:Tiếp theo|Xem tiếp|Tiếp|Còn nữa).{0,20}?(?:trang \d+|kỳ trước|kỳ sau)?\s*\)?|\(Còn nữa\)"
    r"|-?\s*\d{1,4}\s*-?|(?:Trang|Page)\s*\d+(?:\s*/\s*\d+)?|(?:\d+\s+)?CÔNG BÁO/Số .{0,80}|-{3,}|_{3,}"
    r"|\*{3,}|={3,}"
    r"|Ngày ký: ?\d.*|Ký bởi: .*|Người ký: .*|Email: .*|Cơ quan: .*|Thời gian ký: .*"
)
HEADER = re.compile(
    r"CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI CHỦ NGHĨA VIỆT NAM.*|Độc lập\s*-\s*Tự do\s*-\s*Hạnh phúc.*"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM.*"
    r"|(?:(?:Nghị quyết|Luật|Quyết định|Pháp lệnh|Lệnh) s|S)ố\s*:? .{0,40}"
    r"|.{0,40}, ngày .{0,6}tháng .{0,6}năm \d{4}.{0,5}|\*+|[-_*]+"
)
LETTERHEAD = re.compile(
    r"CỘNG H(?:ÒA|OÀ|OA) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập ?- ?Tự do|Số ?:.{0,20}/"
    r"|ngày .{1,4}tháng .{1,4}năm \d{4}"
)
"""What the cells of a letterhead set as a table hold."""
BASIS = re.compile(
    r"[-*_]*\s*(?:Căn cứ|Xét đề nghị|Theo đề nghị|Xét tờ trình|Trên cơ sở thẩm tra"
    r"|Sau khi xem xét (?:Tờ trình|Báo cáo))\b"
)
RECIPIENTS = re.compile(r"\**\s*Nơi nhận\s*:?")
SIGNATURE = re.compile(
    rf"(?:TM\.|T/M|KT\.|TL\.|TUQ\.|Q\.)\s*[{UPPER}]|\(?Đã ký\)?|(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|BÍ THƯ|PHÓ CHỦ TỊCH"
    rf"|GIÁM ĐỐC|CHỦ TỊCH QUỐC HỘI|TỔNG BÍ THƯ)\s*$"
)
ENACTS = re.compile(r"(?:QUYẾT NGHỊ|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN)\s*:?|Quyết (?:nghị|định)\s*:")
_MARKER = re.compile(
    rf"(?P<phan>(?:PHẦN|Phần)\s+(?:thứ\s+\w+|THỨ\s+\w+|[IVX]+|\d+))(?P<phan_end>[.:\s]|$)"
    rf"|(?P<chuong>(?:CHƯƠNG|Chương)\s+[IVX\d]+)(?:[.:\s*]|$)|(?P<muc>(?:MỤC|Mục)\s+[IVX\d]+)(?:[.:]|\s*$)"
    rf"|(?P<phuluc>(?:PHỤ LỤC|Phụ lục)(?:\s+[IVX\d]+)?)(?:[.:]|\s*$)"
    rf"|(?P<dieu>(?:ĐIỀU|Điều)\s+\d+[a-zđ]?)[.:]?(?:[\s*]|$)"
    rf"|(?P<roman>[IVX]{{1,6}})\s*[.)/-](?=\s|[{UPPER}])\s*"
    rf"|(?P<alpha>[A-HK-UY])\s*[.)-](?=[\s*]|$)\s*"
    rf"|(?P<dotted>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s*[.)-]?(?=\s|[{UPPER}])\s*"
    rf"|(?P<arabic>\d{{1,2}})(?:\s*\.(?=\s|[{UPPER}])|\s?-(?=\s?[{UPPER}]))\s*|(?P<num_paren>\d{{1,2}})\s*(?:\)(?=\s|[{UPPER}])|/(?=\s))\s*"
    rf"|(?P<paren_num>\((?:\d{{1,2}}|[ivx]{{1,4}}|[a-zđ])\))\s*"
    rf"|(?P<sub>[a-zđ]\.?\d{{1,2}})\s?[.)](?=\s|[{UPPER}])\s*"
    rf"|(?P<letter>[a-zđ])(?:\s*[.)/](?=\s|[{UPPER}])|\s?-(?=\s?[{UPPER}]))\s*"
    rf"|(?P<ordinal>Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))\s*[,:](?=\s)\s*|(?P<khoan>Khoản \d+)\.\s*"
)
SAME, FLOWS, PARTED = "same", "flows", "parted"
"""What a format says of a line and the one before it: one paragraph; one that may go on over a page; two."""
_DASH = re.compile(r"[-+*o]\s+|[-+](?=\w)")


class Line(NamedTuple):
    """One line of the normalised text, trimmed; `scheme` is the numbering scheme of its marker or empty."""

    start: int
    end: int
    kind: str
    scheme: str
    number: str
    body: int
    """Where the text behind marker, dash and the marks of a Markdown heading begins."""
    bold_end: int
    """Where a leading bold run ends, -1 without one."""
    blank_before: bool
    said: str = ""
    """What the format says of this line and the one before it, empty where it says nothing."""
    depth: int = 0
    """How far below the uppermost level of headings the format puts this one."""


def iter_lines(text: str, bold: Sequence[Span] = ()) -> list[Line]:
    """Return the lines of `text` that hold more than white space; `bold` are bold runs, which may hold line ends."""
    lines = []
    runs = {start: end for span in bold for start, end in _by_line(text, span)}
    blank = True
    for match in re.finditer(r"[^\n]+", text):
        raw = match.group()
        stripped = raw.strip()
        if text[match.start() - 2 : match.start()] == "\n\n" or match.start() < 2:
            blank = True
        if not stripped:
            blank = True
            continue
        start = match.start() + len(raw) - len(raw.lstrip())
        lines.append(read_line(text, start, start + len(stripped), blank=blank, bold=runs))
        blank = False
    return lines


def _by_line(text: str, run: Span) -> Iterator[tuple[int, int]]:
    """Yield the parts of a bold run that lie on one line each, trimmed."""
    for match in re.finditer(r"[^\s](?:[^\n]*[^\s])?", text[run.start_char : run.end_char]):
        yield run.start_char + match.start(), run.start_char + match.end()


def read_line(text: str, start: int, end: int, *, blank: bool, bold: Mapping[int, int] = MappingProxyType({})) -> Line:
    """Return what one trimmed line is by itself; `bold` leads from the start of a bold run to its end."""
    line = text[start:end]
    if line.startswith("|") or line.count("\t") >= 2 or line.count(" | ") >= 2:
        return Line(start, end, "row", "", "", start, -1, blank)
    if FURNITURE.fullmatch(line):
        return Line(start, end, "furniture", "", "", start, -1, blank)
    at, kind = start, "text"
    if line.startswith("#"):
        at += len(line) - len(line.lstrip("# "))
        kind = "markdown"
        if at == end:
            return Line(start, end, "furniture", "", "", start, -1, blank)
    bold_end = bold.get(at, -1)
    marker = _MARKER.match(text, at, end)
    if marker:
        scheme = next(name for name, value in marker.groupdict().items() if value and name != "phan_end")
        body = marker.end()
        while body < end and text[body] in " *":
            body += 1
        if bold_end >= 0 and bold_end <= body:
            bold_end = -1
        return Line(at, end, kind, scheme, marker.group(scheme), min(body, end), bold_end, blank)
    dash = _DASH.match(text, at, end) if bold_end < 0 else None
    if dash:
        return Line(start, end, "item", "", text[start : dash.end()].strip(), dash.end(), -1, blank)
    return Line(at, end, kind, "", "", at, bold_end, blank)
