"""Put the places of a server together: the protocol, the pages, health and metrics."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from types import SimpleNamespace

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.errors import KgError
from kg.prefixes import QUERY_PREFIXES
from kg.serve.http.gate import Gate, Guard, share
from kg.serve.http.metrics import CONTENT_TYPE, Metrics
from kg.serve.http.replies import show_problem
from kg.serve.pages import cited, forms, home, mapped, texts, things, views
from kg.serve.rest import answers as rest
from kg.serve.rest import context, openapi
from kg.serve.settings import Settings
from kg.serve.site import frame
from kg.serve.site.site import Keeper
from kg.serve.site.whole import Whole
from kg.serve.sparql.protocol import sparql
from kg.store.graphs.snapshot import Snapshots
from kg.store.processes.pool import Pool

Beside = Callable[[], contextlib.AbstractAsyncContextManager[None]]


def make_app(
    settings: Settings,
    *,
    ready: Callable[[], None],
    routes: Sequence[Route] = (),
    beside: Beside = contextlib.nullcontext,
) -> Starlette:
    """Return the application that serves a graph folder; raises `StoreError` where it is none.

    It calls `ready` when it can answer; where it can't start, `app.state.failure` says why. `routes` are served too,
    while `beside` is entered.
    """
    pool = Pool(settings.limits, prefixes=QUERY_PREFIXES)
    keeper = Keeper(Snapshots(settings.folder), pool, others=settings.others)
    metrics = Metrics(pool)

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        try:
            try:
                await keeper.start()
            except (KgError, OSError) as error:
                app.state.failure = error
                raise
            watch = asyncio.ensure_future(keeper.watch(metrics))
            try:
                async with beside():
                    ready()
                    yield
            finally:
                watch.cancel()
                await pool.stop()
        finally:
            keeper.close()

    app = _Gated(
        routes=[*routes, *_routes()],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: show_problem},
        lifespan=life,
    )
    app.router.redirect_slashes = False
    app.state = _State(settings, pool, keeper, metrics)
    return app


def _routes() -> list[Route]:
    """Return the places, by which a request is answered."""
    return [
        Route("/sparql", _Direct(sparql), methods=["GET", "POST"]),
        Route("/", home.home),
        Route("/editor", frame.editor),
        Route("/search", home.search),
        Route("/documents", home.documents),
        Route("/text/{slug}", texts.text),
        Route("/questions", home.questions),
        Route("/questions/{name}", forms.question),
        Route("/sparql/", _Direct(sparql), methods=["GET", "POST"]),
        Route("/id/{rest:path}", things.thing),
        Route("/sector/{rest:path}", things.thing),
        Route("/ontology", things.ontology),
        Route("/api/{name}", rest.answer),
        Route("/openapi.json", openapi.description),
        Route("/overview", views.overview),
        Route("/measures", views.measures),
        Route("/targets", views.targets),
        Route("/silent", views.silent),
        Route("/tasks", views.tasks),
        Route("/tasks/sheet", views.sheet),
        Route("/timeline", views.timeline),
        Route("/audit", views.audit),
        Route("/map", mapped.map_page),
        Route("/context.jsonld", context.context),
        Route("/graph", frame.graph),
        Route("/assets/{name}", frame.asset),
        Route("/pages/{slug}/{number:int}", cited.page),
        Route("/pages/{slug}/{number:int}.png", cited.picture),
        Route("/healthz", _health),
        Route("/metrics", _metrics),
    ]


class _Gated(Starlette):
    """An application whose gate stands before its own failures too."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return the whole stack."""
        settings = self.state.settings
        return Gate(
            share(super().build_middleware_stack(), settings=settings), settings=settings, metrics=self.state.metrics
        )


class _Direct:
    """Runs an endpoint without Starlette's error handling around it, which the middleware does once more anyway."""

    def __init__(self, endpoint: Callable[[Request], Awaitable[Response]]) -> None:
        self._endpoint = endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._endpoint(Request(scope, receive, send))
        await response(scope, receive, send)


class _State(SimpleNamespace):
    """What the places share; `site` is always the graph served at present."""

    def __init__(self, settings: Settings, pool: Pool, keeper: Keeper, metrics: Metrics) -> None:
        super().__init__(
            settings=settings, pool=pool, metrics=metrics, failure=None, drawer=cited.Drawer(), whole=Whole()
        )
        self._keeper = keeper

    @property
    def site(self) -> object:
        return self._keeper.site


async def _health(request: Request) -> Response:
    """Say that the server answers, and whether its processes do."""
    there = bool(request.app.state.pool.processes)
    return PlainTextResponse("ok\n" if there else "no process answers\n", status_code=200 if there else 503)


async def _metrics(request: Request) -> Response:
    return Response(request.app.state.metrics.write(), media_type=CONTENT_TYPE)
