"""Check the page as text: the same bytes every time, nothing to load, nothing that can break out."""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.analyse import to_network
from kg.errors import ExportError
from kg.templates import to_data
from kg.view import render_html, write_html
from kg.view.assets import hash_source
from kg.view.embed import pack_data

SCRIPT = """
import json, sys
from pathlib import Path
from kg.analyse import to_network
from kg.view import write_html
folder = Path(sys.argv[1])
facts = [json.loads(line) for line in (folder / "small.facts.jsonl").read_text(encoding="utf-8").splitlines()]
text = (folder / "small.txt").read_bytes().decode("utf-8")
write_html(to_network(facts), sys.argv[2], title="Di\\u00eam \\u0110i\\u1ec1n", texts={facts[0]["id"]: text})
"""


def test_the_policy_allows_just_what_is_in_the_page(small) -> None:
    html = render_html(small.network, title="t", texts=small.texts)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1].replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
    assert len(scripts) == 2
    assert f"script-src {hash_source(scripts[0])} {hash_source(scripts[1])};" in policy
    assert f"style-src {hash_source(style)};" in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy


def test_nothing_is_loaded(small) -> None:
    html = render_html(small.network, title="t")
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    assert re.findall(r'(?:src|href)="([^"]*)"', markup) == ["data:,"]


def test_the_same_bytes_in_every_process_locale_and_folder(small, tmp_path: Path, root: Path) -> None:
    pages = set()
    for number, locale in enumerate(("C", "POSIX", "C.UTF-8")):
        folder = tmp_path / str(number)
        folder.mkdir()
        environment = os.environ | {
            "LC_ALL": locale,
            "PYTHONHASHSEED": str(number),
            "PYTHONPATH": str(root),
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
        }
        command = [sys.executable, "-c", SCRIPT, str(Path(__file__).parent / "data"), "page.html"]
        subprocess.run(command, check=True, cwd=folder, env=environment)
        pages.add((folder / "page.html").read_bytes())
        assert [path.name for path in folder.iterdir()] == ["page.html"]
    (page,) = pages
    assert "<title>Diêm Điền</title>" in page.decode("utf-8")


def test_a_page_that_cannot_be_written_leaves_nothing(small, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "file" / "page.html", tmp_path / "folder"):
        with pytest.raises(ExportError, match="cannot be written"):
            write_html(small.network, path, title="t")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


def test_a_page_replaces_the_old_one(small, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    assert write_html(small.network, path, title="new") == path
    assert "<title>new</title>" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ["</script>", "<!-- <script>", "a\u2028b\u2029c", "&lt;", '"\\'])
def test_data_cannot_end_its_element_and_reads_back(value: str) -> None:
    data = to_data({"a": [value]})
    assert not re.search("[<>&\u2028\u2029]", data)
    assert json.loads(data) == {"a": [value]}


def test_an_empty_network_is_a_page() -> None:
    assert "<title>rỗng</title>" in render_html(to_network([]), title="rỗng")


def test_much_data_is_squeezed_and_reads_back() -> None:
    value = {"a": ["văn bản"] * 1000}
    plain, squeezed = pack_data(value), pack_data(value, above=1000)
    assert (plain.kind, squeezed.kind) == ("application/json", "application/gzip")
    assert json.loads(gzip.decompress(base64.b64decode(squeezed.content))) == value
    assert len(squeezed.content) < 1000 and squeezed == pack_data(value, above=1000)
