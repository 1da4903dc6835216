"""Context: what one sentence offers to its figures, and what a document carries from one figure to the next.

Here belong the records that the readings of actor, place, counted and time share. The decisions are made in
the modules named after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.extraction.events.clauses import VerbGroup, verb_groups
from pipeline.extraction.events.events import EventMention, find_events, governing, outcome_at
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.language.tokens import Token
from pipeline.extraction.places.places import PlaceMention, find_places, known_places
from pipeline.extraction.places.toponyms import country_at, dateline_end, known_at
from pipeline.extraction.quantities.companions import is_link, is_of_persons
from pipeline.extraction.quantities.counted import Counted, counted_phrase
from pipeline.extraction.quantities.quantities import Quantity
from pipeline.records import Status

_CAPITALS = 0.8  # share of the words of a headline from which capitals tell no name
_ORIGIN = 3  # tokens from "from" to the last nation of "from X and Y"
_SAVING = frozenset({"rescued", "released", "evacuated"})  # "saved 40 lives"
_DYING = frozenset({"killed", "died"})  # "three injured men died"
_OPENING = 2  # token up to which a place opens the sentence: "In the Torvan district, officials said …"
_POINTED = frozenset({"them", "whom", "these", "those", "which"})
_OWNER = 5  # tokens of "of the prison service's"


@dataclass(frozen=True)
class Reading:
    """What was read for one figure: the antecedent of figures that follow."""

    sentence: int
    paragraph: int
    counted: str | None
    head: str | None
    actor: str | None
    event: str | None
    status: Status
    place: str | None
    time_text: str | None


@dataclass(frozen=True)
class SentenceReading:
    """One sentence with all that its figures may refer to. `sources` are the token positions of the parties
    that it names as sources: their countries are no actors and their seats no places."""

    sentence: Sentence
    text: str
    quantities: tuple[Quantity, ...]
    sources: frozenset[int]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    @cached_property
    def dateline(self) -> int:
        """Where a dateline ends that runs into the sentence, 0 without one."""
        return dateline_end(self.tokens)

    @property
    def tags(self) -> tuple[str, ...]:
        """The part of speech of each token."""
        return self.sentence.tags

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """The counted noun phrase of each quantity."""
        limits = [*(quantity.first for quantity in self.quantities[1:]), len(self.tokens)]
        return tuple(
            counted_phrase(self.tokens, self.tags, quantity, limit)
            for quantity, limit in zip(self.quantities, limits, strict=True)
        )

    @cached_property
    def events(self) -> tuple[EventMention, ...]:
        """The event words outside what is counted."""
        return tuple(find_events(self.tokens, [(c.first, c.last) for c in self.counted if c.head]))

    @cached_property
    def all_places(self) -> tuple[PlaceMention, ...]:
        """Every place; in a headline whose words all have capitals, the known ones alone."""
        found = find_places(self.tokens, self.sentence.times)
        if self.sentence.kind == "title" and _is_in_capitals(self.tokens):
            found = [place for place in found if any(map(self._is_known, range(place.first, place.last)))]
        return tuple(found)

    def _is_known(self, at: int) -> bool:
        country = country_at(self.tokens, at) is not None
        return country or known_at(self.tokens, at) > 0 or self.tokens[at].lower in lexicon().places["nouns"]

    @cached_property
    def verbs(self) -> tuple[VerbGroup, ...]:
        """The verbs with their auxiliaries."""
        return tuple(verb_groups(self.tokens, self.tags))

    @cached_property
    def places(self) -> tuple[PlaceMention, ...]:
        """The places, without those of a source."""
        return tuple(
            place for place in self.all_places if place.first not in self.sources or place.first <= _OPENING
        )

    @cached_property
    def known(self) -> tuple[PlaceMention, ...]:
        """The names known to be places that no preposition introduces, without those of a source."""
        taken = {position for place in self.all_places for position in range(place.first, place.last)}
        return tuple(
            place
            for place in known_places(self.tokens)
            if place.first >= self.dateline and place.first not in self.sources | taken
        )

    @property
    def source_places(self) -> tuple[PlaceMention, ...]:
        """The places of the sources."""
        return tuple(place for place in self.all_places if place.first in self.sources)

    @cached_property
    def all_countries(self) -> tuple[tuple[int, str], ...]:
        """Every country or people with its token."""
        found = []
        at = self.dateline
        while at < len(self.tokens):
            country = country_at(self.tokens, at)
            if country is not None:
                found.append((at, country[0]))
            at += country[1] if country is not None else 1
        return tuple(found)

    @cached_property
    def countries(self) -> tuple[tuple[int, str], ...]:
        """The countries and peoples outside the sources."""
        return tuple((at, name) for at, name in self.all_countries if at not in self.sources)

    @cached_property
    def subjects(self) -> tuple[tuple[int, str], ...]:
        """The countries and peoples that are no place in the sentence."""
        return tuple(
            (at, name)
            for at, name in self.countries
            if not any(place.first <= at < place.last for place in self.places)
        )

    def known_text(self, at: int) -> str | None:
        """Return the known place at token `at` as it stands in the document, None without one."""
        size = known_at(self.tokens, at)
        return self.place_text(PlaceMention(at, at + size, "")) if size else None

    def place_text(self, place: PlaceMention) -> str:
        """Return a place as it stands in the document."""
        return place.text(self.tokens, self.text)


@dataclass(frozen=True)
class Figure:
    """One quantity of a sentence. `before` is the figure before it in the sentence, `antecedent` the one it
    may take from, `restated` true when the speaker comes back to a figure already given."""

    reading: SentenceReading
    position: int
    before: Reading | None
    antecedent: Reading | None
    restated: bool

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.reading.tokens

    @property
    def quantity(self) -> Quantity:
        return self.reading.quantities[self.position]

    @property
    def counted(self) -> Counted:
        return self.reading.counted[self.position]

    @property
    def noun(self) -> Counted:
        """The counted noun phrase, that of the whole for "3,000 of the 6,000 engineers"."""
        if self.counted.head is None and self._is_part(self.position):
            return self.reading.counted[self.position + 1]
        return self.counted

    def _is_part(self, position: int) -> bool:
        """True when the quantity at `position` is a part of the one after it."""
        quantities = self.reading.quantities
        if position + 1 >= len(quantities):
            return False
        between = self.tokens[quantities[position].last : quantities[position + 1].first]
        if not between or between[0].lower != "of":
            return False
        owned = len(between) <= _OWNER and between[-1].is_possessive  # "40 of the plant's 60 engineers"
        return owned or lexicon().grammar["whole"].issuperset(token.lower for token in between[1:])

    @property
    def is_part(self) -> bool:
        """True for some of those counted before: "three of them", "one critically". "Two of the 40" may be
        all to whom it happened."""
        after = [token.lower for token in self.tokens[self.quantity.last : self.quantity.last + 2]]
        if after[:1] and after[0] in lexicon().clauses["severity"] and self.before is not None:
            return True
        return after[:1] == ["of"] and after[-1] in _POINTED

    @property
    def is_listed(self) -> bool:
        """True for people listed right behind those of the figure before: "and two women", "and her sons"."""
        if not self.position or not is_of_persons(self.noun.head):
            return False
        before = self.reading.counted[self.position - 1]
        return is_of_persons(before.head) and is_link(self.tokens, before.last, self.quantity.first)

    @property
    def span(self) -> tuple[int, int]:
        """The token range of the figure."""
        return self.quantity.first, self.quantity.last

    @property
    def end(self) -> int:
        """The token where the figure and what it counts end."""
        return max(self.counted.last, self.quantity.last)

    @cached_property
    def event(self) -> EventMention | None:
        """The event that governs the figure; none governs the whole of "half of the 6,000 engineers"."""
        if self.position and self._is_part(self.position - 1):
            return None
        own = self._governing(self.position)
        if self.is_listed and not self._acts():
            shared = self._governing(self.position - 1)
            if shared is not None and shared.at < self.reading.quantities[self.position - 1].first:
                return shared  # "injuring a mother and three children and killing six"
        return own

    def _governing(self, position: int) -> EventMention | None:
        """Return the event nearest to the quantity at `position`."""
        quantities, counted = self.reading.quantities, self.reading.counted[position]
        quantity = quantities[position]
        others = [(q.first, q.last) for q in quantities if q is not quantity]
        end = max(counted.last, quantity.last)
        return governing(self.tokens, self.reading.events, (quantity.first, quantity.last), end, others)

    def _acts(self) -> bool:
        """True where a verb of its own follows the counted: "and three others died"."""
        after = [tag for tag in self.reading.tags[self.end : self.end + 2] if tag != "ADV"]
        return after[:1] in (["VERB"], ["AUX"])

    @property
    def is_of_people(self) -> bool:
        """True where people are counted, or the noun of a plain number is left out."""
        if self.noun.head is None:
            return self.quantity.unit is None
        return self.noun.head in lexicon().nouns["people"]

    @property
    def is_suffered(self) -> bool:
        """True where the counted suffer the event: its subject is then not whose people they are."""
        return self.event_name in lexicon().actors["suffered"] and self.quantity.unit is None

    @property
    def event_name(self) -> str | None:
        """The event, by the word right behind the counted, by the counted where it names an event or tells
        its outcome, by what governs it or by what is counted."""
        words = lexicon()
        told = outcome_at(self.tokens, self.end) if self.quantity.unit is None else None
        governing = self.event.event if self.event else None
        named = words.event_named.get(self.counted.head or "") if governing not in _SAVING else None
        if told or named:
            return told or named
        outcome = self._described() if governing not in _DYING else None
        return outcome or governing or words.event_counted.get(self.counted.head or "")

    def _described(self) -> str | None:
        """Return the outcome that the counted phrase itself tells: "three deceased victims"."""
        phrase = self.tokens[self.counted.first : self.counted.last - 1]
        outcomes = lexicon().event_outcomes
        return next((outcomes[token.lower] for token in phrase if token.lower in outcomes), None)


def _is_in_capitals(tokens: Sequence[Token]) -> bool:
    """True for a headline that writes almost every word with a capital."""
    words = [token for token in tokens if token.is_word and token.lower not in lexicon().nouns["stops"]]
    return len(words) > 1 and sum(token.is_capitalised for token in words) > _CAPITALS * len(words)


def other_country(reading: SentenceReading, actor: str | None) -> str | None:
    """Return a country of the sentence other than the actor: where its people went, or whom it helps. Those
    whose people they are ("from Chile and Peru") are none."""
    lowers = reading.sentence.lowers
    others = (name for at, name in reading.countries if "from" not in lowers[max(0, at - _ORIGIN) : at])
    return next((name for name in others if actor is not None and name != actor), None)
