"""Make the frame of all pages, the editor, and the page of the graph. Nothing on them comes from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import secrets
from collections.abc import Mapping
from functools import lru_cache, partial
from urllib.parse import parse_qsl, urlencode

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.config import ONTOLOGY_IRI
from kg.prefixes import QUERY_PREFIXES
from kg.serve.http.negotiate import accepted, choose
from kg.serve.words import ASSETS, LANGUAGES, language, read_asset, read_own, say, say_time
from kg.store import list_queries
from kg.templates import make_environment

_SERVED = {
    "style.css": "text/css",
    "codemirror.js": "text/javascript",
    "editor.js": "text/javascript",
    "home.js": "text/javascript",
    "vis-network.js": "text/javascript",
}


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = make_environment(ASSETS)
    environment.globals["words"] = read_own()
    environment.globals["say"] = say
    environment.filters["time"] = say_time
    environment.filters["many"] = lambda number, lang: f"{number:,}".replace(",", "." if lang == "vi" else ",")
    return environment


def render(request: Request, template: str, /, *, status: int = 200, **values: object) -> Response:
    """Return a page made from a template; its policy lets it load what is served here and nothing else."""
    nonce, lang = secrets.token_urlsafe(16), language(request)
    other = next(one for one in LANGUAGES if one != lang)
    html = (
        _environment()
        .get_template(template)
        .render(
            nonce=nonce,
            lang=lang,
            other=here(request, lang=other),
            at=partial(at, request),
            here=partial(here, request),
            asked=request.query_params,
            has_graph=request.app.state.site.page is not None,
            **values,
        )
    )
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
        f"connect-src 'self'; base-uri 'none'; form-action 'self'; {request.app.state.settings.frame_ancestors}"
    )
    if template == "editor.html":
        policy += "; style-src-attr 'unsafe-inline'"  # what a browser sets itself where text is typed
    headers = {"content-security-policy": policy, "vary": "accept, accept-language", "cache-control": "no-cache"}
    return HTMLResponse(html, status_code=status, headers=headers)


def at(request: Request, path: str, **given: object) -> str:
    """Return a path of this server with fields, and with the language that was asked for in so many words."""
    place, mark, fragment = path.partition("#")
    bare, _, query = place.partition("?")
    lang = request.query_params.get("lang")
    fields = [*parse_qsl(query), *(_said(given))] + ([("lang", lang)] if lang in LANGUAGES else [])
    return (f"{bare}?{urlencode(fields)}" if fields else bare) + mark + fragment


def here(request: Request, **changed: object) -> str:
    """Return the address of the page that was asked for, some fields changed; None or nothing leaves a field out."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changed and value]
    fields = [*kept, *_said(changed)]
    return request.url.path + (f"?{urlencode(fields)}" if fields else "")


def _said(given: Mapping[str, object]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in given.items() if value not in (None, "")]


async def editor(request: Request) -> Response:
    """Return the page on which to ask: an editor, the saved questions, the answer as a table and as a network."""
    demand_html(request, "this is a page; SPARQL is at /sparql")
    questions = [
        {"name": query.name, "sparql": query.sparql, "titles": query.titles, "descriptions": query.descriptions}
        for query in list_queries()
    ]
    site = request.app.state.site
    bases = site.bases | {"/ontology": ONTOLOGY_IRI}
    return render(request, "editor.html", questions=questions, prefixes=QUERY_PREFIXES, bases=bases)


def demand_html(request: Request, otherwise: str) -> None:
    """Raise `HTTPException` for a client that takes no page, with what it should do."""
    if choose(accepted(request), {"text/html": "html"}) is None:
        raise HTTPException(406, otherwise)


async def graph(request: Request) -> Response:
    """Return the page of the whole graph, as the build or `kg view` wrote it."""
    page = request.app.state.site.page
    if page is None:
        raise HTTPException(404, "the folder has no graph.html: a build writes it for up to 100 documents")
    policy = request.app.state.settings.frame_ancestors
    return HTMLResponse(page, headers={"content-security-policy": policy, "cache-control": "no-cache"})


async def asset(request: Request) -> Response:
    """Return one of the files that pages load; no other name leads anywhere."""
    name = request.path_params["name"]
    if name not in _SERVED:
        raise HTTPException(404, "there is no such file")
    plain, packed, tag = _load(name)
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept-encoding"}
    known = [one.strip().removeprefix("W/") for one in ",".join(request.headers.getlist("if-none-match")).split(",")]
    if tag in known or known == ["*"]:
        return Response(status_code=304, headers=headers)
    kind = f"{_SERVED[name]}; charset=utf-8"
    if "gzip" in ",".join(request.headers.getlist("accept-encoding")):
        return Response(packed, media_type=kind, headers=headers | {"content-encoding": "gzip"})
    return Response(plain, media_type=kind, headers=headers)


@lru_cache(maxsize=len(_SERVED))
def _load(name: str) -> tuple[bytes, bytes, str]:
    """Return a file, the same packed, and its tag."""
    from kg.view.assets import read_vis_network

    text = read_vis_network() if name == "vis-network.js" else read_asset(name)
    data = text.encode("utf-8")
    return data, gzip.compress(data, mtime=0), f'"{hashlib.sha256(data).hexdigest()[:32]}"'
