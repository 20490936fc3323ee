"""Find the instruments that tables of tasks name: a task that is a name alone, the short word for it as its result."""

from __future__ import annotations

from kg.extract.grammar.lexicon import KINDS, worded
from kg.extract.grammar.tables import cell_of, is_of_tasks
from kg.iri import fold
from kg.layout.table import Row, Table
from kg.model import Mention, PreparedText, Span

_NAMED = "(?P<kind>{Scheme Task}|Dự án Luật)"
_TASK = rf"{_NAMED} (?!số |của |này|được |\d)"
_RESULT = rf"{_NAMED}(?= (?:được|trình|đã|do)(?!\w)|[.;,]|$)"
_LONGEST = 260


def names_in_cells(prepared: PreparedText, known: list[Mention]) -> list[Mention]:
    """Return the mentions beside those known."""
    found: list[Mention] = []
    for table in prepared.tables:
        if is_of_tasks(table):
            for row in table.rows:
                found.extend(_of_row(prepared.text, table, row, known=known))
    return found


def _of_row(text: str, table: Table, row: Row, *, known: list[Mention]) -> list[Mention]:
    """Return the name that a row's task is, and the word in its result that stands for the name in the task."""
    task, result = cell_of(table, row, "task"), cell_of(table, row, "result")
    if task is None:
        return []
    found = []
    named = [m for m in known if m.cls == "Instrument" and task.start_char <= m.start_char < task.end_char]
    alone = worded(KINDS, _TASK).match(text, *task)
    if alone and not any(m.start_char == task.start_char for m in named) and task.end_char - task.start_char < _LONGEST:
        name = text[slice(*task)].rstrip(" .;")
        if ";" not in name:
            own = Mention("Instrument", task.start_char, task.start_char + len(name), key=fold(name), confidence=0.8)
            found.append(own)
            named.insert(0, own)
    short = worded(KINDS, _RESULT).match(text, *result) if result else None
    if short:
        meant = next((m for m in named if _is_of_kind(text, m, short.group("kind"))), None)
        if meant is not None and not _is_taken(known, Span(*short.span())):
            found.append(
                Mention(
                    "Instrument",
                    *short.span(),
                    key=meant.key,
                    label=meant.label,
                    confidence=0.8,
                    reading=meant.reading,
                )
            )
    return found


def _is_of_kind(text: str, mention: Mention, kind: str) -> bool:
    """Say whether a mention is a plan or text still to come of a kind: one that has no number yet."""
    name = text[mention.start_char : mention.end_char].casefold()
    return name.startswith(kind.casefold()) and not any(ch.isdigit() for ch in name)


def _is_taken(known: list[Mention], span: Span) -> bool:
    return any(m.start_char < span.end_char and span.start_char < m.end_char for m in known)
