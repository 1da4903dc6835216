"""The documents that a command line names: found, read and cleaned, with a line for each that cannot be.

Here belongs the way from paths to records. Finding files is for `resources.sources`, reading for `pipeline`.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import click

import pipeline
from cli import screen
from pipeline.cleaning import foreign
from pipeline.pile import Pile
from pipeline.records import Claim, CleanedText, Document, Quarantined
from resources.engine import ComputeEngine
from resources.model import Proposer, extract_with, proposer_from
from resources.sources import DocumentSource, Received


class Reading(NamedTuple):
    """What became of one document: itself, its cleaned text, its claims and its figures that are none;
    `unanswered` says why a language model that was asked has not answered."""

    document: Document
    cleaned: CleanedText
    claims: list[Claim]
    quarantined: list[Quarantined]
    unanswered: str | None


def readings(paths: Sequence[Path], as_of: date | None) -> list[Reading]:
    """Return what the documents of files and folders say, by day received, path and name.

    What lies in no folder of a day was received on `as_of`, else today; what was received after `as_of` is
    left out. A document that cannot be read is told on stderr; ClickException if none can.
    """
    source = DocumentSource({str(path): path for path in paths}, received_on=as_of or date.today())
    days = source.days()
    entries = [entry for day in days if as_of is None or day <= as_of for entry in source.received(day)]
    work = partial(work_through, proposer_from(os.environ))
    with screen.progress() as on_done:
        outcomes = ComputeEngine(on_done=on_done).each(work, entries, "Reading")
    found = []
    for entry, outcome in zip(entries, outcomes, strict=True):
        if isinstance(outcome.value, Reading):
            found.append(outcome.value)
            if reason := foreign(outcome.value.cleaned):
                screen.tell(f"set aside {entry.name}: {reason}, and only English is read", problem=True)
            for flaw, count in Counter(one.reason for one in outcome.value.quarantined).items():
                screen.tell(f"set aside in {entry.name}: {count} × {flaw.replace('_', ' ')}", problem=True)
            if outcome.value.unanswered:
                screen.tell(f"{entry.name} without proposals: {outcome.value.unanswered}", problem=True)
        else:
            screen.tell(f"left out {entry.name}: {outcome.value or outcome.error}", problem=True)
    if not found:
        raise click.ClickException(_nothing_read(", ".join(map(str, paths)), len(entries), days, as_of))
    return found


def known(paths: Sequence[Path], as_of: date | None) -> Pile:
    """Return the pile of what the documents of files and folders say; told and refused as by `readings`."""
    found = readings(paths, as_of)
    return Pile.of(
        (reading.document for reading in found),
        (reading.cleaned for reading in found),
        (claim for reading in found for claim in reading.claims),
        (one for reading in found for one in reading.quarantined),
    )


def work_through(proposer: Proposer, entry: Received) -> Reading | str:
    """Return what one received entry says, or why it cannot be read."""
    if entry.error:
        return entry.error
    document = pipeline.read(
        entry.content, name=entry.name, source=entry.source, received_on=entry.received_on
    )
    if document.error:
        return document.error
    cleaned = pipeline.clean(document)
    return Reading(document, cleaned, *extract_with(document, cleaned, proposer))


def _nothing_read(named: str, found: int, days: Sequence[date], as_of: date | None) -> str:
    if found:
        return f"none of the documents in {named} can be read: text and HTML files can."
    if days:
        return f"nothing in {named} was received by {as_of}: the first day is {days[0]}."
    return f"no documents in {named}: put text or HTML files into it, or name another folder."
