"""Status: how far the event of a figure has come, told by the words that govern it.

Here belongs the verdict over the verbs and nouns above a figure, from the nearest upwards. What stands right
beside the figure is read in `beside.py`, what single words tell in `cues.py`, where clauses and their verbs
stand in `clauses.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.beside import after_noun, before_noun, is_conditional, is_denied, noun_at
from pipeline.extraction.clauses import Clause, VerbGroup, clause_of, is_joined, opener
from pipeline.extraction.cues import Frame, cues, forms, is_negated, nouns, verbs
from pipeline.extraction.lexicon import lexicon, longest
from pipeline.extraction.tokens import Token, lower_at, lowers
from pipeline.records import Status

_MARKS = frozenset(",;:—–")
_STEPS = 8  # verbs above one another
_NEAR = 4
_SUBJECT = 10  # words of a noun phrase before its verb
_SOFT: frozenset[Status | None] = frozenset({"planned", "expected"})
_DECIDES: frozenset[Status | None] = frozenset({"denied", "possible"})


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


def status_of(sight: Sight) -> tuple[Status, str]:
    """Return the status of a figure and the id of the rule that gave it."""
    tokens = sight.tokens
    if is_denied(tokens, sight.figure[0]):
        return "denied", "status.denial"
    found = before_noun(tokens, sight.figure, sight.end) or after_noun(tokens, sight.end)
    if found is not None:
        return found, "status.beside"
    found = _governed(sight)
    if found in _SOFT and is_conditional(tokens):
        return "possible", "status.condition"
    if found is None and sight.headline and lower_at(tokens, sight.end) == "to":
        return "planned", "status.headline"
    return (found, f"status.{found}") if found is not None else ("observed", "status.observed")


def _governed(sight: Sight) -> Status | None:
    """Return what the verb above a figure tells, with all that stands above that verb."""
    tokens, first = sight.tokens, sight.figure[0]
    clause = clause_of(tokens, sight.groups, sight.figure, sight.end)
    told = _relative(sight, clause.inner)
    if told is not None or _is_given(sight, clause):
        return told
    if clause.group is None:
        return _noun_before(tokens, 0, first)
    if clause.subject:
        return _as_subject(sight, clause.place)
    noun = _noun_before(tokens, clause.group.last, first) or _leading(tokens, clause.group.head)
    found = _climb(sight, clause.place, _weigh(noun, _own(tokens, clause.group, "object")))
    to_be = lowers(tokens, sight.end, sight.end + 2) == ("to", "be")  # "40 prisoners to be freed"
    return "planned" if found is None and to_be else found


def _is_given(sight: Sight, clause: Clause) -> bool:
    """True when a figure is known beforehand, so that the verb above says nothing of it: "from 40 last year",
    "half of the 40"."""
    tokens, first, words = sight.tokens, sight.figure[0], lexicon().clauses
    at = first - 1
    while at >= 0 and tokens[at].lower in words["definite"]:
        at -= 1
    if at < first - 1:
        return lower_at(tokens, at) in words["prepositions"]
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
        if token.lower in words["given"]:
            return True
    return False


def _relative(sight: Sight, inner: VerbGroup | None) -> Status | None:
    """Return what a relative clause right after the figure tells: "that Pyongyang promised"."""
    tokens = sight.tokens
    if inner is None or any(token.kind == "number" for token in tokens[sight.figure[1] : inner.first]):
        return None
    subject = lower_at(tokens, inner.first - 1) in lexicon().clauses["relatives"]
    return None if subject and not _is_passive(tokens, inner) else _own(tokens, inner, "object")


def _as_subject(sight: Sight, place: int) -> Status | None:
    """Return what the verb tells whose subject the figure is."""
    tokens, groups, group = sight.tokens, sight.groups, sight.groups[place]
    first = sight.figure[0]
    begins = max((each.last for each in groups[:place] if each.last <= first), default=0)
    found = _noun_before(tokens, begins, first)
    if found is None and _is_passive(tokens, group):
        found = _own(tokens, group, "object")
    if found is None and group.copular:
        near = (after_noun(tokens, at) for at in range(group.last, group.last + _NEAR))
        found = next((status for status in near if status is not None), None)
    following = groups[place + 1] if place + 1 < len(groups) else None
    if found is None and following is not None and following.form == "infinitive":
        found = _taker(sight, group, following)
    return _climb(sight, place, found, first)


def _is_passive(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True for a verb whose subject is what its object would be."""
    return group.form == "past" or not lexicon().grammar["be"].isdisjoint(group.words(tokens))


