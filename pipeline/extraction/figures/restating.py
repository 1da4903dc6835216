"""Restating: the status that a figure takes over from a figure before it.

Here belong a figure given again, the parts of a whole, and a figure that stands beside another without a verb
of its own. What the verb above a figure tells is decided in `status.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.events.auxiliaries import Sight
from pipeline.extraction.events.cues import forms, phrases
from pipeline.extraction.events.status import status_of
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.figures.thread import Thread
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.records import Status


def status_in(figure: Figure, thread: Thread) -> tuple[Status, str]:
    """Return the status of a figure in its document, and the id of the rule that gave it."""
    if figure.restated and figure.antecedent is not None:
        return figure.antecedent.status, "status.restated"
    before = figure.antecedent.status if figure.antecedent is not None else None
    headline = figure.reading.sentence.kind == "title"
    sight = Sight(figure.tokens, figure.reading.verbs, figure.span, figure.end, headline, before)
    status, rule = status_of(sight)
    if status == "observed":
        again = _told_again(figure, thread) or _as_part(figure)
        if again is not None:
            return again, "status.carried"
    return status, rule


def is_restated(tokens: Sequence[Token], figure_first: int) -> bool:
    """True when the speaker comes back to a figure under discussion ("we are talking about thousands")."""
    words = lowers(tokens, max(0, figure_first - 5), figure_first)
    return any(longest(phrases("restating"), words, at) for at in range(len(words)))


def _told_again(figure: Figure, thread: Thread) -> Status | None:
    """Return the status of an earlier figure of the same value, where "the" points back to it."""
    if lower_at(figure.tokens, figure.span[0] - 1) not in lexicon().clauses["definite"]:
        return None
    return thread.told.get((figure.quantity.low, figure.quantity.high))


def _as_part(figure: Figure) -> Status | None:
    """Return the status of the whole that the figure is a part of: "the 3,000 include 2,000 sappers", "of
    whom 2,000"."""
    if figure.before is None:
        return None
    if lowers(figure.tokens, figure.span[0] - 2, figure.span[0]) in phrases("partitive"):
        return figure.before.status
    verb = next((verb for verb in reversed(figure.reading.verbs) if verb.last <= figure.span[0]), None)
    whole = figure.reading.quantities[figure.position - 1]
    divides = verb is not None and verb.first >= whole.last
    if verb is not None and divides and figure.tokens[verb.head].lower in forms("dividing"):
        return figure.before.status
    return None
