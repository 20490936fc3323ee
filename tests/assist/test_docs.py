"""The page of the documentation says what is so: every tool with an answer that it gives now, every option."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from assist.speaking import Assistant

from kg.assist.prompts import read_prompts
from kg.assist.tools import TOOLS


def test_the_examples_are_what_the_tools_answer(root: Path) -> None:
    done = subprocess.run([sys.executable, root / "tools" / "mcp_examples.py", "--check"], check=False)
    assert done.returncode == 0, "run python tools/mcp_examples.py and commit docs/mcp.md"


def test_every_tool_option_and_prompt_is_told(root: Path, run_kg) -> None:
    page = (root / "docs" / "mcp.md").read_text(encoding="utf-8")
    assert re.findall(r"^### `(\w+)`$", page, re.M) == [one.name for one in TOOLS]
    assert re.findall(r'^\{"tool": "(\w+)"', page, re.M) == [one.name for one in TOOLS]
    options = set(re.findall(r"--[a-z][a-z-]+", run_kg("mcp", "--help").stdout)) - {"--help", "--quiet"}
    assert options <= set(re.findall(r"--[a-z][a-z-]+", page))
    for one in read_prompts()["prompts"]:
        assert f"`{one['name']}`" in page


def test_answers_are_small(on_plans: Assistant) -> None:
    """Characters are counted: some 1.9 are a token of the tokenizer that docs/mcp.md names."""
    tools = on_plans.tools.values()
    assert sum(len(str(one.input_schema)) + len(one.description) for one in tools) < 12_000
    for tool, given in (
        ("search", {"words": "so"}),
        ("documents", {}),
        ("describe", {"thing": "Sở Tài chính"}),
        ("who_does_what", {}),
        ("deadlines", {"today": "2026-06-01"}),
        ("targets", {}),
        ("gaps", {"gap": "all"}),
        ("silent", {}),
        ("compare", {"before": "15/KH-UBND", "after": "27/KH-UBND"}),
        ("sections", {"document": "thai-binh"}),
        ("read", {"document": "thai-binh"}),
        ("saved_question", {"name": "instruments"}),
        ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
    ):
        assert len(on_plans.ask("call_tool", tool, given).content[0].text) < 9_000, tool
