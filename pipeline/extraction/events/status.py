"""Status: how far the event of a figure has come, told by the words that govern it.

Here belongs the order in which a figure's surroundings are asked: what stands right beside it (`beside.py`),
the verb it is subject or object of, and what stands above that verb (`climbing.py`). Where clauses and their
verbs stand is told by `clauses.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.events.auxiliaries import Sight, is_passive, is_uncontrolled, own
from pipeline.extraction.events.beside import after_noun, before_noun, is_conditional, is_denied
from pipeline.extraction.events.clauses import Clause, VerbGroup, clause_of, ends_clause
from pipeline.extraction.events.climbing import climb, complement_of, leading, taker, weigh
from pipeline.extraction.events.cues import forms, nouns, phrases, verbs
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.records import Status

_MARKS = frozenset(",;:—–")
_NEAR = 4
_SUBJECT = 10  # words of a noun phrase before its verb
_SOFT: frozenset[Status | None] = frozenset({"planned", "expected"})


def status_of(sight: Sight) -> tuple[Status, str]:
    """Return the status of a figure and the id of the rule that gave it."""
    tokens = sight.tokens
    if is_denied(tokens, sight.figure[0]):
        return "denied", "status.denial"
    found = before_noun(tokens, sight.figure, sight.end) or after_noun(tokens, sight.end)
    if found is not None:
        return found, "status.beside"
    clause = clause_of(tokens, sight.groups, sight.figure, sight.end)
    found = _governed(sight, clause)
    if found is None and clause.group is not None and _lies_ahead(sight, clause.group):
        told = tokens[clause.group.head].lower in forms("estimating") or is_uncontrolled(sight, clause.group)
        return "expected" if told else "planned", "status.ahead"
    if found in _SOFT and is_conditional(tokens):
        return "possible", "status.condition"
    if found is None and sight.headline and lower_at(tokens, sight.end) == "to":
        return "planned", "status.headline"
    return (found, f"status.{found}") if found is not None else ("observed", "status.observed")


def _governed(sight: Sight, clause: Clause) -> Status | None:
    """Return what the verb above a figure tells, with all that stands above that verb."""
    tokens, first = sight.tokens, sight.figure[0]
    told = _relative(sight, clause.inner)
    if told is not None or _is_given(sight, clause):
        return told
    if clause.group is None:
        return complement_of(tokens, 0, first)
    if clause.subject:
        return _as_subject(sight, clause.place)
    if _is_asked_for(tokens, clause.group, first):
        return "target"
    if _is_announced(sight, clause.group):
        return "planned"
    noun = complement_of(tokens, clause.group.last, first) or leading(tokens, clause.group.head)
    found = climb(sight, clause.place, weigh(noun, own(tokens, clause.group, "object")))
    to_be = lowers(tokens, sight.end, sight.end + 2) == ("to", "be")  # "40 prisoners to be freed"
    return "planned" if found is None and to_be else found


def _is_asked_for(tokens: Sequence[Token], group: VerbGroup, first: int) -> bool:
    """True for what somebody is asked for: "asked its partners for 40 tents"."""
    return tokens[group.head].lower in forms("asking") and "for" in lowers(tokens, group.last, first)


def _is_announced(sight: Sight, group: VerbGroup) -> bool:
    """True for a deed that is made known beforehand: "announced the closure of 40 branches"."""
    deeds = lexicon().clauses["deeds"]
    known = sight.tokens[group.head].lower in forms("announcing")
    return known and not deeds.isdisjoint(lowers(sight.tokens, group.last, sight.end))


def _lies_ahead(sight: Sight, group: VerbGroup) -> bool:
    """True when a verb without a past tense stands beside a time to come: "40 nurses leave next month"."""
    tokens = sight.tokens
    words = group.words(tokens)
    told = tokens[group.head].lower in forms("estimating")
    if group.form not in ("finite", "base") or not (told or lexicon().clauses["past"].isdisjoint(words)):
        return False
    return any(
        longest(phrases("ahead"), lowers(tokens, at, at + _NEAR), 0)
        for at in (*range(min(group.first, _NEAR)), *_rest(sight, max(sight.figure[1], group.last)))
    )


def _rest(sight: Sight, first: int) -> range:
    """Return the positions from `first` to the end of the clause or its next verb, a few at most."""
    stops = {group.first for group in sight.groups}
    last = min(len(sight.tokens), first + _SUBJECT)
    ends = (at for at in range(first, last) if at in stops or ends_clause(sight.tokens, at))
    return range(first, next(ends, last))


def _is_given(sight: Sight, clause: Clause) -> bool:
    """True when a figure is known beforehand, so that the verb above says nothing of it: "from 40 last year",
    "half of the 40"."""
    tokens, first, words = sight.tokens, sight.figure[0], lexicon().clauses
    at = first - 1
    while at >= 0 and tokens[at].lower in words["definite"]:
        at -= 1
    if at < first - 1:
        return lower_at(tokens, at) in words["prepositions"]
    if lower_at(tokens, at) == "of" and lower_at(tokens, at - 1) in words["settled"]:
        return True
    begins = clause.group.last if clause.group is not None and not clause.subject else 0
    for at in range(first - 1, max(begins, first - _SUBJECT) - 1, -1):
        token = tokens[at]
        if (
            token.text in _MARKS
            or token.kind == "number"
            or token.lower == "and"
            or (token.lower,) in nouns()
        ):
            return False
        if token.lower == "from":  # "from 40 to 50", "up from 40", but not "results from 40 towns"
            return lower_at(tokens, sight.end) == "to" or lower_at(tokens, at - 1) in ("up", "down")
        if token.lower in words["given"]:
            return True
    return False


def _relative(sight: Sight, inner: VerbGroup | None) -> Status | None:
    """Return what a relative clause right after the figure tells: "that Pyongyang promised"."""
    tokens = sight.tokens
    if inner is None or any(token.kind == "number" for token in tokens[sight.figure[1] : inner.first]):
        return None
    subject = lower_at(tokens, inner.first - 1) in lexicon().clauses["relatives"]
    return None if subject and not is_passive(tokens, inner) else own(tokens, inner, "object")


def _as_subject(sight: Sight, place: int) -> Status | None:
    """Return what the verb tells whose subject the figure is."""
    tokens, groups, group = sight.tokens, sight.groups, sight.groups[place]
    first = sight.figure[0]
    begins = max((each.last for each in groups[:place] if each.last <= first), default=0)
    found = complement_of(tokens, begins, first)
    following = groups[place + 1] if place + 1 < len(groups) else None
    to_do = following is not None and following.form == "infinitive"
    if to_do and tokens[group.head].lower in forms("commanding"):
        return climb(sight, place, found, first)  # "40 people were ordered to leave"
    if found is None and is_passive(tokens, group):
        found = own(tokens, group, "object")
    share = tokens[sight.figure[1] - 1].lower in lexicon().clauses["shares"]
    if found is None and share and not is_uncontrolled(sight, group) and _wishes(tokens, group):
        return None  # "46 percent would choose"
    if found is None and group.copular:
        near = (after_noun(tokens, at) for at in range(group.last, group.last + _NEAR))
        found = next((status for status in near if status is not None), None)
    if found is None and following is not None and to_do:
        found = taker(sight, group, following)
    return climb(sight, place, found, first)


def _wishes(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True for what those who were asked say of themselves: "would choose", "plan to go"."""
    if is_passive(tokens, group):
        return False
    return "would" in group.words(tokens) or (tokens[group.head].lower,) in verbs("infinitive")
