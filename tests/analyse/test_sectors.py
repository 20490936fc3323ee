"""Check the names of sectors."""

from __future__ import annotations

from kg.analyse import read_sector_labels


def test_every_sector_has_a_name_in_both_languages() -> None:
    labels = read_sector_labels()
    assert labels["transport"] == {"vi": "giao thông", "en": "transport"}
    assert len([code for code in labels if "." not in code]) == 27
    assert all({"vi", "en"} <= set(names) for names in labels.values())
