"""The page of the Python interface, from signatures and docstrings."""

from __future__ import annotations

import inspect
import re
from dataclasses import fields, is_dataclass
from typing import Any

import kg
import kg.api
import kg.errors

HEAD = """# Python

Written by `python tools/reference` from the docstrings; do not edit it by hand. What is named here stays as it is
until the next version with another first number; modules that are not named may change with any version.

```python
import kg

graph = kg.build("resolution.txt")  # a path, several, or text="…"
```
"""


def page() -> str:
    """Return the whole page."""
    parts = [HEAD, "## Functions"]
    parts += [_function(name, getattr(kg, name)) for name in ("build", "open", "remove", "explain", "sample")]
    parts += ["\n## kg.Graph\n", _text(kg.Graph)]
    for name, member in vars(kg.Graph).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            parts.append(f"\n### graph.{name}\n\n`graph.{name}`: {_type(member.fget)}\n\n{_text(member)}")
        else:
            parts.append(_function(name, member, owner="graph"))
    parts += ["\n## kg.ReadOptions\n", _text(kg.ReadOptions), *_fields(kg.ReadOptions), _errors()]
    return "\n".join(parts) + "\n"


def _function(name: str, function: Any, *, owner: str = "kg") -> str:
    signature = inspect.signature(function)
    kept = [one.replace(annotation=one.annotation) for one in signature.parameters.values() if one.name != "self"]
    shown = str(signature.replace(parameters=kept)).replace("'", "")
    if len(shown) > 90:
        shown = re.sub(r", (?=\*|\w+:)", ",\n    ", shown.replace("(", "(\n    ", 1)).replace(") ->", ",\n) ->")
    return f"\n### {owner}.{name}\n\n```text\n{owner}.{name}{shown}\n```\n\n{_text(function)}"


def _fields(cls: type) -> list[str]:
    assert is_dataclass(cls)
    lines = ["\n| field | type | without it |", "| --- | --- | --- |"]
    return lines + [f"| `{one.name}` | `{one.type}` | `{one.default!r}` |".replace("|", "|") for one in fields(cls)]


def _errors() -> str:
    lines = [
        "\n## Errors\n",
        "All are a `kg.errors.KgError`, and say what is wrong, where, and what to do about it (`remedy`).\n",
        "| error | is a | raised for |",
        "| --- | --- | --- |",
    ]
    for name, cls in vars(kg.errors).items():
        if isinstance(cls, type) and issubclass(cls, kg.errors.KgError):
            text = " ".join((cls.__doc__ or "").split("\n\n")[0].split()).replace("|", "\\|")
            lines.append(f"| `{name}` | `{cls.__bases__[0].__name__}` | {text} |")
    return "\n".join(lines)


def _type(function: Any) -> str:
    return f"`{str(inspect.signature(function).return_annotation).strip(chr(39))}`"


def _text(thing: Any) -> str:
    return inspect.cleandoc(thing.__doc__ or "").replace("docs/facts.md", "[facts.md](facts.md)")
