"""Stand before every request: its host's name, its token, and the headers of every response.

From the outside in: `Gate` counts and adds the headers of safety, `share` those for the pages of other sites, `Guard`
refuses. So a refusal and a failure have all headers too, and a page of another site can read their status.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections.abc import Iterable

from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.http.metrics import Metrics
from kg.serve.settings import Settings

HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}
"""On every response that does not say otherwise itself, beside a policy that lets it load nothing."""

OPEN = "/healthz"
_PLACES = frozenset(
    (
        *("sparql", "id", "sector", "ontology", "graph", "assets", "pages", "healthz", "metrics", "editor", "search"),
        *("documents", "text", "questions", "context.jsonld", "api", "overview", "tasks", "timeline", "audit", "map"),
    )
)


class Gate:
    """Counts every request, and gives every response the headers of safety."""

    def __init__(self, app: ASGIApp, *, settings: Settings, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics
        headers = HEADERS | {"content-security-policy": f"default-src 'none'; {settings.frame_ancestors}"}
        headers |= {} if settings.origins else {"cross-origin-resource-policy": "same-origin"}
        if settings.embedders:
            del headers["x-frame-options"]  # it knows no list of sites
        self._headers = [(name.encode("ascii"), value.encode("ascii")) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start, place = time.perf_counter(), _place(scope["path"])

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(pair for pair in self._headers if pair[0] not in said)]
                self._metrics.count(place, message["status"], seconds=time.perf_counter() - start)
            await send(message)

        await self._app(scope, receive, send_on)


def share(app: ASGIApp, *, settings: Settings) -> ASGIApp:
    """Return the application open to the pages of the sites that the settings name (the CORS protocol of Fetch).

    Its answers are to be read by anybody who may ask, so that a request may bring any header.
    """
    if not settings.origins:
        return app
    return CORSMiddleware(
        app,
        allow_origins=[origin.lower().rstrip("/") for origin in settings.origins],
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        allow_private_network=True,
        expose_headers=["ETag", "Location", "Retry-After", "WWW-Authenticate"],
    )


class Guard:
    """Lets a request in, or answers it with 421 (another host's) or 401 (no token)."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self._app, self._hosts, self._token = app, settings.allowed_hosts, settings.token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self._app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers: Iterable[tuple[bytes, bytes]] = scope["headers"]
        if self._hosts is not None:
            host = next((value for name, value in headers if name == b"host"), b"").decode("latin-1")
            if _without_port(host) not in self._hosts:
                return PlainTextResponse("this server does not answer to that name; see --allow-host\n", 421)
        if self._token is None or scope["path"] == OPEN or scope["method"] == "OPTIONS":
            return None
        given = next((value for name, value in headers if name == b"authorization"), b"")
        if _is_token(given, self._token):
            return None
        asked = {"www-authenticate": 'Bearer realm="kg", Basic realm="kg"'}
        return PlainTextResponse("a token is needed: Authorization: Bearer TOKEN\n", 401, headers=asked)


def _place(path: str) -> str:
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in _PLACES else "page" if path == "/" else "other"


def _without_port(host: str) -> str:
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()


def _is_token(given: bytes, token: str) -> bool:
    """Say whether a header brings the token, as a bearer's or as the password of any name."""
    scheme, _, rest = given.partition(b" ")
    brought = rest.strip()
    if scheme.lower() == b"basic":
        try:
            brought = base64.b64decode(brought, validate=True).partition(b":")[2]
        except (binascii.Error, ValueError):
            return False
    elif scheme.lower() != b"bearer":
        return False
    return hmac.compare_digest(brought, token.encode("ascii"))
