"""From a cleaned document to its claims: the one place where the readings of a figure come together.

Here belongs the assembly alone. Each field is read by the module named after it; this one only asks them in
order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from pipeline.cleaning import reading_text, seen
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
from pipeline.extraction.reading.completing import completed
from pipeline.extraction.reading.reader import reader_version
from pipeline.extraction.soundness import flaw_of
from pipeline.records import Claim, CleanedText, Document, Flaw, Link, Quarantined, Span, TextSpan, claim_id

EXTRACTOR_VERSION = "6"


# What is read of one document at most: many times what any report holds, and seconds of work.
MAX_CHARACTERS = 500_000
MAX_FIGURES = 5_000


class Extraction(NamedTuple):
    """What a document asserts: its `claims`, and the figures and text that none were made of, both in the
    order of the text."""

    claims: list[Claim]
    quarantined: list[Quarantined]


class ByRules(NamedTuple):
    """What the rules read of a document: its claims, the day that relative times count from, and what was
    `left` unread."""

    claims: list[Claim]
    reference: date | None
    left: list[Quarantined]


def extract(document: Document, cleaned: CleanedText, proposals: Sequence[Proposal] = ()) -> list[Claim]:
    """Return the claims of a document alone, in the order of their figures."""
    return extraction(document, cleaned, proposals).claims


def extraction(document: Document, cleaned: CleanedText, proposals: Sequence[Proposal] = ()) -> Extraction:
    """Return the claims of a document, and what is set aside for a reason. A document in error has neither.

    `proposals` are figures that somebody else points at; those that hold are read like all others. Never is
    there a claim that is not sound, nor more work than the limits allow.
    """
    if document.error or cleaned.error:
        return Extraction([], [])
    text = reading_text(document, cleaned)
    ruled = read_by_rules(document, cleaned, text, proposals)
    made = completed(ruled.claims, text, ruled.reference)
    checked = [(claim, flaw_of(claim, text)) for claim in made]
    flawed = [_set_aside(claim, flaw) for claim, flaw in checked if flaw]
    return Extraction([claim for claim, flaw in checked if not flaw], flawed + ruled.left)


def read_by_rules(
    document: Document, cleaned: CleanedText, text: str, proposals: Sequence[Proposal] = ()
) -> ByRules:
    """Return what the rules alone read of a document, whose reading text is `text`."""
    proposed = located(proposals, text)
    kept, unread = _within_limit(cleaned.kept())
    sentences: list[Sentence] = []
    quantities: list[Sequence[Quantity]] = []
    figures = 0
    for sentence in split(text, kept):
        if unread and sentence.end == unread[0]:  # cut there, perhaps within a number
            unread = (sentence.start, unread[1])
            break
        found = with_proposed(find_quantities(sentence.tokens), sentence, proposed)
        found = with_companions(found, sentence.tokens)
        figures += len(found)
        if figures > MAX_FIGURES:
            unread = (sentence.start, "too_many_figures")
            break
        sentences.append(sentence)
        quantities.append(found)
    left = [_left(document, *unread)] if unread else []
    if not figures:
        return ByRules([], None, left)
    reader = _Reader(document, cleaned, text, sentences, quantities)
    return ByRules(list(reader.claims()), reader.reference, left)


def _within_limit(kept: Sequence[TextSpan]) -> tuple[list[TextSpan], tuple[int, Flaw] | None]:
    """Return the spans that are read, and where the others begin, with the reason."""
    room, read = MAX_CHARACTERS, list[TextSpan]()
    for span in kept:
        if span.end - span.start > room:
            end = span.start + room
            cut = [span.model_copy(update={"end": end})] if room else []
            return read + cut, (end, "too_much_text")
        room -= span.end - span.start
        read.append(span)
    return read, None


def _set_aside(claim: Claim, flaw: Flaw) -> Quarantined:
    return Quarantined(
        document_id=claim.document_id,
        document_name=claim.document_name,
        figure=claim.figure,
        figure_text=claim.figure_text,
        reason=flaw,
    )


def _left(document: Document, start: int, reason: Flaw) -> Quarantined:
    """Return the row of all text from `start`, which is left unread."""
    return Quarantined(
        document_id=document.document_id,
        document_name=document.name,
        figure=Span(start=start, end=len(document.text)),
        figure_text="",
        reason=reason,
    )


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
            figure_text=seen(span.of(self.text)),
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
            extractor_version=f"{EXTRACTOR_VERSION}+{reader_version()}",
            rules=rules,
        )


def _is_suffered(event: str | None) -> bool:
    return event is not None and lexicon().event_entries[event].victims
