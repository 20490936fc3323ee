"""Give a title printed in capitals the case of running text: names keep their capitals, all else is in lower case.

What is a name is told by the lexicons and the gazetteer, by the running text of the same document, and by the form of a
word: numbers, codes and what is no Vietnamese syllable (`ASEAN`, `KT-XH`) stay as they are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from kg.extract.grammar.names import function_words, surnames
from kg.resources import alternatives, read_table
from kg.text.suspects import is_syllable

_WORD = re.compile(r"\w+(?:[-&/.]\w+)*")
_CODE = re.compile(r"\d[\w/.]*[-/][A-ZĐ][\w&/.-]*")
_ROMAN = re.compile(r"[IVXLC]+")
_SHORT = 4
_REACH = 60_000
"""So many characters of a document are searched for the words of its title."""
_LONGEST_PHRASE, _SHORTEST_PHRASE = 10, 2
_IN_SENTENCE = re.compile(r"[\w,)”\"] $|[(“\"]$")
_SMALL_UNITS = re.compile(r"(?<!\w)(?:xã|phường|thị trấn|đặc khu)(?!\w)")


def in_capitals(words: str) -> bool:
    """Say whether a line is in capitals but for what is printed in mixed case anywhere (`QĐ-TTg`, `VietGAP`, `m2`)."""
    mixed = [word for word in _WORD.findall(words) if not word.isupper() and any(ch.isalpha() for ch in word)]
    return words.upper() != words.lower() and not any(
        sum(ch.isupper() for ch in word) < _SHORTEST_PHRASE and not any(ch.isdigit() for ch in word) for word in mixed
    )


def sentence_case(title: str, text: str = "") -> str:
    """Return a title of capitals in the case of running text, with the capitals of names; `text` is the document's."""
    return with_names(title.lower(), text, printed=title) if in_capitals(title) else title


def with_names(words: str, text: str = "", *, printed: str = "") -> str:
    """Return words in lower case with the capitals of names; `printed` is how they stand, where that is in capitals."""
    if printed and len(printed) != len(words):
        return printed
    line = _Line(words)
    if printed:
        line.keep_codes(printed)
    line.name_from_lexicons()
    line.name_persons()
    if printed:
        line.name_as_in(text[:_REACH])
        line.keep_acronyms(printed)
    return "".join(line.letters)


class _Line:
    """One line in lower case that gets its capitals back; what is settled once stays."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.letters = list(words)
        self.tokens = [match.span() for match in _WORD.finditer(words)]
        self.settled = [False] * len(self.tokens)

    def _settle(self, first: int, last: int, *, written: str) -> None:
        """Write the tokens from `first` up to `last` as they are to stand."""
        start, end = self.tokens[first][0], self.tokens[last - 1][1]
        if len(written) == end - start:
            self.letters[start:end] = written
            self.settled[first:last] = [True] * (last - first)

    def _token_at(self, end: int, *, after: int) -> int:
        """Return the number of tokens up to one that ends at `end`, 0 where none does."""
        return next((i + 1 for i in range(after, len(self.tokens)) if self.tokens[i][1] == end), 0)

    def keep_codes(self, printed: str) -> None:
        """Keep numbers of documents, Roman numerals and words in mixed case as printed."""
        for index, (start, end) in enumerate(self.tokens):
            word = printed[start:end]
            mixed = not word.isupper() and not word.islower() and not word.istitle()
            if _CODE.fullmatch(word) or _ROMAN.fullmatch(word) or mixed:
                self._settle(index, index + 1, written=word)

    def name_from_lexicons(self) -> None:
        """Write the names that the lexicons and the gazetteer know, the longest at each place.

        A term in lower case holds its words against names inside it (`quản lý nhà nước`), not against the text.
        """
        communes = _communes() if _SMALL_UNITS.search(self.words) else {}
        reached = 0
        for index, (start, end) in enumerate(self.tokens):
            first = self.words[start:end]
            for name, written in (*_names().get(first, ()), *communes.get(first, ())):
                known = index >= reached and self.words.startswith(name, start)
                last = self._token_at(start + len(name), after=index) if known else 0
                if last and not any(self.settled[index:last]):
                    reached = last
                    if written != name:
                        self._settle(index, last, written=written)
                    break

    def name_persons(self) -> None:
        """Write the name of a person behind the post that is held (`Phó Thủ tướng Trần Hồng Hà`)."""
        for index, (start, end) in enumerate(self.tokens):
            office = _offices().search(self.words, max(0, start - 40), start)
            if office is None or self.settled[index] or self.words[start:end] not in surnames():
                continue
            last = index + 1
            most = 4 if self._word(last) == "thị" else 3
            while last < len(self.tokens) and last - index < most and self._goes_on(last):
                last += 1
            if last - index >= _SHORTEST_PHRASE:
                self._settle(index, last, written=self.words[start : self.tokens[last - 1][1]].title())

    def _word(self, index: int) -> str:
        return self.words[slice(*self.tokens[index])] if index < len(self.tokens) else ""

    def _goes_on(self, index: int) -> bool:
        """Say whether a word may be the next one of a person's name."""
        joined = self.words[self.tokens[index - 1][1] : self.tokens[index][0]] == " "
        return joined and not self.settled[index] and self._word(index) not in function_words()

    def name_as_in(self, text: str) -> None:
        """Write the phrases that the running text of the document has with capitals in the middle of its sentences."""
        lowered = text.lower()
        if len(lowered) != len(text):
            return
        index = 0
        while index < len(self.tokens):
            index += self._as_in(text, lowered, index=index) or 1

    def _as_in(self, text: str, lowered: str, *, index: int) -> int:
        """Write the longest phrase at a token that the text prints with capitals; return how many tokens it has."""
        most = index
        while most < len(self.tokens) and most - index < _LONGEST_PHRASE and not self.settled[most]:
            most += 1
        for last in range(most, index + _SHORTEST_PHRASE - 1, -1):
            phrase = self.words[self.tokens[index][0] : self.tokens[last - 1][1]]
            written = _as_printed(phrase, text, lowered)
            named = written[1:] != phrase[1:] or _heads().match(phrase)
            if written and written != phrase and named:
                self._settle(index, last, written=written)
                return last - index
        return 0

    def keep_acronyms(self, printed: str) -> None:
        """Keep what is no Vietnamese word: an abbreviation has few letters, or parts of few."""
        for index, (start, end) in enumerate(self.tokens):
            if self.settled[index]:
                continue
            parts = [part for part in re.split(r"[-&/.]|\d+", printed[start:end]) if part]
            numbered = bool(parts) and self.words[end - 1].isdigit()
            if numbered or (all(len(part) <= _SHORT for part in parts) and not all(map(_is_word, parts))):
                self._settle(index, index + 1, written=printed[start:end])


