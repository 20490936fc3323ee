"""Check what a page is given."""

from __future__ import annotations

import pytest

from kg.analyse import to_network
from kg.errors import ExportError
from kg.store.questions.queries import SavedQuery
from kg.view.extras import Answer, Extras
from kg.view.payload import pack, shorten


def test_everything_is_in_the_catalogue(small) -> None:
    page = pack(small.network, texts=small.texts)
    assert len(page.catalogue["nodes"]) == small.network.number_of_nodes()
    assert len(page.catalogue["edges"]["tails"]) == small.network.number_of_edges()
    assert page.catalogue["documents"] == [[0, small.texts[small.facts[0]["id"]], []]]


def test_spans_lead_to_the_words(small) -> None:
    page = pack(small.network, texts=small.texts)
    (text,) = small.texts.values()
    port = next(node for node in page.catalogue["nodes"] if node[1] == "cảng Diêm Điền")
    assert [text[port[2][at + 1] : port[2][at + 2]] for at in (0, 3)] == ["cảng Diêm Điền"] * 2


def test_quotes_are_embedded_only_without_the_text(small) -> None:
    def quotes(texts: dict[str, str] | None) -> int:
        return sum("quote" in node[3] for node in pack(small.network, texts=texts).catalogue["nodes"])

    assert (quotes(small.texts), quotes(None)) == (0, 4)


def test_a_quote_that_differs_from_its_text_is_an_error(small) -> None:
    texts = {document: text.replace("Tập trung", "tập trung") for document, text in small.texts.items()}
    with pytest.raises(ExportError, match="differs from the text"):
        pack(small.network, texts=texts)


def test_an_unknown_class_is_an_error(small) -> None:
    small.network.add_node("urn:x", kind="entity", cls="Ship", label="tàu")
    with pytest.raises(ExportError, match="Ship"):
        pack(small.network, texts=None)


def test_the_network_is_not_changed(small) -> None:
    before = repr([*small.network.nodes(data=True)]) + repr([*small.network.edges(data=True)])
    pack(small.network, texts=small.texts)
    assert repr([*small.network.nodes(data=True)]) + repr([*small.network.edges(data=True)]) == before


def test_drawn_edges_join_drawn_nodes(small) -> None:
    page = pack(small.network, texts=None)
    drawn = {node["id"] for node in page.nodes}
    assert {edge[end] for edge in page.edges for end in ("from", "to")} <= drawn
    assert len({edge["id"] for edge in page.edges}) == len(page.edges)
    assert all(isinstance(node[axis], int) for node in page.nodes for axis in ("x", "y"))


def test_nodes_carry_their_iris_and_how_sure_they_are(small) -> None:
    measure = next(fact["id"] for fact in small.facts if fact["fact"] == "measure")
    page = pack(small.network, texts=small.texts, extras=Extras(confidences={measure: 0.75}))
    iris = [page.catalogue["base"] + node[4] for node in page.catalogue["nodes"]]
    assert iris == [*small.network]
    assert page.catalogue["nodes"][iris.index(measure)][3]["sure"] == 0.75


def test_a_part_without_heading_is_called_by_its_first_words(small) -> None:
    labels = [node[1] for node in pack(small.network, texts=small.texts).catalogue["nodes"]]
    assert any(label.startswith("(1) Tập trung đầu tư") for label in labels)
    assert "(1)" in [node[1] for node in pack(small.network, texts=None).catalogue["nodes"]]


def test_an_answer_leads_to_the_nodes_that_it_speaks_of(small) -> None:
    ((document, text),) = small.texts.items()
    start = text.index("Giao Sở")
    quote = "Giao Sở Giao thông vận tải nâng cấp cảng Diêm Điền, đạt trên 3.000 tấn"
    query = SavedQuery("q", "", {"vi": "v", "en": "e"}, {"vi": "v", "en": "e"})
    columns = ["agent", "sector", "quote", "start", "end", "document"]
    row = ("Sở Giao thông vận tải", "transport", quote, str(start), str(start + len(quote)), document)
    page = pack(small.network, texts=small.texts, extras=Extras(answers=(Answer(query, columns, [row], 1),)))
    (question,) = page.catalogue["questions"]
    assert question["columns"] == ["agent", "sector"]
    ((cells, place, nodes),) = question["rows"]
    assert (cells, place) == (["Sở Giao thông vận tải", "transport"], (0, start, start + len(quote)))
    assert [page.catalogue["nodes"][node][1][:7] for node in nodes] == ["Giao Sở", "Sở Giao", "giao th"]


def test_an_answer_leads_to_the_thing_of_its_name_in_the_row_s_document() -> None:
    facts = [{"fact": "document", "id": f"urn:{slug}", "doc": f"urn:{slug}", "title": slug} for slug in "ab"]
    for slug in "ab":
        body = {"class": "Agent", "label": "Ban Quản lý dự án", "mentions": [[0, 17]]}
        facts.append({"fact": "entity", "id": f"urn:agent-{slug}", "doc": f"urn:{slug}"} | body)
    query = SavedQuery("q", "", {"vi": "v", "en": "e"}, {"vi": "v", "en": "e"})
    rows = [("Ban Quản lý dự án", "20", "30", f"urn:{slug}") for slug in "ab"]
    answer = Answer(query, ["agent", "start", "end", "document"], rows, 2)
    page = pack(to_network(facts), texts=None, extras=Extras(answers=(answer,)))
    meant = [page.catalogue["nodes"][nodes[0]][4] for _, _, nodes in page.catalogue["questions"][0]["rows"]]
    assert [iri[-1] for iri in meant] == ["a", "b"]


def test_an_empty_network_gives_an_empty_page() -> None:
    page = pack(to_network([]), texts=None)
    assert (page.nodes, page.edges, page.catalogue["nodes"]) == ([], [], [])


@pytest.mark.parametrize(
    ("label", "short"),
    [
        ("cầu Nghìn", "cầu Nghìn"),
        ("đường từ thành phố Thái Bình đi cầu Nghìn", "đường từ thành\nphố Thái Bình …"),
        ("x" * 10_000, "x" * 17 + "\n…"),
        ("", ""),
        ("a\nb", "a b"),
    ],
)
def test_labels_are_short(label: str, short: str) -> None:
    assert shorten(label) == short
