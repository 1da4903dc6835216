"""What a brief is: its questions, the organisations that speak in its documents, its sources, its schedule.

Here belong the shapes of a brief. Reading one from YAML is done in `parsing`, answering its questions in
`pipeline.reconciliation`.
"""

from __future__ import annotations

from datetime import date
from fnmatch import fnmatchcase
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from pipeline.briefs.cron import next_day, validate
from pipeline.briefs.parts import Grade, Identifier, Part, PlacedError, Text, UnknownWordError
from pipeline.briefs.rulings import Ruling
from pipeline.briefs.tree import Entry, as_list
from pipeline.briefs.vocabulary import events
from pipeline.records import Status, Temporality

EDITION = "edition"  # in whose name a page counts documents, claims and questions
Words = Annotated[
    tuple[Annotated[str, Field(min_length=1)], ...],
    BeforeValidator(as_list, json_schema_input_type=str | tuple[str, ...]),
]
Beside = Annotated[
    tuple[Status, ...], BeforeValidator(as_list, json_schema_input_type=Status | tuple[Status, ...])
]
Statuses = Annotated[Beside, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(as_list, json_schema_input_type=Text | tuple[Text, ...])]


class Question(Part):
    """A quantity, precisely scoped by general fields, never by the wording of one text.

    Several words under `category`, `event` or `place` are alternatives; categories that exclude each other
    are the parts whose sum is asked. `beside` lists further statuses whose claims are shown beside the
    estimate and never pooled with it. A field left out asks about any.
    """

    id: Identifier = Field(description="Name in addresses and exports: lower case, words joined by hyphens.")
    title: Text = Field(description="The question as a reader sees it.")
    category: Words = Field(
        min_length=1, description="What is counted, such as troops; alternatives as a list."
    )
    actor: Text | None = Field(
        default=None, description="Whose people or things they are, such as a country."
    )
    event: Words = Field(min_length=1, description="What happened to the counted; alternatives as a list.")
    place: Words = Field(default=(), description="Where; alternatives as a list.")
    status: Statuses = Field(
        default=("observed",), description="Whether it happened, is planned, expected and so on."
    )
    beside: Beside = Field(default=(), description="Statuses shown beside the estimate, never pooled.")
    temporality: Temporality | None = Field(default=None, description="Stock, flow or cumulative.")
    additional: bool | None = Field(
        default=None, description="True asks for additions alone, false for totals."
    )
    unit: Text | None = Field(
        default=None, description="Unit of measure; leave it out for a count of things."
    )

    @field_validator("status")
    @classmethod
    def _one_kind_of_status(cls, statuses: tuple[Status, ...]) -> tuple[Status, ...]:
        if len(statuses) > 1 and set(statuses) != {"planned", "target"}:
            raise ValueError(
                "statuses are different quantities, never pooled; only planned and target may stand together"
                " (list others under 'beside')"
            )
        return statuses

    @field_validator("event")
    @classmethod
    def _known_events(cls, words: tuple[str, ...]) -> tuple[str, ...]:
        for word in words:
            if word not in events():
                raise UnknownWordError(word, tuple(events()), "event")
        return words


class Organisation(Part):
    """A body that states numbers; `people` speak for it or relay its briefings."""

    name: Text = Field(description="The name that the briefing prints.")
    aliases: Texts = Field(default=(), description="Other names of it in documents.")
    people: Texts = Field(default=(), description="Persons who speak for it or relay its briefings.")
    grade: Grade = Field(default="F", description="Reliability from A to E; F cannot be judged.")
    party: bool = Field(default=False, description="Whether it is a party to the conflict.")


class Source(Part):
    """Where documents come from: `documents` is a pattern over document names."""

    documents: Text = Field(description="Pattern of document names, such as kestrel-*.")
    publisher: Text | None = Field(
        default=None, description="Who publishes them, where the page does not say."
    )
    descriptor: Text | None = Field(default=None, description="What the source is, in a few words.")
    grade: Grade = Field(default="F", description="Reliability from A to E; F cannot be judged.")


