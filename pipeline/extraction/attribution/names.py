"""Names: which words inside a noun phrase are a person's name, a body's name, a head noun.

Here belongs finding their tokens. What kind of party the phrase names is decided in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cleaning import seen
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token
from pipeline.extraction.places.toponyms import country_at


def seat_start(words: Sequence[Token]) -> int:
    """Return where the words end that name a party, before where it sits: "reports in Quito"."""
    return next((at for at, token in enumerate(words) if at and token.lower in ("in", "at")), len(words))


def head_of(words: Sequence[Token]) -> str:
    """Return the head noun: the last word before a linking "of", "for", "at", an adjective that follows it,
    or a participle ("a group representing …")."""
    attribution = lexicon().attribution
    for position, token in enumerate(words[1:], 1):
        low, previous = token.lower, words[position - 1].lower
        if low in attribution["links"] or low in attribution["postmodifiers"]:
            return previous
        party = previous in attribution["organisations"] or previous in attribution["anonymous"]
        if party and low.endswith("ing") and token.text.islower():
            return previous
    return words[-1].lower


def owner_link(words: Sequence[Token]) -> int:
    """Return where the link of "Name of Organisation" stands, 0 if the words are not of that kind."""
    attribution = lexicon().attribution
    for position, token in enumerate(words):
        if token.lower not in attribution["belongs"]:
            continue
        name = words[:position]
        heads = {word for low in (t.lower for t in name) for word in (low, low.rstrip("s"))}
        plain = heads.isdisjoint(attribution["organisations"] | attribution["anonymous"])
        titled = name and not heads.isdisjoint(attribution["titles"])
        long_enough = position >= 2 or token.lower in ("from", "at")
        capitals = position > 0 and all(t.is_capitalised for t in name)
        belongs = any(
            t.is_capitalised or t.lower in attribution["organisations"] for t in words[position + 1 :]
        )
        if capitals and plain and belongs and long_enough and (not titled or position > 2):
            return position
        return 0
    return 0


def described_name(words: Sequence[Token]) -> int:
    """Return where the name begins in "the relief organisation Open Well", 0 if the words are not of that
    kind."""
    first = len(words)
    while first > 0 and words[first - 1].is_capitalised:
        first -= 1
    described = 0 < first < len(words) and words[first - 1].lower in (
        lexicon().attribution["organisations"] | lexicon().attribution["outlets"]
    )
    return first if described else 0


def described_person(words: Sequence[Token]) -> int:
    """Return where the name begins in "village elder Anna Smith", 0 if the words are not of that kind."""
    first = len(words)
    while first > 0 and words[first - 1].is_capitalised and not words[first - 1].is_acronym:
        first -= 1
    before = words[first - 1].lower if first else ""
    small = lexicon().attribution["links"] | lexicon().grammar["determiners"]
    return first if 2 <= len(words) - first <= 3 and first and before not in small else 0


def name_start(words: Sequence[Token]) -> int:
    """Return where a person's name begins at the end of a noun phrase: after its title and organisation."""
    attribution = lexicon().attribution
    first = len(words)
    while first > 0 and (
        words[first - 1].is_capitalised or words[first - 1].lower in lexicon().grammar["name_particles"]
    ):
        low = words[first - 1].lower
        inside = first < len(words)
        if low in attribution["titles"] or low in attribution["organisations"]:
            break
        if inside and (words[first - 1].is_possessive or (low,) in lexicon().countries):
            break
        if (low,) in lexicon().demonyms:
            break
        first -= 1
    return max(first, len(words) - 3) if first < len(words) and first else first


def organisation_in(words: Sequence[Token], text: str) -> str | None:
    """Return the organisation in a title: after its last "of" or "for" chain, or before the title's noun."""
    attribution = lexicon().attribution
    heads = [position for position, token in enumerate(words) if token.lower in attribution["titles"]]
    for position, token in enumerate(words):
        if token.lower in attribution["belongs"] and position and heads and position > heads[0]:
            rest = list(words[position + 1 :])
            while rest and rest[0].lower in lexicon().grammar["named_after"]:
                rest = rest[1:]
            end = next(
                (k for k, t in enumerate(rest) if t.text == "," or t.lower in ("who", "which", "and")),
                len(rest),
            )
            if end and any(t.is_capitalised for t in rest[:end]):
                return seen(text[rest[0].start : rest[end - 1].end])
    before = words[: heads[0]] if heads else []
    while before and (before[0].lower in lexicon().grammar["named_after"] or not before[0].is_capitalised):
        before = before[1:]
    named = [
        token
        for token in before
        if token.lower in attribution["organisations"] or (token.text.isupper() and len(token.text) > 1)
    ]
    return seen(text[before[0].start : before[-1].end]) if before and named else None


def body_before(words: Sequence[Token], text: str, head: str) -> str | None:
    """Return the body an unnamed official belongs to: the words before or after the head."""
    position = next(k for k, token in enumerate(words) if token.lower == head)
    after = organisation_in(words, text)
    if after and position + 1 < len(words):
        return after
    before = words[:position]
    while before and not before[0].is_capitalised:
        before = before[1:]
    while before and before[-1].lower in lexicon().attribution["ranks"]:
        before = before[:-1]
    return seen(text[before[0].start : before[-1].end]) if before else None


def is_organisation(words: Sequence[Token], head: str) -> bool:
    """True for a name of capitals, an acronym, a country or a body by its `head`."""
    attribution = lexicon().attribution
    if head in attribution["organisations"] or head.rstrip("s") in attribution["organisations"]:
        return True
    capitals = [token for token in words if token.is_capitalised]
    acronym = any(token.text.isupper() and len(token.text) > 1 for token in words)
    country = country_at(words, 0)
    named = any(token.lower in attribution["organisations"] | attribution["outlets"] for token in capitals)
    return (
        named or acronym or (country is not None and country[1] == len(words)) or len(capitals) == len(words)
    )


def without_owner(words: Sequence[Token], text: str) -> str:
    """Return an organisation's name without a country that owns it: "South Korea's National Intelligence
    Service"."""
    for position, token in enumerate(words):
        if position and token.lower in ("in", "at") and words[position - 1].is_capitalised:
            return without_owner(words[:position], text)  # where it sits is no part of its name
    for position, token in enumerate(words[:-1]):
        if token.is_possessive and words[position + 1].is_capitalised:
            return seen(text[words[position + 1].start : words[-1].end])
    return seen(text[words[0].start : words[-1].end])
