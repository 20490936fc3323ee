"""Every IRI of ours leads somewhere: to a page with citations, to Turtle, to JSON-LD."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from serve.serving import Server, serving

PORT = "/id/port/thai-binh/cang-diem-dien-60d230"
BASE = "https://w3id.org/policykg"
HTML = "text/html"


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_a_thing_as_rdf(server: Server, accept: str) -> None:
    got = server.get(PORT, accept=accept)
    assert (got.status, got.type, got.headers["vary"]) == (200, accept, "accept")
    triples = {
        (q.subject.value, q.predicate.value.rpartition("#")[2])
        for q in parse(got.body, format=RdfFormat.from_media_type(accept))
    }
    assert (BASE + PORT, "label") in triples
    assert any(predicate == "anchorOf" for _, predicate in triples)


def test_a_thing_as_a_page_with_its_citations(server: Server, sample: Path) -> None:
    got = server.get(PORT, accept="text/html,*/*;q=0.8")
    assert (got.status, got.type) == (200, HTML)
    assert '<h1 dir="auto">cảng Diêm Điền</h1>' in got.text
    text = sample.read_bytes().decode("utf-8")
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", got.text)
    offsets = re.findall(r'class="offsets">(\d+)–(\d+)<', got.text)
    assert quotes
    for quote, (start, end) in zip(quotes, offsets, strict=True):
        assert html.unescape(quote) == text[int(start) : int(end)]


def test_the_format_can_be_named(server: Server) -> None:
    for name, kind in (("turtle", "text/turtle"), ("jsonld", "application/ld+json"), ("html", HTML)):
        assert server.get(f"{PORT}?format={name}", accept="image/png").type == kind
    assert server.get(f"{PORT}?format=docx").status == 400
    assert server.get(PORT, accept="image/png").status == 406


def test_all_links_of_ours_lead_somewhere(server: Server) -> None:
    seen, ahead = set(), [PORT, "/sector/transport", "/id/doc/thai-binh"]
    while ahead and len(seen) < 60:
        path = ahead.pop(0)
        if path in seen:
            continue
        seen.add(path)
        got = server.get(path, accept=HTML)
        assert got.status == 200, path
        found = (
            html.unescape(link).partition("#")[0] for link in re.findall(r'href="(/(?:id|sector)/[^"]+)"', got.text)
        )
        ahead += [link for link in found if link not in seen]
    assert len(seen) == 60


def test_terms_lead_to_their_place_in_the_vocabulary(server: Server) -> None:
    got = server.get("/ontology", accept=HTML)
    names = set(re.findall(r'<dt id="([^"]+)"', got.text))
    assert {"Port", "Measure", "action/build", "concernsProject"} <= names
    page = server.get(PORT, accept=HTML).text
    linked = set(re.findall(r'href="/ontology#([^"]+)"', page))
    assert linked
    assert linked <= names
    turtle = server.get("/ontology", accept="text/turtle")
    assert "pol:Port a " in turtle.text or "owl:Class" in turtle.text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_pages_speak_vietnamese_and_english(server: Server, lang: str) -> None:
    page = server.get(f"{PORT}?lang={lang}", accept=HTML).text
    assert f'<html lang="{lang}">' in page
    assert ({"vi": "trích dẫn", "en": "citations"}[lang]) in page
    assert ({"vi": "giao thông", "en": "transport"}[lang]) in page


@pytest.mark.parametrize(
    "path", ["/id/nothing", "/id/", "/sector/none", "/id/%3E%20%7D%20ASK%20%7B", "/id/a%22b", "/id/x%0ay", "/id/%00"]
)
def test_what_is_not_there_is_404(server: Server, path: str) -> None:
    for accept in (HTML, "text/turtle"):
        assert server.get(path, accept=accept).status == 404


def test_a_browser_s_language_is_spoken(server: Server) -> None:
    for accepted, lang in (
        ("en-GB,en;q=0.9,vi;q=0.5", "en"),
        ("vi", "vi"),
        ("fr, en;q=0.1", "en"),
        ("fr", "vi"),
        ("en;q=x", "vi"),
    ):
        got = server.get(PORT, accept=HTML, accept_language=accepted)
        assert f'<html lang="{lang}">' in got.text
        assert "accept-language" in got.headers["vary"]
    assert '<html lang="vi">' in server.get(f"{PORT}?lang=vi", accept=HTML, accept_language="en").text


def blocks(page: str) -> dict[str, int]:
    """Return the lists of a thing's page by their heading, with the number beside it."""
    found = re.findall(r"<h2>([^<]+?) <span class=.count.>([\d.]+)</span></h2>", page)
    return {html.unescape(heading): int(number.replace(".", "")) for heading, number in found}


