"""Answers that were given before: yesterday's, which an edition tells its changes against.

Here belongs knowing what the stored estimates of a day follow from: the brief, the code, and the tables of
all days up to it. Where any of it differs, or the estimates are not those that were noted, they are to be
found anew, so that an edition depends on documents alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import polars as pl

from assets.knowledge import TABLES
from pipeline.briefs import Brief
from pipeline.frames import content_hash, from_frame
from pipeline.records import Estimate
from resources.store import ParquetStore, StoreError, write_frame


def noted(
    brief: Brief, named: Sequence[str], day: date, store: ParquetStore, estimates: pl.DataFrame, code: str
) -> None:
    """Note what the estimates of a day follow from, and which they are."""
    row = {"inputs": [_inputs(brief, named, day, store, code)], "estimates": [content_hash(estimates)]}
    path = store.path(_table(brief), day)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_frame(path, pl.DataFrame(row), code)


def given_before(
    brief: Brief, named: Sequence[str], day: date, store: ParquetStore, table: str, code: str
) -> list[Estimate] | None:
    """Return the stored estimates of a day if they are what would be found today, else None."""
    try:
        note = store.read(_table(brief), day).row(0, named=True)
        estimates = store.read(table, day)
    except StoreError:
        return None
    if note["inputs"] != _inputs(brief, named, day, store, code) or note["estimates"] != content_hash(
        estimates
    ):
        return None
    return from_frame(Estimate, estimates)


def _table(brief: Brief) -> str:
    return f"{brief.id}/answered"


def _inputs(brief: Brief, named: Sequence[str], day: date, store: ParquetStore, code: str) -> str:
    """Return the fingerprint of all that the estimates of a day follow from."""
    digest = hashlib.sha256(f"{code}\0{sorted(named)}\0{brief.model_dump_json()}\0".encode())
    for table in TABLES:
        for known in store.days(table):
            if known <= day:
                digest.update(f"{table}\0{known}\0".encode())
                digest.update(hashlib.sha256(store.path(table, known).read_bytes()).digest())
    return digest.hexdigest()
