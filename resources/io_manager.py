"""How Dagster's assets reach the store: a table passes between assets as its days, `{day: frame}`.

Here belongs the translation between Dagster's contexts and `resources/store.py`, nothing about the tables
themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import dagster as dg
import polars as pl
from upath import UPath

from resources.store import SUFFIX, StoreError, read_frame, safe, write_frame

Days = dict[str, pl.DataFrame]


class NotMaterialised(dg.Failure):
    """A table that an asset needs is not in the store. Trying again does not help; materialising it does."""

    def __init__(self, problem: str) -> None:
        super().__init__(description=problem, allow_retries=False)


class ParquetIOManager(dg.UPathIOManager):
    """Keeps every partition of an asset in one Parquet file, replaced all at once.

    An asset hands over and receives its table as `{partition: frame}`, for a single day and for a range
    alike.
    """

    extension = SUFFIX

    def make_safe_partition_path(self, base_path: UPath, partition: str) -> UPath:
        """Return the path of a partition, which stays inside `base_path` whatever the key."""
        return base_path / safe(partition)

    def _with_extension(self, path: UPath) -> UPath:
        return path.parent / (path.name + SUFFIX)  # a dot in a key is no suffix

    def handle_output(self, context: dg.OutputContext, obj: Mapping[str, pl.DataFrame]) -> None:
        """Write one file for each of the run's partitions."""
        self.make_directory(self._get_path_without_extension(context))
        for partition, path in self._get_paths_for_partitions(context).items():
            self.dump_to_path(context, obj[partition], path)

    def load_input(self, context: dg.InputContext) -> Days:
        """Read the partitions that the asset's own partitions depend on."""
        paths = self._get_paths_for_partitions(context)
        return {partition: self.load_from_path(context, path) for partition, path in paths.items()}

    def dump_to_path(self, context: dg.OutputContext, obj: pl.DataFrame, path: UPath) -> None:
        """Write one partition, with the version of the code that made it."""
        write_frame(path, obj, context.asset_spec.code_version or "")

    def load_from_path(self, context: dg.InputContext, path: UPath) -> pl.DataFrame:
        """Read one partition, or fail with what to materialise."""
        try:
            return read_frame(path, f"{context.asset_key.to_user_string()} of {path.stem}")
        except StoreError as problem:
            raise NotMaterialised(str(problem)) from problem


def io_manager(root: Path) -> ParquetIOManager:
    """Return the IO manager of the store at `root`."""
    return ParquetIOManager(UPath(root))
