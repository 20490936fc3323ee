"""A page printed again is one passage; the same words under other headings or introductions are not."""

import random

import pytest

from kg.model import Document
from kg.text import prepare
from kg.text import repeats as repeats_module
from kg.text.repeats import _named, _Printings, introductions

DUTY = "Bố trí kinh phí thực hiện các nhiệm vụ được giao theo quy định của Luật Ngân sách nhà nước."
OTHER = "Tăng cường quản lý đất đai, bảo vệ môi trường và ứng phó với biến đổi khí hậu trên địa bàn."


def repeats(text):
    prepared = prepare(Document("x", "x.txt", text, ""))
    return [text[r.start_char : r.end_char] for r in prepared.repairs if r.kind == "repeat"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1. Sở Y tế\n- ", "2. Sở Xây dựng\n- "),
        ("1. Sở Y tế:\n- ", "2. Sở Xây dựng:\n- "),
        ("**Sở Y tế**\n\n- ", "**Sở Xây dựng**\n\n- "),
        ("Giao Sở Y tế:\n- ", "Giao Sở Xây dựng:\n- "),
        ("- Sở Y tế:\n+ ", "- Sở Xây dựng:\n+ "),
        ("1. Năm 2026\n- ", "2. Năm 2027\n- "),
        ("Quý I:\n- ", "Quý II:\n- "),
        ("1. Giai đoạn 2026 - 2030\n- ", "2. Giai đoạn 2031 - 2035\n- "),
        ("Huyện Tiền Hải\n- ", "Huyện Thái Thụy\n- "),
        ("1. Công nghiệp\n- ", "2. Nông nghiệp\n- "),
    ],
)
def test_the_same_line_under_another_heading_is_no_repeat(first, second):
    assert repeats(f"II. NHIỆM VỤ\n\n{first}{DUTY}\n{second}{DUTY}\n") == []
    assert repeats(f"II. NHIỆM VỤ\n\n{first}{DUTY}\n- {OTHER}\n{second}{DUTY}\n- {OTHER}\n") == []


def test_the_same_line_in_one_list_is_a_repeat():
    assert repeats(f"II. NHIỆM VỤ\n- {DUTY}\n- Xây dựng cảng.\n- {DUTY}\n") == [f"- {DUTY}"]


def test_a_page_with_headings_is_printed_again_wherever_it_stands():
    page = f"1. Sở Y tế\n- {DUTY}\n2. Sở Xây dựng\n- {OTHER}\n"
    assert repeats(f"II. NHIỆM VỤ\n{page}3. Sở Tài chính\n- Lập dự toán.\n{page}") == [f"- {DUTY}", f"- {OTHER}"]


def test_the_end_of_a_part_is_repeated_with_the_heading_behind_it():
    page = f"- {DUTY}\n2. Sở Xây dựng\n- {OTHER}\n"
    text = f"II. NHIỆM VỤ\n1. Sở Y tế\n{page}3. Sở Tài chính\n- Lập dự toán.\n{page}"
    assert repeats(text) == [f"- {DUTY}", f"- {OTHER}"]


def test_a_long_run_without_headings_is_a_page_unless_bodies_or_times_tell_it_apart():
    page = "".join(f"{DUTY[:-1]} lần thứ {n}, {OTHER.lower()}\n\n" for n in ("nhất", "hai", "ba", "tư"))
    for first, second, number in (
        ("Công nghiệp", "Nông nghiệp", 4),
        ("Sở Y tế", "Sở Xây dựng", 0),
        ("2026", "2027", 0),
    ):
        assert len(repeats(f"II. NHIỆM VỤ\n\n1. {first}\n\n{page}2. {second}\n\n{page}")) == number, first


def test_introductions_are_the_lines_above_with_the_marks_of_a_list():
    text = "II. NHIỆM VỤ\n- Sở Y tế:\n+ Năm 2026:\nXây trạm.\n+ Năm 2027:\nXây trạm.\n- Sở Xây dựng:\nXây trạm.\n"
    prepared = prepare(Document("x", "x.txt", text, ""))
    led = introductions(prepared.text, prepared.blocks)
    works = [i for i, block in enumerate(prepared.blocks) if prepared.text.startswith("Xây", block.start_char)]
    assert [led[i].split("\n") for i in works] == [
        ["- sở y tế:", "+ năm 2026:"],
        ["- sở y tế:", "+ năm 2027:"],
        ["- sở xây dựng:"],
    ]


class Slow(_Printings):
    """Looks at every earlier printing, and along both from each pair anew."""

    def first(self, index):
        before = self.seen[self.words[index]]
        first = next((other for other in before if self._is_same(other, index)), None)
        if first is None:
            before.append(index)
        return first

    def _is_same(self, first, index):
        if self.under[first] == self.under[index]:
            return True
        run = []
        for way in (1, -1):
            step = 0 if way == 1 else -1
            while abs(step) < index - first and self._same(first + step, index + step):
                run.append((first + step, index + step))
                step += way
        if any(self.blocks[i].start_char in self.starts and self.under[i] == self.under[j] for i, j in run):
            return True
        long = len(run) >= 3 and sum(len(self.words[i]) for i, _ in run) >= 600
        return long and _named("\n".join(self.under[first])) == _named("\n".join(self.under[index]))

    def _same(self, i, j):
        return i >= 0 and j < len(self.blocks) and self.words[i] == self.words[j]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_kept_of_runs_finds_what_looking_anew_does(seed, monkeypatch):
    monkeypatch.setattr(repeats_module, "_SHORT_RUN", 1)
    dice = random.Random(seed)
    lines = [f"- {DUTY}", f"- {OTHER}", f"{DUTY} {OTHER} {DUTY} {OTHER}", "Sở Y tế:", "Lập dự toán.", OTHER * 3]
    heads = ["1. Sở Y tế", "2. Sở Xây dựng", "3. Nông nghiệp", "4. Công nghiệp", "II. NHIỆM VỤ", "III. TỔ CHỨC"]
    pages = ["\n\n".join(dice.choices(lines + heads, k=dice.randint(1, 14))) for _ in range(4)]
    pages += ["\n\n".join(dice.choices(lines, k=2) * dice.randint(2, 5)) for _ in range(2)]
    prepared = prepare(Document("x", "x.txt", "\n\n".join(dice.choices(pages + heads + lines, k=18)), ""))
    fast, slow = (kind(prepared.text, prepared.blocks, prepared.sections) for kind in (_Printings, Slow))
    found = [fast.first(index) for index in range(len(prepared.blocks))]
    assert found == [slow.first(index) for index in range(len(prepared.blocks))]


def test_one_line_under_thousands_of_headings_is_compared_with_few():
    text = "".join(f"Điều {n}. Trách nhiệm của Sở số {n}\n\n{DUTY}\n\n" for n in (*range(1, 2000), 1900))
    prepared = prepare(Document("x", "x.txt", text, ""))
    printings = _Printings(prepared.text, prepared.blocks, prepared.sections)
    found = {index: first for index in range(len(prepared.blocks)) if (first := printings.first(index)) is not None}
    last = len(prepared.blocks) - 1
    assert set(found) <= {last - 1, last} and found[last] == 2 * 1900 - 1
    assert max(map(len, printings.seen.values())) == 256
