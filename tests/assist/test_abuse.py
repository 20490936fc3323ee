"""Hostile, malformed and too long calls: each is an error with what to do, the server goes on, nothing is made up."""

from __future__ import annotations

import json
import random
import signal
import string
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from assist.speaking import Assistant, connected, http, stdio
from conftest import kg_environment
from mcp import MCPError

from kg.assist.tools import TOOLS

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
HOSTILE = (
    *("", " ", "\0", "\x1b[31m", "'; DROP TABLE hits; --", "../../etc/passwd", "file:///etc/passwd", "%00", "💥" * 200),
    *(
        "<script>alert(1)</script>",
        "{{7*7}}",
        "a" * 5000,
        "\u202e",
        "null",
        "-1",
        "9" * 40,
        "NEAR(",
        '"',
        "*",
        "AND OR",
    ),
    *("doc/thai-binh> ?p ?o } #", "https://evil.example/<>", "doc/../..", "ä\n\tö", "2026-02-30", "thai-binh\0"),
)
MADE = (None, True, [], {}, -1, 0, 1e308, 10**30, 0.5, ["a"], {"a": "b"}, [[]], {"a": None})
REFUSED = (
    ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
    ("SELECT * {SERVICE<http://x>{?s ?p ?o}}", "SERVICE is refused"),
    ("LOAD <file:///etc/passwd>", "an update is refused"),
    ("INSERT DATA { <a:a> <a:a> <a:a> }", "an update is refused"),
    ("DELETE WHERE { ?s ?p ?o }", "an update is refused"),
    ("CLEAR ALL", "an update is refused"),
    ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "is no graph of this store"),
    ("SELECT * FROM NAMED <http://127.0.0.1/> { GRAPH ?g { ?s ?p ?o } }", "is no graph of this store"),
    ("SELECT * { ?s ?p ", "malformed"),
    ("", "needs the argument query"),
    ("SELECT ?x { ?x ?y ?z } #" + "x" * 70_000, "bytes"),
)


@pytest.fixture(scope="module")
def narrow(sample_out: Path) -> Iterator[Assistant]:
    """Return an assistant whose queries may take a second and have 50 rows."""
    with connected(stdio(sample_out, "--time", "1", "--rows", "50")) as assistant:
        yield assistant


@pytest.mark.parametrize(("query", "said"), REFUSED, ids=lambda one: one[:40])
def test_what_reaches_out_writes_or_is_malformed_is_refused(on_sample: Assistant, query: str, said: str) -> None:
    message = on_sample.fail("sparql", query=query)
    assert said in message
    assert "(" in message


def test_past_its_deadline_a_query_is_an_error_and_others_are_answered(narrow: Assistant) -> None:
    begun = time.monotonic()
    assert "took longer than 1 seconds" in narrow.fail("sparql", query=RUNAWAY)
    assert time.monotonic() - begun < 15
    assert narrow.call("search", words="cang diem dien")["total"] == 2
    assert "more than 50 rows" in narrow.fail("sparql", query="SELECT * { ?s ?p ?o }")
    assert narrow.call("sparql", query="SELECT * { ?s ?p ?o } LIMIT 50")["total"] == 50


