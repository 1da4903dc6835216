"""What the table assets share: how they are declared, described and handed to the store.

Here belongs the frame around a stage. What a stage does is one function of `pipeline`, called in the stage's
module.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg
import polars as pl

from assets import checks
from assets.versions import code_version
from pipeline.frames import column_meanings, content_hash, schema
from pipeline.records import Record

OWNERS = ["team:briefline"]
IO_MANAGER = "tables"
Days = dict[str, pl.DataFrame]


def table_asset(
    key: dg.AssetKey,
    record: type[Record],
    days: dg.PartitionsDefinition,
    rooms: Sequence[str],
    held: Sequence[checks.Check],
) -> dict[str, Any]:
    """Return the arguments of `dg.asset` for a table of `record` rows made by the `rooms` of the house."""
    return {
        "key": key,
        "partitions_def": days,
        "io_manager_key": IO_MANAGER,
        "code_version": code_version(*rooms),
        "owners": OWNERS,
        "kinds": {"python", "polars", "parquet"},
        "metadata": {"dagster/column_schema": column_schema(record)},
        "check_specs": [check.spec(key) for check in (checks.COLUMNS, *held)],
    }


def column_schema(record: type[Record]) -> dg.TableSchema:
    """Return the columns of a table of `record` rows as the UI shows them: name, type and meaning."""
    meanings = column_meanings(record)
    return dg.TableSchema(
        [
            dg.TableColumn(name, str(dtype), description=meanings[name])
            for name, dtype in schema(record).items()
        ]
    )


def stored(
    key: dg.AssetKey,
    record: type[Record],
    days: Mapping[str, pl.DataFrame],
    results: Sequence[dg.AssetCheckResult],
    metadata: Mapping[str, Any],
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
    """Report the checks of a table's days and hand it to the store, unless a blocking check did not hold."""
    what = f"{key.to_user_string()} of {span(list(days))}"
    named = [one._replace(asset_key=key) for one in (checks.columns(days, schema(record)), *results)]
    yield from checks.settled(what, named)
    version = data_version(days)
    rows = sum(frame.height for frame in days.values())
    yield dg.MaterializeResult(
        asset_key=key,
        value=dict(days),
        metadata={"dagster/row_count": rows, "sha256": version, **metadata},
        data_version=dg.DataVersion(version),
    )


def data_version(days: Mapping[str, pl.DataFrame]) -> str:
    """Return the content hash of one day, or of a range of days together."""
    hashes = [content_hash(frame) for frame in days.values()]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def span(days: Sequence[str]) -> str:
    """Name a day or a range of days."""
    return days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"


def listed(rows: Sequence[Mapping[str, str | int | float | bool | None]]) -> dg.MetadataValue:
    """Return rows as a table that the UI shows inline; a value that is absent is left empty."""
    return dg.MetadataValue.table(
        [
            dg.TableRecord({name: "" if value is None else value for name, value in row.items()})
            for row in rows
        ],
        schema=dg.TableSchema([dg.TableColumn(name) for name in rows[0]]) if rows else dg.TableSchema([]),
    )
