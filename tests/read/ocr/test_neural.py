"""Two syllables that the recogniser gives as one word are parted, where official texts have them beside each other."""

from __future__ import annotations

import pytest

from kg.read.ocr.neural import Character, part_syllables


@pytest.mark.parametrize(
    ("read", "parts"),
    [
        ("NGHỊĐỊNH", ["NGHỊ", "ĐỊNH"]),
        ("ytế", ["y", "tế"]),
        ("quyết", ["quyết"]),
        ("NQ-CP", ["NQ-CP"]),
        ("video", ["video"]),
        ("Êđê", ["Êđê"]),
        ("địnhx", ["địnhx"]),
        ("Đ", ["Đ"]),
    ],
)
def test_parted(read, parts):
    run = [Character(char, float(at), 0.9) for at, char in enumerate(read)]
    made = list(part_syllables(run))
    assert ["".join(item.text for item in part) for part in made] == parts
    assert [item for part in made for item in part] == run
