"""Saying: the verbs by which somebody is said to say, think or want something.

Here belongs the decision whether a word is such a verb where it stands, and whether it has something to
govern. Who says it is found in `reporting.py`, on which side of the verb it stands in `sides.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extraction.attribution.phrases import names_nobody
from pipeline.extraction.attribution.speakers import verb_start
from pipeline.extraction.language.lexicon import VerbForm, lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import QUOTES, Token, lower_at
from pipeline.extraction.quantities.quantities import find_quantities

_OBJECT = 14  # tokens in which the object of a weak verb begins
_COMPLEMENT = 4  # tokens in which "that", a colon or a quotation follows a verb
_CLOSING = 6  # tokens after a verb that closes its sentence
_PHRASE = 4  # tokens back to the article of a noun phrase
_NOT_BEFORE_BASE = frozenset({"to", "has", "have", "had", "could", "can", "may", "might", "should", "must"})
_BEFORE_NOUN = frozenset({"DET", "NUM", "ADP", "SCONJ"})


class Cue(NamedTuple):
    """A verb over tokens `at` to `after`: its base `verb` and its `form`."""

    verb: str
    form: VerbForm
    at: int
    after: int


def is_cue(sentence: Sentence, cue: Cue) -> bool:
    """True for a word that is a verb with a subject of its own."""
    noun = cue.form in ("base", "third") and _is_noun(sentence, cue)
    return not noun and _is_active(sentence.tokens, cue)


def is_name(sentence: Sentence, at: int) -> bool:
    """True for a capitalised word inside a sentence: the "States" of a name and not the verb."""
    return sentence.tokens[at].is_capitalised and at > 0 and sentence.kind != "title"


def _is_noun(sentence: Sentence, cue: Cue) -> bool:
    """Tell the noun from the verb of the same spelling: "press reports", "the tax plans", "27 states"."""
    tokens, words, (verb, form, at, after) = sentence.tokens, lexicon(), cue
    if at == 0 or names_nobody(tokens, at):
        return True
    before = tokens[at - 1]
    if verb in words.attribution["only_verbs"] or before.lower in words.attribution["base_before"]:
        return False
    if before.is_possessive or before.lower in words.grammar["determiners"] or is_finite(tokens, after):
        return True
    if sentence.tags[at - 1] in _BEFORE_NOUN or find_quantities(tokens[at - 1 : at]):
        return True
    plural = before.lower.endswith("s") and before.lower not in words.nouns["stops"]
    if form == "base":
        verbal = plural or before.lower in words.attribution["adverbs"] or sentence.tags[at] == "VERB"
        return _is_singular(tokens, at) or not verbal
    named = before.is_capitalised and at > 1
    if plural and not named:
        return True
    if sentence.tags[at] == "VERB" or _takes_object(tokens, after):
        return False
    ends = after >= len(tokens) or tokens[after].text in ",."
    object_begins = after < len(tokens) and sentence.tags[after] in ("DET", "PROPN")
    return not (object_begins or (named and (ends or lower_at(tokens, after) == "to")))


def _is_singular(tokens: Sequence[Token], at: int) -> bool:
    """True for "a Times report": one of them has no verb in its base form."""
    return any(token.lower in ("a", "an", "this") for token in tokens[max(0, at - _PHRASE) : at])


def _is_active(tokens: Sequence[Token], cue: Cue) -> bool:
    """True for a verb with a subject of its own: no passive, infinitive, gerund or adjective ("the estimated
    toll")."""
    form, at = cue.form, cue.at
    helpers = {token.lower.removesuffix("n't") for token in tokens[verb_start(tokens, at) : at]}
    if form == "participle" and helpers.isdisjoint(("has", "have", "had", "having")):
        return False
    before, grammar = lower_at(tokens, at - 1), lexicon().grammar
    if form in ("past", "participle"):
        return helpers.isdisjoint(grammar["be"] | {"to"}) and before not in grammar["determiners"]
    if form == "ing":
        gerund = before in lexicon().attribution["before_gerund"] | grammar["determiners"]
        return not (gerund and helpers.isdisjoint(grammar["be"]))
    return helpers.isdisjoint(_NOT_BEFORE_BASE)


def opens_content(tokens: Sequence[Token], after: int) -> bool:
    """True when "that", a colon or a quotation follows the verb."""
    return any(
        token.lower == "that" or token.text in QUOTES or token.text == ":"
        for token in tokens[after : after + _COMPLEMENT]
    )


def _takes_object(tokens: Sequence[Token], after: int) -> bool:
    """True when "that", a quotation or a number is the object of the verb."""
    window = tokens[after : after + _COMPLEMENT]
    quantities = find_quantities(window)
    return opens_content(tokens, after) or bool(
        quantities and all(token.is_word for token in window[: quantities[0].first])
    )


def governs(tokens: Sequence[Token], cue: Cue, first: int) -> bool:
    """True for a verb with something said beside it; its subject begins at token `first`. A weak verb
    attributes only where "that", a colon or a quotation follows, where a quantity is its object, or where it
    closes a sentence behind a comma ("…, it reported on Thursday"); a verb of intention where "to" follows.
    """
    attribution, verb, after = lexicon().attribution, cue.verb, cue.after
    if verb in attribution["intending"] | attribution["wishing"]:
        return lower_at(tokens, after) == "to" or opens_content(tokens, after)
    if verb not in attribution["weak"]:
        return True
    window = tokens[after : after + _OBJECT]
    if opens_content(tokens, after):
        return True
    if ends_sentence(tokens, after) or window[0].lower in ("this", "it"):
        return True
    closes = lower_at(tokens, first - 1) == "," and len(tokens) - after <= _CLOSING
    if not closes and window[0].lower in attribution["other_sense"]:
        return False
    clause = next((k for k, token in enumerate(window) if token.lower in ("which", "who")), len(window))
    return closes or bool(find_quantities(window[:clause]))


def ends_sentence(tokens: Sequence[Token], at: int) -> bool:
    """True when a mark or nothing follows."""
    return at >= len(tokens) or tokens[at].text in ".,!?" or tokens[at].text in QUOTES


def is_finite(tokens: Sequence[Token], at: int) -> bool:
    """True for a verb that can only be the finite one of a clause."""
    token = tokens[at] if at < len(tokens) else None
    return (
        token is not None
        and token.text.islower()
        and (token.lower in lexicon().grammar["finite"] or token.lower in lexicon().grammar["changing"])
    )
