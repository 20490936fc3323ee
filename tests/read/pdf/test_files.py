"""Files that are no good, or hostile: each an error or a warning that says what, where and what to do."""

from __future__ import annotations

import random
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read.pdf.pages import DATA, SAMPLES, make_pdf, put, read

from kg.errors import KgError, ReadError

TASKS = (DATA / "tasks.pdf").read_bytes()
LOCKED = (DATA / "locked.pdf").read_bytes()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "is a PDF file whose end is missing"),
        (TASKS[: len(TASKS) // 2], "is a PDF file whose end is missing"),
        (b"%PDF-1.4\n" + random.Random(1).randbytes(9000) + b"\n%%EOF", "is a damaged PDF file: it cannot be opened"),
        (make_pdf(b""), "is a PDF file without text or images"),
        (make_pdf(put(72, 700, "x"), pages=60), "has 60 pages, more than 50"),
        (LOCKED, "is a PDF file locked with a password"),
    ],
)
def test_what_cannot_be_read_is_named(data, said):
    with pytest.raises(ReadError) as caught:
        read(data, page_count=50)
    assert str(caught.value).startswith(f"a.pdf: {said}")
    assert caught.value.remedy


def test_a_page_may_hold_so_many_characters():
    data = make_pdf(put(72, 700, "a" * 900))
    with pytest.raises(ReadError, match=r"page 1 holds 900 characters, more than the 800") as caught:
        read(data, page_characters=800)
    assert caught.value.facts == {"page": 1}
    assert set(read(data, page_characters=1000).text) == {"a"}


def test_ranges_outside_of_the_file():
    with pytest.raises(ReadError, match=r"has 3 pages, none of 7-9 \(choose from 1-3\)"):
        read(TASKS, pages=((7, 9),))


def test_a_file_that_gives_next_to_nothing_warns():
    made = read(make_pdf(put(72, 700, "vai chu"), pages=3))
    assert any(warning.startswith("gives only 18 letters on 3 pages") for warning in made.warnings)


def test_a_text_layer_of_wrong_letters_is_named_by_its_page():
    words = "Thjnh pho trjch yeu cua nhan dan tai dja phuong"
    bad, good = (b"".join(put(72, 750 - 12 * n, text) for n in range(20)) for text in (words, words.replace("j", "i")))
    said = "page 1 has a broken text layer: 30% of its words have letters that are not Vietnamese"
    assert read(make_pdf(bad)).warnings == (said,)
    assert read(make_pdf(good)).warnings == ()


def test_letters_without_a_meaning_are_told():
    made = read(TASKS.replace(b"/ToUnicode", b"/XoUnicode"))
    assert sum("broken text layer" in warning for warning in made.warnings) >= 2


@pytest.mark.parametrize(
    "content",
    [
        b"BT /F 4 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7919 % 595, n * 104729 % 842) for n in range(30_000))
        + b"ET",
        b"BT /F 12 Tf 50 700 Td " + b"(aaaaaaaaaaaaaaaaaaaa) Tj " * 4900 + b"ET",
        b"".join(b"%d.5 0 m %d.5 842 l S 0 %d m 595 %d l S " % (n, n, n, n) for n in range(590)) + put(72, 700, "x y"),
        b"".join(
            b"BT /F %d Tf 1 0 0 1 %.2f %d Tm (%s) Tj ET\n"
            % (7 if n % 2 else 12, 10 + n * 0.02, 705 if n % 2 else 700, b"2" if n % 2 else b"a")
            for n in range(24_000)
        ),
    ],
    ids=["scattered letters", "one endless line", "a drawing of rules", "thousands of raised figures"],
)
def test_pages_made_to_take_long_do_not(content):
    data = make_pdf(zlib.compress(content), filters=b"/Filter/FlateDecode")
    import time

    start = time.process_time()
    read(data)
    assert time.process_time() - start < 10


def outcome(data: bytes) -> str:
    """Return the text of a file, or its error; anything else fails the test."""
    try:
        made = read(data)
    except KgError as error:
        return str(error)
    for block in made.layout.blocks:
        assert 0 <= block.start_char <= block.end_char <= len(made.text)
    return made.text


@settings(max_examples=60)
@given(st.integers(1, len(TASKS)), st.booleans())
def test_files_cut_anywhere(length, ended):
    assert outcome(TASKS[:length] + (b"\n%%EOF" if ended else b""))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(9, len(TASKS) - 1), st.integers(0, 255)), min_size=1, max_size=60))
def test_files_with_wrong_bytes(flips):
    data = bytearray(TASKS)
    for place, value in flips:
        data[place] = value
    assert isinstance(outcome(bytes(data)), str)


def test_the_sample_is_small():
    assert (SAMPLES / "thai-binh.pdf").stat().st_size < 300_000


def test_a_page_of_thousands_of_annotations_is_read_without_them():
    note = b"<</Type/Annot/Subtype/FreeText/Rect[0 0 9 9]/Contents(x)>>"
    few, many = (read(make_pdf(put(72, 700, "Chu"), more=b"/Annots[%s]" % (note * count))) for count in (3, 2001))
    assert few.text == many.text == "Chu"
    warning = "page 1 has 2,001 annotations, which are not read"
    assert warning in many.warnings and not any("annotations" in told for told in few.warnings)
