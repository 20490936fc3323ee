"""Let MkDocs show what lies outside docs/ too: pages from elsewhere in the repository, and files that pages link to."""

from __future__ import annotations

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
        elif (docs / inner).is_file() or inner in ELSEWHERE.values():
            kept.append(entry)
    return kept


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages from elsewhere, and every file of the repository that a page links to."""
    for source, name in ELSEWHERE.items():
        files.append(File.generated(config, name, content=(ROOT / source).read_text(encoding="utf-8")))
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
    source = next((known for known, name in ELSEWHERE.items() if name == page), f"docs/{page}")
    return os.path.normpath(PurePosixPath(source).parent / link).replace(os.sep, "/")


def _name(target: str) -> str:
    """Return the name in the site of a file of the repository."""
    if target in ELSEWHERE:
        return ELSEWHERE[target]
    return target.removeprefix("docs/") if target.startswith("docs/") else f"files/{target}"
