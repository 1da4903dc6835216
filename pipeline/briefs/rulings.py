"""What an analyst may rule: the acts of a rulings.yaml, each dated, signed and given a reason.

Here belong the shapes of rulings and the mistakes that a file of them can hold. What a ruling does to an
estimate is decided in `pipeline.reconciliation.rulings`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator, model_validator

from pipeline.briefs.parts import Grade, Identifier, Part, PlacedError, Text, UnknownWordError
from pipeline.briefs.vocabulary import events
from pipeline.briefs.when import When
from pipeline.records import Bound, Status, Temporality

ACTS = ("reject", "correct", "merge", "split", "same_origin", "different_origin", "grade")


class Reference(Part):
    """A claim, by its id, or by a document and the exact text of the figure in it."""

    claim: str | None = Field(
        default=None, pattern=r"^c[0-9a-f]{10}$", description="Id of the claim, as the briefing prints it."
    )
    document: Text | None = Field(
        default=None, description="The document's name, or the first characters of its hash."
    )
    figure: Text | None = Field(default=None, description="The exact figure text, such as 'about 2,000'.")
    nth: int | None = Field(
        default=None, ge=1, description="Which of several equal figure texts, counted from one."
    )

    @model_validator(mode="after")
    def _one_way(self) -> Reference:
        by_place = (self.document, self.figure, self.nth)
        if (self.claim is None) == (self.document is None or self.figure is None) or (
            self.claim is not None and any(part is not None for part in by_place)
        ):
            raise ValueError("name a claim by 'claim', or by 'document' and 'figure' together")
        return self

    @property
    def written(self) -> tuple[object, ...]:
        """The reference as it is written: equal for two that are spelt alike."""
        return (self.claim, self.document, self.figure, self.nth)


def _as_references(value: Any) -> Any:
    items = value if isinstance(value, list | tuple) else (value,)
    return tuple({"claim": item} if isinstance(item, str) else item for item in items)


References = Annotated[
    tuple[Reference, ...],
    Field(min_length=1),
    BeforeValidator(_as_references, json_schema_input_type=str | Reference | tuple[str | Reference, ...]),
]


class Correction(Reference):
    """A claim, and what its fields really are. A field that is not named stays; null means that the text does
    not say, or for an end that it is open."""

    value: float | None = Field(default=None, description="Low and high at once: the number really meant.")
    low: float | None = Field(default=None, description="Lower end; null if open.")
    high: float | None = Field(default=None, description="Upper end; null if open.")
    bound: Bound | None = Field(default=None, description="How the value is bounded.")
    unit: Text | None = Field(default=None, description="Unit of measure; null for a count of things.")
    counted: Text | None = Field(default=None, description="What is counted, as a noun phrase.")
    actor: Text | None = Field(default=None, description="Whose people or things they are.")
    event: Text | None = Field(default=None, description="What happened to them, a word of the table.")
    status: Status | None = Field(default=None, description="Whether it happened, is planned and so on.")
    additional: bool | None = Field(default=None, description="Whether it is an addition to a total.")
    temporality: Temporality | None = Field(default=None, description="Stock, flow or cumulative.")
    place: Text | None = Field(default=None, description="Where.")
    time: When | None = Field(
        default=None, description="The days for which it holds, as 2025-09-01/2025-09-07."
    )
    said_on: When | None = Field(default=None, description="When the origin said it.")
    origin: Text | None = Field(default=None, description="Who really says it; null for nobody named.")

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are corrected, in the order of the model; a value is its low and high."""
        named = self.model_fields_set | ({"low", "high"} if "value" in self.model_fields_set else set())
        reference = {*Reference.model_fields, "value"}
        return tuple(name for name in type(self).model_fields if name in named - reference)

    def field(self, name: str) -> Any:
        """Return what a field is corrected to."""
        if name in ("low", "high") and "value" in self.model_fields_set:
            return self.value
        return getattr(self, name)

    @field_validator("event")
    @classmethod
    def _known_event(cls, word: str | None) -> str | None:
        if word is not None and word not in events():
            raise UnknownWordError(word, tuple(events()), "event")
        return word

    @model_validator(mode="after")
    def _sound(self) -> Correction:
        if not self.fields:
            raise ValueError("say which field is otherwise, such as 'status: planned'")
        if "value" in self.model_fields_set and {"low", "high"} & self.model_fields_set:
            raise ValueError("give 'value', or 'low' and 'high', not both")
        for name in ("value", "bound", "status", "additional", "temporality"):
            if name in self.model_fields_set and getattr(self, name) is None:
                raise PlacedError((name,), f"{name} cannot be left empty: leave the key out to keep it")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PlacedError(("low",), "low lies above high")
        return self


