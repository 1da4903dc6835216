"""What would change an estimate, found by trying it: a claim more or less, and the question answered again.

Here belongs the choice of trials. A prospect is told only where the trial leads to what its sentence says;
the sentences stand in `rules.toml`. What is tried, and on how much evidence, is bounded: a question on which
all the world reports costs no more than others.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from pipeline import marks
from pipeline.reconciliation import dating
from pipeline.reconciliation.answer import Answer
from pipeline.reconciliation.bounds import Value
from pipeline.reconciliation.evidence import Evidence
from pipeline.reconciliation.parties import Party
from pipeline.reconciliation.reading import Reading
from pipeline.reconciliation.rules import prospect
from pipeline.reconciliation.trials import Trials
from pipeline.records import Interval, Link, Prospect, Verdict

_TRIED = 2  # readings that a kind of change is tried on
_ANOTHER = Party("another origin", True, rules=("R11b",))


def outlook(found: Answer, horizon_days: int) -> tuple[Prospect, ...]:
    """Return what would change an answer; nothing where nothing stands or only parts do."""
    if not found.standing or found.parts_only:
        return ()
    trials = Trials(found, horizon_days)
    told = [
        *_another_origin(trials),
        *_names(trials),
        *_open_ends(trials),
        *_settlements(trials),
        *_dates(trials),
        *_newer(trials),
    ]
    return tuple(dict.fromkeys(told))


def _another_origin(trials: Trials) -> Iterator[Prospect]:
    """Yield what a point of another known origin would do: corroborate, or give a best value."""
    whole = [reading for reading in trials.found.standing if not reading.derived]
    if not whole or (trials.now.verdict == "corroborated" and trials.now.best is not None):
        return
    newest = max(whole, key=lambda reading: dating.last_day(reading.moment))
    values = [reading.value for reading in whole]
    lows, highs = [v.low for v in values if v.low is not None], [v.high for v in values if v.high is not None]
    points = dict.fromkeys([*(v.point for v in values if v.point is not None), *lows, *highs])
    outcomes = [trials.having(_stated(newest, point)) for point in list(points)[: _TRIED + 1]]
    if trials.now.verdict != "corroborated" and any(one.verdict == "corroborated" for one in outcomes):
        yield prospect("second_origin", claim=_mark(newest))
    if trials.now.best is None and any(one.best is not None for one in outcomes):
        yield prospect("point")


def _names(trials: Trials) -> Iterator[Prospect]:
    """Yield what a name behind an unattributed number would do."""
    unnamed = [r for r in trials.found.counted if not r.voice.known and not r.derived]
    for reading in unnamed[:_TRIED]:
        outcome = trials.instead(named(reading.lead[0]))
        if outcome.verdict != trials.now.verdict:
            yield prospect("name", claim=_mark(reading), verdict=_words(outcome.verdict))


def _open_ends(trials: Trials) -> Iterator[Prospect]:
    """Yield which origin alone leaves an end open."""
    for reading in _known(trials)[:_TRIED]:
        stated = reading.value.low if reading.value.low is not None else reading.value.high
        if stated is None or None not in (trials.now.low, trials.now.high):
            continue
        outcome = trials.having(_restated(trials, reading, Value(stated, stated, "exact")))
        if trials.now.high is None and outcome.high is not None:
            yield prospect("ceiling", origin=reading.voice.name, claim=_mark(reading))
        if trials.now.low is None and outcome.low is not None:
            yield prospect("floor", origin=reading.voice.name, claim=_mark(reading))


def _settlements(trials: Trials) -> Iterator[Prospect]:
    """Yield who would end a conflict by stating what another origin states."""
    if trials.now.verdict != "conflicting":
        return
    known = _known(trials)[:_TRIED]
    for mine in known:
        for other in known:
            if mine.voice.key == other.voice.key:
                continue
            outcome = trials.having(_restated(trials, mine, other.value))
            if outcome.verdict != "conflicting":
                yield prospect("settle", origin=mine.voice.name, claim=_mark(other))


def _dates(trials: Trials) -> Iterator[Prospect]:
    """Yield which statement without a stated date would stand if it were dated later than what stands."""
    leads = trials.now.leads
    undated = [
        reading
        for reading in trials.found.told
        if not dating.is_dated(reading.said) and reading.lead[0].claim.claim_id not in leads
    ]
    for reading in undated[:_TRIED]:
        outcome = trials.instead(dated(reading.lead[0], _day_after(trials.found)))
        if reading.lead[0].claim.claim_id in outcome.leads:
            yield prospect("date", claim=_mark(reading))


def _newer(trials: Trials) -> Iterator[Prospect]:
    """Yield whose newer statement would replace what stands."""
    for reading in _known(trials)[:_TRIED]:
        value = reading.value
        more = [end * 2 + 1 if end is not None else None for end in (value.low, value.high)]
        outcome = trials.having(_restated(trials, reading, Value(more[0], more[1], value.bound)))
        if reading.lead[0].claim.claim_id not in outcome.leads:
            yield prospect("newer", origin=reading.voice.name, claim=_mark(reading))


def named(item: Evidence) -> Evidence:
    """Return an unattributed claim as a known origin would state it."""
    chain = (*item.claim.chain[:1], Link(party=_ANOTHER.name, kind="organisation"))
    return replace(item, claim=item.claim.model_copy(update={"chain": chain}), party=_ANOTHER)


def dated(item: Evidence, day: date) -> Evidence:
    """Return a claim as its words would date it to a day."""
    said = Interval(start=day, end=day, precision="day", basis="stated")
    return replace(item, claim=item.claim.model_copy(update={"said_on": said}), said=said)


def _stated(like: Reading, point: float) -> Evidence:
    """Return the claim of another origin that states a point at the time of a reading."""
    own = named(like.lead[0])
    return replace(_imagined(own, Value(point, point, "exact")), said=like.said)


def _restated(trials: Trials, reading: Reading, value: Value) -> Evidence:
    """Return a newer statement of the origin of a reading; what held at a time holds at its own."""
    item = dated(_imagined(reading.lead[0], value), _day_after(trials.found))
    party = Party(reading.voice.name, True, reading.voice.grade, ("R11b",))
    return replace(item, party=party, holds=item.holds if item.key.temporality == "flow" else None)


def _imagined(item: Evidence, value: Value) -> Evidence:
    """Return a claim in a document of its own, in the text of it, with another value."""
    update = {
        "claim_id": "imagined",
        "document_id": "imagined",
        "low": value.low,
        "high": value.high,
        "bound": value.bound,
    }
    return replace(item, claim=item.claim.model_copy(update=update), home="imagined", in_title=False)


def _day_after(found: Answer) -> date:
    """Return the day after everything that stands."""
    days = [dating.last_day(when) for reading in found.standing for when in (reading.said, reading.moment)]
    return min(max(days), date.max - timedelta(days=1)) + timedelta(days=1)


def _known(trials: Trials) -> list[Reading]:
    return [reading for reading in trials.found.known if not reading.derived]


def _mark(reading: Reading) -> str:
    return marks.claim(reading.lead[0].claim.claim_id)


def _words(verdict: Verdict) -> str:
    return verdict.replace("_", " ")
