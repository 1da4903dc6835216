"""Parties: who can say something, read from a noun phrase.

Here belong telling persons, organisations, unnamed officials and mere "reports" apart, and the organisation a
person speaks for where the text says so. Where a party's words begin and end is found in `phrases.py`; who a
short name or a pronoun refers to is remembered in `memory.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.tokens import Token
from pipeline.extraction.toponyms import country_at
from pipeline.records import PartyKind, Span


@dataclass(frozen=True)
class Party:
    """Somebody who asserts: the `name` as named, whom a person speaks for, and the words that name them."""

    name: str
    kind: PartyKind
    span: Span
    organisation: str | None = None
    definite: bool = False
    title: str | None = None


def read_party(tokens: Sequence[Token], text: str, apposition: Sequence[Token] = ()) -> Party | None:
    """Return the party that the noun phrase `tokens` names (`apposition` being words set beside it), or
    None."""
    words = [token for token in tokens if token.kind != "mark" or token.text in "-'’&"]
    while words and words[0].lower in lexicon().attribution["openers"]:
        words = words[1:]
    if len(words) > 1 and words[0].lower in lexicon().attribution["occasions"] and words[1].is_capitalised:
        words = words[1:]  # "in a statement S said"
    if not words:
        return None
    definite = words[0].lower in lexicon().grammar["definite"]
    bare = words[1:] if words[0].lower in lexicon().grammar["named_after"] else words
    span = Span(start=words[0].start, end=words[-1].end)
    if not bare:
        return None
    attribution = lexicon().attribution
    if len(words) == 1 and words[0].lower in attribution["pronouns"]:
        return Party(
            words[0].text,
            "person" if words[0].lower in ("he", "she") else "organisation",
            span,
            definite=True,
        )
    if len(bare) == 1 and bare[0].lower in attribution["speakers_self"] and not bare[0].is_acronym:
        return None
    named = _named_of(bare)
    if named:
        bare, apposition = bare[:named], bare[named + 1 :]
    name = text[bare[0].start : bare[-1].end]
    if _is_unknown(bare[: _seat(bare)]):
        return Party(name, "unknown", span, definite=definite)
    person = _person(bare, apposition, text, span)
    if person is not None:
        return person
    head = _head(bare)
    if (
        head in attribution["anonymous"]
        or head.rstrip("s") in attribution["titles"]
        or head in attribution["titles"]
    ):
        return Party(name, "anonymous", span, _body_before(bare, text, head), definite, title=name.lower())
    described = _described_name(bare)
    if described:
        return Party(text[bare[described].start : bare[-1].end], "organisation", span)
    if head in attribution["documents"] or _is_organisation(bare, head):
        return Party(_without_owner(bare, text), "organisation", span, definite=definite)
    return None


def _seat(words: Sequence[Token]) -> int:
    """Return where the words end that name a party, before where it sits: "reports in Quito"."""
    return next((at for at, token in enumerate(words) if at and token.lower in ("in", "at")), len(words))


def _is_unknown(words: Sequence[Token]) -> bool:
    """True for a source that names nobody: "news reports", "earlier assessments", "intelligence"."""
    attribution = lexicon().attribution
    lowers = [token.lower for token in words]
    if lowers[-1] not in attribution["unknown"] and " ".join(lowers) not in attribution["unknown"]:
        return False
    return all(
        low in attribution["unknown_modifiers"] or low in attribution["unknown"] or low in ("news", "media")
        for low in lowers
    )


def _head(words: Sequence[Token]) -> str:
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


def _named_of(words: Sequence[Token]) -> int:
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


def _described_name(words: Sequence[Token]) -> int:
    """Return where the name begins in "the relief organisation Open Well", 0 if the words are not of that
    kind."""
    first = len(words)
    while first > 0 and words[first - 1].is_capitalised:
        first -= 1
    described = 0 < first < len(words) and words[first - 1].lower in (
        lexicon().attribution["organisations"] | lexicon().attribution["outlets"]
    )
    return first if described else 0


def _person(words: Sequence[Token], apposition: Sequence[Token], text: str, span: Span) -> Party | None:
    """Read "title of organisation Name", "Organisation title Name", "Name" with an apposition, or a bare
    surname."""
    attribution = lexicon().attribution
    first = _name_start(words)
    name_words = words[first:]
    if not name_words or not all(
        token.is_capitalised or token.lower in lexicon().grammar["name_particles"] for token in name_words
    ):
        return None
    if first and (words[first - 1].lower in attribution["links"] or words[first - 1].lower == "the"):
        return None  # "the deputy head of the agency": the name is a body's
    name = text[name_words[0].start : name_words[-1].end]
    titled = list(words[:first])
    title_words = titled or list(apposition)
    has_title = any(token.lower in attribution["titles"] for token in title_words)
    if not has_title and (
        len(name_words) > 4 or _is_organisation(name_words, name_words[-1].lower) or country_at(name_words, 0)
    ):
        return None
    if not has_title and any(token.text.isupper() and len(token.text) > 1 for token in name_words):
        return None
    if name_words[-1].is_possessive and len(name_words) == 1:
        name = name[:-2]
    organisation = _organisation_in(title_words, text) if has_title else None
    title = text[title_words[0].start : title_words[-1].end].lower() if has_title else None
    return Party(name, "person", span, organisation, title=title)


def _name_start(words: Sequence[Token]) -> int:
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


def _organisation_in(words: Sequence[Token], text: str) -> str | None:
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
                return text[rest[0].start : rest[end - 1].end]
    before = words[: heads[0]] if heads else []
    while before and (before[0].lower in lexicon().grammar["named_after"] or not before[0].is_capitalised):
        before = before[1:]
    named = [
        token
        for token in before
        if token.lower in attribution["organisations"] or (token.text.isupper() and len(token.text) > 1)
    ]
    return text[before[0].start : before[-1].end] if before and named else None


def _body_before(words: Sequence[Token], text: str, head: str) -> str | None:
    """Return the body an unnamed official belongs to: the words before or after the head."""
    position = next(k for k, token in enumerate(words) if token.lower == head)
    after = _organisation_in(words, text)
    if after and position + 1 < len(words):
        return after
    before = words[:position]
    while before and not before[0].is_capitalised:
        before = before[1:]
    while before and before[-1].lower in lexicon().attribution["ranks"]:
        before = before[:-1]
    return text[before[0].start : before[-1].end] if before else None


def _is_organisation(words: Sequence[Token], head: str) -> bool:
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


def _without_owner(words: Sequence[Token], text: str) -> str:
    """Return an organisation's name without a country that owns it: "South Korea's National Intelligence
    Service"."""
    for position, token in enumerate(words):
        if position and token.lower in ("in", "at") and words[position - 1].is_capitalised:
            return _without_owner(words[:position], text)  # where it sits is no part of its name
    for position, token in enumerate(words[:-1]):
        if token.is_possessive and words[position + 1].is_capitalised:
            return text[words[position + 1].start : words[-1].end]
    return text[words[0].start : words[-1].end]