@pytest.mark.parametrize(
    ("tool", "given", "said"),
    [
        ("search", {"words": "!!!"}, "no word"),
        ("search", {"words": "cang", "class": "Nothing"}, "no class"),
        ("search", {"words": "cang", "limit": 0}, "whole number from 1 to 100"),
        ("search", {"words": "cang", "limit": 101}, "whole number from 1 to 100"),
        ("search", {"words": "cang", "offset": 99}, "behind the last of"),
        ("search", {"words": "cang", "document": "nothing"}, "slugs: thai-binh"),
        ("search", {"word": "cang"}, "arguments: words"),
        ("describe", {"thing": "sector/nothing"}, "no thing"),
        ("describe", {"thing": "cảng Diêm Điền", "part": "nothing"}, "parts: measures"),
        ("describe", {"thing": "cảng Diêm Điền", "offset": 1}, "name the part"),
        ("who_does_what", {"body": "Bộ Không Có"}, "no body"),
        ("who_does_what", {"role": "boss"}, "is one of lead"),
        ("who_does_what", {"due_before": "soon"}, "2026-06-30"),
        ("deadlines", {"state": "overdue"}, "give the day as today"),
        ("deadlines", {"today": "yesterday"}, "2026-06-30"),
        ("deadlines", {"today": "2026-02-30"}, "no day"),
        ("targets", {"year": "next"}, "2026 or none"),
        ("gaps", {}, "needs the argument gap"),
        ("gaps", {"gap": "all", "sector": "nothing"}, "agriculture"),
        ("sections", {"document": "../thai-binh"}, "no document"),
        ("read", {"document": "thai-binh", "section": "99"}, "no section"),
        ("read", {"document": "thai-binh", "start": 9, "end": 9}, "no text from"),
        ("read", {"document": "thai-binh", "start": 10**8}, "no text from"),
        ("saved_question", {"name": "nothing"}, "is one of"),
        ("saved_question", {"name": "mentions"}, "give it in parameters"),
        ("saved_question", {"name": "deadlines", "parameters": {"until": "x"}}, "type time"),
        ("saved_question", {"name": "deadlines", "parameters": {"x": "y"}}, "no parameter called"),
        ("saved_question", {"name": "deadlines", "parameters": "until=2024"}, "values by name"),
    ],
)
def test_what_does_not_fit_is_an_error_that_says_what_does(
    on_sample: Assistant, tool: str, given: dict[str, Any], said: str
) -> None:
    assert said in on_sample.fail(tool, **given)


