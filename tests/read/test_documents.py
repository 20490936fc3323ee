"""Documents from files, folders and streams: slugs, order, copies, and every input that is none."""

from __future__ import annotations

import hashlib
import io
import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

import kg
from kg import config
from kg.config import ReadOptions
from kg.errors import OptionError, ReadError
from kg.read import Source, alone, documents, read_documents, read_inputs, read_text
from kg.read import inputs as inputs_module
from kg.read.alone import end_readers
from kg.read.reading import printable_name
from kg.read.spool import Spool


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(path: Path) -> str:
    (document,) = read_documents([path])
    return document.text


@pytest.mark.parametrize(
    "content",
    [
        "Điều 1. Phát triển\r\nkinh tế\rxã hội\n",
        "một dòng",
        "e\u0301 tổ hợp",
        "  đầu và cuối  \n\n",
        "🏗 cầu\u2028mới",
    ],
)
def test_text_is_exactly_the_decoded_bytes(tmp_path: Path, content: str) -> None:
    path = write(tmp_path / "a.txt", content)
    (document,) = read_documents([path])
    assert document.text == content
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (document.slug, document.name, document.media_type) == ("a", "a.txt", "text/plain")


def test_sample_is_read_whole(sample: Path) -> None:
    (document,) = read_documents([sample])
    assert document.text.encode() == sample.read_bytes()
    assert document.slug == "thai-binh"


@pytest.mark.parametrize(
    ("name", "slug", "media_type"),
    [
        ("Nghị quyết số 01-NQ/TW".replace("/", "_") + ".md", "nghi-quyet-so-01-nq-tw", "text/markdown"),
        ("ĐƯỜNG.MARKDOWN", "duong", "text/markdown"),
        ("báo cáo.2020.txt", "bao-cao-2020", "text/plain"),
        ("không-đuôi", "khong-duoi", "text/plain"),
    ],
)
def test_names_become_slugs(tmp_path: Path, name: str, slug: str, media_type: str) -> None:
    (document,) = read_documents([write(tmp_path / name, "x")])
    assert (document.slug, document.media_type, document.name) == (slug, media_type, name)


def test_a_decomposed_file_name_gives_the_same_document(tmp_path: Path) -> None:
    import unicodedata

    name = "Tuyến đường.txt"
    one = read_documents([write(tmp_path / "c" / unicodedata.normalize("NFC", name), "x")])
    two = read_documents([write(tmp_path / "d" / unicodedata.normalize("NFD", name), "x")])
    assert one == two


@pytest.mark.parametrize("name", ["CON.txt", "aux.txt", "com1.txt", "Nul.txt"])
def test_no_file_is_called_as_windows_calls_its_devices(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("Nghị quyết.", encoding="utf-8")
    (document,) = read_documents([tmp_path / name])
    assert document.slug == f"{Path(name).stem.lower()}-text"


def test_a_name_without_letters_takes_its_slug_from_the_bytes(tmp_path: Path) -> None:
    (document,) = read_documents([write(tmp_path / "文書.txt", "nội dung")])
    assert document.slug == f"text-{document.sha256[:8]}"


def test_same_slug_with_other_content_is_told_apart_in_any_order(tmp_path: Path) -> None:
    paths = [write(tmp_path / "a" / "nq.txt", "một"), write(tmp_path / "b" / "nq.md", "hai")]
    forward, backward = read_documents(paths), read_documents(paths[::-1])
    assert forward == backward
    assert sorted(document.slug for document in forward) == sorted(
        f"nq-{hashlib.sha256(text.encode()).hexdigest()[:8]}" for text in ("một", "hai")
    )


def test_a_name_that_looks_like_a_made_slug_does_not_swallow_a_document(tmp_path: Path) -> None:
    digest = hashlib.sha256("một".encode()).hexdigest()[:8]
    paths = [
        write(tmp_path / "a" / "nq.txt", "một"),
        write(tmp_path / "b" / "nq.txt", "hai"),
        write(tmp_path / f"nq-{digest}.txt", "ba"),
    ]
    assert sorted(document.text for document in read_documents(paths)) == ["ba", "hai", "một"]
    assert len({document.slug for document in read_documents(paths)}) == 3


def test_same_bytes_twice_are_one_document_and_recorded(tmp_path: Path) -> None:
    paths = [write(tmp_path / "b.txt", "x"), write(tmp_path / "a.txt", "x")]
    for order in (paths, paths[::-1]):
        reading = read_inputs(order)
        assert [document.slug for document in reading.documents] == ["a"]
        assert reading.duplicates == [("b.txt", "a.txt")]


def test_a_file_named_twice_is_read_once_and_is_no_copy(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x")
    reading = read_inputs([path, tmp_path, str(path)])
    assert len(reading.documents) == 1 and not reading.duplicates


def test_folders_are_walked_without_hidden_files_and_graph_folders(tmp_path: Path) -> None:
    for name in ("b/c.txt", "a.md", ".hidden.txt", ".git/x.txt", "b/table.csv", "out/texts/old.txt"):
        write(tmp_path / name, name)
    write(tmp_path / "out" / config.GRAPH_FOLDER_MARKER, "{}")
    reading = read_inputs([tmp_path])
    assert [document.slug for document in reading.documents] == ["a", "c"]
    assert reading.passed_over == ["table.csv"]


def test_standard_input_is_read_once(tmp_path: Path) -> None:
    stream = io.BytesIO("Điều 1".encode())
    (document,) = read_documents(["-", "-"], stdin=stream)
    assert (document.text, document.name) == ("Điều 1", "standard input")
    assert document.slug == f"text-{document.sha256[:8]}"


def test_text_in_hand() -> None:
    assert read_text("xin chào").slug.startswith("text-")
    assert read_text("xin chào", name="Lời chào.md").slug == "loi-chao"
    assert read_text("xin chào", name="Lời chào.md").media_type == "text/markdown"
    with pytest.raises(ReadError, match="surrogate at character 1"):
        read_text("a\ud800")
    with pytest.raises(ReadError, match="is empty"):
        read_text("")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \r\n\t \n", "nothing but white space"),
        ("\ufeff\n".encode(), "nothing but white space"),
        (b"\xff\xfe", "nothing but white space"),
    ],
)
def test_files_without_text(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(ReadError, match=message) as caught:
        only(write(tmp_path / "a.txt", content))
    assert str(tmp_path / "a.txt") in str(caught.value)


def test_missing_names(tmp_path: Path) -> None:
    for name in (tmp_path / "none.txt", tmp_path / "a\0b", tmp_path / ("x" * 5000)):
        with pytest.raises(ReadError, match=r"does not exist|cannot be read"):
            read_documents([name])
    with pytest.raises(ReadError, match="no input is given"):
        read_documents([])


def test_a_folder_without_documents(tmp_path: Path) -> None:
    write(tmp_path / "map.dwg", b"AC1027")
    with pytest.raises(ReadError, match=r"holds no documents, 1 other files .*\.txt"):
        read_documents([tmp_path])


def test_a_broken_link_in_a_folder_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "x")
    (tmp_path / "b.txt").symlink_to(tmp_path / "nowhere.txt")
    (unread,) = read_inputs([tmp_path]).unread
    assert (unread.name, unread.reason) == (str(tmp_path / "b.txt"), "does not exist")
    with pytest.raises(ReadError, match=r"b\.txt: does not exist"):
        read_documents([tmp_path])


