"""Marked text: sentences in which a number stands only as a mark that names what it is bound to.

Here belongs the notation alone. `{claim:ID}` stands for a claim's figure, `{claim:ID.corrected}` for its
value by a ruling, `{estimate:QUESTION.ROLE}` for a value of an estimate (roles: value, low, best, high,
floor2, origins, unknown, reports), `{day:ISO}` for a date of any precision (2025, 2025-09, 2025-09-07).
`{ruling:ID}` stands for the name of an analyst's ruling, `{ruling:ID/FIELD}` for words in it: they are
somebody's own, and may hold numbers. What a mark looks like to a reader is decided by whoever renders it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Literal, NamedTuple

from pipeline.records import Precision

MarkKind = Literal["text", "claim", "estimate", "day", "ruling"]
_MARK = re.compile(r"\{(claim|estimate|day|ruling):([^{}]*)\}")


class Piece(NamedTuple):
    """One piece of marked text: plain `text`, or a mark of another kind with what it names."""

    kind: MarkKind
    value: str


def claim(claim_id: str, *, corrected: bool = False) -> str:
    """Return the mark of a claim's figure, or of its value by a ruling."""
    return f"{{claim:{claim_id}{'.corrected' if corrected else ''}}}"


def ruling(ruling_id: str, *field: str | int) -> str:
    """Return the mark of a ruling's name, or of the words at a field of it."""
    return f"{{ruling:{'/'.join(map(str, (ruling_id, *field)))}}}"


def estimate(question_id: str, role: str = "value") -> str:
    """Return the mark of one value of a question's estimate."""
    return f"{{estimate:{question_id}.{role}}}"


def day(value: date, precision: Precision = "day") -> str:
    """Return the mark of a date, cut to its precision."""
    return f"{{day:{value.isoformat()[: {'year': 4, 'month': 7}.get(precision, 10)]}}}"


def pieces(text: str) -> list[Piece]:
    """Split marked text into plain pieces and marks, in order; what is not a well-formed mark stays text."""
    found: list[Piece] = []
    end = 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            found.append(Piece("text", text[end : match.start()]))
        found.append(Piece(match[1], match[2]))  # type: ignore[arg-type]
        end = match.end()
    if end < len(text):
        found.append(Piece("text", text[end:]))
    return found


def claims_in(text: str) -> list[str]:
    """Return the ids of the claims that marked text names."""
    named = (piece.value for piece in pieces(text) if piece.kind == "claim")
    return [value.removesuffix(".corrected") for value in named]


def plain(text: str, show: Callable[[Piece], str]) -> str:
    """Return marked text as plain text, each mark replaced by what `show` makes of it."""
    return "".join(piece.value if piece.kind == "text" else show(piece) for piece in pieces(text))


def ruling_words(rulings: Mapping[str, Any], value: str) -> str:
    """Return the words that the mark of a ruling names, from rulings as plain data by their ids."""
    name, *fields = value.split("/")
    found: Any = rulings[name] if fields else name
    for field in fields:
        found = found[int(field)] if isinstance(found, list) else found[field]
    return str(found)
