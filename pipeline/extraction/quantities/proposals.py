"""Proposals: figures that somebody else, such as a language model, points at.

Here belongs what a proposal is and when it holds: its words stand in the text exactly once, and our own
grammar reads the same value at that place. A proposal never says what a figure means: who, what, where and
when are read from the text, as for every other figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.quantities.quantities import Quantity, quantity_at
from pipeline.records import Record

RULE = "figure.proposed"


class Proposal(Record):
    """A figure pointed at: its characters `figure` inside the characters `quote`, and what it is held to say
    (`low` and `high`, None where open)."""

    quote: str
    figure: str
    low: float | None
    high: float | None


class Proposed(NamedTuple):
    """A proposal at its place in the text: code points `start` to `end`."""

    start: int
    end: int
    proposal: Proposal


def located(proposals: Iterable[Proposal], text: str) -> list[Proposed]:
    """Return the proposals whose words stand in `text` exactly once, in the order of the text."""
    found = []
    for proposal in dict.fromkeys(proposals):
        quote = _only(text, proposal.quote)
        figure = _only(proposal.quote, proposal.figure)
        if quote is not None and figure is not None:
            start = quote + figure
            found.append(Proposed(start, start + len(proposal.figure), proposal))
    return sorted(found, key=lambda proposed: proposed[:2])


def with_proposed(
    quantities: Sequence[Quantity], sentence: Sentence, proposed: Sequence[Proposed]
) -> Sequence[Quantity]:
    """Return the quantities of a sentence, in order, with those proposed that the grammar reads the same.

    `proposed` are those of the whole text, in its order.
    """
    inside = range(
        bisect_left(proposed, sentence.start, key=lambda one: one.start),
        bisect_left(proposed, sentence.end, key=lambda one: one.start),
    )
    if not inside:
        return quantities
    starts = {token.start: at for at, token in enumerate(sentence.tokens)}
    ends = {token.end: at + 1 for at, token in enumerate(sentence.tokens)}
    found = list(quantities)
    for start, end, proposal in (proposed[at] for at in inside):
        first, last = starts.get(start), ends.get(end)
        if first is None or last is None or any(q.first < last and first < q.last for q in found):
            continue
        read = quantity_at(sentence.tokens, first, last)
        if read is not None and (read.low, read.high) == (proposal.low, proposal.high):
            found.append(replace(read, rules=(RULE, *read.rules)))
    return sorted(found, key=lambda quantity: quantity.first)


def _only(text: str, part: str) -> int | None:
    """Return where `part` stands in `text` if it stands there exactly once."""
    at = text.find(part) if part else -1
    return at if at >= 0 and text.find(part, at + 1) < 0 else None
