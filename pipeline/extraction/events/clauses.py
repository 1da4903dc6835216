"""Clauses: the verb groups of a sentence, and which of them governs a figure.

Here belongs the structure alone: where a verb with its auxiliaries stands, and whether a figure is its
subject or stands in its predicate. What a verb tells of how far things have come is decided in `status.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.extraction.events.cues import verbs
from pipeline.extraction.language.lexicon import inflect, lexicon
from pipeline.extraction.language.tokens import Token, lower_at, lowers

Form = Literal["finite", "infinitive", "ing", "past", "base"]
_MARKS = frozenset(";:—–…")
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "you", "i"})
_AFTER_VERB = frozenset({"NUM", "DET", "PRON", "SCONJ", "SYM"})
_REACH = 30  # tokens between a figure and a verb that governs it
_NEAR = 4
_INSIDE = 4  # words among the auxiliaries of one verb


@dataclass(frozen=True)
class VerbGroup:
    """A verb with its auxiliaries over `tokens[first:last]`; `head` is the main verb, or the auxiliary that
    stands for it ("is ready"). "finite" has an auxiliary that tells the tense; "past" may be a past tense or
    a participle without one, "base" a present tense or what follows an auxiliary shared with the verb
    before."""

    first: int
    head: int
    last: int
    form: Form
    copular: bool

    def words(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the auxiliaries and adverbs before the verb, and the verb itself where it is one."""
        return lowers(tokens, self.first, self.head + self.copular)


@dataclass(frozen=True)
class Clause:
    """Where a figure stands: the verb `group` whose subject or predicate it is in (None if none is seen),
    `place` of its index in the sentence's groups, and `inner` the relative clause about it."""

    group: VerbGroup | None
    place: int
    subject: bool
    inner: VerbGroup | None = None


def verb_groups(tokens: Sequence[Token], tags: Sequence[str]) -> list[VerbGroup]:
    """Return the verb groups of a sentence, left to right. `tags` are universal parts of speech."""
    groups: list[VerbGroup] = []
    tags = _mended(tokens, tags)
    at = 0
    while at < len(tokens):
        group = _group(tokens, tags, at)
        if group is not None:
            groups.append(group)
        at = group.last if group is not None else at + 1
    return groups


def _group(tokens: Sequence[Token], tags: Sequence[str], first: int) -> VerbGroup | None:
    """Return the verb group that starts at `first`."""
    infinitive = tokens[first].lower == "to" and _opens_infinitive(tokens, tags, first)
    if not (infinitive or tags[first] in ("VERB", "AUX")):
        return None
    head, last = None, first
    finite = lexicon().grammar["finite"]
    chain = infinitive
    for at in range(first + infinitive, min(len(tokens), first + 2 * _INSIDE)):
        if tags[at] == "AUX" or tokens[at].lower in finite:
            head, last, chain = at, at + 1, True
        elif tags[at] == "VERB":
            if at == first or chain:
                return VerbGroup(first, at, at + 1, _form(tokens, first, at, infinitive), False)
            break
        elif not (tags[at] in ("ADV", "PART") and tokens[at].lower != "to" and chain):
            break
    if head is None:
        return None
    return VerbGroup(first, head, last, _form(tokens, first, head, infinitive), True)


def _mended(tokens: Sequence[Token], tags: Sequence[str]) -> list[str]:
    """Return the tags with verbs where the place of a word tells that it is one: a known verb between a noun
    and a figure or "the", and what stands between "to" and one of these."""
    mended = list(tags)
    for at in range(1, len(tags) - 1):
        if tags[at] in ("NOUN", "PROPN", "ADJ") and tags[at + 1] in _AFTER_VERB:
            after_to = tokens[at - 1].lower == "to" and not tokens[at].is_capitalised
            after_noun = tags[at - 1] in ("NOUN", "PROPN", "ADJ", "PUNCT") and _is_known(tokens[at].lower)
            if after_to or (after_noun and "NUM" not in tags[max(0, at - _NEAR) : at]):
                mended[at] = "VERB"
        elif tags[at] == "VERB" and tags[at - 1] in ("DET", "NUM") and tags[at + 1] in ("NOUN", "ADJ"):
            mended[at] = "ADJ"  # "the revised appeal", "40 armoured vehicles"
    return mended


def _is_known(low: str) -> bool:
    """True for a verb form of the word lists that is no plain noun."""
    words = lexicon()
    table = next((table for table in (words.report_verbs, words.intent_verbs) if (low,) in table), None)
    if low.endswith("s") and ((low,) in verbs("object") or (low,) in verbs("infinitive")):
        return True
    form = table[(low,)][1] if table is not None else words.event_verbs.get((low,), ((None, None),))[0][1]
    return form in ("third", "past", "participle") or low in words.grammar["changing"]


