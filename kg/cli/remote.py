"""`kg load`: send a graph to a SPARQL store; and how commands reach a folder or an endpoint."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.console import print_json, progress_bar
from kg.cli.options import Folder, Json, Quiet, open_folder

if TYPE_CHECKING:
    from kg.store.processes.asker import Asker
    from kg.store.remote.endpoint import Endpoint

USER = "KG_USER"
PASSWORD = "KG_PASSWORD"
"""The variables of the environment that log in at an endpoint; a password on a command line would be seen by others."""


def load(
    out: Folder,
    endpoint: Annotated[
        str,
        typer.Option(
            "--endpoint",
            metavar="URL",
            help="Where the store takes SPARQL updates; KG_USER and KG_PASSWORD in the environment log in.",
            show_default=False,
        ),
    ],
    graph_store: Annotated[
        bool, typer.Option("--graph-store", help="The URL speaks the Graph Store Protocol, not updates.")
    ] = False,
    graph: Annotated[
        list[str] | None,
        typer.Option("--graph", metavar="IRI", help="Send this graph only; more than once.", show_default=False),
    ] = None,
    after: Annotated[
        str, typer.Option("--after", metavar="IRI", help="Go on behind this graph.", show_default=False)
    ] = "",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Send the ontology and each document's graph to a SPARQL 1.1 store, in the place of what it had of them."""
    from kg.store import GraphFolder
    from kg.store.remote.load import load as send

    with GraphFolder(out) as folder, progress_bar(quiet or json) as progress:
        sent = send(
            folder,
            open_endpoint(endpoint),
            graphs=graph or (),
            after=after,
            graph_store=graph_store,
            progress=progress,
        )
    if json:
        print_json(sent)
    elif not quiet:
        print(f"{len(sent)} graphs with {sum(sent.values())} triples sent to {endpoint}")


def open_graph(out: str | None, endpoint: str | None) -> Asker | Endpoint:
    """Return the asker of a graph folder, its process on the way, or the endpoint; raises `QueryError` for no one."""
    from kg.errors import QueryError

    if (out is None) == (endpoint is None):
        raise QueryError("name either a graph folder or an --endpoint", remedy="such as: kg query OUT --name projects")
    if endpoint is not None:
        return open_endpoint(endpoint)
    from kg.store.processes.asker import Asker

    return Asker(str(open_folder(str(out)))).start()


def open_endpoint(url: str) -> Endpoint:
    """Return the endpoint at an address, logged in as the environment says."""
    from kg.store.remote.endpoint import Endpoint

    return Endpoint(url, user=os.environ.get(USER, ""), password=os.environ.get(PASSWORD, ""))
