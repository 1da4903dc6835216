"""The store: Parquet tables on disk, one file a table and day, each with a receipt beside it.

Here belongs where a table's rows lie and how they are read and replaced. What is read back is what was
written: a file that differs from its receipt is never taken for rows. What the columns are stands in
`pipeline.frames`; how Dagster's assets reach the store in `resources/io_manager.py`.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from resources.files import replace_file, sweep
from resources.receipts import Receipt, intact, read_receipt, sha256, write_receipt
from resources.tables import days, file_of

if TYPE_CHECKING:
    from upath import UPath


class StoreError(Exception):
    """A table that cannot be read or written; the message says what to do."""


class Rows(NamedTuple):
    """A table's rows of one day, and the fingerprint of what they were made from."""

    frame: pl.DataFrame
    made_from: str


@dataclass(frozen=True)
class ParquetStore:
    """Tables under `root/<table>/<day>.parquet`; slashes in a table's name are folders."""

    root: Path

    def path(self, table: str, day: date | str) -> Path:
        """Return the file of a table's day."""
        return file_of(self.root, table, day)

    def days(self, table: str) -> list[date]:
        """Return the days for which the table has rows or is known to have none, oldest first."""
        return days(self.root, table)

    def receipt(self, table: str, day: date | str) -> Receipt | None:
        """Return the receipt of a table's day, None when the day is not there as it was written."""
        return intact(self.path(table, day))

    def noted(self, table: str, day: date | str) -> Receipt | None:
        """Return the receipt of a table's day, without a look at the file itself."""
        return read_receipt(self.path(table, day))

    def made_from(self, table: str, day: date | str) -> str:
        """Return the fingerprint of what a table's day was made from. Raises StoreError when there is
        none."""
        path = self.path(table, day)
        receipt = intact(path)
        if receipt is None:
            raise _refused(path, f"{table} of {day}")
        return receipt.made_from

    def read(self, table: str, day: date | str) -> pl.DataFrame:
        """Return a table's rows of one day. Raises StoreError when there are none or the file is damaged."""
        return read_frame(self.path(table, day), f"{table} of {day}")

    def read_days(
        self, table: str, chosen: Collection[date], kept: pl.Expr, once: str | Sequence[str]
    ) -> pl.DataFrame:
        """Return the rows of the days `chosen`, oldest day first, that are `kept`; of rows with the same
        value of the column (or columns) `once`, the first. Raises StoreError when a day cannot be read, or
        none is chosen."""
        paths = {day: self.path(table, day) for day in sorted(chosen)}
        if not paths:
            raise StoreError(f"no day of {table} is asked for: materialise {table} for a day first")
        for day, path in paths.items():
            if intact(path) is None:
                raise _refused(path, f"{table} of {day}")
        try:
            rows = pl.scan_parquet(list(paths.values()), glob=False)
            return rows.filter(kept).unique(once, keep="first", maintain_order=True).collect()
        except pl.exceptions.PolarsError as problem:
            raise StoreError(f"{table} has days of different versions: materialise them again") from problem


def read_frame(path: Path | UPath, what: str) -> pl.DataFrame:
    """Read one file of the store; `what` names it in an error. Raises StoreError for bytes that are not those
    that were written: a reader of Parquet may make anything of them."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise _refused(path, what) from None
    receipt = read_receipt(path)
    if receipt is None or sha256(content) != receipt.sha256:
        raise _refused(path, what)
    try:
        return pl.read_parquet(io.BytesIO(content))
    except pl.exceptions.PolarsError as problem:
        raise StoreError(
            f"{what} cannot be read ({path.name}): materialise it again ({problem})"
        ) from problem


def write_frame(path: Path | UPath, rows: Rows, code_version: str) -> None:
    """Put rows in the place of `path`, all at once, and then their receipt: an object store shows only
    complete uploads. A write that is broken off between the two leaves a file without its receipt, which is
    made again."""
    objects = [name for name, dtype in rows.frame.schema.items() if dtype == pl.Object]
    if objects:
        raise StoreError(f"columns without a type cannot be stored: {', '.join(objects)}")
    content = io.BytesIO()
    rows.frame.write_parquet(content)
    data = content.getvalue()
    if isinstance(path, Path):
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        replace_file(path, lambda file: file.write(data))
    else:
        path.write_bytes(data)
    write_receipt(path, Receipt(sha256(data), code_version, rows.made_from))


def _refused(path: Path | UPath, what: str) -> StoreError:
    if not path.exists():
        return StoreError(f"there is no {what}: materialise it first")
    return StoreError(f"{what} is damaged ({path.name}): materialise it again")
