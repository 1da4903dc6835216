"""Climbing: from the verb above a figure to the verbs and nouns that govern that verb.

Here belong the steps through infinitives, gerunds, shared auxiliaries and "that", and how what they tell adds
up. What one verb tells by itself is read in `auxiliaries.py`, which verb a figure stands with in `status.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.events.auxiliaries import Sight, auxiliary, is_uncontrolled, own
from pipeline.extraction.events.beside import noun_at
from pipeline.extraction.events.clauses import VerbGroup, ends_clause, is_joined, opener
from pipeline.extraction.events.cues import cues, forms, verbs
from pipeline.extraction.language.lexicon import lexicon, longest
from pipeline.extraction.language.tokens import Token, lower_at, lowers
from pipeline.records import Status

_STEPS = 8  # verbs above one another
_NEAR = 4
_SUBJECT = 10  # words of a noun phrase before its verb
_SOFT: frozenset[Status | None] = frozenset({"planned", "expected"})
_DECIDES: frozenset[Status | None] = frozenset({"denied", "possible"})


def climb(sight: Sight, place: int, found: Status | None, edge: int | None = None) -> Status | None:
    """Return what the verbs tell from the one at `place` upwards, where `found` is told below it. `edge` is
    where the clause's subject begins if that is the figure's."""
    tokens, groups = sight.tokens, sight.groups
    if found is None and tokens[groups[place].head].lower in forms("linking"):
        found = _noun_of_subject(tokens, groups[place])
    for _ in range(_STEPS):
        group = groups[place]
        found = weigh(found, auxiliary(sight, group, edge is not None))
        start = group.first if edge is None else min(edge, group.first)
        above = next((each for each in reversed(groups[:place]) if each.last <= start), None)
        cut = opener(tokens, above.last if above is not None else 0, start)
        if group.form == "ing" and cut == group.first - 1 and lower_at(tokens, cut) in ("while", "when"):
            cut = None  # "while hiring 40 pilots"
        bare = cut is None and tokens[group.first].lower == "be"  # "could flood and 40 jobs be lost"
        if edge is not None and not bare:
            return _embedded(sight, group, above, start, cut, found)
        shares = bare or (cut is None and _shares(tokens, group, above))
        if not (shares or group.form in ("infinitive", "ing")):
            return _embedded(sight, group, above, start, cut, found)
        if group.form == "infinitive":
            found = weigh(found, taker(sight, above, group))
        if cut is not None or lower_at(tokens, group.first - 1) in lexicon().clauses["given"]:
            return found
        if group.form == "ing":
            found = weigh(found, _of_gerund(tokens, above, group))
        if above is None:
            return found
        place, edge = groups.index(above), None
    return found


def _shares(tokens: Sequence[Token], group: VerbGroup, above: VerbGroup | None) -> bool:
    """True when a verb without auxiliaries goes with the one before it: "will close and shed", "will bring
    soldiers equipped with", "will see sales go up by"."""
    if group.form not in ("base", "past"):
        return False
    if above is not None and tokens[above.head].lower in forms("seeing"):
        return True
    return is_joined(tokens, group) or tokens[group.head].lower in forms("attending")


def weigh(found: Status | None, above: Status | None) -> Status | None:
    """Return the status of what is `found` below a word that tells `above`: the nearest word says it, unless
    what stands above takes back a plan or a forecast."""
    return above if found is None or (found in _SOFT and above in _DECIDES) else found


def taker(sight: Sight, above: VerbGroup | None, group: VerbGroup) -> Status | None:
    """Return what the word tells that takes the infinitive `group`: a noun, an adjective or the verb
    above."""
    tokens = sight.tokens
    first = above.last if above is not None else 0
    for at in range(group.first - 1, max(first, group.first - _SUBJECT) - 1, -1):
        if ends_clause(tokens, at):
            return None
        found = noun_at(tokens, at) or verbs("infinitive").get((tokens[at].lower,))
        if found is not None:
            return _future(sight, tokens[at].lower, group, found)
    if above is None:
        return "planned" if sight.headline else None
    found = _future(sight, tokens[above.head].lower, group, own(tokens, above, "infinitive"))
    if found is None and lower_at(tokens, group.first + 1) == "be" and above.last < group.first:
        return "planned"  # "the vehicles to be moved"
    if found is None and tokens[above.head].lower in forms("estimating"):
        return "expected" if tokens[group.head].lower in forms("reaching") else None
    if found is None and above.copular and above.last == group.first and above.form == "finite":
        return _be_to(tokens, above)
    return found


