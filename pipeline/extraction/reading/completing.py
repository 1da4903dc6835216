"""Completing: what of a reading goes into a claim beside what the rules say.

Here belong the limits from which on the reader is believed, and nothing that runs it. They were chosen on
reports that it had not seen: see `docs/reader.md`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pipeline.briefs.vocabulary import events
from pipeline.cleaning import seen
from pipeline.extraction.language.times import resolve
from pipeline.extraction.reading.reader import Reading, reader
from pipeline.records import Claim

# How likely a reading must be where the rules say nothing, and where they say otherwise.
_SAYS, _SAYS_OTHERWISE = 0.4, 0.7
_LONGEST = 60  # characters of the words for a time


def completed(claims: Sequence[Claim], text: str, reference: date | None) -> list[Claim]:
    """Return the claims of a document with what the reader tells beside the rules: what happened, how such a
    count runs in time, and when. `reference` is the day that relative times count from."""
    found = list(claims)
    if found:
        for place, reading in reader().readings(text, claims):
            found[place] = _completed(found[place], reading, text, reference)
    return found


def _completed(claim: Claim, reading: Reading, text: str, reference: date | None) -> Claim:
    read = {**_event(claim, reading), **_time(claim, reading, text, reference)}
    if not read:
        return claim
    fields = ("event", "temporality", "time")
    return claim.model_copy(
        update={**read, "rules": (*claim.rules, *(f"{field}.read" for field in fields if field in read))}
    )


def _event(claim: Claim, reading: Reading) -> dict[str, object]:
    """Return what happened and how such counts run in time, where the reader tells it. One event runs alike
    in all its reports, so that how it runs is the rules' to say where they know what happened, and where
    words such as "a day" say it."""
    event, runs = reading.choices["event"], reading.choices["temporality"]
    unknown = claim.event is None
    read: dict[str, object] = {}
    same = not unknown and event.label in (claim.event, *events()[claim.event or ""].alike)
    if event.likely >= (_SAYS if unknown else _SAYS_OTHERWISE) and event.label in events() and not same:
        read["event"] = event.label
    supposed = unknown and claim.temporality == "stock"
    if (read or supposed) and runs.likely >= _SAYS and runs.label != claim.temporality:
        read["temporality"] = runs.label
    return read


def _time(claim: Claim, reading: Reading, text: str, reference: date | None) -> dict[str, object]:
    """Return when it holds, where the reader points at words that tell it and the rules found none."""
    when = reading.words["time"]
    if claim.time_text is not None or when.span is None or when.likely < _SAYS:
        return {}
    words = seen(text[slice(*when.span)])
    time = resolve(words, reference) if len(words) <= _LONGEST else None
    return {"time_text": words, "time": time} if time is not None else {}
