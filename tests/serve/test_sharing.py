"""Pages of a site that was named can read every answer, errors included, and ask with the headers that clients send."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serve.serving import QUICK, RUNAWAY, Got, Server, serving
from starlette.requests import Request
from starlette.routing import Route

from kg.serve.app import _Gated
from kg.serve.http.metrics import Metrics
from kg.serve.settings import Settings
from kg.store.processes.pool import Pool
from kg.store.questions.limits import Limits

SITE = "https://app.example.vn"
TOKEN = "a-token-of-the-tests-0123456789"
OPENED = {"authorization": f"Bearer {TOKEN}"}
SPARQL = "application/sparql-query"


@pytest.fixture(scope="module")
def shared_with(sample_out: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server with a token and narrow limits that two sites' pages may ask."""
    path = tmp_path_factory.mktemp("token") / "token"
    path.write_text(TOKEN, encoding="ascii")
    narrow = "--query-size 2 --rows 50 --time 0.5 --concurrent 1 --queue 3 --wait 0.5 --client-time 1"
    sites = ("--cors-origin", SITE, "--cors-origin", "HTTPS://Other.Example.vn/")
    with serving(sample_out, "--token-file", path, *sites, *narrow.split()) as running:
        yield running


def may_read(got: Got, site: str = SITE) -> bool:
    """Say whether a browser lets a page of the site read a response, and caches tell sites apart."""
    return got.headers["access-control-allow-origin"] == site and "Origin" in got.headers["vary"]


REQUESTS = {
    "401 without a token": (401, "GET", "/sparql?query=ASK%7B%7D", None, {}),
    "401 of a wrong token": (401, "POST", "/sparql", b"ASK {}", {"authorization": "Bearer no", "content_type": SPARQL}),
    "401 of a page that is not there": (401, "GET", "/nothing", None, {}),
    "200": (200, "GET", "/sparql?query=ASK%7B%7D", None, OPENED),
    "200 of HEAD": (200, "HEAD", "/sparql?query=ASK%7B%7D", None, OPENED),
    "200 of health": (200, "GET", "/healthz", None, {}),
    "303": (303, "GET", "/sparql", None, OPENED | {"accept": "text/html"}),
    "400 of a malformed query": (400, "GET", "/sparql?query=ASK", None, OPENED),
    "400 of bytes": (400, "POST", "/sparql", b"ASK { ?s ?p '\xff' }", OPENED | {"content_type": SPARQL}),
    "403": (403, "GET", "/sparql?" + urlencode({"query": "ASK FROM <x:y> {}"}), None, OPENED),
    "404": (404, "GET", "/nothing", None, OPENED),
    "404 of a thing": (404, "GET", "/id/nothing", None, OPENED),
    "405": (405, "POST", "/ontology", b"", OPENED),
    "405 of a method": (405, "DELETE", "/sparql", None, OPENED),
    "405 of OPTIONS that is no preflight": (405, "OPTIONS", "/sparql", None, {}),
    "406": (406, "GET", "/sparql?query=ASK%7B%7D", None, OPENED | {"accept": "image/png"}),
    "406 of a description": (406, "GET", "/sparql", None, OPENED | {"accept": "image/png"}),
    "413 of a query": (413, "POST", "/sparql", b"#" * 5000, OPENED | {"content_type": SPARQL}),
    "413 of rows": (413, "GET", "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"}), None, OPENED),
    "415": (415, "POST", "/sparql", b"ASK {}", OPENED | {"content_type": "text/plain"}),
    "421": (421, "GET", "/healthz", None, {"host": "evil.example"}),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_page_can_read_every_answer(shared_with: Server, name: str) -> None:
    status, method, path, body, headers = REQUESTS[name]
    got = shared_with.get(path, method=method, body=body, origin=SITE, **headers)
    assert got.status == status
    assert may_read(got)
    assert got.headers["x-content-type-options"] == "nosniff"
    other = shared_with.get(path, method=method, body=body, origin="https://bad.example", **headers)
    assert (other.status, other.headers["access-control-allow-origin"]) == (status, None)


def test_a_page_can_read_that_a_limit_was_met_and_when_to_come_again(shared_with: Server) -> None:
    path = "/sparql?" + urlencode({"query": RUNAWAY})
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: shared_with.get(path, origin=SITE, **OPENED), range(8)))
    assert {got.status for got in answers} <= {408, 429, 503}
    assert {got.status for got in answers} & {429, 503}
    assert all(may_read(got) for got in answers)
    late = next(got for got in answers if got.status in (429, 503))
    assert late.headers["retry-after"]
    assert "Retry-After" in late.headers["access-control-expose-headers"]


def test_a_page_can_read_that_the_server_failed() -> None:
    async def fail(request: Request) -> None:
        raise ZeroDivisionError

    app = _Gated(routes=[Route("/sparql", fail)])
    app.state.settings = Settings(Path("out"), origins=(SITE,))
    app.state.metrics = Metrics(Pool(Limits(), prefixes={}))
    sent: list[dict] = []

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/sparql", "headers": [(b"origin", SITE.encode())], "app": app}
    with pytest.raises(ZeroDivisionError):
        asyncio.run(app(scope | {"query_string": b""}, None, send))
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 500
    assert headers[b"access-control-allow-origin"] == SITE.encode()
    assert headers[b"x-content-type-options"] == b"nosniff"


@pytest.mark.parametrize("site", [SITE, "https://other.example.vn"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "names",
    [
        None,
        "authorization",
        "Content-Type",
        "accept,accept-language,content-language,content-type,range",
        "authorization, cache-control, if-none-match, pragma, user-agent, x-requested-with",
    ],
)
def test_a_page_may_ask_with_the_headers_that_clients_send(
    shared_with: Server, site: str, method: str, names: str | None
) -> None:
    asked = {"access_control_request_headers": names} if names else {}
    got = shared_with.get("/sparql", method="OPTIONS", origin=site, access_control_request_method=method, **asked)
    assert got.status == 200
    assert may_read(got, site)
    assert method in got.headers["access-control-allow-methods"]
    allowed = {name.strip().lower() for name in (got.headers["access-control-allow-headers"] or "").split(",")}
    assert {name.strip().lower() for name in (names or "").split(",")} <= allowed


def test_another_site_and_another_method_may_not(shared_with: Server) -> None:
    before = {"access_control_request_headers": "authorization"}
    bad = shared_with.get(
        "/sparql", method="OPTIONS", origin="https://bad.example", access_control_request_method="GET", **before
    )
    assert (bad.status, bad.headers["access-control-allow-origin"]) == (400, None)
    put = shared_with.get("/sparql", method="OPTIONS", origin=SITE, access_control_request_method="PUT", **before)
    assert put.status == 400
    assert may_read(put)


def test_any_site_may_be_let_in(sample_out: Path) -> None:
    with serving(sample_out, "--cors-origin", "*") as running:
        for path in ("/sparql?" + urlencode({"query": QUICK}), "/sparql?query=X", "/nothing"):
            assert running.get(path, origin="https://any.example").headers["access-control-allow-origin"] == "*"
