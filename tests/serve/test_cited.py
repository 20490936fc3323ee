"""The cited page is shown beside its text where the file is kept; nothing else of the machine is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from laid_out import document, of_pages, picture_file
from serve.serving import Server, serving

from kg.config import Options
from kg.pipeline import build
from kg.read import Reading, Source

PLAN = (
    [("paragraph", "KẾ HOẠCH"), ("paragraph", "Xây dựng cầu Nghìn trước năm 2030 và nối với")],
    [("paragraph", "Quốc lộ 10. Nâng cấp cảng Diêm Điền <b>&amp;.")],
)


def reading(name: str, data: bytes) -> Reading:
    one = document(of_pages(*PLAN, labels=("", "85")), f"{name}.pdf")
    return Reading([one], {one.sha256: [Source("text", one.name)]}, originals={one.sha256: data})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server over a folder with one PDF that is kept."""
    out = tmp_path_factory.mktemp("kept") / "out"
    build(reading("plan", picture_file("PDF", "red", "blue")), out, options=Options(keep_source=True))
    with serving(out) as running:
        yield running


def test_a_thing_leads_to_the_page_that_shows_it(kept: Server) -> None:
    (port,) = kept.ask("SELECT ?s { ?s a pol:Port }").values("s")
    thing = kept.get("/id/" + port.partition("/id/")[2], accept="text/html").text
    ((path, words),) = re.findall(r'<a class="page" href="([^"]+)">([^<]+)</a>', thing)
    assert words == "tr. 85 (2)"
    got = kept.get(path.replace("&amp;", "&"))
    assert (got.status, got.type) == (200, "text/html")
    assert "<mark>cảng Diêm Điền</mark> &lt;b&gt;&amp;amp;." in got.text
    assert got.text.count("<rect ") == 1
    assert "script-src 'self'" in got.headers["content-security-policy"]
    picture = kept.get(re.search(r'<image href="([^"]+)"', got.text)[1])
    assert (picture.status, picture.type, picture.body[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")
    again = kept.get(re.search(r'<image href="([^"]+)"', got.text)[1], if_none_match=picture.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_quote_over_two_pages_names_the_other(kept: Server) -> None:
    rows = kept.ask("SELECT ?b ?e { ?m a pol:Measure ; prov:wasQuotedFrom [ nif:beginIndex ?b ; nif:endIndex ?e ] }")
    where = [f"start={b}&end={e}" for b, e in zip(rows.values("b"), rows.values("e"), strict=True)]
    pages = [kept.get(f"/pages/plan/1?{one}").text for one in where]
    (over,) = [page for page in pages if "cũng ở tr. 2" in page and "<rect " in page]
    assert over.count("<rect ") == 1


@pytest.mark.parametrize(
    "path",
    ["/pages/plan/3", "/pages/plan/0.png", "/pages/plan/9.png", "/pages/other/1", "/pages/../report/1.png",
     "/pages/plan%2f..%2f../1.png", "/pages/plan/-1", "/pages/plan/x.png"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(kept: Server, path: str) -> None:
    assert kept.get(path).status == 404


@pytest.mark.parametrize(
    "query", ["", "?start=x&end=5", "?start=5&end=1", "?start=-1&end=%C2%B2", "?start=9&end=99999999999"]
)
def test_odd_places_show_the_page(kept: Server, query: str) -> None:
    assert kept.get(f"/pages/plan/1{query}").status == 200


def test_without_a_kept_file_quotes_tell_their_page_only(tmp_path: Path) -> None:
    build(reading("plan", b""), tmp_path / "out", options=Options())
    with serving(tmp_path / "out") as server:
        (port,) = server.ask("SELECT ?s { ?s a pol:Port }").values("s")
        thing = server.get("/id/" + port.partition("/id/")[2], accept="text/html").text
        assert "tr. 85 (2)" in thing and "/pages/" not in thing
        assert server.get("/pages/plan/1").status == 404


def test_a_file_that_can_not_be_drawn_is_told(tmp_path: Path) -> None:
    build(reading("plan", b"%PDF-1.7 broken"), tmp_path / "out", options=Options(keep_source=True))
    with serving(tmp_path / "out") as server:
        assert server.get("/pages/plan/1").status == 200
        got = server.get("/pages/plan/1.png")
        assert (got.status, "can't be drawn" in got.text) == (404, True)