def _own(tokens: Sequence[Token], group: VerbGroup, frame: Frame) -> Status | None:
    """Return what a verb tells of the frame it takes, a negation beside it weighed in."""
    words = lowers(tokens, group.head, group.head + 3)
    size = longest(verbs(frame), words, 0)
    if not size:
        return None
    found = verbs(frame)[words[:size]]
    return "denied" if found in ("planned", "target") and is_negated(tokens, group) else found


def _climb(sight: Sight, place: int, found: Status | None, edge: int | None = None) -> Status | None:
    """Return what the verbs tell from the one at `place` upwards, where `found` is told below it. `edge` is
    where the clause's subject begins if that is the figure's."""
    tokens, groups = sight.tokens, sight.groups
    if found is None and tokens[groups[place].head].lower in forms("linking"):
        found = _noun_of_subject(tokens, groups[place])
    for _ in range(_STEPS):
        group = groups[place]
        found = _weigh(found, _auxiliary(sight, group))
        start = group.first if edge is None else min(edge, group.first)
        above = next((each for each in reversed(groups[:place]) if each.last <= start), None)
        cut = opener(tokens, above.last if above is not None else 0, start)
        shares = edge is None and cut is None and _shares(tokens, group)
        if edge is not None or not (shares or group.form in ("infinitive", "ing")):
            return _embedded(sight, group, above, start, cut, found)
        if cut is not None or lower_at(tokens, group.first - 1) in lexicon().clauses["given"]:
            return found
        if group.form == "infinitive":
            found = _weigh(found, _taker(sight, above, group))
        elif group.form == "ing":
            found = _weigh(found, _of_gerund(tokens, above, group))
        if above is None:
            return found
        place -= 1
    return found