def make_calls(seed: int, many: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield calls with arguments that are hostile, of a wrong type, unknown, or made of any letters."""
    some = random.Random(seed)

    def value() -> Any:
        kind = some.randrange(4)
        if kind == 0:
            return some.choice(HOSTILE)
        if kind == 1:
            return some.choice(MADE)
        if kind == 2:
            letters = "".join(some.choice(string.printable + "ằđ€𝕏\u0301\u200b") for _ in range(some.randrange(40)))
            return letters
        return some.choice(("thai-binh", "all", "lead", "2025", "transport", "cảng", "3.2", 5, "projects"))

    for _ in range(many):
        tool = some.choice(TOOLS)
        names = [field.name for field in tool.all_fields] + ["nothing", "__class__"]
        given = {name: value() for name in some.sample(names, some.randrange(len(names)))}
        given |= {name: value() for name in tool.required if some.random() < 0.9}
        yield (tool.name if some.random() < 0.97 else some.choice(HOSTILE)), given


def test_five_hundred_hostile_calls_are_errors_or_right(on_sample: Assistant, sample_out: Path) -> None:
    text = (sample_out / "texts" / "thai-binh.txt").read_bytes().decode("utf-8")
    known, failed, right = {one.name for one in TOOLS}, 0, 0
    for tool, given in make_calls(seed=16, many=500):
        try:
            got = on_sample.ask("call_tool", tool, given)
        except MCPError as error:
            assert tool not in known
            assert "tools: search" in error.message
            failed += 1
            continue
        said = got.content[0].text
        if got.is_error:
            failed += 1
            assert got.structured_content is None
            assert 5 < len(said) < 6000
            assert "Traceback" not in said
            continue
        right += 1
        answer = got.structured_content
        for row in answer.get("rows", []):
            if "quote" in row and "slug" in row:
                assert row["quote"] == text[row["start"] : row["end"]]
        if "total" in answer:
            pieces = answer.get("rows", answer.get("text"))
            assert (answer["total"] > 0) == bool(pieces)
    assert failed > 300
    assert right > 20
    assert on_sample.call("search", words="cang diem dien")["total"] == 2


def test_messages_that_are_none_end_nothing(sample_out: Path) -> None:
    some = random.Random(7)
    bodies = [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"jsonrpc":"1.0"}', b"[" * 5000, b'{"id":{}}', b'"' * 2_000_000]
    bodies += [
        json.dumps(
            {"jsonrpc": "2.0", "id": some.choice((1, "a", None, [], -1)), "method": method, "params": params}
        ).encode()
        for method in ("tools/call", "tools/list", "resources/read", "prompts/get", "nothing", "", "initialize")
        for params in (None, {}, [], "x", {"name": 5}, {"name": "search", "arguments": []}, {"uri": 7}, {"_meta": 3})
    ]
    kinds = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    with http(sample_out) as address:
        for body in bodies:
            asked = urllib.request.Request(f"{address}/mcp", data=body, headers=kinds)
            try:
                with urllib.request.urlopen(asked, timeout=30) as response:
                    said = response.read()
            except urllib.error.HTTPError as error:
                said = error.read()
                assert error.code in (400, 404, 406, 413), (body, error.code)
            except urllib.error.URLError as error:  # the answer to one too large came before all of it was sent
                assert len(body) > 1_000_000 and isinstance(error.reason, ConnectionError), (body[:80], error)
                continue
            assert b"Traceback" not in said
        with connected(f"{address}/mcp") as assistant:
            assert assistant.call("search", words="cang diem dien")["total"] == 2


# --- over standard input and output -----------------------------------------------------------------


def begin(folder: Path) -> subprocess.Popen[bytes]:
    """Start the server as an assistant does, without the SDK between."""
    command = [sys.executable, "-X", "utf8", "-m", "kg", "mcp", str(folder)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=kg_environment(), **pipes)


def say(process: subprocess.Popen[bytes], *lines: bytes) -> None:
    """Write lines to the server."""
    assert process.stdin is not None
    process.stdin.write(b"".join(line + b"\n" for line in lines))
    process.stdin.flush()


def hear(process: subprocess.Popen[bytes], number: int) -> dict[str, Any]:
    """Return the answer to a message; every line before it must be a message too."""
    assert process.stdout is not None
    for line in process.stdout:
        message = json.loads(line)
        if message.get("id") == number and ("result" in message or "error" in message):
            return message
    raise AssertionError("the server has ended")


def greeting(number: int) -> bytes:
    """Return the message that begins a session."""
    params = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": "initialize", "params": params}).encode()


def test_lines_that_are_no_message_end_nothing_and_its_end_leaves_nothing(sample_out: Path) -> None:
    with begin(sample_out) as process:
        say(process, b"", b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"jsonrpc":"2.0","id":1}', b"x" * 100_000)
        say(process, greeting(2), b'{"jsonrpc":"2.0","method":"notifications/initialized"}')
        assert hear(process, 2)["result"]["serverInfo"]["name"] == "policy-kg"
        call = {"name": "search", "arguments": {"words": "cang diem dien"}}
        say(process, json.dumps({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": call}).encode())
        assert hear(process, 3)["result"]["structuredContent"]["total"] == 2
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 0
    assert not list(sample_out.parent.glob(f".{sample_out.name}.serving-{process.pid}*"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_and_leaves_nothing(sample_out: Path, number: int) -> None:
    with begin(sample_out) as process:
        say(process, greeting(1))
        hear(process, 1)
        process.send_signal(number)
        assert process.wait(30) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert not list(sample_out.parent.glob(f".{sample_out.name}.serving-{process.pid}*"))


def test_without_the_sdk_it_says_what_to_install() -> None:
    program = "import sys; sys.modules['mcp'] = None; from kg.cli.edge import run; sys.exit(run(['mcp', 'out']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=kg_environment(), check=False)
    assert done.returncode == 3
    assert b"pip install 'policy-kg[mcp]'" in done.stderr
