"""How Dagster's assets reach the store: an asset hands over a day's rows and receives a day's frame.

Here belongs the translation between Dagster's contexts and `resources/store.py`, nothing about the tables
themselves.
"""

from __future__ import annotations

from pathlib import Path

import dagster as dg
import polars as pl
from upath import UPath

from resources.store import Rows, StoreError, read_frame, write_frame
from resources.tables import SUFFIX, safe


class NotMaterialised(dg.Failure):
    """A table that an asset needs is not in the store. Trying again does not help; materialising it does."""

    def __init__(self, problem: str) -> None:
        super().__init__(description=problem, allow_retries=False)


class ParquetIOManager(dg.UPathIOManager):
    """Keeps every partition of an asset in one Parquet file, replaced all at once.

    A run takes one day through its assets, so that each day has checks, metadata and a version of its own.
    """

    extension = SUFFIX

    def make_safe_partition_path(self, base_path: UPath, partition: str) -> UPath:
        """Return the path of a partition, which stays inside `base_path` whatever the key."""
        return base_path / safe(partition)

    def _with_extension(self, path: UPath) -> UPath:
        return path.parent / (path.name + SUFFIX)  # a dot in a key is no suffix

    def handle_output(self, context: dg.OutputContext, obj: Rows) -> None:
        """Write the file of the run's partition."""
        (path,) = self._get_paths_for_partitions(context).values()
        self.dump_to_path(context, obj, path)

    def load_input(self, context: dg.InputContext) -> pl.DataFrame:
        """Read the partition that the asset's own depends on."""
        (path,) = self._get_paths_for_partitions(context).values()
        return self.load_from_path(context, path)

    def dump_to_path(self, context: dg.OutputContext, obj: Rows, path: UPath) -> None:
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
