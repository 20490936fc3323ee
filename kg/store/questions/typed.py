"""Give the terms of an answer as values of Python, and its columns with the types of pandas.

`xsd:integer` and what is derived from it are `Int64`, `xsd:decimal`, `double` and `float` are `float64` (also mixed
with integers), `xsd:boolean` is `boolean`, `xsd:date` and `xsd:dateTime` are `datetime64`; `xsd:gYear` and
`xsd:gYearMonth` stay strings, as pandas has no type for a time that is known to the year. A column of several kinds
holds Python's own values.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

if TYPE_CHECKING:
    import pandas

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = """integer int long short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger
    unsignedInt unsignedLong unsignedShort unsignedByte""".split()
_TRUTHS = {"true": True, "1": True, "false": False, "0": False}
_READ: dict[str, Callable[[str], Any]] = {
    **{_XSD + name: int for name in _INTEGERS},
    **{_XSD + name: float for name in ("decimal", "double", "float")},
    _XSD + "boolean": _TRUTHS.__getitem__,
    _XSD + "date": date.fromisoformat,
    _XSD + "dateTime": datetime.fromisoformat,
}
"""Datatype to what reads its values; all else stays a string."""
_LARGEST = 2**63


def to_python(term: Any) -> Any:
    """Return the value of a term: a number, truth or time by its datatype, else a string; None for an unbound one."""
    if not isinstance(term, Literal):
        return term if term is None else getattr(term, "value", None) or str(term)
    try:
        return _READ.get(term.datatype.value, str)(term.value)
    except (ValueError, KeyError):
        return term.value  # not what its datatype says


def to_series(values: Sequence[Any]) -> pandas.Series:
    """Return a column of values of Python, with the type that fits all of them."""
    import pandas

    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and all(-_LARGEST <= value < _LARGEST for value in values if value is not None):
        return pandas.Series(values, dtype="Int64")
    if float in kinds and kinds <= {int, float}:
        return pandas.Series(values, dtype="float64")
    if kinds == {bool}:
        return pandas.Series(values, dtype="boolean")
    if kinds == {date}:
        days = [value and datetime(value.year, value.month, value.day) for value in values]
        return pandas.Series(days, dtype="datetime64[us]")
    if kinds == {datetime}:
        zoned = {value.tzinfo is not None for value in values if value is not None}
        if zoned == {True}:
            return pandas.Series([value and value.astimezone(UTC) for value in values], dtype="datetime64[us, UTC]")
        if zoned == {False}:
            return pandas.Series(values, dtype="datetime64[us]")
    return pandas.Series(values, dtype="object")
