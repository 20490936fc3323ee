"""The same document gives the same facts, whichever format it comes in."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from office_files import docx, odt, paragraph

import kg
from kg.config import ReadOptions
from kg.read.registry import format_of


def as_docx(text: str) -> bytes:
    return docx("".join(paragraph(html.escape(line)) for line in text.split("\n")))


def as_odt(text: str) -> bytes:
    return odt("".join(f"<text:p>{html.escape(line)}</text:p>" for line in text.split("\n")))


def as_html(text: str) -> bytes:
    return ("<html><body>" + "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n"))).encode()


def as_rtf(text: str) -> bytes:
    escaped = re.sub(r"([\\{}])", r"\\\1", text)
    coded = "".join(char if char.isascii() else f"\\u{ord(char)}?" for char in escaped)
    return ("{\\rtf1\\ansi\\uc1 " + coded.replace("\n", "\\par\n") + "}").encode("ascii")


FORMATS = {"docx": as_docx, "odt": as_odt, "html": as_html, "rtf": as_rtf}


@pytest.mark.parametrize("ending", FORMATS)
def test_its_lines_are_the_same(ending, sample):
    text = sample.read_text(encoding="utf-8")
    data = FORMATS[ending](text)
    done = format_of(data, f"a.{ending}").load()(data, "a", options=ReadOptions())
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()]
    assert [" ".join(line.split()) for line in done.text.split("\n") if line.strip()] == lines
    assert done.warnings == ()


def facts(folder: Path) -> Counter[tuple[str, str]]:
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return Counter((fact["fact"], " ".join(fact.get("quote", "").split())) for fact in map(json.loads, lines))


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_its_facts_are_the_same(ending, sample, sample_out, tmp_path):
    (tmp_path / f"a.{ending}").write_bytes(FORMATS[ending](sample.read_text(encoding="utf-8")))
    kg.build(tmp_path / f"a.{ending}", out=tmp_path / "out").close()
    given, read = facts(sample_out), facts(tmp_path / "out")
    assert 2 * (given & read).total() / (given.total() + read.total()) >= 0.97
