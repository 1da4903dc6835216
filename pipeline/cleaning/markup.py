"""HTML as text: which characters a reader sees.

Here belongs turning markup into text of the same length, so that every offset stays an offset into the original.
"""

from __future__ import annotations

from typing import NamedTuple


class Hidden(NamedTuple):
    """Characters `start` to `end` of the original that a reader does not see, and why."""

    start: int
    end: int
    reason: str


class Visible(NamedTuple):
    """What a reader sees of a document: `text` is as long as the original, hidden characters are blanks."""

    text: str
    hidden: tuple[Hidden, ...]


def visible(text: str) -> Visible:
    """Return what a reader sees of a text; plain text is seen as it is."""
    return Visible(text, ())
