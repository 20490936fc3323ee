"""Count what a server does, for Prometheus."""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily

from kg.store.processes.pool import Pool

_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
CONTENT_TYPE = CONTENT_TYPE_LATEST
disable_created_metrics()


class Metrics:
    """The counters of one server."""

    def __init__(self, pool: Pool) -> None:
        self._registry = CollectorRegistry()
        self._known: dict[tuple[str, int], tuple[Counter, Histogram]] = {}
        self.requests = Counter(
            "kg_requests", "Requests by place and status.", ("place", "status"), registry=self._registry
        )
        self.seconds = Histogram(
            "kg_request_seconds", "Seconds that a request took.", ("place",), buckets=_BUCKETS, registry=self._registry
        )
        self.rows = Counter("kg_rows", "Rows and triples in answers.", registry=self._registry)
        self.reloads = Counter("kg_reloads", "New graphs taken over.", registry=self._registry)
        for name, what, read in (
            ("kg_questions_running", "Questions being answered.", lambda: pool.running),
            ("kg_questions_waiting", "Questions that wait.", lambda: pool.waiting),
            ("kg_processes", "Processes that answer.", lambda: len(pool.processes)),
        ):
            Gauge(name, what, registry=self._registry).set_function(read)
        self._registry.register(_Outcomes(pool))

    def count(self, place: str, status: int, *, seconds: float) -> None:
        """Count a request."""
        if (place, status) not in self._known:
            self._known[place, status] = (self.requests.labels(place, str(status)), self.seconds.labels(place))
        number, took = self._known[place, status]
        number.inc()
        took.observe(seconds)

    def write(self) -> bytes:
        """Return the counters in the text format of Prometheus."""
        return generate_latest(self._registry)


class _Outcomes:
    """Tells how questions ended: answered, or by which error or limit."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def collect(self) -> list[CounterMetricFamily]:
        family = CounterMetricFamily("kg_questions", "Questions by how they ended.", labels=("outcome",))
        for outcome in ("answered", "malformed", "refused", "time", "memory", "rows", "bytes", "busy", "waited"):
            family.add_metric([outcome], self._pool.counts[outcome])
        return [family]
