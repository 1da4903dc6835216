"""Parties: who can say something, read from a noun phrase.

Here belong telling persons, organisations, unnamed officials and mere "reports" apart, and the organisation a
person speaks for where the text says so. Where a party's words begin and end is found in `phrases.py`; who a
short name or a pronoun refers to is remembered in `memory.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.cleaning import seen
from pipeline.extraction.attribution.names import (
    body_before,
    described_name,
    described_person,
    head_of,
    is_organisation,
    name_start,
    organisation_in,
    owner_link,
    seat_start,
    without_owner,
)
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import Token
from pipeline.extraction.places.toponyms import country_at
from pipeline.records import PartyKind, Span


@dataclass(frozen=True)
class Party:
    """Somebody who asserts: the `name` as named, whom a person speaks for, and the words that name them.
    `assumed` is true for words that only their place beside a verb of speech makes a source."""

    name: str
    kind: PartyKind
    span: Span
    organisation: str | None = None
    definite: bool = False
    title: str | None = None
    assumed: bool = False


def read_source(tokens: Sequence[Token], text: str, apposition: Sequence[Token] = ()) -> Party | None:
    """Return the party that the noun phrase `tokens` names, or an assumed one where it is a noun phrase at
    all: whatever says something is a source."""
    words = [token for token in tokens if token.is_word]
    attribution = lexicon().attribution
    if not words or not {words[0].lower, words[-1].lower}.isdisjoint(attribution["questions"]):
        return None
    party = read_party(tokens, text, apposition)
    if party is not None:
        return party
    small = [token.lower for token in words if not token.is_acronym]
    if not {*small[:1], *small[-1:]}.isdisjoint(attribution["speakers_self"] | attribution["links"]):
        return None
    if lexicon().grammar["named_after"].issuperset(small):
        return None
    if not lexicon().grammar["finite"].isdisjoint(small):
        return None  # a clause and no noun phrase
    while len(words) > 1 and words[0].lower in attribution["openers"] | lexicon().grammar["named_after"]:
        words = words[1:]
    span = Span(start=words[0].start, end=words[-1].end)
    first = described_person(words)
    if first:
        name, title = words[first:], words[:first]
        described = seen(text[title[0].start : title[-1].end]).lower()
        return Party(seen(text[name[0].start : name[-1].end]), "person", span, title=described)
    data = words[-1].lower in attribution["unknown"]
    people = words[-1].lower in lexicon().nouns["people"]
    return Party(seen(span.of(text)), "unknown" if data else "anonymous", span, assumed=not (data or people))


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
    named = owner_link(bare)
    if named:
        bare, apposition = bare[:named], bare[named + 1 :]
    name = seen(text[bare[0].start : bare[-1].end])
    if _is_unknown(bare[: seat_start(bare)]):
        return Party(name, "unknown", span, definite=definite)
    person = _person(bare, apposition, text, span)
    if person is not None:
        return person
    head = head_of(bare)
    if (
        head in attribution["anonymous"]
        or head.rstrip("s") in attribution["titles"]
        or head in attribution["titles"]
    ):
        return Party(name, "anonymous", span, body_before(bare, text, head), definite, title=name.lower())
    described = described_name(bare)
    if described:
        return Party(seen(text[bare[described].start : bare[-1].end]), "organisation", span)
    if head in attribution["documents"] or is_organisation(bare, head):
        return Party(without_owner(bare, text), "organisation", span, definite=definite)
    return None


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


def _person(words: Sequence[Token], apposition: Sequence[Token], text: str, span: Span) -> Party | None:
    """Read "title of organisation Name", "Organisation title Name", "Name" with an apposition, or a bare
    surname."""
    attribution = lexicon().attribution
    first = name_start(words)
    name_words = words[first:]
    if not name_words or not all(
        token.is_capitalised or token.lower in lexicon().grammar["name_particles"] for token in name_words
    ):
        return None
    if first and (words[first - 1].lower in attribution["links"] or words[first - 1].lower == "the"):
        return None  # "the deputy head of the agency": the name is a body's
    name = seen(text[name_words[0].start : name_words[-1].end])
    titled = list(words[:first])
    title_words = titled or list(apposition)
    has_title = any(token.lower in attribution["titles"] for token in title_words)
    if not has_title and (
        len(name_words) > 4 or is_organisation(name_words, name_words[-1].lower) or country_at(name_words, 0)
    ):
        return None
    if not has_title and any(token.text.isupper() and len(token.text) > 1 for token in name_words):
        return None
    if name_words[-1].is_possessive and len(name_words) == 1:
        name = name[:-2]
    organisation = organisation_in(title_words, text) if has_title else None
    title = seen(text[title_words[0].start : title_words[-1].end]).lower() if has_title else None
    return Party(name, "person", span, organisation, title=title)
