"""Copies: which documents and passages were taken from an earlier document.

Here belongs the order of steps: sketches meet, pairs that meet are compared word for word, and what is copied
leads to its root. Work is for new documents alone: those known before are met by their sketches, and their
texts are asked for only where a new document may share words with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipeline.dependence.alignment import Comparison, Words, compare
from pipeline.dependence.candidates import common_grams, in_order, pairs, twins
from pipeline.dependence.roots import rooted
from pipeline.dependence.sketches import GRAM, SHINGLE, SHORTEST, signed, sketch
from pipeline.dependence.words import NUMBER, prose_of, runs_of, split, starts_of, words_of
from pipeline.records import CleanedText, Copy, Document, Span

Texts = Callable[[Sequence[str]], Iterable[tuple[Document, CleanedText]]]
"""Gives the documents with these ids, with their cleaned texts, in any order."""

_AT_ONCE = 1_000  # pairs whose words are in memory together


def find_copies(documents: Sequence[Document], cleaned: Sequence[CleanedText]) -> list[Copy]:
    """Return what documents copy from one another: those of each day received from each other and from those
    of all days before, so that what is known on a day does not depend on what came later.

    Several retrievals of the same bytes are one document; one without a cleaned text is left out.
    """
    texts = {text.document_id: text for text in cleaned}
    known = {one.document_id: (one, texts[one.document_id]) for one in documents if one.document_id in texts}
    made = sketch([one for one, _ in known.values()], [text for _, text in known.values()])
    earlier, found = made.clear(), list[Copy]()
    for new in made.sort("received_on", maintain_order=True).partition_by("received_on", maintain_order=True):
        found += copies_among(new, earlier, lambda ids: [known[key] for key in ids])
        earlier = pl.concat([earlier, new])
    return found


def copies_among(new: pl.DataFrame, earlier: pl.DataFrame, texts: Texts) -> list[Copy]:
    """Return what new documents copy from each other and from those known before, and these from them.

    `new` and `earlier` are sketches. A document that was known before is not new.
    """
    known = earlier.unique("document_id", keep="first").with_columns(new=False)
    new = new.unique("document_id", keep="first").join(known, on="document_id", how="anti")
    ordered = in_order(pl.concat([known, new.with_columns(new=True)]))
    common = common_grams(ordered)
    search = _Search(ordered["document_id"], texts, common)
    for chunk in twins(ordered).iter_slices(_AT_ONCE):
        search.take_twins(chunk)
    for chunk in pairs(ordered, common).iter_slices(_AT_ONCE):
        search.take(chunk)
    return rooted(search.found)


@dataclass(frozen=True)
class _Text:
    """A document while it is compared: its prose, the words that it is split into, and these as hashes."""

    prose: str
    parts: Sequence[str]
    words: Words

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins."""
        return starts_of(self.prose, self.parts)

    def span(self, start: int, end: int) -> Span:
        """Return where the words from `start` to `end` stand."""
        return Span(start=self.starts[start], end=self.starts[end - 1] + len(self.parts[end - 1]))


class _Search:
    """Compares pairs in the order of the later document, and keeps what was found.

    Once most of a document is known to come from one root, it is not compared with other copies of that root.
    """

    def __init__(self, ids: pl.Series, texts: Texts, common: pl.Series) -> None:
        self.found: list[Copy] = []
        self._ids = ids
        self._texts = texts
        self._common = common
        self._root: dict[int, int] = {}
        self._own_words: dict[int, int] = {}

    def take_twins(self, chunk: pl.DataFrame) -> None:
        """Take a chunk of pairs of equal texts, which need no comparison."""
        prose = self._prose(chunk)
        for at, home in chunk.iter_rows():
            span, home_span = _extent(prose[at]), _extent(prose[home])
            self._keep(at, span, home, home_span, "document", 1.0)
            self._keep(at, span, home, home_span, "passage", 1.0)

    def take(self, chunk: pl.DataFrame) -> None:
        """Take a chunk of candidate pairs."""
        texts = _worded(self._prose(chunk), self._common)
        for at, home in chunk.iter_rows():
            root = self._root.get(home, home)
            if self._root.get(at) == root and self._own_words[at] < SHORTEST:
                continue
            compared = compare(texts[at].words, texts[home].words)
            if compared.near_duplicate:
                self._root.setdefault(at, root)
                self._own_words.setdefault(at, _own_words(texts[at], compared))
            self._keep_all(at, texts[at], home, texts[home], compared)

    def _prose(self, chunk: pl.DataFrame) -> dict[int, str]:
        involved = sorted({*chunk["at"], *chunk["home"]})
        places = {self._ids[at]: at for at in involved}
        return {places[one.document_id]: prose_of(one, text) for one, text in self._texts(list(places))}

    def _keep_all(self, at: int, text: _Text, home: int, source: _Text, compared: Comparison) -> None:
        if compared.near_duplicate:
            extents = text.span(0, text.words.count), source.span(0, source.words.count)
            self._keep(at, extents[0], home, extents[1], "document", compared.similarity)
        for passage in compared.passages:
            span = text.span(passage.start, passage.end)
            home_span = source.span(passage.home_start, passage.home_end)
            self._keep(at, span, home, home_span, "passage", passage.equal / (passage.end - passage.start))

    def _keep(self, at: int, span: Span, home: int, home_span: Span, kind: str, similarity: float) -> None:
        self.found.append(
            Copy(
                document_id=self._ids[at],
                span=span,
                home_id=self._ids[home],
                home_span=home_span,
                kind=kind,
                similarity=round(similarity, 3),
            )
        )


def _extent(prose: str) -> Span:
    return Span(start=len(prose) - len(prose.lstrip()), end=len(prose.rstrip()))


def _own_words(text: _Text, compared: Comparison) -> int:
    return text.words.count - sum(passage.end - passage.start for passage in compared.passages)


def _worded(prose: dict[int, str], common: pl.Series) -> dict[int, _Text]:
    """Return the words of texts, by the keys of `prose`; `common` are grams that many documents share."""
    parts = split(list(prose.values()))
    rows = words_of(parts)
    runs = runs_of(rows, SHINGLE).group_by("text", maintain_order=True).agg("run")["run"].to_list()
    number = pl.col("hash") == NUMBER
    numbers = rows.group_by("text", maintain_order=True).agg(
        at=pl.int_range(pl.len()).filter(number), number=pl.col("exact").filter(number)
    )
    shared = _common_places(rows, common)
    found = {}
    each = zip(prose, parts.to_list(), runs, numbers.iter_rows(), strict=True)
    for text, (key, words, own, (_, at, exact)) in enumerate(each):
        hashes = Words(len(words), own, list(zip(at, exact, strict=True)), shared.get(text, ()))
        found[key] = _Text(prose[key], words, hashes)
    return found


def _common_places(words: pl.DataFrame, common: pl.Series) -> dict[int, list[int]]:
    """Return the words of each text at which a gram starts that is common, by the index of the text."""
    if not len(common):
        return {}
    grams = runs_of(words, GRAM).with_columns(at=pl.int_range(pl.len()).over("text"))
    there = grams.filter(signed(pl.col("run")).is_in(common.implode()))
    return dict(there.group_by("text").agg("at").iter_rows())
