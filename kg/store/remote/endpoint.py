"""Ask a SPARQL 1.1 endpoint, and send graphs to one: the client side of the SPARQL and Graph Store protocols.

The default graph of a query is the union of all graphs, as in a graph folder. Some servers have it so (Virtuoso), some
when a parameter says so (Oxigraph), the others get the documents' graphs named one by one; a probe finds out which.
"""

from __future__ import annotations

import http.client
import math
import time
import urllib.error
import urllib.parse
import urllib.request

from pyoxigraph import RdfFormat, parse

from kg.config import ONTOLOGY_IRI, QUERY_SECONDS
from kg.errors import EndpointError, QueryError
from kg.prefixes import PREFIXES
from kg.store.questions.limits import LONGER, late, limit_of
from kg.store.questions.results import QueryResult, from_json, from_triples
from kg.store.questions.sparql import form, names_dataset, refuse_update, with_prefixes
from kg.store.remote.login import Login

_ROWS = "application/sparql-results+json"
_TRIPLES = "application/n-triples, text/turtle;q=0.9, application/rdf+xml;q=0.5"
_CUT_OFF = ("X-SPARQL-MaxRows", "X-SQL-State")
_SHOWN = 300
_PIECE = 1 << 16
_LEAST = 0.001
_PROBE = "ASK { pol:Road rdfs:subClassOf pol:Project . ?document a pol:PolicyDocument }"
_GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { ?graph a pol:PolicyDocument } } ORDER BY ?graph"
Fields = list[tuple[str, str]]
_Answer = tuple[bytes, http.client.HTTPMessage]


