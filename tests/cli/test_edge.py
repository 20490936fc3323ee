"""Whatever goes wrong is one line and an exit code: closed streams, full disks, interrupts, bytes of all kinds."""

from __future__ import annotations

import errno
import io
import os
import re
import resource
import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from conftest import kg_environment
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.cli.edge import guard, run
from kg.cli.streams import ReaderGone
from kg.errors import StoreError, UnsupportedError

Done = subprocess.CompletedProcess[bytes]
KG = [sys.executable, "-m", "kg"]
PORTS = 'SELECT ?n { ?p a pol:Port ; rdfs:label ?n FILTER(CONTAINS(?n, "Điền")) }'
FOREIGN = {
    "code page": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
    "C locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


def shell(line: str, *args: str | Path, **more: str) -> Done:
    """Run `kg` in a shell line in which "$@" stands for the command."""
    command = ["sh", "-c", line, "sh", *KG, *map(str, args)]
    return subprocess.run(command, capture_output=True, env=kg_environment(**more), timeout=120, check=False)


def is_one_line(error: bytes) -> bool:
    """Say whether standard error holds one line of ours."""
    return re.fullmatch(rb"kg: error: [^\n]+\n", error) is not None


def fail(error: BaseException) -> Callable[[], None]:
    """Return a command that fails."""

    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "out/x"), 2, "out/x: No space left on device (make room)"),
        (PermissionError(errno.EACCES, "Permission denied", "out"), 2, "out: Permission denied"),
        (OSError("IO error: No space left on device: While appending"), 2, "(make room)"),
        (OSError(), 2, "OSError"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), 2, "UTF-8"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "surrogates not allowed"), 2, "UTF-8"),
        (MemoryError(), 2, "not enough memory"),
        (RecursionError("deep"), 2, "nested too deeply"),
        (AttributeError("two\nlines"), 2, "a defect of kg: AttributeError: two lines"),
        (StoreError("is none", path="out"), 2, "out: is none"),
        (UnsupportedError("not here"), 3, "not here"),
    ],
)
def test_every_failure_is_one_line(
    error: BaseException, code: int, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert guard(fail(error)) == code
    told = capfd.readouterr().err
    assert is_one_line(told.encode())
    assert said in told


def test_ends_that_are_no_failures(capfd: pytest.CaptureFixture[str]) -> None:
    assert guard(fail(ReaderGone())) == 141
    assert guard(fail(SystemExit(1))) == 1
    assert guard(lambda: None) == 0
    assert capfd.readouterr().err == ""
    assert guard(fail(KeyboardInterrupt())) == 130
    assert capfd.readouterr().err == "kg: interrupted\n"


def test_where_an_error_arose_is_shown_on_demand(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KG_TRACEBACK", "1")
    assert guard(fail(ZeroDivisionError())) == 2
    assert "Traceback" in capfd.readouterr().err


COMMANDS = ("--version", "--help", "queries --json", "query OUT --name projects", "export OUT --format ntriples")


@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_can_not_be_written(sample_out: Path, command: str) -> None:
    args = command.replace("OUT", shlex.quote(str(sample_out))).split()
    closed = shell('exec "$@" >&-', *args)
    assert (closed.returncode, is_one_line(closed.stderr)) == (2, True), closed.stderr
    assert b"standard output is closed" in closed.stderr
    if Path("/dev/full").exists():
        full = shell('exec "$@" >/dev/full', *args)
        assert (full.returncode, is_one_line(full.stderr)) == (2, True), full.stderr
        assert b"No space left on device" in full.stderr
    nobody = shell('exec "$@" >&- 2>&- <&-', *args)
    assert (nobody.returncode, nobody.stdout, nobody.stderr) == (2, b"", b"")


def test_errors_that_nobody_takes_in_go_nowhere_else(tmp_path: Path) -> None:
    for line in ('exec "$@" 2>&-', 'exec "$@" 2>/dev/full'):
        done = shell(line, "stats", tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"")
        done = shell(line, "--version")
        assert (done.returncode, done.stdout) == (0, b"kg 0.2.0\n")


def test_input_that_is_closed(sample_out: Path, tmp_path: Path) -> None:
    for args in (("query", sample_out, "-"), ("build", "-", "-o", tmp_path / "out"), ("inspect", "-")):
        done = shell('exec "$@" <&-', *args)
        assert (done.returncode, is_one_line(done.stderr)) == (2, True), done.stderr
        assert b"standard input: is closed" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_error(sample_out: Path) -> None:
    for args in (("export", sample_out, "--format", "ntriples"), ("query", sample_out, "SELECT * { ?s ?p ?o }")):
        done = shell('{ "$@"; echo $? >&2; } | head -1', *args)
        assert done.stdout.count(b"\n") == 1
        assert done.stderr == b"141\n"


@pytest.mark.parametrize("name", FOREIGN)
def test_text_is_utf8_whatever_the_locale_says(sample_out: Path, name: str) -> None:
    there = FOREIGN[name]
    for line, args in (
        (f'printf %s {shlex.quote(PORTS)} | "$@"', ("query", sample_out, "-", "--format", "csv")),
        (f"printf '\\357\\273\\277%s' {shlex.quote(PORTS)} | \"$@\"", ("query", sample_out, "-")),
        ('exec "$@"', ("query", sample_out, PORTS)),
        ('exec "$@"', ("query", sample_out, "\ufeff" + PORTS)),
        ('exec "$@"', ("search", sample_out, "cảng Diêm Điền")),
    ):
        done = shell(line, *args, **there)
        assert (done.returncode, done.stderr) == (0, b"")
        assert "Diêm Điền" in done.stdout.decode("utf-8")


def test_a_text_of_an_argument_that_is_no_utf8(sample_out: Path) -> None:
    for args in (
        ("query", sample_out, "ASK { \udcff }"),
        ("search", sample_out, "\udce1"),
        ("build", "--base-iri", "\udcff"),
    ):
        done = shell('exec "$@"', *args)
        assert done.returncode == 2
        assert is_one_line(done.stderr)


def test_a_terminal_that_lacks_letters_shows_them_escaped(sample_out: Path) -> None:
    import pty

    master, slave = pty.openpty()
    env = kg_environment(PYTHONIOENCODING="ascii", TERM="dumb")
    process = subprocess.Popen([*KG, "query", str(sample_out), PORTS], stdout=slave, stderr=slave, env=env)
    os.close(slave)
    shown = b""
    try:
        while piece := os.read(master, 4096):
            shown += piece
    except OSError:
        pass  # the end, as Linux tells it
    os.close(master)
    assert process.wait(60) == 0
    assert rb"\u0110i\u1ec1n" in shown


# --- interrupts and full disks ------------------------------------------------------------------------

AT_IMPORT = """
import os, sys
class At:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, At())
sys.argv = ["kg", *{args!r}]
from kg.cli import main
main()
"""


def signalled(name: str, number: int, *args: str | Path) -> Done:
    """Run `kg`, which gets a signal when it begins to import a module."""
    code = AT_IMPORT.format(name=name, number=int(number), args=[str(arg) for arg in args])
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=kg_environment(), timeout=120, check=False
    )


@pytest.mark.parametrize(
    "name", ["kg.cli.edge", "kg.cli.streams", "typer", "kg.cli.app", "spacy", "numpy", "thinc.api"]
)
def test_an_interrupted_import_says_no_more_than_that(sample: Path, name: str) -> None:
    done = signalled(name, signal.SIGINT, "inspect", sample)
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr in (b"", b"kg: interrupted\n")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_build_that_is_ended_leaves_nothing(tmp_path: Path, number: int, code: int) -> None:
    (tmp_path / "a.txt").write_text("II. NHIỆM VỤ\n1. Xây dựng cầu A.\n", encoding="utf-8")
    done = signalled("kg.validate", number, "build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def limited(size: int, *args: str | Path) -> Done:
    """Run `kg` in a process whose files may not grow beyond a size, as if the disk were full."""
    return subprocess.run(
        [*KG, *map(str, args)],
        capture_output=True,
        env=kg_environment(),
        timeout=120,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


@pytest.mark.parametrize("size", [100, 20_000, 200_000])
def test_a_build_for_which_there_is_no_room_leaves_nothing(sample: Path, tmp_path: Path, size: int) -> None:
    done = limited(size, "build", sample, "-o", tmp_path / "out")
    assert (done.returncode, is_one_line(done.stderr)) == (2, True), done.stderr
    assert b"File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("args", [("export", "OUT", "--format", "turtle"), ("view", "OUT")])
def test_an_output_for_which_there_is_no_room_leaves_the_old_one(
    sample_out: Path, tmp_path: Path, args: Sequence[str]
) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    done = limited(20_000, *[sample_out if arg == "OUT" else arg for arg in args], "-o", tmp_path / "old")
    assert (done.returncode, is_one_line(done.stderr)) == (2, True), done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text(encoding="utf-8") == "old"


# --- bytes of all kinds, in this process ----------------------------------------------------------------


def run_here(args: Sequence[str | Path], stdin: bytes = b"") -> tuple[int, str]:
    """Return the exit code of a command and what it says on standard error, its input given."""
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin))
    sys.stdout, sys.stderr = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    try:
        return run([str(arg) for arg in args]), sys.stderr.getvalue()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before


BYTES = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet="1. Xây dựng cầu\n", max_size=40).map(lambda text: text.encode("utf-16")),
)


@settings(max_examples=40)
@given(data=BYTES)
def test_no_bytes_on_standard_input_are_a_defect(sample_out: Path, data: bytes) -> None:
    for args in (("query", sample_out, "-"), ("inspect", "-")):
        code, said = run_here(args, data)
        assert code in (0, 2)
        assert "defect" not in said
        assert bool(said) == (code == 2)
    code, said = run_here(("query", sample_out, "-"), b"\xef\xbb\xbf" + PORTS.encode())
    assert (code, said) == (0, "")


@settings(max_examples=40)
@given(base=st.text(max_size=30))
def test_no_base_iri_is_a_defect(base: str) -> None:
    code, said = run_here(("build", "/nowhere/missing.txt", f"--base-iri={base}"))
    assert code == 2
    assert is_one_line(said.encode("utf-8", "surrogatepass"))
    assert "defect" not in said
