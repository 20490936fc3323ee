"""Share what several tests need: programs from outside, the sample, the command line."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
NEVER_REQUIRED = ("shared", "soffice")
"""A folder that is not ours, and a program that takes longer to install than all tests of it are worth."""
REQUIRE_ALL = os.environ.get("KG_REQUIRE_ALL") == "1"

settings.register_profile("kg", deadline=None)  # a busy machine is not a wrong result
settings.load_profile("kg")


def pytest_configure() -> None:
    """Take Ctrl-C even where it is ignored, as a shell does for what runs in the background: programs that tests start
    inherit that, and would not be interrupted."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _present(name: str) -> bool:
    if name == "shared":
        return SHARED.is_dir()
    return shutil.which(name) is not None or (Path(sys.executable).parent / name).is_file()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is absent, with the reason; fail it where everything is required.

    `@pytest.mark.tool("shared")` asks for the folder beside the checkout, which is never required.
    """
    for mark in item.iter_markers("tool"):
        (name,) = mark.args
        if not _present(name):
            reason = f"needs {name}, which is not here"
            if REQUIRE_ALL and name not in NEVER_REQUIRED:
                pytest.fail(reason, pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared texts beside the checkout; mark the test with `tool("shared")` too."""
    return SHARED


@pytest.fixture(scope="session")
def sample() -> Path:
    """Return the packaged sample text."""
    return ROOT / "kg" / "samples" / "thai-binh.txt"


@pytest.fixture(scope="session")
def sample_out(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a graph folder built from the sample once a session; no test may change it."""
    import kg

    out = tmp_path_factory.mktemp("sample") / "out"
    kg.build(sample, out=out).close()
    return out


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run_kg() -> Run:
    """Return a function that runs `kg` in a process of its own, as a user would, output captured as UTF-8."""

    def run(*args: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-X", "utf8", "-m", "kg", *map(str, args)]
        settings = {"capture_output": True, "encoding": "utf-8", "timeout": 120, "env": kg_environment()} | options
        return subprocess.run(command, check=False, **settings)

    return run


def kg_environment(**more: str) -> dict[str, str]:
    """Return an environment in which `kg` is found from any folder, with a known width and no colour."""
    kept = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "FORCE_COLOR", "KG_REQUIRE_ALL"}}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return kept | {"PYTHONPATH": path, "COLUMNS": "100", "NO_COLOR": "1"} | more


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Return Debian's Chromium with no network to speak of; mark the test with `tool("chromium")` too.

    Playwright keeps an event loop in this thread while it is there, in which no other can run: so it ends with the module.
    """
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        yield started
        started.close()


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Give up the superuser's right to read everything while the test runs."""
    if os.name != "posix" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