class Placing(Part):
    """Claims, and the question that they belong to or do not belong to."""

    claims: References = Field(description="The claims.")
    question: Identifier = Field(description="Id of the question in brief.yaml.")


class Parting(Part):
    """Claims, and an origin that they are not of."""

    claims: References = Field(description="The claims.")
    origin: Text = Field(description="The origin that they are not of.")


class Grading(Part):
    """How reliable an origin or a source is."""

    origin: Text | None = Field(default=None, description="Name of the origin, as the briefing prints it.")
    source: Text | None = Field(
        default=None, description="Pattern of a source in brief.yaml, or its publisher."
    )
    grade: Grade = Field(description="Reliability from A to E; F cannot be judged.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Grading:
        if (self.origin is None) == (self.source is None):
            raise ValueError("grade either an 'origin' or a 'source'")
        return self


class Ruling(Part):
    """One decision of an analyst: when and by whom it was made, why, and what is decided."""

    id: Identifier = Field(description="Name of the ruling: lower case, words joined by hyphens.")
    on: date = Field(description="Day of the ruling: it counts for editions of that day and later.")
    by: Text = Field(description="Who signs it.")
    reason: Text = Field(description="Why, in a sentence.")
    reject: References | None = Field(default=None, description="Claims that do not count.")
    correct: Correction | None = Field(default=None, description="Fields of a claim that are otherwise.")
    merge: Placing | None = Field(default=None, description="Claims that belong to a question.")
    split: Placing | None = Field(default=None, description="Claims that do not belong to a question.")
    same_origin: Annotated[tuple[Text, ...], Field(min_length=2)] | None = Field(
        default=None, description="Names that are one origin; the first is the name that is printed."
    )
    different_origin: Parting | None = Field(
        default=None, description="Claims that are not of an origin, however equal their digits."
    )
    grade: Grading | None = Field(default=None, description="Reliability of an origin or a source.")

    @model_validator(mode="after")
    def _one_act(self) -> Ruling:
        named = [act for act in ACTS if getattr(self, act) is not None]
        if len(named) != 1:
            found = " and ".join(named) or "none"
            raise ValueError(f"a ruling holds exactly one of {', '.join(ACTS)}; this one holds {found}")
        return self

    @property
    def act(self) -> str:
        """The name of what is done."""
        return next(act for act in ACTS if getattr(self, act) is not None)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The claims that the ruling names."""
        if self.correct:
            return (self.correct,)
        held = self.merge or self.split or self.different_origin
        return held.claims if held else self.reject or ()

    @property
    def question(self) -> str | None:
        """The question that the ruling names, None if it names none."""
        held = self.merge or self.split
        return held.question if held else None


class Rulings(Part):
    """A rulings.yaml: the rulings on one brief, in any order."""

    rulings: tuple[Ruling, ...] = Field(default=(), description="The rulings; their order means nothing.")

    @field_validator("rulings", mode="before")
    @classmethod
    def _none_left(cls, value: Any) -> Any:
        return () if value is None else value

    @model_validator(mode="after")
    def _each_once_and_at_one(self) -> Rulings:
        ids: set[str] = set()
        decided: dict[object, tuple[object, str]] = {}
        for index, ruling in enumerate(self.rulings):
            if ruling.id in ids:
                message = f"the id {ruling.id!r} is taken by another ruling: give each its own"
                raise PlacedError(("rulings", index, "id"), message)
            ids.add(ruling.id)
            for path, what, value in _decisions(ruling):
                before, other = decided.setdefault((ruling.on, *what), (value, ruling.id))
                if before != value:
                    message = f"contradicts ruling {other!r} of the same day: date the one that counts later"
                    raise PlacedError(("rulings", index, *path), message)
        return self


def _decisions(ruling: Ruling) -> Iterator[tuple[tuple[str | int, ...], tuple[object, ...], object]]:
    """Yield each thing that a ruling decides: where it stands, what is decided, and how."""
    if ruling.correct:
        for name in ruling.correct.fields:
            key = name if name in ruling.correct.model_fields_set else "value"
            yield ("correct", key), ("field", ruling.correct.written, name), ruling.correct.field(name)
    elif ruling.question:
        for index, reference in enumerate(ruling.references):
            path = (ruling.act, "claims", index)
            yield path, ("place", reference.written, ruling.question), ruling.act
    elif ruling.grade:
        yield ("grade", "grade"), ("grade", ruling.grade.origin, ruling.grade.source), ruling.grade.grade
