"""Alignment: two documents word for word, to tell a copy from what merely looks like one.

Here belongs the exact comparison of a pair, on the hashes of their words. It depends on the two documents
alone, so that the result is the same by whatever way the pair was found. Words that an outlet edits (a
synonym, a name spelled otherwise, a number) leave a small gap in a passage and do not end it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pipeline.dependence.sketches import GRAM, SHINGLE, SHORTEST

ALIKE = 0.5
"""The Jaccard similarity, or the share of lifted words, from which a document is a near-duplicate."""

_GAP = 8  # words that an edit may change, add or drop within a passage
_GRAM_EVERY = 12  # words: a passage with as many common grams is boilerplate
_DENSITY = 0.6  # of the words of a passage, how many stand unchanged in both places


class Passage(NamedTuple):
    """A stretch of words of one document (`start` to `end`, half open) and of its home, of which so many are
    `equal`, in order."""

    start: int
    end: int
    home_start: int
    home_end: int
    equal: int


class Comparison(NamedTuple):
    """What two documents have in common: whether one is a near-duplicate of the other, the Jaccard similarity
    of their runs of words, and the passages that stand in both."""

    near_duplicate: bool
    similarity: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Words:
    """The words of a document as hashes: how many there are, the `runs` that start at each, in which all
    numbers are alike, and where which `numbers` stand."""

    count: int
    runs: Sequence[int]
    numbers: Sequence[tuple[int, int]]
    common: Sequence[int] = ()

    @cached_property
    def run_set(self) -> frozenset[int]:
        """The runs, each once."""
        return frozenset(self.runs)

    @cached_property
    def last_place(self) -> dict[int, int]:
        """Where each run starts for the last time."""
        return dict(zip(self.runs, range(len(self.runs)), strict=True))

    def numbers_in(self, start: int, end: int) -> Counter[int]:
        """Return the numbers among the words from `start` to `end`."""
        return Counter(number for at, number in self.numbers if start <= at < end)


def compare(copy: Words, home: Words) -> Comparison:
    """Compare two documents word for word."""
    shared = len(copy.run_set & home.run_set)
    if shared <= SHORTEST - SHINGLE:
        return Comparison(False, 0.0, ())
    similarity = shared / (len(copy.run_set) + len(home.run_set) - shared)
    passages = _passages(copy, home)
    alike = similarity >= ALIKE or sum(passage.equal for passage in passages) >= ALIKE * copy.count
    near = alike and _same_numbers(copy, home, Passage(0, copy.count, 0, home.count, 0))
    kept = (
        passage
        for passage in passages
        if near or (_same_numbers(copy, home, passage) and not _is_boilerplate(copy, passage))
    )
    return Comparison(near, similarity, tuple(kept))


def _is_boilerplate(copy: Words, passage: Passage) -> bool:
    """Return whether most of a passage is what many documents share: of its runs of words, a quarter are
    grams, fewer at its ends."""
    common = sum(passage.start <= at < passage.end for at in copy.common)
    return common * _GRAM_EVERY >= passage.end - passage.start


def _same_numbers(copy: Words, home: Words, passage: Passage) -> bool:
    """Return whether the numbers of a passage are mostly the same in both places: a daily report in the words
    of the day before, with figures and dates of its own, is no copy of it. A lone number may have been
    edited."""
    one = copy.numbers_in(passage.start, passage.end)
    other = home.numbers_in(passage.home_start, passage.home_end)
    fewer = min(one.total(), other.total())
    return fewer - (one & other).total() <= max(1, fewer // 2)


def _passages(copy: Words, home: Words) -> list[Passage]:
    """Return the passages that stand in both documents, in the order of the copy."""
    found: list[Passage] = []
    before: list[Passage] = []  # short runs since the last passage: a passage may begin with them
    for run in _runs(copy, home):
        if found and _follows(found[-1], run):
            found[-1] = _joined(found[-1], run)
        elif run.equal >= GRAM:
            while before and _follows(before[-1], run):
                run = _joined(before.pop(), run)
            found.append(run)
            before.clear()
        else:
            before.append(run)
    return [passage for passage in found if _is_lift(passage)]


def _runs(copy: Words, home: Words) -> list[Passage]:
    """Return the stretches of words that stand unchanged in both documents."""
    runs: list[list[int]] = []
    for start, place in enumerate(map(home.last_place.get, copy.runs)):
        if place is None:
            continue
        if runs and runs[-1][1] == start and runs[-1][3] == place:
            runs[-1][1] += 1
            runs[-1][3] += 1
        else:
            runs.append([start, start + 1, place, place + 1])
    more = SHINGLE - 1
    return [
        Passage(start, end + more, place, last + more, end - start + more) for start, end, place, last in runs
    ]


def _follows(passage: Passage, run: Passage) -> bool:
    """Return whether a run continues a passage in both documents, after no more than an edit."""
    return -SHINGLE < run.start - passage.end <= _GAP and -SHINGLE < run.home_start - passage.home_end <= _GAP


def _joined(passage: Passage, run: Passage) -> Passage:
    twice = max(0, passage.end - run.start, passage.home_end - run.home_start)
    return Passage(
        passage.start, run.end, passage.home_start, run.home_end, passage.equal + run.equal - twice
    )


def _is_lift(passage: Passage) -> bool:
    longer = max(passage.end - passage.start, passage.home_end - passage.home_start)
    return passage.equal >= SHORTEST and passage.equal >= _DENSITY * longer
