"""Facts that were read by OCR are as sure as their words."""

from __future__ import annotations

import re

import pytest

from kg.config import Options
from kg.model import Document
from kg.pages import SourceLayout, SourceWord
from kg.pipeline import to_facts

TEXT = "I. NHIỆM VỤ\n- Bộ Công an hoàn thành xây dựng cầu Nghìn trước năm 2025.\n"


def facts_of(unsure: dict[str, float], *, ocr: bool = True):
    words = [
        SourceWord(match.start(), match.end(), unsure.get(match.group(), 1.0)) for match in re.finditer(r"\S+", TEXT)
    ]
    layout = SourceLayout(words=tuple(words)) if ocr else SourceLayout()
    return to_facts(Document("case", "case.txt", TEXT, "", layout=layout), options=Options())


def mentions(facts) -> dict[str, float]:
    return {TEXT[m.start_char : m.end_char]: m.confidence for e in facts.entities for m in e.mentions}


def test_a_text_that_ocr_did_not_read_or_read_surely_is_left_as_it_is():
    plain, sure = facts_of({}, ocr=False), facts_of({})
    assert mentions(plain) == mentions(sure)
    assert [m.confidence for m in plain.measures] == [m.confidence for m in sure.measures]


def test_a_mention_is_as_sure_as_all_its_words_are_and_others_stay():
    sure, unsure = mentions(facts_of({})), mentions(facts_of({"Công": 0.8, "an": 0.5}))
    changed = {name for name in sure if sure[name] != unsure[name]}
    assert changed == {"Bộ Công an"}
    assert unsure["Bộ Công an"] == pytest.approx(sure["Bộ Công an"] * 0.8 * 0.5)


def test_a_measure_bears_an_unsure_word_better_than_the_mention_in_it():
    (sure,), (unsure,) = facts_of({}).measures, facts_of({"Công": 0.8, "an": 0.5}).measures
    assert 0.8 < unsure.confidence / sure.confidence < 1
    (duty,), (other,) = sure.agents, unsure.agents
    assert other.confidence < duty.confidence


def test_no_confidence_becomes_nothing():
    assert min(mentions(facts_of(dict.fromkeys(TEXT.split(), 0.0))).values()) > 0
