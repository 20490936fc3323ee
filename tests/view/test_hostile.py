"""Check that whatever a document holds is shown as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_reader import MIDDLE, search, sentence

from kg.analyse import to_network
from kg.view import write_html

pytestmark = pytest.mark.tool("chromium")
HOSTILE = (
    "<script>pwned=1</script>",
    "</script><script>pwned=1</script>",
    "<img src=x onerror=pwned=1>",
    "<svg onload=pwned=1>",
    '<a href="javascript:pwned=1">x</a>',
    "javascript:pwned=1",
    "href",
    "<b>href</b>",
    '"><script>pwned=1</script>',
    "'><img src=x onerror=pwned=1>",
    "<!--",
    "-->",
    "<!-- <script>",
    "]]>",
    "<![CDATA[",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# c #}",
    "${pwned=1}",
    "`+pwned+`",
    "\\u003cscript\\u003e",
    "&lt;script&gt;",
    "&amp;",
    "&#60;script&#62;",
    "\\",
    '\\\\"',
    '"',
    "'",
    "\u2028x\u2029y",
    "\u202eevil\u202c",
    "\u2066a\u2067b",
    "\u200fab\u200e",
    '<iframe src="https://example.org">',
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<base href=//example.org/>",
    "<meta http-equiv=refresh>",
    "<form action=//example.org><button>",
    "<math><mtext></math>",
    "<template><script>pwned=1</script>",
    "onclick=pwned=1",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "<title>x",
    "</title>",
    "</style>",
    "<textarea>",
    "<noscript>",
    "<plaintext>",
    "<xmp>",
    "data:text/html,<script>pwned=1</script>",
    "<object data=x>",
    "<embed src=x>",
    "<details open ontoggle=pwned=1>",
    "<input autofocus onfocus=pwned=1>",
    "%3Cscript%3E",
    "🏗️👨‍👩‍👧",
    "a\u0300\u0301\u0302\u0303" * 20,
    "x" * 10_000,
    "Z̸̢̛" * 30,
    "\ufeffbom",
    "nul\x00x",
    "esc\x1b[31m",
)


def hostile_facts() -> tuple[list[dict[str, object]], str]:
    """Return facts whose every name is hostile, and the text that holds them all as quotes."""
    facts: list[dict[str, object]] = [
        {"fact": "document", "id": "urn:d", "doc": "urn:d", "title": HOSTILE[1], "number": HOSTILE[2]}
    ]
    text = ""
    for number, words in enumerate(HOSTILE):
        key = f"zq{number}q"
        start = len(text)
        quote = f"{key} {words}"
        text += quote + "\n"
        section = {
            "fact": "section",
            "id": f"urn:s{number}",
            "doc": "urn:d",
            "number": key,
            "heading": words,
            "level": 1,
            "start": start,
            "end": start + len(quote),
        }
        entity = {
            "fact": "entity",
            "id": f"urn:e{number}",
            "doc": "urn:d",
            "class": "Road",
            "label": f"e{key} {words}",
            "aliases": [words],
            "mentions": [[start, start + len(quote)]],
        }
        measure = {
            "fact": "measure",
            "id": f"urn:m{number}",
            "doc": "urn:d",
            "trigger": [start, start + len(key)],
            "action": words,
            "start": start,
            "end": start + len(quote),
            "quote": quote,
            "due": words,
            "section": f"urn:s{number}",
            "sectors": [words],
            "entities": [f"urn:e{number}"],
        }
        facts += [section, entity, measure]
    return facts, text


def test_there_are_many() -> None:
    assert len(HOSTILE) >= 60


def test_hostile_names_and_quotes_are_text(visit, tmp_path: Path) -> None:
    facts, text = hostile_facts()
    path = write_html(to_network(facts), tmp_path / "page.html", title=HOSTILE[1], texts={"urn:d": text})
    with visit.open(path) as page:
        assert page.text_content("h1") == HOSTILE[1]
        assert page.title() == HOSTILE[1]
        elements = page.evaluate("[...new Set([...document.querySelectorAll('*')].map((one) => one.localName))].sort()")
        for number, words in enumerate(HOSTILE):
            page.fill("#search", f"ezq{number}q")
            page.press("#search", "Enter")
            label = " ".join(f"ezq{number}q {words}".split())
            shown = page.text_content("#panel h2")
            assert shown == label or (shown.endswith(" …") and label.startswith(shown[:-2]))
            assert page.text_content("#panel mark") == f"zq{number}q {words}"
            assert sentence(page) == f"zq{number}q {words}"
        after = page.evaluate("[...new Set([...document.querySelectorAll('*')].map((one) => one.localName))].sort()")
        known = {*"article blockquote mark footer h2 h3 h4 dl dt dd bdi b circle polygon span".split()}
        assert set(after) - set(elements) <= known
        assert page.evaluate("typeof pwned") == "undefined"


def test_hostile_things_are_drawn_and_hovered_as_text(visit, tmp_path: Path) -> None:
    words = '<img src=x onerror=pwned=1><a href="x">'
    facts = [{"fact": "document", "id": "urn:d", "doc": "urn:d", "title": words}]
    path = write_html(to_network(facts), tmp_path / "page.html", title="t")
    with visit.open(path) as page:
        search(page, "img")
        box = page.locator("#canvas canvas").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2 + MIDDLE)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 + MIDDLE)
        page.wait_for_selector(".vis-tooltip", state="visible")
        assert page.text_content(".vis-tooltip") == f"Văn bản: {words}"
        assert page.evaluate("typeof pwned") == "undefined"
