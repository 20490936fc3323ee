"""Draw small charts as inline SVG whose colours the page's style gives; numbers stand beside them as text."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

_COLUMN, _HEIGHT, _ABOVE, _BELOW = 60, 120, 18, 20


def bar(parts: Sequence[tuple[str, int]], *, most: int, label: str) -> Markup:
    """Return a bar of stacked parts, each a class of style and a number, as long as `most` allows; `label` tells it."""
    left, rects = 0.0, []
    for name, number in parts:
        width = 100 * number / most if most else 0.0
        rects.append(f'<rect class="{escape(name)}" x="{left:.2f}" width="{width:.2f}" height="10"/>')
        left += width
    return Markup(
        f'<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{escape(label)}">'
        f"{''.join(rects)}</svg>"
    )


def columns(bars: Sequence[tuple[str, Sequence[tuple[str, int]], str]], *, label: str) -> Markup:
    """Return columns of stacked parts: each has its name below, its parts from below, and a link (or an empty one)."""
    most = max((sum(number for _, number in parts) for _, parts, _ in bars), default=0)
    width = max(len(bars) * _COLUMN, _COLUMN)
    drawn = []
    for number, (name, parts, link) in enumerate(bars):
        left, top = number * _COLUMN, float(_ABOVE + _HEIGHT)
        pieces = []
        for cls, count in parts:
            height = _HEIGHT * count / most if most else 0.0
            top -= height
            pieces.append(
                f'<rect class="{escape(cls)}" x="{left + 15}" y="{top:.1f}" width="30" height="{height:.1f}"/>'
            )
        total = sum(count for _, count in parts)
        middle = left + _COLUMN // 2
        pieces.append(f'<text x="{middle}" y="{top - 4:.1f}">{total}</text>')
        pieces.append(f'<text x="{middle}" y="{_ABOVE + _HEIGHT + 15}">{escape(name)}</text>')
        inner = "".join(pieces)
        drawn.append(f'<a href="{escape(link)}">{inner}</a>' if link else f"<g>{inner}</g>")
    role = "group" if any(link for _, _, link in bars) else "img"  # what is inside an image can't be reached
    return Markup(
        f'<svg class="columns" viewBox="0 0 {width} {_ABOVE + _HEIGHT + _BELOW}" width="{width}" role="{role}" '
        f'aria-label="{escape(label)}">{"".join(drawn)}</svg>'
    )