def _be_to(tokens: Sequence[Token], group: VerbGroup) -> Status | None:
    """Return what "is to" tells: a plan, unless the infinitive explains the subject ("his job was to")."""
    found = _noun_of_subject(tokens, group)
    subject = {token.lower for token in tokens[max(0, group.first - _SUBJECT) : group.first]}
    return found or ("planned" if subject.isdisjoint(lexicon().clauses["equated"]) else None)


def _future(sight: Sight, word: str, group: VerbGroup, found: Status | None) -> Status | None:
    """Return `found`, a forecast where words of mere future ("set to", "about to") stand before what nobody
    controls."""
    mere = word in lexicon().clauses["future"] and is_uncontrolled(sight, group)
    return "expected" if mere and found == "planned" else found


def _of_gerund(tokens: Sequence[Token], above: VerbGroup | None, group: VerbGroup) -> Status | None:
    """Return what the word tells that takes the "-ing" of a verb: "plans for closing", "consider closing"."""
    before = lower_at(tokens, group.first - 1)
    if before == "without":
        return "denied"
    if before == ",":
        return None
    noun = complement_of(tokens, above.last if above is not None else 0, group.first)
    return noun or (own(tokens, above, "object") if above is not None else None)


def complement_of(tokens: Sequence[Token], first: int, last: int) -> Status | None:
    """Return what a noun tells whose complement stands at `last`: "an appeal for", "its target of"."""
    for at in range(last - 1, max(first, last - _SUBJECT) - 1, -1):
        if ends_clause(tokens, at):
            return None
        found = noun_at(tokens, at)
        if found is not None and lower_at(tokens, at + 1) in lexicon().clauses["noun_links"]:
            return found
        found = leading(tokens, at)
        if found is not None:
            return found
    return None


def leading(tokens: Sequence[Token], at: int) -> Status | None:
    """Return what a phrase at `at` tells of the figure after it: "on course for"."""
    words = lowers(tokens, at, at + _NEAR)
    size = longest(cues("leading"), words, 0)
    return cues("leading")[words[:size]] if size else None


def _noun_of_subject(tokens: Sequence[Token], group: VerbGroup) -> Status | None:
    """Return what the subject of a verb tells: "the target is"."""
    for at in range(group.first - 1, max(-1, group.first - _SUBJECT), -1):
        if tokens[at].text == "," or ends_clause(tokens, at):
            return None
        found = noun_at(tokens, at)
        if found is not None:
            return found
    return None


def _embedded(
    sight: Sight, group: VerbGroup, above: VerbGroup | None, start: int, cut: int | None, found: Status | None
) -> Status | None:
    """Return the status of a whole clause, which begins at `cut` or `start`, once the word that takes the
    clause is weighed in."""
    tokens = sight.tokens
    if cut is not None:
        if tokens[cut].lower in lexicon().clauses["conditions"]:
            return "possible"
        if tokens[cut].lower != "that" or cut + 1 == group.first:
            return found  # a clause of its own, or a relative clause
        noun = noun_at(tokens, cut - 1)
        if noun is not None:
            return weigh(found, noun)
    elif above is None or not _opens_bare_clause(tokens, above, start):
        return found
    told = own(tokens, above, "clause") if above is not None else None
    return told if told in _DECIDES or (told is not None and found in (None, "planned")) else found


def _opens_bare_clause(tokens: Sequence[Token], above: VerbGroup, start: int) -> bool:
    """True when the verb `above` takes the clause whose subject begins at or before `start` without
    "that"."""
    gap = lowers(tokens, above.last, start)
    return tokens[above.head].lower in forms("clausal") and "," not in gap and "and" not in gap
