"""Settings: where and when a figure holds.

Here belongs the order in which its sentence, the figure before it and the text before it are asked. Which
words are a place or a time is found in `places.py` and `times.py`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extraction.attribution.discourse import Source
from pipeline.extraction.events.events import EventMention, path_cost
from pipeline.extraction.figures.context import Figure, other_country
from pipeline.extraction.figures.thread import Thread
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.tokens import DASHES, Token, lower_at
from pipeline.extraction.places.places import PlaceMention
from pipeline.extraction.places.toponyms import country_at, known_at

_WEAK_PREPOSITIONS = {"of": 3.0, "from": 10.0, "on": 1.0, "over": 2.0, "": 4.0, "'s": 3.0}
_PASSED = 0.5  # a place between the event and the figure gives way to one behind the figure
_UNNAMED = 2.0  # a description gives way to a name
_LABEL = 4  # words of the label of a list item
_ITEMS = 20  # tokens back to the bracket that opens a list
_ITEM_MARKS = DASHES | frozenset("(),;.•*")
_ASIDE = 20.0  # another clause, or words about another place


def place_of(figure: Figure, actor: str | None, thread: Thread) -> tuple[str | None, str]:
    """Return where a figure holds and the id of the rule that told."""
    reading, event = figure.reading, figure.event
    own = nearest_place(figure.tokens, reading.places, figure.span, figure.end, event)
    owner = next((place for place in reading.known if figure.quantity.last <= place.first < figure.end), None)
    if owner is not None and owner.preposition:
        return reading.place_text(owner), "place.owner"
    where = _where_before(figure)
    if where is not None:
        return where, "place.known"
    listed = _listed_place(figure)
    if listed is not None:
        return listed, "place.listed"
    counting = _counting_place(figure)
    if counting is not None:
        return counting, "place.counting"
    if own is not None and own.anaphor:
        land = thread.themes.land if figure.tokens[own.last - 1].lower in lexicon().places["lands"] else None
        return land or thread.own_place(reading.sentence) or reading.place_text(own), "place.anaphor"
    if own is not None:
        return reading.place_text(own), "place.sentence"
    takes_over = figure.restated or figure.counted.head is None
    if takes_over and figure.antecedent is not None and figure.antecedent.place is not None:
        return figure.antecedent.place, "place.antecedent"
    moved = figure.event_name in lexicon().places["destination_events"]
    other = other_country(reading, actor) if moved else None
    if other is not None:
        return other, "place.country"
    if figure.event_name in lexicon().places["home_events"]:
        home = _home_of(figure)
        if home is not None:
            return home, "place.home"
    known = nearest_place(figure.tokens, reading.known, figure.span, figure.end, event)
    if known is not None and not moved:
        return reading.place_text(known), "place.known"
    people = next((name for at, name in reading.countries if figure.quantity.last <= at < figure.end), None)
    at_home = figure.event_name in lexicon().places["working_events"]
    if (
        people is not None
        and not moved
        and (at_home or figure.noun.head not in lexicon().places["travelling"])
    ):
        return people, "place.people"
    near = thread.near_place(reading.sentence)
    if near is not None:
        return near, "place.before"
    if reading.source_places:
        return reading.place_text(reading.source_places[0]), "place.source"
    land = thread.themes.land or thread.themes.nation
    return (land, "place.land") if land is not None else (None, "place.none")


def _where_before(figure: Figure) -> str | None:
    """Return the known place whose clause the figure opens: "its capital, Velmar, where 40 died"."""
    reading, first = figure.reading, figure.quantity.first
    if lower_at(figure.tokens, first - 1) != "where":
        return None
    ends = {first - 1, first - 2}
    return next((reading.place_text(place) for place in reading.known if place.last in ends), None)


def _listed_place(figure: Figure) -> str | None:
    """Return the name that labels the figure of a list: "- Velmar: 40", "(Velmar 40, Brask 30)"."""
    reading, tokens, at = figure.reading, figure.tokens, figure.quantity.first
    if figure.counted.head is not None or figure.quantity.unit is not None:
        return None
    last = at - (lower_at(tokens, at - 1) == ":")
    first = last
    while first > 0 and last - first < _LABEL and tokens[first - 1].is_capitalised:
        first -= 1
    names = {token.lower for token in tokens[first:last]}
    bodies, small = lexicon().attribution["organisations"], lexicon().nouns["stops"]
    if not names or names <= small or not names.isdisjoint(bodies):
        return None
    opens = first == 0 or tokens[first - 1].text in _ITEM_MARKS
    closes = figure.quantity.last == len(tokens) or tokens[figure.quantity.last].text in _ITEM_MARKS
    labelled = last < at or any(token.text == "(" for token in tokens[max(0, first - _ITEMS) : first])
    return reading.place_text(PlaceMention(first, last, "")) if opens and closes and labelled else None


def _counting_place(figure: Figure) -> str | None:
    """Return the place that opens the sentence and tells what was counted in it: "Velmar reported 40"."""
    tokens, reading = figure.tokens, figure.reading
    name = reading.known_text(0)
    if name is None or (figure.position and lower_at(tokens, figure.quantity.first - 1) != "and"):
        return None
    verb = known_at(tokens, 0)
    while lower_at(tokens, verb) in lexicon().grammar["auxiliaries"] | {"still"}:
        verb += 1
    counts = lower_at(tokens, verb) in lexicon().places["counting"] and verb < figure.quantity.first
    return name if counts else None


def _home_of(figure: Figure) -> str | None:
    """Return the place of the sentence's source, or the country before the figure."""
    reading, first = figure.reading, figure.quantity.first
    seats = [place for place in reading.source_places if place.first < first]
    if seats:
        return reading.place_text(seats[0])
    for at in range(reading.dateline, first):
        known = reading.known_text(at)
        if known is not None:
            return known
        country = country_at(reading.tokens, at)
        if country is not None:
            return country[0]
    return None


