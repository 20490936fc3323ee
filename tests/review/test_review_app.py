"""The page of a reviewer answers this machine and its own page only, and writes what is a decision."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from laid_out import document, of_pages, picture_file
from review.reviewing import reviewing
from serve.serving import Got, Server

from kg.config import Options
from kg.decisions import read_decisions
from kg.pipeline import build
from kg.read import Reading, Source


class Client:
    """A client that has loaded the page."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.token = re.search(r'name="kg-token" content="([^"]+)"', server.get("/").text)[1]

    def items(self, query: str = "") -> list[dict]:
        return self.server.get(f"/api/items?{query}").json()["rows"]

    def post(self, path: str, body: object, **headers: str) -> Got:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        given = {"content_type": "application/json", "x_kg_token": self.token} | headers
        return self.server.get(path, method="POST", body=data, **{k: v for k, v in given.items() if v})


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("decided") / "decisions.tsv"


@pytest.fixture(scope="module")
def client(sample_out: Path, file: Path) -> Iterator[Client]:
    with reviewing(sample_out, "--as", "Lan", "--decisions", file) as server:
        yield Client(server)


def way(item: dict) -> str:
    return f"/api/items/{item['document']}/{item['key']}"


def test_least_confident_first_and_then_by_kind_rule_and_state(client: Client):
    sure = [one["confidence"] for one in client.items()]
    counted = [one for one in sure if one is not None]
    assert counted == sorted(counted)
    assert sure[len(counted) :] == [None] * (len(sure) - len(counted))
    targets = client.items("fact=target&order=text")
    assert {one["fact"] for one in targets} == {"target"}
    rule = targets[0]["rule"]
    assert {one["rule"] for one in client.items(f"rule={rule.replace(' ', '+')}")} == {rule}
    assert {one["fact"] for one in client.items("fact=passage")} == {"passage"}
    everything = client.server.get("/api/items?from=400").json()
    assert everything["from"] == 400
    assert len(everything["rows"]) == everything["total"] - 400


def test_an_item_shows_its_words_in_their_context(client: Client):
    item = client.items("fact=responsibility")[0]
    card = client.server.get(way(item)).json()
    marked = "".join(part["text"] for part in card["parts"] if part["mark"] == "quote")
    assert " ".join(marked.split()) == item["quote"]
    assert any(part["mark"] == "around" for part in card["parts"])
    assert card["page"] is None
    assert [field["name"] for field in card["fields"]] == ["role"]


def test_a_decision_is_written_and_taken_back(client: Client, file: Path):
    item = client.items("fact=target")[0]
    got = client.post(way(item) + "/decide", {"verdict": "correct", "change": {"due": "2025"}, "note": "xem tr. 3"})
    assert (got.status, got.json()["mine"]) == (200, "correct")
    (one,) = read_decisions(file).all
    assert (one.by, one.verdict, one.change, one.note) == ("Lan", "correct", {"due": "2025"}, "xem tr. 3")
    assert client.post(way(item) + "/decide", {"verdict": "reject"}).status == 200
    (one,) = read_decisions(file).all
    assert (one.verdict, one.change) == ("reject", {})
    assert client.post(way(item) + "/undo", {}).json()["mine"] == ""
    assert read_decisions(file).all == ()


@pytest.mark.parametrize(
    ("body", "status", "told"),
    [
        ({"verdict": "maybe"}, 400, "'maybe' is no decision"),
        ({"verdict": "correct", "change": {}}, 400, "a correction changes something"),
        ({"verdict": "correct", "change": {"due": "soon"}}, 400, "'soon' is no due"),
        ({"verdict": "correct", "change": {"value": 5}}, 400, "value may not be 5"),
        ({"verdict": "correct", "change": {"colour": "red"}}, 400, "'colour' of a target can't be corrected"),
        ({"verdict": "correct", "change": ["due"]}, 400, "a decision has a verdict"),
        ({}, 400, "a decision has a verdict"),
        ([], 400, "send an object"),
        (b"{", 400, "that is no JSON"),
        (b'{"verdict": "accept", "note": "\\ud800"}', 400, "that is no JSON"),
        (b'"' + b"x" * (70 << 10) + b'"', 413, "shorter"),
    ],
)  # fmt: skip
def test_what_is_no_decision_is_refused_and_nothing_is_written(
    client: Client, file: Path, body, status: int, told: str
):
    item = client.items("fact=target")[0]
    got = client.post(way(item) + "/decide", body)
    assert got.status == status
    assert told in got.json()["error"]
    assert not file.exists() or read_decisions(file).all == ()


def test_words_of_another_place_are_no_correction(client: Client):
    item = client.items("fact=measure&order=text")[0]
    got = client.post(way(item) + "/decide", {"verdict": "correct", "change": {"quote": "Khu kinh tế Thái Bình"}})
    assert (got.status, got.json()["error"]) == (400, "these words do not stand there")


def test_only_this_page_of_this_machine_decides(client: Client, file: Path):
    item = client.items("fact=target")[0]
    path, body = way(item) + "/decide", {"verdict": "accept"}
    assert client.post(path, body, x_kg_token="").status == 403
    assert client.post(path, body, x_kg_token="x" * 43).status == 403
    assert client.post(path, body, origin="http://evil.example").status == 403
    assert client.post(path, body, sec_fetch_site="cross-site").status == 403
    assert client.post(path, body, content_type="text/plain").status == 415
    assert client.server.get("/", host="evil.example").status == 421
    assert client.server.get("/api/items", host="evil.example:80").status == 421
    assert client.server.get(path).status == 405
    assert client.post(path, body, origin=client.server.url, sec_fetch_site="same-origin").status == 200
    assert client.post(way(item) + "/undo", {}).status == 200


def test_every_answer_is_closed(client: Client):
    for path in ("/", "/api/items", "/assets/review.js", "/api/agreement"):
        headers = client.server.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in client.server.get("/").headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    ["/api/items/thai-binh/nothing", "/api/items/other/0000000000000000", "/assets/words.json", "/assets/..%2fapp.py",
     "/pages/thai-binh/1.png"],
)  # fmt: skip
def test_what_is_not_there_is_told(client: Client, path: str):
    assert client.server.get(path).status in (400, 404)


def test_the_page_is_shown_where_the_file_is_kept(tmp_path: Path):
    plan = ([("paragraph", "KẾ HOẠCH"), ("paragraph", "Xây dựng cầu Nghìn trước năm 2030.")],)
    one = document(of_pages(*plan, labels=("85",)), "plan.pdf")
    reading = Reading(
        [one], {one.sha256: [Source("text", one.name)]}, originals={one.sha256: picture_file("PDF", "red")}
    )
    build(reading, tmp_path / "out", options=Options(keep_source=True))
    build(Reading([one], {one.sha256: [Source("text", one.name)]}), tmp_path / "bare", options=Options())
    with reviewing(tmp_path / "out", "--as", "Lan") as server:
        page = server.get(way(Client(server).items("fact=measure")[0])).json()["page"]
        assert (page["number"], page["label"], len(page["boxes"])) == (1, "85", 1)
        picture = server.get(page["picture"])
        assert (picture.status, picture.type, picture.body[:4]) == (200, "image/png", b"\x89PNG")
    with reviewing(tmp_path / "bare", "--as", "Lan") as server:
        assert server.get(way(Client(server).items("fact=measure")[0])).json()["page"]["picture"] == ""


def test_bad_beginnings_are_told(tmp_path: Path, sample_out: Path, run_kg):
    broken = tmp_path / "decisions.tsv"
    broken.write_text("nonsense\n", encoding="utf-8")
    for arguments, told in (
        ((sample_out, "--decisions", broken), "line 1: has 1 columns"),
        ((tmp_path,), "is no graph folder"),
        ((sample_out, "--as", " "), "--as names nobody"),
    ):
        done = run_kg("review", *arguments, "--port", "0")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert told in done.stderr
