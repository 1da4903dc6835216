"""From a cleaned document to its claims: the one place where the readings of a figure come together.

Here belongs the assembly alone. Each field is read by the module named after it; this one only asks them in
order.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.cleaning import reading_text
from pipeline.extraction.attribution import Attribution
from pipeline.extraction.context import (
    Reading,
    Thread,
    actor_of,
    countries_in,
    other_country,
    subject_of,
)
from pipeline.extraction.counted import Counted, counted_phrase
from pipeline.extraction.discourse import Discourse, Source
from pipeline.extraction.events import EventMention, find_events, governing
from pipeline.extraction.lexicon import lexicon
from pipeline.extraction.places import PlaceMention, find_places, nearest_place
from pipeline.extraction.quantities import Quantity, find_quantities
from pipeline.extraction.sentences import Sentence, split
from pipeline.extraction.status import is_restated, status_of
from pipeline.extraction.times import find_times, resolve
from pipeline.records import Claim, CleanedText, Document, Link, Span, Status, Temporality, claim_id

EXTRACTOR_VERSION = "1"
_DESTINATION_EVENTS = frozenset(["deployed", "arrived", "supplied", "recruited", "employed"])


def extract(document: Document, cleaned: CleanedText) -> list[Claim]:
    """Return the claims of a document, in the order of their figures. A document in error has none."""
    if document.error or cleaned.error:
        return []
    text = reading_text(document, cleaned)
    sentences = split(text, cleaned.kept())
    reader = _Reader(document, cleaned, text, sentences)
    return [claim for sentence in sentences for claim in reader.claims_of(sentence)]


class _Reader:
    """Reads the sentences of one document in order, carrying the thread from figure to figure."""

    def __init__(
        self, document: Document, cleaned: CleanedText, text: str, sentences: Sequence[Sentence]
    ) -> None:
        self.document, self.cleaned, self.text = document, cleaned, text
        self.discourse = Discourse(sentences, text)
        self.implied = self.discourse.sole_party()
        self.thread = Thread()
        dated = cleaned.published_on is not None and cleaned.published_precision in ("day", "month")
        self.reference: date | None = cleaned.published_on if dated else None

    def claims_of(self, sentence: Sentence) -> list[Claim]:
        """Return the claims of one sentence, and carry what it says to the next."""
        tokens = sentence.tokens
        quantities = find_quantities(tokens)
        places = find_places(tokens)
        ranges = [(place.first, place.last) for place in places]
        covered = self._source_ranges(sentence)
        countries = countries_in(tokens, covered)
        found = []
        if quantities:
            limits = [*(quantity.first for quantity in quantities[1:]), len(tokens)]
            counted = [counted_phrase(tokens, q, limit) for q, limit in zip(quantities, limits, strict=True)]
            events = find_events(tokens, [(c.first, c.last) for c in counted if c.head])
            before: Reading | None = None
            for quantity, noun in zip(quantities, counted, strict=True):
                others = [(q.first, q.last) for q in quantities if q is not quantity]
                claim, reading = self._claim(
                    sentence, quantity, noun, events, others, places, countries, ranges, before
                )
                if claim is not None and reading is not None:
                    found.append(claim)
                    before = self.thread.last = reading
        if places:
            last = places[-1]
            self.thread.place = (sentence.index, last.text(tokens, self.text))
            self.thread.scene = self.thread.scene or self.thread.place[1]
        subject = subject_of(sentence, countries, ranges)
        if subject is not None:
            self.thread.subject = (sentence.index, subject)
        return found

    def _source_ranges(self, sentence: Sentence) -> list[tuple[int, int]]:
        """Return the token ranges of the sources named in a sentence: their countries are no actors."""
        spans = [
            attribution.span for attribution in self.discourse.found[sentence.index] if _is_named(attribution)
        ]
        return [
            (position, position + 1)
            for position, token in enumerate(sentence.tokens)
            if any(span.start <= token.start < span.end for span in spans)
        ]

    def _claim(
        self,
        sentence: Sentence,
        quantity: Quantity,
        counted: Counted,
        events: Sequence[EventMention],
        others: Sequence[tuple[int, int]],
        places: Sequence[PlaceMention],
        countries: Sequence[tuple[int, str]],
        ranges: Sequence[tuple[int, int]],
        before: Reading | None,
    ) -> tuple[Claim | None, Reading | None]:
        tokens = sentence.tokens
        figure = (quantity.first, quantity.last)
        end = max(counted.last, quantity.last)
        event = governing(tokens, events, figure, end, others)
        status, status_rule = status_of(tokens, event, figure, end, events, headline=sentence.kind == "title")
        antecedent = before or self.thread.antecedent(sentence)
        name = event.event if event else lexicon().event_counted.get(counted.head or "")
        phrase, head = self._counted(tokens, quantity, counted, event, antecedent)
        restated = is_restated(tokens, quantity.first) and self.thread.last is not None
        if restated and antecedent is not None:
            status, status_rule = _as_status(antecedent.status), "status.restated"
            name = name or antecedent.event
        if phrase is None and quantity.unit is None:
            return None, None
        if name is None and antecedent is not None and counted.head is None:
            name = antecedent.event
        actor, actor_rule = actor_of(
            sentence, quantity, counted, event, countries, ranges, before, self.thread
        )
        place, place_rule = self._place(
            sentence,
            quantity,
            end,
            event,
            places,
            countries,
            actor,
            antecedent,
            restated or counted.head is None,
        )
        source = self.discourse.source(sentence.index, figure)
        time_text = self._time(sentence, quantity, event, source) or (before.time_text if before else None)
        reading = Reading(
            sentence.index, sentence.paragraph, phrase, head, actor, name, status, place, time_text
        )
        rules = (
            *quantity.rules,
            f"event.{name}" if name else "event.none",
            status_rule,
            actor_rule,
            place_rule,
            source.rule,
        )
        return self._record(sentence, quantity, reading, status, source, rules), reading

    def _counted(
        self,
        tokens: Sequence,
        quantity: Quantity,
        counted: Counted,
        event: EventMention | None,
        antecedent: Reading | None,
    ) -> tuple[str | None, str | None]:
        """Return the counted phrase and its head, from the antecedent or the event where the noun is left
        out."""
        own = counted.text(tokens, self.text)
        if own is not None:
            return own, counted.head
        if event is not None and event.form is None and event.at < quantity.first:
            named = tokens[event.at : event.at + event.size]
            return self.text[named[0].start : named[-1].end], named[-1].lower
        if antecedent is not None and antecedent.counted is not None:
            return antecedent.counted, antecedent.head
        if event is None:
            return None, None
        if quantity.bound == "vague":
            return self.text[tokens[quantity.first].start : tokens[quantity.last - 1].end], "people"
        return ("people", "people") if lexicon().event_entries[event.event].victims else (None, None)

    def _place(
        self,
        sentence: Sentence,
        quantity: Quantity,
        end: int,
        event: EventMention | None,
        places: Sequence[PlaceMention],
        countries: Sequence[tuple[int, str]],
        actor: str | None,
        antecedent: Reading | None,
        takes_over: bool,
    ) -> tuple[str | None, str]:
        """Return where the figure holds: its sentence first, then the figure or the text before it."""
        own = nearest_place(sentence.tokens, places, (quantity.first, quantity.last), end, event)
        if own is not None:
            return own.text(sentence.tokens, self.text), "place.sentence"
        if takes_over and antecedent is not None and antecedent.place is not None:
            return antecedent.place, "place.antecedent"
        moved = event is not None and event.event in _DESTINATION_EVENTS
        other = other_country(countries, actor) if moved else None
        if other is not None:
            return other, "place.country"
        near = self.thread.near_place(sentence)
        return (near, "place.before") if near is not None else (None, "place.none")

    def _time(
        self, sentence: Sentence, quantity: Quantity, event: EventMention | None, source: Source
    ) -> str | None:
        """Return the time expression nearest to the figure or its event that does not say when it was
        said."""
        tokens = sentence.tokens
        anchors = [quantity.first, *([event.at] if event else [])]
        mentions = [m for m in find_times(tokens) if m.text(tokens, self.text) != source.said_text]
        if not mentions:
            return None
        nearest = min(mentions, key=lambda m: min(abs(m.first - anchor) for anchor in anchors))
        return nearest.text(tokens, self.text)

    def _record(
        self,
        sentence: Sentence,
        quantity: Quantity,
        reading: Reading,
        status: Status,
        source: Source,
        rules: tuple[str, ...],
    ) -> Claim:
        tokens = sentence.tokens
        span = Span(start=tokens[quantity.first].start, end=tokens[quantity.last - 1].end)
        publisher = Link(party=self.cleaned.publisher or "publisher", kind="publisher")
        chain = (publisher, *(link for link in source.links if link.party != publisher.party))
        entry = lexicon().event_entries.get(reading.event or "")
        temporality: Temporality = entry.temporality if entry else "stock"
        return Claim(
            claim_id=claim_id(self.document.document_id, span),
            document_id=self.document.document_id,
            document_name=self.document.name,
            figure=span,
            figure_text=span.of(self.document.text),
            sentence=sentence.span,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            unit=quantity.unit,
            counted=reading.counted,
            counted_head=reading.head,
            actor=reading.actor,
            event=reading.event,
            status=status,
            additional=quantity.additional,
            temporality=temporality,
            place=reading.place,
            time_text=reading.time_text,
            time=resolve(reading.time_text, self.reference) if reading.time_text else None,
            said_text=source.said_text,
            said_on=resolve(source.said_text, self.reference) if source.said_text else None,
            chain=chain,
            origin=source.links[-1].party if source.links else "publisher",
            implied_origin=self.implied if not source.links else None,
            extractor_version=EXTRACTOR_VERSION,
            rules=rules,
        )


def _is_named(attribution: Attribution) -> bool:
    return attribution.party.kind != "unknown"


def _as_status(status: str) -> Status:
    return status  # type: ignore[return-value]
