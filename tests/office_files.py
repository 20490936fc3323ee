"""Make small files of word processors by hand, for the tests of their readers."""

from __future__ import annotations

import io
import struct
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:{{root}} xmlns:w="{W}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{body}</w:{root}>'
)
_TYPES = '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def dated(name: str) -> zipfile.ZipInfo:
    """Return the entry of a ZIP file of this name, the same whenever it is made."""
    return zipfile.ZipInfo(name)


def run(text: str, properties: str = "") -> str:
    """Return a run of WordprocessingML."""
    shown = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{shown}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs; text that is no run becomes one."""
    inside = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """Return a cell of a table."""
    inside = "".join(item if item.startswith("<") else paragraph(item) for item in paragraphs) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str], borders: bool = True) -> str:
    """Return a table of cells; text that is no cell becomes one."""
    line = "single" if borders else "nil"
    inside = "".join(
        "<w:tr>" + "".join(item if item.startswith("<") else cell(item) for item in row) + "</w:tr>" for row in rows
    )
    return f'<w:tbl><w:tblPr><w:tblBorders><w:top w:val="{line}"/></w:tblBorders></w:tblPr>{inside}</w:tbl>'


def docx(body: str, **parts: str) -> bytes:
    """Return a DOCX file; `parts` are the insides of others, by name: styles, numbering, footnotes, header1."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    files = {"document": ("document", f"<w:body>{body}</w:body>")}
    files |= {name: (roots.get(name, "hdr"), inside) for name, inside in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(dated("[Content_Types].xml"), _TYPES)
        for name, (root, inside) in files.items():
            archive.writestr(dated(f"word/{name}.xml"), _HEAD.format(root=root, body=inside), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rezip(data: bytes, change: dict[str, bytes]) -> bytes:
    """Return a ZIP file with the bytes of some members put in place of others."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(dated(name), change.get(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return out.getvalue()


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR = 512


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE compound file of streams, each filled up to 4096 bytes or more; source: [MS-CFB]."""
    fat, data, entries = [_FAT, _END], b"", [_entry("Root Entry", 5, _END, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(-(-max(len(content), 4096) // _SECTOR) * _SECTOR, b"\0")
        start, count = len(fat), len(content) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        data += content
        entries.append(_entry(name, 2, start, len(content), right=number + 1 if number < len(streams) else _FREE))
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096,
        _END, 0, _END, 0, 0,
    )  # fmt: skip
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(_SECTOR, b"\xff")
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return header.ljust(_SECTOR, b"\xff") + table + directory + data


def _entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBIII16xIQQIQ", len(text), kind, 1, _FREE, right, child, 0, 0, 0, start, size
    )


def doc(text: str) -> bytes:
    """Return a DOC file of plain text, its paragraphs ended by carriage returns; source: [MS-DOC] 2.5 and 2.8."""
    content = text.encode("utf-16-le")
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 2048, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    counts = [0] * 22
    counts[0], counts[3] = 2048 + len(content), len(text)
    pairs = [(0, 0)] * 0x5D
    pairs[33] = (0, len(clx))
    fib = struct.pack("<HHHHHHHIBB12x", 0xA5EC, 0xC1, 0, 0x042A, 0, 0, 0xBF, 0, 0, 0)
    fib += struct.pack("<H28xH", 14, 22) + struct.pack("<22I", *counts)
    fib += struct.pack("<H", 0x5D) + b"".join(struct.pack("<II", *pair) for pair in pairs) + b"\0\0"
    return compound({"0Table": clx, "WordDocument": fib.ljust(2048, b"\0") + content})


_ODF = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip


def odt(body: str, styles: str = "", heads: str = "") -> bytes:
    """Return an ODT file; `styles` are automatic ones of its content, `heads` the inside of its master page."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(dated("mimetype"), "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr(
            dated("content.xml"),
            f"<office:document-content{_ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            dated("styles.xml"),
            f"<office:document-styles{_ODF}><office:master-styles><style:master-page>{heads}</style:master-page>"
            "</office:master-styles></office:document-styles>",
        )
    return out.getvalue()
