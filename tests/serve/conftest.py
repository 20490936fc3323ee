"""Give the tests a running server over the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serve.serving import Server, serving


@pytest.fixture(scope="session")
def server(sample_out: Path) -> Iterator[Server]:
    """Return a server with the limits that it has without options."""
    with serving(sample_out) as running:
        yield running


@pytest.fixture(scope="session")
def narrow(sample_out: Path) -> Iterator[Server]:
    """Return a server with narrow limits, and a token."""
    options = "--time 1 --memory 200 --rows 500 --size 1 --query-size 64 --concurrent 2 --queue 2 --wait 0.6"
    with serving(sample_out, *options.split(), "--client-time", "1", "--connections", "12") as running:
        yield running
