"""Events: the word for what happened to the counted, and which one governs a figure.

Here belong the finding of event words in a sentence and the choice of the governing one: the event that costs
least to reach from the figure, where clause boundaries, other figures and conjunctions cost more than plain
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.language.lexicon import VerbForm, lexicon, longest
from pipeline.extraction.language.tokens import QUOTES, Token, lower_at, lowers
from pipeline.records import Temporality

_CARRIED = 9  # tokens from the verb to the hospital
_TIMED = 8  # words after a figure that may say how its count runs
_CLAUSE_MARKS = frozenset("–—;:")
_LONGEST_OUTCOME = 3  # words that tell an outcome
_MAX_COST = 24
_LISTED = 3  # another figure of the same list stands between
_HARM = frozenset({"wounded", "casualties"})  # what may have ended in death
_OTHER_CLAUSE = 30  # a relative clause says something about the noun before it, not about the figure


@dataclass(frozen=True)
class EventMention:
    """An event word over `tokens[at:at+size]`; `form` is the verb form, None for a noun."""

    at: int
    size: int
    event: str
    form: VerbForm | None


def find_events(tokens: Sequence[Token], counted: Sequence[tuple[int, int]]) -> list[EventMention]:
    """Return the event words of a sentence outside the `counted` noun phrases (token ranges)."""
    low = lowers(tokens, 0, len(tokens))
    taken = {position for first, last in counted for position in range(first, last)}
    words = lexicon()
    found = []
    at = 0
    while at < len(tokens):
        if at in taken or tokens[at].kind != "word":
            at += 1
            continue
        size = longest(words.event_verbs, low, at)
        noun = longest(words.event_nouns, low, at)
        if (form := _hospitalises(low, at)) is not None:
            found.append(EventMention(at, 1, "wounded", form))
            at += 1
            continue
        event, form = words.event_verbs[low[at : at + size]][0] if size >= max(noun, 1) else (None, None)
        if event is not None and form is not None and _acts_as_verb(tokens, at, form):
            deadly = event in _HARM and _is_deadly(low, at, at + size)
            found.append(EventMention(at, size, "killed" if deadly else event, form))
        elif noun:
            found.append(EventMention(at, noun, words.event_nouns[low[at : at + noun]], None))
        at += max(size, noun, 1)
    return found


def _hospitalises(low: Sequence[str], at: int) -> VerbForm | None:
    """Return the form of a verb that brings the counted to a hospital ("were flown to area hospitals"), None
    for another word."""
    words = lexicon().clauses
    if low[at] not in words["carried"]:
        return None
    for ahead in range(at + 1, min(at + _CARRIED, len(low))):
        if low[ahead] in words["hospitals"] or " ".join(low[ahead - 1 : ahead + 1]) in words["clinics"]:
            return "participle"
        if not low[ahead].replace("-", "").replace("’", "").replace("'", "").isalpha():
            return None
    return None


def outcome_at(tokens: Sequence[Token], end: int) -> str | None:
    """Return the event told right behind a noun phrase that ends at `end`: "two people dead", "two of them
    fatally", "900 homes without power"; None where none is."""
    while lower_at(tokens, end) in ("of", "them", "whom"):
        end += 1
    outcomes = lexicon().event_outcomes
    words = lowers(tokens, end, end + _LONGEST_OUTCOME)
    return next((outcomes[told] for n in (3, 2, 1) if (told := " ".join(words[:n])) in outcomes), None)


def _is_deadly(low: Sequence[str], at: int, end: int) -> bool:
    """True for a harm that is said to have killed: "fatally shot", "shot dead"."""
    fatal = lexicon().clauses["fatal"]
    return low[max(0, at - 1)] in fatal or (end < len(low) and low[end] in fatal | {"dead"})


