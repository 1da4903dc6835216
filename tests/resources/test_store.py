"""Tables on disk: replaced all at once, read up to a day, and clear about what is missing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import IO

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.files import replace_file, sweep
from resources.receipts import place
from resources.store import ParquetStore, Rows, StoreError, read_frame, write_frame
from resources.tables import safe

FRAME = pl.DataFrame({"name": ["a", "b"], "amount": [1.5, None]})
DAYS = [date(2025, 9, 1), date(2025, 9, 2), date(2025, 9, 4)]


def filled(root: Path) -> ParquetStore:
    store = ParquetStore(root)
    for number, day in enumerate(DAYS):
        write_frame(
            store.path("desk/claims", day), Rows(pl.DataFrame({"n": [number]}), f"m{number}"), f"v{number}"
        )
    return store


def test_rows_come_back_as_they_went_in_with_what_they_were_made_by_and_from(tmp_path: Path) -> None:
    store = ParquetStore(tmp_path)
    write_frame(store.path("claims", DAYS[0]), Rows(FRAME, "m"), "v7")
    assert store.read("claims", DAYS[0]).equals(FRAME)
    receipt = store.receipt("claims", DAYS[0])
    assert receipt
    assert (receipt.code_version, receipt.made_from) == ("v7", "m")
    assert store.made_from("claims", DAYS[0]) == "m"
    assert store.receipt("claims", DAYS[1]) is None


def of(store: ParquetStore, days: list[date]) -> list[int]:
    return store.read_days("desk/claims", days, pl.lit(value=True), once="n")["n"].to_list()


def test_the_days_that_are_asked_for_are_read_in_order(tmp_path: Path) -> None:
    store = filled(tmp_path)
    (tmp_path / "desk" / "claims" / "notes.parquet").write_bytes(b"no day")
    assert store.days("desk/claims") == DAYS
    assert of(store, DAYS[1::-1]) == [0, 1]
    assert of(store, [DAYS[2], DAYS[0]]) == [0, 2]


def test_reading_days_keeps_what_is_asked_for_and_the_first_of_the_same(tmp_path: Path) -> None:
    store = ParquetStore(tmp_path)
    for day, name in zip(DAYS, ("first", "again", "third"), strict=True):
        key = "x" if name != "third" else "y"
        frame = pl.DataFrame({"key": [key, "z"], "name": [name, name]})
        write_frame(store.path("t", day), Rows(frame, "m"), "v1")
    rows = store.read_days("t", DAYS, pl.col("key") != "z", once="key")
    assert rows.rows() == [("x", "first"), ("y", "third")]


def test_a_day_that_cannot_be_read_with_the_others_is_named(tmp_path: Path) -> None:
    store = filled(tmp_path)
    write_frame(store.path("desk/claims", DAYS[1]), Rows(pl.DataFrame({"n": ["one"]}), "m"), "v0")
    with pytest.raises(StoreError, match="desk/claims has days of different versions"):
        of(store, DAYS)
    store.path("desk/claims", DAYS[0]).write_bytes(b"PAR1 of a sort")
    with pytest.raises(StoreError, match="desk/claims of 2025-09-01 is damaged"):
        of(store, DAYS)


def test_what_is_missing_is_named_with_what_to_do(tmp_path: Path) -> None:
    store = filled(tmp_path)
    with pytest.raises(StoreError, match="there is no desk/claims of 2025-09-03: materialise it first"):
        store.read("desk/claims", date(2025, 9, 3))
    with pytest.raises(StoreError, match="there is no desk/claims of 2025-09-03: materialise it first"):
        of(store, [DAYS[0], date(2025, 9, 3)])
    with pytest.raises(StoreError, match="no day of desk/claims is asked for"):
        of(store, [])


@pytest.mark.parametrize("kind", ["shorter", "one bit", "another table", "no receipt", "torn receipt"])
def test_bytes_that_were_not_written_are_never_read_as_rows(tmp_path: Path, kind: str) -> None:
    store = filled(tmp_path)
    path = store.path("desk/claims", DAYS[0])
    written = path.read_bytes()
    if kind == "shorter":
        path.write_bytes(written[:-20])
    elif kind == "one bit":
        path.write_bytes(written[:90] + bytes([written[90] ^ 4]) + written[91:])
    elif kind == "another table":
        path.write_bytes(store.path("desk/claims", DAYS[1]).read_bytes())
    elif kind == "no receipt":
        place(path).unlink()
    else:
        place(path).write_bytes(place(path).read_bytes()[:-9])
    for read in (lambda: store.read("desk/claims", DAYS[0]), lambda: of(store, DAYS)):
        with pytest.raises(StoreError, match="desk/claims of 2025-09-01 is damaged"):
            read()
    assert store.receipt("desk/claims", DAYS[0]) is None
    with pytest.raises(StoreError, match="is damaged"):
        store.made_from("desk/claims", DAYS[0])


def test_columns_without_a_type_are_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"thing": pl.Series([object()], dtype=pl.Object)})
    with pytest.raises(StoreError, match="thing"):
        write_frame(tmp_path / "a.parquet", Rows(frame, "m"), "v1")
    assert list(tmp_path.iterdir()) == []


def test_an_object_store_gets_a_plain_upload() -> None:
    from upath import UPath

    path = UPath("memory://briefline-test/claims/2025-09-01.parquet")
    write_frame(path, Rows(FRAME, "m"), "v1")
    assert read_frame(path, "claims").equals(FRAME)


def test_a_failed_write_keeps_the_old_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    replace_file(path, lambda file: file.write(b"old"))

    def full(file: IO[bytes]) -> None:
        file.write(b"half of the ne")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        replace_file(path, full)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["table.parquet"]


def test_a_disk_that_refuses_to_keep_what_was_written_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "table.parquet"
    replace_file(path, lambda file: file.write(b"old"))

    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        replace_file(path, lambda file: file.write(b"new"))
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["table.parquet"]


WRITER = """
import sys
from pathlib import Path
import polars as pl
from resources.store import Rows, write_frame
path = Path(sys.argv[1])
print("writing", flush=True)
number = 0
while True:
    number += 1
    write_frame(path, Rows(pl.DataFrame({"n": [number] * 200_000, "again": [number] * 200_000}), "m"), "v1")
