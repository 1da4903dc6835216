"""Trials of an answer: the same question with a claim more, a claim less or a claim changed.

Here belongs answering again, on the evidence on which the answer turns. Which trials are worth running is for
`outlook`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer, Matched, answer
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.keys import Match
from pipeline.reconciliation.published import published
from pipeline.reconciliation.verdict import verdict_on
from pipeline.records import Verdict

_HISTORY = 12  # readings that do not stand, the newest, which a trial is run with
_SMALL = 200  # pieces of evidence up to which a trial is run with all of it
_SAME = Match("same", ())


class Outcome(NamedTuple):
    """What a trial leads to: the published values, the verdict, and the claims that lead what stands."""

    low: float | None
    best: float | None
    high: float | None
    verdict: Verdict
    leads: frozenset[str]


class Trials:
    """An answer, and what it would be with other evidence."""

    def __init__(self, found: Answer, horizon_days: int) -> None:
        self.found = found
        self.now = _outcome(found)
        self._matched = tuple(found.matched) if len(found.matched) <= _SMALL else tuple(_core(found))
        self._horizon_days = horizon_days

    def having(self, *more: Evidence) -> Outcome:
        """Return the outcome with these claims as well."""
        return self._again([*self._matched, *((item, _SAME) for item in more)])

    def instead(self, changed: Evidence) -> Outcome:
        """Return the outcome with this claim in place of the one with the same id."""
        key = changed.claim.claim_id
        return self._again(
            [(changed if item.claim.claim_id == key else item, match) for item, match in self._matched]
        )

    def _again(self, matched: Sequence[Matched]) -> Outcome:
        return _outcome(answer(self.found.scope, matched, self._horizon_days))


def _core(found: Answer) -> Iterator[Matched]:
    """Yield the evidence on which the answer turns: of each reading what leads it, its first and a joined
    twin, of what only looks alike a claim of each kind."""
    standing = {reading.lead for reading in found.counted}
    others = [reading for reading in found.told if reading.lead not in standing]
    others.sort(key=lambda reading: dating.last_day(reading.said), reverse=True)
    matches = {item.claim.claim_id: match for item, match in found.matched}
    kept: dict[object, Evidence] = {}
    for reading in (*(r for r in found.told if r.lead in standing), *others[:_HISTORY]):
        twin = next((i for i in reading.repeats if found.voices[i.claim.claim_id].joined), None)
        first = min(
            reading.members, key=lambda item: (not dating.is_dated(item.said), dating.last_day(item.said))
        )
        told = (
            reading.members if reading.derived else (replace(reading.lead[0], said=reading.said), first, twin)
        )
        for item in filter(None, told):
            kept.setdefault(item.claim.claim_id, item)
    for aside in found.asides:
        if aside.rule in ("R7", "R8p", "R8"):
            kind = (aside.rule, aside.item.party.name, aside.item.value.digits)
            if aside.item.claim.claim_id not in kept:
                kept.setdefault(kind[: 1 if aside.rule == "R8" else 3], aside.item)
    for item in kept.values():
        yield item, matches[item.claim.claim_id]


def _outcome(found: Answer) -> Outcome:
    value, middle, _ = published(found)
    leads = frozenset(item.claim.claim_id for reading in found.standing for item in reading.lead)
    low, high = (value.low, value.high) if value else (None, None)
    return Outcome(low, middle, high, verdict_on(found), leads)
