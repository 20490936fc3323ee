"""Write the facts as one table of Apache Parquet, lists and records typed; needs pyarrow, the extra `data`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.errors import UnsupportedError
from kg.export.facts import Fact
from kg.export.fields import AGENTS, LINKS, NUMBER, SPAN, SPANS, TEXT, TEXTS, TRUTH, WHOLE, WHOLES, columns

if TYPE_CHECKING:
    import pyarrow


def write_parquet(facts: Iterable[Fact]) -> bytes:
    """Return the facts as Parquet, a row each, columns of all kinds; raises `UnsupportedError` without pyarrow.

    Columns hold `list<int64>` for a span, `list<list<int64>>` for several, and lists of records for agents and links.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise UnsupportedError(
            "Parquet is written by pyarrow, which is not installed", remedy='pip install "policy-kg[data]"'
        ) from error
    schema = _schema(pyarrow)
    texts = {field.name for field in schema if field.type == pyarrow.string()}
    rows = [{name: _value(fact.get(name), text=name in texts) for name in schema.names} for fact in facts]
    buffer = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()


def _value(value: object, *, text: bool) -> object:
    """Return a value as its column holds it: a number as a text where other kinds have a text there."""
    return str(value) if text and value is not None else value


def _schema(arrow: pyarrow) -> pyarrow.Schema:
    text, whole = arrow.string(), arrow.int64()
    cited = [("id", text), ("start", whole), ("end", whole)]
    types = {
        TEXT: text,
        WHOLE: whole,
        NUMBER: arrow.float64(),
        TRUTH: arrow.bool_(),
        TEXTS: arrow.list_(text),
        WHOLES: arrow.list_(whole),
        SPAN: arrow.list_(whole),
        SPANS: arrow.list_(arrow.list_(whole)),
        LINKS: arrow.list_(arrow.struct(cited)),
        AGENTS: arrow.list_(
            arrow.struct([cited[0], ("role", text), *cited[1:], ("inherited", arrow.bool_()), ("review", text)])
        ),
    }
    fields = [
        arrow.field(
            name, types[field.type], nullable=name not in ("fact", "id", "doc"), metadata={"meaning": field.meaning}
        )
        for name, field in columns().items()
    ]
    return arrow.schema(fields)
