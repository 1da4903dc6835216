"""Where the tables of a store lie on the disk.

Here belong paths and days alone, so that what is there can be told without reading a table.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import quote

SUFFIX = ".parquet"


def file_of(root: Path, table: str, day: date | str) -> Path:
    """Return the file of a table's day; slashes in a table's name are folders."""
    return root.joinpath(*map(safe, table.split("/"))) / (safe(str(day)) + SUFFIX)


def days(root: Path, table: str) -> list[date]:
    """Return the days for which a table has a file, oldest first."""
    folder = root.joinpath(*map(safe, table.split("/")))
    named = (a_day(path.name.removesuffix(SUFFIX)) for path in folder.glob(f"*{SUFFIX}"))
    return sorted(day for day in named if day)


def a_day(name: str) -> date | None:
    """Return the day that a name such as 2025-09-07 says, None for any other name."""
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None


def safe(part: str) -> str:
    """Return `part` as one path component that stays inside its folder."""
    quoted = quote(part, safe="")
    return quoted.replace(".", "%2E") if quoted.strip(".") == "" else quoted
