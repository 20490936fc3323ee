"""Common syllables fit better than rare ones, and those that follow each other better still."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kg.resources import ontology_path
from kg.syllable_model import syllable_model
from kg.syllables import is_syllable


def test_every_counted_word_is_a_syllable_and_no_pair_is_met_more_often_than_its_words():
    model = syllable_model()
    assert len(model.counts) > 2500
    for first, followers in model.followers.items():
        assert is_syllable(first)
        assert sum(followers.values()) <= model.counts[first]
        assert all(times <= model.counts[second] for second, times in followers.items())


def test_neighbours_speak_for_a_syllable():
    model = syllable_model()
    assert model.fit("điều", before="số") > model.fit("điểu", before="số")
    assert model.fit("số", before="một", after="điều") > model.fit("sổ", before="một", after="điều")
    assert model.fit("phủ", before="chính") > model.fit("phủ", before="quyết")
    assert model.fit("xyz") < model.fit("thành")


def test_the_shares_behind_a_word_are_no_more_than_all():
    from math import exp

    model = syllable_model()
    assert sum(exp(model.fit(word, before="chính")) for word in model.counts) <= 1.001


@pytest.mark.tool("shared")
def test_the_table_is_what_the_tool_counts(root, shared, tmp_path):
    made = tmp_path / "syllables.tsv"
    command = [sys.executable, "tools/syllable_model.py", shared, made]
    subprocess.run(command, cwd=root, check=True, timeout=300, env=os.environ | {"PYTHONPATH": str(root)})
    assert made.read_bytes() == (ontology_path() / "syllables" / "syllables.tsv").read_bytes()
