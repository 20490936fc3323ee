"""`kg mcp`: answer assistants over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Folder, Quiet
from kg.cli.serve import tell
from kg.errors import UnsupportedError

_MB = 1 << 20
_ROWS, _BYTES, _QUERY_BYTES = 50_000, 16 << 20, 64 << 10
Base = Annotated[
    str,
    typer.Option(
        metavar="URL",
        help="Where kg serve shows the pages that citations lead to.",
        show_default="http://127.0.0.1:8000, with --http its own address",
    ),
]
Public = Annotated[bool, typer.Option("--public", help="Let --host be an address that others reach.")]
TokenFile = Annotated[
    Path | None, typer.Option(help="With --http, a file with the token that clients must bring.", show_default=False)
]
Hosts = Annotated[list[str] | None, typer.Option(help="A name under which clients may call.", show_default=False)]
Origins = Annotated[
    list[str] | None, typer.Option(help="A web site whose pages may ask; * is any.", show_default=False)
]


def mcp(
    out: Folder,
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP, with the pages of kg serve beside.")] = False,
    host: Annotated[str, typer.Option(help="With --http, the address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="With --http, the port; 0 takes a free one.", min=0, max=65535)] = 8000,
    public: Public = False,
    base_url: Base = "",
    time: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 10.0,
    memory: Annotated[int, typer.Option(help="Megabytes of memory that a query may take.", min=32)] = 512,
    rows: Annotated[int, typer.Option(help="Rows or triples that the answer to a query may have.", min=1)] = _ROWS,
    token_file: TokenFile = None,
    allow_host: Hosts = None,
    cors_origin: Origins = None,
    quiet: Quiet = False,
) -> None:
    """Answer assistants over the Model Context Protocol: tools, resources and prompts over a graph folder.

    It speaks over standard input and output, as assistants start it; --http serves it on this machine. It is read-only.
    """
    _require_sdk()
    from kg.assist import serve_http, serve_stdio
    from kg.serve import Settings
    from kg.serve.settings import read_token
    from kg.store.questions.limits import Limits

    settings = Settings(
        folder=out,
        host=host,
        port=port,
        limits=Limits(time, memory * _MB, rows, _BYTES),
        query_bytes=_QUERY_BYTES,
        token=read_token(token_file) if token_file else None,
        origins=tuple(cors_origin or ()),
        hosts=tuple(name.lower() for name in allow_host or ()),
    )
    if not http:
        serve_stdio(settings, base_url=base_url)
        return
    try:
        serve_http(settings, base_url=base_url, public=public, tell=lambda line: None if quiet else tell(line))
    except KeyboardInterrupt:
        return


def _require_sdk() -> None:
    """Raise `UnsupportedError` where the SDK is not installed, or is of another generation."""
    from importlib.util import find_spec

    if find_spec("mcp") is None or find_spec("mcp_types") is None:
        raise UnsupportedError("the mcp SDK (2.3 or later) is not installed", remedy="pip install 'policy-kg[mcp]'")
