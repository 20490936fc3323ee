"""Write what changed between two builds as an Atom feed (RFC 4287): an entry for each statement and document."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from kg.analyse.changes import BuildChanges, Difference, Head, Pair
from kg.config import VERSION
from kg.iri import mint_part
from kg.view.papers.diff import show_pair_change
from kg.view.papers.frame import word

_TITLE = 120
"""So many characters of a quote an entry's title shows."""
_NOT_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)], "\ufffd")


def write_feed(changes: BuildChanges, *, base: str, updated: str, lang: str = "vi") -> bytes:
    """Return the feed; `updated` is when the later build was made (RFC 3339), `base` what its IRIs begin with."""
    entries = "".join(_entries(changes, updated=updated, lang=lang))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
        f"<id>{escape(base)}changes</id>\n<title>{_say(word('feedTitle', lang))}</title>\n"
        f"<updated>{updated}</updated>\n<author><name>policy-kg</name></author>\n"
        f'<generator version="{VERSION}">policy-kg</generator>\n{entries}</feed>\n'
    ).encode()


def _entries(changes: BuildChanges, *, updated: str, lang: str) -> Iterator[str]:
    for status, heads in (("added", changes.added), ("removed", changes.removed)):
        for head in heads:
            key = "documentAdded" if status == "added" else "documentRemoved"
            told = ", ".join(filter(None, (head.number, head.issued, head.issuer)))
            title = f"{word(key, lang)}: {head.title}"
            yield _entry(head, (status, head.id), title, [told], link=head.id, status=status, updated=updated)
    for one in changes.differences:
        for pair in one.pairs:
            if pair.status != "kept":
                yield _pair(one, pair, updated=updated, lang=lang)


def _pair(difference: Difference, pair: Pair, *, updated: str, lang: str) -> str:
    """Return an entry on a statement: what became of it, and both quotes with their places."""
    place = pair.after or pair.before
    assert place is not None
    title = f"{word(pair.status, lang)}: {_short(place.quote)}"
    lines = [show_pair_change(change, lang) for change in pair.changes if change.aspect != "words"]
    for name, side in (("before", pair.before), ("after", pair.after)):
        if side:
            lines.append(f"{word(name, lang)} [{side.start}–{side.end}]: “{side.quote}”")
    told = (pair.kind, pair.status, pair.before.id if pair.before else "", pair.after.id if pair.after else "")
    said = tuple(f"{change.aspect} {change.before} {change.after}" for change in pair.changes)
    return _entry(difference.after, (*told, *said), title, lines, link=place.id, status=pair.status, updated=updated)


def _entry(
    head: Head, told: tuple[str, ...], title: str, lines: list[str], *, link: str, status: str, updated: str
) -> str:
    """Return an entry; `told` is what makes it another than the other entries on this document."""
    return (
        f"<entry>\n<id>{escape(mint_part(head.id, 'change', *told))}</id>\n<title>{_say(title)}</title>\n"
        f'<updated>{updated}</updated>\n<link rel="alternate" href={quoteattr(link)}/>\n'
        f'<category term="{status}"/>\n<source><id>{escape(head.id)}</id><title>{_say(head.title)}</title>'
        f"<updated>{updated}</updated></source>\n"
        f'<content type="text">{_say(chr(10).join(filter(None, lines)))}</content>\n</entry>\n'
    )


def _short(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1].rstrip() + "…"


def _say(words: str) -> str:
    return escape(words.translate(_NOT_XML))
