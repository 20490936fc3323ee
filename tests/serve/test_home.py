"""The pages for people: the first one, documents, search, questions as forms, the text with what is cited."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serve.serving import Server, serving

import kg
from kg.store import list_queries
from kg.store.search.index import find_all, opened

HTML = "text/html"


def page_of(server: Server, path: str, **fields: str) -> str:
    """Return a page in English; it must be there."""
    got = server.get(f"{path}?{urlencode(fields | {'lang': 'en'})}", accept=HTML)
    assert (got.status, got.type) == (200, HTML), got.text
    return got.text


def total(page: str) -> int:
    """Return how many rows a page says that there are."""
    said = re.search(r'role="status">([^<]*)</p>', page).group(1)
    return int(said.rpartition(" of ")[2].replace(",", "")) if " of " in said else 0


def test_the_first_page_leads_to_everything(server: Server) -> None:
    page = page_of(server, "/")
    assert '<form class="find large" role="search" action="/search">' in page
    assert "Documents: 1 · measures: 219 · targets: 9" in page
    assert '<a href="/id/doc/thai-binh?lang=en">' in page
    for question in list_queries():
        assert f'<a href="/questions/{question.name}?lang=en">{html.escape(question.titles["en"])}</a>' in page
    for link in set(re.findall(r'href="(/[^"#]*)"', page)):
        assert server.get(html.unescape(link), accept="text/html,*/*;q=0.1").status == 200, link


def test_pages_are_pages(server: Server) -> None:
    for path in ("/", "/documents", "/search?q=a", "/editor", "/questions/gaps"):
        assert server.get(path, accept="image/png").status == 406
    got = server.get("/sparql", accept=HTML)
    assert (got.status, got.headers["location"]) == (303, "/editor")


def test_a_search_finds_what_the_command_finds(server: Server, sample_out: Path) -> None:
    for words in ("cang", "giao thong", "CNTT", "port"):
        with opened(sample_out) as index:
            found = find_all(index, words)
        page = page_of(server, "/search", q=words)
        assert total(page) == found.total > 0
        assert page.count('<p class="kind">') == min(found.total, 20)
        nodes = [hit.node.removeprefix("https://w3id.org/policykg") for hit in found.hits]
        assert re.findall(r'<p class="name" dir="auto"><a href="([^"?]+)\?', page) == nodes
    assert "<mark>công nghệ thông tin</mark>" in page_of(server, "/search", q="CNTT")


def test_facets_narrow_what_was_found(server: Server) -> None:
    page = page_of(server, "/search", q="thai binh")
    facets = re.findall(r'<li><a href="([^"]*class=[^"]*)">([^<]+)</a> <span class="count">(\d+)</span>', page)
    assert len(facets) > 2
    for link, _, number in facets:
        narrowed = server.get(html.unescape(link), accept=HTML).text
        assert total(narrowed) == int(number)
    assert total(page_of(server, "/search", q="thai binh", document="thai-binh")) == total(page)


def test_pages_of_results_hold_each_once(server: Server) -> None:
    link, names = "/search?q=phat+trien&lang=en", []
    while link:
        page = server.get(link, accept=HTML).text
        names += re.findall(r'<p class="name" dir="auto"><a href="([^"?]+)\?', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        link = html.unescape(following.group(1)) if following else ""
    assert len(set(names)) == len(names) == total(page) > 40


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search?q=cang&class=Pier", 400),
        ("/search?q=cang&document=none", 404),
        ("/search?q=cang&page=0", 400),
        ("/search?q=cang&page=x", 400),
        ("/questions/nothing", 404),
        ("/questions/deadlines?format=docx", 400),
        ("/questions/deadlines?until=soon", 400),
        ("/text/nothing", 404),
        ("/text/..%2Freport.json", 404),
        ("/documents?page=-1", 400),
    ],
)
def test_what_is_wrong_is_said(server: Server, path: str, status: int) -> None:
    got = server.get(path, accept=HTML)
    assert got.status == status
    assert got.text.strip()


def test_hostile_words_stay_words(server: Server) -> None:
    for path in ("/search", "/documents"):
        page = page_of(server, path, q="<script>alert(1)</script> \"' OR 1=1")
        assert "<script>alert" not in page
    page = page_of(server, "/questions/mentions", name='"><script>alert(1)</script>')
    assert "<script>alert" not in page


@pytest.mark.parametrize("name", [query.name for query in list_queries()])
def test_a_question_is_a_form_with_its_whole_answer(server: Server, name: str) -> None:
    saved = next(query for query in list_queries() if query.name == name)
    given = {parameter.name: "cảng Diêm Điền" for parameter in saved.parameters if parameter.required}
    page = page_of(server, f"/questions/{name}", **given)
    assert html.escape(saved.titles["en"]) in page
    for parameter in saved.parameters:
        if parameter.name != "lang":
            assert f'name="{parameter.name}"' in page
            chosen = parameter.name in ("role", "sector")
            assert ("<option value=" if chosen else html.escape(parameter.titles["en"][1:])) in page
    rows = server.ask(saved.fill({key: [value] for key, value in given.items()}, lang="en")).json()
    many = len(rows["results"]["bindings"])
    assert total(page) == many > 0
    assert page.count('<td class="c-quote"') == min(many, 50)
    heads = re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    assert not set(heads) & {"start", "end", "inherited", "agent", "due", "quote", "document"}
    fields = urlencode(given | {"lang": "en"})
    table = server.get(f"/questions/{name}?format=csv&{fields}")
    assert (table.status, table.type) == (200, "text/csv")
    read = list(csv.reader(io.StringIO(table.body.decode("utf-8-sig"))))
    assert len(read) == many + 1
    assert {len(row) for row in read} == {len(rows["head"]["vars"])}
    assert server.get(f"/questions/{name}?format=json&{fields}").json() == rows


def test_a_question_with_a_missing_value_asks_for_it(server: Server) -> None:
    page = page_of(server, "/questions/mentions")
    assert "required" in page
    assert 'role="status"' not in page


def test_a_parameter_narrows_the_answer(server: Server) -> None:
    whole, some = (total(page_of(server, "/questions/responsibilities", role=role)) for role in ("", "lead"))
    assert 0 < some < whole
    assert '<option value="lead" selected>' in page_of(server, "/questions/responsibilities", role="lead")


def test_a_quote_leads_to_its_place_in_the_text(server: Server, sample: Path) -> None:
    text = sample.read_bytes().decode("utf-8")
    page = page_of(server, "/questions/gaps")
    links = re.findall(r'<a class="where" href="([^"]+)"', page)
    quotes = re.findall(r'<td class="c-quote" dir="auto">(.*?) <a class="where"', page, re.S)
    assert len(links) == len(quotes) > 10
    for link, quoted in list(zip(links, quotes, strict=True))[:5]:
        shown = server.get(html.unescape(link).partition("#")[0], accept=HTML).text
        ((marked,),) = [re.findall(r'<mark id="cited"[^>]*>(.*?)</mark>', shown, re.S)]
        assert html.unescape(marked) == html.unescape(quoted)
        before, behind = (
            re.search(r'<div class="words text" dir="auto">(.*)</div>', shown, re.S)
            .group(1)
            .split(f'<mark id="cited" tabindex="-1">{marked}</mark>')
        )
        assert html.unescape(before) + html.unescape(marked) + html.unescape(behind) == text
    plain = server.get("/text/thai-binh", accept="text/plain")
    assert plain.body == sample.read_bytes()


def test_no_text_is_shown_that_was_not_to_be_kept(tmp_path: Path) -> None:
    kg.build(text="Xây dựng cảng Diêm Điền.\n", name="one.txt", out=tmp_path / "out", keep_text=False).close()
    with serving(tmp_path / "out") as server:
        assert "/text/" not in server.get("/id/doc/one", accept=HTML).text


def test_other_sites_may_show_the_pages_that_are_named(server: Server, sample_out: Path) -> None:
    for path in ("/", "/graph", "/healthz"):
        got = server.get(path, accept="text/html,*/*;q=0.1")
        assert "frame-ancestors 'none'" in got.headers["content-security-policy"]
        assert got.headers["x-frame-options"] == "DENY"
    with serving(sample_out, "--embed", "https://news.example", "--embed", "http://localhost:3000/") as open_one:
        for path in ("/", "/graph", "/healthz", "/nothing"):
            got = open_one.get(path, accept="text/html,*/*;q=0.1")
            policy = got.headers["content-security-policy"]
            assert "frame-ancestors 'self' https://news.example http://localhost:3000" in policy
            assert got.headers["x-frame-options"] is None


@pytest.mark.parametrize("origin", ["news.example", "https://a; script-src *", "https://a b", "javascript:1", ""])
def test_what_is_no_origin_is_refused(sample_out: Path, run_kg: object, origin: str) -> None:
    done = run_kg("serve", sample_out, "--port", "0", "--embed", origin)
    assert done.returncode == 2
    assert "is no origin" in done.stderr


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib's own reader of JSON-LD
def test_the_context_of_json_ld_says_what_the_graph_says(server: Server) -> None:
    import rdflib

    got = server.get("/context.jsonld")
    assert (got.status, got.type) == (200, "application/ld+json")
    assert got.headers["access-control-allow-origin"] == "*"
    context = got.json()["@context"]
    measure = server.ask("SELECT ?m { ?m pol:due ?t ; pol:concernsProject ?p } ORDER BY ?m LIMIT 1").values("m")[0]
    expanded = server.get(measure.removeprefix("https://w3id.org/policykg"), accept="application/ld+json").text
    graph = rdflib.Graph().parse(data=expanded, format="json-ld")
    short = graph.serialize(format="json-ld", context=context)
    assert '"concernsProject":' in short
    assert set(rdflib.Graph().parse(data=short, format="json-ld")) == set(graph)
    written = {"@context": context, "@id": "urn:m", "@type": "Measure", "concernsProject": "urn:p", "confidence": "0.9"}
    read = set(rdflib.Graph().parse(data=json.dumps(written), format="json-ld"))
    named = rdflib.Namespace("https://w3id.org/policykg/ontology#")
    assert (rdflib.URIRef("urn:m"), named.concernsProject, rdflib.URIRef("urn:p")) in read
    assert (rdflib.URIRef("urn:m"), named.confidence, rdflib.Literal("0.9", datatype=rdflib.XSD.decimal)) in read
