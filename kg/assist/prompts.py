"""Give the prompts: an analyst's usual questions, in Vietnamese or English."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import OptionError
from kg.serve.words import LANGUAGES

_FILE = Path(__file__).parent / "assets" / "prompts.json"
_LONGEST = 300
_NOT_SAID = {"vi": "(không nêu)", "en": "(not said)"}
Prompt = dict[str, Any]


@lru_cache(maxsize=1)
def read_prompts() -> dict[str, Any]:
    """Return the file of the prompts: `rules` for all; `prompts`, each with title, arguments, text by language."""
    return json.loads(_FILE.read_text(encoding="utf-8"))


def list_prompts(there: Mapping[str, int]) -> list[Prompt]:
    """Return the prompts whose tools have something behind them."""
    least = {"comparable": 2}
    prompts = read_prompts()["prompts"]
    return [one for one in prompts if not one["needs"] or there.get(one["needs"], 0) >= least.get(one["needs"], 1)]


def write_prompt(name: str, given: Mapping[str, str], *, there: Mapping[str, int]) -> tuple[str, str]:
    """Return the title and the text of a prompt; `lang` is among its arguments. Raises `OptionError`."""
    prompts = {one["name"]: one for one in list_prompts(there)}
    if name not in prompts:
        raise OptionError(f"there is no prompt {name[:40]!r}", remedy=f"prompts: {', '.join(prompts)}")
    prompt, lang = prompts[name], given.get("lang") or "vi"
    if lang not in LANGUAGES:
        raise OptionError(f"there is no language {lang[:40]!r}", remedy=f"one of {', '.join(LANGUAGES)}")
    for one in given:
        if one not in prompt["arguments"] and one != "lang":
            known = ", ".join((*prompt["arguments"], "lang"))
            raise OptionError(f"the prompt has no argument {one[:40]!r}", remedy=f"arguments: {known}")
    values = {}
    for one, about in prompt["arguments"].items():
        value = " ".join(given.get(one, "").split())
        if about["required"] and not value:
            raise OptionError(f"the prompt needs the argument {one}", remedy=about["en"])
        if len(value) > _LONGEST:
            raise OptionError(f"{one} has at most {_LONGEST} characters", remedy=about["en"])
        values[one] = value or _NOT_SAID[lang]
    return prompt["title"][lang], f"{prompt['text'][lang].format(**values)}\n\n{read_prompts()['rules'][lang]}"
