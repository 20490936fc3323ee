"""A citation tells its page and the boxes of its lines where the document has pages, and nothing where it has none."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from facts_factory import Factory
from laid_out import document, of_pages, of_paragraphs
from rdflib import Graph, Literal, Namespace

from kg.config import Options
from kg.export.facts import iter_facts
from kg.export.formats import to_csv, to_jsonld
from kg.graph import to_graph
from kg.graph.places import Places, region
from kg.model import Document
from kg.pages import Box, SourceLayout, SourcePage
from kg.pipeline import to_facts
from kg.read.floats import settle_floats
from kg.validate import validate
from kg.vocab import ITSRDF, NIF, POL, PROV, RDF

OA = Namespace("http://www.w3.org/ns/oa#")
PAGES = (
    [
        ("paragraph", "KẾ HOẠCH\nPhát triển giao thông"),
        ("paragraph", "\tGiao Sở Xây dựng chủ trì, phối hợp với"),
        ("furniture", "- 7 -"),
    ],
    [("furniture", "CÔNG BÁO/Số 5"), ("paragraph", "Sở Tài chính xây dựng cầu Nghìn trước năm 2030.")],
)


@pytest.fixture(scope="module")
def paged() -> Document:
    return document(settle_floats(of_pages(*PAGES, labels=("7", ""))))


@pytest.fixture(scope="module")
def graph(paged: Document) -> Graph:
    return to_graph(to_facts(paged, options=Options()), options=Options())


def test_every_citation_has_its_page_and_the_boxes_of_its_lines(graph: Graph, paged: Document) -> None:
    spans = list(graph.subjects(RDF.type, NIF.RFC5147String))
    assert spans
    second = paged.layout.pages[1].start_char
    for span in spans:
        page = 2 if int(graph.value(span, NIF.beginIndex)) >= second else 1
        assert graph.value(span, POL.page) == Literal(page)
        assert graph.value(span, POL.pageLabel) == (Literal("7") if page == 1 else None)
        assert all(str(box).startswith("page=") for box in graph.objects(span, POL.region))
        assert list(graph.objects(span, POL.region))
    assert validate(graph).conforms


def test_a_quote_over_a_page_has_its_lines_on_both_and_no_running_head(graph: Graph) -> None:
    (measure,) = graph.subjects(RDF.type, POL.Measure)
    (span,) = graph.objects(measure, PROV.wasQuotedFrom)
    assert sorted(str(box).split("&")[0] for box in graph.objects(span, POL.region)) == ["page=1", "page=2"]
    assert "CÔNG BÁO" not in str(graph.value(span, NIF.anchorOf))
    assert graph.value(span, POL.page) == Literal(1)


def test_facts_tell_pages(graph: Graph) -> None:
    facts = list(iter_facts([graph]))
    (measure,) = (fact for fact in facts if fact["fact"] == "measure")
    assert (measure["page"], measure["page_label"]) == (1, "7")
    bridge = next(fact for fact in facts if fact.get("class") == "Bridge")
    assert bridge["pages"] == [2]
    assert len(bridge["pages"]) == len(bridge["mentions"])
    head = to_csv({"x": graph}).decode("utf-8-sig").split("\r\n")[0].split(",")
    assert head[-3:] == ["page", "page_label", "pages"]


@pytest.mark.parametrize("layout", [SourceLayout(), of_paragraphs(("paragraph", "Phát triển")).layout])
def test_a_document_without_pages_has_no_triple_more(layout: SourceLayout) -> None:
    facts = Factory("d").facts()
    plain = to_graph(facts, options=Options())
    facts.document = replace(facts.document, layout=layout)
    same = to_graph(facts, options=Options())
    assert set(plain) == set(same)
    assert not any(term in (POL.page, POL.region) for _, term, _ in plain)
    assert "page" not in json.dumps(list(iter_facts([plain])))
    assert b"page" not in to_csv({"d": plain}).split(b"\r\n")[0]
    assert b"oa:" not in to_jsonld({"d": plain}) and b"ns/oa#" not in to_jsonld({"d": plain})


@pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning")
def test_json_ld_names_places_as_web_annotations_do(graph: Graph) -> None:
    data = json.loads(to_jsonld({"x": graph}))
    assert data["@context"]["oa"] == "http://www.w3.org/ns/oa#"
    placed = [node for node in data["@graph"] if "pol:region" in node]
    assert len(placed) == len(set(graph.subjects(POL.region)))
    read = Graph().parse(data=json.dumps(data), format="json-ld")
    assert set(graph) <= set(read)
    for node in graph.subjects(POL.region):
        selectors = {str(read.value(one, RDF.type)): one for one in read.objects(node, OA.hasSelector)}
        position = selectors[OA + "TextPositionSelector"]
        assert read.value(position, OA["start"]) == graph.value(node, NIF.beginIndex)
        values = {read.value(one, RDF.value) for one in read.objects(node, OA.hasSelector)} - {None}
        assert values == set(graph.objects(node, POL.region))


def test_pages_alone_are_told_by_their_spans() -> None:
    pages = (SourcePage(0, 10, 4), SourcePage(11, 20, 5, label="xi"))
    places = Places(SourceLayout(pages=pages))
    assert [places.page_of(*span).number for span in ((0, 3), (9, 12), (11, 12), (19, 20))] == [4, 4, 5, 5]
    assert places.regions_of(0, 20) == []
    assert Places(SourceLayout()).page_of(0, 1) is None


def test_a_region_holds_the_whole_box() -> None:
    assert region(3, Box(72.4, 100.6, 300.2, 112.0)) == "page=3&xywh=72,100,229,12"
    assert region(1, Box(-2.0, -0.5, 10.0, 10.0)) == "page=1&xywh=0,0,10,10"


def test_mentions_tell_pages(graph: Graph) -> None:
    assert all(graph.value(span, POL.page) for span in graph.subjects(ITSRDF.taIdentRef))
