"""Make the pages: the editor, the graph, and the frame of all others. Nothing on them comes from elsewhere."""

from __future__ import annotations

import gzip
import hashlib
import json
import secrets
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.config import ONTOLOGY_IRI
from kg.errors import ResourceError
from kg.prefixes import QUERY_PREFIXES
from kg.serve.negotiate import accepted, choose
from kg.store import list_queries
from kg.templates import make_environment

ASSETS = Path(__file__).resolve().parent / "assets"
LANGUAGES = ("vi", "en")
_SERVED = {
    "style.css": "text/css",
    "codemirror.js": "text/javascript",
    "editor.js": "text/javascript",
    "vis-network.js": "text/javascript",
}
_GRAPH_POLICY = "frame-ancestors 'none'"


def read_asset(name: str) -> str:
    """Return the text of a file in `assets/`; raises `ResourceError` where it is missing."""
    try:
        return (ASSETS / name).read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError("cannot be read", path=ASSETS / name, remedy="install the package again") from error


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = make_environment(ASSETS)
    environment.globals["words"] = json.loads(read_asset("words.json"))
    return environment


def language(request: Request) -> str:
    """Return the language of a page: `?lang=`, Vietnamese without it."""
    asked = request.query_params.get("lang", LANGUAGES[0])
    return asked if asked in LANGUAGES else LANGUAGES[0]


def render(request: Request, name: str, **values: object) -> Response:
    """Return a page made from a template; its policy lets it load what is served here and nothing else."""
    nonce, lang = secrets.token_urlsafe(16), language(request)
    other = f"?lang={next(one for one in LANGUAGES if one != lang)}"
    html = _environment().get_template(name).render(nonce=nonce, lang=lang, other=other, **values)
    policy = (
        f"default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
    if name == "editor.html":
        policy += "; style-src-attr 'unsafe-inline'"  # what a browser sets itself where text is typed
    headers = {"content-security-policy": policy, "vary": "accept", "cache-control": "no-cache"}
    return HTMLResponse(html, headers=headers)


async def editor(request: Request) -> Response:
    """Return the page on which to ask: an editor, the saved questions, the answer as a table and as a network."""
    if choose(accepted(request), {"text/html": "html"}) is None:
        raise HTTPException(406, "this is a page; SPARQL is at /sparql")
    questions = [
        {"name": query.name, "sparql": query.sparql, "titles": query.titles, "descriptions": query.descriptions}
        for query in list_queries()
    ]
    site = request.app.state.site
    bases = site.bases | {"/ontology": ONTOLOGY_IRI}
    return render(request, "editor.html", questions=questions, prefixes=QUERY_PREFIXES, bases=bases)


async def graph(request: Request) -> Response:
    """Return the page of the whole graph, as the build or `kg view` wrote it."""
    page = request.app.state.site.page
    if page is None:
        raise HTTPException(404, "the folder has no graph.html: a build writes it for up to 100 documents")
    return HTMLResponse(page, headers={"content-security-policy": _GRAPH_POLICY, "cache-control": "no-cache"})


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
