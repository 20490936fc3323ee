"""Read what a document does to others: the legal bases it cites (căn cứ), what it amends, replaces or consolidates.

Only what the text states counts, and only where it is the document's own act: the paragraphs before the body for its
bases, the title and the articles on amendment and entry into force for the rest. Terms are those of ELI.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.annotate import Annotations
from kg.iri import fold
from kg.model import Findings, PreparedText, RelationFinding
from kg.resources import read_table
from kg.text.scan import line_start
from kg.text.spans import SpanIndex, numbered

_FRONT = 40_000
_BODY = re.compile(
    r"^[ \t*#]*(?:(?:Điều|ĐIỀU|Chương|CHƯƠNG) (?:1|I)\b|QUYẾT (?:ĐỊNH|NGHỊ) ?:|(?:I|A|1)\s?[.-] ?\S)", re.MULTILINE
)
_DETAILS = (
    r"(?:(?:,? số )?[\w/.-]*\d[\w/.-]*)?(?:,? ngày \d{1,2}[ /-](?:tháng )?\d{1,2}[ /-](?:năm )?\d{4})?"
    r"(?: của [^,;.]{3,90}?)?(?:,? (?:quy định|ban hành|hướng dẫn|về|sửa đổi|phê duyệt)[^;.]{3,250}?)?"
)
_PARTS = (
    r"(?: (?:một số|các|toàn bộ|tên))?(?: (?:Điều|điều|Khoản|khoản|Điểm|điểm|nội dung|quy định|Chương|Mục|Phụ lục"
    r"|cụm từ|khổ|biểu|mẫu)(?:[^;.\n]{0,80}?))?(?: (?:của|tại|ban hành kèm theo|kèm theo))?(?: các)?"
)
_AGAIN = re.compile(rf"{_DETAILS}\s*(?:[,;] và|[,;]|và)\s+(?:các )?")
_OTHERS = re.compile(r"(?:được|đã|theo|tại|bởi|nội dung|về việc)\s+$")
_NOT_OWN = re.compile(r"[“\"]|(?<!\w)(?:bởi|theo)(?!\w)")
_WITHIN = re.compile(
    r"(?<!\w)(?:Điều|điều|Khoản|khoản|Điểm|điểm|nội dung|cụm từ|Phụ lục|Chương|Mục|quy định|biểu|mẫu)(?!\w)"
)


def extract(prepared: PreparedText, notes: Annotations, findings: Findings) -> None:
    """Append the links of the document to the instruments that it cites to `findings.links`."""
    text = prepared.text
    cited = _Cited(text, findings)
    body = _BODY.search(text, 0, _FRONT)
    front = body.start() if body else 0
    found: dict[tuple[str, str], RelationFinding] = {}
    for relation, index, start, confidence in (
        *cited.bases(front),
        *cited.consolidated(front),
        *cited.changed(_changing_spans(prepared, front)),
    ):
        mention = findings.mentions[index]
        link = RelationFinding(-1, relation, index, "", start, mention.end_char, confidence)
        found.setdefault((relation, f"{mention.key} {mention.as_instrument.year}"), link)
    printed_anew = {key for relation, key in found if relation == "consolidates"}
    links = [link for (relation, key), link in found.items() if relation != "amends" or key not in printed_anew]
    findings.links = sorted(links, key=lambda link: (link.start_char, link.end_char, link.predicate))


def _changing_spans(prepared: PreparedText, front: int) -> list[tuple[int, int]]:
    """Return where a document says what it changes: before its body, in headings, in articles on its effect."""
    first_basis = min(
        (m.start() for p, _ in _cues()["opens"] if (m := p.search(prepared.text, 0, front))), default=front
    )
    spans = [(0, first_basis)]
    for section in prepared.sections:
        start, end = section.heading_span
        heading = fold(section.heading)
        if heading.startswith(("sửa đổi", "bổ sung", "bãi bỏ", "thay thế")):
            spans.append((start, end))
        if any(word in heading for word in _effect_words()):
            spans.append((section.start_char, section.end_char))
        elif not section.heading and section.end_char - section.start_char < 1500:
            words = fold(prepared.text[section.start_char : section.end_char])
            if "có hiệu lực" in words and "này" in words:
                spans.append((section.start_char, section.end_char))
    return spans


@lru_cache(maxsize=1)
def _effect_words() -> tuple[str, ...]:
    return ("hiệu lực", "điều khoản thi hành", "tổ chức thực hiện", "thay thế", "bãi bỏ", "thi hành")


@lru_cache(maxsize=1)
def _cues() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return for each place of a cue its patterns with their relations, the longest first."""
    cues: dict[str, list[tuple[re.Pattern[str], str]]] = {"opens": [], "before": [], "behind": []}
    rows = sorted(read_table("lexicons/citation_cues.tsv"), key=lambda row: (-len(row["term"]), row["term"]))
    for row in rows:
        words = re.escape(row["term"]).replace(r"\ ", r"\s+")
        pattern = {
            "opens": rf"^[ \t*_–-]*(?:{words})(?!\w)",
            "before": rf"(?<!\w)(?:{words})(?P<parts>{_PARTS})\s+$",
            "behind": rf"{_DETAILS},?\s+(?:có hiệu lực[^;.]{{3,60}}?, ?)?(?:và )?(?:{words})(?!\w)",
        }[row["where"]]
        cues[row["where"]].append((re.compile(pattern, re.IGNORECASE | re.MULTILINE), row["relation"]))
    return cues