"""


@pytest.mark.parametrize("after_seconds", [0.03, 0.11, 0.23])
def test_a_writer_that_is_killed_leaves_a_whole_table_and_its_scraps_are_swept(
    tmp_path: Path, after_seconds: float
) -> None:
    path = tmp_path / "table.parquet"
    write_frame(path, Rows(pl.DataFrame({"n": [0], "again": [0]}), "m"), "v1")
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(after_seconds)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    frame = pl.read_parquet(path)
    assert frame["n"].n_unique() == 1
    assert frame["n"].equals(frame["again"].rename("n"))
    (tmp_path / f".table.parquet.{writer.pid}.0123abcd.tmp").write_bytes(b"half")
    write_frame(path, Rows(FRAME, "m"), "v1")
    assert read_frame(path, "table").equals(FRAME)
    assert {entry.name for entry in tmp_path.iterdir()} == {"table.parquet", place(path).name}


def test_sweeping_leaves_what_a_living_process_is_writing(tmp_path: Path) -> None:
    mine = tmp_path / f".table.parquet.{os.getpid()}.0123abcd.tmp"
    mine.write_bytes(b"half")
    unlike = tmp_path / ".notes.tmp"
    unlike.write_bytes(b"mine")
    sweep(tmp_path)
    assert mine.exists()
    assert unlike.exists()


@given(st.text(min_size=1))
def test_any_key_is_one_path_component_that_stays_inside(key: str) -> None:
    part = safe(key) if not any(0xD800 <= ord(char) < 0xE000 for char in key) else "x"
    assert "/" not in part
    assert part not in ("", ".", "..")
    assert not part.startswith("/")


def test_different_keys_have_different_files() -> None:
    keys = ["2025-09-01", "..", ".", "...", "a/b", "a%2Fb", "a b", "é", "%2E%2E"]
    assert len({safe(key) for key in keys}) == len(keys)
