"""Say what a figure measures: words before it and its verb of reaching, behind it, or those of the figure before."""

from __future__ import annotations

import re

from kg.annotate import Annotations
from kg.extract.grammar.numbers import Number
from kg.extract.targets.behind import Behind
from kg.extract.targets.words import Indicator, clean, in_bracket, pattern, reaching_pattern, terms, trimmed
from kg.model import Mention
from kg.text.spans import SpanIndex

_GRADED = re.compile(r"(?<!\w)(?P<size>[Qq]uy mô)(?P<least> tối thiểu)?(?: đường)? cấp [IVX]+[^,;]{0,20}, ?$")
_JOINED_NAME = re.compile(r"\w [-–] $")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|mọi|nhiều|một số|mỗi)(?: [^\s,]+){1,3}$")
_HAVING = re.compile(r"(?<!\w)có ")
_PREDICATE = frozenset(("modal", "passive", "call", "past", "assess"))
_LISTED = re.compile(r"(?:sau|sau đây|gồm|cụ thể|như|là)$")
_NEAR = 40


class Reader:
    """Reads the indicators of the figures of one text."""

    def __init__(self, text: str, *, notes: Annotations, times: SpanIndex[Mention]) -> None:
        self.text = text
        self.notes = notes
        self.times = times
        self.behind = Behind(text, notes=notes, times=times)

    def read(self, number: Number, *, left: int, right: int) -> Indicator | None:
        """Return what a figure measures; `left` is where its words may begin, `right` where they end at the latest."""
        sized = self._sized(number, left=left)
        if sized is not None:
            return sized
        served = self._served(number, left=left)
        if served is not None:
            return served
        before = self._subject(number, left=left)
        own_verb = before is not None and before.reached and before.words == ""
        if before is not None and before.words and not self._prefers_object(before, number, right=right):
            return before
        behind = self.behind.read(number, end=right, alone=before is None)
        if behind is not None:
            return behind
        if before is not None and before.words:
            return before
        reached = before is not None and (before.reached or own_verb)
        return Indicator(number.phrase_start, number.end_char, "", reached=reached, own=False)

    def _prefers_object(self, before: Indicator, number: Number, *, right: int) -> bool:
        """Say whether the noun behind the figure names what is measured: a verb that has it as object stands before."""
        if before.reached or ("/" in number.unit and number.form == "count"):
            return False
        stop = trimmed(self.text, before.start_char, number.phrase_start)[1]
        lead = pattern("lead", r"(?<!\w)(?:{})$").search(self.text, before.start_char, stop)
        return (self._ends_in_verb(before.start_char, stop) or bool(lead)) and self.behind.read(
            number, end=right
        ) is not None

    def _is_verb(self, start: int, stop: int) -> bool:
        """Say whether nothing but a verb stands in a span (`thực hiện | giảm ít nhất 30% thời gian`)."""
        hits = self.notes.hits("verb", start, end_char=stop)
        return bool(hits) and (hits[0].start_char, hits[-1].end_char) == (start, stop) and hits[0].label != "noun"

    def _ends_in_verb(self, start: int, stop: int) -> bool:
        """Say whether a verb ends at `stop`; the second part of a joined name is none (`công nghiệp - xây dựng`)."""
        hits = self.notes.hits("verb", start, end_char=stop)
        if not hits or hits[-1].end_char != stop or (hits[-1].label == "noun" and hits[-1].start_char > start):
            return False
        begin = hits[-1].start_char
        return _JOINED_NAME.search(self.text, max(start, begin - 4), begin) is None

    def _served(self, number: Number, *, left: int) -> Indicator | None:
        """Return what is brought to so many (`Phủ sóng 5G đến 99% dân số`, `ứng dụng X cho tối thiểu 2 dự án`)."""
        people = number.unit == "%" and self.text.startswith(" dân số", number.after)
        shape = r" (?:cho|đến|tới) $" if people else r" cho $" if number.form == "count" and number.word else ""
        link = re.search(shape, self.text[left : number.phrase_start]) if shape else None
        if link is None:
            return None
        start, end = trimmed(self.text, self._part_start(left, left + link.start()), left + link.start())
        if people and start > left:
            start = left if self.notes.hits("verb", left, end_char=start) else start
            start, end = trimmed(self.text, start, end)
        words = clean(self.text[start:end])
        return Indicator(start, number.end_char, words, reached=True) if words.count(" ") > 1 else None

    def _sized(self, number: Number, *, left: int) -> Indicator | None:
        """Return the dimension right before a figure (`công suất 100 MW`)."""
        size = pattern("size", r"(?<!\w)(?P<size>{})(?: là| đạt| thiết kế|:| khoảng| đến| lên)* ?$")
        match = size.search(self.text, left, number.phrase_start)
        capacity = match is not None and match.group("size").lower().startswith(("năng lực", "công suất", "quy mô"))
        graded = _GRADED.search(self.text, left, number.phrase_start)
        if number.unit.startswith("%") or not (graded or capacity or (match and number.form == "measure")):
            return None
        if graded:
            least = ">=" if graded.group("least") else ""
            words = graded.group("size")
            return Indicator(number.phrase_start, number.end_char, words, reached=True, comparator=least, sized=True)
        start, end = trimmed(self.text, match.start("size"), match.end("size"))
        start += 3 if self.text.startswith("có ", start) else 0
        up_to = "<=" if self.text[match.end("size") : number.phrase_start].strip() == "đến" else ""
        words = clean(self.text[start:end])
        return Indicator(start, number.end_char, words, reached=True, comparator=up_to, sized=True)

    def _subject(self, number: Number, *, left: int) -> Indicator | None:
        """Return the words that name what is measured before the figure, empty words where only a verb stands there."""
        text = self.text
        reaching = reaching_pattern().search(text, left, number.phrase_start)
        stop = reaching.start() if reaching else number.phrase_start
        owned = reaching is not None and reaching.group("verb").lower() in terms("own")
        start = self._part_start(left, stop)
        start, stop = self._without_times(start, stop)
        comma = self.text.rfind(",", start, stop)
        if comma > start and self._reaching_only(comma + 1, stop):
            stop = comma
        start, stop = trimmed(self.text, start, stop)
        if stop - start < 2 or self._reaching_only(start, stop):
            labelled = self._labelled(number, left=left, stop=start)
            nothing = Indicator(number.phrase_start, number.end_char, "", reached=True)
            nothing = nothing if reaching or stop - start >= 2 else None
            return labelled or nothing
        if (owned or self._is_verb(start, stop)) and self.behind.read(number, end=number.after + 60) is not None:
            return Indicator(number.phrase_start, number.end_char, "", reached=True)
        if reaching is None:
            start = self._behind_verb(start, stop)
            if not self._stands_alone(start, stop, number=number):
                return None
        return Indicator(start, number.end_char, clean(text[start:stop]), reached=reaching is not None)

    def _labelled(self, number: Number, *, left: int, stop: int) -> Indicator | None:
        """Return the words before a colon that only a time follows (`Chỉ tiêu cấp điện: đến năm 2030 là …`)."""
        colon = self.text.rfind(":", left, stop)
        if colon < 0 or self._without_times(colon + 1, stop)[1] - colon > 2 or _LISTED.search(self.text, left, colon):
            return None
        start, end = trimmed(self.text, *self._without_times(self._part_start(left, colon), colon))
        words = clean(self.text[start:end])
        return Indicator(start, number.end_char, words, reached=True) if " " in words else None

    def _stands_alone(self, start: int, stop: int, *, number: Number) -> bool:
        """Say whether words right before a figure without a verb name what is measured (`dịch vụ 34,0%`)."""
        if len(self.text[start:stop].split()) < 2 and not self.text[start:stop].isupper():
            return False
        rest = self.text[number.after : number.after + 12]
        closed = re.match(r"\s*(?:$|[,;.)(\n:]|và |trở lên|so với|/)", rest) is not None
        if pattern("head", r"(?:{})(?!\w)").match(self.text, start, stop):
            return True
        return (closed or (number.form == "measure" and number.unit != "%")) and not self._ends_in_verb(start, stop)

    def _behind_verb(self, start: int, stop: int) -> int:
        """Return where the object of the last verb before a figure begins, unless the words open with an indicator."""
        if pattern("head", r"(?:{})(?!\w)").match(self.text, start, stop):
            return start
        hits = [h for h in self.notes.hits("verb", start, end_char=stop) if h.label != "noun" and stop - h.end_char > 3]
        return trimmed(self.text, hits[-1].end_char, stop)[0] if hits else start

    def _part_start(self, left: int, stop: int) -> int:
        """Return where the part of the clause begins that names what is measured, commas inside a name passed over."""
        text = self.text
        bracket = text.rfind("(", left, stop)
        if bracket >= 0 and ")" not in text[bracket:stop]:
            left = bracket + 1
        for time in self.times.beginning_in(left, stop):
            if pattern("head", r" (?:{})(?!\w)").match(text, time.end_char, stop):
                left = time.end_char + 1
        marks = [
            m.end() for m in pattern("mark", r"(?<!\w)(?:{})(?: có)?,? |[;:|\t]\** |\. ").finditer(text, left, stop)
        ]
        while marks and self._reaching_only(marks[-1], self._without_times(marks[-1], stop)[1]):
            marks.pop()
        start = marks[-1] if marks else left
        commas = [m for m in re.finditer(r",\s", text[start:stop]) if not in_bracket(text, start, start + m.start())]
        for comma in reversed(commas):
            at, after = start + comma.start(), start + comma.end()
            if not self._reaching_only(after, stop) and self._begins_part(start, at=at, after=after, stop=stop):
                return self._owned(self._past_lead(after, stop), stop)
        return self._owned(self._past_lead(start, stop), stop)

    def _owned(self, start: int, stop: int) -> int:
        """Return where what somebody is to have begins: `Việt Nam có | quy mô kinh tế số …`."""
        if pattern("head", r"(?:{})(?!\w)").match(self.text, start, stop):
            return start
        for having in _HAVING.finditer(self.text, start, stop):
            if pattern("head", r"(?:{})(?!\w)").match(self.text, having.end(), stop):
                return having.end()
        return start

    def _reaching_only(self, start: int, stop: int) -> bool:
        """Say whether nothing but an adverb of measure stands in a part (`…, bình quân hằng năm khoảng 28%`)."""
        return not pattern("with", r"(?<!\w)(?:{})(?!\w)").sub("", self.text[start:stop]).strip(" ,:")

    def _begins_part(self, start: int, *, at: int, after: int, stop: int) -> bool:
        """Say whether what is measured begins behind a comma."""
        text = self.text
        if pattern("head", r"(?:với |có |và )?(?:{})(?!\w)").match(text, after, stop) or self._is_time(start, at):
            return True
        verbs = self.notes.hits("verb", after, end_char=stop)
        opens = bool(verbs) and verbs[0].start_char == after and verbs[0].label != "noun"
        if verbs and verbs[0].start_char == after and pattern("head", r" (?:{})(?!\w)").match(text, verbs[0].end_char):
            return True
        if _PLURAL.search(text, max(start, at - _NEAR), at) and not opens:
            return False
        if opens:
            before = self.notes.hits("verb", start, end_char=at)
            joined = bool(before) and before[-1].end_char == at
            return not joined and not self._is_named(start, at)
        return self._is_adverbial(start, at)

    def _is_named(self, start: int, end: int) -> bool:
        """Say whether the words before a comma open with what is measured: what follows goes on with its name."""
        begin = self._without_lead_words(start, end)
        if pattern("head", r"(?:{})(?!\w)").match(self.text, begin, end):
            return True
        hits = self.notes.hits("verb", begin, end_char=end)
        nominal = not hits or hits[0].start_char - begin > 2
        return nominal and not any(hit.label in _PREDICATE for hit in hits)

    def _without_lead_words(self, start: int, stop: int) -> int:
        """Return where the words begin behind marks, times and the words that open a clause on aims."""
        lead = pattern("lead", r"(?!tăng trưởng)(?:{})(?:,|:)? ")
        while start < stop:
            time = self.times.beginning_at(start)
            opening = lead.match(self.text, start, stop)
            if self.text[start] in " ,:;-–+•*\n":
                start += 1
            elif time is not None and time.end_char <= stop:
                start = time.end_char
            elif opening:
                start = opening.end()
            else:
                break
        return start

    def _is_time(self, start: int, end: int) -> bool:
        """Say whether a part of a clause is nothing but a time (`Đến năm 2030, …`)."""
        inside = self.times.beginning_in(start, end)
        return (
            bool(inside) and not self.text[inside[-1].end_char : end].strip(" ,") and inside[0].start_char - start < 12
        )

    def _is_adverbial(self, start: int, end: int) -> bool:
        """Say whether the part before a comma has a full verb of its own and so names nothing that is measured."""
        if pattern("head", r"(?:{})(?!\w)").match(self.text, start, end):
            return False
        hits = self.notes.hits("verb", start, end_char=end)
        return bool(hits) and hits[0].start_char - start < 3 and hits[0].label not in ("noun", "adverb", "modal")

    def _past_lead(self, start: int, stop: int) -> int:
        """Return where the words begin behind the verbs and adverbs that open a clause on aims."""
        text = self.text
        lead = pattern("lead", r"(?!tăng trưởng)(?:{})(?:,|:)? ")
        while start < stop:
            while start < stop and text[start] in " ,:;-–+•*\n":
                start += 1
            time = self.times.beginning_at(start)
            if time is not None and time.end_char <= stop:
                start = time.end_char
                continue
            if pattern("head", r"(?!tổng kết|mức độ hoàn thành)(?:{})(?!\w)").match(text, start, stop):
                break
            opening = lead.match(text, start, stop)
            if opening and pattern("head", r"(?:{})(?!\w)").match(text, opening.end(), stop):
                start = opening.end()
                break
            hits = self.notes.hits("verb", start, end_char=stop)
            if hits and hits[0].start_char == start and hits[0].label != "noun":
                if text.startswith(" của ", hits[0].end_char):
                    break
                if hits[0].end_char >= stop - 1:
                    break
                start = hits[0].end_char
                continue
            if opening is None:
                break
            start = opening.end()
        return start

    def _without_times(self, start: int, stop: int) -> tuple[int, int]:
        """Return a span without the times at its edges."""
        for time in reversed(self.times.beginning_in(start, stop)):
            opened = self.text[time.start_char - 1] == "("
            if not self.text[time.end_char : stop].strip(" ,()" if opened else " ,"):
                stop = time.start_char - opened
        return start, stop