def time_of(figure: Figure, source: Source) -> tuple[str | None, str]:
    """Return the time expression nearest to the figure or its event that does not say when it was said, and
    the id of the rule that told."""
    reading = figure.reading
    times = [m for m in reading.sentence.times if m.text(reading.tokens, reading.text) != source.said_text]
    if not times:
        carried = figure.before.time_text if figure.before else None
        return carried, "time.none" if carried is None else "time.list"
    anchors = [figure.quantity.first, *([figure.event.at] if figure.event else [])]
    nearest = min(times, key=lambda m: min(abs(m.first - anchor) for anchor in anchors))
    return nearest.text(reading.tokens, reading.text), "time.sentence"


def nearest_place(
    tokens: Sequence[Token],
    places: Sequence[PlaceMention],
    figure: tuple[int, int],
    counted_end: int,
    event: EventMention | None,
) -> PlaceMention | None:
    """Return the place nearest to the figure or its event, places that follow first."""
    best, best_cost = None, float("inf")
    for place in places:
        if place.preposition == "from" and place.first <= counted_end + 2 and place.first > counted_end:
            continue  # "workers from Chile": whose people they are
        if figure[0] < place.last and place.first < figure[1]:
            continue  # "in 40 villages": the figure counts the place
        if _is_of_a_part(tokens, counted_end, place.first):
            continue
        cost = _distance(tokens, place, figure, counted_end)
        if event is not None and place.first > event.at:
            behind = _PASSED if place.last <= figure[0] else 0.0
            cost = min(cost, path_cost(tokens, event.at + event.size, place.first) + behind)
        cost += _WEAK_PREPOSITIONS.get(place.preposition, 0.0)
        if place.preposition == "from" and event is not None:
            cost += _ASIDE * (event.event in lexicon().places["destination_events"])
        if not place.is_named(tokens):
            cost += _UNNAMED
        if lower_at(tokens, place.first - 2) in lexicon().places["lying"]:
            cost += _ASIDE
        if cost < best_cost:
            best, best_cost = place, cost
    return best


def _distance(
    tokens: Sequence[Token], place: PlaceMention, figure: tuple[int, int], counted_end: int
) -> float:
    if place.first >= counted_end:
        return path_cost(tokens, counted_end, place.first) + _apart(tokens, counted_end, place.first)
    if place.last <= figure[0]:
        between = [token.lower for token in tokens[place.last : figure[0]]]
        if between[:2] == [",", "where"] or between[:1] == ["where"]:
            return 0.0
        return path_cost(tokens, place.last, figure[0]) + 3 + _apart(tokens, place.last, figure[0])
    return 0.5  # inside the noun phrase


def _is_of_a_part(tokens: Sequence[Token], counted_end: int, at: int) -> bool:
    """True for a place behind another figure that is a part of this one: "40 deaths, including 14 in …"."""
    between = tokens[counted_end:at]
    parts = (
        token.lower in lexicon().places["dividing"]
        or (token.text in DASHES and position + 1 < len(between) and between[position + 1].kind == "number")
        for position, token in enumerate(between)
    )
    return any(parts) and any(token.kind == "number" for token in between)


def _apart(tokens: Sequence[Token], first: int, last: int) -> float:
    """Return what it costs to leave a clause that a semicolon or "that" parts from the other."""
    parted = any(token.text == ";" for token in tokens[first:last])
    return _ASIDE if parted or lower_at(tokens, first) == "that" else 0.0
