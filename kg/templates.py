"""Make the environment that the HTML templates of the page and of the service are rendered in."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.errors import ResourceError

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def read_packaged(path: Path) -> str:
    """Return the text of a file of the package, lines ended by LF; raises `ResourceError` where it is missing."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError("cannot be read", path=path, remedy="install the package again") from error


def make_environment(folder: Path, *, trimmed: bool = False) -> Environment:
    """Return an environment for the templates of a folder: values are escaped, `| data` embeds JSON.

    With `trimmed` the lines of statements leave nothing behind.
    """
    loader = FileSystemLoader(folder, encoding="utf-8")
    environment = Environment(loader=loader, autoescape=True, trim_blocks=trimmed, lstrip_blocks=trimmed)
    environment.filters["data"] = to_data
    return environment


def to_json(value: object) -> str:
    """Return a value as compact JSON; lone surrogates, which UTF-8 cannot hold, become replacement characters."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", errors="replace").decode("utf-8")
    return text


def to_data(value: object) -> Markup:
    """Return a value, or a text that is JSON already, as JSON that no script element can be ended from."""
    text = value if isinstance(value, str) else to_json(value)
    return Markup(text.translate(_UNSAFE))


def hash_source(inline: str) -> str:
    """Return the Content-Security-Policy source expression that allows one inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode('utf-8')).digest()).decode('ascii')}'"
