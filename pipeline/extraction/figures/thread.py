"""The thread of a document: what runs from one figure to the next.

Here belong the last figure, its place and the party spoken of last. What the document as a whole is about is
in `themes.py`, what one sentence offers in `context.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extraction.figures.bodies import is_firm, is_generic
from pipeline.extraction.figures.context import Reading, SentenceReading
from pipeline.extraction.figures.themes import Themes
from pipeline.extraction.language.sentences import Sentence
from pipeline.extraction.quantities.quantities import Quantity
from pipeline.records import Status

SUBJECT_REACH = 2  # sentences back to the party that a pronoun stands for
_REACH = 4  # sentences back to an antecedent


@dataclass
class Thread:
    """The running thread of one document: the last reading; the `place` of the last figure with its
    paragraph, and the first place named, the `scene`; the nation last spoken of (`subject`) and the party a
    pronoun stands for (`spoken`), with their sentences; the `firm` named last; `heads` the actors by what was
    counted; `told` the status by value."""

    themes: Themes
    last: Reading | None = None
    place: tuple[int, str] | None = None
    scene: str | None = None
    subject: tuple[int, str] | None = None
    spoken: tuple[int, str] | None = None
    firm: str | None = None
    heads: dict[str, str] = field(default_factory=dict)
    told: dict[tuple[float | None, float | None], Status] = field(default_factory=dict)

    def spoken_of(self, sentence: Sentence) -> str | None:
        """Return the party that a pronoun of the sentence stands for: the one spoken of last, if it is near,
        else the body the document is about."""
        if self.spoken is not None and sentence.index - self.spoken[0] <= SUBJECT_REACH:
            return self.spoken[1]
        return self.themes.body

    def antecedent(self, sentence: Sentence) -> Reading | None:
        """Return the last figure if it is near enough to be what a bare number refers to."""
        if self.last is None or sentence.index - self.last.sentence > _REACH:
            return None
        return self.last

    def near_place(self, sentence: Sentence) -> str | None:
        """Return the place of the last figure of the paragraph, else the one the document opens with, else
        the first it named."""
        return self.own_place(sentence) or self.themes.lead or self.scene

    def own_place(self, sentence: Sentence) -> str | None:
        """Return the place of the last figure of the paragraph."""
        near = self.place is not None and self.place[0] == sentence.paragraph
        return self.place[1] if self.place is not None and near else None

    def take(self, read: Reading, quantity: Quantity) -> None:
        """Carry what one figure says to the next."""
        self.last = read
        self.told[quantity.low, quantity.high] = read.status
        if read.actor is not None and read.head is not None:
            self.heads[read.head] = read.actor
        if read.place is not None and not read.place.islower():
            self.place = (read.paragraph, read.place)

    def set_scene(self, reading: SentenceReading) -> None:
        """Carry the first place that the document names through all of it."""
        named = (
            [place for place in reading.places if place.is_named(reading.tokens)] if not self.scene else []
        )
        if named:
            self.scene = reading.place_text(named[0])

    def move(self, reading: SentenceReading, spoken: str | None) -> None:
        """Carry the nation and the party that a sentence has `spoken` of to the next SUBJECT_REACH."""
        index = reading.sentence.index
        if reading.subjects:
            self.subject = (index, reading.subjects[0][1])
        if spoken is None:
            return
        if is_firm(spoken, self.themes.names):
            self.firm = spoken
        named = self.firm if is_generic(spoken) else None
        self.spoken = (index, named or spoken)