def _opens_infinitive(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """True when a verb follows "to", an adverb or two between them aside."""
    for after in range(at + 1, min(len(tokens), at + 3)):
        if tags[after] in ("VERB", "AUX"):
            return not tokens[after].lower.endswith("ing")
        if tags[after] != "ADV":
            return False
    return False


def _form(tokens: Sequence[Token], first: int, head: int, infinitive: bool) -> Form:
    if infinitive:
        return "infinitive"
    finite = lexicon().grammar["finite"]
    if any(tokens[at].lower in finite for at in range(first, head + 1)):
        return "finite"
    low = tokens[head].lower
    if low.endswith("ing"):
        return "ing"
    if low.endswith("s") and not low.endswith("ss"):
        return "finite"
    return "past" if low.endswith("ed") else "base"


def clause_of(
    tokens: Sequence[Token], groups: Sequence[VerbGroup], figure: tuple[int, int], end: int
) -> Clause:
    """Return the clause a figure stands in; `end` is where its noun phrase ends."""
    place = next((at for at in range(len(groups) - 1, -1, -1) if groups[at].first < figure[0]), -1)
    left = groups[place] if place >= 0 else None
    parted = left is not None and opener(tokens, left.last, figure[0]) is not None
    right, inner = _predicate(tokens, groups, end)
    if left is not None and parted and right < 0 and _is_apposed(tokens, left.last, figure[0]):
        return Clause(left, place, False, inner)
    if left is None or parted:
        return Clause(groups[right] if right >= 0 else None, right, True, inner)
    if right >= 0 and _is_own_clause(tokens, left, groups[right], figure[0], end):
        return Clause(groups[right], right, True, inner)
    return Clause(left, place, False, inner)


def _is_apposed(tokens: Sequence[Token], first: int, last: int) -> bool:
    """True when a dash, a colon or a bracket alone parts the figure from what governs it."""
    cut = opener(tokens, first, last)
    return (
        cut is not None
        and not tokens[cut].is_word
        and tokens[cut].text != ";"
        and opener(tokens, first, cut) is None
    )


def _is_own_clause(tokens: Sequence[Token], left: VerbGroup, right: VerbGroup, first: int, end: int) -> bool:
    """True when a figure between two verbs, over `tokens[first:end]`, is the subject of the second."""
    if tokens[left.head].lower in _clausal() and (right.form != "past" or right.first - end < _NEAR):
        return True
    joined = not lexicon().clauses["links"].isdisjoint(lowers(tokens, left.last, first))
    if right.form == "finite":
        return joined or left.form != "infinitive"
    return joined and right.form == "base"


@cache
def _clausal() -> frozenset[str]:
    """The forms of the verbs that take a clause without "that"."""
    return frozenset(form[0] for verb in lexicon().clauses["clausal"] for form, _ in inflect(verb))


def opener(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Return the last token of `tokens[first:last]` at which a clause begins, None if there is none."""
    for at in range(last - 1, max(first, last - _REACH) - 1, -1):
        if ends_clause(tokens, at):
            return at
    return first if last - first > _REACH else None


def ends_clause(tokens: Sequence[Token], at: int) -> bool:
    """True when one clause ends and another begins at `at`: a mark, "that", or a word such as "if"."""
    token, words = tokens[at], lexicon().clauses
    if token.lower == "but" and lower_at(tokens, at - 1) in ("all", "nothing"):
        return False
    if token.text in _MARKS or token.lower in words["openers"]:
        return True
    if token.text == "-":
        return (
            0 < at < len(tokens) - 1 and tokens[at - 1].end < token.start and token.end < tokens[at + 1].start
        )
    return token.lower == "that" and lower_at(tokens, at + 1) not in words["pointed"]


def _predicate(
    tokens: Sequence[Token], groups: Sequence[VerbGroup], end: int
) -> tuple[int, VerbGroup | None]:
    """Return the index of the verb group whose subject ends or begins at `end` (-1 if none), and that of a
    relative clause between them."""
    inner: VerbGroup | None = None
    relative = False
    past = -1
    starts = {group.first: place for place, group in enumerate(groups)}
    at, last = end, min(len(tokens), end + _REACH)
    while at < last:
        low = tokens[at].lower
        place = starts.get(at, -1)
        if place >= 0:
            group = groups[place]
            if relative or lower_at(tokens, at - 1) in _PRONOUNS:
                inner, relative = inner or group, False
            elif is_joined(tokens, group) or group.form in ("finite", "base"):
                return (past if is_joined(tokens, group) else place), inner
            elif group.form == "past" and past < 0:
                past = place
            at = group.last
        elif low in lexicon().clauses["relatives"]:
            relative = True
            at += 1
        elif low == ",":
            at = _after_insertion(tokens, starts, at)
        elif ends_clause(tokens, at):
            break
        else:
            at += 1
    return past, inner


def _after_insertion(tokens: Sequence[Token], starts: Mapping[int, int], comma: int) -> int:
    """Return where the verb stands that goes on after ", mostly sappers,", the end if none does."""
    for at in range(comma + 1, min(len(tokens), comma + _REACH // 2)):
        if tokens[at].text == ",":
            return at + 1 if at + 1 in starts else len(tokens)
    return len(tokens)


def is_joined(tokens: Sequence[Token], group: VerbGroup) -> bool:
    """True when the verb shares what stands before another: "will close and shed"."""
    return lower_at(tokens, group.first - 1) in ("and", "or", "nor", "but")
