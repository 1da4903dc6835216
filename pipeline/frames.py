"""Records as rows: Polars frames with declared schemas, and back.

Here belongs the translation alone. A column is a field of the record with the same name, its type follows
from the field's type, and its meaning stands in `columns.toml`. Where frames are stored is decided on the
floor above.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import polars as pl
from pydantic import TypeAdapter

from pipeline.records import Record

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
    rows = [one.model_dump() for one in records]
    columns = schema(record)
    return pl.DataFrame(
        {name: pl.Series(name, [row[name] for row in rows], dtype) for name, dtype in columns.items()}
    )


def from_frame(record: type[R], frame: pl.DataFrame) -> list[R]:
    """Return the records whose rows `frame` holds: the inverse of `to_frame`.

    Raises ValueError (pydantic's ValidationError) if a row is no such record.
    """
    return _list_of(record).validate_python(frame.select(schema(record).names()).to_dicts())


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


def _dtype(annotation: Any) -> Any:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, UnionType):
        return _dtype(next(arg for arg in args if arg is not NoneType))
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
