"""A PDF through the whole chain: what its text gives, with pages, and nothing that a page only repeats in a quote."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.resources import sample_path


@pytest.fixture(scope="module")
def pdf() -> Path:
    return sample_path("thai-binh.pdf")


@pytest.fixture(scope="module")
def graph(pdf: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[kg.Graph]:
    with kg.build(pdf, out=tmp_path_factory.mktemp("pdf") / "out", keep_source=True) as built:
        yield built


def quotes(facts: list[dict], kind: str) -> Counter[str]:
    words = (re.findall(r"\w+", fact["quote"]) for fact in facts if fact["fact"] == kind)
    return Counter(word for some in words for word in some)


def test_a_typeset_document_gives_the_measures_of_its_text(graph: kg.Graph, sample_out: Path) -> None:
    lines = (sample_out / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    given, read = quotes(list(map(json.loads, lines)), "measure"), quotes(graph.facts(), "measure")
    assert 2 * (given & read).total() / (given.total() + read.total()) >= 0.97
    assert graph.report["conformance"]["conforms"]


def test_no_quote_holds_what_a_page_repeats(graph: kg.Graph) -> None:
    (document,) = graph.documents
    text, layout = graph.text(document), graph._folder.layout(document)
    floats = [block for block in layout.blocks if block.kind in ("furniture", "note")]
    assert len(floats) > len(layout.pages) > 3
    for fact in graph.facts():
        spans = [(fact["start"], fact["end"]), *fact.get("also", ())] if "quote" in fact else fact.get("mentions", ())
        for start, end in spans:
            held = [
                text[one.start_char : one.end_char] for one in floats if start < one.end_char and one.start_char < end
            ]
            assert not held, text[start:end]


def test_every_citation_has_its_page(graph: kg.Graph) -> None:
    (document,) = graph.documents
    pages = {page.number for page in graph._folder.layout(document).pages}
    cited = [fact for fact in graph.facts() if "quote" in fact]
    assert {fact["page"] for fact in cited} == pages
    counts = graph.query(
        "SELECT (COUNT(*) AS ?n) { ?s a nif:RFC5147String FILTER NOT EXISTS { ?s pol:page ?p ; pol:region ?r } }"
    )
    assert [int(str(row[0])) for row in counts] == [0]


def test_what_is_kept_and_reported(graph: kg.Graph, pdf: Path) -> None:
    (entry,) = graph.report["documents"]
    assert (graph.path / "sources" / entry["original"]).read_bytes() == pdf.read_bytes()
    assert entry["pages"]["layer"] == len(graph._folder.layout(entry["id"]).pages)
    assert entry["quality"] > 0.9 and entry["blocks"]["furniture"] > 3 and entry["warnings"] == []


def test_inspect_shows_pages_and_blocks(pdf: Path, run_kg) -> None:
    shown = run_kg("inspect", pdf, "--pages", "2-3").stdout
    assert re.search(r"^  blocks: \d+ furniture, \d+ heading, \d+ paragraph$", shown, re.M)
    assert re.findall(r"page (\d+)(?: \(.+\))?: layer, quality (?:0\.9\d|1\.00),", shown) == ["2", "3"]
    (told,) = json.loads(run_kg("inspect", pdf, "--pages", "2", "--json").stdout)
    assert [page["number"] for page in told["page_list"]] == [2]
    assert {block["kind"] for block in told["block_list"]} >= {"furniture", "paragraph"}


def test_the_same_pdf_gives_the_same_files(graph: kg.Graph, pdf: Path, tmp_path: Path) -> None:
    with kg.build(pdf, out=tmp_path / "out", keep_source=True) as again:
        for folder in ("texts", "sources"):
            for path in (graph.path / folder).iterdir():
                assert (again.path / folder / path.name).read_bytes() == path.read_bytes()
        assert (again.path / "graph.ttl").read_bytes() == (graph.path / "graph.ttl").read_bytes()
