"""Log in at an HTTP server by Basic or Digest (RFC 7617, RFC 7616), before a body is sent where that can be.

A server may close the connection on a large body that comes without a login, so the challenge is asked for first.
"""

from __future__ import annotations

import base64
from urllib.request import AbstractDigestAuthHandler, HTTPPasswordMgrWithDefaultRealm, Request, parse_keqv_list
from urllib.request import parse_http_list as split_list


class Login:
    """A user and password, and what the server asked to see of them; without a user it adds nothing."""

    def __init__(self, url: str, *, user: str, password: str) -> None:
        passwords = HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, url, user, password)
        self.user = user
        self._basic = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")
        self._digest = AbstractDigestAuthHandler(passwords)
        self._challenge: dict[str, str] | None = None
        self._scheme = ""

    @property
    def is_known(self) -> bool:
        """Say whether the server's challenge is known, or none is needed."""
        return bool(self._scheme) or not self.user

    def learn(self, challenges: list[str]) -> bool:
        """Take over the `WWW-Authenticate` headers of a refusal; False where none can be answered."""
        for challenge in challenges if self.user else []:
            scheme, _, rest = challenge.strip().partition(" ")
            if scheme.lower() == "digest":
                self._scheme, self._challenge = "digest", parse_keqv_list(split_list(rest))
                return True
            if scheme.lower() == "basic":
                self._scheme = "basic"
                return True
        return False

    def sign(self, request: Request) -> None:
        """Add the login to a request, as far as it is known what the server wants."""
        if self._scheme == "basic":
            request.add_unredirected_header("Authorization", self._basic)
        elif self._challenge is not None:
            told = self._digest.get_authorization(request, self._challenge)
            if told:
                request.add_unredirected_header("Authorization", f"Digest {told}")
