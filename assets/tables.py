"""What the table assets share: how they are declared, described and handed to the store.

Here belongs the frame around a stage. What a stage does is one function of `pipeline`, called in the stage's
module.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import dagster as dg

from assets import checks
from pipeline.frames import column_meanings, content_hash, schema
from pipeline.records import Record
from resources.store import Rows

OWNERS = ["team:briefline"]
IO_MANAGER = "tables"


def table_asset(
    key: dg.AssetKey,
    record: type[Record],
    days: dg.PartitionsDefinition,
    version: str,
    held: Sequence[checks.Check],
) -> dict[str, Any]:
    """Return the arguments of `dg.asset` for a table of `record` rows made by code of that version."""
    return {
        "key": key,
        "partitions_def": days,
        "io_manager_key": IO_MANAGER,
        "code_version": version,
        "owners": OWNERS,
        "kinds": {"python", "polars", "parquet"},
        "metadata": {"dagster/column_schema": column_schema(record)},
        "backfill_policy": dg.BackfillPolicy.multi_run(1),
        "check_specs": [check.spec(key, days) for check in (checks.COLUMNS, *held)],
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
    day: str,
    rows: Rows,
    results: Sequence[dg.AssetCheckResult],
    metadata: Mapping[str, Any],
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult]:
    """Report the checks of a table's day and hand it to the store, unless a blocking check did not hold."""
    named = [one._replace(asset_key=key) for one in (checks.columns(rows.frame, schema(record)), *results)]
    yield from checks.settled(f"{key.to_user_string()} of {day}", named)
    version = content_hash(rows.frame)
    yield dg.MaterializeResult(
        asset_key=key,
        value=rows,
        metadata={"dagster/row_count": rows.frame.height, "sha256": version, **metadata},
        data_version=dg.DataVersion(version),
    )


def listed(rows: Sequence[Mapping[str, str | int | float | bool | None]]) -> dg.MetadataValue:
    """Return rows as a table that the UI shows inline; a value that is absent is left empty."""
    return dg.MetadataValue.table(
        [
            dg.TableRecord({name: "" if value is None else value for name, value in row.items()})
            for row in rows
        ],
        schema=dg.TableSchema([dg.TableColumn(name) for name in rows[0]]) if rows else dg.TableSchema([]),
    )
