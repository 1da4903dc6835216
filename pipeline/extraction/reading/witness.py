"""What the rules say of a figure, as evidence for the model.

Here belongs putting a claim into the model's terms: a label for each choice, and the pieces of a window that
its words stand in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from pipeline.extraction.reading.windows import NOTHING, Window
from pipeline.records import Claim

ROLES = ("counted", "trigger", "actor", "place", "time", "source")
CLAIMED = "claim"  # the label of a figure that the rules make a claim of


class Witness(NamedTuple):
    """What the rules say: `labels` by choice, and by role the first and last piece of the words, both NOTHING
    where they say that there are none. What is missing they do not say."""

    labels: dict[str, str]
    words: dict[str, tuple[int, int]]


def witness(claim: Claim | None, window: Window, text: str) -> Witness:
    """Return what the rules say of a figure; None is a figure that they make no claim of."""
    if claim is None:
        return Witness({}, {})
    labels = {
        "kind": CLAIMED,
        "event": claim.event or "",
        "status": claim.status,
        "temporality": claim.temporality,
        "delta": "additional" if claim.additional else "total",
    }
    found = {}
    for role, words in _told(claim).items():
        place = (NOTHING, NOTHING) if words is None else _nearest(text, words, claim.figure.start, window)
        if place is not None:
            found[role] = place
    return Witness(labels, found)


def _told(claim: Claim) -> Mapping[str, str | None]:
    return {
        "counted": claim.counted,
        "actor": claim.actor,
        "place": claim.place,
        "time": claim.time_text,
        "source": None if claim.origin == "publisher" else claim.origin,
    }


def _nearest(text: str, words: str, at: int, window: Window) -> tuple[int, int] | None:
    """Return the pieces of a window in which words stand, where they stand nearest to a place of the text."""
    first, last = window.extent
    found = [place for place in (text.rfind(words, first, at), text.find(words, at, last)) if place >= 0]
    if not words or not found:
        return None
    start = min(found, key=lambda place: abs(place - at))
    return window.pieces_of(start, start + len(words))
