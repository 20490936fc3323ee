"""Revise a text the way a later document revises an earlier one: drop, add, change and reword measures, and keep count.

A seed decides what is done where, so a revision can be made again. The words used here (synonyms, further measures) are
not known to `kg.analyse.changes`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

Fact = Mapping[str, Any]
SYNONYMS = (
    ("đẩy mạnh", "tăng tốc"),
    ("tăng cường", "làm mạnh thêm"),
    ("nâng cao", "cải thiện"),
    ("phát triển", "mở mang"),
    ("xây dựng", "kiến tạo"),
    ("hiệu quả", "kết quả rõ rệt"),
    ("chất lượng", "mức độ tốt"),
    ("đồng bộ", "ăn khớp"),
    ("doanh nghiệp", "công ty"),
    ("người dân", "dân chúng"),
    ("Nhân dân", "đồng bào"),
    ("nguồn nhân lực", "đội ngũ lao động"),
    ("quản lý", "trông coi"),
    ("bảo đảm", "giữ cho có"),
    ("hoàn thiện", "làm cho đầy đủ"),
    ("thực hiện", "tiến hành"),
    ("khuyến khích", "cổ vũ"),
    ("cơ chế", "cách vận hành"),
    ("môi trường", "điều kiện xung quanh"),
    ("công tác", "việc"),
    ("cơ quan", "đơn vị công"),
    ("tổ chức", "bố trí"),
    ("kiểm tra", "rà xét"),
    ("hướng dẫn", "chỉ dẫn"),
    ("địa phương", "nơi sở tại"),
    ("nhiệm vụ", "việc phải làm"),
)
"""What a reworded measure says in other words; the first form found in a text is replaced."""
ADDITIONS = (
    "Lắp đặt hệ thống quan trắc chất lượng không khí tự động tại các bến xe và khu chợ đầu mối",
    "Mở lớp tập huấn kỹ năng sơ cứu đuối nước cho giáo viên mầm non",
    "Số hóa kho lưu trữ bản đồ địa chính bằng máy quét khổ lớn",
    "Trồng bổ sung cây bóng mát dọc các tuyến phố đi bộ",
    "Xây dựng trung tâm cứu hộ động vật hoang dã và vườn ươm cây thuốc nam",
    "Tổ chức hội thi tay nghề cho thợ hàn, thợ tiện hằng năm",
    "Hỗ trợ ngư dân lắp thiết bị giám sát hành trình trên tàu cá",
    "Ban hành quy chế phối hợp phòng cháy tại các làng nghề mộc",
    "Cải tạo hệ thống chiếu sáng công cộng bằng đèn tiết kiệm điện",
    "Thành lập tổ tư vấn tâm lý trong các trường trung học",
    "Đầu tư máy chụp cắt lớp cho bệnh viện tuyến cơ sở",
    "Kiểm định định kỳ thang máy, cẩu tháp tại các công trường",
    "Nạo vét các tuyến kênh tiêu thoát lũ trước mùa mưa bão",
    "Triển khai thu gom pin, ắc quy thải bỏ tại các siêu thị",
    "Xây dựng cơ sở dữ liệu về nghệ nhân và di sản hát chèo",
    "Hỗ trợ lãi suất vay vốn mua máy gặt đập liên hợp cho hợp tác xã",
    "Đào tạo phiên dịch viên ngôn ngữ ký hiệu cho tòa án và bệnh viện",
    "Rà soát biển số nhà, tên ngõ ngách trên bản đồ điện tử",
    "Bố trí điểm sạc xe điện tại bãi đỗ của trụ sở công",
    "Tuyên truyền phòng, chống lừa đảo qua điện thoại cho người cao tuổi",
    "Khôi phục rạn san hô và thảm cỏ biển tại các vịnh kín",
    "Phát hành thẻ thư viện dùng chung cho học sinh toàn vùng",
    "Giám sát dư lượng thuốc thú y trong thịt lợn bán tại chợ",
    "Xây dựng sân bóng cộng đồng và bể bơi lắp ghép ở các thôn",
)
"""Measures to add where no other text gives any."""
_ENOUGH_WORDS = 6
_BETWEEN = re.compile(r"[;.][ \t]*")
_LABEL = re.compile(r"(?:^|(?<=\n))[ \t]*(?:[-–+•*]|[a-zđ]\)|\d{1,2}[.)])[ \t]*\Z")
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,4}(?![\w/-]|[.,]\d)")
_DUE = (" trước năm 2024", " đến năm 2023", " xong trong năm 2022")


@dataclass(frozen=True, slots=True)
class Edit:
    """What was done to a text: `kind`, the measure it was done to, the old span, the words there now, the new span."""

    kind: str
    measure: str
    start: int
    end: int
    words: str
    new_start: int = 0
    new_end: int = 0


def revise(
    text: str,
    measures: Sequence[Fact],
    *,
    seed: int,
    counts: Mapping[str, int],
    further: Sequence[str] = ADDITIONS,
    synonyms: int = 2,
) -> tuple[str, list[Edit]]:
    """Return a revised text and what was done; `counts` says how many of `dropped`, `added`, `changed`, `reworded`.

    At most so many `synonyms` are put into a reworded measure, and the order of a list in it is turned round.
    """
    chance = random.Random(seed)
    free = [one for one in measures if _stands_free(text, one)]
    chance.shuffle(free)
    numbered = [one for one in free if _NUMBER.search(one["quote"])]
    others = [one for one in free if one not in numbered]
    changed = (numbered + [one for one in others if text[one["end"]] == "."])[: counts["changed"]]
    left = [one for one in free if one not in changed]
    reworded = [one for one in left if len(reword(one["quote"], synonyms)[1]) >= 2][: counts["reworded"]]
    dropped = _apart([one for one in left if one not in reworded], measures)[: counts["dropped"]]
    ends = [one for one in measures if text[one["end"] : one["end"] + 1] == "." and one not in dropped]
    places = chance.sample(ends, counts["added"])
    words = chance.sample([one for one in further if one not in text], counts["added"])
    edits = [
        *(Edit("changed", one["id"], one["start"], one["end"], _change(one["quote"], chance)) for one in changed),
        *(Edit("reworded", one["id"], one["start"], one["end"], reword(one["quote"], synonyms)[0]) for one in reworded),
        *(_drop(text, one) for one in dropped),
        *(Edit("added", "", at["end"] + 1, at["end"] + 1, f" {said}.") for at, said in zip(places, words, strict=True)),
    ]
    assert len(edits) == sum(counts.values()), f"the text has too few measures: {len(edits)} edits"
    return _apply(text, edits)


def _apart(chosen: Sequence[Fact], measures: Sequence[Fact]) -> list[Fact]:
    """Return those of the chosen that no other one stands beside."""
    order = {one["id"]: at for at, one in enumerate(measures)}
    apart: list[Fact] = []
    for one in chosen:
        if all(abs(order[one["id"]] - order[other["id"]]) > 1 for other in apart):
            apart.append(one)
    return apart


def _stands_free(text: str, measure: Fact) -> bool:
    """Say whether a measure is a whole clause between two signs, once in the text, long enough to be known again."""
    before, behind = text[: measure["start"]], text[measure["end"] :]
    return (
        "also" not in measure
        and len(measure["quote"].split()) >= _ENOUGH_WORDS
        and (before.rstrip(" *")[-1:] in ";.\n" or bool(_LABEL.search(before[-20:])))
        and bool(_BETWEEN.match(behind))
        and text.count(measure["quote"]) == 1
    )


def _drop(text: str, measure: Fact) -> Edit:
    """Return what takes a measure out: the sign behind it goes too, or the one before where a sentence ends there."""
    start, end = measure["start"], measure["end"]
    sign = _BETWEEN.match(text, end)
    assert sign is not None
    before = text[:start].rstrip(" ")
    if label := _LABEL.search(text[max(0, start - 20) : start]):
        return Edit("dropped", measure["id"], start - len(label.group()), sign.end(), "")
    if sign.group().startswith("."):
        if before.endswith(";"):
            return Edit("dropped", measure["id"], len(before) - 1, end, "")
        return Edit("dropped", measure["id"], start, sign.end(), "")
    return Edit("dropped", measure["id"], start, sign.end(), "")


def _change(quote: str, chance: random.Random) -> str:
    """Return a measure with another number, or with a due time where it has none."""
    found = list(_NUMBER.finditer(quote))
    if not found:
        return quote + chance.choice(_DUE)
    number = chance.choice(found)
    value = int(number.group())
    other = value + chance.choice((1, 2, 3)) if value > 1900 else value + max(1, value // 5)
    return quote[: number.start()] + str(other) + quote[number.end() :]


def reword(quote: str, most: int) -> tuple[str, list[str]]:
    """Return a measure in other words, and what was done: synonyms, and the first two items of a list turned round."""
    done: list[str] = []
    words = quote
    for form, other in SYNONYMS:
        at = words.find(form)
        if at > 0 and len(done) < most:
            words = words[:at] + other + words[at + len(form) :]
            done.append(form)
    turned = re.sub(r"(?<=\s)(\w+ \w+), (\w+ \w+)(?=,|$)", r"\2, \1", words, count=1)
    return turned, done + ["order"] * (turned != words)


def _apply(text: str, edits: Iterable[Edit]) -> tuple[str, list[Edit]]:
    """Return the text with all edits, and the edits with the spans that they have in it."""
    pieces: list[str] = []
    done: list[Edit] = []
    capitals: list[int] = []
    at = length = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        assert edit.start >= at, "edits do not overlap"
        pieces += [text[at : edit.start], edit.words]
        length += edit.start - at
        done.append(replace(edit, new_start=length, new_end=length + len(edit.words)))
        if edit.kind == "dropped" and text[edit.start].isupper() and text[edit.end - 1] == " ":
            capitals.append(length)
        length += len(edit.words)
        at = edit.end
    made = list("".join([*pieces, text[at:]]))
    for place in capitals:
        made[place] = made[place].upper()
    return "".join(made), [replace(edit, words="".join(made[edit.new_start : edit.new_end])) for edit in done]
