"""Read the words behind a figure that name what is measured (`100% | học sinh được học 2 buổi mỗi ngày`)."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.grammar.numbers import Number
from kg.extract.targets.words import Indicator, clean, in_bracket, pattern, reaching_pattern, terms, trimmed
from kg.model import Mention
from kg.text.spans import SpanIndex

_STOP = re.compile(
    r" (?:để|nhằm|vào (?=năm|cuối|đầu|dịp|ngày|quý|tháng|giai đoạn)|trong năm|đến năm|trước năm|theo(?! hướng| dõi)"
    r"|góp phần|so với|từ nguồn|tương đương|trong giai đoạn|giai đoạn|nhưng|gắn với)(?!\w)"
    r"|[;:.|\t](?!\d)|\((?![A-Z&]{2,8}\))"
)
_MORE = re.compile(r"\d|khoảng|trên|trong đó|phấn đấu|đến|tỷ lệ|tỷ trọng|tốc độ|tăng|giảm|riêng|dưới")
_OR_MORE = re.compile(r",? trở lên(?: (?:mỗi|hằng|một) năm)?$")
_OF_WHAT = frozenset(
    ("lên", "xuống", "năm", "so", "của", "GRDP", "GDP", "trên", "tại", "ở", "theo", "kế", "dân", "cả", "mỗi", "trở")
)
"""Words behind a share that open what it is a share of, where it is measured, or how it goes on."""
_PAIRED = re.compile(r"vừa(?! \w+ vừa)(?!\w)")
"""The second of `nhỏ và vừa`, which opens no clause."""
_GOES_ON = re.compile(r" (?!và |có \d|trong đó|để |nhằm |vào )[^\W\d_]")
"""What goes on behind a bracket that only spells out the words before it."""
_YEARLY = re.compile(r" ?(?:mỗi|một|hằng|hàng) năm|/năm")


class Behind:
    """Reads what stands behind the figures of one text."""

    def __init__(self, text: str, *, notes: Annotations, times: SpanIndex[Mention]) -> None:
        self.text = text
        self.notes = notes
        self.times = times

    def read(self, number: Number, *, end: int, alone: bool = False) -> Indicator | None:
        """Return the words behind the figure that name what is measured, None where it closes its part.

        A plan is what a share is of, unless nothing stands before (`alone`): `giải ngân 100% kế hoạch vốn`.
        """
        text = self.text
        count = number.form == "count"
        begin = number.noun_start if count else number.after
        if count and text.startswith("lượt ", begin):
            begin += len("lượt ")
        yearly = _YEARLY.match(text, begin)
        begin = yearly.end() if yearly and not count else begin
        if not count and re.match(r" ?(?:$|[,;.)/:\n]|và )", text[begin : begin + 4]):
            return None
        last = self._object_end(number, begin, end=end)
        first, last = trimmed(self.text, begin, last)
        more = _OR_MORE.search(text, first, last) if count else None
        last = more.start() if more else last
        if last - first < 2 or (not count and len(text[first:last].split()) < 1):
            return None
        if not count and text[first:last].split()[0] in (_OF_WHAT - {"kế"} if alone else _OF_WHAT):
            return None
        words = clean(text[first:last])
        if "/" in words and words.replace(" / ", "/") == number.unit:
            if not alone:
                return None
            words = words.partition("/")[0].strip()
        least = ">=" if more else ""
        return Indicator(number.phrase_start, max(last, number.end_char), words, reached=False, comparator=least)

    def _object_end(self, number: Number, begin: int, *, end: int) -> int:
        """Return where the words behind a figure end: at a purpose, a time, a further figure or a clause of its own."""
        text = self.text
        last = min(
            [
                self._stop(number.end_char, end),
                *(m.start_char for m in self.times.beginning_in(number.end_char, end)),
            ]
        )
        sized = pattern("size head", r" với (?:{})(?!\w)").search(text, number.end_char, last)
        last = sized.start() if sized else last
        reaching = reaching_pattern().search(text, number.end_char, last) if last == end else None
        if reaching is not None and reaching.group("verb").lower() not in terms("own"):
            last = reaching.start()
        for comma in re.finditer(r", | và ", text[number.end_char : last]):
            at = number.end_char + comma.end()
            if in_bracket(text, begin, at):
                continue
            hits = self.notes.hits("verb", at, end_char=last)
            verb = bool(hits) and hits[0].start_char == at and hits[0].label != "noun" and not _PAIRED.match(text, at)
            counted = begin + len(number.unit) if number.form == "count" else begin
            before = self.notes.hits("verb", counted, end_char=number.end_char + comma.start())
            joined = bool(before) and before[-1].end_char == number.end_char + comma.start()
            passive = "được" in text[number.end_char : at]
            if (verb and not passive and not joined) or _MORE.match(text, at):
                return number.end_char + comma.start()
        return last

    def _stop(self, start: int, end: int) -> int:
        """Return where a purpose, a mark or a bracket ends what stands behind a figure; words go on behind brackets."""
        at = start
        while stop := _STOP.search(self.text, at, end):
            closing = self.text.find(")", stop.end(), end) if stop.group() == "(" else -1
            if closing < 0 or not _GOES_ON.match(self.text, closing + 1, end):
                return stop.start()
            at = closing + 1
        return end
