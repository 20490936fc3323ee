"""Typeset the sample text and a table of tasks as PDF files, for tests and docs.

    pip install "policy-kg[test]"
    python tools/typeset_samples.py

writes `kg/samples/thai-binh.pdf` (two columns, running heads, printed page numbers, a page break within a sentence) and
`tests/read/pdf/data/tasks.pdf` (a letterhead, a ruled table that goes on over a page, a sideways page, a footnote). The
fonts are those of DejaVu. The same text gives the same bytes.
"""

from __future__ import annotations

import re
from pathlib import Path

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "kg" / "samples" / "thai-binh.txt"
FONTS = Path("/usr/share/fonts/truetype/dejavu")
WIDTH, HEIGHT = A4
HEAD = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Thái Bình"
FIRST_PAGE = 4
BODY = ParagraphStyle("body", fontName="Serif", fontSize=8.5, leading=11, alignment=TA_JUSTIFY, firstLineIndent=14)
BODY.spaceAfter = 2
TITLE = ParagraphStyle("title", parent=BODY, fontName="Bold", alignment=TA_CENTER, firstLineIndent=0, spaceAfter=6)
CELL = ParagraphStyle("cell", fontName="Serif", fontSize=9, leading=12)
HEAD_ROW = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành")
WIDTHS = (30, 210, 95, 95, 80)
TASKS = (
    ("Rà soát, bổ sung quy hoạch đô thị và khu chức năng", "Sở Xây dựng", "Các sở, ngành", "Quý II/2021"),
    ("Xây dựng Khu kinh tế Thái Bình", "Ban Quản lý Khu kinh tế", "Sở Kế hoạch và Đầu tư", "Năm 2025"),
    ("Hoàn thành tuyến đường bộ ven biển", "Sở Giao thông vận tải", "UBND huyện Thái Thụy", "Năm 2023"),
    ("Cải cách thủ tục hành chính, nâng cao năng lực cạnh tranh", "Sở Nội vụ", "Các sở, ngành", "Hằng năm"),
)
LONG_TASK = (
    "Phát triển nông nghiệp bền vững theo hướng nông nghiệp hữu cơ, ứng dụng công nghệ sinh học, sản xuất hàng hóa có "
    "giá trị và chất lượng cao; đẩy mạnh tích tụ, tập trung đất đai, hình thành vùng sản xuất quy mô lớn gắn với chế "
    "biến và tiêu thụ; xây dựng thương hiệu nông sản của tỉnh"
)


def main() -> None:
    """Write both files."""
    for name, file in (("Serif", "DejaVuSerif.ttf"), ("Bold", "DejaVuSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    typeset_text(SAMPLE.read_text(encoding="utf-8"), ROOT / "kg" / "samples" / "thai-binh.pdf")
    typeset_tasks(ROOT / "tests" / "read" / "pdf" / "data" / "tasks.pdf")


def typeset_text(text: str, path: Path) -> None:
    """Write a Markdown text in two columns."""
    gap, margin = 18, 50
    column = (WIDTH - 2 * margin - gap) / 2
    frames = [
        Frame(margin + n * (column + gap), 55, column, HEIGHT - 130, leftPadding=0, rightPadding=0) for n in range(2)
    ]
    document = BaseDocTemplate(str(path), pagesize=A4, invariant=1, title=HEAD, author="policy-kg", lang="vi")
    document.addPageTemplates([PageTemplate("page", frames, onPage=_furnish)])
    document.build([_paragraph(line) for line in text.splitlines() if line.strip()])


def _paragraph(line: str) -> Paragraph:
    """Return a line of the text as a paragraph: a heading, or running text with its bold runs."""
    style = TITLE if line.startswith("#") else BODY
    words = line.lstrip("# ").strip()
    return Paragraph(re.sub(r"\*\*(.+?)\*\*", r'<font name="Bold">\1</font>', words), style)


def _furnish(canvas: Canvas, document: BaseDocTemplate) -> None:
    canvas.setFont("Serif", 8)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, HEAD)
    canvas.line(50, HEIGHT - 46, WIDTH - 50, HEIGHT - 46)
    canvas.drawCentredString(WIDTH / 2, 30, str(document.page + FIRST_PAGE - 1))


def typeset_tasks(path: Path) -> None:
    """Write a table of tasks that goes on over a page within a row, its heading twice, and a sideways page."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1, lang="vi")
    canvas.setTitle("Phân công nhiệm vụ")
    rows = [HEAD_ROW, *((str(number), *task) for number, task in enumerate(TASKS, 1))]
    words = LONG_TASK.split(" ")
    cut = len(words) // 2
    long = (str(len(rows)), LONG_TASK, "Sở Nông nghiệp và Phát triển nông thôn", "UBND các huyện", "Năm 2025")
    upper = (long[0], " ".join(words[:cut]), *long[2:])
    _letterhead(canvas)
    _table(canvas, [*rows, upper], top=HEIGHT - 330)
    _number(canvas, 1)
    canvas.showPage()
    rest = ("", " ".join(words[cut:]), "", "", "")
    after = ("6", "Phân bổ 12.500 m<super size=6>2</super> đất cho 95%<super size=6>1</super> dự án", *TASKS[0][1:])
    _table(canvas, [HEAD_ROW, rest, after], top=HEIGHT - 60)
    note = Paragraph(
        "<super size=5>1</super> Không tính dự án đã dừng.", ParagraphStyle("note", parent=CELL, fontSize=7)
    )
    note.wrapOn(canvas, WIDTH - 120, 50)
    note.drawOn(canvas, 60, 70)
    _number(canvas, 2)
    canvas.showPage()
    canvas.saveState()
    canvas.translate(WIDTH, 0)
    canvas.rotate(90)
    _table(canvas, rows, top=WIDTH - 80)
    canvas.restoreState()
    _number(canvas, 3)
    canvas.save()


def _letterhead(canvas: Canvas) -> None:
    canvas.setFont("Bold", 9)
    for x, y, text in (
        (150, 60, "ỦY BAN NHÂN DÂN"),
        (150, 73, "TỈNH THÁI BÌNH"),
        (420, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (420, 73, "Độc lập - Tự do - Hạnh phúc"),
        (150, 100, "Số: 15/KH-UBND"),
        (420, 100, "Thái Bình, ngày 20 tháng 01 năm 2021"),
        (WIDTH / 2, 150, "KẾ HOẠCH"),
        (WIDTH / 2, 163, "Phân công nhiệm vụ thực hiện Nghị quyết Đại hội Đảng bộ tỉnh"),
    ):
        canvas.drawCentredString(x, HEIGHT - y, text)
    words = Paragraph(
        "Thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XX, Ủy ban nhân dân tỉnh phân công nhiệm vụ cho "
        "các sở, ban, ngành như bảng dưới đây, để các cơ quan chủ động thực hiện từ năm 2021.",
        ParagraphStyle("wide", parent=BODY, fontSize=11, leading=15),
    )
    words.wrapOn(canvas, WIDTH - 120, 200)
    words.drawOn(canvas, 60, HEIGHT - 250)


def _table(canvas: Canvas, rows: list[tuple[str, ...]], *, top: float) -> None:
    cells = [[Paragraph(text, CELL) for text in row] for row in rows]
    table = Table(
        cells, colWidths=WIDTHS, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )
    _, height = table.wrapOn(canvas, WIDTH, HEIGHT)
    table.drawOn(canvas, 45, top - height)


def _number(canvas: Canvas, number: int) -> None:
    canvas.setFont("Serif", 9)
    canvas.drawCentredString(WIDTH / 2, 30, str(number))


if __name__ == "__main__":
    main()
