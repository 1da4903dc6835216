"""The tables of words beside this file, read once.

Here belongs reading them. What their words mean to each other is told by `vocabulary` and `gazetteer`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any


@lru_cache
def table(name: str) -> dict[str, Any]:
    """Return the table of that name as plain data."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache
def words(kind: str) -> frozenset[str]:
    """Return one list of the small words that are looked through in phrases."""
    return frozenset(table("phrases")[kind])


def countries() -> Mapping[str, Mapping[str, list[str]]]:
    """Return every country with its people (`demonyms`), its names (`also`) and its `capital`."""
    return table("countries")
