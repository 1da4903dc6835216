"""The charts of a question: where each voice places its value, and how statements follow each other in time.

Here belongs geometry alone, in percent of the drawing's width. Drawing it belongs to `templates/`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.briefing.edition import Moment, Voice
from pipeline.briefing.printing import Attribute

_TOP, _BOTTOM = 34.0, 96.0  # of the chart over time, in pixels
_LEFT, _RIGHT = 3.0, 86.0  # what is beyond the last stated value is room for arrows


class Bar(NamedTuple):
    """A voice on the chart: a line from `start` to `end`, a `dot` if it states a point, and arrows at
    open ends."""

    start: Attribute
    end: Attribute
    dot: Attribute | None
    open_low: bool
    open_high: bool


def bars(voices: Sequence[Voice]) -> list[Bar]:
    """Return a bar for each voice. The scale begins at nothing, or at the lowest value if that is
    negative."""
    stated = [value for voice in voices for value in (voice.low, voice.high) if value is not None]
    bottom, top = min([0.0, *stated]), max([0.0, *stated])

    def place(value: float | None, otherwise: float) -> Attribute:
        share = (value - bottom) / (top - bottom) if value is not None and top > bottom else None
        return Attribute(f"{otherwise if share is None else _LEFT + share * (_RIGHT - _LEFT):.2f}%")

    return [
        Bar(
            start=place(voice.low, _LEFT),
            end=place(voice.high, 97.0),
            dot=place(voice.low, _LEFT) if voice.low is not None and voice.low == voice.high else None,
            open_low=voice.low is None,
            open_high=voice.high is None,
        )
        for voice in voices
    ]


class Mark(NamedTuple):
    """A statement on the chart over time: at `x`, from `top` to `bottom`, a `dot` if it states a point, and
    arrows at open ends. Its label stands at height `label`, to the `side` of the mark where there is room."""

    x: Attribute
    label: Attribute
    side: str
    top: Attribute
    bottom: Attribute
    dot: bool
    open_low: bool
    open_high: bool


def over_time(moments: Sequence[Moment]) -> list[Mark]:
    """Return a mark for each statement: time runs to the right from the first day to the last, values upward
    from nothing."""
    days = [moment.day.toordinal() for moment in moments]
    stated = [value for moment in moments for value in (moment.low, moment.high) if value is not None]
    bottom, top = min([0.0, *stated]), max([0.0, *stated])
    first, span = min(days, default=0), (max(days, default=0) - min(days, default=0)) or 1

    def height(value: float | None, otherwise: float) -> Attribute:
        share = (value - bottom) / (top - bottom) if value is not None and top > bottom else None
        return Attribute(f"{otherwise if share is None else _BOTTOM - share * (_BOTTOM - _TOP):.1f}")

    def mark(moment: Moment) -> Mark:
        share = (moment.day.toordinal() - first) / span
        top = height(moment.high, _TOP - 12)
        return Mark(
            x=Attribute(f"{_LEFT + share * (97 - _LEFT):.2f}%"),
            label=Attribute(f"{float(top) - 9:.1f}"),
            side="start" if share < 0.3 else "end" if share > 0.7 else "middle",
            top=top,
            bottom=height(moment.low, _BOTTOM + 9),
            dot=moment.low is not None and moment.low == moment.high,
            open_low=moment.low is None,
            open_high=moment.high is None,
        )

    return [mark(moment) for moment in moments]
