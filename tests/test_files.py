"""Files appear whole or not at all, and nothing else than a plain file is ever replaced."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from kg import files
from kg.errors import ExportError, StoreError
from kg.files import compress, read_compressed, read_pieces, write_atomically, write_compressed


def test_text_and_bytes_are_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    assert write_atomically(path, "đường") == path
    assert path.read_bytes() == "đường".encode()
    write_atomically(str(path), b"\x00\xff")
    assert path.read_bytes() == b"\x00\xff"
    assert [file.name for file in tmp_path.iterdir()] == ["graph.ttl"]


def test_a_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"nowhere/graph\.ttl: cannot be written: .*folder that is there"):
        write_atomically(tmp_path / "nowhere" / "graph.ttl", "x")


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_atomically(tmp_path / "out", "x")
    assert (tmp_path / "out").is_dir()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_atomically(pipe, "through the pipe")
    reader.join(timeout=10)
    assert read == [b"through the pipe"]
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_an_error_of_ours() -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_atomically("/dev/full", "x" * 100_000)
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_name_may_be_as_long_as_the_system_allows(tmp_path: Path) -> None:
    name = "đ" * 120 + ".ttl"
    write_atomically(tmp_path / name, "x")
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_name_with_a_nul_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_atomically(f"{tmp_path}/a\0b", "x")


def test_much_is_written_by_way_of_a_file_and_read_in_pieces_as_little_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = [f"dòng {n} của tập tin\n".encode() * 3 for n in range(500)]
    little, much = tmp_path / "little", tmp_path / "much"
    write_compressed(little, pieces)
    assert little.read_bytes() == compress(b"".join(pieces))
    monkeypatch.setattr(files, "_IN_MEMORY", 1000)
    write_compressed(much, iter(pieces))
    assert read_compressed(much) == b"".join(pieces)
    write_compressed(tmp_path / "again", pieces)
    assert (tmp_path / "again").read_bytes() == much.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["again", "little", "much"]
    monkeypatch.setattr(files, "_AT_ONCE", 100)
    for path in (little, much):
        found = list(read_pieces(path))
        assert b"".join(found) == b"".join(pieces) and len(found) > 100
        assert all(piece.endswith(b"\n") for piece in found)
    much.write_bytes(much.read_bytes()[:-30])
    with pytest.raises(StoreError, match="much: can't be read"):
        list(read_pieces(much))