def _is_word(part: str) -> bool:
    return is_syllable(part.lower())


def _as_printed(phrase: str, text: str, lowered: str) -> str:
    """Return how a text prints a phrase most often in the middle of its sentences, as a whole name; empty for never."""
    forms: Counter[str] = Counter()
    at = lowered.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        whole = not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())
        if whole and _IN_SENTENCE.search(text, max(0, at - 2), at) and _is_running(text, at, end=end):
            forms[text[at:end]] += 1
        at = lowered.find(phrase, end)
    return min(forms, key=lambda form: (-forms[form], form), default="")


def _is_running(text: str, start: int, *, end: int) -> bool:
    """Say whether a phrase stands in mixed case and does not break off inside a name."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    last = text[start:end].rsplit(" ", 1)[-1]
    return not line.isupper() and not (
        last[0].isupper() and re.match(r" [^\W\d_]", text[end:]) and text[end + 1].isupper()
    )


@lru_cache(maxsize=1)
def _names() -> dict[str, list[tuple[str, str]]]:
    """Return first word -> (lower case, as written) of the names in lexicons and gazetteer, the longest first."""
    written = [row["term"] for row in read_table("lexicons/agents.tsv") if row["kind"] in ("named", "body", "office")]
    written += [row["term"] for table in ("instruments", "regions") for row in read_table(f"lexicons/{table}.tsv")]
    names = {term.lower(): term for term in written if " " in term or any(ch.isupper() for ch in term[1:])}
    names |= {
        row["term"].lower(): row["term"]
        for row in read_table("lexicons/letterhead_words.tsv")
        if row["kind"] == "written"
    }
    for row in (*read_table("gazetteer/units.tsv"), *read_table("gazetteer/former.tsv")):
        if row["level"] == "province":
            names.setdefault(row["name"].lower(), row["name"])
        names.setdefault(row["full"].lower(), row["full"])
    return _by_first_word(names)


@lru_cache(maxsize=1)
def _communes() -> dict[str, list[tuple[str, str]]]:
    """Return the communes, wards and towns by their unit word, with which alone they are named."""
    return _by_first_word({row["full"].lower(): row["full"] for row in read_table("gazetteer/communes.tsv")})


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """Return the pattern of a noun that a name may begin with whose other words are in lower case (`Kế hoạch …`)."""
    tables = ("instrument_heads", "document_types")
    terms = {row["term"].lower() for table in tables for row in read_table(f"lexicons/{table}.tsv")}
    terms |= {row["term"].lower() for row in read_table("lexicons/agents.tsv") if row["kind"] == "head"}
    words = alternatives(terms)
    return re.compile(rf"(?:{words})(?!\w)")


def _by_first_word(names: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = _WORD.match(name)
        if first:
            found.setdefault(first.group(), []).append((name, names[name]))
    return found


@lru_cache(maxsize=1)
def _offices() -> re.Pattern[str]:
    """Return the pattern of a post or form of address right before a person's name."""
    terms = {row["term"].lower() for row in read_table("lexicons/agents.tsv") if row["kind"] == "office"}
    terms |= {"thủ tướng", "chủ tịch nước", "đồng chí", "ông", "bà"}
    words = alternatives(terms)
    return re.compile(rf"(?<!\w)(?:{words})(?: chính phủ)? $")


__all__ = ["in_capitals", "sentence_case", "with_names"]
