"""Every kind of space, dash, bullet and line end is read as the plain one; the source stays what is cited."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from kg.model import Document
from kg.text import prepare
from kg.text.characters import BULLETS, READINGS, spread
from kg.text.normalise import normalise


def prepared(text):
    return prepare(Document("x", "x.txt", text, ""))


def items(text):
    return [(block.kind, block.marker) for block in prepared(text).blocks]


def notes(text):
    return [repair.note for repair in prepared(text).repairs if repair.kind == "character"]


def of_category(name):
    return {chr(code) for code in range(sys.maxunicode) if unicodedata.category(chr(code)) == name}


def test_the_table_holds_every_space_and_dash_of_unicode():
    assert of_category("Zs") - {" "} == {char for char in of_category("Zs") if READINGS.get(char) == (" ", "space")}
    assert of_category("Pd") - {"-"} <= {char for char, (plain, _) in READINGS.items() if plain == "-"}


def test_the_table_holds_every_fullwidth_form_of_ascii():
    assert "".join(READINGS[chr(0xFEE0 + code)][0] for code in range(0x21, 0x7F)) == "".join(
        map(chr, range(0x21, 0x7F))
    )


@pytest.mark.parametrize(
    "bullet",
    ["\uf0b7", "\uf0a8", "\uf076", "\uf0e0", "❖", "✔", "►", "▪", "□", "◆", "★", "⁃", "‣", "∙", "①", "➔", "🔹", "•"],
)
@pytest.mark.parametrize("gap", [" ", "\t", "\u00a0", "", "  "])
def test_a_bullet_of_any_make_opens_an_item(bullet, gap):
    text = f"Nhiệm vụ:\n{bullet}{gap}Xây dựng cầu Nghìn.\n\u3000{bullet}{gap}Mở rộng cảng."
    assert items(text) == [("paragraph", ""), ("item", bullet), ("item", bullet)]
    assert [prepared(text).text[s.start_char : s.end_char] for s in prepared(text).segments][1:] == [
        "Xây dựng cầu Nghìn",
        "Mở rộng cảng",
    ]
    assert any("dash of a list" in note for note in notes(text))


@pytest.mark.parametrize("dash", sorted(of_category("Pd") | {"\u2212"}))
def test_a_dash_of_any_make_opens_an_item(dash):
    assert items(f"{dash} Xây dựng cầu.") == [("item", dash)]


@pytest.mark.parametrize("sign", "Øü§\ufffd")
def test_the_letter_that_a_lost_bullet_leaves_opens_an_item_before_a_capital(sign):
    assert items(f"{sign} Xây dựng cầu.") == [("item", sign)]
    assert items(f"{sign} 100 mm") == [("paragraph", "")]


def test_a_bullet_on_a_line_of_its_own_opens_the_next_one():
    text = "\uf0b7\nXây dựng cầu Nghìn.\n\uf0b7\nMở rộng cảng."
    assert items(text) == [("item", "\uf0b7")] * 2


def test_signs_inside_a_line_and_signs_of_formulas_are_no_bullets():
    assert normalise("Diện tích □ đất → rừng").text == "Diện tích □ đất → rừng"
    assert normalise("\uf028\n\uf03d\nd\na").text == "\uf028\n\uf03d\nd\na"
    assert normalise("tỷ lệ \uf0b3 80%, \uf0a3 5 năm").text == "tỷ lệ ≥ 80%, ≤ 5 năm"


@pytest.mark.parametrize(
    ("text", "plain"), [("−5% so với", "−5% so với"), ("từ −2 độ", "từ −2 độ"), ("5−10%", "5-10%")]
)
def test_the_minus_of_a_number_is_no_bullet(text, plain):
    assert normalise(text).text == plain
    assert items(text) == [("paragraph", "")]


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r", "\r\n"])
def test_every_line_end_ends_a_line(end):
    text = f"II. NHIỆM VỤ{end}1. Xây dựng cầu Nghìn.{end}2. Mở rộng cảng."
    assert [section.number for section in prepared(text).sections] == ["II", "1", "2"]
    assert bool(notes(text)) == (end not in ("\r", "\r\n"))


def test_letters_of_other_alphabets_and_fullwidth_forms_are_read_as_plain_ones_and_noted_once():
    text = "Ðiều ２. Cảng Diêm Ðiền ð １００％，Ⅱ"
    assert normalise(text).text == "Điều 2. Cảng Diêm Điền đ 100%,II"
    assert notes(text) == [
        "U+00D0 is read as Đ (2 times)",
        "fullwidth and small forms are read as plain characters (7 times)",
        "U+00F0 is read as đ",
    ]
    section = prepared(text).sections[0]
    assert text[slice(*prepared(text).to_source(section.start_char, section.end_char))] == text


def test_what_prints_nothing_is_taken_out():
    assert normalise("phát\u00ad triển\u2066 ✔\ufe0f kinh\u200b tế\U000e01c9").text == "phát triển ✔ kinh tế"


def test_the_levels_of_a_list_stay_apart_by_their_signs():
    assert items("- Một.\n\uf0a7 Hai.\n+ Ba.\n– Bốn.") == [
        ("item", "-"),
        ("item", "\uf0a7"),
        ("item", "+"),
        ("item", "–"),
    ]


def test_no_bullet_is_odd_elsewhere():
    assert not set(spread(BULLETS)) & set(READINGS)
