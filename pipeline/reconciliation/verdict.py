"""The verdict on an answer, by the first rule that applies, and the confidence word by the printed table
(rule R13).

Here belongs judging. What is judged was settled in `answer`; the table stands in `rules.toml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from pipeline.briefs import Brief
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import Value, agree, all_agree
from pipeline.reconciliation.comparing import Newer, compatible, distinct
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.rules import ConfidenceRow, confidence_table
from pipeline.records import Verdict


def verdict_on(answer: Answer) -> Verdict:
    """Return the first verdict that applies, in the order of rule R13."""
    if not answer.counted:
        return "not_comparable" if answer.not_comparable else "no_evidence"
    if answer.fallen or _revised_down(answer):
        return "non_monotone"
    if answer.part_exceeds or _in_conflict(answer.bounding):
        return "conflicting"
    origins = {reading.voice.key for reading in answer.known}
    if len(origins) > 1:
        with_point = not answer.parts_only and _corroborated(answer.known)
        return "corroborated" if with_point else "compatible_bounds"
    return "single_origin" if origins else "unknown_origin"


def confidence_in(answer: Answer, verdict: Verdict, brief: Brief, as_of: date) -> ConfidenceRow:
    """Return the first row of the confidence table whose conditions all hold."""
    origins = {reading.voice.key: reading.voice for reading in answer.known}
    outside = [voice for voice in origins.values() if not brief.is_party(voice.name)]
    newest = max((dating.last_day(reading.moment) for reading in answer.standing), default=date.min)
    fresh = newest >= as_of - timedelta(days=brief.horizon_days)
    for row in confidence_table():
        if (
            (not row.verdicts or verdict in row.verdicts)
            and len(origins) >= row.origins
            and (row.best_grade is None or any(voice.grade <= row.best_grade for voice in outside))
            and (fresh or not row.fresh)
            and (bool(outside) or not row.beyond_parties)
        ):
            return row
    raise LookupError("the confidence table has no row for every case: its last row must have no conditions")


def _in_conflict(standing: Sequence[Reading]) -> bool:
    """Return whether some two readings are not compatible."""
    if all_agree(reading.value for reading in standing):
        return False
    return any(not compatible(one, other) for one, other in combinations(distinct(standing), 2))


def _corroborated(known: Sequence[Reading]) -> bool:
    """Return whether the values of two origins overlap and one of them is a point."""
    origins: dict[Value, set[str]] = defaultdict(set)
    for reading in known:
        origins[reading.value].add(reading.voice.key)
    return any(
        agree(point, other) and len(origins[point] | origins[other]) > 1
        for point in origins
        if point.point is not None
        for other in origins
    )


def _revised_down(answer: Answer) -> bool:
    """Return whether an origin's own running total fell from an older statement to the one in force."""
    own: dict[str, list[Reading]] = defaultdict(list)
    for reading in answer.standing:
        own[reading.voice.key].append(reading)
    newer = {key: Newer(readings) for key, readings in own.items()}
    unknown = Newer(reading for reading in answer.standing if not reading.voice.known)
    every = Newer(answer.standing)
    for older in answer.superseded:
        others = (newer.get(older.voice.key), unknown) if older.voice.known else (every,)
        if any(one.fall_from(older) for one in others if one):
            return True
    return False
