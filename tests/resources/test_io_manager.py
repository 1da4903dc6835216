"""Tables between assets: one file a partition, keys that stay in their folder, errors that say what to do."""

from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from resources.io_manager import NotMaterialised, io_manager
from resources.store import ParquetStore, Rows

KEYS = ["2025-09-01", "../../escape", "..", "a/b", "/root", "dot.ted"]
PARTITIONS = dg.StaticPartitionsDefinition(KEYS)


@dg.asset(key=["desk", "table"], partitions_def=PARTITIONS, code_version="v5", io_manager_key="tables")
def table(context: dg.AssetExecutionContext) -> Rows:
    return Rows(pl.DataFrame({"key": [context.partition_key]}), "nothing")


@dg.asset(
    key=["desk", "copy"],
    partitions_def=PARTITIONS,
    ins={"table": dg.AssetIn(["desk", "table"])},
    io_manager_key="tables",
)
def copy(table: pl.DataFrame) -> Rows:
    return Rows(table, "the other")


def materialise(asset: dg.AssetsDefinition, root: Path, key: str) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [table, copy],
        selection=[asset],
        partition_key=key,
        resources={"tables": io_manager(root)},
        raise_on_error=False,
    )


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_one_file_inside_the_folder_of_its_table(tmp_path: Path, key: str) -> None:
    root = tmp_path / "store"
    assert materialise(table, root, key).success
    assert materialise(copy, root, key).success
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in files} == {root / "desk" / "table", root / "desk" / "copy"}
    store = ParquetStore(root)
    assert store.read("desk/copy", key)["key"].to_list() == [key]
    receipt = store.receipt("desk/table", key)
    assert receipt
    assert (receipt.code_version, receipt.made_from) == ("v5", "nothing")


def test_a_table_that_is_not_there_is_named_and_not_tried_again(tmp_path: Path) -> None:
    result = materialise(copy, tmp_path, "2025-09-01")
    (failure,) = [event.step_failure_data for event in result.all_events if event.is_step_failure]
    assert failure.user_failure_data
    assert (
        failure.user_failure_data.description == "there is no desk/table of 2025-09-01: materialise it first"
    )
    assert not [event for event in result.all_events if event.is_step_up_for_retry]
    assert NotMaterialised("x").allow_retries is False
