"""Who is let in: tokens, names, other sites; what every response says; nothing beside what is served."""

from __future__ import annotations

import base64
import contextlib
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import kg_environment
from serve.serving import QUICK, Server, serving

TOKEN = "a-token-of-the-tests-0123456789"


@pytest.fixture(scope="module")
def guarded(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that asks for a token, and lets one site's pages ask."""
    path = tmp_path_factory.mktemp("token") / "token"
    path.write_text(f"{TOKEN}\n", encoding="ascii")
    with serving(
        sample_out, "--token-file", path, "--cors-origin", "https://good.example", "--allow-host", "kg.example"
    ) as running:
        yield running


def test_a_token_is_asked_for_everywhere_but_at_health(guarded: Server) -> None:
    for path in (
        "/",
        "/sparql?query=ASK+%7B%7D",
        "/id/x",
        "/ontology",
        "/graph",
        "/assets/editor.js",
        "/metrics",
        "/nothing",
    ):
        got = guarded.get(path)
        assert got.status == 401
        assert got.headers["www-authenticate"].startswith("Bearer")
    assert guarded.get("/healthz").status == 200


def test_the_token_opens_as_bearer_and_as_password(guarded: Server) -> None:
    basic = base64.b64encode(f"anybody:{TOKEN}".encode()).decode()
    for given in (f"Bearer {TOKEN}", f"bearer  {TOKEN}", f"Basic {basic}"):
        assert guarded.get("/ontology", authorization=given, accept="text/turtle").status == 200
    wrong = base64.b64encode(b"a:b").decode()
    for given in (
        f"Bearer {TOKEN}x",
        "Bearer",
        "Bearer ",
        TOKEN,
        f"Basic {wrong}",
        "Basic %%%",
        f"Digest {TOKEN}",
        "Basic " + base64.b64encode(TOKEN.encode()).decode(),
    ):
        assert guarded.get("/", authorization=given).status == 401


def test_only_the_named_site_may_ask(guarded: Server) -> None:
    opened = {"authorization": f"Bearer {TOKEN}"}
    good = guarded.get("/sparql?query=ASK+%7B%7D", origin="https://good.example", **opened)
    assert good.headers["access-control-allow-origin"] == "https://good.example"
    bad = guarded.get("/sparql?query=ASK+%7B%7D", origin="https://bad.example", **opened)
    assert "access-control-allow-origin" not in bad.headers
    before = {
        "origin": "https://good.example",
        "access_control_request_method": "POST",
        "access_control_request_headers": "authorization",
    }
    assert guarded.get("/sparql", method="OPTIONS", **before).status == 200


def test_no_other_site_may_ask_unless_told(server: Server) -> None:
    got = server.get("/sparql?query=ASK+%7B%7D", origin="https://good.example")
    assert "access-control-allow-origin" not in got.headers
    assert got.headers["cross-origin-resource-policy"] == "same-origin"


def test_a_name_that_is_not_the_servers_is_refused(server: Server, guarded: Server) -> None:
    for name in ("localhost", "127.0.0.1:99", "[::1]:8000", "LOCALHOST"):
        assert server.get("/healthz", host=name).status == 200
    for name in ("evil.example", "evil.example:8000", "", "localhost.evil.example", "kg.example"):
        assert server.get("/healthz", host=name).status == 421
    assert guarded.get("/healthz", host="kg.example").status == 200


def test_every_response_has_the_headers_of_safety(server: Server) -> None:
    for path in ("/", "/sparql?query=ASK+%7B%7D", "/sparql?query=X", "/nothing", "/graph", "/healthz", "/ontology"):
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "server" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/store",
        "/store/CURRENT",
        "/report.json",
        "/texts/thai-binh.txt",
        "/assets",
        "/assets/",
        "/assets/words.json",
        "/assets/base.html",
        "/assets/..%2fserver.py",
        "/assets/%2e%2e/server.py",
        "/../../etc/passwd",
        "/id/..%2f..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/assets/editor.js%00",
        "/graph/",
        "/graph/../store/CURRENT",
        "/docs",
    ],
)
def test_nothing_beside_what_is_served_is_reached(server: Server, path: str) -> None:
    got = server.get(path)
    assert got.status in (400, 404)
    assert "root:" not in got.text


def test_other_methods_are_refused(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/", "/graph", "/ontology", "/healthz", "/metrics"):
            assert server.get(path, method=method).status == 405
    got = server.get("/sparql", method="DELETE")
    assert (got.status, "POST" in got.headers["allow"]) == (405, True)


def test_health_and_metrics(server: Server) -> None:
    assert server.get("/healthz").text == "ok\n"
    before = server.metric('kg_questions_total{outcome="answered"}')
    assert server.ask(QUICK).status == 200
    assert server.metric('kg_questions_total{outcome="answered"}') == before + 1
    assert server.metric("kg_processes") >= 2
    assert server.get("/metrics").type == "text/plain"


def refused(*args: object) -> str:
    """Return what `kg serve` says on standard error when it ends at once with exit code 2."""
    command = [sys.executable, "-m", "kg", "serve", *map(str, args)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=kg_environment(), timeout=60, check=False)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def test_what_can_not_be_served_is_said_in_one_line(server: Server, sample_out: Path, tmp_path: Path) -> None:
    assert "kg build" in refused(tmp_path / "nothing", "--port", 0)
    assert "is taken" in refused(sample_out, "--port", server.port)
    (tmp_path / "token").write_text("short", encoding="ascii")
    assert "at least 16" in refused(sample_out, "--token-file", tmp_path / "token")
    assert "can't be read" in refused(sample_out, "--token-file", tmp_path / "missing")
    assert "can't be had" in refused(sample_out, "--host", "256.256.256.256")
    assert "can't be had" in refused(sample_out, "--host", "đ" * 100)
    shutil.copytree(sample_out, tmp_path / "graph")
    (tmp_path / "graph" / "report.json").write_text("[", encoding="ascii")
    assert "graph/report.json: is damaged" in refused(tmp_path / "graph", "--port", 0)


def test_a_server_whose_output_nobody_takes_in_serves(sample_out: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [
        "sh",
        "-c",
        'exec "$@" >&-',
        "sh",
        sys.executable,
        "-m",
        "kg",
        "serve",
        str(sample_out),
        "--port",
        str(port),
    ]
    with subprocess.Popen(command, env=kg_environment()) as process:
        running, got = Server(process, f"http://127.0.0.1:{port}"), None
        deadline = time.monotonic() + 60
        while got is None and time.monotonic() < deadline:
            time.sleep(0.2)
            with contextlib.suppress(OSError):
                got = running.ask(QUICK)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert got is not None
    assert got.status == 200
