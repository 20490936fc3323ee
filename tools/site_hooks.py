"""Let MkDocs show what lies outside docs/ too: pages from elsewhere, notebooks as they ran, linked files."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[1]
ELSEWHERE = {
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "benchmarks/README.md": "benchmarks.md",
}
"""Pages that are kept where those who work on the code look for them, and their names in the site."""

NOTEBOOKS = {f"notebooks/{path.name}": f"notebooks/{path.stem}.md" for path in ROOT.glob("notebooks/*.ipynb")}
_FRAME = re.compile(r'<style.*?</style>\s*|<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*| border="1"| class="dataframe"', re.S)
_LINK = re.compile(r"(\]\()([^)#:\s]+)(#[^)\s]*)?(\))")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave out of the navigation what is not written yet."""
    config.nav = _there(config.nav, Path(config.docs_dir))
    return config


def _there(entries: list, docs: Path) -> list:
    kept = []
    for entry in entries:
        ((title, inner),) = entry.items()
        if isinstance(inner, list):
            kept.append({title: _there(inner, docs)})
        elif (docs / inner).is_file() or inner in (*ELSEWHERE.values(), *NOTEBOOKS.values()):
            kept.append(entry)
    return kept


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from elsewhere, and every file of the repository that a page links to."""
    for source, name in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text(encoding="utf-8")))
    for source, name in sorted(NOTEBOOKS.items()):
        files.append(File.generated(config, name, content=notebook_page(ROOT / source)))
    for file in list(files.documentation_pages()):
        for match in _LINK.finditer(file.content_string):
            target = _target(file.src_uri, match[2])
            source = ROOT / target
            if _name(target) == f"files/{target}" and source.is_file() and not files.get_file_from_path(_name(target)):
                files.append(File.generated(config, _name(target), abs_src_path=str(source)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Point links to where their targets stand in the site."""
    del config, files
    here = PurePosixPath(page.file.src_uri).parent

    def point(match: re.Match[str]) -> str:
        name = _name(_target(page.file.src_uri, match[2]))
        return match[1] + os.path.relpath(name, here).replace(os.sep, "/") + (match[3] or "") + match[4]

    return _LINK.sub(point, markdown)


def _target(page: str, link: str) -> str:
    """Return the path in the repository that a link of a page of the site means."""
    moved = {**ELSEWHERE, **NOTEBOOKS}
    source = next((known for known, name in moved.items() if name == page), f"docs/{page}")
    return os.path.normpath(PurePosixPath(source).parent / link).replace(os.sep, "/")


def _name(target: str) -> str:
    """Return the name in the site of a file of the repository."""
    if target in ELSEWHERE or target in NOTEBOOKS:
        return {**ELSEWHERE, **NOTEBOOKS}[target]
    return target.removeprefix("docs/") if target.startswith("docs/") else f"files/{target}"


def notebook_page(path: Path) -> str:
    """Return a notebook with its kept outputs as Markdown."""
    parts = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
            continue
        parts.append(f"```python\n{source}\n```")
        parts += [_output(output) for output in cell["outputs"]]
    return "\n\n".join(parts) + "\n"


def _output(output: dict) -> str:
    """Return what a cell gave: a drawing or a table as it is, everything else as plain text."""
    data = output.get("data", {})
    for kind in ("image/svg+xml", "text/html"):
        markup = "".join(data.get(kind, ""))
        if markup and "<iframe" not in markup:
            return f"<div>{_FRAME.sub('', markup).strip()}</div>".replace("\n\n", "\n")
    return f"```text\n{''.join(output.get('text') or data.get('text/plain', '')).rstrip()}\n```"
