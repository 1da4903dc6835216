"""The series of a question: every statement made on it in time order, and what became of each.

Here belongs telling the history of an answer. What is in force was settled in `answer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.reading import Reading
from pipeline.records import Interval, State, Statement

# What became of a statement, by the rule that set it aside; any other rule shows it apart.
_STATES: dict[str, State] = {
    "R6": "superseded",
    "R6h": "superseded",
    "R6p": "carried",
    "R7": "carried",
    "R10": "undated",
}


def timeline(found: Answer) -> tuple[Statement, ...]:
    """Return every statement on the question, the oldest first and undated ones last."""
    statements = [
        *(_statement(reading, None) for reading in found.bounding),
        *_not_standing(found),
        *(_stale(reading, item) for reading in found.told for item, _ in reading.stale),
    ]
    return tuple(sorted(statements, key=_order))


def _not_standing(found: Answer) -> Iterator[Statement]:
    standing = {item.claim.claim_id for reading in found.bounding for item in reading.lead}
    rules = {aside.item.claim.claim_id: aside.rule for aside in found.asides}
    for reading in found.told:
        lead = reading.lead[0].claim.claim_id
        if lead not in standing and lead in rules:
            yield _statement(reading, rules[lead])


def _statement(reading: Reading, rule: str | None) -> Statement:
    state: State = _STATES.get(rule, "apart") if rule else "in_force"
    return _told(reading, reading.members, reading.said, reading.window, state, rule)


def _stale(reading: Reading, item: Evidence) -> Statement:
    return _told(reading, (item,), item.said, item.holds, "stale", "R6s")


def _told(
    reading: Reading,
    evidence: Iterable[Evidence],
    said: Interval | None,
    holds: Interval | None,
    state: State,
    rule: str | None,
) -> Statement:
    return Statement(
        origin=reading.voice.name,
        known=reading.voice.known,
        grade=reading.voice.grade,
        claim_ids=tuple(dict.fromkeys(item.claim.claim_id for item in evidence)),
        superseded_ids=(),
        low=reading.value.low,
        high=reading.value.high,
        bound=reading.value.bound,
        said_on=said,
        holds_on=holds,
        state=state,
        rule=rule,
    )


def _order(statement: Statement) -> tuple[object, ...]:
    said = statement.said_on
    undated = said is None or not (said.start or said.end)
    return (undated, dating.last_day(said), dating.first_day(said), statement.origin, statement.claim_ids)
