"""Sketches: the few numbers of a document by which its copies are found among many, made once.

Here belongs how a sketch is made. Two documents are compared word for word only when their sketches meet:

- `bands` are parts of a MinHash signature (Broder 1997) of the runs of three words, by rensa. Documents with
  a Jaccard similarity of a half share a band with probability 0.87, of 0.6 with 0.99 (32 bands of 4).
- `grams` are the winnowed runs of eight words (Schleimer, Wilkerson, Aiken 2003): of any seven runs in a row
  the smallest is kept, so that documents that share fourteen words in a row share a gram.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

import polars as pl
from rensa import RMinHash

from pipeline.dependence.words import mixed, prose_of, runs_of, split, words_of
from pipeline.frames import schema
from pipeline.records import CleanedText, Document, Sketch

SHINGLE = 3  # words of a run by which whole documents are compared
GRAM = 8  # words of a run by which passages are found
SHORTEST = 14  # words: what is shorter is too likely to be written twice
BANDS, ROWS = 32, 4
_WINDOW = SHORTEST - GRAM + 1
_SEED = 7
_BATCH = 4_000_000  # characters that one thread works on at a time: about a quarter of a gigabyte
_THREADS = 2
_MADE = {name: schema(Sketch)[name] for name in ("words", "text_hash", "bands", "grams")}


def sketch(documents: Sequence[Document], cleaned: Sequence[CleanedText]) -> pl.DataFrame:
    """Return the sketches of documents as a frame with the columns of `Sketch`, a row each, in their order.

    A document of fewer words than make a passage, such as one that could not be read, has an empty sketch.
    """
    texts = {text.document_id: text for text in cleaned}
    pairs = [(document, texts[document.document_id]) for document in documents]
    about = pl.DataFrame(
        {
            "document_id": [text.document_id for _, text in pairs],
            "source": [text.source for _, text in pairs],
            "received_on": [text.received_on for _, text in pairs],
            "dated_on": [text.published_on or text.received_on for _, text in pairs],
        },
        schema={name: schema(Sketch)[name] for name in ("document_id", "source", "received_on", "dated_on")},
    )
    made = pl.concat([pl.DataFrame(schema=_MADE), *_side_by_side(_batches(pairs))])
    return pl.concat([about, made], how="horizontal").select(schema(Sketch).names())


def _batches(pairs: Iterable[tuple[Document, CleanedText]]) -> Iterator[list[str]]:
    """Yield the prose of documents, as much at a time as is worked on together."""
    batch: list[str] = []
    size = 0
    for pair in pairs:
        batch.append(prose_of(*pair))
        size += len(batch[-1])
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _side_by_side(batches: Iterable[list[str]]) -> Iterator[pl.DataFrame]:
    """Yield the sketches of batches in their order, made in threads: most of the work is outside Python."""
    waiting: deque[Future[pl.DataFrame]] = deque()
    with ThreadPoolExecutor(_THREADS) as threads:
        for batch in batches:
            waiting.append(threads.submit(_sketches, batch))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        yield from (made.result() for made in waiting)


def _sketches(texts: Sequence[str]) -> pl.DataFrame:
    found = pl.DataFrame({"all": split(texts)}).with_row_index("text")
    found = found.with_columns(words=pl.col("all").list.len().cast(pl.Int64))
    enough = pl.when(pl.col("words") >= SHORTEST).then("all").otherwise(pl.lit([], pl.List(pl.String)))
    words = words_of(found.select(enough)["all"])
    shingles = runs_of(words, SHINGLE)
    for part in (_text_hash(words, shingles), _bands(shingles), _grams(runs_of(words, GRAM))):
        found = found.join(part, on="text", how="left", maintain_order="left")
    lists = pl.col("bands", "grams").fill_null(pl.lit([], pl.List(pl.Int64)))
    return found.select("words", pl.col("text_hash").fill_null(0), lists)


def _text_hash(words: pl.DataFrame, shingles: pl.DataFrame) -> pl.DataFrame:
    """Return a number for each text: equal for the same words and numbers in the same order."""
    by_text = pl.concat([words.select("text", part="exact"), shingles.select("text", part="run")])
    return by_text.group_by("text").agg(text_hash=signed(pl.col("part").sum()))


def _bands(shingles: pl.DataFrame) -> pl.DataFrame:
    """Return the bands of each text, as hashes that differ from band to band."""
    sizes = shingles.group_by("text", maintain_order=True).len()
    offsets = [0, *sizes["len"].cum_sum()]
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        shingles["run"].to_list(), offsets, BANDS * ROWS, _SEED
    )
    signatures = pl.Series("row", list(chain.from_iterable(matrix.to_rows())), pl.UInt32)
    band = pl.int_range(pl.len(), dtype=pl.UInt64) % BANDS
    for part in range(ROWS):
        band = mixed(band + pl.col("row").arr.get(part))
    parts = signatures.cast(pl.UInt64).reshape((-1, ROWS)).to_frame()
    keys = parts.select(band=signed(band))["band"].reshape((-1, BANDS)).arr.to_list()
    return pl.DataFrame({"text": sizes["text"], "bands": keys})


def _grams(runs: pl.DataFrame) -> pl.DataFrame:
    """Return the grams of each text: the smallest of every `_WINDOW` runs in a row."""
    smallest = runs.with_columns(pl.col("run").rolling_min(_WINDOW))
    whole = pl.col("text") == pl.col("text").shift(_WINDOW - 1)
    another = (pl.col("run") != pl.col("run").shift()) | (pl.col("text") != pl.col("text").shift())
    kept = smallest.filter(whole).filter(another.fill_null(True))
    lists = kept.group_by("text", maintain_order=True).agg(grams=signed(pl.col("run")))
    return lists.with_columns(pl.col("grams").list.unique(maintain_order=True))


def signed(number: pl.Expr) -> pl.Expr:
    """Return 64-bit numbers as the integers that tables hold."""
    return number.reinterpret(signed=True)
