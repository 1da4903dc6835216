"""The store: Parquet tables on disk, one file a table and day.

Here belong where a table's rows lie and how they are read and replaced. What the columns are stands in
`pipeline.frames`; how Dagster's assets reach the store in `resources/io_manager.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import polars as pl

from resources.files import replace_file, sweep

if TYPE_CHECKING:
    from upath import UPath

CODE_VERSION = "briefline.code_version"
SUFFIX = ".parquet"


class StoreError(Exception):
    """A table that cannot be read or written; the message says what to do."""


@dataclass(frozen=True)
class ParquetStore:
    """Tables under `root/<table>/<day>.parquet`; slashes in a table's name are folders."""

    root: Path

    def path(self, table: str, day: date | str) -> Path:
        """Return the file of a table's day."""
        return self.folder(table) / (safe(str(day)) + SUFFIX)

    def folder(self, table: str) -> Path:
        """Return the folder of a table's files."""
        return self.root.joinpath(*map(safe, table.split("/")))

    def days(self, table: str) -> list[date]:
        """Return the days for which the table has rows or is known to have none, oldest first."""
        return sorted(date.fromisoformat(path.stem) for path in self.folder(table).glob(f"*{SUFFIX}"))

    def read(self, table: str, day: date | str) -> pl.DataFrame:
        """Return a table's rows of one day. Raises StoreError when there are none or the file is damaged."""
        return read_frame(self.path(table, day), f"{table} of {day}")

    def read_up_to(self, table: str, day: date, kept: pl.Expr, once: str | Sequence[str]) -> pl.DataFrame:
        """Return the rows of all days up to and including `day`, oldest day first, that are `kept`; of rows
        with the same value of the column (or columns) `once`, the first. Raises StoreError when a day cannot
        be read."""
        days = [known for known in self.days(table) if known <= day]
        if not days:
            raise StoreError(f"{table} has no rows up to {day}: materialise {table} for a day first")
        rows = pl.concat([pl.scan_parquet(self.path(table, known), glob=False) for known in days])
        try:
            return rows.filter(kept).unique(once, keep="first", maintain_order=True).collect()
        except pl.exceptions.PolarsError as problem:
            for known in days:
                self.read(table, known)
            raise StoreError(f"{table} has days of different versions: materialise them again") from problem

    def written(self, table: str, day: date) -> int:
        """Return when a table's day was written, in nanoseconds; 0 when it is not there."""
        try:
            return self.path(table, day).stat().st_mtime_ns
        except OSError:
            return 0

    def code_version(self, table: str, day: date) -> str | None:
        """Return the version of the code that wrote a table's day, None when there is nothing readable."""
        try:
            return pl.read_parquet_metadata(self.path(table, day)).get(CODE_VERSION)
        except (OSError, pl.exceptions.PolarsError):
            return None


def read_frame(path: Path | UPath, what: str) -> pl.DataFrame:
    """Read one file of the store; `what` names it in an error."""
    try:
        if isinstance(path, Path):
            return pl.read_parquet(path, glob=False)
        with path.open("rb") as file:
            return pl.read_parquet(file)
    except FileNotFoundError:
        raise StoreError(f"there is no {what}: materialise it first") from None
    except pl.exceptions.PolarsError as problem:
        raise StoreError(f"{what} is damaged ({path.name}): materialise it again ({problem})") from problem


def write_frame(path: Path | UPath, frame: pl.DataFrame, code_version: str) -> None:
    """Put `frame` in the place of `path`, all at once: an object store shows only complete uploads."""
    objects = [name for name, dtype in frame.schema.items() if dtype == pl.Object]
    if objects:
        raise StoreError(f"columns without a type cannot be stored: {', '.join(objects)}")
    metadata = {CODE_VERSION: code_version}
    if isinstance(path, Path):
        sweep(path.parent)
        replace_file(path, lambda file: frame.write_parquet(file, metadata=metadata))
    else:
        with path.open("wb") as file:
            frame.write_parquet(file, metadata=metadata)


def safe(part: str) -> str:
    """Return `part` as one path component that stays inside its folder."""
    quoted = quote(part, safe="")
    return quoted.replace(".", "%2E") if quoted.strip(".") == "" else quoted