Link = tuple[str, int, int, float]


class _Cited:
    """The instruments of a text in order, with their indices in `Findings.mentions`."""

    def __init__(self, text: str, findings: Findings) -> None:
        self.text = text
        self.mentions = findings.mentions
        self.named = SpanIndex(n for n in numbered(self.mentions) if self.mentions[n.number].cls == "Instrument")

    def within(self, start: int, end: int) -> list[int]:
        """Return the indices of the instruments inside a span."""
        return [named.number for named in self.named.beginning_in(start, end)]

    def bases(self, front: int) -> list[Link]:
        """Return the bases: the documents that the paragraphs before the body begin with."""
        found: list[Link] = []
        for pattern, relation in _cues()["opens"]:
            for cue in pattern.finditer(self.text, 0, front):
                stop = self.text.find("\n", cue.end())
                stop = len(self.text) if stop < 0 else stop
                at = cue.end()
                for index in self.within(at, stop):
                    mention = self.mentions[index]
                    between = self.text[at : mention.start_char]
                    if not re.fullmatch(
                        r"\s*(?:(?:các|vào|nội dung|quy định(?: tại| của)?)\s)?|.{0,400}[;]\s*(?:các )?",
                        between,
                        re.DOTALL,
                    ):
                        continue
                    found.append((relation, index, cue.start() + len(cue.group()) - len(cue.group().lstrip()), 0.95))
                    at = mention.end_char
        return found

    def consolidated(self, front: int) -> list[Link]:
        """Return the document that a consolidated text prints anew, with its later changes."""
        for index in self.within(0, front)[:6]:
            mention = self.mentions[index]
            line = line_start(self.text, mention.start_char)
            if self.text[line : mention.start_char].strip(" *"):
                continue
            for pattern, relation in _cues()["behind"]:
                if relation == "consolidates" and pattern.match(self.text, mention.end_char):
                    return [(relation, index, mention.start_char, 0.95)]
        return []

    def changed(self, spans: list[tuple[int, int]]) -> list[Link]:
        """Return what the document amends or repeals."""
        found: list[Link] = []
        for start, end in spans:
            previous: Link | None = None
            for index in self.within(start, end):
                if not self.mentions[index].key.startswith(_documents()):
                    continue
                link = self._changed(index, start=start, end=end) or self._also(index, previous)
                if link:
                    found.append(link)
                previous = link
        return found

    def _changed(self, index: int, *, start: int, end: int) -> Link | None:
        """Return what is done to one instrument by the words around it, None where nothing is said."""
        mention = self.mentions[index]
        head = self.text[max(start, mention.start_char - 160) : mention.start_char]
        cue, relation = self._cue_before(head)
        if cue:
            first = mention.start_char - len(head) + cue.start()
            if _OTHERS.search(head[: cue.start()]) or _NOT_OWN.search(cue.group("parts")) or self._of_another(first):
                return None
            kind = "amends" if _WITHIN.search(cue.group("parts")) else relation
            return kind, index, first, 0.9
        for pattern, relation in _cues()["behind"]:
            if relation == "repeals" and pattern.match(self.text, mention.end_char, end):
                return relation, index, mention.start_char, 0.9
        return None

    @staticmethod
    def _cue_before(head: str) -> tuple[re.Match[str] | None, str]:
        """Return the cue that ends `head`, the one that begins first."""
        cues = [(cue, relation) for pattern, relation in _cues()["before"] if (cue := pattern.search(head))]
        return min(cues, key=lambda item: item[0].start(), default=(None, ""))

    def _of_another(self, position: int) -> bool:
        """Say whether a cue belongs to the title of a document named before it in its clause."""
        before = self.named.last_from(position - 1)
        if before is None:
            return False
        between = self.text[before.end_char : position]
        return len(between) < 160 and not re.search(r"[;.:\n“]|, và | và $|, $", between)

    def _also(self, index: int, previous: Link | None) -> Link | None:
        """Return the relation of the document before in a list: `thay thế Thông tư số … và Thông tư số …`."""
        if previous is None:
            return None
        mention = self.mentions[index]
        joined = _AGAIN.fullmatch(self.text, self.mentions[previous[1]].end_char, mention.start_char)
        return (previous[0], index, mention.start_char, 0.85) if joined else None


@lru_cache(maxsize=1)
def _documents() -> tuple[str, ...]:
    """Return the folded words that the name of a document begins with."""
    return tuple(fold(row["term"]) for row in read_table("lexicons/document_types.tsv"))
