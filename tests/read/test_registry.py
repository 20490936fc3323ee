"""The tables of formats: every reader is there, no ending is given twice, files are known by what they hold."""

from __future__ import annotations

import pytest
from office_files import doc, docx, odt, paragraph

from kg.read.registry import CONTAINERS, ENDINGS, KNOWN_ENDINGS, READERS, container_of, format_of, is_known


def test_every_reader_and_opener_is_there():
    for entry in (*READERS, *CONTAINERS):
        assert callable(entry.load()), entry.media_type
    assert len({entry.media_type for entry in (*READERS, *CONTAINERS)}) == len(READERS) + len(CONTAINERS)


def test_no_ending_is_given_twice():
    given = [ending for entry in (*READERS, *CONTAINERS) for ending in entry.endings]
    assert len(set(given)) == len(given) == len(KNOWN_ENDINGS)
    assert all(ending == ending.lower() and ending.startswith(".") for ending in given)
    assert set(ENDINGS) < set(given)
    assert is_known("a/Nghị quyết.DOCX") and not is_known("a.csv") and not is_known("zip")


@pytest.mark.parametrize("name", ["a", "a.txt", "a.doc", "a.pdf.docx"])
@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (docx(paragraph("x")), ".docx"),
        (odt("<text:p>x</text:p>"), ".odt"),
        (doc("x\r"), ".doc"),
        (b"{\\rtf1 x}", ".rtf"),
        (b"<!DOCTYPE html><p>x", ".html"),
    ],
    ids=["docx", "odt", "doc", "rtf", "html"],
)
def test_what_a_file_holds_is_stronger_than_its_name(data, ending, name):
    assert format_of(data, name) is ENDINGS[ending]
    assert container_of(data, name) is None


def test_a_text_is_known_by_its_name():
    assert format_of(b"x", "a.md") is ENDINGS[".md"]
    assert format_of(b"x", "a.html") is ENDINGS[".html"]
    assert format_of(b"x", "a") is ENDINGS[".txt"]
    assert format_of("# Đề án\n\n<p align=center>x</p>\n".encode(), "a.md") is ENDINGS[".md"]
