"""Settings: where and when a figure holds.

Here belongs the order in which its sentence, the figure before it and the text before it are asked. Which
words are a place or a time is found in `places.py` and `times.py`.
"""

from __future__ import annotations

from pipeline.extraction.context import Figure, Thread, other_country
from pipeline.extraction.discourse import Source
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.places import nearest_place


def place_of(figure: Figure, actor: str | None, thread: Thread) -> tuple[str | None, str]:
    """Return where a figure holds and the id of the rule that told."""
    reading, event = figure.reading, figure.event
    own = nearest_place(figure.tokens, reading.places, figure.span, figure.end, event)
    if own is not None:
        return reading.place_text(own), "place.sentence"
    takes_over = figure.restated or figure.counted.head is None
    if takes_over and figure.antecedent is not None and figure.antecedent.place is not None:
        return figure.antecedent.place, "place.antecedent"
    moved = figure.event_name in lexicon().places["destination_events"]
    other = other_country(reading.countries, actor) if moved else None
    if other is not None:
        return other, "place.country"
    if figure.event_name in lexicon().places["home_events"]:
        home = _home_of(figure)
        if home is not None:
            return home, "place.home"
    near = thread.near_place(reading.sentence)
    return (near, "place.before") if near is not None else (None, "place.none")


def _home_of(figure: Figure) -> str | None:
    """Return the place of the sentence's source, or the country before the figure."""
    reading, first = figure.reading, figure.quantity.first
    seats = [place for place in reading.source_places if place.first < first]
    if seats:
        return reading.place_text(seats[0])
    return next((name for at, name in reading.all_countries if at < first), None)


def time_of(figure: Figure, source: Source) -> str | None:
    """Return the time expression nearest to the figure or its event that does not say when it was said."""
    reading = figure.reading
    times = [m for m in reading.sentence.times if m.text(reading.tokens, reading.text) != source.said_text]
    if not times:
        return figure.before.time_text if figure.before else None
    anchors = [figure.quantity.first, *([figure.event.at] if figure.event else [])]
    nearest = min(times, key=lambda m: min(abs(m.first - anchor) for anchor in anchors))
    return nearest.text(reading.tokens, reading.text)
