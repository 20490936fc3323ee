"""What a page repeats, and notes at its foot, come behind the paragraph that they cut; every character is kept."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.pages import Box, ReadText, SourceBlock, SourceLayout, SourceLine, SourcePage, SourceWord
from kg.read.floats import settle_floats


def laid_out(*pages: list[tuple[str, str]]) -> ReadText:
    """Return pages of blocks, each given as kind and text (whose lines are printed lines), as a reader gives them."""
    text, blocks, lines, words, spans = "", [], [], [], []
    for number, page in enumerate(pages):
        begin = len(text)
        for kind, content in page:
            start = len(text)
            text += content + "\n"
            if kind:
                blocks.append(SourceBlock(kind, start, len(text) - 1, page=number))
            for at, line in enumerate(content.split("\n")):
                end = start + len(line)
                lines.append(SourceLine(start, end, number, Box(70, 100 + at, 500, 110 + at)))
                words.append(SourceWord(start, start + len(line.split(" ")[0]), 0.9))
                start = end + 1
        spans.append(SourcePage(begin, max(begin, len(text) - 1), number + 1))
    return ReadText(text.rstrip("\n"), SourceLayout(tuple(blocks), tuple(spans), tuple(lines), tuple(words)))


def shown(read: ReadText) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start_char : block.end_char]) for block in read.layout.blocks]


HEAD = ("furniture", "2\nCÔNG BÁO/Số 5")


def test_a_sentence_over_a_page_holds_no_running_head() -> None:
    read = laid_out(
        [("paragraph", "Giao Sở Xây dựng\nchủ trì, phối hợp với"), ("note", "1 Xem Điều 3."), ("furniture", "1")],
        [HEAD, ("paragraph", "Sở Tài chính\nlập kế hoạch."), ("paragraph", "Việc khác.")],
    )
    settled = settle_floats(read)
    assert settled.text == (
        "Giao Sở Xây dựng\nchủ trì, phối hợp với\nSở Tài chính\nlập kế hoạch.\n"
        "1 Xem Điều 3.\n1\n2\nCÔNG BÁO/Số 5\nViệc khác."
    )
    assert sorted(shown(settled)) == sorted(shown(read))
    first, second = settled.layout.pages
    assert settled.text[first.start_char : first.end_char] == "Giao Sở Xây dựng\nchủ trì, phối hợp với"
    assert settled.text[second.start_char : second.end_char].startswith("Sở Tài chính")
    note = next(block for block in settled.layout.blocks if block.kind == "note")
    assert note.page == 0


def test_a_paragraph_over_three_pages_is_in_one_piece() -> None:
    read = laid_out(
        [("paragraph", "Giao Sở Xây dựng")],
        [HEAD, ("paragraph", "chủ trì, phối hợp với")],
        [HEAD, ("paragraph", "Sở Tài chính."), ("paragraph", "Việc khác.")],
    )
    text = settle_floats(read).text
    assert text.startswith("Giao Sở Xây dựng\nchủ trì, phối hợp với\nSở Tài chính.\n2\nCÔNG BÁO")


def test_a_paragraph_over_a_page_and_a_column_is_in_one_piece() -> None:
    read = laid_out(
        [("paragraph", "Giao Sở Xây dựng")],
        [HEAD, ("paragraph", "chủ trì, phối hợp với"), ("paragraph", "Sở Tài chính."), ("paragraph", "Việc khác.")],
    )
    assert settle_floats(read).text.startswith("Giao Sở Xây dựng\nchủ trì, phối hợp với\nSở Tài chính.\n2\nCÔNG BÁO")


def test_lines_that_end_nothing_take_floats_no_further_than_a_paragraph_may_go() -> None:
    pages = [[("paragraph", "Danh mục")], [HEAD, *(("paragraph", f"Dòng {number}") for number in range(9))]]
    lines = settle_floats(laid_out(*pages)).text.split("\n")
    assert lines.index("CÔNG BÁO/Số 5") - lines.index("Dòng 0") <= 5


def test_floats_stay_between_paragraphs_and_rows() -> None:
    ended = laid_out([("paragraph", "Giao Sở Xây dựng chủ trì.")], [HEAD, ("paragraph", "Sở Tài chính lập kế hoạch.")])
    rows = laid_out([("row", "| 1 | Xây dựng |")], [HEAD, ("row", "| 2 | Tu sửa |")])
    for read in (ended, rows):
        assert settle_floats(read) is read


def test_a_page_of_furniture_alone_is_empty() -> None:
    read = laid_out([("paragraph", "Giao Sở Xây dựng")], [HEAD], [HEAD, ("paragraph", "chủ trì.")])
    pages = settle_floats(read).layout.pages
    assert [page.end_char - page.start_char > 0 for page in pages] == [True, False, True]
    assert all(one.end_char <= other.start_char for one, other in pairwise(pages))


KINDS = st.sampled_from(["paragraph", "furniture", "note", "row", "heading", ""])
WORDS = st.text(alphabet="ab .;,\u0110", min_size=1, max_size=12).filter(lambda words: words.strip() == words)
PAGES = st.lists(st.lists(st.tuples(KINDS, st.lists(WORDS, min_size=1, max_size=3).map("\n".join))), max_size=5)


@given(PAGES)
def test_every_span_keeps_its_characters(pages: list[list[tuple[str, str]]]) -> None:
    read = laid_out(*pages)
    settled = settle_floats(read)
    assert sorted(settled.text.split("\n")) == sorted(read.text.split("\n"))
    assert sorted(shown(settled)) == sorted(shown(read))
    for before, after in ((read.layout.lines, settled.layout.lines), (read.layout.words, settled.layout.words)):
        texts = [sorted(text[part.start_char : part.end_char] for part in parts)
                 for text, parts in ((read.text, before), (settled.text, after))]  # fmt: skip
        assert texts[0] == texts[1]
        assert list(after) == sorted(after, key=lambda part: part.start_char)
    bounds = [bound for page in settled.layout.pages for bound in (page.start_char, page.end_char)]
    assert bounds == sorted(bounds)