def test_links_to_folders_that_loop_end(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(read_documents([tmp_path])) == 1


def test_special_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        monkeypatch.chdir(tmp_path)
        listener.bind("sock.txt")
        for name, what in (("pipe.txt", "a pipe"), ("sock.txt", "a socket"), ("/dev/zero", "a device")):
            with pytest.raises(ReadError, match=f"is {what}"):
                read_documents([tmp_path / name])


def test_unreadable_files_and_folders(tmp_path: Path, unprivileged: None) -> None:
    for name in ("/proc/1/environ", "/proc/1/fd"):
        with pytest.raises(ReadError, match="cannot be read: Permission denied"):
            read_documents([name])


def test_an_unreadable_file_among_readable_ones(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("closed")
    write(folder / "a.txt", "x")
    closed = write(folder / "b.txt", "x")
    closed.chmod(0)
    if os.access(closed, os.R_OK):
        pytest.skip("the superuser reads everything")
    reading = read_inputs([folder])
    assert [document.slug for document in reading.documents] == ["a"]
    assert [str(one) for one in reading.unread] == [
        f"{closed}: cannot be read: Permission denied (check its name and permissions)"
    ]


def test_too_large_an_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs_module, "MAX_INPUT_BYTES", 10)
    assert only(write(tmp_path / "fits.txt", "x" * 10)) == "x" * 10
    with pytest.raises(ReadError, match="is larger than"):
        read_documents([write(tmp_path / "large.txt", "x" * 11)])
    with pytest.raises(ReadError, match="standard input: is larger than"):
        read_documents(["-"], stdin=io.BytesIO(b"x" * 11))


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    text = "phát triển " * (50 * 1024 * 1024 // len("phát triển ".encode()))
    assert only(write(tmp_path / "long.txt", text)) == text


def test_a_long_text_is_read_in_a_process_with_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    end_readers()
    text = "\ufeffĐường bộ\r\n" * 3
    path, old = write(tmp_path / "a.txt", text), tmp_path / "old.md"
    old.write_bytes(b"\xae\xc7u t\xad ph\xb8t tri\xd3n kinh t\xd5 x\xb7 h\xe9i " * 20)
    here = read_documents([path, old])
    assert alone._idle == []
    monkeypatch.setattr(documents, "LONG_TEXT_BYTES", 10)
    assert read_documents([path, old]) == here
    assert here[1].warnings and [hired.files for hired in alone._idle] == [2]
    end_readers()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of a process are Linux's")
def test_a_text_that_reading_has_no_memory_for_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path / "long.txt", "phát triển " * (40 << 16))
    write(tmp_path / "short.txt", "x")
    reading = read_inputs([tmp_path], options=ReadOptions(memory_bytes=64 << 20))
    (unread,) = reading.unread
    assert unread.reason == "needs more than the 64 MB of memory that it may have"
    assert unread.remedy.startswith("split it") and unread.remedy.endswith("--memory")
    assert [document.slug for document in reading.documents] == ["short"]


def test_every_bad_input_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path / "good.txt", "x")
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "nul.txt", "a\0b")
    seen: list[tuple[str, int, int]] = []
    reading = read_inputs([tmp_path, tmp_path / "missing.txt"], progress=lambda *step: seen.append(step))
    assert [document.slug for document in reading.documents] == ["good"]
    assert [Path(one.name).name for one in reading.unread] == ["missing.txt", "empty.txt", "nul.txt"]
    assert all(one.reason and one.remedy for one in reading.unread)
    assert reading.unread[1].source == Source("file", os.path.realpath(tmp_path / "empty.txt"))
    assert seen == [("empty.txt", 0, 3), ("good.txt", 1, 3), ("nul.txt", 2, 3)]


