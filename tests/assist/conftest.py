"""Give the tests assistants over the sample and over a folder of several documents, by both transports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from assist.plans import PLANS
from assist.speaking import Assistant, connected, http, stdio

import kg


@pytest.fixture(scope="session")
def plans_out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder of three made-up documents and the sample as a file with pages."""
    out = tmp_path_factory.mktemp("plans") / "out"
    for name, text in PLANS.items():
        kg.build(text=text, name=f"{name}.txt", out=out).close()
    kg.build(root / "kg" / "samples" / "thai-binh.pdf", out=out).close()
    return out


@pytest.fixture(scope="session")
def plans_address(plans_out: Path) -> Iterator[str]:
    """Return the address at which the folder of several documents is served."""
    with http(plans_out) as address:
        yield address


@pytest.fixture(scope="session", params=["stdio", "http"])
def on_sample(request: pytest.FixtureRequest, sample_out: Path) -> Iterator[Assistant]:
    """Return an assistant over the sample."""
    if request.param == "stdio":
        with connected(stdio(sample_out)) as assistant:
            yield assistant
        return
    with http(sample_out) as address, connected(f"{address}/mcp") as assistant:
        yield assistant


@pytest.fixture(scope="session", params=["stdio", "http"])
def on_plans(request: pytest.FixtureRequest, plans_out: Path, plans_address: str) -> Iterator[Assistant]:
    """Return an assistant over the folder of several documents."""
    server = stdio(plans_out) if request.param == "stdio" else f"{plans_address}/mcp"
    with connected(server) as assistant:
        yield assistant