class Brief(Part):
    """A brief: what is asked, of which documents, how often."""

    # The id is the folder's name, and rulings stand in a file of their own: brief.yaml sets neither.

    id: Identifier
    title: Text = Field(description="Title of the briefing.")
    description: Text | None = Field(default=None, description="What the briefing is about, in a sentence.")
    period_start: date | None = Field(
        default=None, strict=True, description="First day of the period covered."
    )
    schedule: str | None = Field(
        default=None, description="When editions are made: a cron line of five fields."
    )
    horizon_days: int = Field(
        default=60,
        ge=1,
        le=3650,
        strict=True,
        description="Days after which two counts are of different times.",
    )
    method: Literal["rules", "weighted"] = Field(
        default="rules",
        description="How best is found: by rules, or by weights learned over all questions.",
    )
    organisations: tuple[Organisation, ...] = Field(
        default=(), description="Registry of those who state numbers."
    )
    sources: tuple[Source, ...] = Field(
        default=(), description="What is known about where documents come from."
    )
    places: dict[str, Entry] = Field(default_factory=dict, description="Places to add to the general table.")
    categories: dict[str, Entry] = Field(
        default_factory=dict, description="Categories to add to the general table."
    )
    questions: tuple[Question, ...] = Field(min_length=1, description="What is asked.")
    rulings: tuple[Ruling, ...] = Field(default=(), description="What analysts ruled, from rulings.yaml.")

    @field_validator("schedule")
    @classmethod
    def _valid_schedule(cls, line: str | None) -> str | None:
        if line is not None:
            validate(line)
        return line

    @model_validator(mode="after")
    def _distinct_questions(self) -> Brief:
        seen: set[str] = set()
        for index, question in enumerate(self.questions):
            if question.id == EDITION:
                message = f"the id {EDITION!r} is that of what is counted of a whole edition: choose another"
                raise PlacedError(("questions", index, "id"), message)
            if question.id in seen:
                message = f"the id {question.id!r} is taken by another question: give each its own"
                raise PlacedError(("questions", index, "id"), message)
            seen.add(question.id)
        return self

    def organisation(self, name: str) -> Organisation | None:
        """Return the organisation of that printed name, or None."""
        return next((body for body in self.organisations if body.name == name), None)

    def is_party(self, name: str) -> bool:
        """Return whether the organisation of that printed name, or one ruled to be the same, is a party to
        the conflict."""
        names = self.names_of(name)
        return any(body.party and names & {body.name, *body.aliases} for body in self.organisations)

    def names_of(self, origin: str) -> frozenset[str]:
        """Return the name of an origin and every name that is ruled to be the same."""
        names, before = {origin}, 0
        groups = [set(ruling.same_origin) for ruling in self.rulings if ruling.same_origin]
        while len(names) > before:
            before = len(names)
            names.update(*(group for group in groups if group & names))
        return frozenset(names)

    def source_of(self, document_name: str) -> Source | None:
        """Return the first source whose pattern fits a document's name, or None."""
        return next((source for source in self.sources if fnmatchcase(document_name, source.documents)), None)

    def on(self, day: date) -> Brief:
        """Return the brief as it stands on a day: with the rulings made by then, oldest first, and the grades
        that they give to sources."""
        if not self.rulings:
            return self
        made = tuple(sorted((r for r in self.rulings if r.on <= day), key=lambda r: (r.on, r.id)))
        grades = {r.grade.source: r.grade.grade for r in made if r.grade and r.grade.source}
        sources = tuple(
            source.model_copy(
                update={
                    "grade": grades.get(source.documents, grades.get(source.publisher or "", source.grade))
                }
            )
            for source in self.sources
        )
        return self.model_copy(update={"rulings": made, "sources": sources})

    @property
    def named_places(self) -> tuple[str, ...]:
        """The places that its questions and its table name, in order."""
        asked = (word for question in self.questions for word in question.place)
        around = (entry.within for entry in self.places.values() if entry.within)
        return tuple(dict.fromkeys((*asked, *around)))

    def next_issue(self, as_of: date) -> date | None:
        """Return the first day after `as_of` with an edition by the schedule; None without a schedule."""
        return next_day(self.schedule, as_of) if self.schedule else None
