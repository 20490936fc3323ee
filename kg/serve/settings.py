"""Say how a graph is to be served."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import ServeError
from kg.store.questions.limits import Limits

LOCAL_NAMES = ("localhost", "127.0.0.1", "::1")
SHORTEST_TOKEN = 16
_ORIGIN = re.compile(r"\*|https?://(?:\*\.)?[A-Za-z0-9.-]+(?::\d{1,5})?|https?://\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
"""What may stand in `frame-ancestors` as a source (Content Security Policy Level 3, section 6.4.2)."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where to serve a graph folder, for whom, and within which limits."""

    folder: Path
    host: str = "127.0.0.1"
    port: int = 8000
    limits: Limits = field(default_factory=Limits)
    query_bytes: int = 1 << 20
    connections: int = 512
    client_seconds: float = 10.0
    token: str | None = None
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    embedders: tuple[str, ...] = ()
    verdicts: Path | None = None
    register: Path | None = None

    def __post_init__(self) -> None:
        for origin in self.embedders:
            if not _ORIGIN.fullmatch(origin):
                raise ServeError(f"{origin!r} is no origin", remedy="such as --embed https://news.example")

    @property
    def others(self) -> dict[str, str]:
        """Return the files of what others say (`verdicts`, `register`), none where no verdicts are named."""
        named = {"verdicts": self.verdicts, "register": self.register} if self.verdicts else {}
        return {name: str(path.resolve()) for name, path in named.items() if path}

    @property
    def frame_ancestors(self) -> str:
        """Return which sites may show a page inside theirs, as a directive of a Content-Security-Policy."""
        return " ".join(("frame-ancestors", *(("'self'", *self.embedders) if self.embedders else ("'none'",))))

    @property
    def is_local(self) -> bool:
        """Say whether only this machine can reach the address."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def allowed_hosts(self) -> frozenset[str] | None:
        """Return the names under which a client may call, None for any."""
        if self.hosts:
            return frozenset({*self.hosts, *LOCAL_NAMES})
        return frozenset({self.host, *LOCAL_NAMES}) if self.is_local else None


def read_token(path: Path) -> str:
    """Return the token in a file; raises `ServeError` for one that is missing, too short or not plain."""
    try:
        token = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ServeError(f"the token can't be read: {error}", path=path, remedy="write it into the file") from error
    if len(token) < SHORTEST_TOKEN or not token.isprintable() or " " in token:
        raise ServeError(
            f"a token has at least {SHORTEST_TOKEN} letters, digits and signs, and no space",
            path=path,
            remedy="make one with: python -c 'import secrets; print(secrets.token_urlsafe(32))'",
        )
    return token
