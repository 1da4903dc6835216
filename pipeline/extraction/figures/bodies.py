"""Bodies: which names and nouns stand for somebody who can own and act.

Here belongs telling a ministry, a company or a union from a person and from what only speaks, as a report
does. Who can say something is told in `parties.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.attribution.parties import read_party
from pipeline.extraction.figures.subjects import first_clause
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import Token
from pipeline.extraction.places.toponyms import country_at, known_at


def body_nouns() -> frozenset[str]:
    """Return the common nouns for a body."""
    words = lexicon()
    return words.attribution["organisations"] | words.actors["companies"] | words.actors["agents"]


def is_body(name: str, persons: frozenset[str]) -> bool:
    """True for the name of a body or a common noun for one, False for one of the `persons` (last names) and
    for what only speaks, as a report does."""
    words = [word.strip("'’()") for word in name.split()]
    head, attribution = words[-1].lower(), lexicon().attribution
    if not persons.isdisjoint(word.lower() for word in words) or head in attribution["documents"]:
        return False
    if name.lower() in lexicon().actors["agencies"] or any(char.isdigit() for char in words[0]):
        return False
    if words[0].lower() in lexicon().places["occurrences"] or head in lexicon().actors["belongings"]:
        return False  # "Hurricane Brisk", the "Plants" of a headline
    if len(words) == 1 and (head in lexicon().nouns["stops"] or head in lexicon().numbers["vague"]):
        return False
    times = lexicon().times
    if words[0].lower() in (*times["months"], *times["weekdays"], *lexicon().actors["nobody"]):
        return False  # "August", "Nobody"
    if head in body_nouns():
        return head in attribution["generic_bodies"] or head not in attribution["outlets"]
    small = lexicon().places["inner"] | {"for", "&"}
    return all(word[:1].isupper() or word in small for word in words if word)


def is_generic(name: str) -> bool:
    """True for a common noun for a company, with or without its nation: "the Canadian company", "its
    board"."""
    *before, head = name.split()
    return head in lexicon().actors["companies"] and all(
        word.islower() or (word.lower(),) in lexicon().demonyms for word in before
    )


def is_firm(name: str, names: frozenset[str]) -> bool:
    """True for a name that is no country and no common noun; one word alone must be among the `names`."""
    low = tuple(name.lower().split())
    public = lexicon().attribution["organisations"] - lexicon().actors["companies"]
    return (
        not name.islower()
        and (len(low) > 1 or name in names)
        and not is_generic(name)
        and low[-1] not in public
        and low not in lexicon().countries
    )


def subject_of(sentence: Sentence, tags: Sequence[str], text: str, persons: frozenset[str]) -> str | None:
    """Return the body or country that a sentence is about, unless it only speaks there of others."""
    tokens = sentence.tokens
    clause = first_clause(tokens, tags)
    if clause is None:
        return None
    rest = sentence.lowers[clause.verb + 1 :]
    speaks = (tokens[clause.verb].lower,) in lexicon().report_verbs
    if speaks and lexicon().actors["back"].isdisjoint(rest):
        return None
    country = country_at(tokens, clause.first)
    if country is not None and clause.first + country[1] == clause.last:
        return country[0]
    first = clause.first
    while first < clause.last - 1 and tags[first] == "NUM":
        first += 1  # "Twenty Chilean firms"
    words = tokens[first : clause.last]
    if len(words) == 1 and tags[clause.first] != "PROPN" and words[0].lower not in body_nouns():
        return None  # "Shares rose"
    return body_in(words, text, persons)


def body_in(words: Sequence[Token], text: str, persons: frozenset[str]) -> str | None:
    """Return the body that a noun phrase names, or who owns what it names: "Brask's sales"."""
    if words and known_at(words, 0) == len(words):
        return None  # "Velmar hosts 40 refugees"
    party = read_party(words, text)
    if party is not None and party.kind == "organisation" and is_body(party.name, persons):
        return None if _is_national(words) else party.name
    return owner_in(words, text, persons)


def _is_national(words: Sequence[Token]) -> bool:
    """True for a person by nation and name: "Chile's Anna Brisk"."""
    country = country_at(words, 0)
    if country is None or not words[country[1] - 1].is_possessive:
        return False
    rest = words[country[1] :]
    named = body_nouns().isdisjoint(token.lower for token in rest)
    particles = lexicon().grammar["name_particles"]
    person = all(
        token.lower in particles or (token.is_capitalised and not token.is_acronym) for token in rest
    )
    return len(rest) > 1 and named and person


def owner_in(words: Sequence[Token], text: str, persons: frozenset[str]) -> str | None:
    """Return the body that owns what a noun phrase names, None without one."""
    owner = next((at for at, token in enumerate(words[:-1]) if token.is_possessive), None)
    party = read_party(words[: owner + 1], text) if owner is not None else None
    if party is None or party.kind != "organisation":
        return None
    name = party.name.removesuffix("'s").removesuffix("’s")
    return name if is_body(name, persons) else None
