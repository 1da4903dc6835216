"""Auxiliaries: what a verb with its auxiliaries tells of a figure by itself.

Here belong modals, negation, the passive and the frames of a verb ("plans 40 layoffs", "plans to sack 40").
How the verbs above one another add up is decided in `climbing.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.events.beside import is_conditional
from pipeline.extraction.events.clauses import VerbGroup
from pipeline.extraction.events.cues import Frame, cues, forms, phrases, verbs
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.records import Status


@dataclass(frozen=True)
class Sight:
    """A figure in its sentence: its token range `figure`, the `end` of its noun phrase, the verbs of the
    sentence; `headline` true where "to" alone is a plan, `before` the status of the figure before, which what
    it "would" do goes on from."""

    tokens: Sequence[Token]
    groups: Sequence[VerbGroup]
    figure: tuple[int, int]
    end: int
    headline: bool = False
    before: Status | None = None


def own(tokens: Sequence[Token], group: VerbGroup, frame: Frame) -> Status | None:
    """Return what a verb tells of the frame it takes, a negation beside it weighed in."""
    words = lowers(tokens, group.head, group.head + 3)
    size = longest(verbs(frame), words, 0)
    if not size:
        return None
    found = verbs(frame)[words[:size]]
    if not is_negated(tokens, group):
        return found
    if found == "denied":
        return "possible" if words[:2] == ("rule", "out") else None
    return "denied" if found in ("planned", "target") else found


def is_passive(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True for a verb whose subject is what its object would be."""
    return group.form == "past" or not lexicon().grammar["be"].isdisjoint(group.words(tokens))


def auxiliary(sight: Sight, group: VerbGroup, subject: bool) -> Status | None:
    """Return what the auxiliaries of a verb tell; `subject` true where the figure is its subject, which is
    there even if it does nothing."""
    tokens, words = sight.tokens, group.words(sight.tokens)
    modal = next((word for word in words if word == "would" or (word,) in cues("modals")), None)
    if is_negated(tokens, group):
        if tokens[group.head].lower in forms("harmless") or group.copular:
            return None
        if modal in ("may", "might"):
            return "possible"
        if not subject:
            return "denied"
        return "planned" if modal in ("will", "would") else "denied" if is_passive(tokens, group) else None
    if modal is None:
        return None
    perfect = "have" in lowers(tokens, group.first, group.head)
    if modal == "would":
        return "possible" if perfect else _would(sight, group)
    found = cues("modals")[(modal,)]
    if perfect and found in ("target", "expected"):
        return None
    if modal == "should":
        wanted = tokens[group.head].lower not in ("be", "arrive") and not is_uncontrolled(sight, group)
        return "target" if wanted else "expected"
    return "expected" if found == "planned" and is_uncontrolled(sight, group) else found


def is_negated(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True when "not" or the like stands among the auxiliaries of a verb or right before them."""
    low = lowers(tokens, max(0, group.first - 2), group.last + 1)
    negation, neutral = phrases("negation"), phrases("neutral")
    return any(longest(negation, low, at) and not longest(neutral, low, at) for at in range(len(low)))


def is_uncontrolled(sight: Sight, group: VerbGroup) -> bool:
    """True for a verb whose future nobody decides: its future is a forecast. "Sales will increase by 4%" is
    one, "we will increase sales" is none; "there will be 40 deaths" is one, "40 camps" is none."""
    tokens, words = sight.tokens, lexicon()
    low = tokens[group.head].lower
    if group.copular:
        suffered = tokens[sight.end - 1].lower in words.event_counted
        return suffered or tokens[sight.figure[1] - 1].lower in words.clauses["shares"]
    if low in forms("leaving"):
        return lower_at(tokens, sight.end) in words.clauses["left_as"]
    if low in forms("changing"):
        return lower_at(tokens, group.last) in words.clauses["prepositions"] or group.last == len(tokens)
    return low in forms("uncontrolled")


def _would(sight: Sight, group: VerbGroup) -> Status:
    """Return what "would" tells: the future seen from what was said or planned, else what is possible."""
    tokens = sight.tokens
    if is_conditional(tokens):
        return "possible"
    telling = (lexicon().report_verbs, verbs("infinitive"))
    reported = any((tokens[each.head].lower,) in table for each in sight.groups for table in telling)
    if reported or any(token.lower == "according" for token in tokens):
        return "expected" if is_uncontrolled(sight, group) else "planned"
    return sight.before if sight.before in ("planned", "expected") else "possible"
