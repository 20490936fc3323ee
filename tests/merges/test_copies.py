"""Documents that say the same: found over misread letters and other line breaks, two of one form never."""

from __future__ import annotations

import random
from itertools import permutations

import pytest

from kg.merges.copies import Known, compare, find_copies
from kg.sketch import make_sketch

SOUND = "ÁÀẢÃẠáàảãạéèẻẽẹóòỏõọ"


def noisy(text: str, share: float, *, seed: int = 1, digits: bool = False) -> str:
    """Return a text with so many letters misread, and figures too where asked."""
    rng = random.Random(seed)
    letters = "abcdeghiklmnopqrstuvxy"

    def read(ch: str) -> str:
        if rng.random() >= share or not (ch.isalpha() or (digits and ch.isdigit())):
            return ch
        return rng.choice("0123456789" if ch.isdigit() else letters)

    return "".join(map(read, text))


def broken(text: str, *, width: int) -> str:
    """Return a text with its lines broken elsewhere."""
    words, lines, line = text.split(" "), [], ""
    for word in words:
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def known(name: str, text: str, *, number: str = "", issuer: str = "", issued: str = "", facts: int = 5) -> Known:
    return Known(name, number, issuer, issued, facts, make_sketch(text))


def form(number: int, district: str, area: str) -> str:
    """Return one of the decisions that a province takes by the dozen."""
    return f"""QUYẾT ĐỊNH
    Về việc phê duyệt kế hoạch sử dụng đất năm 2025 của huyện {district}
    ỦY BAN NHÂN DÂN TỈNH
    Căn cứ Luật Tổ chức chính quyền địa phương; căn cứ Luật Đất đai; căn cứ các nghị định của Chính phủ quy định chi tiết
    thi hành Luật Đất đai; theo đề nghị của Giám đốc Sở Nông nghiệp và Môi trường tại Tờ trình số {number + 400}/TTr-SNNMT,
    Điều 1. Phê duyệt kế hoạch sử dụng đất năm 2025 của huyện {district} với các chỉ tiêu chủ yếu: diện tích đất nông
    nghiệp {area} ha; diện tích đất phi nông nghiệp và đất chưa sử dụng theo biểu kèm theo Quyết định này.
    Điều 2. Căn cứ Điều 1 của Quyết định này, Ủy ban nhân dân huyện {district} có trách nhiệm công bố công khai kế hoạch
    sử dụng đất theo đúng quy định của pháp luật về đất đai; thực hiện thu hồi đất, giao đất, cho thuê đất, chuyển mục
    đích sử dụng đất theo đúng kế hoạch đã được duyệt; tổ chức kiểm tra thường xuyên việc thực hiện kế hoạch sử dụng đất.
    Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nông nghiệp và Môi trường, Chủ tịch Ủy ban nhân dân huyện
    {district} và thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành Quyết định này."""


@pytest.mark.parametrize("seed", range(20))
def test_a_copy_with_misread_letters_and_other_line_breaks_is_found(sample, seed):
    text = sample.read_text(encoding="utf-8")
    copy = broken(noisy(text, 0.01, seed=seed, digits=True), width=61)
    head = {"issuer": "Tỉnh ủy Thái Bình", "issued": "2020-09-25"}
    (found,) = find_copies([known("a", text, number="01-NQ/ĐH", **head), known("b", copy, number="01-NQ/DH", **head)])
    assert (found.id, found.of) == ("b", "a")
    assert 0.5 < found.likeness < 1
    (unnumbered,) = find_copies([known("a", text, number="01-NQ/ĐH", **head), known("b", copy)])
    assert unnumbered.id == "b"


def test_two_decisions_of_one_form_are_two():
    texts = [form(number, *rest) for number, rest in ((12, ("Kiến Xương", "14.210")), (13, ("Tiền Hải", "15.806")))]
    assert compare([known("a", texts[0]), known("b", texts[1])]).__next__().likeness > 0.6  # so near are they
    for one, other in (("12/QĐ-UBND", "13/QĐ-UBND"), ("", "")):
        pair = [
            known("a", texts[0], number=one, issued="2025-02-03"),
            known("b", texts[1], number=other, issued="2025-02-03"),
        ]
        assert find_copies(pair) == []


def test_what_stands_on_the_head_decides():
    text = form(12, "Kiến Xương", "14.210")
    head = {"number": "12/QĐ-UBND", "issuer": "Ủy ban nhân dân tỉnh Thái Bình", "issued": "2025-02-03"}

    def is_copy(**other: str) -> bool:
        return bool(find_copies([known("a", text, **head), known("b", text, **head | other)]))

    assert is_copy()
    assert is_copy(number="12/QD-UBND")
    assert is_copy(issuer="Uỷ ban nhân dân tinh Thái Bình")
    assert is_copy(issued="2025-02-08")
    assert not is_copy(number="13/QĐ-UBND")
    assert not is_copy(number="12/KH-SXD")
    assert not is_copy(issuer="Ủy ban nhân dân tỉnh Quảng Ninh")
    assert not is_copy(issued="2024-06-17")
    assert not is_copy(number="", issued="2025-02-08")


def test_a_few_words_are_not_enough():
    assert find_copies([known("a", ""), known("b", "")]) == []
    assert find_copies([known("a", "Nơi nhận: như Điều 3"), known("b", "Nơi nhận: như Điều 3")]) == []


def test_the_one_counts_in_which_most_was_found_whatever_the_order():
    text = form(12, "Kiến Xương", "14.210")
    some = [known("a", text, facts=1), known("b", text, facts=9), known("c", text, facts=9), known("d", text, facts=0)]
    expected = [("a", "b"), ("c", "b"), ("d", "b")]
    for order in permutations(some):
        assert [(one.id, one.of) for one in find_copies(order)] == expected


def test_a_person_decides_over_all():
    texts = [form(number, *rest) for number, rest in ((12, ("Kiến Xương", "14.210")), (13, ("Tiền Hải", "15.806")))]
    two = [known("a", texts[0], number="12"), known("b", texts[1], number="13", facts=9)]
    (copy,) = find_copies(two, same=[("a", "b")])
    assert (copy.id, copy.of, copy.likeness) == ("b", "a", 1)
    twins = [known("a", texts[0]), known("b", texts[0]), known("c", texts[0])]
    assert len(find_copies(twins)) == 2
    found = find_copies(twins, different=[("a", "b")])
    assert [{one.id, one.of} for one in found] in ([{"a", "c"}], [{"b", "c"}])


def test_as_many_pairs_are_looked_at_as_there_are_documents():
    text = form(12, "Kiến Xương", "14.210")
    many = [known(f"{at:04}", text, number="12/QĐ-UBND") for at in range(300)]
    assert len(list(compare(many))) < 3 * 300
    assert len(find_copies(many)) == 299
    others = [known(f"{at:04}", text, number=f"{at}/QĐ-UBND") for at in range(300)]
    assert list(compare(others)) == []
