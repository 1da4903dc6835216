"""Candidates: which pairs of documents are worth comparing word for word, by their sketches alone.

Here belongs meeting in a table, for any number of documents at once. Whoever shares something with many
others is paired with the first of them and with the one before, never with all: that is linear, and still
leads every document of a chain of copies to its root.
"""

from __future__ import annotations

import polars as pl

from pipeline.dependence.sketches import SHORTEST

COMMON = 50
"""A run of words that more documents than this share is boilerplate or a turn of phrase, and no lift."""

_EARLIER = ("dated_on", "received_on", pl.col("words").neg(), "document_id")


def in_order(sketches: pl.DataFrame) -> pl.DataFrame:
    """Return sketches from home to copy, each with its place in that order as `at`.

    The earlier comes first; of one day the longer, as an excerpt is shorter than what it was taken from.
    """
    return sketches.sort(*_EARLIER).with_row_index("at")


def twins(ordered: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs of equal texts: each later one, `at`, with the first of them, its `home`."""
    return _meeting(_long(ordered).select("at", "new", key="text_hash"), "first").sort("at")


def common_grams(ordered: pl.DataFrame) -> pl.Series:
    """Return the grams that more than `COMMON` documents share, of equal texts the first standing for all."""
    return _keyed(ordered, "grams").group_by("key").len().filter(pl.col("len") > COMMON)["key"]


def pairs(ordered: pl.DataFrame, common: pl.Series) -> pl.DataFrame:
    """Return the pairs that may have words in common, each once: the later one, `at`, and the earlier,
    `home`.

    `ordered` is a frame from `in_order` with a column `new`: one of each pair is new. Of equal texts the
    first stands for all; grams that are `common` bring nobody together.
    """
    grams = _keyed(ordered, "grams")
    if len(common):
        grams = grams.join(common.to_frame("key"), on="key", how="anti")
    found = []
    for keyed in (_keyed(ordered, "bands"), grams):
        shared = keyed.filter(pl.col("key").is_duplicated()).filter(pl.col("new").any().over("key"))
        found += [_meeting(shared, "first"), _meeting(shared, "before")]
    return pl.concat(found).unique().sort("at", "home")


def _keyed(ordered: pl.DataFrame, column: str) -> pl.DataFrame:
    lone = _long(ordered).filter(pl.col("text_hash").is_first_distinct())
    return lone.select("at", "new", key=column).explode("key").drop_nulls("key")


def _long(ordered: pl.DataFrame) -> pl.DataFrame:
    return ordered.filter(pl.col("words") >= SHORTEST)


def _meeting(rows: pl.DataFrame, who: str) -> pl.DataFrame:
    """Return whom each document meets at its keys: the `first` that has the key, or the one `before` it."""
    rows = rows.sort("key", "at")
    opens = (pl.col("key") != pl.col("key").shift()).fill_null(True)
    met = pl.col("at", "new")
    other = pl.when(opens).then(met).forward_fill() if who == "first" else met.shift()
    paired = rows.with_columns(opens=opens).with_columns(other.name.prefix("home_"))
    kept = ~pl.col("opens") & (pl.col("new") | pl.col("home_new"))
    return paired.filter(kept).select("at", home="home_at")
