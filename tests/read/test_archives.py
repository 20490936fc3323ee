"""Archives give their documents one by one; what leads out, lies over each other, or swells beyond bounds is refused."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import time
import zipfile
import zlib
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import dated, docx, paragraph

from kg.config import ReadOptions
from kg.errors import KgError, ReadError
from kg.read import read_inputs
from kg.read.archives import Member, iter_members
from kg.read.registry import CONTAINERS, container_of


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(dated(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w:gz", **more: object) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for key, value in more.items():
                setattr(info, key, value)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0) if mode == "w:gz" else out.getvalue()


class Packed(NamedTuple):
    """A file of an archive: its name and its bytes."""

    name: str
    data: bytes


def members(data: bytes, name: str = "a.zip", **limits: int) -> list[Member]:
    return [Packed(*member[:2]) for member in iter_members(data, name, options=ReadOptions(**limits))]


def refused(data: bytes, name: str = "a.zip", **limits: int) -> str:
    with pytest.raises(ReadError) as caught:
        members(data, name, **limits)
    assert str(caught.value).startswith(f"{name}: ") and caught.value.remedy
    return str(caught.value)


FILES = {"b/hai.txt": b"hai", "mot.md": b"mot", ".an.txt": b"x", "__MACOSX/mot.md": b"x", "b/bang.csv": b"x"}


@pytest.mark.parametrize("pack", [packed, tarred, lambda files: tarred(files, "w:")], ids=["zip", "tgz", "tar"])
def test_documents_are_given_by_name_and_others_are_passed_over(pack):
    passed_over = []
    found = [member[:2] for member in iter_members(pack(FILES), "a", options=ReadOptions(), passed_over=passed_over)]
    assert sorted(found) == [("b/hai.txt", b"hai"), ("mot.md", b"mot")]
    assert passed_over == ["b/bang.csv"]


def test_a_compressed_file_is_one_document():
    assert members(gzip.compress(b"mot"), "thu muc/van ban.txt.gz") == [("van ban.txt", b"mot")]
    assert members(gzip.compress(b"mot") + gzip.compress(b" hai"), "x.gz") == [("x", b"mot hai")]


def test_archives_within_archives_are_opened_and_word_files_are_not():
    word = docx(paragraph("x"))
    inner = packed({"trong.txt": b"t", "van ban.docx": word, "nhieu.jsonl": b'{"id": 7, "text": "bay"}'})
    data = packed({"con.zip": inner, "nen.txt.gz": gzip.compress(b"g"), "thung.tgz": tarred({"k.txt": b"k"})})
    assert members(data) == [
        ("con.zip!/nhieu.jsonl!/7.txt", b"bay"),
        ("con.zip!/trong.txt", b"t"),
        ("con.zip!/van ban.docx", word),
        ("nen.txt.gz!/nen.txt", b"g"),
        ("thung.tgz!/k.txt", b"k"),
    ]


def test_names_in_utf8_that_do_not_say_so_are_read():
    data = packed({"Nghị quyết.txt": b"x"}).replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00")
    assert b"Ngh\xe1\xbb\x8b" in data
    assert members(data)[0].name == "Nghị quyết.txt"


@pytest.mark.parametrize(
    "name", ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "..\\x.txt", "a/..", "\\\\h\\x.txt"]
)
@pytest.mark.parametrize("pack", [packed, tarred])
def test_names_that_lead_out_are_refused(name, pack):
    assert "leads out of the archive" in refused(pack({name: b"x"}))


def test_links_devices_and_twice_the_same_name_are_refused():
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link" in refused(out.getvalue())
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
        assert "is a link or a device" in refused(tarred({"a.txt": b""}, type=kind, linkname="/etc/passwd"), "a.tgz")
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        archive.writestr("a.txt", "1")
        archive.writestr("b/../a.txt".replace("b/../", "./"), "2")
    assert "two of its files have the name 'a.txt'" in refused(twice.getvalue())


def test_a_locked_member_is_refused():
    data = bytearray(packed({"a.txt": b"x"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "locked by a password" in refused(bytes(data))


def test_bombs_are_refused_soon():
    began = time.process_time()
    zeros = b"\0" * (96 << 20)
    assert "unpacks to much more" in refused(packed({"a.txt": zeros}))
    assert "unpacks to much more" in refused(gzip.compress(zeros), "a.txt.gz")
    assert "unpacks to much more" in refused(packed({"b.zip": packed({"a.txt": zeros})}))
    assert "unpacks to much more" in refused(packed({"a.txt": b"ab" * 2000}), unpacked_bytes=1000)
    assert "more than 3 files" in refused(packed({f"{n}.txt": b"x" for n in range(4)}), members=3)
    assert time.process_time() - began < 20


def test_members_that_lie_over_each_other_are_refused():
    data = packed({"a.txt": b"x" * 100, "b.txt": b"y" * 100})
    place = data.rindex(b"PK\x01\x02")
    both = data[: place + 42] + b"\0\0\0\0" + data[place + 46 :]
    assert "lie over each other" in refused(both)


def test_archives_nested_too_deeply_are_refused():
    data = b"x"
    for _ in range(5):
        data = packed({"a.zip" if data != b"x" else "a.txt": data})
    assert "nested more than 3 deep" in refused(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed({"a.txt": b"xyz"})[:40], "damaged"),
        (packed({"a.csv": b"x"}), "holds no documents"),
        (packed({}), "holds no documents"),
        (gzip.compress(b"mot hai ba bon")[:-6], "damaged"),
        (tarred({"a.txt": b"x" * 5000})[:-40], "damaged"),
        (tarred({"a.txt": b"x" * 5000}, "w:")[:3000], "damaged"),
        (b"Mot", "no archive"),
    ],
    ids=range(7),
)
def test_damaged_and_empty_archives_are_refused(data, said):
    assert said in refused(data)


@settings(max_examples=200)
@given(st.data())
def test_cut_and_altered_archives_give_members_or_an_error(data):
    pack = data.draw(
        st.sampled_from([packed, tarred, lambda files: tarred(files, "w:"), lambda files: gzip.compress(b"x", mtime=0)])
    )
    whole = bytearray(pack({"a.txt": b"mot", "b/c.zip": packed({"d.txt": b"hai"})}))
    whole = whole[: data.draw(st.integers(4, len(whole)))]
    for _ in range(data.draw(st.integers(0, 6))):
        whole[data.draw(st.integers(2, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        for member in iter_members(bytes(whole), "a", options=ReadOptions()):
            assert isinstance(member.data, bytes) and ".." not in member.name.split("/")
    except KgError as error:
        assert error.remedy


def test_what_is_one_document_is_no_container():
    assert container_of(docx(paragraph("x")), "a.zip") is None
    assert container_of(b"Mot", "a.txt") is None
    assert container_of(zlib.compress(b"x"), "a.txt") is None
    named = {ending: container for container in CONTAINERS for ending in container.endings}
    assert container_of(b"{}", "a.JSONL") is named[".jsonl"]
    assert container_of(packed({"a": b""}), "a.txt") is named[".zip"]


# --- as inputs ------------------------------------------------------------------------------------


def test_each_document_of_an_archive_is_one_with_its_own_source(tmp_path):
    data = packed({"a/Nghị quyết.txt": "Một".encode(), "b.docx": docx(paragraph("Hai")), "c.csv": b"x"})
    (tmp_path / "kho.zip").write_bytes(data)
    (tmp_path / "nhieu.jsonl").write_text('{"id": "12/KH", "text": "Ba"}\n{"text": "Bốn"}', encoding="utf-8")
    reading = read_inputs([tmp_path])
    assert {(one.slug, one.name, one.text) for one in reading.documents} == {
        ("nghi-quyet", "Nghị quyết.txt", "Một"),
        ("b", "b.docx", "Hai"),
        ("12-kh", "12-KH.txt", "Ba"),
        ("line-2", "line 2.txt", "Bốn"),
    }
    where = {source.where for sources in reading.sources.values() for source in sources}
    assert f"{tmp_path}/kho.zip!/a/Nghị quyết.txt" in where and f"{tmp_path}/nhieu.jsonl!/12-KH.txt" in where
    assert reading.passed_over == ["c.csv"]
    assert not reading.unread


def test_a_bad_document_of_an_archive_is_named_and_the_others_are_read(tmp_path):
    (tmp_path / "kho.zip").write_bytes(packed({"a.txt": b"mot", "b.txt": b"\xff\0\1", "c.docx": b"x"}))
    (tmp_path / "bom.zip").write_bytes(packed({"../x.txt": b"x"}))
    reading = read_inputs([tmp_path])
    assert [one.text for one in reading.documents] == ["mot"]
    assert sorted(one.name.rpartition("/")[2] for one in reading.unread) == ["b.txt", "bom.zip", "c.docx"]
    with pytest.raises(ReadError, match=r"kho\.zip!/b\.txt|leads out"):
        read_inputs([tmp_path], options=ReadOptions(strict=True))


def test_an_archive_through_standard_input():
    reading = read_inputs(["-"], stdin=io.BytesIO(gzip.compress("Một".encode())))
    assert [one.text for one in reading.documents] == ["Một"]


def test_a_directory_of_a_million_files_is_not_read(tmp_path):
    entry = packed({"a.txt": b""})
    place = entry.index(b"PK\x01\x02")
    record = entry[place : entry.index(b"PK\x05\x06")]
    (tmp_path / "a.zip").write_bytes(entry[:place] + record * 1_000_000 + b"PK\x05\x06" + b"\xff" * 18)
    began = time.process_time()
    with pytest.raises(ReadError, match="more than 20000 files"):
        read_inputs([tmp_path / "a.zip"])
    assert time.process_time() - began < 5
