"""Lines in bold or larger type that stand alone are headings."""

from __future__ import annotations

from read.pdf.pages import SAMPLES, blocks, make_pdf, put, read

RUNNING = "Running text that fills its line from the left edge of the page to the right one,"
BOLD = b"2 Tr "


def page(*lines: bytes) -> bytes:
    """Return a page of lines, each with two paragraphs of running text below it."""
    out, y = b"", 760.0
    for line in lines:
        out += line.replace(b"@", b"%.1f" % y)
        for number in range(1, 5):
            text = RUNNING if number % 2 else "and ends in a short one."
            out += put(72, y - 16 * number, text)
        y -= 90
    return out


def line(text: str, *, size: float = 12) -> bytes:
    return b"BT /F %.1f Tf 1 0 0 1 72 @ Tm (%s) Tj ET\n" % (size, text.encode())


def bold(text: str, *, size: float = 12) -> bytes:
    return BOLD + line(text, size=size) + b"0 Tr\n"


def headings(*lines: bytes) -> list[tuple[str, int]]:
    made = read(make_pdf(page(*lines)))
    found = [block for block in made.layout.blocks if block.kind == "heading"]
    return [(made.text[block.start_char : block.end_char], block.level) for block in found]


def test_larger_type_and_bold_type_are_headings_of_their_sizes():
    lines = (line("Infrastructure", size=18), bold("Roads"), line("Plain words"), line("Culture", size=18.3))
    assert headings(*lines) == [("Infrastructure", 1), ("Roads", 2), ("Culture", 1)]


def test_a_bold_beginning_makes_no_heading():
    assert headings(BOLD + line("Roads") + b"0 Tr\n" + put(115, 760, "and bridges").replace(b"760.0", b"@")) == []


def test_sentences_remarks_and_drawn_lines_are_none():
    assert headings(bold("Build the road."), bold("\\(see below\\)"), bold("______"), bold("and so on")) == []


def test_bold_tells_nothing_where_most_is_bold():
    content = BOLD + page(line("Roads"), line("Bridges"))
    assert not blocks(read(make_pdf(content)), "heading")


def test_the_sample_s_bold_fonts_are_known():
    made = read((SAMPLES / "thai-binh.pdf").read_bytes())
    assert "4.1. Những nhiệm vụ trọng tâm" in blocks(made, "heading")
    assert all(text[0].isdigit() or "\n" in text or text == "NGHỊ QUYẾT" for text in blocks(made, "heading"))
