"""Windows: a text in word pieces, cut so that a model sees each figure amid what stands around it.

Here belongs the cutting, for training and for reading alike. What is read of a window does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extraction.reading.pieces import Piece

# Word pieces of a window, of the title and lead of the document before it, and by how much windows move on.
WINDOW, LEAD, STRIDE = 330, 40, 248
OPENING, CLOSING = 101, 102  # the pieces before and after a text, [CLS] and [SEP]
NOTHING = 0  # the place of the opening piece, which is pointed at where no words say a thing
_OUTSIDE = (-1, -1)


@dataclass(frozen=True)
class Window:
    """Word pieces with the code points of each in its text, in the order of the text, and the figures to be
    read in it: their places among all figures of the text."""

    pieces: list[int]
    offsets: list[tuple[int, int]]
    figures: list[int]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.offsets[1:-1]]

    @property
    def extent(self) -> tuple[int, int]:
        """The code points from the first piece to the last."""
        return self.offsets[1][0], self.offsets[-2][1]

    def pieces_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last piece that touch a stretch of the text, None if it lies outside."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if self.offsets[first + 1][1] <= start:
            first += 1
        last = bisect_left(self._starts, end) - 1
        return (first + 1, last + 1) if first <= last else None


def windows(pieces: Sequence[Piece], figures: Sequence[int]) -> Iterator[Window]:
    """Yield the windows of a text in order, each with the figures that stand nearest to its middle; those
    without any are left out. `figures` are the code points at which the figures start."""
    if not pieces:
        return
    starts = [piece.start for piece in pieces]
    last = len(pieces) - WINDOW
    begins = sorted({*range(0, last, STRIDE), last}) if last > LEAD else [0]  # a short text is one window
    held: dict[int, list[int]] = defaultdict(list)
    for place, start in enumerate(figures):
        middle = max(0, bisect_right(starts, start) - 1) - WINDOW // 2
        after = min(bisect_right(begins, middle), len(begins) - 1)
        held[min(begins[max(0, after - 1)], begins[after], key=lambda one: abs(one - middle))].append(place)
    for begin in sorted(held):
        end = begin + WINDOW + (LEAD if begin == 0 else 0)
        chosen = [*pieces[: min(LEAD, begin)], *pieces[begin:end]]
        yield Window(
            [OPENING, *(piece.number for piece in chosen), CLOSING],
            [_OUTSIDE, *((piece.start, piece.end) for piece in chosen), _OUTSIDE],
            held[begin],
        )
