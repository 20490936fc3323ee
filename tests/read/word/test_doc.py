"""DOC: read as the DOCX that it is converted to; what is damaged, locked or of another kind is said to be."""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_files import compound, doc

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.pages import ReadText
from kg.read.alone import read_alone
from kg.read.registry import format_of
from kg.read.word.doc import read_doc

TEXT = "Điều 1. Phạm vi\rGiao Sở Y tế chủ trì.\r"


def read(data: bytes, **options: float) -> ReadText:
    return read_doc(data, "a.doc", options=ReadOptions(**options))


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", unicodedata.normalize("NFC", text).lower()))


def test_paragraphs_are_lines():
    assert format_of(doc(TEXT), "a").media_type == "application/msword"
    assert read(doc(TEXT)).text == "Điều 1. Phạm vi\nGiao Sở Y tế chủ trì."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"Mot dong", "no DOC file"),
        (compound({"Workbook": b"x"}), "is an Excel file"),
        (compound({"EncryptedPackage": b"x"}), "locked by a password"),
        (compound({"PowerPoint Document": b"x"}), "is a PowerPoint file"),
        (doc(TEXT)[:1500], "can't be read as DOC"),
        (doc(TEXT)[:20], "can't be read as DOC"),
    ],
)
def test_what_is_no_readable_doc_is_said_to_be_what_it_is(data, said, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match=said) as caught:
        read(data)
    assert str(caught.value).startswith("a.doc: ") and caught.value.remedy


@pytest.mark.parametrize(
    ("script", "said"), [("sleep 60 & sleep 60", "did not end within 1 s"), ("exit 3", "made nothing")]
)
def test_an_office_program_that_hangs_or_fails_is_ended(script, said, tmp_path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(ReadError, match=said):
        read(doc(TEXT)[:1500], wall_seconds=1.0)


@pytest.fixture
def no_office(tmp_path, monkeypatch):
    """Hide LibreOffice, which takes seconds for each file."""
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_office")
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.data())
def test_cut_and_altered_files_give_a_text_or_say_what_is_wrong(data):
    whole = doc(TEXT)
    mutable = bytearray(whole[: data.draw(st.integers(8, len(whole)))])
    for _ in range(data.draw(st.integers(0, 12))):
        mutable[data.draw(st.integers(8, len(mutable) - 1)) if len(mutable) > 8 else 7] = data.draw(st.integers(0, 255))
    try:
        assert isinstance(read(bytes(mutable)), ReadText)
    except KgError as error:
        assert error.remedy


@pytest.mark.tool("shared")
def test_old_files_give_the_words_of_their_transcripts(shared: Path):
    folder = shared / "samples" / "legacy"
    paths = sorted(path for path in folder.iterdir() if path.suffix in (".doc", ".docx", ".rtf"))
    assert len(paths) >= 8
    for path in paths:
        data = path.read_bytes()
        done = format_of(data, path.name).load()(data, path.name, options=ReadOptions())
        given_words, read_words = words(path.with_suffix(".txt").read_text(encoding="utf-8-sig")), words(done.text)
        both = sum((given_words & read_words).values())
        assert 2 * both / (given_words.total() + read_words.total()) >= 0.99, path.name
        assert done.warnings, path.name


@pytest.mark.tool("shared")
@pytest.mark.parametrize("name", ["tcvn3-2003-02144qd.doc", "tcvn3-2004-0328NDCP.doc", "vni-2008-23.QD-991-UBND.doc"])
def test_capitals_of_old_fonts_are_restored(name, shared: Path):
    done = read((shared / "samples" / "legacy" / name).read_bytes())
    assert re.search(r"CỘNG HO[ÀÒ]A? XÃ HỘI CHỦ +NGHĨA VIỆT NAM", unicodedata.normalize("NFC", done.text))


@pytest.mark.tool("shared")
@pytest.mark.usefixtures("no_office")
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(seed=st.randoms(use_true_random=False))
def test_a_real_file_altered_anywhere_gives_a_text_or_an_error(shared: Path, seed):
    data = bytearray((shared / "samples" / "legacy" / "tcvn3-2003-02144qd.doc").read_bytes())
    for _ in range(seed.choice((3, 30, 300))):
        data[seed.randrange(8, len(data))] = seed.randrange(256)
    try:
        assert isinstance(read(bytes(data)), ReadText)
    except KgError as error:
        assert error.remedy


@pytest.mark.tool("soffice")
@pytest.mark.tool("shared")
def test_libreoffice_reads_what_the_converter_does_not(shared: Path):
    data = (shared / "samples" / "docx" / "Phuluc1.doc").read_bytes()
    at = data.index("SummaryInformation".encode("utf-16-le")) - 2 + 116  # where the entry says its stream begins
    damaged = data[:at] + struct.pack("<I", 0x00FFFFF0) + data[at + 4 :]
    fmt = format_of(damaged, "a.doc")
    made = read_alone(damaged, "a.doc", fmt=fmt, options=ReadOptions())
    wanted = read(data)
    assert words(made.text) == words(wanted.text)
    assert len(made.text) > 30_000
