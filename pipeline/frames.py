"""Records as rows: Polars frames with declared schemas, and back.

Here belongs the translation alone. A column is a field of the record with the same name, its type follows
from the field's type, and its meaning stands in `columns.toml`. Where frames are stored is decided on the
floor above.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import polars as pl
from pydantic import TypeAdapter

from pipeline.records import Record

_SLICE = 10_000  # rows that are taken apart or put together at a time
R = TypeVar("R", bound=Record)
_PLAIN: dict[Any, Any] = {str: pl.String, int: pl.Int64, float: pl.Float64, bool: pl.Boolean, date: pl.Date}


def schema(record: type[Record]) -> pl.Schema:
    """Return the columns of a table of `record` rows and their types.

    Records inside records are structs, tuples are lists, words of a fixed vocabulary are strings.
    """
    return pl.Schema({name: _dtype(field.annotation) for name, field in record.model_fields.items()})


def to_frame(record: type[Record], records: Iterable[Record]) -> pl.DataFrame:
    """Return `records`, all of type `record`, as a frame with the columns of `schema(record)`, a row each,
    in order."""
    columns = schema(record)
    parts = [pl.DataFrame(schema=columns)]
    left = iter(records)
    while rows := [one.model_dump() for one in islice(left, _SLICE)]:
        parts.append(
            pl.DataFrame(
                {name: pl.Series(name, [row[name] for row in rows], dtype) for name, dtype in columns.items()}
            )
        )
    return pl.concat(parts, rechunk=True)


def from_frame(record: type[R], frame: pl.DataFrame) -> list[R]:
    """Return the records whose rows `frame` holds: the inverse of `to_frame`.

    Equal words and equal records inside records are one object: a million records would not fit otherwise.
    Raises ValueError (pydantic's ValidationError) if a row is no such record.
    """
    names = schema(record).names()
    shared = _Shared()
    found: list[R] = []
    for part in frame.select(names).iter_slices(_SLICE):
        columns = [shared.values(part[name], record.model_fields[name].annotation) for name in names]
        rows = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
        found += map(shared.fields, _list_of(record).validate_python(rows))
    return found


def column_meanings(record: type[Record]) -> dict[str, str]:
    """Return what each column of a table of `record` rows means, in one line."""
    table = _meanings()
    return {name: table[record.__name__][name] for name in record.model_fields}


def content_hash(frame: pl.DataFrame) -> str:
    """Return the SHA-256 (hex) of a frame's columns, types and rows.

    The same content has the same hash however the frame was put together or cut into chunks.
    """
    digest = hashlib.sha256()
    for name, dtype in frame.schema.items():
        digest.update(f"{name}\0{dtype}\0".encode())
    digest.update(frame.write_ndjson().encode())
    return digest.hexdigest()


class _Shared:
    """Makes the values of columns so that equal ones are the same object."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._records: dict[type[Record], dict[tuple[Any, ...], Record]] = defaultdict(dict)
        self._fields: dict[frozenset[str], set[str]] = {}

    def values(self, column: pl.Series, annotation: Any) -> list[Any]:
        """Return the values of a column as a field with that annotation holds them."""
        inner = _inner(annotation)
        if get_origin(inner) is tuple:
            return self._tuples(column, get_args(inner)[0])
        if isinstance(inner, type) and issubclass(inner, Record):
            return self._parts(column, inner)
        if column.dtype == pl.String:
            return [word and self._words.setdefault(word, word) for word in column.to_list()]
        return column.to_list()

    def fields(self, made: R) -> R:
        """Let a record share the set of its given fields with others: it is larger than the rest of it."""
        given = made.model_fields_set
        object.__setattr__(made, "__pydantic_fields_set__", self._fields.setdefault(frozenset(given), given))
        return made

    def _tuples(self, column: pl.Series, annotation: Any) -> list[tuple[Any, ...] | None]:
        lengths = column.list.len().to_list()
        flat = iter(self.values(column.filter(column.list.len() > 0).explode(), annotation))
        return [None if length is None else tuple(islice(flat, length)) for length in lengths]

    def _parts(self, column: pl.Series, record: type[Record]) -> list[Record | None]:
        made = self._records[record]
        names = list(record.model_fields)
        fields = [self.values(column.struct.field(n), record.model_fields[n].annotation) for n in names]
        missing, rows = column.is_null().to_list(), list(zip(*fields, strict=True))
        new = dict.fromkeys(
            row for gone, row in zip(missing, rows, strict=True) if not gone and row not in made
        )
        held = _list_of(record).validate_python([dict(zip(names, row, strict=True)) for row in new])
        made.update(zip(new, map(self.fields, held), strict=True))
        return [None if gone else made[row] for gone, row in zip(missing, rows, strict=True)]


def _inner(annotation: Any) -> Any:
    """Return what an annotation says besides that there may be nothing."""
    if get_origin(annotation) in (Union, UnionType):
        return next(arg for arg in get_args(annotation) if arg is not NoneType)
    return annotation


def _dtype(annotation: Any) -> Any:
    annotation = _inner(annotation)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return pl.String
    if origin is tuple:
        return pl.List(_dtype(args[0]))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return pl.Struct(dict(schema(annotation)))
    return _PLAIN[annotation]


@cache
def _list_of(record: type[R]) -> TypeAdapter[list[R]]:
    return TypeAdapter(list[record])  # type: ignore[valid-type]


@cache
def _meanings() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text(encoding="utf-8"))
