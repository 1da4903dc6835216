"""A reading: one value that an origin states on one question, with all evidence of it and its dates.

Here belongs the record and what follows from it alone. Readings are made and put in order in `series`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pipeline.reconciliation import dating
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.joining import Voice
from pipeline.records import Interval


@dataclass(frozen=True)
class Reading:
    """One value that an origin states. `lead` is the evidence that carries it (several for a sum), `repeats`
    says it again; `said` is when it was last said by those nearest to the origin; `drift` that relays word it
    differently; `stated` is the value of a kind of people that stands for the whole (rule R7k);
    `stale` repeats it after the origin has said another, each with the evidence of that."""

    voice: Voice
    value: Value
    lead: tuple[Evidence, ...]
    repeats: tuple[Evidence, ...] = ()
    said: Interval | None = None
    drift: bool = False
    stated: Value | None = None
    stale: tuple[tuple[Evidence, Evidence], ...] = ()

    @property
    def derived(self) -> bool:
        """Whether the value adds up parts."""
        return len(self.lead) > 1

    @property
    def point(self) -> float | None:
        """The point that it states: its own, or that of the kind of people it counts."""
        return (self.stated or self.value).point

    @property
    def window(self) -> Interval | None:
        """The time that the claims themselves name."""
        return self.lead[0].holds

    @property
    def moment(self) -> Interval | None:
        """The time of the value: the end of a closed window, else when it was said."""
        return self.window if self.window and self.window.end else self.said

    @cached_property
    def first_said(self) -> date:
        """The day on which the value was first said, as far as dates are stated."""
        days = [dating.last_day(item.said) for item in self.members if dating.is_dated(item.said)]
        return min(days, default=date.min)

    @cached_property
    def since(self) -> date:
        """The first day of the value: of its closed window, else on which it was first said. An echo is later
        and makes it no newer."""
        if self.window and self.window.end:
            return dating.first_day(self.window)
        days = [dating.first_day(item.said) for item in self.members if dating.is_dated(item.said)]
        return min(days, default=dating.first_day(self.said))

    @cached_property
    def stated_on(self) -> date:
        """The day on which the origin last stated the value, as far as texts tell; else the first day of it.

        Who publishes a number again without saying when it was stated does not renew it (rule R6r).
        """
        told = [dating.last_day(item.said) for item in self.members if item.own_date]
        return max(told, default=self.since)

    @property
    def dates_to(self) -> date:
        """The day that the value is of: the end of a closed window, else the day on which it was stated."""
        return self.window.end if self.window and self.window.end else self.stated_on

    @property
    def members(self) -> tuple[Evidence, ...]:
        """All evidence of the reading."""
        return (*self.lead, *self.repeats)