def test_a_body_s_page_has_its_tasks_by_role(server: Server) -> None:
    (iri,) = server.ask(
        "SELECT ?body (COUNT(DISTINCT ?duty) AS ?n) { ?duty pol:agent ?body } GROUP BY ?body ORDER BY DESC(?n) LIMIT 1"
    ).values("body")
    roles = server.ask(
        "SELECT ?role (COUNT(DISTINCT ?measure) AS ?n) { ?measure pol:responsibility ?duty . ?duty pol:agent <IRI> ; pol:role ?role }"
        " GROUP BY ?role".replace("IRI", iri)
    )
    page = server.get(iri.removeprefix(BASE) + "?lang=en", accept=HTML).text
    expected = {
        f"Tasks as: {role.rpartition('/')[2]}": int(number)
        for role, number in zip(roles.values("role"), roles.values("n"), strict=True)
    }
    assert expected
    assert blocks(page) == expected
    assert page.index('<table class="rows"') < page.index("<blockquote")
    assert 'href="/text/thai-binh?start=' in page


def test_a_document_s_page_has_its_header_sections_and_text(server: Server) -> None:
    page = server.get("/id/doc/thai-binh?lang=en", accept=HTML).text
    assert blocks(page)["Sections"] == 19
    assert "Measures: 219 · targets: 9" in page
    assert 'href="/text/thai-binh?lang=en"' in page
    assert "Đại hội đại biểu Đảng bộ tỉnh Thái Bình lần thứ XX" in page


def test_a_work_s_page_has_what_is_to_be_done(server: Server) -> None:
    page = server.get(PORT + "?lang=en", accept=HTML).text
    measures = server.ask(f"SELECT DISTINCT ?m {{ ?m pol:concernsProject <{BASE}{PORT}> }}").values("m")
    assert blocks(page)["Measures"] == len(measures) > 0


def test_a_long_list_is_paged_and_its_total_told(server: Server) -> None:
    (iri, number) = next(
        zip(
            *(
                server.ask(
                    "SELECT ?s (COUNT(?m) AS ?n) { ?m a pol:Measure ; pol:mainSector ?s } GROUP BY ?s ORDER BY DESC(?n) LIMIT 1"
                ).values(name)
                for name in "sn"
            ),
            strict=True,
        )
    )
    path = iri.removeprefix(BASE)
    page = server.get(path + "?lang=en", accept=HTML).text
    assert blocks(page)["Measures"] == int(number) > 20
    assert f"See all {number}" in page
    whole = server.get(path + "?lang=en&show=measures", accept=HTML).text
    assert f"of {number}</p>" in whole
    assert whole.count('<td class="c-quote"') == int(number)
    assert server.get(path + "?show=nothing", accept=HTML).status == 404


def test_the_graph_has_its_page(server: Server, sample_out: Path) -> None:
    assert server.get("/graph").body == (sample_out / "graph.html").read_bytes()


def test_labels_that_look_like_markup_do_no_harm(tmp_path: Path) -> None:
    import kg

    text = 'Xây dựng cảng <script>alert(1)</script> và cảng Diêm Điền "quốc tế" & <b>đường 221A</b>.\n'
    base = "http://localhost/id/"
    kg.build(text=text, name="hostile.txt", out=tmp_path / "out", base_iri=base).close()
    with serving(tmp_path / "out") as running:
        assert running.get("/sparql", accept="text/turtle").text.count(f"{base}doc/hostile") >= 1
        things = running.ask(
            "SELECT DISTINCT ?s { GRAPH ?g { ?s a ?t } FILTER(STRSTARTS(STR(?s), 'http://localhost/id/')) }"
        ).values("s")
        assert len(things) > 3
        for iri in things:
            page = running.get(iri.removeprefix("http://localhost").partition("#")[0], accept=HTML).text
            assert "<script>alert" not in page
            assert "<b>đường" not in page
