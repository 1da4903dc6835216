"""What a figure takes from its surroundings: actor, place and the noun it leaves out.

Here belongs the order in which the sentence, the figure before it and the text before it are asked. What the
sentence itself says about each is read by `counted.py`, `places.py` and `events.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.counted import Counted
from pipeline.extraction.events import EventMention
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.places import country_at
from pipeline.extraction.quantities import Quantity
from pipeline.extraction.sentences import Sentence
from pipeline.extraction.tokens import Token

_REACH = 4  # sentences back to an antecedent


@dataclass(frozen=True)
class Reading:
    """What was read for one figure: the antecedent of figures that follow."""

    sentence: int
    paragraph: int
    counted: str | None
    head: str | None
    actor: str | None
    event: str | None
    status: str
    place: str | None
    time_text: str | None


@dataclass
class Thread:
    """The running thread of one document: the last reading, place and subject."""

    last: Reading | None = None
    place: tuple[int, str] | None = None
    scene: str | None = None
    subject: tuple[int, str] | None = None

    def antecedent(self, sentence: Sentence) -> Reading | None:
        """Return the last figure if it is near enough to be what a bare number refers to."""
        if self.last is None or sentence.index - self.last.sentence > _REACH:
            return None
        return self.last

    def near_place(self, sentence: Sentence) -> str | None:
        """Return the last place named before the sentence if it is near, else the first the document
        named."""
        if self.place is None:
            return None
        near = sentence.index - self.place[0] <= _REACH
        return self.place[1] if near else self.scene


def countries_in(tokens: Sequence[Token], covered: Sequence[tuple[int, int]] = ()) -> list[tuple[int, str]]:
    """Return the countries and peoples named in a sentence, outside the token ranges `covered`."""
    found = []
    at = 0
    while at < len(tokens):
        country = country_at(tokens, at)
        if country is None:
            at += 1
            continue
        if not any(first <= at < last for first, last in covered):
            found.append((at, country[0]))
        at += country[1]
    return found


def actor_of(
    sentence: Sentence,
    quantity: Quantity,
    counted: Counted,
    event: EventMention | None,
    countries: Sequence[tuple[int, str]],
    places: Sequence[tuple[int, int]],
    before: Reading | None,
    thread: Thread,
) -> tuple[str | None, str]:
    """Return whose people, things or acts the figure counts, and the rule that told. `before` is the figure
    before it in the same sentence."""
    inside = [name for at, name in countries if counted.first <= at < counted.last]
    if inside:
        return inside[0], "actor.noun"
    if before is not None and before.actor is not None and _same_list(sentence, quantity):
        return before.actor, "actor.list"
    subjects = [(at, name) for at, name in countries if not any(f <= at < last for f, last in places)]
    limit = event.at if event is not None and event.at < quantity.first else quantity.first
    left = [name for at, name in subjects if at < limit]
    if left:
        return left[0], "actor.subject"
    if (
        any(low in lexicon().grammar["plural_pronouns"] for low in sentence.lowers[: quantity.first])
        and thread.subject is not None
        and (sentence.index - thread.subject[0] <= 2)
    ):
        return thread.subject[1], "actor.pronoun"
    antecedent = before or thread.antecedent(sentence)
    people = counted.head is None or counted.head in lexicon().nouns["people"]
    if antecedent is not None and antecedent.actor is not None and people:
        return antecedent.actor, "actor.antecedent"
    return None, "actor.none"


def _same_list(sentence: Sentence, quantity: Quantity) -> bool:
    """True when the figure goes on a list: "and", a comma or "along with" stands right before it."""
    before = sentence.lowers[max(0, quantity.first - 2) : quantity.first]
    return bool(before) and (before[-1] in ("and", ",", "plus", "with", "or") or before == ("as", "well"))


def subject_of(
    sentence: Sentence, countries: Sequence[tuple[int, str]], places: Sequence[tuple[int, int]]
) -> str | None:
    """Return the country a sentence is about: the first that is no place in it."""
    for at, name in countries:
        if not any(first <= at < last for first, last in places):
            return name
    return None


def other_country(countries: Sequence[tuple[int, str]], actor: str | None) -> str | None:
    """Return a country of the sentence other than the actor: where its people went, or whom it helps."""
    return next((name for _, name in countries if actor is not None and name != actor), None)