class Endpoint:
    """An address that speaks SPARQL 1.1 over HTTP; `user` and `password` log in by Basic or Digest where it asks."""

    def __init__(self, url: str, *, user: str = "", password: str = "", timeout: float = 300) -> None:
        try:
            parts = urllib.parse.urlsplit(url)
        except ValueError:
            parts = urllib.parse.SplitResult("", "", url, "", "")
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise EndpointError(
                "is no address of an endpoint",
                path=parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl(),
                remedy="give one such as http://localhost:7878/query; user and password come from the environment",
            )
        self.url = url
        self.timeout = timeout
        self._login = Login(url, user=user, password=password)
        self._known: Fields | None = None

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(self, *exc: object) -> None:
        return None

    # --- asking ----------------------------------------------------------------------------------

    def query(self, sparql: str, *, timeout: float | None = QUERY_SECONDS) -> QueryResult:
        """Return the answer to a query, as `GraphFolder.query` does; the functions of ours are not known there.

        Raises `QueryError` for a malformed query, `EndpointError` where the endpoint gives no whole answer, and
        `QueryTimeoutError` where that is not there after `timeout` seconds (0 or None: any time).
        """
        refuse_update(sparql)
        seconds = limit_of(timeout)
        end = math.inf if seconds is None else time.monotonic() + seconds
        try:
            return self._ask(sparql, [] if names_dataset(sparql) else self._union(end), end=end)
        except TimeoutError as error:
            raise late(seconds or 0, remedy=LONGER, path=self.url) from error

    def answer(self, sparql: str, *, format: str, timeout: float | None = QUERY_SECONDS) -> bytes:
        """Return the answer to a query in a format of `QueryResult.serialize`."""
        return self.query(sparql, timeout=timeout).serialize(format)

    def _union(self, end: float) -> Fields:
        """Return what to send with a query so that its default graph is the union of all graphs."""
        if self._known is None:
            self._known = self._find_union(end)
        return self._known

    def _find_union(self, end: float) -> Fields:
        for fields in ([], [("union-default-graph", "true")]):
            if self._ask(_PROBE, fields, end=end).truth:
                return fields
        graphs = [ONTOLOGY_IRI, *(row[0] for row in self._ask(_GRAPHS, [], end=end).rows)]
        return [(f"{kind}-graph-uri", str(graph)) for kind in ("default", "named") for graph in graphs]

    def _ask(self, sparql: str, fields: Fields, *, end: float) -> QueryResult:
        rows = form(sparql) in ("select", "ask")
        body = urllib.parse.urlencode([("query", with_prefixes(sparql, PREFIXES)), *fields]).encode("ascii")
        headers = {"Accept": _ROWS if rows else _TRIPLES, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            data, answered = self._send("POST", self.url, body=body, headers=headers, end=end)
        except _Refused as error:
            if error.status == 400:
                raise QueryError(_explain(sparql) or f"the endpoint refuses the query: {error.said}") from error
            raise
        try:
            return _read(data, answered, rows=rows)
        except (SyntaxError, ValueError) as error:
            raise EndpointError(
                f"the answer can't be read: {error}",
                path=self.url,
                remedy="it may be broken off, or the address is no SPARQL endpoint",
            ) from error

    # --- sending ---------------------------------------------------------------------------------

    def update(self, sparql: str) -> None:
        """Carry out a SPARQL update; raises `EndpointError` with what the endpoint said."""
        self._send("POST", self.url, body=sparql.encode("utf-8"), headers={"Content-Type": "application/sparql-update"})

    def put(self, graph: str, triples: bytes) -> None:
        """Put N-Triples in the place of a graph by the Graph Store Protocol."""
        joint = "&" if urllib.parse.urlsplit(self.url).query else "?"
        url = f"{self.url}{joint}{urllib.parse.urlencode({'graph': graph})}"
        self._send("PUT", url, body=triples, headers={"Content-Type": "application/n-triples"})

    def _send(
        self, method: str, url: str, *, body: bytes, headers: dict[str, str], end: float | None = None
    ) -> _Answer:
        """Return body and headers of the answer to a request; raises `EndpointError` for none and for a refusal.

        Raises `TimeoutError` for one that is not whole at the time `end`; without it only a silence of `timeout`
        seconds is an error.
        """
        if not self._login.is_known:
            self._learn(end)
        for repeated in (False, True):
            request = urllib.request.Request(url, data=body or None, headers=headers, method=method)
            self._login.sign(request)
            try:
                return self._open(request, end)
            except urllib.error.HTTPError as error:
                asked = error.headers.get_all("WWW-Authenticate") or []
                if repeated or error.code != 401 or not self._login.learn(asked):
                    said = " ".join(error.read().decode("utf-8", "replace").split())[:_SHOWN]
                    raise _Refused(self.url, error.code, said) from error
        raise AssertionError("the second refusal is raised")

    def _learn(self, end: float | None) -> None:
        """Find out how the server wants its users to log in."""
        try:
            self._open(urllib.request.Request(self.url, method="HEAD"), end)
        except urllib.error.HTTPError as error:
            self._login.learn(error.headers.get_all("WWW-Authenticate") or [])

    def _open(self, request: urllib.request.Request, end: float | None) -> _Answer:
        try:
            with urllib.request.urlopen(request, timeout=self._silence(end)) as response:
                return _read_whole(response, end), response.headers
        except urllib.error.HTTPError:
            raise
        except (OSError, http.client.HTTPException, ValueError) as error:
            if end is not None and isinstance(getattr(error, "reason", error), TimeoutError):
                raise TimeoutError from error
            raise EndpointError(
                f"gives no answer: {getattr(error, 'reason', None) or error}",
                path=self.url,
                remedy="see that the server runs and the address is right",
            ) from error

    def _silence(self, end: float | None) -> float | None:
        """Return how many seconds the server may say nothing."""
        if end is None:
            return self.timeout
        return None if end == math.inf else max(end - time.monotonic(), _LEAST)


def _read_whole(response: http.client.HTTPResponse, end: float | None) -> bytes:
    """Return the body of an answer; raises `TimeoutError` where it is not whole at the time `end`."""
    data = bytearray()
    while piece := response.read1(_PIECE):
        data += piece
        if end is not None and time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(bytes(data), response.length)
    return bytes(data)


class _Refused(EndpointError):
    """The endpoint answered with a status that is no success."""

    def __init__(self, url: str, status: int, said: str) -> None:
        self.status, self.said = status, said or f"status {status}"
        login = "set KG_USER and KG_PASSWORD"
        address = "check the address: queries, updates and graphs may each have one"
        remedies = {401: login, 403: login, 404: address, 405: address, 415: address}
        super().__init__(
            f"refuses with status {status}" + (f": {said}" if said else ""),
            path=url,
            remedy=remedies.get(status, "see the server's log"),
        )


def _explain(sparql: str) -> str:
    """Return where a query is malformed, as our own parser sees it; empty where it sees nothing wrong."""
    from pyoxigraph import Store

    from kg.prefixes import QUERY_PREFIXES
    from kg.store.questions.sparql import explain

    try:
        Store().query(sparql, prefixes=QUERY_PREFIXES)
    except SyntaxError as error:
        return explain(sparql, str(error))
    except (OSError, RuntimeError, ValueError):
        pass
    return ""


def _read(data: bytes, headers: http.client.HTTPMessage, *, rows: bool) -> QueryResult:
    """Return the result that an answer holds; ValueError where the server says it left something out."""
    if not rows:
        media = headers.get_content_type()
        format = RdfFormat.from_media_type(media)
        if format is None:
            raise ValueError(f"it is {media}, which is no graph")
        return from_triples((quad.triple for quad in parse(data, format=format)), PREFIXES)
    result = from_json(data)
    for name in _CUT_OFF:
        if headers.get(name):
            raise ValueError(f"the server left rows out ({name}: {headers[name]}); add LIMIT and OFFSET")
    return result
