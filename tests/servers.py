"""Start SPARQL stores on loopback for the tests, each in a folder of its own, and a relay that gets in the way."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PATIENCE = 120
VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{isql}
DisableUnixSocket = 1
ServerThreads = 10
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
SchedulerInterval = 0
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = {rows}
[Plugins]
LoadPath = .
"""


def find_program(name: str) -> str | None:
    """Return the path of a program, one that stands beside Python first."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@contextlib.contextmanager
def running(*command: str | Path, url: str, cwd: Path) -> Iterator[None]:
    """Run a server until the block ends; it is asked for `url` until it answers anything."""
    with (cwd / "server.log").open("wb") as log:
        process = subprocess.Popen(list(map(str, command)), cwd=cwd, stdout=log, stderr=log)
        try:
            _wait(process, url, log=cwd / "server.log")
            yield
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, *, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8", errors="replace")
        with contextlib.suppress(OSError):
            try:
                urllib.request.urlopen(url, timeout=5).close()
            except urllib.error.HTTPError:
                return
            return
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer: {log.read_text(encoding='utf-8', errors='replace')}")


@contextlib.contextmanager
def oxigraph(folder: Path, *options: str) -> Iterator[str]:
    """Give the address of an empty Oxigraph server: `/query`, `/update` and `/store` are below it."""
    folder.mkdir()
    url = f"http://127.0.0.1:{free_port()}"
    program = find_program("oxigraph")
    assert program
    command = (program, "serve", "--location", folder / "db", "--bind", url.removeprefix("http://"), *options)
    with running(*command, url=f"{url}/query", cwd=folder):
        yield url


@contextlib.contextmanager
def virtuoso(folder: Path, *, rows: int = 1_000_000) -> Iterator[str]:
    """Give the address of an empty Virtuoso that answers `rows` rows at most; its user is dba, password dba."""
    folder.mkdir()
    port = free_port()
    (folder / "virtuoso.ini").write_text(VIRTUOSO.format(http=port, isql=free_port(), rows=rows), encoding="utf-8")
    program = find_program("virtuoso-t")
    assert program
    command = (program, "+foreground", "+configfile", folder / "virtuoso.ini")
    with running(*command, url=f"http://127.0.0.1:{port}/sparql?query=ASK+%7B%7D", cwd=folder):
        yield f"http://127.0.0.1:{port}"


@contextlib.contextmanager
def s3(folder: Path) -> Iterator[dict[str, str]]:
    """Give the environment by which clients reach an empty S3 server with the bucket `papers`."""
    folder.mkdir()
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = (sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port))
    with running(*command, url=url, cwd=folder):
        request = urllib.request.Request(f"{url}/papers", method="PUT", data=b"")
        request.add_header("Host", "s3.amazonaws.com")
        urllib.request.urlopen(request, timeout=PATIENCE).close()
        keys = {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "reader", "AWS_DEFAULT_REGION": "us-east-1"}
        yield keys | {"AWS_ENDPOINT_URL": url, "KG_CACHE": str(folder / "cache")}


@contextlib.contextmanager
def relay(target: str, change: Callable[[int, bytes], bytes | None]) -> Iterator[str]:
    """Give an address that passes requests on to `target`.

    `change` gets the number of a request and its body, and returns the body to pass on, or None to break off.
    """
    count = iter(range(1_000_000))

    class Handler(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            body = change(next(count), self.rfile.read(int(self.headers.get("Content-Length") or 0)))
            if body is None:
                self.close_connection = True
                return
            headers = {name: self.headers[name] for name in ("Accept", "Content-Type") if self.headers[name]}
            request = urllib.request.Request(target + self.path, data=body, headers=headers, method=self.command)
            try:
                answer = urllib.request.urlopen(request, timeout=PATIENCE)
            except urllib.error.HTTPError as error:
                answer = error
            with answer:
                data = answer.read()
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.headers.get("Content-Type", ""))
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_POST = do_PUT = _pass

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def environment_login(user: str, password: str) -> dict[str, str]:
    """Return the environment with a login for endpoints."""
    return os.environ | {"KG_USER": user, "KG_PASSWORD": password}
