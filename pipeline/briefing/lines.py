"""Lines: sentences of the briefing put together from templates, marked text and records.

Here belongs turning words with slots and marks into pieces. Which sentence is said belongs to the modules
of sections.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from pipeline import marks
from pipeline.briefing.edition import Day, FigureRef, Identifier, Line, Piece, Words
from pipeline.lineage.numbers import numbers_in
from pipeline.lineage.shown import cut, ends
from pipeline.records import Interval, Precision


@cache
def sentences() -> Mapping[str, Any]:
    """Return the sentences and labels of `sentences.toml`."""
    return tomllib.loads(resources.files(__package__).joinpath("sentences.toml").read_text("utf-8"))


def label(table: str, key: str) -> str:
    """Return the label of a value, such as a verdict; a value the table does not know is shown as it is."""
    entry = sentences().get(table, {}).get(key, key.replace("_", " "))
    return entry if isinstance(entry, str) else entry[0]


def fill(template: str, slots: Mapping[str, Line]) -> Line:
    """Return a template as a line, each `{slot}` replaced by its pieces."""
    line: list[Piece] = []
    for text, slot, _, _ in Formatter().parse(template):
        if text:
            line.append(text)
        if slot is not None:
            line.extend(slots[slot])
    return tuple(line)


def join(lines: Iterable[Line], between: str = ", ", last: str | None = None) -> Line:
    """Return lines one after the other with words between them; `last` stands before the last one."""
    items = list(lines)
    joined: list[Piece] = []
    for index, line in enumerate(items):
        if index:
            joined.append(last if last is not None and index == len(items) - 1 else between)
        joined.extend(line)
    return tuple(joined)


def noun(table: str, count: int) -> str:
    """Return the noun of a count, in the singular or the plural."""
    singular, plural = sentences()["nouns"][table]
    return singular if count == 1 else plural


def marked(text: str, figures: Mapping[str, object], known: Mapping[str, str]) -> Line:
    """Return marked text as a line.

    `figures` are the ids that may be printed; a mark of another figure is a LookupError. `known` holds
    words of records that carry numbers (a place such as "Sector 5") and their paths: where the text
    repeats them, they are bound.
    """
    line: list[Piece] = []
    for piece in marks.pieces(text):
        if piece.kind == "day":
            line.append(Day(iso=piece.value))
        elif piece.kind == "ruling":
            named = "/" in piece.value
            line.append(Words(path=f"ruling/{piece.value}") if named else Identifier(text=piece.value))
        elif piece.kind == "text":
            line.extend(_bind_words(piece.value, known))
        elif piece.value in figures:
            line.append(FigureRef(figure_id=piece.value))
        else:
            raise LookupError(
                f"marked text names a figure that the edition does not hold: {piece.value!r} in {text!r}"
            )
    return tuple(line)


def _bind_words(text: str, known: Mapping[str, str]) -> Line:
    if not known or not numbers_in(text):
        return (text,)
    wanted = "|".join(re.escape(words) for words in sorted(known, key=len, reverse=True))
    parts = re.split(rf"(?<!\w)({wanted})(?!\w)", text)
    return tuple(Words(path=known[part]) if part in known else part for part in parts if part)


def interval(held: Interval | None) -> Line:
    """Return when something holds, or that it is undated."""
    words = sentences()["dates"]
    start, end = ends(held) if held else (None, None)
    if held is None or (start is None and end is None):
        return (words["undated"],)
    line: Line
    if start == end and start:
        line = (Day(iso=start),)
    elif start and end:
        line = (Day(iso=start), words["between"], Day(iso=end))
    elif start:
        line = (words["since"], Day(iso=start))
    else:
        line = (words["until"], Day(iso=end or ""))
    return (*line, words["inferred"]) if held.basis == "inferred" else line


def day(value: date, precision: Precision = "day") -> Day:
    """Return a date as a piece, cut to its precision."""
    return Day(iso=cut(value, precision))


def plain(line: Sequence[Piece]) -> str:
    """Return the words of a line that are ours, for sorting and tests."""
    return "".join(piece for piece in line if isinstance(piece, str))
