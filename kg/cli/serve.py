"""`kg serve`: answer SPARQL and show pages over HTTP."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import Folder, Previous, Quiet, Verdicts, check_register
from kg.cli.streams import OutputError, ReaderGone, silence

_MB = 1 << 20
Askers = Annotated[list[str] | None, typer.Option(help="A web site whose pages may ask; * is any.", show_default=False)]
Names = Annotated[list[str] | None, typer.Option(help="A name under which clients may call.", show_default=False)]
Embedders = Annotated[
    list[str] | None,
    typer.Option(help="A web site that may show the pages inside its own; * is any.", show_default=False),
]


def serve(
    out: Folder,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 is every one.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8000,
    time: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 10.0,
    memory: Annotated[int, typer.Option(help="Megabytes of memory that a query may take.", min=32)] = 512,
    rows: Annotated[int, typer.Option(help="Rows or triples that an answer may have.", min=1)] = 1_000_000,
    size: Annotated[int, typer.Option(help="Megabytes that an answer may have.", min=1)] = 64,
    query_size: Annotated[int, typer.Option(help="Kilobytes that a query may have.", min=1)] = 1024,
    concurrent: Annotated[
        int | None, typer.Option(help="Queries that run at once.", min=1, show_default="processors, 2 to 8")
    ] = None,
    queue: Annotated[int, typer.Option(help="Queries that may wait for their turn.", min=1)] = 64,
    wait: Annotated[float, typer.Option(help="Seconds that a query may wait for its turn.", min=0.1)] = 10.0,
    connections: Annotated[int, typer.Option(help="Connections that may be open.", min=8)] = 512,
    client_time: Annotated[
        float, typer.Option(help="Seconds that a client has to send a request, and to take in a piece.", min=0.1)
    ] = 10.0,
    token_file: Annotated[
        Path | None, typer.Option(help="A file with the token that clients must bring.", show_default=False)
    ] = None,
    cors_origin: Askers = None,
    allow_host: Names = None,
    embed: Embedders = None,
    verdicts: Verdicts = None,
    register: Previous = None,
    quiet: Quiet = False,
) -> None:
    """Serve a graph folder over HTTP: search, questions as forms, a page for each thing, SPARQL.

    It is read-only, and reaches nothing but the folder. A build into the folder is taken over while it is served.
    """
    from kg.serve import Settings
    from kg.serve import serve as run
    from kg.serve.settings import read_token
    from kg.store.questions.limits import Limits

    _check_others(out, verdicts, register)
    running = {} if concurrent is None else {"running": concurrent}
    bounds = Limits(time, memory * _MB, rows, size * _MB, waiting=queue, patience=wait, **running)
    settings = Settings(
        folder=out,
        host=host,
        port=port,
        limits=bounds,
        query_bytes=query_size << 10,
        connections=connections,
        client_seconds=client_time,
        token=read_token(token_file) if token_file else None,
        origins=tuple(cors_origin or ()),
        hosts=tuple(name.lower() for name in allow_host or ()),
        embedders=tuple(origin.rstrip("/") for origin in embed or ()),
        verdicts=verdicts,
        register=register,
    )
    try:
        run(settings, tell=lambda line: None if quiet else tell(line))
    except KeyboardInterrupt:
        return


def _check_others(out: Path, verdicts: Path | None, register: Path | None) -> None:
    """Read what others say once, so that a wrong line is told of before anything is served."""
    import kg

    check_register(verdicts, register)
    if verdicts is not None:
        with kg.open(out) as graph:
            graph.register(previous=register, verdicts=verdicts)


def tell(line: str) -> None:
    """Print a line at once; a server whose output nobody takes in serves all the same."""
    try:
        print(line, flush=True)
    except (OutputError, ReaderGone):
        silence()
