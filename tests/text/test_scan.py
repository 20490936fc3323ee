"""Lines and words of a long text are found without going through the text again and again."""

from __future__ import annotations

import random

import pytest

from kg.text import scan
from kg.text.readings import Neighbours, Suggester


def test_marks_and_lines_are_those_that_a_search_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    texts = ["", "\n", "a. b", *("".join(dice.choices("ab;. \n", k=200)) for _ in range(20))]
    short = [look(text) for text in texts]
    monkeypatch.setattr(scan, "_LONG", 0)
    assert [look(text) for text in texts] == short
    for text, (starts, ends, *marks) in zip(texts, short, strict=True):
        for at in range(len(text) + 1):
            assert starts[at] == text.rfind("\n", 0, at) + 1
            assert text[at : ends[at]].find("\n") < 0 and text[ends[at] : ends[at] + 1] in ("", "\n")
            assert [found[at] for found in marks] == [text.rfind(mark, 0, at) for mark in (";", ". ")]


def look(text: str) -> list[list[int]]:
    places = range(len(text) + 1)
    lines = [[scan.line_start(text, at) for at in places], [scan.line_end(text, at) for at in places]]
    return lines + [[scan.last_mark(text, mark, at) for at in places] for mark in (";", ". ")]


def test_pieces_give_the_text_and_cut_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Sở Y tế  mở rộng\n\tcảng Tân Sơn" * 20
    monkeypatch.setattr(scan, "_LONG", 13)
    pieces = list(scan.iter_pieces(text))
    assert "".join(pieces) == text and len(pieces) > 10
    assert [word for piece in pieces for word in piece.split()] == text.split()
    assert list(scan.iter_pieces("à" * 50)) == ["à" * 50]


def test_a_document_read_in_pieces_suggests_what_one_read_whole_does(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Hội đồng nhân dân tỉnh, hội đồng nhân dân huyện; 12 xã. " * 9
    whole = Suggester(text)
    monkeypatch.setattr(scan, "_LONG", 7)
    pieces = Suggester(text)
    assert (pieces.words, pieces.pairs) == (whole.words, whole.pairs)
    assert pieces.suggest("hôi", Neighbours("", "đồng")) == whole.suggest("hôi", Neighbours("", "đồng"))
