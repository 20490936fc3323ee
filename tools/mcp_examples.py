"""Write the answers that docs/mcp.md shows: each stands behind the call that gives it.

    python tools/mcp_examples.py [--check]

The calls are asked of the packaged sample by `kg mcp` over standard input and output; `compare` of the documents of
`tests/assist/plans.py`. `--check` ends with 1 where the page is not what this would write.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from assist.plans import PLANS
from mcp import Client, StdioServerParameters

import kg

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "mcp.md"
EXAMPLE = re.compile(r'```json\n(\{"tool": [^\n]+\})\n```\n\n```json\n(.*?)\n```', re.S)
OF_PLANS = ("compare",)


async def answer(folder: Path, calls: list[dict[str, Any]]) -> list[Any]:
    """Return the answers of `kg mcp` over a folder; raises `SystemExit` for a call that fails."""
    command = ["-X", "utf8", "-m", "kg", "mcp", str(folder)]
    answers = []
    async with Client(StdioServerParameters(command=sys.executable, args=command, cwd=ROOT)) as client:
        for call in calls:
            got = await client.call_tool(call["tool"], call["arguments"])
            if got.is_error:
                raise SystemExit(f"{call}: {got.content[0].text}")
            answers.append(got.structured_content)
    return answers


def write_page(page: str) -> str:
    """Return the page with the answers that its calls give now."""
    calls = [json.loads(match.group(1)) for match in EXAMPLE.finditer(page)]
    with tempfile.TemporaryDirectory() as folder:
        sample, plans = Path(folder) / "sample", Path(folder) / "plans"
        kg.build(kg.sample("thai-binh"), out=sample).close()
        for name, text in PLANS.items():
            kg.build(text=text, name=f"{name}.txt", out=plans).close()
        own = asyncio.run(answer(sample, [call for call in calls if call["tool"] not in OF_PLANS]))
        other = asyncio.run(answer(plans, [call for call in calls if call["tool"] in OF_PLANS]))
    answers = iter([(other if call["tool"] in OF_PLANS else own).pop(0) for call in calls])

    def fill(match: re.Match[str]) -> str:
        shown = json.dumps(next(answers), ensure_ascii=False, indent=1)
        return f"```json\n{match.group(1)}\n```\n\n```json\n{shown}\n```"

    return EXAMPLE.sub(fill, page)


def main() -> int:
    """Write the page, or with `--check` compare it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    before = PAGE.read_text(encoding="utf-8")
    after = write_page(before)
    if check:
        return int(before != after)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