def _shares(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True when a verb without auxiliaries goes with the one before it: "will close and shed", "will bring
    soldiers equipped with"."""
    if group.form not in ("base", "past"):
        return False
    return is_joined(tokens, group) or tokens[group.head].lower in forms("attending")


def _weigh(found: Status | None, above: Status | None) -> Status | None:
    """Return the status of what is `found` below a word that tells `above`: the nearest word says it, unless
    what stands above takes back a plan or a forecast."""
    return above if found is None or (found in _SOFT and above in _DECIDES) else found


def _taker(sight: Sight, above: VerbGroup | None, group: VerbGroup) -> Status | None:
    """Return what the word tells that takes the infinitive `group`: a noun, an adjective or the verb
    above."""
    tokens = sight.tokens
    first = above.last if above is not None else 0
    for at in range(group.first - 1, max(first, group.first - _SUBJECT) - 1, -1):
        found = noun_at(tokens, at) or verbs("infinitive").get((tokens[at].lower,))
        if found is not None:
            return _future(sight, tokens[at].lower, group, found)
    if above is None:
        return "planned" if sight.headline else None
    found = _future(sight, tokens[above.head].lower, group, _own(tokens, above, "infinitive"))
    if found is None and lower_at(tokens, group.first + 1) == "be" and above.last < group.first:
        return "planned"  # "the vehicles to be moved"
    if found is None and above.copular and above.last == group.first and above.form == "finite":
        return _noun_of_subject(tokens, above) or "planned"
    return found


def _future(sight: Sight, word: str, group: VerbGroup, found: Status | None) -> Status | None:
    """Return `found`, a forecast where words of mere future ("set to", "about to") stand before what nobody
    controls."""
    mere = word in lexicon().clauses["future"] and _is_uncontrolled(sight, group)
    return "expected" if mere and found == "planned" else found


def _of_gerund(tokens: Sequence[Token], above: VerbGroup | None, group: VerbGroup) -> Status | None:
    """Return what the word tells that takes the "-ing" of a verb: "plans for closing", "consider closing"."""
    before = lower_at(tokens, group.first - 1)
    if before == "without":
        return "denied"
    if before == ",":
        return None
    noun = _noun_before(tokens, above.last if above is not None else 0, group.first)
    return noun or (_own(tokens, above, "object") if above is not None else None)


def _noun_before(tokens: Sequence[Token], first: int, last: int) -> Status | None:
    """Return what a noun tells whose complement stands at `last`: "an appeal for", "its target of"."""
    for at in range(last - 1, max(first, last - _SUBJECT) - 1, -1):
        found = noun_at(tokens, at)
        if found is not None and lower_at(tokens, at + 1) in lexicon().clauses["noun_links"]:
            return found
        found = _leading(tokens, at)
        if found is not None:
            return found
    return None


def _leading(tokens: Sequence[Token], at: int) -> Status | None:
    """Return what a phrase at `at` tells of the figure after it: "on course for"."""
    words = lowers(tokens, at, at + _NEAR)
    size = longest(cues("leading"), words, 0)
    return cues("leading")[words[:size]] if size else None


def _noun_of_subject(tokens: Sequence[Token], group: VerbGroup) -> Status | None:
    """Return what the subject of a verb tells: "the target is"."""
    for at in range(group.first - 1, max(-1, group.first - _SUBJECT), -1):
        if tokens[at].text in _MARKS or tokens[at].lower in lexicon().clauses["openers"]:
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
            return _weigh(found, noun)
    elif above is None or not _opens_bare_clause(tokens, above, start):
        return found
    told = _own(tokens, above, "clause") if above is not None else None
    return told if told in _DECIDES or (told is not None and found in (None, "planned")) else found


def _opens_bare_clause(tokens: Sequence[Token], above: VerbGroup, start: int) -> bool:
    """True when the verb `above` takes the clause whose subject begins at or before `start` without
    "that"."""
    gap = lowers(tokens, above.last, start)
    return tokens[above.head].lower in forms("clausal") and "," not in gap and "and" not in gap


def _auxiliary(sight: Sight, group: VerbGroup) -> Status | None:
    """Return what the auxiliaries of a verb tell."""
    tokens, words = sight.tokens, group.words(sight.tokens)
    modal = next((word for word in words if word == "would" or (word,) in cues("modals")), None)
    if is_negated(tokens, group):
        if tokens[group.head].lower in forms("harmless") or group.copular:
            return None
        return "possible" if modal in ("may", "might") else "denied"
    if modal is None:
        return None
    perfect = "have" in words
    if modal == "would":
        return "possible" if perfect else _would(sight, group)
    found = cues("modals")[(modal,)]
    if perfect and found in ("target", "expected"):
        return None
    return "expected" if found == "planned" and _is_uncontrolled(sight, group) else found


def _is_uncontrolled(sight: Sight, group: VerbGroup) -> bool:
    """True for a verb whose future nobody decides: its future is a forecast. "Sales will increase by 4%" is
    one, "we will increase sales" is none; "there will be 40 deaths" is one, "40 camps" is none."""
    tokens, words = sight.tokens, lexicon()
    low = tokens[group.head].lower
    if group.copular:
        suffered = tokens[sight.end - 1].lower in words.event_counted
        return suffered or tokens[sight.figure[1] - 1].lower in words.clauses["shares"]
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
        return "expected" if _is_uncontrolled(sight, group) else "planned"
    return sight.before if sight.before in ("planned", "expected") else "possible"
