"""The page of commands, from the command line's own declarations."""

from __future__ import annotations

import re
from typing import Any

import typer.main

from kg.cli.app import app

HEAD = """# Commands

Written by `python tools/reference` from the command line; do not edit it by hand. [cli.md](cli.md) tells what the
commands have in common: exit codes, inputs, building into a folder that is there.
"""


def page() -> str:
    """Return the whole page."""
    group = typer.main.get_command(app)
    commands = [group.commands[name] for name in group.commands]
    parts = [HEAD, "| command | does |\n| --- | --- |"]
    parts += [f"| [`kg {one.name}`](#kg-{one.name}) | {_cell(_first(one.help))} |" for one in commands]
    parts += [_command(one) for one in commands]
    return "\n".join(parts) + "\n"


def _command(command: Any) -> str:
    text = _flowing(command.help)
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    names = " ".join(_argument(one) for one in arguments)
    lines = [f"\n## kg {command.name}\n", f"`kg {command.name} {names}`\n".replace(" `", "`"), text + "\n"]
    lines += ["| argument or option | | without it |", "| --- | --- | --- |"]
    lines += [f"| `{_argument(one)}` | {_cell(one.help)} | {_needed(one)} |" for one in arguments]
    lines += [f"| {_option(one)} | {_cell(one.help)} | {_default(one)} |" for one in options]
    return "\n".join(lines)


def _argument(param: Any) -> str:
    name = param.metavar or param.name.upper()
    return name.strip("[]{}")


def _needed(param: Any) -> str:
    return "an error" if param.required else ""


def _option(param: Any) -> str:
    names = ", ".join(f"`{name}`" for name in sorted(param.opts, key=len))
    if param.is_flag:
        return names
    choices = getattr(param.type, "choices", None)
    value = "\\|".join(str(getattr(one, "value", one)) for one in choices) if choices else param.metavar
    value = value or re.sub(r" range$", "", param.type.name)
    return f"{names} {value.strip('[]{}')}" if value else names


def _default(param: Any) -> str:
    value = param.default
    if param.is_flag or value is None or callable(value) or value in ("", (), []) or "Sentinel" in repr(type(value)):
        return ""
    return f"`{getattr(value, 'value', value)}`"


def _first(text: str | None) -> str:
    return _flowing(text).split("\n\n")[0]


def _flowing(text: str | None) -> str:
    paragraphs = re.split(r"\n\s*\n", (text or "").strip())
    return "\n\n".join(" ".join(one.split()) for one in paragraphs)


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|").replace("<", "&lt;")
