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


def mcp(
    out: Folder,
    http: Annotated[bool, typer.Option("--http", help="Serve over HTTP, with the pages of kg serve beside.")] = False,
    host: Annotated[str, typer.Option(help="With --http, the address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="With --http, the port; 0 takes a free one.", min=0, max=65535)] = 8000,
    public: Annotated[
        bool, typer.Option("--public", help="Let --host be an address that others reach.", show_default=False)
    ] = False,
    base_url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="Where kg serve shows the pages that citations lead to.",
            show_default="http://127.0.0.1:8000, with --http its own address",
        ),
    ] = "",
    time: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 10.0,
    memory: Annotated[int, typer.Option(help="Megabytes of memory that a query may take.", min=32)] = 512,
    rows: Annotated[int, typer.Option(help="Rows or triples that the answer to a query may have.", min=1)] = _ROWS,
    token_file: Annotated[
        Path | None,
        typer.Option(help="With --http, a file with the token that clients must bring.", show_default=False),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(help="A name under which clients may call.", show_default=False)
    ] = None,
    cors_origin: Annotated[
        list[str] | None, typer.Option(help="A web site whose pages may ask; * is any.", show_default=False)
    ] = None,
    quiet: Quiet = False,
) -> None:
    """Answer assistants over the Model Context Protocol: tools, resources and prompts over a graph folder.

    It speaks over standard input and output, as assistants start it; --http serves it on this machine. It is read-only.
    """
    try:
        from kg.assist import serve_http, serve_stdio
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise UnsupportedError("the mcp SDK is not installed", remedy="pip install 'policy-kg[mcp]'") from error
    from kg.serve import Settings
    from kg.serve.settings import read_token
    from kg.store.limits import Limits

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
