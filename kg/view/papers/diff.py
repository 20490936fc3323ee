"""Write what one document changes of another as a page and as Markdown."""

from __future__ import annotations

from collections import Counter

from kg.analyse.changes import STATUSES, Change, Difference, FolderChanges, Head, Pair
from kg.view.papers.frame import render, word, word_change
from kg.view.papers.marking import Part, mark_words
from kg.view.papers.text import heading, plain_line, quote_line, table

_FORMS = ("title", "number", "issued", "issuer")


def render_diff(difference: Difference, *, lang: str = "vi") -> str:
    """Return a page on a difference, the same characters at every run; `lang` is the language it begins in."""
    return render(
        "diff.html",
        lang=lang,
        difference=difference,
        statuses=STATUSES,
        counts={kind: difference.count(kind) for kind in ("measure", "target")},
        rows=_rows(difference),
        around=find_around(difference),
    )


def _rows(difference: Difference) -> dict[str, list[tuple[Pair, tuple[list[Part], list[Part]]]]]:
    """Return the pairs of each status with their quotes in parts."""
    return {status: [(pair, _parts(pair)) for pair in difference.pairs if pair.status == status] for status in STATUSES}


def render_diffs(changes: FolderChanges, *, names: tuple[str, str], lang: str = "vi") -> str:
    """Return a page on the documents of two folders, that are called `names`; what was kept is counted only."""
    compared = [
        {"by": pair.by, "difference": one, "rows": _rows(one), "counts": count_all(one)} for pair, one in changes.pairs
    ]
    told = {"compared": compared, "before": changes.before, "after": changes.after}
    return render("diffs.html", lang=lang, names=names, statuses=STATUSES, **told)


def count_all(difference: Difference) -> dict[str, int]:
    """Return how many measures and targets together have each status."""
    kinds = [difference.count(kind) for kind in ("measure", "target")]
    return {status: sum(kind[status] for kind in kinds) for status in STATUSES}


def write_markdown_of_all(changes: FolderChanges, *, names: tuple[str, str], lang: str = "vi") -> str:
    """Return the same as Markdown: the pairs with their counts, what stayed alone, then each pair."""
    lines = [heading(1, f"{word('diffsTitle', lang)}: {names[0]} → {names[1]}"), word("pairsNote", lang), ""]
    rows = [
        [call(one.before), call(one.after), word(f"by-{pair.by}", lang), *map(str, count_all(one).values())]
        for pair, one in changes.pairs
    ]
    columns = [word(name, lang) for name in ("before", "after", "pairedBy", *STATUSES)]
    lines += table(columns, rows)
    for side, heads in (("before", changes.before), ("after", changes.after)):
        if heads:
            lines += [heading(2, f"{word(f'alone-{side}', lang)} ({len(heads)})")]
            lines += [f"- {plain_line(call(head))}" for head in heads] + [""]
    return "\n".join([*lines, *(write_markdown(one, lang=lang) for _, one in changes.pairs)])


def call(head: Head) -> str:
    """Return what to call a document in a row: its number, else its title."""
    return head.number or head.title


def find_around(difference: Difference) -> list[tuple[Change, int]]:
    """Return what headings and introductions state otherwise, with how many statements it concerns, most first."""
    found = Counter(change for pair in difference.pairs for change in pair.changes if change.inherited)
    return sorted(found.items(), key=lambda item: (-item[1], item[0].aspect, item[0].before, item[0].after))


def _parts(pair: Pair) -> tuple[list[Part], list[Part]]:
    """Return the quotes of a pair with the words marked that only one of them has."""
    quotes = [place.quote if place else "" for place in (pair.before, pair.after)]
    if "" in quotes:
        return [(quotes[0], False)], [(quotes[1], False)]
    return mark_words(*quotes)


def write_markdown(difference: Difference, *, lang: str = "vi") -> str:
    """Return a difference as Markdown: heads, counts, and each pair with both quotes; what was kept is counted only."""
    heads = difference.before, difference.after
    lines = [heading(1, word("diffTitle", lang))]
    lines += table(
        ["", word("before", lang), word("after", lang)],
        [[word(f"head-{name}", lang), *(str(getattr(head, name)) or "–" for head in heads)] for name in _FORMS],
    )
    counts = {kind: difference.count(kind) for kind in ("measure", "target")}
    lines += table(
        ["", *(word(status, lang) for status in STATUSES)],
        [[word(f"{kind}s", lang), *map(str, counts[kind].values())] for kind in counts],
    )
    if around := find_around(difference):
        lines += [heading(2, word("aroundTitle", lang))]
        told = ((show_pair_change(change, lang), many) for change, many in around)
        lines += [f"- {words}: {many} {word('statements', lang)}" for words, many in told] + [""]
    for status in STATUSES:
        pairs = [pair for pair in difference.pairs if pair.status == status]
        lines += [heading(2, f"{word(status, lang)} ({len(pairs)})"), word(f"{status}Note", lang), ""]
        for pair in pairs if status != "kept" else ():
            lines += _pair(pair, lang)
    lines += [heading(2, word("limitsTitle", lang)), word("diffLimits", lang), ""]
    return "\n".join(lines)


def _pair(pair: Pair, lang: str) -> list[str]:
    told = [show_pair_change(change, lang) for change in pair.changes if change.aspect != "words"]
    head = f"**{word(pair.kind, lang)}**, {word('confidence', lang)} {pair.confidence:.2f}"
    lines = ["; ".join([head, *told])]
    for name, place in (("before", pair.before), ("after", pair.after)):
        if place:
            where = f"[{place.start}–{place.end}]" + (f" {place.section}" if place.section else "")
            lines += ["", quote_line(f"{word(name, lang)} {where}", place.quote)]
    return [*lines, ""]


def show_pair_change(change: Change, lang: str) -> str:
    """Return a change in a line of one language: the aspect, what it was and is, and which way that points."""
    sides = (word_change(side, change.aspect, lang) for side in (change.before, change.after))
    marks = ", ".join(word(mark, lang) for mark in (change.direction, "inherited" * change.inherited) if mark)
    return f"{word(change.aspect, lang)}: {' → '.join(sides)}" + (f" ({marks})" if marks else "")