def _acts_as_verb(tokens: Sequence[Token], at: int, form: VerbForm) -> bool:
    """Tell a verb from the noun or adjective of the same spelling by the word before it."""
    previous, grammar = lower_at(tokens, at - 1), lexicon().grammar
    if form == "base":
        return (
            previous in grammar["auxiliaries"]
            or previous in grammar["base_before"]
            or (at > 0 and tokens[at - 1].kind == "number")
            or previous in lexicon().numbers["units"]
            or _is_plural_noun(previous)
        )
    if form == "third":
        return previous not in grammar["determiners"] and not (
            at and previous.endswith(("an", "ian", "ese", "ish", "ary"))
        )
    if form in ("past", "participle"):
        return previous not in ("the", "a", "an", "its", "their") or form == "past"
    return True


def _is_plural_noun(low: str) -> bool:
    return low in lexicon().nouns["plurals"] or (
        low.endswith("s") and len(low) > 3 and not low.endswith(("ss", "us"))
    )


def temporality_of(tokens: Sequence[Token], end: int, event: str | None) -> Temporality:
    """Return how the count whose noun phrase ends at `end` runs in time: as the words after it tell ("40 a
    day"), else as counts of its event do, else as a stock."""
    entry = lexicon().event_entries.get(event or "")
    usual: Temporality = entry.temporality if entry is not None else "stock"
    words, times = lowers(tokens, end, end + _TIMED), lexicon().times
    if len(words) > 1 and words[0] in times["each"] and words[1] in times["units"]:
        return "flow"
    for word in words:
        if not word.isalpha():
            break
        if word in times["rates"]:
            return "flow"
    return usual


def governing(
    tokens: Sequence[Token],
    events: Sequence[EventMention],
    figure: tuple[int, int],
    counted_end: int,
    others: Sequence[tuple[int, int]],
) -> EventMention | None:
    """Return the event that governs the figure over tokens `figure`, whose noun phrase ends at
    `counted_end`."""
    best, best_cost = None, float(_MAX_COST)
    for event in events:
        if event.at >= counted_end:
            cost = path_cost(tokens, counted_end, event.at) + 0.5
            cost += _LISTED * sum(1 for first, _ in others if counted_end <= first < event.at)
        elif event.at < figure[0]:
            cost = path_cost(tokens, event.at + event.size, figure[0], others)
            if event.form in ("past", "participle") and _is_passive(tokens, event.at):
                cost += 3  # the subject of a passive stands before it
        else:
            continue
        if cost < best_cost:
            best, best_cost = event, cost
    return best


def _is_passive(tokens: Sequence[Token], at: int) -> bool:
    """True when a form of "be" stands right before the participle (adverbs aside)."""
    for position in range(at - 1, max(-1, at - 4), -1):
        low = tokens[position].lower
        if low in lexicon().grammar["be"]:
            return True
        if low not in lexicon().grammar["auxiliaries"]:
            return False
    return False


def path_cost(
    tokens: Sequence[Token], first: int, last: int, others: Sequence[tuple[int, int]] = ()
) -> float:
    """Return what it costs to go from token `first` to token `last`: words are cheap, boundaries dear."""
    grammar = lexicon().grammar
    cost = 0.0
    for position in range(first, last):
        token = tokens[position]
        low = token.lower
        if token.text in _CLAUSE_MARKS:
            cost += 6
        elif token.text == ",":
            cost += 2
        elif token.text in QUOTES:
            cost += 1
        elif low in grammar["subordinators"]:
            cost += 4
        elif low in grammar["relatives"]:
            aside = low == "that" or (lower_at(tokens, position - 1) == "," and position > first + 1)
            cost += 0.25 if position == first else _OTHER_CLAUSE if aside else 2
        elif low in grammar["auxiliaries"]:
            cost += 0.25
        else:
            cost += 1
    crossed = sum(1 for start, end in others if first <= start and end <= last)
    listed = last < len(tokens) and tokens[last - 1].lower in grammar["list_links"]
    return cost + crossed * (_LISTED if listed else _OTHER_CLAUSE)
