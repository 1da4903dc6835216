"""Status: how far the event of a figure has come, read from the words that govern it.

Here belongs the scope of the cues in `words/status.toml`: left of the event's word, within its clause;
auxiliaries and negations only right beside it. A cue that governs another event of the sentence says nothing
about the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.extraction.events import EventMention
from pipeline.extraction.lexicon import Phrase, lexicon, phrase
from pipeline.extraction.tokens import Token
from pipeline.records import Status

_NEAR = 4
_FAR = 11
_STOPS = frozenset(";:")


@cache
def _cues() -> dict[Phrase, Status]:
    return {
        phrase(words): status
        for status in lexicon().status["order"]
        for words in lexicon().status["left"][status]
    }


@cache
def _phrases(table: str) -> frozenset[Phrase]:
    return frozenset(phrase(words) for words in lexicon().status[table]["words"])


def status_of(
    tokens: Sequence[Token],
    event: EventMention | None,
    figure: tuple[int, int],
    counted_end: int,
    events: Sequence[EventMention],
) -> tuple[Status, str]:
    """Return the status of a figure and the id of the rule that gave it."""
    if event is None:
        windows = [(max(0, figure[0] - _FAR), figure[0]), (counted_end, min(len(tokens), counted_end + 2))]
        anchor = figure[0]
    elif event.at >= counted_end:
        windows, anchor = [(counted_end, event.at), (max(0, figure[0] - 5), figure[0])], event.at
    else:
        windows, anchor = [(max(0, event.at - _FAR), event.at)], event.at
    stops = {mention.at for mention in events if mention is not event and mention.form not in (None, "base")}
    for first, last in windows:
        found = _search(
            tokens, _clip(tokens, first, last, stops), last, last if first >= counted_end else anchor
        )
        if found:
            return found, f"status.{found}"
    return "observed", "status.observed"


def is_restated(tokens: Sequence[Token], figure_first: int) -> bool:
    """True when the speaker comes back to a figure under discussion ("we are talking about thousands")."""
    lowers = tuple(token.lower for token in tokens[max(0, figure_first - 5) : figure_first])
    return any(
        lowers[at : at + len(words)] == words for words in _phrases("restating") for at in range(len(lowers))
    )


def _clip(tokens: Sequence[Token], first: int, last: int, stops: set[int]) -> int:
    """Return where the clause that ends at `last` begins, not before `first`: after a boundary or another
    event."""
    for position in range(last - 1, first - 1, -1):
        if tokens[position].text in _STOPS or position in stops:
            return position + 1
        if (
            tokens[position].text == ","
            and position + 1 < last
            and (tokens[position + 1].lower,) in _phrases("turns")
        ):
            return position + 1
    return first


def _search(tokens: Sequence[Token], first: int, last: int, anchor: int) -> Status | None:
    """Return the status with the highest priority among the cues in `tokens[first:last]`."""
    lowers = tuple(token.lower for token in tokens[first:last])
    masked = {
        position
        for at in range(len(lowers))
        for words in _phrases("neutral")
        if lowers[at : at + len(words)] == words
        for position in range(at, at + len(words))
    }
    found: set[Status] = set()
    for at in range(len(lowers)):
        for size in (3, 2, 1):
            words = lowers[at : at + size]
            status = _cues().get(words) if len(words) == size else None
            if status is None or at in masked:
                continue
            if words in _phrases("near") and anchor - (first + at + size - 1) > _NEAR:
                continue
            found.add(status)
            break
    if "planned" in found and _is_realised(lowers):
        found.discard("planned")
    return next((status for status in lexicon().status["order"] if status in found), None)


def _is_realised(lowers: tuple[str, ...]) -> bool:
    return any(
        lowers[at : at + len(words)] == words for words in _phrases("realised") for at in range(len(lowers))
    )
