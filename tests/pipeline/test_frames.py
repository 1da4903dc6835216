"""Records and frames say the same: every record survives the way into a frame, onto disk and back."""

import io
import tomllib
from datetime import date
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline import frames
from pipeline.frames import column_meanings, content_hash, from_frame, schema, to_frame
from pipeline.records import Claim, CleanedText, Copy, Document, Estimate, Interval, Record, Sketch, Span

TABLES = (Document, CleanedText, Claim, Sketch, Copy, Estimate)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    int: st.integers(0, 2**40),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
}


def values(annotation: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a record's field."""
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation is NoneType:
        return st.none()
    if origin in (Union, UnionType):
        return st.one_of(*map(values, args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(values(args[0]), max_size=3).map(tuple)
    if issubclass(annotation, Record):
        return records(annotation)
    return PLAIN[annotation]


def records(record: type[Record]) -> st.SearchStrategy[Any]:
    return st.builds(
        record, **{name: values(field.annotation) for name, field in record.model_fields.items()}
    )


@pytest.mark.parametrize("record", TABLES)
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_records_survive_the_round_trip(record, data):
    rows = data.draw(st.lists(records(record), max_size=4))
    frame = to_frame(record, rows)
    assert frame.schema == schema(record)
    assert from_frame(record, frame) == rows
    file = io.BytesIO()
    frame.write_parquet(file)
    stored = pl.read_parquet(io.BytesIO(file.getvalue()))
    assert from_frame(record, stored) == rows
    assert content_hash(stored) == content_hash(frame)


@pytest.mark.parametrize("record", TABLES)
def test_every_column_has_a_type_and_a_meaning(record):
    assert list(schema(record)) == list(record.model_fields)
    assert list(column_meanings(record)) == list(record.model_fields)
    assert all(column_meanings(record).values())
    table = tomllib.loads(Path(frames.__file__).with_name("columns.toml").read_text(encoding="utf-8"))
    assert set(table[record.__name__]) == set(record.model_fields)


def test_types_follow_from_the_fields():
    columns = schema(Claim)
    assert columns["low"] == pl.Float64
    assert columns["figure"] == pl.Struct({"start": pl.Int64, "end": pl.Int64})
    assert columns["rules"] == pl.List(pl.String)
    assert schema(Document)["received_on"] == pl.Date


def document(name: str) -> Document:
    return Document(
        document_id=name,
        name=name,
        source="desk",
        received_on=date(2025, 3, 1),
        size_bytes=1,
        encoding="utf-8",
        text="x",
    )


def test_the_hash_depends_on_content_alone():
    whole = to_frame(Document, [document("a"), document("b")])
    parts = pl.concat(
        [to_frame(Document, [document("a")]), to_frame(Document, [document("b")])], rechunk=False
    )
    assert content_hash(parts) == content_hash(whole)
    assert content_hash(whole.slice(1, 1)) == content_hash(to_frame(Document, [document("b")]))
    assert content_hash(whole.reverse()) != content_hash(whole)
    assert content_hash(whole.rename({"name": "title"})) != content_hash(whole)
    empty = [to_frame(record, []) for record in TABLES]
    assert len({content_hash(frame) for frame in empty}) == len(TABLES)


def test_absent_structs_stay_absent():
    """A struct without a value is not a struct of values that are absent."""
    interval = Interval(start=None, end=None, precision="none", basis="inferred")
    given_none = to_frame(Interval, [interval])
    assert from_frame(Interval, given_none) == [interval]
    assert schema(Claim)["time"] == pl.Struct(dict(schema(Interval)))
    assert schema(Claim)["figure"] == pl.Struct(dict(schema(Span)))


def test_rows_that_are_no_such_record_are_refused():
    frame = to_frame(Document, [document("a")]).with_columns(received_on=pl.lit("yesterday"))
    with pytest.raises(ValidationError):
        from_frame(Document, frame)
