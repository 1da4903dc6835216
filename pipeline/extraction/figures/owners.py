"""Owners: whose people or things a noun phrase says they are by its own words.

Here belong the nationality and the name inside the phrase, the owner before it ("its 40 ships") and the body
after it ("40 members of the union"). What the clause around the phrase tells is read in `actors.py`.
"""

from __future__ import annotations

from pipeline.cleaning import seen
from pipeline.extraction.attribution.parties import read_party
from pipeline.extraction.attribution.phrases import phrase_after
from pipeline.extraction.figures.bodies import is_body
from pipeline.extraction.figures.context import Figure
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import lower_at
from pipeline.extraction.places.toponyms import known_at

_NAME = 5  # words of an owner's name
_BACK = 20  # tokens from a figure back to "the number of"


def owner_of(figure: Figure) -> tuple[str, str] | None:
    """Return the owner that the noun phrase of a figure names, with the rule that told; None without one."""
    for rule, owner in (
        ("actor.possessor", _possessor(figure)),
        ("actor.noun", _nation(figure)),
        ("actor.from", _origin(figure)),
        ("actor.name", _name(figure)),
        ("actor.counted", _side(figure)),
        ("actor.of", _after(figure)),
    ):
        if owner is not None:
            return owner, rule
    return None


def is_owned_by_pronoun(figure: Figure) -> bool:
    """True for "its 40 ships" and "half of its ships": the owner was named before."""
    first, noun = figure.quantity.first, figure.noun
    before = lower_at(figure.tokens, first - 1)
    inside = figure.reading.sentence.lowers[figure.quantity.last : noun.last]
    return not lexicon().actors["possessive"].isdisjoint((before, *inside))


def _possessor(figure: Figure) -> str | None:
    """Return the owner right before the figure or inside its phrase: "Brask's 40 ships", "two of the
    ministry's ships"."""
    tokens, noun = figure.tokens, figure.noun
    places = (figure.quantity.first - 1, *range(figure.quantity.last, noun.last))
    at = next((at for at in places if at >= 0 and tokens[at].is_possessive), None)
    if at is None:
        return None
    nations = [name for position, name in figure.reading.all_countries if at - 2 <= position <= at]
    if nations:
        return nations[-1]
    first = at
    while first > max(0, at - _NAME) and (tokens[first - 1].is_capitalised or tokens[first - 1].text == "&"):
        first -= 1
    party = read_party(tokens[first : at + 1], figure.reading.text)
    return None if party is None else party.name.removesuffix("'s").removesuffix("’s")


def _nation(figure: Figure) -> str | None:
    """Return the nation inside the phrase ("North Korean soldiers") or before its noun ("the North Korean
    dead number 40")."""
    noun, reading = figure.noun, figure.reading
    inside = [name for at, name in reading.countries if noun.first <= at < noun.last]
    event = figure.event
    if event is not None and event.form is None and event.at < figure.quantity.first:
        inside += [name for at, name in reading.countries if event.at - 2 <= at < event.at]
    inside = inside or _numbered(figure)
    money = figure.quantity.unit is not None or noun.head in lexicon().actors["currencies"]
    return inside[0] if inside and not money else None


def _numbered(figure: Figure) -> list[str]:
    """Return the nations inside what is numbered before the figure: "the number of Chilean sailors is 40"."""
    if figure.counted.head is not None:
        return []
    lowers, first = figure.reading.sentence.lowers, figure.quantity.first
    for at in range(first - 2, max(0, first - _BACK), -1):
        if lowers[at] in lexicon().grammar["number_nouns"] and lowers[at + 1] == "of":
            return [name for place, name in figure.reading.countries if at < place <= at + _NAME]
    return []


def _origin(figure: Figure) -> str | None:
    """Return the nation after the phrase: "workers from Chile"."""
    end = figure.end
    if lower_at(figure.tokens, end) == "of" and lower_at(figure.tokens, end + 1) in lexicon().nouns["people"]:
        end += 2  # "three battalions of troops from Chile"
    if lower_at(figure.tokens, end) != "from":
        return None
    return next((name for at, name in figure.reading.all_countries if end < at <= end + 2), None)


def _name(figure: Figure) -> str | None:
    """Return the body before the noun, unless it is the name of an illness: "Open Well workers", "army
    officers"."""
    tokens, noun = figure.tokens, figure.noun
    if noun.head is None or noun.head in lexicon().actors["ills"]:
        return None
    last = noun.first
    while last < noun.last and (tokens[last].is_capitalised or tokens[last].text == "&"):
        last += 1
    people = noun.head in lexicon().nouns["people"] | lexicon().actors["belongings"]
    if last == noun.first and last + 1 < noun.last and tokens[last].lower in lexicon().actors["modifying"]:
        last += 1
    if last in (noun.first, noun.last) or not people or figure.reading.tags[last - 1] == "ADJ":
        return None
    return seen(figure.reading.text[tokens[noun.first].start : tokens[last - 1].end])


def _side(figure: Figure) -> str | None:
    """Return the side that the counted are by name or noun: "40 Red Lions", "40 rebel boats", "40
    terrorists"."""
    tokens, noun, words = figure.tokens, figure.noun, lexicon().actors
    if noun.head is None or figure.quantity.unit is not None:
        return None
    if noun.last - noun.first > 1 and tokens[noun.first].lower in words["sided"]:
        return tokens[noun.first].lower + "s"
    named = all(token.is_capitalised and not token.is_acronym for token in tokens[noun.first : noun.last])
    proper = named and (noun.last - noun.first > 1) == noun.head.endswith("s")  # "Red Lions", "Taliban"
    if noun.head in words["sides"] or (proper and figure.is_suffered):
        return seen(figure.reading.text[tokens[noun.first].start : tokens[noun.last - 1].end])
    return None


def _after(figure: Figure) -> str | None:
    """Return the body after the noun: "members of the union", "workers at Northgate"."""
    tokens, noun = figure.tokens, figure.noun
    inside = (at for at in range(noun.first, noun.last) if tokens[at].lower == "of")
    link = next(inside, figure.end)
    if lower_at(tokens, link) not in lexicon().actors["belonging"] or _is_place(figure, link + 1):
        return None
    party, _ = phrase_after(tokens, figure.reading.text, link + 1)
    if party is None or not is_body(party.name, frozenset()):
        return None
    owned = noun.head in lexicon().nouns["people"] | lexicon().actors["belongings"]
    return party.name if owned or (_is_initials(party.name) and not _is_of_ill(figure)) else None


def _is_place(figure: Figure, at: int) -> bool:
    """True for "workers from Velmar"."""
    return at < len(figure.tokens) and known_at(figure.tokens, at) > 0


def _is_initials(name: str) -> bool:
    """True for a body that goes by its initials: "the PKK"."""
    return any(word.isupper() and len(word) > 1 for word in name.split())


def _is_of_ill(figure: Figure) -> bool:
    return figure.noun.head is None or figure.noun.head in lexicon().actors["ills"]
