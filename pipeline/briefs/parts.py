"""What the models of a brief's files are made of: their base, the small types that they share, and mistakes
that only a model can find.

Here belongs what both brief.yaml and rulings.yaml need. What each may say is laid down in `model` and
`rulings`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Grade = Literal["A", "B", "C", "D", "E", "F"]
Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
Text = Annotated[str, Field(min_length=1, max_length=500)]


class Part(BaseModel):
    """Base of the parts of a brief: immutable, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PlacedError(ValueError):
    """A mistake that stands at `path`, seen from the part whose validator found it."""

    def __init__(self, path: tuple[str | int, ...], message: str) -> None:
        super().__init__(message)
        self.path = path


class UnknownWordError(ValueError):
    """A word that is not in the vocabulary it must come from."""

    def __init__(self, word: str, known: tuple[str, ...], kind: str) -> None:
        super().__init__(f"unknown {kind} {word!r}")
        self.word, self.known, self.kind = word, known, kind
