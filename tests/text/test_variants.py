"""One text in any dress gives the same facts: line ends, marks, forms, spaces; and any text at all is read."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.config import Options
from kg.errors import ReadError
from kg.facts import DocumentFacts
from kg.pipeline import to_facts
from kg.read import read_text
from kg.read.plain import decode

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH\nSố: 12/KH-UBND\nNam Định, ngày 05 tháng 3 năm 2025\n\nKẾ HOẠCH\n"
    "Phát triển giai đoạn 2025 - 2030\n\n"
)
LINES = [
    "I. MỤC TIÊU",
    "- Đến năm 2030, tỷ lệ hộ nghèo giảm còn dưới 2,5%.",
    "- Phấn đấu 95% hộ dân dùng nước sạch vào năm 2027.",
    "II. NHIỆM VỤ",
    "1. Sở Xây dựng chủ trì, phối hợp với",
    "Sở Tài chính xây dựng cầu Nghìn.",
    "2. Đầu tư xây dựng cảng Diêm Điền theo quy định tại",
    "Điều 6 Nghị định số 15/2020/NĐ-CP.",
    "- Đẩy mạnh phát triển nông nghiệp hữu cơ.",
    "a) Sở Y tế, Sở Nội vụ rà soát quy định trước ngày 30 tháng 6 năm 2026;",
    "Nơi nhận:",
    "- Lưu: VT.",
]
WIDE = str.maketrans({chr(code): chr(0xFEE0 + code) for code in (*range(0x30, 0x3A), 0x25, 0x3A, 0x3B)})
DRESSES = {
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "VT": lambda text: text.replace("\n", "\x0b"),
    "line separator": lambda text: text.replace("\n", "\u2028"),
    "BOM": lambda text: "\ufeff" + text,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "fullwidth": lambda text: text.translate(WIDE),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "thin": lambda text: text.replace(" ", "\u2009"),
    "zero width": lambda text: text.replace("g ", "g\u200b "),
    "eth": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "dashes": lambda text: text.replace("-", "\u2011"),
    "Wingdings": lambda text: text.replace("\n- ", "\n\uf0a7\t"),
    "entities": lambda text: text.replace("Đ", "&#272;").replace("ỉ", "&#x1EC9;"),
    "bold words": lambda text: text.replace("2,5%", "**2,5%**").replace("Sở Tài chính", "*Sở Tài chính*"),
}


def essence(facts: DocumentFacts) -> list[object]:
    """Return what the facts say, without where they stand and how their words are printed."""
    labels = {entity.id: (entity.cls, entity.label, entity.normal) for entity in facts.entities}
    return [
        (facts.header.type, facts.header.number, facts.header.issued, facts.header.issuer, facts.header.title),
        sorted(labels.values()),
        [(section.number, section.heading, section.level) for section in facts.sections],
        [(m.action, m.due, sorted((a.role, labels[a.agent]) for a in m.agents)) for m in facts.measures],
        [(t.indicator, t.comparator, t.value, t.unit, t.due) for t in facts.targets],
    ]


def read(text: str) -> DocumentFacts:
    document = read_text(text, name="a.txt")
    facts = to_facts(document, options=Options())
    for start, end in spans_of(facts):
        quote = document.text[start:end]
        assert quote and quote == quote.strip(), quote
    return facts


def spans_of(facts: DocumentFacts) -> list[tuple[int, int]]:
    """Return the span of everything that is cited, in the text as read."""
    cited = [(item.start_char, item.end_char) for item in (*facts.sections, *facts.relations, *facts.links)]
    cited += [(mention.start_char, mention.end_char) for entity in facts.entities for mention in entity.mentions]
    return cited + [tuple(span) for fact in (*facts.measures, *facts.targets) for span in fact.spans]


@pytest.mark.parametrize("dress", DRESSES)
def test_the_same_facts_in_every_dress(dress):
    text = HEAD + "\n".join(LINES) + "\n"
    plain = essence(read(text))
    assert len(plain[3]) >= 5 and len(plain[4]) == 2
    assert essence(read(DRESSES[dress](text))) == plain


@settings(max_examples=15)
@given(
    st.permutations(LINES), st.lists(st.sampled_from(sorted(set(DRESSES) - {"bold words"})), max_size=3, unique=True)
)
def test_dresses_over_each_other_change_nothing(lines, dresses):
    text = HEAD + "\n".join(lines) + "\n"
    dressed = text
    for dress in sorted(dresses, key=lambda name: (name not in ("Wingdings", "dashes"), name == "entities")):
        dressed = DRESSES[dress](dressed)
    assert essence(read(dressed)) == essence(read(text))


PIECES = st.sampled_from(
    [*LINES, "\n", "\r", "\x0b", "\x0c", "\x85", "\u2029", "\0", "\u2212", "\uf0b7", "**", "*", "_", "&amp;", "[", "](a/b)", "\u0301", "，", "|", "\t"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=14))
def test_any_text_is_read_and_quoted_exactly(pieces):
    text = "".join(pieces)
    try:
        document = read_text(text, name="a.txt")
    except ReadError as error:
        assert error.remedy
        return
    facts = to_facts(document, options=Options())
    assert document.text == decode(text.encode(), "a.txt")
    assert all(0 <= start < end <= len(document.text) for start, end in spans_of(facts))
    for repair in facts.repairs:
        assert 0 <= repair.start_char < repair.end_char <= len(document.text)
