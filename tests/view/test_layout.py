"""Check where things are put."""

from __future__ import annotations

import math

import pytest

from kg.view.layout import Box, lay_out, spread
from kg.view.skeleton import bundle_measures, choose_skeleton


def test_every_drawn_node_has_a_place_of_its_own(small) -> None:
    drawn = choose_skeleton(small.network)
    places = lay_out(small.network, drawn, bundles=bundle_measures(small.network, drawn))
    assert set(places) == set(drawn)
    assert len({(round(x), round(y)) for x, y in places.values()}) == len(drawn)


def test_a_thing_is_near_its_sector(small) -> None:
    drawn = choose_skeleton(small.network)
    places = lay_out(small.network, drawn, bundles=bundle_measures(small.network, drawn))
    by_name = {small.network.nodes[node]["label"]: place for node, place in places.items()}
    port, own, other = by_name["cảng Diêm Điền"], by_name["giao thông"], by_name["du lịch"]
    assert math.dist(port, own) < math.dist(port, other)
    assert by_name["NGHỊ QUYẾT THỬ 🏗️ Về phát triển hạ tầng"] == (0, 0)


@pytest.mark.parametrize("count", [2, 40])
def test_boxes_that_overlap_are_pushed_apart(count: int) -> None:
    boxes = [Box(number * 13 % 200, number * 29 % 150, 40, 10, 25) for number in range(count)]
    spread(boxes)
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            across = abs(one.x - other.x) - one.half_width - other.half_width
            upper, lower = sorted((one, other), key=lambda box: box.y)
            assert across >= 0 or lower.y - lower.above - upper.y - upper.below >= 0


def test_boxes_apart_stay() -> None:
    boxes = [Box(0, 0, 10, 10, 10), Box(100, 0, 10, 10, 10)]
    spread(boxes)
    assert [(box.x, box.y) for box in boxes] == [(0, 0), (100, 0)]