def test_strict_stops_at_the_first_bad_input(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", "")
    write(tmp_path / "b.txt", "a\0b")
    with pytest.raises(ReadError, match=r"a\.txt: is empty") as caught:
        read_inputs([tmp_path], options=ReadOptions(strict=True))
    assert "errors" not in caught.value.facts


def test_where_nothing_can_be_read_every_input_is_named(tmp_path: Path) -> None:
    write(tmp_path / "empty.txt", "")
    write(tmp_path / "nul.txt", "a\0b")
    with pytest.raises(ReadError) as caught:
        read_inputs([tmp_path, tmp_path / "missing.txt", "-"], stdin=io.BytesIO(b""))
    lines = str(caught.value).splitlines()
    assert len(lines) == 4 == len(caught.value.facts["errors"])
    for name in ("empty.txt", "missing.txt", "nul.txt", "standard input"):
        assert sum(name in line for line in lines) == 1


def test_bytes_are_kept_where_they_are_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeffĐiều 1")
    assert read_inputs([path]).originals == {}
    reading = read_inputs([path], keep=True)
    assert reading.originals == {reading.documents[0].sha256: path.read_bytes()}


@pytest.mark.parametrize(
    "wrong", [{"ocr": "perhaps"}, {"pages": ((0, 1),)}, {"pages": ((3, 2),)}, {"memory_bytes": 0}, {"wall_seconds": -1}]
)
def test_options_that_do_not_fit(wrong: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        ReadOptions(**wrong)


def test_printable_names() -> None:
    assert printable_name("a\x1b[31m\nb\udcff.txt") == "a\ufffd[31m b\ufffd.txt"


class Pieces(io.RawIOBase):
    """A pipe without a file of the system, such as a notebook's; it gives texts, or fails."""

    def read(self, size: int = -1) -> bytes:
        raise OSError(5, "Input/output error")


def test_standard_input_that_can_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ReadError, match=r"standard input: cannot be read: Input/output error \("):
        read_documents(["-"], stdin=Pieces())
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(ReadError, match="standard input: is closed"):
        read_documents(["-"])
    monkeypatch.setattr("sys.stdin", io.StringIO("Xây dựng cầu A."))
    assert read_documents(["-"])[0].text == "Xây dựng cầu A."


def test_standard_input_is_awaited_where_it_does_not_block(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.set_blocking(reading, False)

    def write_late() -> None:
        with os.fdopen(writing, "w", encoding="utf-8") as pipe:
            pipe.write("Xây dựng ")
            pipe.flush()
            time.sleep(0.2)
            pipe.write("cầu A.")

    writer = threading.Thread(target=write_late, daemon=True)
    writer.start()
    with open(reading, "rb") as stream:
        assert read_documents(["-"], stdin=stream)[0].text == "Xây dựng cầu A."
    writer.join()


def test_several_files_at_a_time_give_what_one_at_a_time_does(tmp_path: Path) -> None:
    sample = next((Path(kg.__file__).parent / "samples").glob("*.pdf")).read_bytes()
    for number in range(3):
        (tmp_path / f"a{number}.pdf").write_bytes(sample + b"\n" * number)
        (tmp_path / f"b{number}.txt").write_text(f"Giao Sở Y tế tiêm {number} mũi.\n", encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(sample[:2000])
    one, many = (read_inputs([tmp_path], jobs=jobs, spool=Spool(tmp_path / f".{jobs}")) for jobs in (1, 4))
    assert [(d.slug, d.name, d.digest) for d in one.documents] == [(d.slug, d.name, d.digest) for d in many.documents]
    assert len(one.documents) == 6
    assert [str(unread) for unread in one.unread] == [str(unread) for unread in many.unread] != []
    assert one.sources == many.sources


def test_the_first_bad_file_ends_a_strict_reading_of_several_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nbroken")
    for number in range(6):
        (tmp_path / f"b{number}.txt").write_bytes(b"")
    with pytest.raises(ReadError, match=r"a\.pdf"):
        read_inputs([tmp_path], jobs=3, options=ReadOptions(strict=True))
