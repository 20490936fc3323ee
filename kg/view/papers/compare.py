"""Write what the documents of a folder have in common as a page and as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby

from markupsafe import Markup

from kg.analyse import read_sector_labels
from kg.analyse.across import Comparison
from kg.analyse.across.model import Shared
from kg.analyse.changes.model import Head, Place
from kg.model import ENTITY_CLASSES
from kg.view.assets import read_classes
from kg.view.papers.drawings import draw_links, draw_series
from kg.view.papers.frame import both, render, word
from kg.view.papers.text import heading, quote_line, table

_MOST_ALIKE = 200
"""So many pairs of measures stand on the page; JSON has all."""


def render_compare(comparison: Comparison, *, lang: str = "vi") -> str:
    """Return a page on a comparison, the same characters at every run; `lang` is the language it begins in."""
    short = name_documents(comparison.documents)
    return render(
        "compare.html",
        lang=lang,
        comparison=comparison,
        alike=comparison.alike[:_MOST_ALIKE],
        shared=_by_class(comparison),
        titles={head.id: f"{head.number} {head.title}".strip() for head in comparison.documents},
        short=short,
        charts=[draw_series(series) for series in comparison.series],
        drawing=draw_links(comparison, short),
        sector=_say_sector,
        **{"class": say_class},
    )


def _left_out(comparison: Comparison, lang: str) -> str:
    """Return how many copies don't count, nothing where there are none."""
    return f"; {len(comparison.copies)} {word('copiesNotCounted', lang)}" if comparison.copies else ""


def name_documents(heads: Iterable[Head]) -> dict[str, str]:
    """Return what to call documents in a row, by IRI: the number, with the issuer or the day where others bear it."""
    heads = list(heads)
    names = {head.id: head.number or head.id.rsplit("/", 1)[-1] for head in heads}
    for detail in ("issuer", "issued"):
        twice = {name for name, many in Counter(names.values()).items() if many > 1}
        for head in heads:
            if names[head.id] in twice and getattr(head, detail):
                names[head.id] += f" ({getattr(head, detail)})"
    return names


def _by_class(comparison: Comparison) -> list[tuple[str, list[Shared]]]:
    """Return what is shared by class, bodies last since everything names them."""
    order = {cls: at for at, cls in enumerate((*ENTITY_CLASSES[:-4], "Instrument", "Place", "Agent"))}
    found = sorted(comparison.shared, key=lambda one: order[one.cls])
    return [(cls, list(some)) for cls, some in groupby(found, key=lambda one: one.cls)]


def _say_sector(code: str) -> Markup:
    names: Mapping[str, str] = read_sector_labels().get(code, {})
    return both(names.get("vi", code), names.get("en", code))


def say_class(cls: str) -> Markup:
    """Return the name of a class in both languages."""
    look = read_classes()[cls]
    return both(look["vi"], look["en"])


def write_markdown(comparison: Comparison, *, lang: str = "vi") -> str:
    """Return a comparison as Markdown: groups, indicators, the measures most alike, what is shared, links."""

    def say(key: str) -> str:
        return word(key, lang)

    short = name_documents(comparison.documents)
    documents = f"{len(short)} {say('documents')}{_left_out(comparison, lang)}"
    lines = [heading(1, say("compareTitle")), documents, "", heading(2, say("groups"))]
    columns = ("documents", "measures", "withOwner", "withDue", "withNumber", "targets")
    lines += table(
        [say(f"by-{comparison.by}"), *map(say, columns)],
        [
            [say({"vn": "nation", "?": "unknown"}.get(one.name, one.name)), str(len(one.documents)), str(one.measures)]
            + [str(many) for many in (one.with_owner, one.with_due, one.with_number, one.targets)]
            for one in comparison.groups
        ],
    )
    lines += [heading(2, say("series")), say("seriesNote"), ""]
    for series in comparison.series:
        lines += [heading(3, f"{series.indicator} ({series.unit})" if series.unit else series.indicator)]
        rows = [
            [point.group, point.issued, point.due, point.value, short[point.place.doc], _where(point.place)]
            for point in series.points
        ]
        names = (f"by-{comparison.by}", "head-issued", "due", "value", "head-title", "where")
        lines += table([*map(say, names)], rows)
    lines += [heading(2, say("alike")), say("alikeNote"), ""]
    for pair in comparison.alike[:_MOST_ALIKE]:
        lines += [f"{say('likeness')} {pair.likeness:.2f}", ""]
        for place in (pair.before, pair.after):
            lines += [quote_line(f"{short[place.doc]} {_where(place)}", place.quote), ""]
    lines += [heading(2, say("shared"))]
    lines += table(
        [say("name"), say("documents"), say("measures")],
        [[one.label, str(len(one.uses)), str(sum(use.measures for use in one.uses))] for one in comparison.shared],
    )
    lines += [heading(2, say("links"))]
    links = [
        [short[link.doc], say(link.relation), link.label, f"[{link.start}–{link.end}]"] for link in comparison.links
    ]
    lines += table([say("head-title"), say("relation"), say("act"), say("where")], links)
    return "\n".join([*lines, heading(2, say("limitsTitle")), say("compareLimits"), ""])


def _where(place: Place) -> str:
    return f"[{place.start}–{place.end}]"
