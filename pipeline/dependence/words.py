"""The words of a document that copies are told by: its own prose, without what others are quoted as saying.

Here belongs which characters count as a word, and the numbers that words and runs of words are compared by.
What stands between quotation marks is the speaker's, not the outlet's: two outlets that quote the same speech
relay one speaker, and neither has copied the other. An outlet that lifts the sentences around a quotation
has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import polars as pl

from pipeline.cleaning import reading_text
from pipeline.records import CleanedText, Document

_QUOTED = re.compile(r"“[^”\n]*(?:”|$)|\"[^\"\n]*\"", re.MULTILINE)
# Letters and digits, and what groups or parts digits: "10,000", "3.5m". Read by Polars alone, so that one
# engine decides what a word is.
_WORD = r"[\p{L}\p{N}]+(?:[.,]\p{N}[\p{L}\p{N}]*)*"
_HASHED = 16  # bytes of a word that tell it apart; words that differ behind them only are taken for one
_MULTIPLIER = 0x9E3779B97F4A7C15
NUMBER = 0x5851F42D4C957F2D
"""The hash of every number: an outlet that edits a number has copied the words around it all the same."""


def prose_of(document: Document, cleaned: CleanedText) -> str:
    """Return the document's own prose in lower case, as long as the original; all else is blank."""
    text = reading_text(document, cleaned)
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals are longer in lower case
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if '"' not in lower and "“" not in lower:
        return lower
    return _QUOTED.sub(lambda quotation: " " * len(quotation[0]), lower)


def split(texts: Sequence[str]) -> pl.Series:
    """Return the words of each text, a list each."""
    return pl.Series(texts, dtype=pl.String).str.extract_all(_WORD)


def words_of(split_texts: pl.Series) -> pl.DataFrame:
    """Return the words of split texts in order, a row each: the index of the `text`, the word's `exact` hash,
    and its `hash`, which is `NUMBER` for all numbers.

    The hashes are sums and products of the characters and of nothing else, so that those of another day,
    machine or version of a library can be compared with them. Each word of the vocabulary is hashed once:
    words are many, different ones few.
    """
    indexed = pl.DataFrame({"text": pl.Series(range(len(split_texts)), dtype=pl.UInt32), "word": split_texts})
    rows = indexed.explode("word").drop_nulls().with_columns(key=pl.col("word").hash())
    vocabulary = _hashed(rows.filter(pl.col("key").is_first_distinct()))
    keyed = rows.select("text", "key")
    return keyed.join(vocabulary, on="key", how="left", maintain_order="left").drop("key")


def _hashed(vocabulary: pl.DataFrame) -> pl.DataFrame:
    word = pl.col("word")
    ends = (word + "\0" * _HASHED).cast(pl.Binary).bin
    head, tail = (
        ends.slice(start, 8).bin.reinterpret(dtype=pl.UInt64, endianness="little") for start in (0, 8)
    )
    exact = mixed(mixed(head) + tail + word.str.len_bytes().cast(pl.UInt64))
    number = (word >= "0") & (word < ":")
    return vocabulary.with_columns(exact=exact).select(
        "key", "exact", hash=pl.when(number).then(pl.lit(NUMBER, pl.UInt64)).otherwise("exact")
    )


def runs_of(words: pl.DataFrame, length: int) -> pl.DataFrame:
    """Return a hash of each run of so many words, at its first word; no run crosses into the next text."""
    run, reach = words.select("text", "hash", run="hash"), 1
    while reach < length:
        step = min(reach, length - reach)
        further = pl.col("run" if step == reach else "hash")
        spread = pl.lit(pow(_MULTIPLIER, step, 2**64), pl.UInt64)
        run = run.with_columns(run=pl.col("run") * spread + further.shift(-reach))
        reach += step
    whole = (pl.col("text") == pl.col("text").shift(1 - length)).fill_null(length == 1)
    return run.filter(whole).select("text", run=mixed(pl.col("run")))


def mixed(number: pl.Expr) -> pl.Expr:
    """Return a permutation of 64-bit numbers that spreads every bit upwards (the round function of RC6)."""
    spread = number * pl.lit(_MULTIPLIER, pl.UInt64)
    return spread * (spread * 2 + 1)


def starts_of(text: str, words: Iterable[str]) -> list[int]:
    """Return where the words that a text was split into begin in it."""
    found, end = [], 0
    for word in words:
        start = text.index(word, end)
        found.append(start)
        end = start + len(word)
    return found
