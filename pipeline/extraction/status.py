"""Status: how far the event of a figure has come, read from the words that govern it.

Here belongs the scope of the cues in `words/status.toml`: left of the event's word, within its clause;
auxiliaries and negations only right beside it. A cue that governs another event of the sentence says nothing
about the figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.extraction.events import EventMention
from pipeline.extraction.lexicon import Phrases, lexicon, longest, phrase
from pipeline.extraction.tokens import Token, lower_at, lowers
from pipeline.records import Status

_NEAR = 4
_FAR = 11
_RIGHT = 9
_STOPS = frozenset(";:")


@cache
def _cues(side: str) -> Phrases[Status]:
    sides = lexicon().status
    return Phrases(
        {phrase(words): status for status in sides["order"] for words in sides[side].get(status, ())}
    )


@cache
def _phrases(table: str) -> Phrases[None]:
    return Phrases({phrase(words): None for words in lexicon().status[table]["words"]})


def status_of(
    tokens: Sequence[Token],
    event: EventMention | None,
    figure: tuple[int, int],
    counted_end: int,
    events: Sequence[EventMention],
    *,
    headline: bool = False,
) -> tuple[Status, str]:
    """Return the status of a figure and the id of the rule that gave it.

    `figure` is its token range, `counted_end` where its noun phrase ends; in a headline "to" alone is a plan.
    """
    if _is_denied(tokens, figure[0]):
        return "denied", "status.denied"
    windows = _windows(tokens, event, figure, counted_end)
    stops = {mention.at for mention in events if mention is not event and mention.form not in (None, "base")}
    for first, last in windows:
        found = _search(tokens, _clip(tokens, first, last, stops), last)
        if found and not (found in ("planned", "expected") and _has_happened(tokens, event)):
            return _settled(tokens, found, figure)
    found = _right(tokens, counted_end, stops)
    if found:
        return found, f"status.{found}"
    if headline and event is not None and event.form == "base" and lower_at(tokens, event.at - 1) == "to":
        return "planned", "status.headline"
    return "observed", "status.observed"


def _has_happened(tokens: Sequence[Token], event: EventMention | None) -> bool:
    """True for "those who were expected have arrived": a plain perfect tells that it has happened."""
    if event is None or event.form not in ("past", "participle"):
        return False
    at = event.at - 1
    while at > 0 and lower_at(tokens, at) in ("been", "already", "since", "now"):
        at -= 1
    perfect = lower_at(tokens, at) in ("have", "has", "had")
    return perfect and lower_at(tokens, at - 1) not in lexicon().grammar["auxiliaries"]


def _windows(
    tokens: Sequence[Token], event: EventMention | None, figure: tuple[int, int], counted_end: int
) -> list[tuple[int, int]]:
    """Return the token ranges to look for cues in, those that decide first; each ends at what it governs."""
    if event is None:
        last = min(len(tokens), counted_end + _NEAR)
        relatives = lexicon().grammar["relatives"]
        last = next((at for at in range(counted_end, last) if tokens[at].lower in relatives), last)
        return [(max(0, figure[0] - _FAR), figure[0]), (counted_end, last)]
    if event.at >= counted_end:
        return [(counted_end, event.at), (max(0, figure[0] - 5), figure[0])]
    before = (max(0, event.at - _FAR), event.at)
    return [before] if event.form is not None else [before, (event.at + event.size, figure[0])]


def _settled(tokens: Sequence[Token], found: Status, figure: tuple[int, int]) -> tuple[Status, str]:
    """Weigh a cue against the rest of the sentence: a condition makes a plan possible, a report what would be
    a plan."""
    before = tokens[: figure[0]]
    if found in ("planned", "expected") and any(token.lower == "if" for token in before):
        return "possible", "status.condition"
    return found, f"status.{found}"


def _is_denied(tokens: Sequence[Token], figure_first: int) -> bool:
    """True when the figure stands in what a verb of denial denies: right after it, or after "that" or
    "reports"."""
    words = lexicon().status["denial"]
    opened = parted = False
    for at in range(figure_first - 1, -1, -1):
        low = tokens[at].lower
        if tokens[at].text in _STOPS or low in ("but", "despite", "although", "while"):
            return False
        if low in words["verbs"]:
            return opened or not parted
        parted = parted or tokens[at].text == ","
        opened = opened or low in words["openers"]
    return False


def is_restated(tokens: Sequence[Token], figure_first: int) -> bool:
    """True when the speaker comes back to a figure under discussion ("we are talking about thousands")."""
    words = lowers(tokens, max(0, figure_first - 5), figure_first)
    return any(longest(_phrases("restating"), words, at) for at in range(len(words)))


def _clip(tokens: Sequence[Token], first: int, last: int, stops: set[int]) -> int:
    """Return where the clause that ends at `last` begins, not before `first`: after a boundary, another event
    or a relative pronoun with its verb."""
    for position in range(last - 1, first - 1, -1):
        if tokens[position].text in _STOPS or position in stops:
            return position + 1
        following = lower_at(tokens, position + 1)
        if tokens[position].text == "," and (position + 1 == last or (following,) in _phrases("turns")):
            return position + 1
        low, grammar = tokens[position].lower, lexicon().grammar
        if (low in grammar["relatives"] or low == "and") and following in grammar["finite"]:
            return position + 1
    return first


def _search(tokens: Sequence[Token], first: int, last: int) -> Status | None:
    """Return the status with the highest priority among the cues in `tokens[first:last]`."""
    words = lowers(tokens, first, last)
    masked = _covered(words, "neutral")
    found: set[Status] = set()
    at = 0
    while at < len(words):
        size = longest(_cues("left"), words, at)
        cue = words[at : at + size]
        near = size == 0 or cue not in _phrases("near") or len(words) - (at + size - 1) <= _NEAR
        if size and near and masked.isdisjoint(range(at, at + size)):
            found.add(_would_be(tokens, first + at) if cue == ("would",) else _cues("left")[cue])
        at += 1
    if "planned" in found and _covered(words, "realised"):
        found.discard("planned")
    return next((status for status in lexicon().status["order"] if status in found), None)


def _would_be(tokens: Sequence[Token], at: int) -> Status:
    """Return what "would" means at `at`: planned in reported speech, else possible."""
    before = lowers(tokens, 0, at)
    reported = any((low,) in _phrases("reported") for low in before)
    return "planned" if reported and "if" not in before else "possible"


def _right(tokens: Sequence[Token], counted_end: int, stops: set[int]) -> Status | None:
    """Return the status of a cue that stands after the figure in its clause."""
    last = min(len(tokens), counted_end + _RIGHT)
    for at in range(counted_end, last):
        if tokens[at].text in ",;" or tokens[at].kind == "number" or at in stops:
            return None
        size = longest(_cues("right"), lowers(tokens, at, at + 4), 0)
        if size:
            return _cues("right")[lowers(tokens, at, at + size)]
    return None


def _covered(words: tuple[str, ...], table: str) -> set[int]:
    """Return the positions of `words` that phrases of the table cover."""
    return {
        position
        for at in range(len(words))
        for size in (longest(_phrases(table), words, at),)
        for position in range(at, at + size)
    }
