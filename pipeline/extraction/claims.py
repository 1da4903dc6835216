"""From a cleaned document to its claims: the one place where the readings of a figure come together.

Here belongs the assembly alone. Each field is read by the module named after it; this one only asks them in
order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pipeline.cleaning import reading_text
from pipeline.extraction.attribution.discourse import Discourse, Source
from pipeline.extraction.events.events import temporality_of
from pipeline.extraction.figures.actors import actor_of
from pipeline.extraction.figures.bodies import is_body, subject_of
from pipeline.extraction.figures.context import Figure, Reading, SentenceReading
from pipeline.extraction.figures.elision import counted_of
from pipeline.extraction.figures.restating import is_restated, status_in
from pipeline.extraction.figures.settings import place_of, time_of
from pipeline.extraction.figures.themes import themes_of
from pipeline.extraction.figures.thread import SUBJECT_REACH, Thread
from pipeline.extraction.language.lexicon import lexicon
from pipeline.extraction.language.sentences import LEAD, Sentence, split
from pipeline.extraction.language.times import resolve
from pipeline.extraction.quantities.companions import RULE as COMPANION
from pipeline.extraction.quantities.companions import with_companions
from pipeline.extraction.quantities.proposals import Proposal, located, with_proposed
from pipeline.extraction.quantities.quantities import Quantity, find_quantities
from pipeline.records import Claim, CleanedText, Document, Link, Span, claim_id

EXTRACTOR_VERSION = "3"


def extract(document: Document, cleaned: CleanedText, proposals: Sequence[Proposal] = ()) -> list[Claim]:
    """Return the claims of a document, in the order of their figures. A document in error has none.

    `proposals` are figures that somebody else points at; those that hold are read like all others.
    """
    if document.error or cleaned.error:
        return []
    text = reading_text(document, cleaned)
    sentences = split(text, cleaned.kept())
    proposed = located(proposals, text)
    quantities = [
        with_companions(with_proposed(find_quantities(one.tokens), one, proposed), one.tokens)
        for one in sentences
    ]
    if not any(quantities):
        return []
    return list(_Reader(document, cleaned, text, sentences, quantities).claims())


class _Reader:
    """Reads the sentences of one document in order, carrying the thread from figure to figure."""

    def __init__(
        self,
        document: Document,
        cleaned: CleanedText,
        text: str,
        sentences: Sequence[Sentence],
        quantities: Sequence[Sequence[Quantity]],
    ) -> None:
        self.document, self.cleaned, self.text = document, cleaned, text
        self.discourse = Discourse(sentences, text)
        self.implied = self.discourse.sole_party()
        self.readings = [
            SentenceReading(sentence, text, tuple(found), self.discourse.source_tokens(sentence))
            for sentence, found in zip(sentences, quantities, strict=True)
        ]
        self.thread = Thread(themes_of(sentences, text, self.discourse.memory, self._lead()))
        dated = cleaned.published_on is not None and cleaned.published_precision in ("day", "month")
        self.reference: date | None = cleaned.published_on if dated else None

    def claims(self) -> Iterator[Claim]:
        """Yield the claims of the document, sentence by sentence; what a sentence says is carried on only
        where a figure follows that may refer to it."""
        for at, reading in enumerate(self.readings):
            yield from self._claims_of(reading)
            self.thread.set_scene(reading)
            if any(following.quantities for following in self.readings[at + 1 : at + 1 + SUBJECT_REACH]):
                self.thread.move(reading, self._spoken_of(reading))

    def _claims_of(self, reading: SentenceReading) -> Iterator[Claim]:
        """Yield the claims of one sentence, each carried to the next figure."""
        sentence = reading.sentence
        before: Reading | None = None
        for position in range(len(reading.quantities)):
            antecedent = before or self.thread.antecedent(sentence)
            first = reading.quantities[position].first
            if (
                first in reading.sources
                and reading.counted[position].head in lexicon().attribution["anonymous"]
            ):
                continue  # "two people familiar with the matter said"
            restated = antecedent is not None and is_restated(reading.tokens, first)
            figure = Figure(reading, position, before, antecedent, restated)
            source = self.discourse.source(sentence.index, figure.span)
            read, rules = self._reading(figure, source)
            if read is not None:
                yield self._claim(figure, read, source, rules)
                before = read
                self.thread.take(read, figure.quantity)

    def _spoken_of(self, reading: SentenceReading) -> str | None:
        """Return the first body that speaks in a sentence, else the one it is about."""
        persons = self.thread.themes.persons
        parties = [attribution.party for attribution in self.discourse.found[reading.sentence.index]]
        bodies = [party.name for party in parties if party.kind == "organisation"]
        speaker = next((name for name in bodies if is_body(name, persons)), None)
        return speaker or subject_of(reading.sentence, reading.tags, self.text, persons)

    def _lead(self) -> str | None:
        """Return the place a document opens with: the first its lead names, else that of its dateline."""
        for reading in self.readings[:LEAD]:
            named = [place for place in reading.places if place.is_named(reading.tokens)]
            if named:
                return reading.place_text(named[0])
            about = next(filter(None, map(reading.known_text, range(len(reading.tokens)))), None)
            if reading.sentence.kind == "title" and about is not None:
                return about
        words = (self.cleaned.dateline or "").split(",")[0].split("(")[0].strip()
        return words if words and words.replace(" ", "").isalpha() else None

    def _reading(self, figure: Figure, source: Source) -> tuple[Reading | None, tuple[str, ...]]:
        """Return what the figure says with the rules that fired; None where it counts nothing that can be
        named."""
        sentence, antecedent = figure.reading.sentence, figure.antecedent
        counted, head, counted_rule = counted_of(figure)
        if counted is None and figure.quantity.unit is None:
            return None, ()
        status, status_rule = status_in(figure, self.thread)
        event = figure.event_name
        if COMPANION in figure.quantity.rules and not _is_suffered(event):
            return None, ()
        if antecedent is not None and (figure.restated or figure.counted.head is None):
            event = event or antecedent.event
        actor, actor_rule = actor_of(figure, self.thread, source)
        place, place_rule = place_of(figure, actor, self.thread)
        time_text, time_rule = time_of(figure, source)
        event_rule = f"event.{event or 'none'}"
        fields = (counted_rule, event_rule, status_rule, actor_rule, place_rule, time_rule, source.rule)
        marks = {"figure.part": figure.is_part, "figure.listed": figure.is_listed}
        rules = (*figure.quantity.rules, *(rule for rule, holds in marks.items() if holds), *fields)
        return Reading(
            sentence.index, sentence.paragraph, counted, head, actor, event, status, place, time_text
        ), rules

    def _claim(self, figure: Figure, read: Reading, source: Source, rules: tuple[str, ...]) -> Claim:
        tokens, quantity = figure.tokens, figure.quantity
        span = Span(start=tokens[quantity.first].start, end=tokens[quantity.last - 1].end)
        publisher = Link(party=self.cleaned.publisher or "publisher", kind="publisher")
        return Claim(
            claim_id=claim_id(self.document.document_id, span),
            document_id=self.document.document_id,
            document_name=self.document.name,
            figure=span,
            figure_text=span.of(self.document.text),
            sentence=figure.reading.sentence.span,
            low=quantity.low,
            high=quantity.high,
            bound=quantity.bound,
            unit=quantity.unit,
            counted=read.counted,
            counted_head=read.head,
            actor=read.actor,
            event=read.event,
            status=read.status,
            additional=quantity.additional,
            temporality=temporality_of(tokens, figure.end, read.event),
            place=read.place,
            time_text=read.time_text,
            time=resolve(read.time_text, self.reference) if read.time_text else None,
            said_text=source.said_text,
            said_on=resolve(source.said_text, self.reference) if source.said_text else None,
            chain=(publisher, *source.links),
            origin=source.links[-1].party if source.links else "publisher",
            implied_origin=self.implied if not source.links else None,
            extractor_version=EXTRACTOR_VERSION,
            rules=rules,
        )


def _is_suffered(event: str | None) -> bool:
    return event is not None and lexicon().event_entries[event].victims
