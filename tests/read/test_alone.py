"""Readers in a process of their own: the same text, limits that hold, and a new process after a lost one."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from read.pdf.pages import DATA, make_pdf, put

from kg.config import ReadOptions
from kg.errors import ReadError
from kg.read import alone, read_documents
from kg.read.alone import read_alone
from kg.read.pdf import read_pdf
from kg.read.registry import Format, format_of

PDF = format_of(b"%PDF-1.7", "")
NEVER = ReadOptions(ocr="never")
TASKS = (DATA / "tasks.pdf").read_bytes()
limited = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits of a process are Linux's")


def reader(name: str) -> Format:
    """Return a format whose reader is a function of this module's sibling."""
    return Format("application/test", f"{name}", (), alone=True)


@pytest.fixture(autouse=True)
def none_left():
    alone.end_readers()
    yield
    alone.end_readers()


def test_the_same_text_as_here_and_one_process_for_many_files():
    here = read_pdf(TASKS, "a.pdf", options=NEVER)
    assert read_alone(TASKS, "a.pdf", fmt=PDF, options=NEVER) == here
    (hired,) = alone._idle
    assert read_alone(TASKS, "b.pdf", fmt=PDF, options=NEVER) == here
    assert [one.child for one in alone._idle] == [hired.child]
    assert alone._idle[0].files == 2


def test_what_a_reader_raises_comes_as_it_is():
    with pytest.raises(ReadError) as here:
        read_pdf(b"%PDF-1.7", "a.pdf", options=NEVER)
    with pytest.raises(ReadError) as there:
        read_alone(b"%PDF-1.7", "a.pdf", fmt=PDF, options=NEVER)
    assert str(there.value) == str(here.value)
    assert (there.value.path, there.value.remedy) == ("a.pdf", here.value.remedy)


def test_facts_of_an_error_come_too():
    options = ReadOptions(ocr="never", page_characters=10)
    with pytest.raises(ReadError) as caught:
        read_alone(make_pdf(put(72, 700, "a" * 20)), "a.pdf", fmt=PDF, options=options)
    assert caught.value.facts == {"page": 1}


@limited
def test_a_stream_that_unpacks_to_gigabytes_meets_the_limit_of_memory():
    pack = zlib.compressobj(9)
    bomb = b"".join(pack.compress(b" " * (1 << 20)) for _ in range(700)) + pack.flush()
    data = make_pdf(bomb, filters=b"/Filter/FlateDecode")
    with pytest.raises(ReadError, match=r"a\.pdf: needs more than the 512 MB of memory") as caught:
        read_alone(data, "a.pdf", fmt=PDF, options=ReadOptions(ocr="never", memory_bytes=512 << 20))
    assert caught.value.remedy
    assert read_alone(TASKS, "b.pdf", fmt=PDF, options=NEVER).text


@limited
def test_a_file_that_what_others_left_has_no_room_for_is_read_in_a_new_process():
    fmt, options = reader("read.readers:leave_much_behind"), ReadOptions(memory_bytes=700 << 20)
    first = read_alone(b"", "a", fmt=fmt, options=options)
    (hired,) = alone._idle
    assert [read_alone(b"", "b", fmt=fmt, options=options) for _ in range(3)] == [first] * 3
    assert alone._idle[0].child is not hired.child


def slow() -> bytes:
    """Return a PDF that takes a second or more to read."""
    content = (
        b"BT /F 4 Tf "
        + b"".join(b"1 0 0 1 %d %d Tm (a) Tj " % (n * 7 % 595, n * 13 % 842) for n in range(30_000))
        + b"ET"
    )
    return make_pdf(zlib.compress(content), filters=b"/Filter/FlateDecode", pages=200)


def test_wall_time():
    with pytest.raises(ReadError, match=r"a\.pdf: took longer to read than the 1 seconds"):
        read_alone(slow(), "a.pdf", fmt=PDF, options=ReadOptions(ocr="never", wall_seconds=1))


@limited
def test_processor_time():
    with pytest.raises(ReadError, match=r"a\.pdf: took more than the 1 seconds of the processor"):
        read_alone(slow(), "a.pdf", fmt=PDF, options=ReadOptions(ocr="never", cpu_seconds=1))


def test_a_process_that_was_killed_is_replaced():
    read_alone(TASKS, "a.pdf", fmt=PDF, options=NEVER)
    os.kill(alone._idle[0].child._process.pid, signal.SIGKILL)
    alone._idle[0].child.status()
    assert read_alone(TASKS, "a.pdf", fmt=PDF, options=NEVER).text


def test_a_reader_that_fails_is_an_error_of_the_file():
    with pytest.raises(ReadError, match=r"a\.bin: cannot be read: its reader failed with TypeError"):
        read_alone(b"x", "a.bin", fmt=reader("json:loads"), options=NEVER)


def test_nothing_but_texts_is_taken_from_the_process():
    with pytest.raises(pickle.UnpicklingError, match=r"is no part of a text"):
        read_alone(b"x", "a.bin", fmt=reader("read.readers:give_a_path"), options=NEVER)


@limited
def test_the_process_has_no_network():
    with pytest.raises(ReadError, match="PermissionError"):
        read_alone(b"x", "a.bin", fmt=reader("read.readers:open_a_socket"), options=NEVER)


def test_documents_are_read_so(tmp_path):
    (tmp_path / "tasks.pdf").write_bytes(TASKS)
    (document,) = read_documents([tmp_path / "tasks.pdf"])
    assert document.media_type == "application/pdf"
    assert len(document.layout.pages) == 3
    assert len(alone._idle) == 1


def test_who_asks_hears_how_many_pages_are_done():
    heard = []
    slow = reader("read.readers:read_slowly")
    read = read_alone(
        b"x", "a.bin", fmt=slow, options=NEVER, watch=alone.Watch(lambda done, pages: heard.append((done, pages)))
    )
    assert read.text == "three pages"
    assert heard == [(1, 3), (2, 3)]
    assert read_alone(b"x", "a.bin", fmt=slow, options=NEVER).text == "three pages"


FAMILIES = """
import socket
from kg.processes.sandbox import cut_network
assert cut_network(local={local}) is True
for family in (socket.AF_UNIX, socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK):
    try:
        socket.socket(family).close()
        print(family.name, end=" ")
    except OSError:
        pass
"""


@limited
@pytest.mark.parametrize(("local", "left"), [(False, ""), (True, "AF_UNIX ")])
def test_sockets_of_this_machine_are_left_only_where_a_program_needs_them(local, left, root: Path):
    code = FAMILIES.format(local=local)
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == left
