"""Background: counts of an earlier event that a report recalls beside its own (rule R3b).

Here belongs telling them by their windows. That counts of one event differ with time is settled in `series`
and `answer`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.reconciliation import dating
from pipeline.reconciliation.evidence import Evidence

# A window that closed so long before it is told is not that of the news itself.
_RECENT = timedelta(days=7)


class Recalled(NamedTuple):
    """Evidence split into what tells of the event of the pile and what recalls an earlier one."""

    present: list[Evidence]
    recalled: list[Evidence]


def split_background(evidence: Sequence[Evidence]) -> Recalled:
    """Split evidence on one question into that on the event reported and that on earlier ones.

    A cumulative count recalls an earlier event where the window that its words name had long closed when it
    was said, and nothing else gives its number. Where all counts do, that event is what is reported.
    """
    newest = max((dating.first_day(item.said) for item in evidence if item.said), default=None)
    present = [item for item in evidence if not _is_long_past(item, newest)]
    if not present:
        return Recalled(list(evidence), [])
    told = {item.value.digits for item in present}
    split = Recalled([], [])
    for item in evidence:
        recalls = _is_long_past(item, newest) and item.value.digits not in told
        (split.recalled if recalls else split.present).append(item)
    return split


def _is_long_past(item: Evidence, newest: date | None) -> bool:
    window = item.holds
    if item.key.temporality != "cumulative" or window is None or window.start is None or window.end is None:
        return False
    told = dating.first_day(item.said) if item.said else newest
    return told is not None and window.end + _RECENT < told
