"""Check the small picture."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kg.errors import ExportError
from kg.view import neighbourhood_svg


def find(small, label: str) -> str:
    """Return the node with this label."""
    return next(node for node, name in small.network.nodes(data="label") if name == label)


def test_a_thing_and_its_neighbours_are_drawn(small) -> None:
    picture = ElementTree.fromstring(neighbourhood_svg(small.network, find(small, "cảng Diêm Điền")))
    titles = [title.text for title in picture.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[-1] == "Cảng: cảng Diêm Điền"
    assert "Thời gian: vào năm 2025" in titles
    words = "".join(picture.itertext())
    assert "dueBy" in words and "mentions" in words


def test_it_is_the_same_every_time_and_cut_to_size(small) -> None:
    node = find(small, "giao thông")
    assert neighbourhood_svg(small.network, node) == neighbourhood_svg(small.network, node)
    assert neighbourhood_svg(small.network, node, most=1).count("<line") == 1


@pytest.mark.parametrize("label", ["</svg><script>x</script>", '"><a href="x">', "a\x00\x1b\ud800b", "&amp;", "]]>"])
def test_hostile_labels_are_text(small, label: str) -> None:
    node = find(small, "cảng Diêm Điền")
    small.network.nodes[node]["label"] = label
    picture = ElementTree.fromstring(neighbourhood_svg(small.network, node).encode("utf-8"))
    assert {element.tag.rpartition("}")[2] for element in picture.iter()} <= {
        "svg",
        "rect",
        "g",
        "title",
        "text",
        "tspan",
        "line",
        "circle",
        "polygon",
    }


def test_a_node_that_is_not_there_is_an_error(small) -> None:
    with pytest.raises(ExportError, match="urn:none"):
        neighbourhood_svg(small.network, "urn:none")
