"""The columns of a quotes file: their types, and how a row of any format becomes a Quote."""

import dataclasses
import functools
import types
import typing
from collections.abc import Mapping
from enum import Enum

from stance.errors import StanceError
from stance.schema import Quote

_SQL_TYPES = {str: "VARCHAR", int: "INTEGER", float: "DOUBLE", bool: "BOOLEAN"}
REQUIRED = tuple(field.name for field in dataclasses.fields(Quote) if field.default is dataclasses.MISSING)


@functools.cache
def column_types() -> dict[str, type]:
    """Return the Python type of each column, None aside, in the order of the columns."""
    hints = typing.get_type_hints(Quote)
    return {name: next(kind for kind in _alternatives(hint) if kind is not type(None)) for name, hint in hints.items()}


def _alternatives(hint: object) -> tuple[type, ...]:
    return typing.get_args(hint) if isinstance(hint, types.UnionType) else (typing.cast("type", hint),)


def sql_types() -> dict[str, str]:
    """Return the DuckDB type of each column; names such as a stance are strings."""
    return {name: _SQL_TYPES[str if issubclass(kind, Enum) else kind] for name, kind in column_types().items()}


def to_quote(values: Mapping[str, object], place: str) -> Quote:
    """Make a Quote of a row, whose values may all be strings; columns that a Quote does not have are passed over.

    Raises StanceError, saying `place`, if a column is missing
    or does not fit.
    """
    missing = [name for name in REQUIRED if values.get(name) is None]
    if missing:
        raise StanceError(f"{place}: this is no row of a quotes file, it has no {', '.join(missing)}.")
    known = {}
    for name, kind in column_types().items():
        value = values.get(name)
        if value is None:
            continue
        try:
            known[name] = _converted(value, kind)
        except (ValueError, TypeError) as error:
            raise StanceError(f"{place}: {value!r} does not fit the column {name} ({error}).") from error
    return Quote(**known)


def _converted(value: object, kind: type) -> typing.Any:
    if isinstance(value, kind):
        return value
    if kind is bool and value not in ("true", "false"):
        raise ValueError("it must be true or false")
    if kind is str:
        raise TypeError("it must be a string")
    return value == "true" if kind is bool else kind(value)
